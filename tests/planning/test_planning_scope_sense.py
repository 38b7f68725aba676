"""Whether anybody can be in a scope: against a grid of people, and by examples that hold."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from planning_made_terms import ON, SCOPES, SMALL, grid

from repatria.planning import scope as s
from repatria.planning.facts import Medical
from repatria.planning.scope_boxes import Box, somebody
from repatria.planning.scope_sense import (
    TooTangled,
    _narrowed,
    example,
    overlap,
    possible,
    same,
    within,
)
from repatria.planning.scope_text import parse_scope

PEOPLE = tuple(grid())


@given(SCOPES)
def test_an_example_is_in_the_scope(scope: s.Scope) -> None:
    found = example(scope, ON)
    if found is not None:
        person, day = found
        assert day >= ON
        assert scope.holds(person, day)


@given(SCOPES)
def test_somebody_is_in_a_scope_or_in_its_opposite(scope: s.Scope) -> None:
    assert possible(scope) or possible(s.Not(scope))


@settings(max_examples=150)
@given(SMALL)
def test_nobody_is_in_a_scope_that_can_match_nobody(scope: s.Scope) -> None:
    found = any(scope.holds(person, ON) for person in PEOPLE)
    if found:
        assert possible(scope, ON)
    if not possible(scope, ON):
        assert not found


@settings(max_examples=100)
@given(SMALL, SMALL)
def test_within_and_overlap_on_people(first: s.Scope, second: s.Scope) -> None:
    here = [person for person in PEOPLE if first.holds(person, ON)]
    there = [second.holds(person, ON) for person in here]
    if any(there):
        assert overlap(first, second, ON)
    if not all(there):
        assert not within(first, second, ON)


@given(SCOPES)
def test_the_same_in_other_words(scope: s.Scope) -> None:
    assert same(scope, s.Not(s.Not(scope)))
    assert same(scope, s.AllOf((scope, s.Anybody())))
    assert within(scope, s.AnyOf((scope, s.IsCivilian(True))))


@given(SMALL, SMALL)
def test_not_over_and_is_or_over_not(first: s.Scope, second: s.Scope) -> None:
    assert same(s.Not(s.AllOf((first, second))), s.AnyOf((s.Not(first), s.Not(second))), ON)


@pytest.mark.parametrize(
    ("text", "can"),
    [
        ("age 30..20", False),
        ("age 18..25 and age 26..40", False),
        ("age 140..150", False),
        ("age 130..150", True),
        ("civilian and soldier", False),
        ("not civilian and not soldier", False),
        ("not woman and not man", True),
        ("seriously_wounded and gravely_ill", False),
        ("rank major and rank captain", False),
        ("rank major and not rank major", False),
        ("not rank major and not rank captain", True),
        ("unit a and unit b", False),
        ("not any", False),
        ("held at least 100 days and not held at least 50 days", False),
        ("held at least 100 days and not held at least 101 days", True),
        ("held at least 60000 days", False),
        ("captured before 2022-06-01 and not captured before 2022-06-01", False),
        # On 1 June 2025 whoever was captured in 2024 has been held for longer than 100 days.
        ("captured before 2025-01-01 and not held at least 100 days", False),
        ("captured before 2025-06-01 and not held at least 100 days", True),
        ("not captured before 2022-01-01 and not held at least 1 days", True),
    ],
)
def test_cases(text: str, can: bool) -> None:
    assert possible(parse_scope(text), date(2025, 6, 1)) is can


def test_without_a_day_more_is_possible() -> None:
    scope = parse_scope("captured before 2025-01-01 and not held at least 100 days")
    assert possible(scope)


def test_a_birthday_on_29_february() -> None:
    found = example(parse_scope("age 25..25"), date(2028, 2, 29))
    assert found is not None
    assert s.age(found[0].born or date.min, found[1]) == 25


def test_unconfirmed_is_not_within_and_not_needed() -> None:
    assert same(s.Not(s.HasMedical(Medical.GRAVELY_ILL)), parse_scope("not gravely_ill"))


def tangle(branches: int) -> s.Scope:
    """A scope of 2 ** branches boxes, none within another, and an end that leaves nobody."""
    parts = (
        s.AnyOf((s.Not(s.OfRank(f"r{at}")), s.Not(s.OfUnit(f"u{at}")))) for at in range(branches)
    )
    return s.AllOf((*parts, s.Aged(30, 20)))


def test_too_many_branches_are_said_to_be_too_many() -> None:
    assert not possible(tangle(4))
    assert not possible(tangle(9))
    with pytest.raises(TooTangled):
        possible(tangle(12))


def test_somebody_is_found_among_any_number_of_branches() -> None:
    parts = tangle(300).parts[:-1]  # type: ignore[attr-defined]
    found = example(s.AllOf(parts))
    assert found is not None
    assert s.AllOf(parts).holds(*found)


@settings(max_examples=100)
@given(SCOPES)
def test_both_ways_of_looking_agree(scope: s.Scope) -> None:
    spread = _narrowed((Box(),), scope, True, ON.toordinal())
    assert possible(scope, ON) is bool(spread)
    for box in spread:
        assert scope.holds(*somebody(box, ON.toordinal()))


def test_many_units_of_soldiers_are_not_tangled() -> None:
    units = tuple(
        s.AllOf((s.IsCivilian(False), s.OfUnit(f"u{at}"), s.Aged(18, 20 + at))) for at in range(60)
    )
    assert not within(units[59], s.AnyOf(units[:59]))
    assert within(units[30], s.AnyOf(units))
    assert not overlap(units[3], units[4])
    assert not within(s.IsCivilian(False), s.AnyOf(units))


@given(SMALL, SMALL)
def test_a_box_covers_another_where_their_meeting_is_the_other(
    first: s.Scope, second: s.Scope
) -> None:
    since = ON.toordinal()
    ours, theirs = (_narrowed((Box(),), scope, True, since) for scope in (first, second))
    for one in ours[:8]:
        for two in theirs[:8]:
            assert one.covers(two) is (one.meet(two, since) == two)
            met = one.meet(two, since)
            assert met is None or (one.covers(met) and two.covers(met))


@settings(max_examples=50)
@given(SMALL, SMALL, SMALL)
def test_dropping_boxes_within_others_changes_nothing(
    first: s.Scope, second: s.Scope, third: s.Scope
) -> None:
    """With so many alternatives that they are looked through, and each within `first`."""
    many = s.AnyOf(tuple(s.AllOf((first, s.OfRank(f"r{at}"))) for at in range(40)))
    whole = s.AnyOf((s.AllOf((many, second)), first, third))
    assert same(whole, s.AnyOf((first, third)), ON)
