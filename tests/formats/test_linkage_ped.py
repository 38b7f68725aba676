"""LINKAGE pedigrees: read, refused with line, person and marker, written so that they come back."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from repatria.base.errors import InputError, Problem, ValueProblem
from repatria.formats.linkage_map import MapMarker, markers_of, read_markers
from repatria.formats.linkage_ped import LinkagePedigree, read_ped, read_plink_fam
from repatria.formats.linkage_write import write_ped
from repatria.formats.reading import Read
from repatria.kinship.alleles import ladder_order
from repatria.kinship.family import Family
from repatria.kinship.pedigree import Pedigree, PedigreeProblem, Person, Sex
from repatria.kinship.profile import Observation, Profile, Reading

HERE = Path(__file__).parent
GOOD = HERE / "good" / "linkage"
BROKEN = HERE / "broken" / "linkage"
MARKERS = ("D3S1358", "TH01", "DXS10101", "AMEL")
DEFECTS: dict[str, tuple[int | None, str, str]] = {
    "called_zero.ped": (6, "person F2/0", "cannot be called 0"),
    "chromosome_of_another_marker.map": (2, "", "TH01 lies on chromosome 11, not on 12"),
    "chromosome_unknown.map": (2, "", "“99”"),
    "circular.ped": (2, "person F1/GM", "ancestor of themselves"),
    "familias.ped": (1, "", "Familias"),
    "father_and_mother_the_same.ped": (4, "person F1/F", "both father and mother of C"),
    "father_missing.ped": (5, "person F1/C", "the father P has no line"),
    "hidden_direction_in_a_name.ped": (6, "person F2/1\\u202e", "hidden character"),
    "linkage_own_layout.dat": (1, "", "a number and no marker"),
    "marker_twice.map": (2, "D3S1358", "twice"),
    "mother_is_male.ped": (4, "person F1/F", "male and cannot be the mother of C"),
    "no_marker.map": (None, "", "no marker"),
    "only_comments.ped": (None, "", "no person"),
    "own_father.ped": (4, "person F1/F", "ancestor of themselves"),
    "person_twice.ped": (4, "person F1/GM", "first in line 2"),
    "position_is_no_number.map": (2, "", "“p15”"),
    "sex_unknown_word.ped": (3, "person F1/M", "“3” is no sex"),
    "status_after_markers.dat": (2, "", "neither"),
    "too_few_columns.ped": (3, "person F1/M", "13 columns; 4 markers make 14"),
    "too_many_columns.ped": (3, "person F1/M", "15 columns; 4 markers make 14"),
}


def read_text(
    folder: Path,
    text: str | bytes,
    markers: tuple[str, ...] = MARKERS,
    *,
    add_parents: bool = False,
) -> Read[tuple[LinkagePedigree, ...]]:
    path = folder / "file.ped"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_ped(path, markers, add_parents=add_parents)


def test_every_broken_linkage_file_is_in_the_table() -> None:
    assert {path.name for path in BROKEN.iterdir()} == set(DEFECTS)


@pytest.mark.parametrize("name", sorted(DEFECTS))
def test_a_broken_linkage_file_is_refused_with_its_line(name: str) -> None:
    with pytest.raises(InputError) as refused:
        _ = (
            read_ped(BROKEN / name, MARKERS)
            if name.endswith(".ped")
            else read_markers(BROKEN / name)
        )
    problem = refused.value.problems[0]
    row, field, words = DEFECTS[name]
    assert (problem.file, problem.row, problem.field) == (name, row, field)
    assert words in problem.message


def test_the_valley() -> None:
    read = read_ped(GOOD / "valley.ped", MARKERS)
    first, second = read.value
    assert read.notes == ()
    child = first.pedigree.by_id["C"]
    assert (child.sex, child.father, child.mother) == (Sex.MALE, "F", "M")
    assert first.pedigree.by_id["M"].parents == ("GM",)
    assert first.phenotypes == {"M": "1", "F": "2", "C": "2"}
    seen = first.profiles["C"].observations
    assert str(seen["D3S1358"]) == "14/15"
    assert seen["TH01"].reading is Reading.ONE_KNOWN
    assert seen["DXS10101"].alleles == ("30",)
    assert seen["AMEL"].alleles == ("X", "Y")
    assert "TH01" not in first.profiles["F"].observations
    assert (second.pedigree.ids, dict(second.profiles)) == (("1",), {})
    assert second.pedigree.by_id["1"].sex is Sex.UNKNOWN


def test_the_first_columns_alone_are_a_plink_file() -> None:
    alone = read_plink_fam(GOOD / "plink.fam").value
    whole = read_ped(GOOD / "valley.ped", MARKERS).value
    assert [each.pedigree for each in alone] == [each.pedigree for each in whole]
    assert [each.phenotypes for each in alone] == [each.phenotypes for each in whole]
    assert not any(each.profiles for each in alone)


def test_both_lists_of_markers() -> None:
    from_map = read_markers(GOOD / "valley.map").value
    assert from_map == (
        MapMarker("D3S1358", "3"),
        MapMarker("TH01", "11", 2.5, 2192319),
        MapMarker("DXS10101", "X"),
        MapMarker("AMEL", "XY"),
    )
    from_dat = read_markers(GOOD / "valley.dat").value
    assert [each.name for each in from_dat] == list(MARKERS)
    assert [each.chromosome for each in from_dat] == ["3", "11", "X", "XY"]


def test_a_marker_twice_in_a_list_is_refused() -> None:
    with pytest.raises(ValueProblem, match="TH01 stands twice"):
        markers_of(["THO1", MapMarker("TH01")])


def test_parents_without_a_line_are_named_all(tmp_path: Path) -> None:
    text = "A 1 P1 P2 1 0\nA 2 P1 P2 2 0\nB 1 P3 0 1 0\n"
    with pytest.raises(InputError) as refused:
        read_text(tmp_path, text, ())
    assert [(each.row, each.field) for each in refused.value.problems] == [
        (1, "person A/1"),
        (1, "person A/1"),
        (3, "person B/1"),
    ]
    assert all(name in str(refused.value) for name in ("father P1", "mother P2", "father P3"))
    read = read_text(tmp_path, text, (), add_parents=True)
    first, second = read.value
    assert first.pedigree.ids == ("1", "2", "P1", "P2")
    assert second.pedigree.by_id["P3"].sex is Sex.MALE
    assert [note.row for note in read.notes] == [1, 1, 3]


def test_an_added_parent_of_two_sexes_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be the mother"):
        read_text(tmp_path, "A 1 P 0 1 0\nA 2 0 P 1 0\n", (), add_parents=True)


def test_problems_of_several_families_come_together(tmp_path: Path) -> None:
    with pytest.raises(InputError) as refused:
        read_text(tmp_path, "A 1 1 0 1 0\nB 1 0 0 1 0\nC 1 2 0 1 0\nC 2 0 0 2 0\n", ())
    assert [each.row for each in refused.value.problems] == [1, 4]


@pytest.mark.parametrize(
    ("row", "marker", "words"),
    [
        ("1 0  A C  0 0  0 0  0 0", "D3S1358", "“A” is not an allele"),
        ("1 0  15 15  0 0  28 29  0 0", "DXS10101", "read in a man"),
        ("1 0  15 15  OL OL  0 0  0 0", "TH01", "off-ladder"),
    ],
)
def test_a_bad_genotype_leaves_the_profile_out_and_keeps_the_person(
    tmp_path: Path, row: str, marker: str, words: str
) -> None:
    text = f"A 1 0 0 {row}\nA 2 1 0 2 0  15 15  0 0  0 0  0 0\n"
    read = read_text(tmp_path, text)
    assert read.value[0].pedigree.ids == ("1", "2")
    assert set(read.value[0].profiles) == {"2"}
    (note,) = read.notes
    assert (note.row, note.field) == (1, f"sample A/1, marker {marker}")
    assert words in note.message


def test_a_woman_has_nothing_at_a_y_linked_marker(tmp_path: Path) -> None:
    text = "A 1 0 0 2 0 11 14\nA 2 0 0 1 0 11 14\nA 3 0 0 1 0 11 11\n"
    read = read_text(tmp_path, text, ("DYS385",))
    seen = {name: each.observations["DYS385"] for name, each in read.value[0].profiles.items()}
    assert {name: each.alleles for name, each in seen.items()} == {"2": ("11", "14"), "3": ("11",)}
    assert "read in a woman" in read.notes[0].message


def test_files_without_a_phenotype_must_be_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "file.ped"
    path.write_text("A 1 0 0 M 6 9.3\n")
    with pytest.raises(InputError, match="7 columns; 1 markers make 8"):
        read_ped(path, ["TH01"])
    (found,) = read_ped(path, ["TH01"], phenotype=False).value
    assert found.profiles["1"].observations["TH01"].alleles == ("6", "9.3")
    assert found.phenotypes == {}


def test_a_family_comes_from_it_when_the_missing_are_named() -> None:
    first = read_ped(GOOD / "valley.ped", MARKERS).value[0]
    without = replace(first, profiles={"M": first.profiles["M"]})
    family = without.family("C")
    assert (family.missing, set(family.profiles)) == (("C",), {"M"})
    assert LinkagePedigree.of(family).pedigree == first.pedigree
    with pytest.raises(PedigreeProblem, match="reference profile"):
        first.family("C")


WORDS = st.text("abЯї1.-_[]'", min_size=1, max_size=4)
ALLELES = ("8", "9", "9.3", "10", "30.2")


def observations(marker: MapMarker, sex: Sex) -> st.SearchStrategy[Observation | None]:
    """What `.ped` can tell of a person at a marker."""
    alleles = st.sampled_from(ALLELES)
    pairs = st.tuples(alleles, alleles).map(lambda pair: tuple(sorted(pair, key=ladder_order)))
    hemizygous = alleles.map(lambda allele: Observation((allele,), Reading.GENOTYPE))
    if marker.chromosome == "Y":
        return st.none() if sex is Sex.FEMALE else st.one_of(st.none(), hemizygous)
    if marker.chromosome == "X" and sex is Sex.MALE:
        return st.one_of(st.none(), hemizygous)
    both = pairs.map(lambda pair: Observation(pair, Reading.GENOTYPE))
    one = alleles.map(lambda allele: Observation((allele,), Reading.ONE_KNOWN))
    return st.one_of(st.none(), both, one)


@st.composite
def linkage_pedigrees(draw: st.DrawFn, markers: tuple[MapMarker, ...]) -> LinkagePedigree:
    names = draw(
        st.lists(WORDS.filter(lambda name: name != "0"), min_size=1, max_size=7, unique=True)
    )
    persons: list[Person] = []
    for name in names:
        parents = [
            draw(st.sampled_from([None, *(each.id for each in persons if each.sex is sex)]))
            for sex in (Sex.MALE, Sex.FEMALE)
        ]
        persons.append(Person(name, draw(st.sampled_from(Sex)), *parents))
    pedigree = Pedigree(tuple(draw(st.permutations(persons))), draw(WORDS))
    profiles = {}
    for person in pedigree.persons:
        seen = {each.name: draw(observations(each, person.sex)) for each in markers}
        kept = {name: each for name, each in seen.items() if each is not None}
        if kept:
            profiles[person.id] = Profile(person.id, kept)
    phenotypes = draw(st.dictionaries(st.sampled_from(names), st.sampled_from(["1", "2", "3.5"])))
    return LinkagePedigree(pedigree.name, pedigree, profiles, phenotypes)


LIST = markers_of(["TH01", "Penta D", "DXS10101", "DYS19"])
several = st.lists(
    linkage_pedigrees(LIST), min_size=1, max_size=3, unique_by=lambda each: each.name
).map(tuple)


@given(several)
@settings(deadline=None, max_examples=80)
def test_what_is_written_comes_back(pedigrees: tuple[LinkagePedigree, ...]) -> None:
    written = write_ped(pedigrees, LIST)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "file.map")
        path.write_text(written.map)
        assert read_markers(path).value == LIST
        read = read_text(Path(folder), written.ped, tuple(each.name for each in LIST))
    assert read.notes == ()
    assert read.value == pedigrees
    assert not written.codes
    assert not written.names


@given(several)
@settings(deadline=None, max_examples=40)
def test_recoded_alleles_come_back_through_the_table(
    pedigrees: tuple[LinkagePedigree, ...],
) -> None:
    written = write_ped(pedigrees, LIST, recode=True)
    cells = [cell for line in written.ped.splitlines() for cell in line.split()[6:]]
    assert all(cell.isdigit() for cell in cells)
    meaning = {
        name: {str(code): allele for allele, code in table.items()}
        for name, table in written.codes.items()
    }
    with tempfile.TemporaryDirectory() as folder:
        read = read_text(Path(folder), written.ped, tuple(each.name for each in LIST))
    for before, after in zip(pedigrees, read.value, strict=True):
        decoded = {
            person: {
                name: replace(seen, alleles=tuple(meaning[name][each] for each in seen.alleles))
                for name, seen in profile.observations.items()
            }
            for person, profile in after.profiles.items()
        }
        assert decoded == {who: each.observations for who, each in before.profiles.items()}


def lone(alleles: tuple[str, ...], reading: Reading = Reading.GENOTYPE) -> LinkagePedigree:
    profile = Profile("P", {"TH01": Observation(alleles, reading)})
    return LinkagePedigree("F", Pedigree.of(Person("P"), name="F"), {"P": profile})


@pytest.mark.parametrize("allele", ["0", "Rest allele"])
def test_alleles_that_would_be_read_as_something_else_must_be_recoded(allele: str) -> None:
    pedigree = lone((allele, allele))
    with pytest.raises(ValueProblem, match="recode"):
        write_ped([pedigree], ["TH01"])
    written = write_ped([pedigree], ["TH01"], recode=True)
    assert written.ped == "F P 0 0 0 0 1 1\n"
    assert written.codes == {"TH01": {allele: 1}}


def test_what_is_not_written_is_told() -> None:
    written = write_ped([lone(("6", "7", "8"), Reading.REVIEW)], ["TH01"])
    assert written.ped == "F P 0 0 0 0 0 0\n"
    assert "more than two alleles" in written.notes[0]
    other = write_ped([lone(("6", "7"))], ["D3S1358"])
    assert other.notes == ("the marker TH01 is not in the list and was not written",)
    single = write_ped([lone(("6",), Reading.SINGLE)], ["TH01"])
    assert single.ped == "F P 0 0 0 0 6 0\n"


def test_one_parent_alone_is_told() -> None:
    pedigree = Pedigree.of(Person("F", Sex.MALE), Person("C", father="F"), name="A")
    notes = write_ped([LinkagePedigree("A", pedigree)], []).notes
    assert ["C has one parent" in note for note in notes] == [True]


def test_names_become_single_words_that_nobody_else_has() -> None:
    names = ["a b", "a_b", "0", "#1", " "]
    pedigree = Pedigree.of(*(Person(each) for each in names), name="of P")
    written = write_ped([LinkagePedigree("of P", pedigree)], [])
    assert [line.split()[:2] for line in written.ped.splitlines()] == [
        ["of_P", each] for each in ("a_b", "a_b_2", "_0", "_#1", "_")
    ]
    assert written.names["of P", "a_b"] == ("of_P", "a_b_2")
    with pytest.raises(ValueProblem, match="two families"):
        write_ped([LinkagePedigree("of P", pedigree)] * 2, [])


def test_a_family_can_be_written() -> None:
    pedigree = Pedigree.of(Person("M", Sex.FEMALE), Person("C", Sex.MALE, mother="M"), name="F")
    profile = Profile.of("M", {"TH01": ["6", "9.3"]})
    family = Family("F", pedigree, ("C",), {"M": profile})
    written = write_ped([LinkagePedigree.of(family)], ["TH01"])
    assert written.ped == "F M 0 0 2 0 6 9.3\nF C 0 M 1 0 0 0\n"
    assert written.map == "11\tTH01\t0\t0\n"


WHOLE = (GOOD / "valley.ped").read_bytes()
LISTS = [(GOOD / name).read_bytes() for name in ("valley.map", "valley.dat")]
PIECES = [
    b" ",
    b"\n",
    b"\t",
    b"#",
    b"0",
    b"1",
    b"-9",
    b"M ",
    b"F1 ",
    b"9.3",
    b"1e400",
    b"\0",
    b"\xff",
]


@st.composite
def spoilt(draw: st.DrawFn, files: list[bytes]) -> bytes:
    data = draw(st.sampled_from(files))
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(data)))
        piece = draw(st.sampled_from(PIECES))
        data = data[:at] + piece + data[at + draw(st.integers(0, 3)) :]
    return data


@given(st.one_of(st.binary(max_size=40), spoilt([WHOLE, *LISTS])), st.booleans(), st.booleans())
@settings(deadline=None, max_examples=250)
@example(b"3 D3S1358 0 1e400", True, False)
def test_spoilt_files_are_read_or_refused(data: bytes, listing: bool, add_parents: bool) -> None:
    problems: tuple[Problem, ...] = ()
    with tempfile.TemporaryDirectory() as folder:
        try:
            if listing:
                path = Path(folder, "file.ped")
                path.write_bytes(data)
                problems = read_markers(path).notes
            else:
                problems = read_text(Path(folder), data, add_parents=add_parents).notes
        except InputError as refused:
            problems = refused.problems
            assert problems
    assert all(each.file == "file.ped" and each.message for each in problems)
