"""A series is the next round again and again, for those who are left."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import planning_lists as made
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repatria.base.errors import ValueProblem
from repatria.planning.atoms import birthdays
from repatria.planning.columns import load
from repatria.planning.facts import Held, Person
from repatria.planning.round import next_round, returned_after
from repatria.planning.scope import Aged, Anybody, HeldFor, Not, OfUnit, age
from repatria.planning.series import (
    MOST_ROUNDS,
    critical_stranded,
    returned_to,
    stranded,
    strict_series,
    waits,
)
from repatria.planning.terms import Clause, Kind, Room, Terms, Tier

seeds = st.integers(0, 2**32)


def case(seed: int, most: int = 30):
    """People, terms, rounds, and what was returned before; many turn with the days."""
    chance = random.Random(seed)
    rule = made.capped_terms(chance) if chance.random() < 0.4 else made.terms(chance)
    rule = replace(rule, interval=chance.choice((0, 30, 200, 400)))
    if chance.random() < 0.7:
        # Scopes that turn for many of these people within some rounds.
        turning = chance.choice((HeldFor(900), HeldFor(1500), Aged(18, 25), Aged(23, 60)))
        rule = replace(rule, tiers=(Tier("turning", turning), *rule.tiers))
        if chance.random() < 0.6:
            named = Clause(8, chance.choice((Kind.ALL_FOR_ALL, Kind.EQUAL)), turning)
            other = Clause(9, chance.choice((Kind.EQUAL, Kind.AT_LEAST)), OfUnit("u1"), (1, 1))
            rule = replace(rule, clauses=(named, other))
    people = made.people(chance, most, 0.8)
    return chance, people, rule, chance.randint(1, 8), made.returned(chance, rule)


def round_by_round(people, rule, rounds, returned):
    """The rounds by `next_round` alone."""
    returned, left = dict(returned), list(people)
    where: dict[str, int] = {}
    after, moved, mixed = [], [], []
    for now in range(rounds):
        day = made.ON + timedelta(days=now * max(1, rule.interval))
        one = next_round(left, rule, day, made.numbers, returned)
        where |= {code: now for listed in one.listed for code in listed}
        returned = returned_after(returned, one)
        after.append(returned)
        moved.append([len(listed) for listed in one.listed])
        mixed.append(one.interleaved)
        left = [person for person in left if person.code not in where]
    return where, after, moved, mixed


def found(series) -> dict[str, int]:
    """Who returns in which round."""
    return {
        code: int(now)
        for codes, own in zip(series.codes, series.round_of, strict=True)
        for code, now in zip(codes, own, strict=True)
        if now >= 0
    }


@settings(max_examples=150, deadline=None)
@given(seeds)
def test_a_series_is_the_next_round_again_and_again(seed: int) -> None:
    _, people, rule, rounds, returned = case(seed)
    series = strict_series(load(people, rule, made.ON, made.numbers), rounds, returned)
    where, after, moved, mixed = round_by_round(people, rule, rounds, returned)
    assert found(series) == where
    assert list(series.returned) == after
    assert series.moved.tolist() == moved
    assert series.interleaved.tolist() == mixed
    duty = {person.code for person in people if person.duty}
    assert series.moved_duty.sum() == len(duty & where.keys())


def test_the_cases_are_worth_their_name() -> None:
    """Mixed classes, birthdays that change a list, newcomers: all of them are met."""
    mixed = older = late = 0
    for seed in range(250):
        _, people, rule, rounds, returned = case(seed)
        loaded = load(people, rule, made.ON, made.numbers)
        series = strict_series(loaded, rounds, returned)
        mixed += bool(series.interleaved.any())
        older += found(series) != found(strict_series(loaded, rounds, returned, ageing=False))
        late += len(series.codes[0]) > len(loaded.sides[0].codes)
    assert min(mixed, older, late) > 3


def soldier(code: str, side: str, days: int) -> Person:
    """Somebody whom `days` less put further behind."""
    other = made.SIDES[1 - made.SIDES.index(side)]
    captured = made.ON - timedelta(days=1000 - days)
    return Person(code, side, other, camp="a", held=Held.CONFIRMED, captured=captured)


def equal(*room: Room, **more) -> Terms:
    clauses = (Clause(1, Kind.EQUAL, Anybody()),)
    return Terms("one for one", "both", made.SIDES, None, clauses, (), (room[0], room[1]), **more)


def test_figures_of_a_series_that_can_be_told_by_hand() -> None:
    north = [soldier(f"n{at}", made.SIDES[0], at) for at in range(7)]
    south = [soldier(f"s{at}", made.SIDES[1], at) for at in range(5)]
    rule = equal(Room(2), Room(2), interval=10)
    series = strict_series(load([*north, *south], rule, made.ON, made.numbers), 4)
    assert series.moved.tolist() == [[2, 2], [2, 2], [1, 1], [0, 0]]
    assert series.last == 2
    assert series.days[3] == made.ON + timedelta(days=30)
    assert returned_to(series) == (5, 5)
    assert stranded(series) == (2, 0)
    assert critical_stranded(series) == (0, 0)
    wait = waits(series, 0)
    assert (wait.people, wait.rounds, wait.longest) == (5, 0 + 0 + 1 + 1 + 2, 2)
    assert (wait.days, wait.longest_days) == (40, 20)
    assert waits(series, 0, critical=True).people == 0


def test_a_birthday_moves_somebody_out_of_their_class() -> None:
    """Under 26 on the first day and not on the second, when the other side has room for them."""
    born = made.ON.replace(year=made.ON.year - 26) + timedelta(days=1)
    young = replace(soldier("n1", made.SIDES[0], 0), born=born)
    rule = replace(
        equal(Room(0), Room(1)),
        clauses=(Clause(1, Kind.ALL_FOR_ALL, Aged(18, 25)),),
        room=(Room(1, camp=0), Room(1)),
    )
    loaded = load([young], rule, made.ON, made.numbers)
    assert len(loaded.sides[0].codes) == 1
    assert stranded(strict_series(loaded, 3)) == (1, 0)
    open_ = replace(rule, room=(Room(1), Room(1)))
    older = replace(open_, clauses=(Clause(1, Kind.ALL_FOR_ALL, Not(Aged(18, 25))),))
    series = strict_series(load([young], older, made.ON, made.numbers), 3)
    assert series.codes[0] == ("n1",)
    assert series.round_of[0].tolist() == [1]
    assert series.outside == (0, 0)
    never = replace(open_, clauses=(Clause(1, Kind.ALL_FOR_ALL, Aged(60, 70)),))
    assert strict_series(load([young], never, made.ON, made.numbers), 3).outside == (1, 0)


def test_days_held_move_somebody_up() -> None:
    people = [soldier("n1", made.SIDES[0], 910), soldier("n2", made.SIDES[0], 901)]
    rule = replace(
        equal(Room(1), Room(1), interval=5),
        clauses=(Clause(1, Kind.ALL_FOR_ALL, Anybody()),),
        tiers=(Tier("long", HeldFor(100)),),
    )
    series = strict_series(load(people, rule, made.ON, made.numbers), 3)
    assert found(series) == {"n2": 0, "n1": 1}


@given(st.dates(date(1900, 1, 1), date(2020, 12, 31)), st.integers(0, 120))
def test_a_birthday_is_the_first_day_of_an_age(born: date, years: int) -> None:
    day = date.fromordinal(int(birthdays(np.array([born.toordinal()]), years)[0]))
    assert age(born, day) == years
    assert age(born, day - timedelta(days=1)) == years - 1


def test_a_series_has_some_rounds_and_not_too_many() -> None:
    loaded = load([], equal(Room(1), Room(1)), made.ON, made.numbers)
    for rounds in (0, -1, MOST_ROUNDS + 1):
        with pytest.raises(ValueProblem):
            strict_series(loaded, rounds)
    late = load([], equal(Room(1), Room(1), interval=2_000_000), date(9000, 1, 1), made.numbers)
    with pytest.raises(ValueProblem, match="9999"):
        strict_series(late, 3)
    series = strict_series(loaded, 3)
    assert series.last == -1
    assert np.all(series.moved == 0)
