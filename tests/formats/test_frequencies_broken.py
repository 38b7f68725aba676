"""Every file under broken/frequencies/ is refused, with its place; a table here says which."""

from __future__ import annotations

from pathlib import Path

import pytest

from repatria.base.errors import InputError
from repatria.formats.frequencies import read_frequencies

BROKEN = Path(__file__).parent / "broken" / "frequencies"

# File: row or line, field, and what the message says.
DEFECTS: dict[str, tuple[int | None, str, str]] = {
    "allele_off_the_ladder.csv": (3, "Allele", "“OL” is not an allele"),
    "allele_turned_into_a_date.csv": (3, "Allele", "“09.Mar” is not an allele"),
    "allele_twice.csv": (3, "Allele", "stands twice"),
    "empty.csv": (None, "", "empty"),
    "formula_for_a_frequency.csv": (2, "TH01", "not a frequency"),
    "frequency_not_a_number.csv": (2, "TH01", "“NaN” is not a frequency"),
    "marker_in_two_spellings.csv": (1, "THO1", "TH01 stands twice"),
    "marker_without_alleles.txt": (4, "FGA", "no allele follows"),
    "merlin_without_names.txt": (2, "TH01", "no names"),
    "native_of_a_later_version.csv": (1, "format", "frequencies/2"),
    "native_with_theta_one.csv": (3, "theta", "[0, 1)"),
    "native_with_unknown_key.csv": (3, "tetha", "“theta”"),
    "native_without_table.csv": (3, "", "“Allele,…”"),
    "negative_frequency.csv": (2, "TH01", "below zero"),
    "no_empty_line_between_markers.txt": (3, "TH01", "follows an empty line"),
    "no_table.txt": (None, "", "no table of frequencies"),
    "nul_byte.csv": (2, "", "NUL"),
    "persons_negative.csv": (2, "TH01", "“-5”"),
    "row_of_totals.csv": (3, "Allele", "“Total” is not an allele"),
    "row_too_short.csv": (3, "", "1 cells stand under a header of 3"),
    "strider_row_without_allele.csv": (5, "TH01", "without an allele"),
    "strider_without_a_name.csv": (5, "", "no line with a marker's name"),
    "sum_below_one.csv": (1, "TH01", "sum to 0.7"),
    "sum_in_per_cent.csv": (2, "D3S1358", "not per cents"),
}


def test_every_broken_file_is_in_the_table() -> None:
    assert sorted(path.name for path in BROKEN.iterdir()) == sorted(DEFECTS)


@pytest.mark.parametrize("name", DEFECTS)
def test_a_broken_file_is_refused_with_its_place(name: str) -> None:
    row, field, because = DEFECTS[name]
    population = "B" if name == "strider_without_a_name.csv" else ""
    with pytest.raises(InputError) as refused:
        read_frequencies(BROKEN / name, population=population)
    assert {problem.file for problem in refused.value.problems} == {name}
    told = [problem for problem in refused.value.problems if because in problem.message]
    assert (row, field) in [(problem.row, problem.field) for problem in told]
