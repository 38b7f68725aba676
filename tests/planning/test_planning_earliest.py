"""Forecasts of a round: the plan, the scenarios, the interval, and whether it holds."""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction

import numpy as np
import planning_lists as made
import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.base.errors import ValueProblem
from repatria.planning.earliest import LEAST_RUNS, Worlds, ends, outlook
from repatria.planning.facts import Held
from repatria.planning.round import next_round, returned_after
from repatria.planning.scenarios import CERTAIN, Draws, Scenario, own_numbers, usual
from repatria.planning.scope import Anybody
from repatria.planning.series_kernel import ABSENT, WAITS
from repatria.planning.terms import Clause, Kind, Room, Tier

HALF = ((400, 600), (400, 600))


def a_world(seed: int = 1, many: int = 260, rounds: int = 12, **other):
    """A register with some vetoes, and a rule of one class."""
    chance = random.Random(seed)
    rule = replace(
        made.terms(chance),
        clauses=(Clause(1, Kind.EQUAL, Anybody()),),
        tiers=(Tier("young", made.YOUNG),),
        room=(Room(12), Room(12)),
        interval=7,
    )
    people = [
        replace(made.person(chance, at, 1.0), veto="sentence" if at % 9 == 0 else "")
        for at in range(many)
    ]
    return people, rule, Worlds(people, rule, made.ON, made.numbers, rounds, **other)


def by_hand(people, rule, rounds: int, absent=frozenset()) -> dict[str, int]:
    """Round after round, made from the start."""
    left = [each for each in people if each.code not in absent]
    found: dict[str, int] = {}
    returned: dict = {}
    for at in range(rounds):
        day = made.ON + (made.date(2025, 1, 8) - made.date(2025, 1, 1)) * at
        one = next_round(left, rule, day, made.numbers, returned)
        returned = returned_after(returned, one)
        gone = {*one.listed[0], *one.listed[1]}
        found.update(dict.fromkeys(gone, at))
        left = [each for each in left if each.code not in gone]
    return found


def test_the_plan_is_that_of_rounds_made_one_after_another():
    people, rule, worlds = a_world()
    told = outlook(worlds, [Scenario("one", 1)], 1)
    right = by_hand(people, rule, 12)
    for code, row in told.rows.items():
        assert max(-1, int(told.planned[row])) == right.get(code, -1)
    assert len(right) > 100


def test_a_run_is_the_plan_of_a_register_without_those_who_cannot_return_in_it():
    people, rule, worlds = a_world()
    lifted = [replace(each, veto="") for each in people]
    scenario = Scenario("some", 1, HALF, (300, 700), (50, 100))
    for run in range(4):
        found = worlds.draw(scenario, worlds.numbers(5, 0, run))
        codes = worlds.line.codes
        absent = {code for code, at in zip(codes, found, strict=True) if at == ABSENT}
        right = by_hand(lifted, rule, 12, absent)
        for code, at in zip(codes, found.tolist(), strict=True):
            if at != ABSENT:
                assert at == right.get(code, WAITS)
        assert len(codes) // 4 < len(absent) < 3 * len(codes) // 4


def test_fewer_seats_are_fewer_in_every_round():
    _, _, worlds = a_world()
    scenario = Scenario("fewer", 1, seats=((500, 500), (250, 250)))
    found = worlds.draw(scenario, worlds.numbers(1, 0, 0))
    for side, most in ((0, 6), (1, 3)):
        moved = np.bincount(found[(worlds.line.side == side) & (found >= 0)])
        assert moved.max() <= most


def test_the_same_seed_gives_the_same_and_the_order_of_the_register_changes_nothing():
    people, rule, worlds = a_world()
    scenarios = usual(HALF, 3)
    told = outlook(worlds, scenarios, 7)
    again = outlook(worlds, scenarios, 7)
    assert np.array_equal(told.falls, again.falls)
    assert not np.array_equal(told.falls, outlook(worlds, scenarios, 8).falls)
    other = Worlds(people[::-1], rule, made.ON, made.numbers, 12)
    turned = outlook(other, scenarios, 7)
    for code in told.rows:
        assert told.span(code) == turned.span(code)


def test_every_run_of_every_named_scenario_is_counted():
    _, _, worlds = a_world(rounds=8)
    scenarios = usual(HALF, 4)
    told = outlook(worlds, scenarios, 1)
    assert told.scenarios == {each.name: 4 for each in scenarios}
    assert len(told.scenarios) == 7
    assert told.runs == 28
    assert told.falls.sum(axis=1).max() <= told.runs
    for code in told.rows:
        span = told.span(code)
        assert span.within <= span.can_return <= span.runs == 28
        assert span.interval is None


