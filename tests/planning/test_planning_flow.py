"""Looking ahead: the plan keeps the agreement, and is the best there is."""

from __future__ import annotations

import random
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from itertools import product

import numpy as np
import planning_lists as made
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repatria.base.errors import ValueProblem
from repatria.planning.columns import load
from repatria.planning.facts import Held, Medical, Person
from repatria.planning.flow import look_ahead
from repatria.planning.flow_check import simulate
from repatria.planning.flow_proof import proved
from repatria.planning.round import place_of
from repatria.planning.scope import Anybody, OfRank
from repatria.planning.strictness import ALIKE, price_of_strict_order
from repatria.planning.terms import Clause, Kind, Room, Terms, Tier

seeds = st.integers(0, 2**32)


def case(seed: int, most: int, rounds: int):
    chance = random.Random(seed)
    rule = made.capped_terms(chance) if chance.random() < 0.4 else made.terms(chance)
    people = made.people(chance, most, 0.95)
    before = made.returned(chance, rule) if chance.random() < 0.4 else {}
    even = {number: (one, one) for number, (one, _) in before.items()}
    return people, rule, chance.randint(1, rounds), even


def where(loaded, plan) -> dict[str, int]:
    return {
        code: int(now)
        for columns, own in zip(loaded.sides, plan.round_of, strict=True)
        for code, now in zip(columns.codes, own, strict=True)
        if now >= 0
    }


@settings(max_examples=60, deadline=None)
@given(seeds)
def test_a_plan_keeps_the_agreement_and_waits_no_longer_than_strict_order(seed: int) -> None:
    people, rule, rounds, returned = case(seed, 30, 5)
    loaded = load(people, rule, made.ON, made.numbers)
    choice = price_of_strict_order(loaded, rounds, returned)
    plan = choice.ahead
    assert simulate(people, rule, made.ON, rounds, where(loaded, plan), returned) == ()
    assert [level.waited for level in plan.levels] == [level.least for level in plan.levels]
    assert proved(plan, returned) == len(plan.potentials)
    ahead = [tier.ahead_days for tier in choice.tiers]
    assert ahead == [level.waited * max(1, rule.interval) for level in plan.levels]
    assert ahead <= [tier.strict_days for tier in choice.tiers]
    assert (choice.sentence() == ALIKE) == all(tier.cost == 0 for tier in choice.tiers)


def every_plan(people, rule, rounds, returned):
    """The best levels over all plans of a tiny case: everybody in every round or none. Shares
    nothing with the engine's model: it asks the facts."""
    places = [(one, place_of(one, rule, made.ON, made.numbers)) for one in people]
    levels = sorted({place.key[:2] for _, place in places})
    best = None
    for plan in product(range(-1, rounds), repeat=len(places)):
        seats: Counter = Counter()
        numbers: Counter = Counter()
        caps: Counter = Counter()
        waits = dict.fromkeys(levels, 0)
        for (one, place), now in zip(places, plan, strict=True):
            waits[place.key[:2]] += rounds if now < 0 else now
            if now < 0:
                continue
            side = rule.sides.index(one.side)
            room = rule.room[side]
            seats["seats", side, now] += room.stretcher_seats if one.stretcher else 1
            seats["beds", side, now] += one.stretcher
            seats["camp", side, now, one.camp] += 1
            numbers[place.clause, side, now] += 1
            caps.update((cap, side) for cap in place.caps)
        if not all(fits(name, used, rule) for name, used in seats.items()):
            continue
        if not all(
            used <= max(0, rule.clauses[cap].amounts[side]
                        - returned.get(rule.clauses[cap].number, (0, 0))[side])
            for (cap, side), used in caps.items()
        ):  # fmt: skip
            continue
        if not all(
            matched(clause, numbers[at, 0, now], numbers[at, 1, now])
            for at, clause in enumerate(rule.clauses)
            for now in range(rounds)
        ):
            continue
        value = [waits[level] for level in levels]
        best = value if best is None else min(best, value)
    return best


