"""What is checked whatever the layout: sums, figures, names, N."""

from __future__ import annotations

import pytest
from frequency_strategies import read_text, slow, told
from hypothesis import given
from hypothesis import strategies as st

from repatria.base.errors import InputError, ValueProblem
from repatria.formats.frequency_columns import allele_of, frequency_of
from repatria.kinship.known_markers import AUTOSOMAL, OTHER_SPELLINGS, marker_name


def one(marker: str, *cells: str, n: str = "") -> str:
    rows = "".join(f"{10 + at},{cell}\n" for at, cell in enumerate(cells))
    return f"Allele,{marker}\nN,{n}\n{rows}"


@pytest.mark.parametrize("total", [0.99, 0.9999, 1.0, 1.0099, 1.01])
def test_a_sum_within_a_hundredth_of_one_is_taken_and_scaled(total: float) -> None:
    read = read_text(one("TH01", "0.5", repr(round(total - 0.5, 6))))
    assert sum(read.value.markers["TH01"].frequencies) == pytest.approx(1, abs=1e-12)
    assert ("summed to" in told(read)) == (total != 1.0)


@pytest.mark.parametrize("total", [0.5, 0.9899, 1.0101])
def test_any_other_sum_is_refused_with_marker_place_and_sum(total: float) -> None:
    with pytest.raises(InputError) as refused:
        read_text(one("TH01", "0.25", repr(round(total - 0.25, 6))))
    (problem,) = refused.value.problems
    assert (problem.file, problem.row, problem.field) == ("file.csv", 1, "TH01")
    assert f"sum to {total:.6g}, not to 1" in problem.message


def test_a_rounding_of_the_last_digit_is_not_told() -> None:
    assert "summed" not in told(read_text(one("TH01", "0.333333", "0.333333", "0.333333")))
    assert "summed" in told(read_text(one("TH01", "0.33333", "0.33333", "0.33333")))


def test_no_deviation_that_was_refused_depends_on_the_order_of_rows() -> None:
    rows = ["0.1", "0.2", "0.3", "0.39"]
    for cells in (rows, rows[::-1]):
        assert read_text(one("TH01", *cells)).value.markers["TH01"].alleles


@pytest.mark.parametrize(
    ("cell", "because"),
    [
        ("-0.1", "below zero"),
        ("−0,1", "below zero"),
        ("NaN", "not a frequency"),
        ("inf", "not a frequency"),
        ("1.5", "above 1"),
        ("50", "not per cents"),
        ("0.5%", "not a frequency"),
        ("=1/2", "not a frequency"),
        ("0.5.1", "not a frequency"),
        ("٠.٥", "not a frequency"),
        ("1e999", "above 1"),
        ("0x1", "not a frequency"),
    ],
)
def test_a_cell_that_is_no_frequency_is_named(cell: str, because: str) -> None:
    with pytest.raises(InputError) as refused:
        read_text(f'Allele,TH01,FGA\n6,0.5,1\n7,"{cell}",\n8,0.5,\n')
    first = refused.value.problems[-1]
    assert (first.row, first.field) == (3, "TH01")
    assert because in first.message
    assert "7" in first.message


@given(st.floats(0, 1))
def test_a_frequency_is_read_to_its_last_digit_with_point_or_comma(value: float) -> None:
    assert frequency_of(repr(value)) == value
    assert frequency_of(repr(value).replace(".", ",")) == value


@pytest.mark.parametrize("text", ["OL", "0", "0.0", "", "nine", "9.33", "<8", "1000", "9/10"])
def test_what_is_no_allele_of_a_table(text: str) -> None:
    with pytest.raises(ValueProblem):
        allele_of(text)


def test_alleles_are_read_as_laboratories_write_them() -> None:
    read = read_text('Allele,TH01\n"09,3",0.5\n10.0,0.25\nsilent,0.25\n')
    assert read.value.markers["TH01"].alleles == ("9.3", "10", "silent")
    assert read.value.markers["TH01"].silent == 0.25


def test_a_marker_with_nothing_but_a_silent_allele_is_refused() -> None:
    with pytest.raises(InputError, match="no allele that can be seen"):
        read_text("Allele,TH01\nsilent,1\n")


