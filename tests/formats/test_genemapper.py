"""GeneMapper tables: one row for each sample and marker."""

from __future__ import annotations

from pathlib import Path

import pytest

from repatria.base.errors import InputError
from repatria.formats.genotypes import SampleRow, read_genotypes
from repatria.formats.reading import Read
from repatria.kinship.profile import Observation, Reading

GOOD = Path(__file__).parent / "good"
HEAD = "Sample Name\tMarker\tAllele 1\tAllele 2\tAllele 3"


def reading(
    tmp_path: Path, *rows: str, head: str = HEAD, remains: bool = False
) -> Read[tuple[SampleRow, ...]]:
    path = tmp_path / "table.txt"
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    return read_genotypes(path, remains=remains)


def seen(tmp_path: Path, marker: str, *alleles: str, remains: bool = False) -> Observation | None:
    cells = [*alleles, *[""] * (3 - len(alleles))]
    extra = "S1\tPenta E\t5\t5\t"
    found = reading(tmp_path, "\t".join(["S1", marker, *cells]), extra, remains=remains)
    profile = found.value[0].profile
    rest = [name for name in profile.observations if name != "Penta E"]
    return profile.observations[rest[0]] if rest else None


def test_the_good_table_is_read_whole() -> None:
    first, second = read_genotypes(GOOD / "genemapper.txt", remains=False).value
    assert (first.profile.sample, first.row, second.profile.sample, second.row) == (
        "R1",
        2,
        "R2",
        8,
    )
    told = {name: str(found) for name, found in first.profile.observations.items()}
    assert told == {
        "AMEL": "X/X", "D3S1358": "15/17", "TH01": "9.3/9.3", "vWA": "14/14", "FGA": "22/any",
        "Penta D": "9/12",
    }  # fmt: skip
    told = {name: str(found) for name, found in second.profile.observations.items()}
    assert told == {
        "AMEL": "X/Y", "D3S1358": "16/17/18", "TH01": "6/9.3", "DYS391": "10", "DYS385": "11/14",
    }  # fmt: skip


def test_notes_of_the_good_table_name_lines_and_samples() -> None:
    notes = read_genotypes(GOOD / "genemapper.txt", remains=False).notes
    assert [(note.row, note.field) for note in notes] == [
        (2, "sample R1"),
        (8, "sample R2"),
        (8, "sample R2"),
    ]


@pytest.mark.parametrize(
    ("alleles", "remains", "expected"),
    [
        (("15",), False, Observation(("15", "15"), Reading.GENOTYPE, ("15",))),
        (("15",), True, Observation(("15",), Reading.SINGLE)),
        (("15", "15"), True, Observation(("15", "15"), Reading.GENOTYPE)),
        (("17", "15"), True, Observation(("15", "17"), Reading.GENOTYPE)),
        (("15", "OL"), False, Observation(("15",), Reading.ONE_KNOWN, ("15", "OL"))),
        ((">20", "15,0"), False, Observation(("15",), Reading.ONE_KNOWN, (">20", "15,0"))),
        (("OL", "OL"), False, None),
        (("0", "-"), True, None),
        (("15", "16", "17"), False, Observation(("15", "16", "17"), Reading.REVIEW)),
    ],
)
def test_what_alleles_are_taken_for(
    tmp_path: Path, alleles: tuple[str, ...], remains: bool, expected: Observation | None
) -> None:
    assert seen(tmp_path, "D3S1358", *alleles, remains=remains) == expected


@pytest.mark.parametrize("remains", [False, True])
def test_one_copy_of_the_y_has_one_allele_however_often_it_is_written(
    tmp_path: Path, remains: bool
) -> None:
    once = seen(tmp_path, "DYS391", "10", remains=remains)
    twice = seen(tmp_path, "DYS391", "10", "10", remains=remains)
    assert once == Observation(("10",), Reading.GENOTYPE)
    assert twice == Observation(("10",), Reading.GENOTYPE, ("10", "10"))


def test_a_marker_that_lies_on_the_y_twice_may_have_lost_an_allele(tmp_path: Path) -> None:
    single = seen(tmp_path, "DYS385", "11", remains=True)
    assert single == Observation(("11",), Reading.SINGLE)


@pytest.mark.parametrize("remains", [False, True])
def test_nobody_is_y_y(tmp_path: Path, remains: bool) -> None:
    assert seen(tmp_path, "AMEL", "Y", remains=remains) == Observation(("Y",), Reading.SINGLE)


@pytest.mark.parametrize(
    "head",
    [
        "Sample Name\tMarker\tAllele 1\tAllele 2",
        "Sample.Name\tMarker\tAllele.1\tAllele.2",
        "SampleName\tMarker\tAllele1\tAllele2",
        "sample_name\tMARKER\tallele_1\tALLELE_2",
        "Sample\tLocus\tAllele 1\tAllele 2",
        "Sample ID\tMarker Name\tAllele 1\tAllele 2",
        "Sample File\tMarker\tAllele 1\tAllele 2",
    ],
)
def test_columns_in_their_spellings(tmp_path: Path, head: str) -> None:
    found = reading(tmp_path, "S1\tTH01\t6\t9,3", head=head)
    assert found.value[0].profile.observations["TH01"].alleles == ("6", "9.3")
    assert found.notes == ()