def fits(name, used: int, rule: Terms) -> bool:
    room = rule.room[name[1]]
    beds = room.seats if room.stretchers is None else room.stretchers
    camp = used if room.camp is None else room.camp
    return used <= {"seats": room.seats, "beds": beds, "camp": camp}[name[0]]


def matched(clause: Clause, one: int, two: int) -> bool:
    if clause.kind is Kind.RATIO:
        return any(
            (one, two) == (times * clause.amounts[0], times * clause.amounts[1])
            for times in range(one + 1)
        )
    return one == two or clause.kind not in (Kind.EQUAL, Kind.AT_LEAST)


def test_a_plan_is_the_best_of_all_plans_of_tiny_cases() -> None:
    kinds: Counter = Counter()
    searched = 0
    for seed in range(250):
        people, rule, rounds, returned = case(seed, 7, 2)
        loaded = load(people, rule, made.ON, made.numbers)
        able = [person for person in people if person.code not in loaded.shut]
        if not able or (rounds + 1) ** len(able) > 3000:
            continue
        plan = look_ahead(loaded, rounds, returned)
        best = every_plan(able, rule, rounds, returned)
        assert [level.waited for level in plan.levels] == best, seed
        kinds.update(clause.kind for clause in rule.clauses)
        searched += len(plan.potentials) < len(plan.levels)
    assert len(kinds) == 5
    assert min(kinds.values()) > 40
    assert searched > 3


def somebody(code: str, camp: str, days: int, **more) -> Person:
    side = made.SIDES[0] if code[0] == "n" else made.SIDES[1]
    other = made.SIDES[1 - made.SIDES.index(side)]
    captured = made.ON - timedelta(days=days)
    return Person(
        code, side, other, camp=camp, held=Held.CONFIRMED, captured=captured, rank="private", **more
    )


def slow_camp():
    """Those of camp G are held longer, and only one a round comes out of a camp."""
    people = [somebody(f"n{at}", "G", 900 - at) for at in range(3)]
    people += [somebody(f"n{at}", "F", 100 - at) for at in range(3, 6)]
    clauses = (Clause(1, Kind.ALL_FOR_ALL, Anybody()),)
    tiers = (Tier("privates", OfRank("private")),)
    room = (Room(1, camp=1), Room(1))
    return people, Terms("one", "both", made.SIDES, None, clauses, tiers, room, interval=7)


def test_the_price_of_strict_order_is_told_in_days_and_chooses_nothing() -> None:
    people, rule = slow_camp()
    rule = replace(rule, room=(Room(3, stretcher_seats=3), Room(1)))
    wide = [replace(person, stretcher=person.camp == "G") for person in people]
    choice = price_of_strict_order(load(wide, rule, made.ON, made.numbers), 4)
    # In order one on a stretcher fills each of three rounds, and the other three go in the fourth:
    # 0 + 1 + 2 + 3 * 3 rounds. The three who can sit first: 0 * 3 + 1 + 2 + 3.
    assert [tier.strict_days for tier in choice.tiers] == [7 * 12]
    assert [tier.ahead_days for tier in choice.tiers] == [7 * 6]
    assert choice.days == 42
    assert choice.otherwise == (6, 0)
    assert "42" in choice.sentence()
    assert choice.returned == ((6, 0), (6, 0))
    alike = price_of_strict_order(load(*slow_camp(), made.ON, made.numbers), 4)
    assert alike.sentence() == ALIKE


def test_article_109_comes_first_and_no_number_counts_it() -> None:
    people, rule = slow_camp()
    rule = replace(rule, clauses=(Clause(1, Kind.EQUAL, Anybody()),))
    ill = somebody("n9", "F", 1, medical=Medical.GRAVELY_ILL, medical_confirmed=True)
    plan = look_ahead(load([*people, ill], rule, made.ON, made.numbers), 3)
    assert plan.moved.tolist() == [[1, 0], [0, 0], [0, 0]]
    assert plan.moved_duty.tolist() == [[1, 0], [0, 0], [0, 0]]
    assert plan.levels[0].waited == 0


