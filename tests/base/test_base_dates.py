"""Dates no more precise than they were said, and periods between two of them."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.base.dates import PartialDate, Period, partial_date, period
from repatria.base.errors import RepatriaError, ValueProblem

DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))
TEXTS = DAYS.flatmap(lambda day: st.sampled_from([day.isoformat()[:n] for n in (4, 7, 10)]))


@given(DAYS)
def test_a_day_is_its_own_first_and_last(day: date) -> None:
    found = partial_date(day.isoformat())
    assert found.first == found.last == day
    assert found.precise


@given(DAYS)
def test_a_month_holds_its_days_and_no_other(day: date) -> None:
    found = partial_date(day.isoformat()[:7])
    assert found.first.day == 1
    assert found.first <= day <= found.last
    assert (found.first.month, found.last.month) == (day.month, day.month)
    assert found.last == date.max or (found.last + timedelta(days=1)).day == 1
    assert not found.precise


@given(DAYS)
def test_a_year_runs_from_its_first_day_to_its_last(day: date) -> None:
    found = partial_date(day.isoformat()[:4])
    assert (found.first, found.last) == (date(day.year, 1, 1), date(day.year, 12, 31))


@given(TEXTS)
def test_a_date_is_written_as_it_was_read(text: str) -> None:
    assert str(partial_date(text)) == str(partial_date(f"  {text} ")) == text


@pytest.mark.parametrize(
    "text",
    ["", "2025-6-1", "2025-13", "2025-00", "2025-02-30", "2025-06-00", "0000", "14.06.2025",
     "2025-06-14T10:00", "yesterday", "20250614", "-2025", "٢٠٢٥", "2025-06-14..", "12025"],
)  # fmt: skip
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueProblem):
        partial_date(text)


@given(st.text(max_size=12) | st.from_regex(r"\d{1,5}(-\d{1,3}){0,3}"))
def test_a_date_is_read_or_refused_and_nothing_else(text: str) -> None:
    with suppress(RepatriaError):
        assert isinstance(partial_date(text), PartialDate)


@given(st.tuples(DAYS, DAYS).map(sorted), DAYS)
def test_a_period_holds_the_days_between_its_ends(ends: list[date], day: date) -> None:
    first, last = ends
    found = period(f"{first}..{last}")
    assert found.holds(day) == (first <= day <= last)
    assert (found.first, found.last) == (first, last)
    assert period(f"{first}..").holds(day) == (first <= day)
    assert period(f"..{last}").holds(day) == (day <= last)


@given(TEXTS)
def test_a_single_date_is_the_period_of_its_own_days(text: str) -> None:
    found = period(text)
    only = partial_date(text)
    assert found == Period(only, only)
    assert (found.first, found.last) == (only.first, only.last)


@pytest.mark.parametrize("text", ["2022..2025-06", "2025-06-09..", "..2025-08-14", "2025..2025"])
def test_a_period_is_written_as_it_was_read(text: str) -> None:
    assert str(period(text)) == text
    assert period(str(period(text))) == period(text)


def test_a_period_may_begin_inside_its_own_end() -> None:
    assert period("2025-06-20..2025-06").last == date(2025, 6, 30)


@pytest.mark.parametrize(
    "text",
    ["..", "", "2025-06..2025-05", "2025-06-15..2025-06-14", "....", "a..b", "2025..2026..2027"],
)
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(ValueProblem):
        period(text)
