"""Two dates of birth in levels, each with the slip that it names."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.base.uncertain import UncertainDate, uncertain_date
from repatria.base.uncertain_age import born_at_age
from repatria.names import dates_comparing as comparing
from repatria.names.dates_comparing import compare_dates
from repatria.names.levels import Level


def verdict(left: str, right: str) -> tuple[Level, str]:
    found = compare_dates(uncertain_date(left), uncertain_date(right))
    return found.level, found.why.template


@pytest.mark.parametrize(
    ("left", "right", "level", "template"),
    [
        ("14.06.1987", "1987-06-14", Level.SAME, comparing.SAME),
        ("04.06.1987", "06.04.1987", Level.NEAR, comparing.SWAPPED),
        ("14.06.1987", "01.01.1987", Level.NEAR, comparing.STAND_IN),
        ("14.06.1987", "15.06.1987", Level.NEAR, comparing.ONE_DAY),
        ("30.06.1987", "01.07.1987", Level.NEAR, comparing.ONE_DAY),
        ("14.06.1987", "14.06.1997", Level.NEAR, comparing.ONE_DIGIT),
        ("14.06.1987", "14.08.1987", Level.NEAR, comparing.ONE_DIGIT),
        ("14.06.1987", "14.06.1978", Level.NEAR, comparing.TWO_DIGITS),
        ("12.06.1987", "21.06.1987", Level.NEAR, comparing.TWO_DIGITS),
        ("14.06.1989", "14.06.1990", Level.NEAR, comparing.ONE_YEAR),
        ("1987", "14.06.1987", Level.NEAR, comparing.YEAR_ONLY),
        ("14.06.1987", "1987", Level.NEAR, comparing.YEAR_ONLY),
        ("198X", "14.06.1987", Level.NEAR, comparing.WITHIN),
        ("06.1987", "1987", Level.NEAR, comparing.OVERLAP),
        ("1987?", "14.06.1988", Level.NEAR, comparing.DOUBTFUL),
        ("14.06.1987", "23.11.1987", Level.CONTRADICTED, comparing.DAYS_APART),
        ("14.06.1965", "03.02.1999", Level.CONTRADICTED, comparing.APART),
        ("1987", "14.06.1988", Level.CONTRADICTED, comparing.DAYS_APART),
        ("?", "14.06.1987", Level.ABSENT, comparing.ONE_SILENT),
        ("?", "", Level.ABSENT, comparing.BOTH_SILENT),
    ],
)
def test_every_relation_has_its_level_and_reason(
    left: str, right: str, level: Level, template: str
) -> None:
    assert verdict(left, right) == (level, template)
    assert verdict(right, left) == (level, template)


def test_a_contradiction_says_how_far_apart() -> None:
    found = compare_dates(uncertain_date("14.06.1965"), uncertain_date("14.06.1999"))
    assert dict(found.why.params)["years"] == 34
    assert "34" in str(found.why)


def test_an_age_at_a_day_agrees_with_a_birth() -> None:
    aged = born_at_age(38, date(2025, 6, 14))
    assert compare_dates(aged, uncertain_date("14.06.1987")).level is Level.NEAR
    assert compare_dates(aged, uncertain_date("15.06.1987")).level is Level.CONTRADICTED


spans = st.builds(
    lambda one, other, doubtful: UncertainDate("x", min(one, other), max(one, other), doubtful),
    st.dates(date(1900, 1, 1), date(2000, 1, 1)),
    st.dates(date(1900, 1, 1), date(2000, 1, 1)),
    st.booleans(),
)
days = st.dates(date(1900, 1, 1), date(2000, 1, 1)).map(lambda day: UncertainDate("x", day, day))
said = st.one_of(st.none(), days, spans)


@given(said, said)
def test_comparing_is_symmetric(left: UncertainDate | None, right: UncertainDate | None) -> None:
    one, other = compare_dates(left, right), compare_dates(right, left)
    assert (one.level, one.why.template) == (other.level, other.why.template)


@given(days, days)
def test_only_one_day_is_the_same(left: UncertainDate, right: UncertainDate) -> None:
    assert (compare_dates(left, right).level is Level.SAME) == (left.first == right.first)


@given(said, said)
def test_absent_is_said_only_where_a_side_is_silent(
    left: UncertainDate | None, right: UncertainDate | None
) -> None:
    level = compare_dates(left, right).level
    assert (level is Level.ABSENT) == (left is None or right is None)
