from __future__ import annotations

import pytest
from frequency_strategies import populations, read_text, slow, strider, told
from hypothesis import given
from hypothesis import strategies as st

from repatria.base.errors import InputError
from repatria.kinship.population import Population

TWO = (
    "TH01\nAllele,Entire Database,NORTHLAND\n,900,206\n6,0.4,0.25\n9.3,0.6,0.75\n"
    "FGA,,\nAllele,Entire Database,NORTHLAND\n,900,\n20,1,\n"
)


@slow
@given(populations(plain=True), st.sampled_from(["NORTHLAND", "northland", " North  Land "]))
def test_one_column_is_read_whatever_stands_in_the_others(
    population: Population, asked: str
) -> None:
    title = "North Land" if "  " in asked else "NORTHLAND"
    read = read_text(strider(population, title), population=asked)
    assert read.value.name == title
    assert read.value.markers == population.markers


def test_the_columns_are_listed_where_none_is_chosen() -> None:
    with pytest.raises(InputError) as refused:
        read_text(TWO)
    (problem,) = refused.value.problems
    assert problem.field == "population"
    assert "none is chosen" in problem.message
    assert "Entire Database, NORTHLAND" in problem.message


def test_the_columns_are_listed_and_the_nearest_is_named_where_the_chosen_is_unknown() -> None:
    with pytest.raises(InputError) as refused:
        read_text(TWO, population="NORTHLANDS")
    (problem,) = refused.value.problems
    assert "“NORTHLANDS” is no population of this file" in problem.message
    assert "did you mean “NORTHLAND”?" in problem.message
    assert "The populations of this file: Entire Database, NORTHLAND" in problem.message


def test_a_marker_that_the_population_was_not_typed_for_is_left_out_and_noted() -> None:
    read = read_text(TWO, population="NORTHLAND")
    assert list(read.value.markers) == ["TH01"]
    assert "field FGA: no allele has a frequency here" in told(read)


def test_a_marker_without_the_column_is_left_out_and_noted() -> None:
    read = read_text(TWO + "vWA\nAllele,Entire Database\n,5\n17,1\n", population="NORTHLAND")
    assert "field vWA: it has no column “NORTHLAND”; the marker is left out" in told(read)


@slow
@given(
    populations(plain=True),
    st.floats(1e-4, 0.2),
    st.floats(1e-4, 0.2),
)
def test_the_mass_of_the_rare_classes_is_kept_and_told(
    population: Population, shorter: float, longer: float
) -> None:
    """The alleles listed keep their proportions; the classes 1 and 99 are no alleles."""
    (name, marker), *_ = population.markers.items()
    left = 1 - shorter - longer
    rows = zip(marker.alleles, marker.frequencies, strict=True)
    text = f"{name}\nAllele,A\n,50\n1,{shorter!r}\n99,{longer!r}\n" + "".join(
        f"{allele},{value * left!r}\n" for allele, value in rows
    )
    read = read_text(text)
    found = read.value.markers[name]
    assert found.alleles == marker.alleles
    assert found.frequencies == pytest.approx(marker.frequencies, rel=1e-9)
    assert "1 and 99 stand for all rarer alleles at the ends of the ladder: their " in told(read)
    assert f"{shorter + longer:.6g} is spread over" in told(read)
    assert "rare classes 1 and 99 spread" in read.value.source


def test_the_rare_classes_count_in_the_sum() -> None:
    with pytest.raises(InputError, match=r"the frequencies of TH01 sum to 1\.2,"):
        read_text("TH01\nAllele,A\n,5\n1,0.2\n6,1\n")
    with pytest.raises(InputError, match="no allele that can be seen"):
        read_text("TH01\nAllele,A\n,5\n1,0.2\n99,0.8\n")


def test_in_another_layout_1_and_99_are_alleles() -> None:
    read = read_text("Allele,TH01\n1,0.5\n99,0.5\n")
    assert read.value.markers["TH01"].alleles == ("1", "99")


def test_a_row_that_ends_before_the_column_is_noted() -> None:
    read = read_text("TH01\nAllele,A,B\n,5,5\n6,1,1\n7,0.0\n", population="B")
    assert "row 5, field TH01: rows that end before the column “B”: 1;" in told(read)


@pytest.mark.parametrize(
    ("text", "row", "because"),
    [
        ("TH01\nAllele,A\n,5\nshort,1\n", 4, "“short” is not an allele"),
        ("TH01\nAllele,A\n,5\n6,1\n,9\n", 5, "a row without an allele"),
        ("TH01\nAllele,A\n,5\n6,0.5\n6,0.5\n", 5, "stands twice"),
        ("TH01\nAllele,A\n,5\n6,1\nTHO1\nAllele,A\n,5\n6,1\n", 5, "stands twice"),
        ("TH01\nAllele,A,A\n,5,5\n6,1,1\n", 1, "the column “A” stands twice"),
        ("TH01\nAllele,A\nAllele,A\n,5\n6,1\n", 3, "no line with a marker's name"),
        ("TH01,x\nAllele,A\n,5\n6,1\n", 2, "no line with a marker's name"),
    ],
)
def test_a_block_that_does_not_fit_is_named(text: str, row: int, because: str) -> None:
    with pytest.raises(InputError) as refused:
        read_text(text, population="A")
    assert row in [problem.row for problem in refused.value.problems]
    assert because in str(refused.value)