def test_columns_in_another_order_and_the_sample_before_the_file(tmp_path: Path) -> None:
    head = "Allele 2\tDye\tSample File\tAllele 1\tSample Name\tMarker"
    found = reading(tmp_path, "9\tB\trun7.fsa\t6\tS1\tTH01", head=head)
    assert found.value[0].profile.sample == "S1"
    assert found.value[0].profile.observations["TH01"].alleles == ("6", "9")


@pytest.mark.parametrize(
    "written", ["TH01", "THO1", "th-01", "HUMTH01", "TH 01", "ТН01", "TH01-NB", "TH01-nb"]
)
def test_a_marker_in_its_spellings(tmp_path: Path, written: str) -> None:
    assert list(reading(tmp_path, f"S1\t{written}\t6\t7\t").value[0].profile.observations) == [
        "TH01"
    ]


def test_the_letters_of_a_cyrillic_keyboard_at_amelogenin(tmp_path: Path) -> None:
    found = seen(tmp_path, "АМEL", "Х", "У")
    assert found is not None
    assert found.alleles == ("X", "Y")


def test_the_suffix_nb_of_samples_is_left_out_and_told_once(tmp_path: Path) -> None:
    found = reading(tmp_path, "S1-NB\tTH01\t6\t7\t", "S1\tFGA\t20\t21\t", "S2-NB\tTH01\t6\t7\t")
    assert [row.profile.sample for row in found.value] == ["S1", "S2"]
    assert list(found.value[0].profile.observations) == ["TH01", "FGA"]
    assert [note.row for note in found.notes] == [2]
    assert "-NB" in found.notes[0].message
    assert "1 more rows" in found.notes[0].message


def test_a_spoilt_row_spoils_its_sample_under_its_own_name(tmp_path: Path) -> None:
    rows = ("S1-NB\tTH01\t6\t7\t", "S1-NB\tFGA\t20\t21\t\t22", "S2\tTH01\t6\t7\t")
    assert [row.profile.sample for row in reading(tmp_path, *rows).value] == ["S2"]


def test_rows_that_agree_are_taken_once_and_told(tmp_path: Path) -> None:
    found = reading(tmp_path, "S1\tTH01\t6\t7\t", "S1\tFGA\t20\t21\t", "S1\tTHO1\t7\t6\t")
    assert found.value[0].profile.observations["TH01"].alleles == ("6", "7")
    assert [note.message for note in found.notes] == [
        "TH01: read more than once and the same each time"
    ]


def test_a_failed_run_beside_a_good_one_is_no_disagreement(tmp_path: Path) -> None:
    found = reading(tmp_path, "S1\tTH01\tOL\t\t", "S1\tTH01\t6\t7\t")
    assert found.value[0].profile.observations["TH01"].alleles == ("6", "7")


@pytest.mark.parametrize(
    ("first", "second"), [("6\t7\t", "6\t8\t"), ("6\t7\t", "6\t\t"), ("6\t7\t", "6\t7\t8")]
)
@pytest.mark.parametrize("remains", [False, True])
def test_rows_that_disagree_leave_the_sample_out_and_name_both_lines(
    tmp_path: Path, first: str, second: str, remains: bool
) -> None:
    rows = (f"S1\tTH01\t{first}", "S2\tTH01\t6\t7\t", f"S1\tTH01\t{second}")
    found = reading(tmp_path, *rows, remains=remains)
    assert [row.profile.sample for row in found.value] == ["S2"]
    (note,) = found.notes
    assert (note.row, note.field) == (4, "sample S1, marker TH01")
    assert "in line 2" in note.message


def test_an_unknown_marker_is_told_once_with_how_often(tmp_path: Path) -> None:
    rows = [f"S{n}\t{marker}\t6\t7\t" for n in range(5) for marker in ("TH01", "QS1")]
    (note,) = reading(tmp_path, *rows).notes
    assert (note.row, note.field) == (3, "sample S0, marker QS1")
    assert "in 4 more rows" in note.message


def test_a_row_with_a_line_break_in_a_cell_counts_by_lines(tmp_path: Path) -> None:
    rows = ('"S1\nagain"\tTH01\t6\t7\t', "S2\tTH01\t6\tseven\t")
    (note,) = reading(tmp_path, *rows).notes
    assert note.row == 4


def test_all_samples_bad_is_an_error_with_every_reason(tmp_path: Path) -> None:
    with pytest.raises(InputError) as refused:
        reading(tmp_path, "S1\tTH01\t6\tx1\t", "S2\tTH01\t?\t\t")
    assert [problem.row for problem in refused.value.problems] == [2, 3, None]


def test_a_first_column_without_a_name_is_not_read(tmp_path: Path) -> None:
    found = reading(tmp_path, "1\tS1\tTH01\t6\t7\t", head=f"\t{HEAD}")
    assert found.value[0].profile.observations["TH01"].alleles == ("6", "7")
    assert found.notes == ()