def test_somebody_supposed_to_be_agreed_to_can_return_in_every_run():
    people, _, plain = a_world(rounds=8)
    vetoed = next(each.code for each in people if each.veto)
    scenario = Scenario("half", LEAST_RUNS, HALF)
    assert outlook(plain, [scenario], 1).span(vetoed).can_return == 0
    assert outlook(plain, [scenario], 1).span(vetoed).interval is None
    _, _, worlds = a_world(rounds=8, supposed={vetoed})
    span = outlook(worlds, [scenario], 1).span(vetoed)
    assert span.can_return == span.runs == LEAST_RUNS
    assert span.interval is not None
    assert span.planned is not None


def test_somebody_who_cannot_be_considered_has_no_forecast():
    people, rule, _ = a_world()
    people[3] = replace(people[3], held=Held.DEAD)
    told = outlook(Worlds(people, rule, made.ON, made.numbers, 3), [Scenario("one", 1)], 1)
    assert told.span(people[3].code) is None


def test_with_certainty_everywhere_the_interval_is_the_plan():
    people, rule, _ = a_world()
    people = [replace(each, veto="") for each in people]
    worlds = Worlds(people, rule, made.ON, made.numbers, 12)
    told = outlook(worlds, [Scenario("certain", LEAST_RUNS)], 1)
    spans = [told.span(code) for code in told.rows]
    assert any(span.planned is None for span in spans)
    for span in spans:
        if span.planned is None:
            assert (span.within, span.earliest, span.interval) == (0, None, None)
        else:
            assert span.interval == (span.planned, span.planned)
            assert span.earliest == span.planned


@given(st.lists(st.integers(0, 30), min_size=1, max_size=9))
def test_the_interval_by_its_definition(falls):
    low, high = (int(each[0]) for each in ends(np.array([falls], np.int32)))
    whole = sum(falls)
    if not whole:
        assert (low, high) == (0, 0)
        return

    def share(first: int, last: int) -> Fraction:
        return Fraction(sum(falls[first : last + 1]), whole)

    level, size = Fraction(9, 10), len(falls)
    pairs = [(a, b) for a in range(size) for b in range(a, size) if share(a, b) >= level]
    width = min(b - a for a, b in pairs)
    first, last = max(
        ((a, b) for a, b in pairs if b - a == width), key=lambda each: (share(*each), -each[0])
    )
    rarer = Fraction(min(falls[first], falls[last]), whole)
    over = share(first, last) - level
    if last > first and level - (share(first, last) - rarer) < over:
        first, last = (first + 1, last) if falls[first] < falls[last] else (first, last - 1)
    assert (low, high) == (first, last)


def test_intervals_hold_as_often_as_they_say_in_worlds_drawn_anew():
    _, _, worlds = a_world(2, 700, 30)
    scenarios = usual(HALF, 40)
    low, high = ends(outlook(worlds, scenarios, 1).falls)
    held = there = 0
    for at, scenario in enumerate(usual(HALF, 25)):
        for run in range(scenario.runs):
            found = worlds.draw(scenario, worlds.numbers(2, at, run))
            can = found != ABSENT
            column = np.where(found == WAITS, 30, found)
            there += int(can.sum())
            held += int(((low <= column) & (column <= high) & can).sum())
    assert 0.88 <= held / there <= 0.92


def test_a_rate_meets_its_share_and_whoever_it_meets_a_higher_one_meets_too():
    own = own_numbers([f"p{at}" for at in range(20_000)])
    draws = Draws(1, 0, 0, own)
    met = {rate: draws.people("agreed", rate) for rate in (0, 20, 500, 980, 1000)}
    assert [round(float(each.mean()), 2) for each in met.values()] == [0, 0.02, 0.5, 0.98, 1]
    assert not (met[20] & ~met[500]).any()
    other = Draws(1, 0, 1, own).people("agreed", 500)
    assert 0.48 < float((other == met[500]).mean()) < 0.52
    assert {Draws(1, 0, at, own).rate("seats", (3, 5)) for at in range(60)} == {3, 4, 5}
    assert draws.rate("seats", CERTAIN) == 1000


@pytest.mark.parametrize(
    "wrong",
    [
        {"agrees": ((600, 400), CERTAIN)},
        {"agrees": ((-1, 4), CERTAIN)},
        {"lifted": (0, 1001)},
        {"seats": (CERTAIN, (0, 10_001))},
        {"runs": 0},
    ],
)
def test_a_scenario_that_makes_no_sense_is_refused(wrong):
    with pytest.raises(ValueProblem):
        Scenario(**{"name": "one", "runs": 1, **wrong})


def test_a_forecast_without_scenarios_or_with_two_of_one_name_is_refused():
    _, _, worlds = a_world(many=20, rounds=2)
    for scenarios in ([], [Scenario("one", 1), Scenario("one", 2)]):
        with pytest.raises(ValueProblem, match="each with a name of its own"):
            outlook(worlds, scenarios, 1)
