from __future__ import annotations

import pytest
from frequency_strategies import ladder, populations, read_text, slow, told
from hypothesis import given
from hypothesis import strategies as st

from repatria.base.errors import InputError
from repatria.kinship.population import Population


@slow
@given(populations(plain=True), st.sampled_from([(",", "."), (";", ","), (";", "."), ("\t", ",")]))
def test_a_ladder_is_read_with_every_delimiter_and_decimal_sign(
    population: Population, signs: tuple[str, str]
) -> None:
    assert read_text(ladder(population, *signs)).value.markers == population.markers


@slow
@given(populations(plain=True), st.randoms())
def test_the_order_of_rows_means_nothing(population: Population, random: object) -> None:
    head, *rows = ladder(population).splitlines(keepends=True)
    random.shuffle(rows)  # type: ignore[attr-defined]
    assert read_text(head + "".join(rows)).value.markers == population.markers


def test_a_decimal_comma_in_quotes() -> None:
    read = read_text('Allele,TH01\n6,"0,25"\n"9,3","0,75"\n')
    assert read.value.markers["TH01"].frequencies == (0.25, 0.75)


@pytest.mark.parametrize("blank", ["", "-", "NA", "0", "0.000", " "])
def test_what_was_not_observed_is_no_allele(blank: str) -> None:
    read = read_text(f"Allele,TH01\n6,1\n7,{blank}\n")
    assert read.value.markers["TH01"].alleles == ("6",)


def test_what_a_sheet_leaves_at_the_edges_is_no_problem() -> None:
    read = read_text('\ufeff"Allele","TH01","FGA",,\n\n"N",10,10,,\n6,1,,,\n,,,,\n20,,1,,\n,,,,\n')
    assert {name: m.samples for name, m in read.value.markers.items()} == {"TH01": 20, "FGA": 20}
    assert told(read) == ""


@pytest.mark.parametrize("head", ["allele", "Alleles", "ALLEL", "Аллель", "Алель"])
def test_the_head_of_the_ladder_in_three_languages(head: str) -> None:
    assert read_text(f"{head},TH01\n6,1\n").value.markers


@pytest.mark.parametrize(
    ("row", "field", "because"),
    [
        ("6,0.5", "", "2 cells stand under a header of 3"),
        ("7,,,1", "", "4 cells stand under a header of 3"),
        ("06,1,", "Allele", "“06” stands twice; it stands in row 2 too"),
        (",1,", "Allele", "not an allele"),
        ("PIC,1,", "Allele", "“PIC” is not an allele"),
        ("Total,1,1", "Allele", "“Total” is not an allele"),
    ],
)
def test_a_row_that_does_not_fit_is_named(row: str, field: str, because: str) -> None:
    with pytest.raises(InputError) as refused:
        read_text(f"Allele,TH01,FGA\n6,1,1\n{row}\n")
    assert (3, field) in [(p.row, p.field) for p in refused.value.problems]
    assert because in str(refused.value)


def test_a_figure_under_no_marker_is_named() -> None:
    with pytest.raises(InputError, match="row 2: a cell stands under no marker"):
        read_text("Allele,TH01,,FGA\n6,1,0.5,1\n")


def test_more_columns_than_a_table_may_have() -> None:
    wide = ",".join(["Allele", *(f"M{n}" for n in range(300))])
    with pytest.raises(InputError, match="more than 256 columns"):
        read_text(wide + "\n")


def test_an_open_quote_is_told_with_its_row() -> None:
    with pytest.raises(InputError, match="row 2: the row cannot be read"):
        read_text('Allele,TH01\n6,"1\n7,0\n')