@pytest.mark.parametrize("spelling", [*OTHER_SPELLINGS, "penta_d", "D3 S1358", "vwa"])
def test_a_marker_is_known_in_every_spelling(spelling: str) -> None:
    usual = marker_name(spelling)
    read = read_text(f"Allele,{spelling},NEWLOCUS\n6,1,1\n")
    assert set(read.value.markers) - {"NEWLOCUS"} == {usual} - {"AMEL"}
    assert f"“{spelling}” is not" not in told(read)


def test_two_spellings_of_one_marker_are_one_too_many() -> None:
    with pytest.raises(InputError, match="Penta D stands twice, as “Penta_D” and as “pentad”"):
        read_text("Allele,Penta_D,TH01,pentad\n9,1,1,1\n")


@pytest.mark.parametrize(
    ("name", "meant"), [("D3S1385", "D3S1358"), ("TH0I", "TH01"), ("CSFIPO", "CSF1PO")]
)
def test_an_unknown_marker_is_kept_and_the_nearest_is_named(name: str, meant: str) -> None:
    read = read_text(one(name, "1"))
    assert list(read.value.markers) == [name]
    assert f"did you mean “{meant}”?" in told(read)
    assert read.value.markers[name].chromosome == "A"


def test_an_unknown_marker_that_is_near_nothing_is_noted_without_a_guess() -> None:
    read = read_text(one("NEWLOCUS", "1"))
    assert "“NEWLOCUS” is not a marker of the usual kits." in told(read)
    assert "did you mean" not in told(read)


@slow
@given(st.sampled_from(sorted(AUTOSOMAL)), st.integers(1, 10**6))
def test_an_autosomal_marker_counts_two_alleles_a_person(name: str, persons: int) -> None:
    read = read_text(one(name, "0.5", "0.5", n=str(persons)))
    assert read.value.markers[name].samples == 2 * persons
    counted = read_text(one(name, "0.5", "0.5", n=str(persons)).replace("\nN,", "\n2N,"))
    assert counted.value.markers[name].samples == persons


def test_of_one_chromosome_a_person_gives_one_allele() -> None:
    y = read_text(one("DYS391", "1", n="50"))
    assert y.value.markers["DYS391"].samples == 50
    x = read_text(one("DXS7132", "1", n="50"))
    assert x.value.markers["DXS7132"].samples == 50
    assert "men and women" in told(x)
    assert "men and women" not in told(y)


@pytest.mark.parametrize("n", ["0", "-3", "3.5", "many", "1e3"])
def test_an_n_that_counts_nobody_is_refused(n: str) -> None:
    with pytest.raises(
        InputError, match=r"row 2, field TH01: N is “.*”, which is not a whole number"
    ):
        read_text(one("TH01", "1", n=n))


def test_persons_and_alleles_are_not_counted_both() -> None:
    with pytest.raises(InputError, match="do not go together"):
        read_text("Allele,TH01\nN,5\n2N,10\n6,1\n")


def test_a_table_without_n_says_that_the_rule_gives_nothing() -> None:
    assert "no N is given for TH01, FGA" in told(read_text("Allele,TH01,FGA\n6,1,1\n"))
    some = told(read_text("Allele,TH01,FGA\nN,5,\n6,1,1\n"))
    assert "no N is given for FGA:" in some
    assert "no N" not in told(read_text(one("TH01", "1", n="5")))


def test_an_empty_column_and_amelogenin_are_left_out_and_noted() -> None:
    read = read_text("Allele,TH01,FGA,Amelogenin\n6,1,,\nX,,,0.7\nY,,,0.3\n")
    assert list(read.value.markers) == ["TH01"]
    assert "field FGA: no allele has a frequency here; the marker is left out" in told(read)
    assert "field AMEL: it tells the sex" in told(read)


def test_x_and_y_are_alleles_of_amelogenin_only() -> None:
    with pytest.raises(InputError, match="row 2, field TH01: X is an allele of amelogenin only"):
        read_text("Allele,TH01\nX,1\n")


def test_a_file_without_any_frequency_is_refused() -> None:
    with pytest.raises(InputError, match="gives no marker a frequency"):
        read_text("Allele,TH01\nN,5\n")


def test_everything_wrong_is_told_at_once() -> None:
    with pytest.raises(InputError) as refused:
        read_text("Allele,TH01,FGA,vWA\nN,0,5,5\n6,1,-1,0.5\nOL,1,1,1\n")
    assert [(p.row, p.field) for p in refused.value.problems] == [
        (1, "vWA"), (2, "TH01"), (3, "FGA"), (4, "Allele"),
    ]  # fmt: skip
