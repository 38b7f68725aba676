"""Numbers and dates in three languages, no more precise than they were said."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.base.dates import partial_date
from repatria.desks.common import wording

LANGUAGES = ["en", "uk", "ru"]


@given(st.integers(), st.sampled_from(LANGUAGES))
def test_a_number_reads_back(value: int, language: str) -> None:
    written = wording.number(value, language)
    signs = str.maketrans({",": None, "\N{NO-BREAK SPACE}": None, "\N{MINUS SIGN}": "-"})
    assert int(written.translate(signs)) == value
    assert " " not in written


def test_thousands_are_grouped_as_the_language_does() -> None:
    assert wording.number(1200, "en") == "1,200"
    assert wording.number(1200, "uk") == wording.number(1200, "ru") == "1\N{NO-BREAK SPACE}200"


@pytest.mark.parametrize(
    ("value", "en", "uk", "ru"),
    [
        ("2025-06-14", "14 June 2025", "14 червня 2025", "14 июня 2025"),
        ("2025-06", "June 2025", "червень 2025", "июнь 2025"),
        ("2025", "2025", "2025", "2025"),
        ("2025-05-09", "9 May 2025", "9 травня 2025", "9 мая 2025"),
    ],
)
def test_a_date_is_as_precise_as_it_was_said(value: str, en: str, uk: str, ru: str) -> None:
    assert [wording.day(value, language) for language in LANGUAGES] == [en, uk, ru]
    assert wording.day(partial_date(value), "uk") == uk


def test_dates_of_python_are_read_too_and_other_text_stays() -> None:
    assert wording.day(date(2025, 6, 14), "en") == "14 June 2025"
    assert wording.day(datetime(2025, 6, 14, 9, 30), "en") == "14 June 2025"
    assert wording.day("early June", "en") == "early June"
    assert wording.day("2025-02-30", "en") == "2025-02-30"
    assert wording.day("2025-06-14", "xx") == "14 June 2025"


def test_the_short_form_leaves_out_the_year() -> None:
    assert wording.day_short("2025-06-14", "ru") == "14 июня"
    assert wording.day_short("2025-06", "uk") == "червень"
    assert wording.day_short("2025", "en") == "2025"


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2025-06-09", "2025-06-16", "9–16 June 2025"),
        ("2025-05-28", "2025-06-02", "28 May – 2 June 2025"),
        ("2024-12-28", "2025-01-03", "28 December 2024 – 3 January 2025"),
        ("2025-06-14", "2025-06-14", "14 June 2025"),
        ("2025-05", "2025-08", "May – August 2025"),
        ("2024", "2025", "2024–2025"),
        ("2025-05", "2025-06-02", "May 2025 – 2 June 2025"),
        ("2025-06-09", None, "9 June 2025–"),
        (None, None, ""),
    ],
)
def test_a_period_writes_once_what_its_ends_share(
    start: str | None, end: str | None, words: str
) -> None:
    assert wording.period(start, end, "en") == words


@given(st.dates(), st.sampled_from(LANGUAGES))
def test_every_day_of_the_calendar_has_words(value: date, language: str) -> None:
    assert wording.day(value, language).startswith(f"{value.day} ")
    assert wording.day(value, language).endswith(f" {value.year}")
