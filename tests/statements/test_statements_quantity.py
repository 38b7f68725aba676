"""Quantities and the arithmetic of the intervals that they allow.

An interval stands for the set of its numbers, so every property is one of sets.
"""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.base.errors import ValueProblem
from repatria.statements import quantity as q
from repatria.statements.quantity import ANY, ZERO, Interval, Kind, Quantity

LOWS = st.integers(0, 40)
INTERVALS = st.builds(
    lambda low, width: Interval(low, None if width is None else low + width),
    LOWS,
    st.none() | st.integers(0, 20),
)
NUMBERS = st.integers(0, 10**9)
REACH = 200  # beyond every bounded interval above


def numbers(interval: Interval) -> set[int]:
    """The numbers of an interval, as far as the tests look."""
    return set(range(interval.low, REACH if interval.high is None else interval.high + 1))


@given(INTERVALS, INTERVALS)
def test_two_intervals_meet_where_they_share_a_number(a: Interval, b: Interval) -> None:
    assert a.meets(b) == bool(numbers(a) & numbers(b))
    assert a.meets(b) == b.meets(a)
    assert a.meets(a)


@given(INTERVALS, INTERVALS)
def test_the_gap_is_the_distance_of_the_nearest_numbers(a: Interval, b: Interval) -> None:
    assert a.gap(b) == min(abs(x - y) for x in numbers(a) for y in numbers(b))
    assert a.gap(b) == b.gap(a)
    assert (a.gap(b) == 0) == a.meets(b)


@given(INTERVALS, INTERVALS)
def test_the_hull_is_the_smallest_that_holds_both(a: Interval, b: Interval) -> None:
    hull = a.hull(b)
    assert hull == b.hull(a)
    assert a.within(hull)
    assert b.within(hull)
    assert numbers(hull) == set(range(hull.low, max(numbers(a) | numbers(b)) + 1))
    assert hull.low in (a.low, b.low)


@given(INTERVALS, INTERVALS)
def test_within_is_a_subset(a: Interval, b: Interval) -> None:
    assert a.within(b) == (
        b.low <= a.low and (b.high is None or (a.high is not None and a.high <= b.high))
    )
    if a.within(b) and b.within(a):
        assert a == b


@given(INTERVALS, INTERVALS, INTERVALS)
def test_a_sum_holds_every_sum_of_two_numbers_and_nothing_beyond(
    a: Interval, b: Interval, c: Interval
) -> None:
    found = a + b
    assert found.low == a.low + b.low
    assert (found.high is None) == (a.high is None or b.high is None)
    if a.high is not None and b.high is not None:
        assert numbers(found) == {x + y for x in numbers(a) for y in numbers(b)}
    assert found == b + a
    assert (a + b) + c == a + (b + c)
    assert a + ZERO == a


@given(INTERVALS, INTERVALS)
def test_a_difference_is_bounded_by_the_ends(a: Interval, b: Interval) -> None:
    least, greatest = a.minus(b)
    assert (least is None) == (b.high is None)
    assert (greatest is None) == (a.high is None)
    if least is not None:
        assert least == min(x - y for x in numbers(a) for y in numbers(b))
    if greatest is not None:
        assert greatest == max(x - y for x in numbers(a) for y in numbers(b))
    reverse_least, reverse_greatest = b.minus(a)
    assert reverse_least == (None if greatest is None else -greatest)
    assert reverse_greatest == (None if least is None else -least)


@given(INTERVALS, INTERVALS)
def test_taking_away_what_was_added_gives_the_number_back(a: Interval, b: Interval) -> None:
    least, greatest = (a + b).minus(b)
    assert least is None or least <= a.low
    assert greatest is None or (a.high is not None and greatest >= a.high)
    if b.single is not None:
        assert (least, greatest) == (a.low, a.high)


@given(INTERVALS)
def test_a_single_number_and_everything(a: Interval) -> None:
    assert a.single == (a.low if len(numbers(a)) == 1 else None)
    assert a.within(ANY)


@pytest.mark.parametrize(
    ("interval", "text"),
    [(Interval(3, 3), "3"), (Interval(3, 5), "3 to 5"), (Interval(3, None), "3 or more")],
)
def test_an_interval_says_what_it_holds(interval: Interval, text: str) -> None:
    assert str(interval) == text


@given(NUMBERS)
def test_what_each_kind_allows(number: int) -> None:
    assert q.exact(number).interval == Interval(number, number)
    assert q.at_least(number).interval == Interval(number, None)
    assert q.at_most(number).interval == Interval(0, number)
    about, nearly = q.about(number).interval, q.nearly(number).interval
    assert about is not None
    assert about.high is not None
    assert nearly is not None
    assert nearly.high == number
    assert nearly.low == about.low
    assert about.high - number == number - about.low
    slack = number - about.low
    assert 10 * (slack - 1) < number <= 10 * slack  # a tenth, rounded outwards


@given(NUMBERS, NUMBERS)
def test_a_range_is_refused_when_it_runs_backwards(a: int, b: int) -> None:
    low, high = sorted((a, b))
    assert q.between(low, high).interval == Interval(low, high)
    if low < high:
        with pytest.raises(ValueProblem, match="backwards"):
            q.between(high, low)


def test_none_not_stated_and_parity_are_three_values() -> None:
    assert q.NONE.interval == ZERO
    assert q.exact(0) == q.NONE
    assert q.NOT_STATED.interval is None
    assert q.PARITY.interval is None
    for one, other in pairwise((q.NONE, q.NOT_STATED, q.PARITY, q.NONE)):
        assert one != other
        assert str(one) != str(other)


@pytest.mark.parametrize("make", [q.exact, q.at_least, q.at_most, q.about, q.nearly])
def test_a_number_below_zero_is_refused(make: object) -> None:
    assert callable(make)
    with pytest.raises(ValueProblem, match="below zero"):
        make(-1)
    with pytest.raises(ValueProblem, match="below zero"):
        q.between(-1, 1)


def test_every_kind_has_a_canonical_form() -> None:
    assert set(q.CANONICAL) == set(Kind)


@given(NUMBERS)
def test_nearly_is_told_from_about(number: int) -> None:
    assert str(q.nearly(number)) == f"nearly {number:,}"
    if number:
        assert str(q.about(number)) == f"about {number:,}"


def test_the_source_s_words_are_no_part_of_the_canonical_form() -> None:
    dozens = Quantity(Kind.AT_LEAST, 12, None, 12, "dozens")
    assert str(dozens) == "at least 12"
