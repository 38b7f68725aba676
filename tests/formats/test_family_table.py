"""Families out of wide tables: read whole, asked about, or left out with a reason."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repatria.base.errors import InputError, Problem
from repatria.formats.family_rows import SEX_WORDS
from repatria.formats.family_table import read_families
from repatria.formats.genotypes import SampleRow, read_genotypes
from repatria.formats.reading import Read
from repatria.kinship.pedigree import Sex
from repatria.kinship.profile import Profile
from repatria.kinship.relatives.build_family import FamilyReadings
from repatria.kinship.relatives.coefficients import kinship
from repatria.kinship.relatives.relation_words import spellings

BROKEN = Path(__file__).parent / "broken" / "families"
# By fixture: the row, the sample and a part of the message.
DEFECTS = {
    "two_mothers_that_differ": (3, "B2", "differ at TH01"),
    "sister_whose_amelogenin_reads_male": (3, "B2", "“full sister” and male"),
    "column_and_amelogenin_differ": (3, "B2", "the sex is male, but AMEL reads X/X"),
    "word_that_is_no_sex": (2, "B1", "“lady” is no sex"),
    "relationship_misspelt": (3, "B2", "did you mean “maternal uncle”?"),
    "twin_of_a_kind_not_said": (2, "B1", "identical (monozygotic) or fraternal"),
    "alleles_without_a_relationship": (3, "B2", "alleles and no relationship"),
    "missing_with_alleles": (2, "B1", "is missing and has alleles"),
    "nobody_related_by_blood": (2, "", "nobody who gave a sample is related"),
    "wife_without_children": (2, "", "nothing links missing person"),
    "lines_open_beyond_the_limit": (2, "", "256 ways"),
    "two_toothbrushes_that_differ": (3, "B2", "both direct references"),
    "relative_of_a_sample_not_there": (3, "B2", "no relationship of the vocabulary"),
}


def row(
    sample: str, family: str, relationship: str, sex: str = "", number: int = 1, **alleles: str
) -> SampleRow:
    read = {name: text.split("/") for name, text in (alleles or {"TH01": "6/7"}).items()}
    return SampleRow(Profile.of(sample, read), number, family, relationship, sex)


def missing(sample: str, relationship: str = "missing person", sex: str = "") -> SampleRow:
    return SampleRow(Profile.of(sample, {}), 1, "A", relationship, sex)


def one(*rows: SampleRow, **options: object) -> FamilyReadings:
    (found,) = read_families(rows, "t.csv", **options).value  # type: ignore[arg-type]
    return found


def told(read: Read[tuple[FamilyReadings, ...]]) -> str:
    return "\n".join(str(note) for note in read.notes)


@pytest.mark.parametrize("name", sorted(path.stem for path in BROKEN.glob("*.csv")))
def test_a_broken_family_is_left_out_and_named(name: str) -> None:
    rows = read_genotypes(BROKEN / f"{name}.csv", remains=False).value
    read = read_families(rows, f"{name}.csv")
    assert [family.name for family in read.value] == ["GOOD"]
    number, sample, message = DEFECTS[name]
    (problem,) = [note for note in read.notes if "left out" in note.message]
    place = f", sample {sample}" if sample else ""
    assert (problem.file, problem.row, problem.field) == (
        f"{name}.csv",
        number,
        f"family BAD{place}",
    )
    assert message in problem.message


def test_every_defect_has_its_fixture() -> None:
    assert {path.stem for path in BROKEN.glob("*.csv")} == DEFECTS.keys()


def test_a_table_in_three_languages(tmp_path: Path) -> None:
    path = tmp_path / "families.csv"
    path.write_text(
        "Родина;Спорідненість;Зразок;Стать;AMEL;TH01\n"
        "Ж-1;Мати;S1;ж;X;6/7\n"
        "Ж-1;дядько (по батькові);S2;ч;X/Y;8/9\n"
        "2;бабушка по матери;S3;жен.;X;6/7\n"
        "2;Full Brother;S4;male;X/Y;6/9\n"
        "3;nephew;S5;;X/Y;6/9\n",
        encoding="utf-8",
    )
    read = read_families(read_genotypes(path, remains=False).value, path.name)
    first, second, third = sorted(read.value, key=lambda family: len(family.readings))
    found = {
        sample: kinship(family.settled.pedigree, "missing person", sample)
        for family in (first, second)
        if family.settled
        for sample in family.settled.profiles
    }
    assert found == {"S1": 1 / 4, "S2": 1 / 8, "S3": 1 / 8, "S4": 1 / 4}
    assert len(third.readings) == 2
    assert "left open: nephew (sample S5): brother's son or sister's son?" in told(read)


def test_the_row_of_the_missing_gives_code_and_sex() -> None:
    for relationship in ("missing person", "Зниклий безвісти", "пропавший", ""):
        family = one(missing("M1", relationship, "m"), row("S1", "A", "son"))
        assert family.settled is not None
        assert family.settled.missing == ("M1",)
        assert family.settled.pedigree.by_id["M1"].sex is Sex.MALE


def test_without_a_row_the_sex_is_open_or_given() -> None:
    son = row("S1", "A", "son")
    assert len(one(son).readings) == 2
    assert len(one(son, missing_sexes={"A": Sex.FEMALE}).readings) == 1


def test_two_missing_need_a_relation() -> None:
    with pytest.raises(InputError, match="both missing"):
        one(missing("M1"), missing("M2"), row("S1", "A", "mother"))
    family = one(missing("M1"), missing("M2", "missing brother"), row("S1", "A", "son of M2"))
    assert family.settled is not None
    assert family.settled.missing == ("M1", "M2")
    with pytest.raises(InputError, match="the sex of M2, a parent of others, is not given"):
        one(missing("M1"), missing("M2", "missing sibling"), row("S1", "A", "son of M2"))


@pytest.mark.parametrize(
    "label", ["missing brother", "missing brother of M1", "missing brother (M1)"]
)
def test_nobody_waits_for_alleles_of_the_missing(label: str) -> None:
    mother = row("S1", "A", "mother")
    read = read_families([missing("M1"), missing("M2", label, "m"), mother], "t.csv")
    (family,) = read.value
    assert family.settled is not None
    assert family.settled.missing == ("M1", "M2")
    assert "no alleles were read" not in told(read)
    uncle = SampleRow(Profile.of("S2", {}), 2, "A", "paternal uncle of M1")
    read = read_families([missing("M1"), missing("M2", label, "m"), mother, uncle], "t.csv")
    assert [note.field for note in read.notes if "no alleles were read" in note.message] == [
        "family A, sample S2"
    ]


def test_nothing_is_dropped_in_silence() -> None:
    read = read_families(
        [
            row("S1", "A", "mother", number=2),
            row("S2", "A", "stepfather", number=3),
            row("S3", "A", "brother", number=4, TH01="6/9"),
            row("S4", "", "mother", number=5),
            row("R1", "", "", "male", number=6, AMEL="X/X"),
            SampleRow(Profile.of("S5", {}), 7, "A", "paternal uncle"),
        ],
        "t.csv",
    )
    assert [note.row for note in read.notes] == sorted(note.row or 0 for note in read.notes)
    for expected in (
        "row 3, field family A, sample S2: “stepfather” is no relative by blood; left out",
        "S3 (“brother”): a sibling of whom nothing else is said is taken as one of both parents",
        "row 5, field sample S4: the relationship “mother” is of no family",
        "row 6, field sample R1: the sex is male, but AMEL reads X/X",
        "row 7, field family A, sample S5: no alleles were read",
    ):
        assert expected in told(read)


def test_a_single_x_of_remains_tells_no_sex() -> None:
    profile = Profile.of("R1", {"AMEL": ("X",)}, remains=True)
    mother = row("S1", "A", "mother")
    assert read_families([SampleRow(profile, 1, "", "", "male"), mother], "t.csv").notes == ()
    with pytest.raises(InputError, match="is of remains"):
        one(SampleRow(profile, 1, "A", "brother", "male"))


def test_no_family_at_all_is_an_error() -> None:
    with pytest.raises(InputError, match="no family could be read"):
        read_families([row("S1", "", "")], "t.csv")
    with pytest.raises(InputError, match="no family could be read"):
        read_families([], "t.csv")


def test_no_word_is_of_two_sexes() -> None:
    words = [word for listed in SEX_WORDS.values() for word in listed]
    assert len(set(words)) == len(words)


LABELS = st.sampled_from([word for word, _, _ in spellings()]) | st.text(max_size=20)
ROWS = st.lists(
    st.builds(
        lambda sample, family, label, sex, th01, amel, number: SampleRow(
            Profile.of(sample, {"TH01": th01, "AMEL": amel}), number, family, label, sex
        ),
        st.sampled_from(["S1", "S2", "S3", "S4", "1", ""]) | st.text(max_size=3),
        st.sampled_from(["A", "B", "", " A "]),
        st.builds("{}{}".format, LABELS, st.sampled_from(["", " (S1)", " of S2", " (1)"])),
        st.sampled_from(["", "m", "F", "ж", "чол."]) | st.text(max_size=3),
        st.sampled_from([[], ["6"], ["6", "7"], ["8", "9"], ["6", "7", "8"]]),
        st.sampled_from([[], ["X"], ["X", "Y"]]),
        st.integers(1, 99),
    ),
    max_size=6,
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(ROWS, st.randoms(use_true_random=False))
def test_any_rows_are_read_or_refused_and_their_order_does_not_matter(
    rows: list[SampleRow], random
) -> None:
    def result(given_rows: list[SampleRow]) -> object:
        try:
            return read_families(given_rows, "t.csv")
        except InputError as error:
            return sorted(map(str, error.problems))

    found = result(rows)
    shuffled = result(random.sample(rows, len(rows)))
    if len({each.profile.sample for each in rows}) == len(rows):
        assert found == shuffled
    if isinstance(found, Read):
        assert all(isinstance(note, Problem) for note in found.notes)
