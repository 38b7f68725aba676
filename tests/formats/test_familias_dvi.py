"""The DVI section of Familias files: remains, families, and whatever else stands there."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from familias_writing import BROKEN, GOOD, Written, WrittenLocus, read_text, told
from hypothesis import example, given, settings
from hypothesis import strategies as st

from repatria.base.errors import InputError, Problem
from repatria.formats.familias import read_familias
from repatria.formats.familias_dvi import FamiliasDvi
from repatria.formats.familias_kin import Relation, pedigree_of
from repatria.formats.familias_tree import read_sections
from repatria.kinship.pedigree import Person, Sex
from repatria.kinship.profile import Reading

DEFECTS = {
    "dvi_allele_before_marker.fam": (61, "sample V1", "before any SystemName"),
    "dvi_child_without_parent.fam": (133, "", "no parent"),
    "dvi_circular_family.fam": (132, "", "Sister is an ancestor of themselves"),
    "dvi_family_twice.fam": (112, "", "Family 1 stands twice"),
    "dvi_fewer_persons_than_announced.fam": (54, "nPersons", "“4” announced and 3 there"),
    "dvi_fewer_systems_than_announced.fam": (59, "nSystems", "“3” announced and 2 there"),
    "dvi_heading_not_closed.fam": (66, "", "not closed"),
    "dvi_marker_twice.fam": (63, "sample V1, marker D3S1358", "stands twice"),
    "dvi_parent_without_child.fam": (132, "", "no child"),
    "dvi_person_twice.fam": (66, "", "V1 stands twice"),
    "dvi_second_section.fam": (144, "", "second DVI section"),
    "dvi_sex_unknown_word.fam": (57, "sample V1", "“Man”"),
    "dvi_truncated.fam": (140, "", "no child"),
    "dvi_truncated_between_families.fam": (82, "nFamilies", "“2” announced and 1 there"),
    "dvi_two_fathers.fam": (134, "", "Extra male 1 and Missing male 2"),
}
LOCI = [WrittenLocus("TH01", {"6": 0.5, "9.3": 0.3, "Rest allele": 0.2})]
GOOD_TEXT = (GOOD / "dvi.fam").read_text()
START = GOOD_TEXT.index("[DVI]")


def read_section(
    folder: Path, section: str
) -> tuple[FamiliasDvi, list[tuple[int | None, str, str]]]:
    read = read_text(folder, Written(loci=LOCI, dvi=section).text())
    assert read.value.dvi is not None
    odd = [note for note in told(read.notes) if "Rest allele is not" not in note[2]]
    return read.value.dvi, odd


def test_every_broken_dvi_file_is_in_the_table() -> None:
    assert {path.name for path in BROKEN.glob("dvi_*")} == set(DEFECTS)


@pytest.mark.parametrize("name", sorted(DEFECTS))
def test_a_broken_dvi_section_is_refused_with_its_line(name: str) -> None:
    with pytest.raises(InputError) as refused:
        read_familias(BROKEN / name)
    (problem,) = refused.value.problems
    row, field, words = DEFECTS[name]
    assert (problem.file, problem.row, problem.field) == (name, row, field)
    assert words in problem.message


def test_the_remains() -> None:
    read = read_familias(GOOD / "dvi.fam")
    assert read.value.dvi is not None
    remains = read.value.dvi.unidentified
    assert [(each.id, each.sex) for each in remains] == [
        ("V1", Sex.MALE),
        ("V2 [left arm]", Sex.FEMALE),
        ("V3", Sex.UNKNOWN),
    ]
    assert all(each.profile.remains for each in remains)
    first, second, third = (each.profile.observations for each in remains)
    assert {name: str(seen) for name, seen in first.items()} == {
        "D3S1358": "15/17",
        "TH01": "9.3/9.3",
    }
    assert second["D3S1358"].reading is Reading.SINGLE
    assert not third


def test_the_families() -> None:
    dvi = read_familias(GOOD / "dvi.fam").value.dvi
    assert dvi is not None
    first, second = dvi.families
    assert (first.name, first.missing) == ("Family 1", ("Missing male 1",))
    assert first.pedigree.by_id["Missing male 1"].father == "F [Father]"
    assert set(first.profiles) == {"F [Father]"}
    assert second.missing == ("Missing person", "Missing male 2")
    for child in ("Sister", *second.missing):
        assert second.pedigree.by_id[child].parents == ("Extra male 1", "Added mother")
    assert dvi.remarks == ("Made up for a test.",)


def test_sections_that_are_not_read_are_told_once_each() -> None:
    notes = told(read_familias(GOOD / "dvi.fam").notes)
    assert notes == [
        (144, "", "the section “Prior” is not read"),
        (146, "", "the section “Advanced” is not read"),
    ]


def test_a_general_part_without_the_section_has_none(tmp_path: Path) -> None:
    assert read_text(tmp_path, GOOD_TEXT[:START]).value.dvi is None


def test_a_key_that_is_not_known_is_told_once(tmp_path: Path) -> None:
    text = GOOD_TEXT.replace("Gender=", "Hair colour= brown\nGender=")
    notes = [each for each in told(read_text(tmp_path, text).notes) if "Hair" in each[2]]
    assert notes == [(57, "", "the key “Hair colour” is not read")]


def test_spelling_blanks_and_quotes_may_differ(tmp_path: Path) -> None:
    plain = read_text(tmp_path, GOOD_TEXT).value.dvi
    loose = GOOD_TEXT[START:].replace("= ", " =").replace("Gender", "  GENDER")
    loose = loose.replace(" ]", "]").replace("Name =Sister", 'Name ="Sister"')
    assert read_text(tmp_path, GOOD_TEXT[:START] + loose).value.dvi == plain


def test_pairs_may_share_a_line(tmp_path: Path) -> None:
    joined = GOOD_TEXT[START:].replace("\nAllele", "  Allele").replace("\nChild=", "\tChild=")
    plain = read_text(tmp_path, GOOD_TEXT).value.dvi
    assert read_text(tmp_path, GOOD_TEXT[:START] + joined).value.dvi == plain


def test_persons_and_pedigrees_need_no_headings_of_their_own(tmp_path: Path) -> None:
    bare = "\n".join(
        line
        for line in GOOD_TEXT[START:].splitlines()
        if not line.lstrip("[").startswith(("Person ", "Pedigree ", "DNA data"))
    )
    plain = read_text(tmp_path, GOOD_TEXT).value.dvi
    assert plain is not None
    found = read_text(tmp_path, GOOD_TEXT[:START] + bare).value.dvi
    assert found is not None
    assert found.unidentified == plain.unidentified
    assert found.families == plain.families


FAMILY = """[DVI]
[[Reference Families]]
[[[Family 1 ]]]
Name= Of P
[[[[Persons]]]]
[[[[[Person 1 ]]]]]
Name= {relative}
SystemName= TH01
Allele1= 6
Allele2= {allele}
[[[[Pedigrees]]]]
[[[[[Pedigree 1 ]]]]]
Name= First
Parent= {parent}
Child= {child}
{more}"""


def family_text(
    relative: str = "P",
    allele: str = "6",
    parent: str = "P",
    child: str = "Missing",
    more: str = "",
) -> str:
    return FAMILY.format(relative=relative, allele=allele, parent=parent, child=child, more=more)


@pytest.mark.parametrize(
    ("section", "words"),
    [
        (family_text(parent="Q"), "nothing links Missing"),
        (family_text(relative="Missing", parent="Q"), "Missing is missing and has a"),
        (family_text().partition("[[[[Pedigrees")[0], "no pedigree"),
    ],
)
def test_a_family_that_cannot_be_one_is_left_out_with_a_note(
    tmp_path: Path, section: str, words: str
) -> None:
    dvi, notes = read_section(tmp_path, section)
    assert dvi.families == ()
    (row, field, message) = notes[-1]
    assert row is not None
    assert field == "family Of P"
    assert words in message
    assert message.endswith("left out")


def test_a_second_pedigree_that_says_the_same_is_not_told(tmp_path: Path) -> None:
    more = "[[[[[Pedigree 2 ]]]]]\nName= Again\nParent= P\nChild= Missing"
    dvi, notes = read_section(tmp_path, family_text(more=more))
    assert [each.pedigree.name for each in dvi.families] == ["First"]
    assert [each for each in notes if "Again" in each[2]] == []


def test_a_second_pedigree_that_says_otherwise_is_told(tmp_path: Path) -> None:
    more = "[[[[[Pedigree 2 ]]]]]\nName= Turned\nParent= Missing\nChild= P"
    dvi, notes = read_section(tmp_path, family_text(more=more))
    assert dvi.families[0].pedigree.by_id["Missing"].parents == ("P",)
    assert any("“First” was taken, and not Turned" in each[2] for each in notes)


def test_a_pedigree_where_nobody_is_related_is_passed_over(tmp_path: Path) -> None:
    text = family_text(
        parent="Q", more="[[[[[Pedigree 2 ]]]]]\nName= Kin\nParent= P\nChild= Missing"
    )
    dvi, _ = read_section(tmp_path, text)
    assert [each.pedigree.name for each in dvi.families] == ["Kin"]


def test_a_family_without_anybody_called_missing_is_kept_and_told(tmp_path: Path) -> None:
    dvi, notes = read_section(tmp_path, family_text(child="X17"))
    assert dvi.families[0].missing == ()
    assert any("nobody is marked as looked for" in each[2] for each in notes)


def test_a_parent_whose_sex_is_not_told_is_chosen_with_a_note(tmp_path: Path) -> None:
    _, notes = read_section(tmp_path, family_text())
    assert [each[1] for each in notes] == ["P"]
    assert notes[0][2].endswith("taken as one of the fathers")


def test_the_other_parent_tells_the_sex() -> None:
    persons = [Person("A"), Person("B"), Person("C"), Person("M", Sex.MALE)]
    links = [("A", "X"), ("B", "X"), ("B", "Y"), ("C", "Y"), ("C", "Z"), ("M", "Z")]
    persons += [Person(name) for name in "XYZ"]
    relations = [Relation(parent, child, 1) for parent, child in links]
    found, notes = pedigree_of("", persons, relations, "f")
    assert notes == ()
    assert (found.by_id["Y"].father, found.by_id["Y"].mother) == ("B", "C")
    assert (found.by_id["X"].father, found.by_id["X"].mother) == ("B", "A")


def test_words_of_the_table_are_alleles(tmp_path: Path) -> None:
    dvi, _ = read_section(tmp_path, family_text(allele="Rest allele"))
    assert dvi.families[0].profiles["P"].observations["TH01"].alleles == ("6", "Rest allele")


@pytest.mark.parametrize(("marker", "allele"), [("TH01", "7"), ("TH01", "0"), ("D99S1", "6")])
def test_what_the_table_lacks_is_kept_and_told(tmp_path: Path, marker: str, allele: str) -> None:
    section = family_text(allele=allele).replace("TH01", marker)
    dvi, notes = read_section(tmp_path, section)
    assert allele in dvi.families[0].profiles["P"].observations[marker].alleles
    assert any("does not have" in each[2] and marker in each[1] for each in notes)


def test_a_profile_with_no_allele_at_an_allele_is_left_out_with_a_note(tmp_path: Path) -> None:
    text = GOOD_TEXT.replace("Allele1= 9.3", "Allele1= nine")
    read = read_text(tmp_path, text.replace("Allele1= 6", "Allele1= six"))
    assert read.value.dvi is not None
    assert [each.id for each in read.value.dvi.unidentified] == ["V2 [left arm]", "V3"]
    assert [each.name for each in read.value.dvi.families] == ["Family 1"]
    assert [(note.row, note.field) for note in read.notes][:3] == [
        (63, "sample V1, marker TH01"),
        (121, "sample Sister, marker TH01"),
        (112, "family Family of S"),
    ]


def test_a_third_allele_is_for_review(tmp_path: Path) -> None:
    text = GOOD_TEXT.replace("Allele2= 17", "Allele2= 16\nAllele3= 17")
    dvi = read_text(tmp_path, text).value.dvi
    assert dvi is not None
    assert dvi.unidentified[0].profile.for_review == ("D3S1358",)


def test_a_relative_of_whom_nothing_was_read_is_told(tmp_path: Path) -> None:
    _, notes = read_section(
        tmp_path, family_text().replace("SystemName= TH01", "").replace("Allele", "X")
    )
    assert ("family Of P", "nothing was read of P") in [each[1:] for each in notes]


def test_long_lines_without_a_pair_cost_little(tmp_path: Path) -> None:
    lines = [
        "[DVI]",
        "[[Notes]]",
        *["a" + " " * 19_000 + "b"] * 50,
        "[[Odd]]",
        *["a " * 9_000] * 50,
    ]
    dvi, notes = read_section(tmp_path, "\n".join(lines))
    assert len(dvi.remarks) == 50
    assert [each[2] for each in notes] == ["the section “Odd” is not read"]


def test_brackets_inside_a_heading_count_nothing() -> None:
    lines = ["[A]", "[[B [c] ]]", "[[[[D]]]]", "k= [v]", "[[E]", "free text", "[F]"]
    root = read_sections(lines, 7, "f", 99)
    first, last = root.children
    assert [(each.title, each.depth) for each in first.children] == [("B [c]", 2), ("E", 2)]
    deep = first.children[0].children[0]
    assert (deep.title, deep.depth, deep.entries[0].value) == ("D", 4, "[v]")
    assert first.children[1].texts == [(12, "free text")]
    assert (last.title, last.line) == ("F", 13)


WHOLE = ((GOOD / "paternity.fam").read_bytes(), (GOOD / "dvi.fam").read_bytes())
SIGNS = [
    "",
    "\n",
    '"',
    '""',
    "[",
    "]",
    "(",
    "=",
    "-1",
    "0",
    "9999",
    "1e9",
    "nan",
    "\0",
    "\xff",
    "X",
]
WORDS = ["[[[Person 1 ]]]", "Name= ", "#TRUE#", "#FALSE#", '"OL"', '"silent"']
PIECES = st.sampled_from([each.encode("latin-1") for each in (*SIGNS, *WORDS)])


@st.composite
def spoilt(draw: st.DrawFn) -> bytes:
    """A good file with a few lines cut out, doubled, or replaced by other pieces."""
    lines = draw(st.sampled_from(WHOLE)).split(b"\n")
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(lines) - 1))
        end = at + draw(st.integers(0, 2))
        lines[at:end] = draw(st.lists(st.one_of(PIECES, st.sampled_from(lines)), max_size=2))
    return b"\n".join(lines)


@given(st.one_of(st.binary(max_size=60), spoilt()))
@settings(deadline=None, max_examples=300)
@example(WHOLE[1].replace(b"SystemName= TH01", b"SystemName="))
@example(b"\xef\xbb\xbf  ")
def test_spoilt_files_are_read_or_refused(data: bytes) -> None:
    problems: tuple[Problem, ...] = ()
    with tempfile.TemporaryDirectory() as folder:
        try:
            problems = read_text(Path(folder), data).notes
        except InputError as refused:
            problems = refused.problems
            assert problems
    assert all(each.file == "file.fam" and each.message for each in problems)
