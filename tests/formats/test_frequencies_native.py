"""Repatria's own format: nothing is lost, and nothing that it does not have is taken."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from frequency_strategies import populations, read_text, slow, told
from hypothesis import given
from hypothesis import strategies as st

from repatria.base.errors import InputError, ValueProblem
from repatria.formats.frequencies_native import KEYS, minimum_of, minimum_text, native_text
from repatria.kinship.marker import Marker
from repatria.kinship.population import NO_MINIMUM, MinimumFrequency, Population

PAGE = Path(__file__).parents[2] / "docs" / "formats" / "frequencies.md"
HEAD = "# format: repatria-frequencies/1\n# name: northland\n"
BODY = "Allele,TH01\n6,1\n"


@slow
@given(populations())
def test_a_population_is_read_back_to_the_last_digit(population: Population) -> None:
    text = native_text(population)
    again = read_text(text).value
    assert again == population
    assert native_text(again) == text


rules = st.builds(
    MinimumFrequency,
    st.one_of(st.just(0.0), st.floats(1e-3, 100)),
    st.one_of(st.just(0.0), st.floats(1e-9, 0.99)),
)


@given(rules)
def test_a_rule_for_rare_alleles_is_read_back(rule: MinimumFrequency) -> None:
    assert minimum_of(minimum_text(rule)) == rule


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("none", NO_MINIMUM),
        ("5/2N", MinimumFrequency(count=5)),
        ("0.001", MinimumFrequency(value=0.001)),
        ("1/2N, at least 0.002", MinimumFrequency(1, 0.002)),
    ],
)
def test_rules_are_written_as_people_write_them(text: str, rule: MinimumFrequency) -> None:
    assert minimum_of(text) == rule
    assert minimum_text(rule) == text


@pytest.mark.parametrize("text", ["", "5/N", "-0.1", "1", "half", "1e999", "1e99/2N", "5/2N, 0.1"])
def test_other_rules_are_refused(text: str) -> None:
    with pytest.raises(ValueProblem):
        minimum_of(text)


def test_source_and_licence_are_told_together() -> None:
    read = read_text(HEAD + "# source: a register\n# licence: free\n" + BODY)
    assert read.value.source == "a register. Licence: free"
    assert read_text(native_text(read.value)).value == read.value


def test_what_a_hand_wrote_is_scaled_and_told_as_in_any_table() -> None:
    read = read_text(HEAD + "Allele,TH01\n2N,700\n6,0.499\n7,0.499\n")
    assert read.value.markers["TH01"].frequencies == (0.5, 0.5)
    assert "row 3, field TH01: the frequencies summed to 0.998000" in told(read)


@pytest.mark.parametrize(
    ("text", "row", "field", "because"),
    [
        ("# format: repatria-frequencies/2\n# name: a\n" + BODY, 1, "format", "frequencies/1"),
        ("# name: a\n" + BODY, 1, "format", "required"),
        ("# format: repatria-frequencies/1\n" + BODY, 1, "name", "required"),
        (HEAD + "# sauce: x\n" + BODY, 3, "sauce", "did you mean “source”?"),
        (HEAD + "# a remark\n" + BODY, 3, "", "“# key: value”"),
        (HEAD + "# name: b\n" + BODY, 3, "name", "stands twice"),
        (HEAD + "# theta: 1\n" + BODY, 3, "theta", "[0, 1)"),
        (HEAD + "# theta: nan\n" + BODY, 3, "theta", "[0, 1)"),
        (HEAD + "# minimum: few\n" + BODY, 3, "minimum", "minimum frequency"),
        (HEAD + "# source: a\u202eb\n" + BODY, 3, "source", "hidden character"),
        (HEAD + "TH01\n6\t1\n", 3, "", "“Allele,…”"),
        (HEAD, 3, "", "“Allele,…”"),
        (HEAD + "Allele,TH01\nchromosome,23\n6,1\n", 4, "TH01", "no chromosome"),
        (HEAD + "Allele,TH01\ncolour,red\n6,1\n", 4, "Allele", "not an allele"),
    ],
)
def test_what_the_format_does_not_have_is_named(
    text: str, row: int, field: str, because: str
) -> None:
    with pytest.raises(InputError) as refused:
        read_text(text)
    assert (row, field) in [(p.row, p.field) for p in refused.value.problems]
    assert because in str(refused.value)


def test_rows_of_this_format_are_none_of_a_ladder_of_others() -> None:
    with pytest.raises(InputError, match="“chromosome” is not an allele"):
        read_text("Allele,TH01\nchromosome,11\n6,1\n")


GOOD = Population.of("northland", [Marker.of("TH01", {"6": 1.0})])


@pytest.mark.parametrize(
    "population",
    [
        replace(GOOD, name=""),
        replace(GOOD, source="two\nlines"),
        replace(GOOD, source=" led by a space"),
        replace(GOOD, minimum=MinimumFrequency(value=2)),
        replace(GOOD, markers={}),
        Population.of("a", [Marker.of("TH01", {"6": 1.0}).with_minimum(0.1, ["7"])]),
        Population.of("a", [Marker.of("PENTA_D", {"6": 1.0})]),
        Population.of("a", [Marker.of("=1+1", {"6": 1.0})]),
        Population.of("a", [Marker.of("AMEL", {"X": 0.5, "Y": 0.5})]),
    ],
    ids=str,
)
def test_what_cannot_be_written_without_loss_is_refused(population: Population) -> None:
    with pytest.raises(ValueProblem, match="cannot be written"):
        native_text(population)


@pytest.mark.parametrize("key", KEYS)
def test_every_key_is_documented(key: str) -> None:
    assert f"`{key}`" in PAGE.read_text("utf-8")


def test_the_examples_of_the_page_are_read() -> None:
    blocks = re.findall(r"```(?:csv|text)\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert len(blocks) >= 5
    for block in blocks:
        asked = "NORTHLAND" if "NORTHLAND" in block else ""
        assert "TH01" in read_text(block, population=asked).value.markers
