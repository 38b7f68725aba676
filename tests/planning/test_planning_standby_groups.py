"""The standby order of agreements with tables, pairs and groups, and that it is the sort's where
there are none."""

from __future__ import annotations

import random
from dataclasses import replace

import planning_lists as made
import pytest

from repatria.planning.answer_codes import Said, Standing
from repatria.planning.facts import Held, Person
from repatria.planning.scope import Anybody
from repatria.planning.standby import final, next_to_ask, standby
from repatria.planning.standby_groups import final_of_groups, group_standby
from repatria.planning.terms import Clause, Kind, Room, Terms

ROOM = Room(seats=3)


def captive(code: str, side: int = 0, rank: str = "private", **facts) -> Person:
    one = Person(code, made.SIDES[side], made.SIDES[1 - side], held=Held.CONFIRMED, rank=rank)
    return replace(one, **facts)


def rule(*clauses: Clause) -> Terms:
    return Terms("test", "both", made.SIDES, None, clauses, (), (ROOM, ROOM))


TABLE = rule(Clause(1, Kind.TABLE, Anybody(), table={"private": 1, "captain": 2}))
PAIRED = rule(Clause(1, Kind.ALL_FOR_ALL, Anybody()), Clause(2, Kind.PAIR, Anybody(),
                                                             pair=("n1", "s1")))  # fmt: skip


def order_of(people: list[Person], terms: Terms):
    return group_standby(people, terms, made.ON, made.numbers)


@pytest.mark.parametrize("seed", range(40))
def test_without_such_clauses_it_is_the_sort(seed: int) -> None:
    chance = random.Random(seed)
    terms = made.terms(chance)
    people = made.people(chance, 12, 0.9)
    known = {
        each.code: chance.choice([*Said, Standing.OPEN, Standing.NOT_ANSWERED])
        for each in people
        if chance.random() < 0.6
    }
    order = standby(people, terms, made.ON, made.numbers)
    right = final(order, known)
    assert order_of(people, terms).codes == order.codes
    done, ask = final_of_groups(order_of(people, terms), known)
    assert (done.listed, done.empty) == (right.listed, right.empty)
    assert done.register_too_small == right.register_too_small
    assert done.counted == right.counted
    if not right.settled:
        assert {*ask[0], *ask[1]} <= {*next_to_ask(order, known)[0], *next_to_ask(order, known)[1]}


def test_sums_stay_equal_whoever_is_refused() -> None:
    people = [captive("n1", 0, "captain"), captive("n2"), captive("n3"),
              captive("s1", 1), captive("s2", 1), captive("s3", 1)]  # fmt: skip
    order = order_of(people, TABLE)
    _none, ask = final_of_groups(order, {})
    everybody = dict.fromkeys((*ask[0], *ask[1]), Said.AGREED)
    one = ask[1][0]
    done, again = final_of_groups(order, everybody | {one: Said.REFUSED})
    value = {each.code: TABLE.clauses[0].table[each.rank] for each in people}
    sums = [sum(value[code] for code in line) for line in done.listed]
    assert sums[0] == sums[1] > 0
    assert done.why[one] is Said.REFUSED
    assert one not in (*again[0], *again[1])


def test_of_a_pair_both_are_asked_and_neither_goes_alone() -> None:
    order = order_of([captive("n1"), captive("s1", 1)], PAIRED)
    done, ask = final_of_groups(order, {})
    assert ask == (("n1",), ("s1",))
    assert not done.settled
    done, _ask = final_of_groups(order, {"n1": Said.AGREED, "s1": Said.DEAD})
    assert done.listed == ((), ())
    done, _ask = final_of_groups(order, {"n1": Said.AGREED, "s1": Said.AGREED})
    assert done.listed == (("n1",), ("s1",))
    assert done.settled