def test_the_checks_can_fail() -> None:
    """A plan with one person moved, added, or taken out is not proved, or breaks the agreement."""
    refused: Counter = Counter()
    for seed in range(60):
        people, rule, rounds, returned = case(seed, 30, 4)
        loaded = load(people, rule, made.ON, made.numbers)
        plan = look_ahead(loaded, rounds, returned)
        if len(plan.potentials) < len(plan.levels) or not plan.moves.any():
            continue
        chance = random.Random(seed)
        kind, now = chance.choice(np.argwhere(plan.moves).tolist())
        other = plan.moves.copy()
        other[kind, now] -= 1
        refused["taken out"] += proved(replace(plan, moves=other), returned) < len(plan.levels)
        if now + 1 < rounds:
            other[kind, now + 1] += 1
            refused["moved"] += proved(replace(plan, moves=other), returned) < len(plan.levels)
        level = chance.randrange(len(plan.levels))
        scale, prices = plan.potentials[level]
        if prices:
            name = chance.choice(sorted(prices, key=str))
            wrong = {**prices, name: prices[name] - scale * (rounds + 1)}
            told = list(plan.potentials)
            told[level] = (scale, wrong)
            refused["price"] += proved(replace(plan, potentials=tuple(told)), returned) <= level
            refused["prices"] += 1
        refused["cases"] += 1
        refused["later"] += now + 1 < rounds
    assert refused["taken out"] == refused["cases"] > 25
    assert refused["moved"] == refused["later"] > 10
    assert refused["price"] > 0.8 * refused["prices"] > 15


def test_the_simulator_names_what_a_plan_breaks() -> None:
    people, rule = slow_camp()
    everybody = {person.code: 0 for person in people}
    flaws = simulate(people, rule, made.ON, 2, everybody)
    assert [flaw.split()[2] for flaw in flaws] == ["carries", "takes", "takes"]
    assert "n7" in simulate(people, rule, made.ON, 2, {"n7": 0})[0]
    assert "round 3" in simulate(people, rule, made.ON, 2, {"n1": 2})[0]
    even = replace(rule, clauses=(Clause(4, Kind.EQUAL, Anybody()),))
    assert "clause 4" in simulate(people, even, made.ON, 2, {"n1": 0})[0]
    most = Clause(5, Kind.AT_MOST, Anybody(), (1, 1))
    capped = replace(rule, clauses=(*rule.clauses, most))
    assert "clause 5" in simulate(people, capped, made.ON, 2, {"n1": 0, "n4": 1})[0]
    assert simulate(people, capped, made.ON, 2, {"n1": 0}, {5: (1, 0)})
    beds = replace(rule, room=(Room(9, stretchers=0, camp=9), Room(1)))
    lying = [replace(person, stretcher=True) for person in people]
    assert "stretchers" in simulate(lying, beds, made.ON, 2, {"n1": 0})[0]


def test_a_plan_begins_where_both_are_even() -> None:
    people, rule = slow_camp()
    rule = replace(rule, clauses=(Clause(3, Kind.AT_LEAST, Anybody(), (9, 9)),))
    loaded = load(people, rule, made.ON, made.numbers)
    with pytest.raises(ValueProblem, match="Clause 3"):
        look_ahead(loaded, 2, {3: (1, 2)})
    assert look_ahead(loaded, 2, {3: (2, 2)}).moved.sum() == 0


def test_an_empty_register_has_an_empty_plan() -> None:
    _, rule = slow_camp()
    plan = look_ahead(load([], rule, made.ON, made.numbers), 3)
    assert plan.levels == ()
    assert plan.moved.tolist() == [[0, 0]] * 3
    assert proved(plan) == 0


def test_the_solver_is_loaded_only_when_it_is_asked() -> None:
    code = "import sys, repatria.planning.strictness; sys.exit('highspy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
