from __future__ import annotations

import csv
import io
import re

import pytest
from format_strategies import GOOD, TODAY, words
from hypothesis import given

from repatria.formats.claims_csv import claim_cells, write_claims_csv
from repatria.formats.fields import COLUMNS
from repatria.formats.formulas import formula_like, guard, unguard
from repatria.formats.statement_text import interval_words
from repatria.formats.statements import incoming_record, read_statements
from repatria.statements.quantity import Interval
from repatria.statements.words import read_quantity

RECORD = incoming_record(read_statements(GOOD / "week.yaml", today=TODAY))
HASHTAG = re.compile(r"#[a-z][a-z0-9_]*(\+[a-z][a-z0-9_]*)*")


def table() -> list[list[str]]:
    text = "".join(write_claims_csv(RECORD.claims, RECORD.exchange_by_code))
    assert text.startswith("\N{ZERO WIDTH NO-BREAK SPACE}")
    return list(csv.reader(io.StringIO(text[1:], newline="")))


def test_the_first_row_names_the_columns_and_the_second_tags_them() -> None:
    names, tags, *rows = table()
    assert names == list(COLUMNS)
    assert all(HASHTAG.fullmatch(tag) for tag in tags)
    assert len(set(tags)) == len(tags)
    assert len(rows) == len(RECORD.claims)
    assert {len(row) for row in rows} == {len(names)}


def test_a_row_says_what_the_statement_says() -> None:
    cells = claim_cells(RECORD.claims[0], RECORD.exchange_by_code["E1"])
    assert cells["parts"] == "sex!: men=1187; women=9 to 11; not told=3 | age: under 25=at most 40"
    assert cells["quantity"] == "1,200"
    assert cells["evidence_place_certainty"] == "as reported"
    assert (cells["speaker"], cells["speaker_voice"]) == ("AHQ", "party")
    assert (cells["exchange_date"], cells["exchange_track"]) == ("2025-06-14", "remains")


def test_an_exchange_that_did_not_happen_says_so() -> None:
    cells = claim_cells(RECORD.claims[0], RECORD.exchange_by_code["E2"])
    assert cells["exchange_happened"] == "false"


@given(words)
def test_no_cell_that_is_written_runs_as_a_formula_and_the_guard_comes_off(text: str) -> None:
    written = guard(text)
    assert not written.startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))
    bare = unguard(written)
    assert (written if bare is None else bare) == text


@pytest.mark.parametrize("text", ["=1", "@SUM(A1)", "+1+1", "-1+1", "-cmd|x", "＝1", "－A1", "--1"])
def test_formulas_are_told(text: str) -> None:
    assert formula_like(text)


@pytest.mark.parametrize("text", ["-5", "+5", "-1,200", "-3.5%", "- as said", "– no", "'=1", "1-2"])
def test_numbers_and_sentences_are_no_formulas(text: str) -> None:
    assert not formula_like(text)


@pytest.mark.parametrize(
    "interval",
    [
        Interval(0, 0),
        Interval(7, 7),
        Interval(0, 9),
        Interval(3, 9),
        Interval(3, None),
        Interval(0, None),
    ],
)
def test_the_words_of_an_interval_mean_that_interval(interval: Interval) -> None:
    assert read_quantity(interval_words(interval)).interval == interval
