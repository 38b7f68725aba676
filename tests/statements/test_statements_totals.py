"""Totals over a period: what they fit, what is left over, and where that may lie."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statements_sums import check, codes, examined, handed, on_totals

from builders import (
    DAY,
    MIDLAND,
    NORTH,
    NORTH_HQ,
    NORTH_MINISTRY,
    SOUTH,
    SOUTH_HQ,
    SOUTH_MINISTRY,
    count,
    day,
    exchange,
    total,
)
from repatria.statements.claim import Claim, Speaker
from repatria.statements.contradiction import ContradictionKind
from repatria.statements.counting import OUTSIDE
from repatria.statements.quantity import Interval
from repatria.statements.reasons import Ref
from repatria.statements.total_check import Outcome
from repatria.statements.vocabulary import Category, Track, Unit

Kinds = ContradictionKind

# One week in which the two sides differ by 3 on its last day.
WEEK = [
    *handed("2025-06-11", 1212),
    *handed("2025-06-13", 1200),
    *handed("2025-06-14", 1200),
    *handed("2025-06-15", 1200),
    *handed("2025-06-16", 1248, 1245),
]
COVERS = "2025-06-11..2025-06-16"
LAST = "E2025-06-16"


def outside(number: int, on: str) -> Claim:
    return count(number, SOUTH_HQ, exchange=f"E{on}", on=on, counting=OUTSIDE)


# Fits.


@pytest.mark.parametrize(("speaker", "number"), [(NORTH_HQ, 6060), (SOUTH_HQ, 6057)])
def test_each_side_s_total_fits_its_own_words(speaker: Speaker, number: int) -> None:
    found = check(total(number, speaker, COVERS), WEEK)
    assert found.outcome is Outcome.FITS
    assert found.derived == Interval(number, number)
    assert codes(found) == ["total_fits"]
    assert found.reasons[0].get("legs") == 5
    assert found.where == "NORTH>SOUTH"


@pytest.mark.parametrize("number", [6057, 6060])
def test_a_third_s_total_may_fit_either_side(number: int) -> None:
    assert check(total(number, MIDLAND, COVERS), WEEK).outcome is Outcome.FITS


def test_a_leg_without_a_number_excludes_only_what_is_too_small() -> None:
    legs = handed("2025-06-11", 100), handed("2025-06-13", None)
    silent = count("not stated", SOUTH_HQ, exchange="E2025-06-13", on="2025-06-13")
    covers = "2025-06-11..2025-06-13"
    assert codes(check(total(150, NORTH_HQ, covers), *legs, [silent])) == ["total_not_excluded"]
    small = check(total(90, NORTH_HQ, covers), *legs, [silent])
    assert (small.outcome, codes(small)) == (Outcome.RESIDUAL, ["total_below"])


def test_what_did_not_happen_or_came_after_the_word_is_not_added() -> None:
    legs = (
        handed("2025-06-11", 100),
        handed("2025-06-12", 50, happened=False),
        handed("2025-06-20", 70),
    )
    assert (
        check(total(100, NORTH_HQ, "2025-06-11..", on="2025-06-14"), *legs).outcome is Outcome.FITS
    )
    held = total(100, NORTH_HQ, "2025-06-11..", on="2025-06-14", embargo_until=day("2025-06-30"))
    assert check(held, *legs).outcome is Outcome.FITS


@given(
    st.lists(st.tuples(st.integers(0, 20), st.integers(1, 50)), min_size=1, max_size=6,
             unique_by=lambda one: one[0]),
    st.integers(0, 20),
    st.integers(0, 20),
)  # fmt: skip
def test_a_total_fits_exactly_when_it_is_the_sum(
    told: list[tuple[int, int]], a: int, b: int
) -> None:
    start = date(2025, 6, 1)
    legs = [handed(str(start + timedelta(days=n)), number) for n, number in told]
    begins = start + timedelta(days=min(n for n, _ in told))
    first, last = (max(start + timedelta(days=n), begins) for n in sorted((a, b)))
    inside = sum(n for d, n in told if first <= start + timedelta(days=d) <= last)
    for number in (inside, inside + 1):
        found = check(total(number, NORTH_HQ, f"{first}..{last}"), *legs)
        assert (found.outcome is Outcome.FITS) == (number == inside)
        assert found.derived == Interval(inside, inside)


# The other side's sum.


def test_a_total_that_is_the_other_side_s_sum_is_a_disagreement_inside_its_own() -> None:
    own, other = total(6057, SOUTH_HQ, COVERS), total(6060, SOUTH_MINISTRY, COVERS)
    found = examined(WEEK, own, other)
    (one,) = on_totals(found, other)
    assert one.kind is Kinds.INSIDE_SIDE
    assert set(one.claims) == {own.id, other.id}
    assert [leg.exchange for leg in one.legs] == [LAST]
    (result,) = (c for c in found.totals if c.claim == other.id)
    assert (result.outcome, result.residual) == (Outcome.FITS_OTHER_SIDE, (3, 3))


def test_the_other_side_s_sum_by_another_rule_is_found_too() -> None:
    legs = handed("2025-06-11", 100, 90), [outside(7, "2025-06-11")]
    found = check(total(90, NORTH_HQ, "2025-06-11"), *legs)
    assert found.outcome is Outcome.FITS_OTHER_SIDE


# The week, told whole: one disagreement.


def test_one_disagreement_is_told_of_once() -> None:
    totals = total(6060, NORTH_HQ, COVERS), total(6057, SOUTH_HQ, COVERS)
    found = examined(WEEK, *totals)
    (one,) = found.contradictions
    assert one.kind is Kinds.BETWEEN_SIDES
    assert [leg.exchange for leg in one.legs] == [LAST]
    (carried,) = found.carried
    assert [leg.exchange for leg in carried.legs] == [LAST]


# Residuals.


def test_a_residual_that_fits_nothing_asks_for_a_missing_event() -> None:
    claim = total(6060 + 77, NORTH_HQ, COVERS)
    found = check(claim, WEEK)
    assert (found.outcome, found.residual) == (Outcome.RESIDUAL, (77, 77))
    assert codes(found) == ["total_exceeds", "missing_event"]
    assert found.reasons[1].get("residual") == Interval(77, 77)
    (one,) = on_totals(examined(claim, WEEK), claim)
    assert one.kind is Kinds.MISSING_EVENT


def test_too_small_a_total_misses_no_event() -> None:
    claim = total(6060 - 77, NORTH_HQ, COVERS)
    assert codes(check(claim, WEEK)) == ["total_below", "residual_unexplained"]
    (one,) = on_totals(examined(claim, WEEK), claim)
    assert one.kind is Kinds.TOTAL


def test_an_open_total_beyond_the_sum_asks_for_a_missing_event() -> None:
    found = check(total("at least 7,000", NORTH_HQ, COVERS), WEEK)
    assert codes(found) == ["total_exceeds", "missing_event"]
    assert found.reasons[1].get("residual") == Interval(940, None)
    assert found.residual == (940, None)


# The impossible period.

SPRING = [
    *handed("2025-04-10", 10),
    *handed("2025-05-10", 100),
    *handed("2025-06-10", 300),
    *handed("2025-07-10", 500),
]


def test_a_period_that_cannot_hold_the_total_and_one_that_can() -> None:
    claim = total(800, NORTH_HQ, "2025-07..2025-07-31")
    found = check(claim, SPRING)
    assert found.outcome is Outcome.IMPOSSIBLE_PERIOD
    assert codes(found) == ["period_impossible", "period_fits"]
    assert str(found.reasons[0].get("since")) == "2025-07"
    assert str(found.reasons[1].get("since")) == "2025-06"
    (one,) = on_totals(examined(claim, SPRING), claim)
    assert one.kind is Kinds.IMPOSSIBLE_PERIOD
    assert check(total(800, NORTH_HQ, "2025-06..2025-07-31"), SPRING).outcome is Outcome.FITS


def test_a_later_start_may_be_the_one_that_fits() -> None:
    found = check(total(500, NORTH_HQ, "2025-06..2025-07-31"), SPRING)
    assert str(found.reasons[1].get("since")) == "2025-07"


def test_no_start_before_the_record_is_offered() -> None:
    found = check(total(1000, NORTH_HQ, "2025-07..2025-07-31"), SPRING)
    assert found.outcome is Outcome.RESIDUAL


def test_an_event_is_only_missed_where_no_other_start_fits() -> None:
    found = check(total(801, NORTH_HQ, "2025-07..2025-07-31"), SPRING)
    assert codes(found)[-1] == "missing_event"


def test_the_start_is_looked_for_by_the_rule_that_the_speaker_names() -> None:
    legs = [*SPRING, outside(40, "2025-06-10")]
    claim = total(800, SOUTH_HQ, "2025-07..2025-07-31", counting="exchanges-only/1")
    found = check(claim, legs)
    assert str(found.reasons[1].get("since")) == "2025-06"


# Counting rules.


def test_a_total_fits_by_one_rule_and_what_another_would_leave_over_is_named() -> None:
    legs = [*handed("2025-06-11", 100), outside(7, "2025-06-11")]
    all_returned = check(total(107, SOUTH_HQ, "2025-06-11"), legs)
    assert (all_returned.outcome, all_returned.rule) == (Outcome.FITS, "all-returned/1")
    assert all_returned.reasons[1].get("rule") == Ref("rule", "all-returned/1")
    exchanged = check(total(100, SOUTH_HQ, "2025-06-11"), legs)
    assert (exchanged.outcome, exchanged.rule) == (Outcome.FITS, "exchanges-only/1")
    assert codes(exchanged) == ["total_fits", "total_rule", "rule_residual", "residual_outside"]
    assert exchanged.reasons[2].get("residual") == -7


def test_a_rule_is_named_only_where_it_makes_a_difference() -> None:
    assert codes(check(total(100, SOUTH_HQ, DAY), handed(DAY, 100))) == ["total_fits"]


def test_a_speaker_may_name_its_rule_and_an_unknown_one_is_not_checked() -> None:
    legs = [*handed("2025-06-11", 100), outside(7, "2025-06-11")]
    named = check(total(107, SOUTH_HQ, "2025-06-11", counting="exchanges-only/1"), legs)
    assert (named.outcome, named.residual) == (Outcome.RESIDUAL, (7, 7))
    own = check(total(107, SOUTH_HQ, "2025-06-11", counting="those we mediated"), legs)
    assert (own.outcome, codes(own)) == (Outcome.UNCHECKED, ["total_own_rule"])


# Before the record.


def test_a_total_from_before_the_record_bounds_what_lies_before() -> None:
    found = check(total(15_801, NORTH_HQ, "2022-02-24..2025-06-16"), WEEK)
    assert found.outcome is Outcome.REACHES_BACK
    assert found.reasons[0].get("before") == Interval(15_801 - 6060, 15_801 - 6060)
    assert on_totals(examined(WEEK, total(15_801, NORTH_HQ, "2022..2025-06-16"))) == []


def test_a_total_from_before_the_record_cannot_be_less_than_the_record() -> None:
    found = check(total(6000, NORTH_HQ, "2022..2025-06-16"), WEEK)
    assert (found.outcome, codes(found)) == (Outcome.RESIDUAL, ["total_below"])


def test_what_lies_before_is_bounded_by_the_rule_that_the_speaker_names() -> None:
    legs = [*WEEK, outside(7, "2025-06-11")]
    found = check(total(7000, SOUTH_HQ, "2022..2025-06-16", counting="exchanges-only/1"), legs)
    assert found.derived == Interval(6057, 6057)


# Not checked.


@pytest.mark.parametrize(
    ("rest", "code"),
    [
        ({"value": "not stated"}, "total_no_number"),
        ({"covers": None}, "total_no_period"),
        ({"unit": Unit.CONTAINER}, "total_unit"),
        ({"unit": Unit.PROFILE}, "total_unit"),
    ],
)
def test_why_a_total_is_not_checked(rest: dict[str, Any], code: str) -> None:
    told = {"value": 5, "speaker": NORTH_HQ, "covers": COVERS, "on": "2025-06-16", **rest}
    found = check(total(**told), WEEK)
    assert (found.outcome, codes(found), found.derived) == (Outcome.UNCHECKED, [code], None)


@pytest.mark.parametrize("category", [Category.WOUNDED, Category.CIVILIAN])
def test_a_total_of_a_part_is_not_held_against_sums_of_all(category: Category) -> None:
    legs = [
        exchange("L", DAY, Track.LIVING),
        count(100, NORTH_HQ, exchange="L", category=Category.LIVING),
    ]
    found = check(total(8, NORTH_HQ, DAY, category=category), legs)
    assert (found.outcome, codes(found)) == (Outcome.UNCHECKED, ["total_part"])


def test_where_nothing_is_known_to_have_happened_nothing_is_checked() -> None:
    assert codes(check(total(5, NORTH_HQ, "2022..2025-06-16"))) == ["total_no_period"]


def test_a_total_of_the_way_back_is_held_against_the_way_back() -> None:
    back = {"giver": SOUTH, "receiver": NORTH}
    said = count(5, NORTH_MINISTRY, exchange=LAST, on="2025-06-16", **back)
    found = check(total(5, NORTH_MINISTRY, "2025-06-16", **back), WEEK, said)
    assert (found.outcome, found.where) == (Outcome.FITS, "SOUTH>NORTH")
