from __future__ import annotations

import pytest
from frequency_strategies import listed, populations, read_text, slow
from hypothesis import given
from hypothesis import strategies as st

from repatria.base.errors import InputError
from repatria.kinship.population import Population


@slow
@given(populations(plain=True), st.sampled_from(["\t", "  ", " \t "]), st.sampled_from(".,"))
def test_a_list_is_read_with_tabs_or_blanks_and_either_decimal_sign(
    population: Population, between: str, point: str
) -> None:
    text = listed(population).replace("\t", between).replace(".", point)
    markers = read_text("\n\n" + text + "\n\n").value.markers
    for name, marker in population.markers.items():
        assert (markers[name].alleles, markers[name].frequencies) == (
            marker.alleles,
            marker.frequencies,
        )


def test_a_name_of_two_words_is_a_marker_at_the_head_of_its_block() -> None:
    assert list(read_text("Penta D\n9\t1\n\nPenta E\n5\t1\n").value.markers) == [
        "Penta D",
        "Penta E",
    ]


def test_merlin_counts_on_its_letters_and_needs_no_empty_lines() -> None:
    read = read_text("M\tPENTA D\nA\t9\t0.5\nA 10 0.5\nM TH01\nA 6 1\n")
    assert read.value.markers["Penta D"].alleles == ("9", "10")
    assert read.value.markers["TH01"].alleles == ("6",)


@pytest.mark.parametrize(
    ("text", "row", "field", "because"),
    [
        ("TH01\n6\t0.5\nFGA\n20\t1\n", 3, "TH01", "a marker follows an empty line"),
        ("TH01\n6\t1\n\nFGA\n\nvWA\n17\t1\n", 4, "FGA", "no allele follows"),
        ("TH01\n6\t1\nsix\t0\n", 3, "TH01", "“six” is not an allele"),
        ("TH01\n6\t0.5\n6.0\t0.5\n", 3, "TH01", "the allele 6 stands twice"),
        ("TH01\n6\t1\n7\t0\t0\n", 3, "TH01", "no allele with its frequency"),
        ("TH01\n6\t0.5\n7\t0.3\n", 1, "TH01", "sum to 0.8"),
        ("TH01\n6\t1\n\nTHO1\n6\t1\n", 4, "THO1", "stands twice"),
        ("M TH01\nF 0.5 0.5\n", 2, "TH01", "gives no names to its alleles"),
        ("M TH01\nA 6 1\nB 7 1\n", 3, "", "neither M (a marker) nor A"),
        ("M TH01\nA 6\n", 2, "TH01", "no allele with its frequency"),
        ("M TH01\nA 6 1\nM\nA 6 1\n", 3, "", "not the name of a marker"),
    ],
)
def test_a_line_that_does_not_fit_is_named(text: str, row: int, field: str, because: str) -> None:
    with pytest.raises(InputError) as refused:
        read_text(text)
    assert (row, field) in [(p.row, p.field) for p in refused.value.problems]
    assert because in str(refused.value)
