"""Ages at a day, and the days of birth that they leave open."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.base.dates import partial_date
from repatria.base.errors import ValueProblem
from repatria.base.uncertain_age import OLDEST, age, born_at_age

DAYS = st.dates(date(1950, 1, 1), date(2100, 1, 1))


@pytest.mark.parametrize("text", ["38", "38 років", "38 лет", "aged 38", "38 years old", "вік: 38"])
def test_an_age_is_read_in_three_languages(text: str) -> None:
    assert age(text) == 38


@pytest.mark.parametrize("text", ["", "-1", "38.5", "121", "old", "1987"])
def test_what_is_no_age_is_refused(text: str) -> None:
    with pytest.raises(ValueProblem):
        age(text)


def completed(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


@given(st.integers(0, OLDEST), DAYS)
def test_who_is_born_in_the_interval_has_that_age_and_no_one_else(years: int, on: date) -> None:
    born = born_at_age(years, on)
    leap = (on.month, on.day) == (2, 29)
    assert completed(born.first, on) == years
    assert completed(born.last, on) == years
    assert completed(born.first - timedelta(days=1), on) == years + 1 or leap
    assert completed(born.last + timedelta(days=1), on) == years - 1 or leap


@given(st.integers(0, OLDEST), DAYS)
def test_an_uncertain_day_leaves_more_open(years: int, on: date) -> None:
    sure, unsure = born_at_age(years, on), born_at_age(years, partial_date(f"{on.year}"))
    assert unsure.first <= sure.first
    assert sure.last <= unsure.last


def test_impossible_ages_are_refused() -> None:
    with pytest.raises(ValueProblem):
        born_at_age(-1, date(2025, 6, 14))
    with pytest.raises(ValueProblem):
        born_at_age(50, date(20, 1, 1))
