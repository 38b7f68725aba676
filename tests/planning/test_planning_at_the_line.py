"""At the line: who does not cross, who goes instead, and classes that stay equal."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta

import planning_lists as made
import planning_standby
import pytest

from repatria.base.errors import ValueProblem
from repatria.planning.answer_codes import Said
from repatria.planning.at_the_line import ABSENT, Absent, roll_call
from repatria.planning.counts import COUPLED
from repatria.planning.facts import Held, Medical, Person
from repatria.planning.reasons import Reason
from repatria.planning.round import next_round
from repatria.planning.scope import Anybody, IsCivilian
from repatria.planning.standby import final, standby
from repatria.planning.terms import Clause, Kind, Room, Terms

EQUAL = Clause(1, Kind.EQUAL, Anybody())


def captive(code: str, side: int, days: int, **facts) -> Person:
    one = Person(code, made.SIDES[side], made.SIDES[1 - side], held=Held.CONFIRMED)
    return replace(one, captured=made.ON - timedelta(days=days), **facts)


def order_of(counts, *clauses: Clause, seats: int = 3, **facts):
    people = [
        captive(f"{'ns'[side]}{at}", side, 900 - at, **facts)
        for side in (0, 1)
        for at in range(counts[side])
    ]
    terms = Terms("t", "both", made.SIDES, None, clauses, (), (Room(seats), Room(seats)))
    return standby(people, terms, made.ON, made.numbers)


def everybody(order) -> set[str]:
    return {code for side in order.codes for code in side}


def test_consent_refused_at_the_line_lets_the_next_go() -> None:
    order = order_of((5, 3), EQUAL)
    call = roll_call(order, everybody(order), {"n1": Absent.CONSENT_REFUSED})
    assert call.goes == (("n0", "n2", "n3"), ("s0", "s1", "s2"))
    assert call.instead == (("n3",), ())
    assert call.stays == {"n1": Absent.CONSENT_REFUSED}
    assert call.counted == {1: (3, 3)}
    assert call.uneven == {}


def test_where_nobody_can_take_the_place_the_other_side_keeps_its_last() -> None:
    order = order_of((3, 5), EQUAL)
    call = roll_call(order, everybody(order), {"n1": Absent.NOT_BROUGHT})
    assert call.goes == (("n0", "n2"), ("s0", "s1"))
    assert call.stays == {"n1": Absent.NOT_BROUGHT, "s2": Reason.CLASS_UNMATCHED}
    assert call.counted == {1: (2, 2)}


def test_only_reserves_that_were_brought_can_go() -> None:
    order = order_of((5, 5), EQUAL)
    there = {"n0", "n1", "n4", "s0", "s1", "s2"}
    call = roll_call(order, everybody(order), {"n1": Absent.CONSENT_REFUSED}, there)
    assert call.goes == (("n0", "n4"), ("s0", "s1"))
    assert call.stays["n2"] is Absent.NOT_BROUGHT
    assert call.instead == (("n4",), ())


def test_who_has_crossed_stays_across_and_the_difference_is_told() -> None:
    order = order_of((3, 3), EQUAL)
    call = roll_call(order, everybody(order), {"n2": Absent.HELD_BACK}, crossed={"s0", "s1", "s2"})
    assert call.goes == (("n0", "n1"), ("s0", "s1", "s2"))
    assert call.counted == {1: (2, 3)}
    assert call.uneven == {1: (0, 1)}
    even = roll_call(order, everybody(order), {"n2": Absent.HELD_BACK}, crossed={"s0", "s1"})
    assert even.goes == (("n0", "n1"), ("s0", "s1"))
    assert even.uneven == {}


def test_who_has_crossed_keeps_the_seat() -> None:
    """The class falls by one, and its seat must not be given to somebody outside it."""
    free = Clause(2, Kind.ALL_FOR_ALL, Anybody())
    one = captive("n0", 0, 900, civilian=True)
    terms = Terms(
        "t",
        "both",
        made.SIDES,
        None,
        (Clause(1, Kind.EQUAL, IsCivilian(True)), free),
        (),
        (Room(2), Room(2)),
    )
    people = [
        one,
        captive("n1", 0, 800),
        captive("n2", 0, 700),
        captive("s0", 1, 900, civilian=True),
    ]
    order = standby(people, terms, made.ON, made.numbers)
    agreed = {p.code for p in people}
    gone = roll_call(order, agreed, {"s0": Absent.DIED})
    assert gone.goes == (("n1", "n2"), ())
    across = roll_call(order, agreed, {"s0": Absent.DIED}, crossed={"n0"})
    assert across.goes == (("n0", "n1"), ())
    assert across.uneven == {1: (1, 0)}


def test_where_a_seat_is_held_by_who_has_crossed_the_other_classes_stay_equal() -> None:
    """n0 has crossed and s0 is not there: one seat less for soldiers to the north, so one of them
    less to the south."""
    clauses = (Clause(1, Kind.EQUAL, IsCivilian(True)), Clause(2, Kind.EQUAL, Anybody()))
    terms = Terms("t", "both", made.SIDES, None, clauses, (), (Room(2), Room(2)))
    people = [
        captive(f"{'ns'[side]}{at}", side, 900 - at, civilian=at == 0)
        for side in (0, 1)
        for at in range(3)
    ]
    order = standby(people, terms, made.ON, made.numbers)
    call = roll_call(order, everybody(order), {"s0": Absent.DIED}, crossed={"n0"})
    assert call.goes == (("n0", "n1"), ("s1",))
    assert call.counted == {1: (1, 0), 2: (1, 1)}
    assert call.uneven == {1: (1, 0)}


def test_article_109_changes_no_number() -> None:
    hurt = {"medical": Medical.SERIOUSLY_WOUNDED, "medical_confirmed": True}
    order = order_of((4, 2), EQUAL, **hurt)
    call = roll_call(order, everybody(order), {"n0": Absent.UNFIT})
    assert call.goes == (("n1", "n2", "n3"), ("s0", "s1"))
    assert call.counted == {1: (0, 0)}


@pytest.mark.parametrize("code", ["n0", "n9"])
def test_who_has_crossed_cannot_be_absent_or_without_an_answer(code: str) -> None:
    order = order_of((3, 3), EQUAL)
    with pytest.raises(ValueProblem, match="has crossed"):
        roll_call(order, everybody(order), {"n0": Absent.DIED}, crossed={code})


@pytest.mark.parametrize("block", range(4))
def test_the_list_after_the_roll_call_is_the_round_of_those_who_are_there(block: int) -> None:
    for seed in range(block * 50, block * 50 + 50):
        chance, people, rule, returned, would = planning_standby.case(seed)
        order = standby(people, rule, made.ON, made.numbers, returned)
        agreed = {code for code, said in would.items() if said is Said.AGREED}
        before = final(order, dict.fromkeys(agreed, Said.AGREED))
        listed = [code for side in before.listed for code in side]
        absent = {code: chance.choice(list(Absent)) for code in listed if chance.random() < 0.3}
        call = roll_call(order, agreed, absent)
        here = [one for one in people if one.code in agreed and one.code not in absent]
        wanted = next_round(here, rule, made.ON, made.numbers, returned)
        assert call.goes == wanted.listed, seed
        assert call.counted == wanted.counted
        crossing = {code for side in call.goes for code in side}
        assert set(call.stays) == set(listed) - crossing
        assert {c: call.stays[c] for c in absent} == absent
        assert all(why is not Reason.ON_LIST for why in call.stays.values())
        told = {code for side in call.instead for code in side}
        assert told == crossing - set(listed)


@pytest.mark.parametrize("block", range(4))
def test_nobody_who_has_crossed_is_taken_off_and_seats_are_kept(block: int) -> None:
    for seed in range(block * 50, block * 50 + 50):
        chance, people, rule, returned, would = planning_standby.case(seed)
        order = standby(people, rule, made.ON, made.numbers, returned)
        agreed = {code for code, said in would.items() if said is Said.AGREED}
        before = final(order, dict.fromkeys(agreed, Said.AGREED))
        listed = [code for side in before.listed for code in side]
        crossed = {code for code in listed if chance.random() < 0.5}
        absent = {c: Absent.HELD_BACK for c in listed if c not in crossed and chance.random() < 0.5}
        call = roll_call(order, agreed, absent, crossed=crossed)
        assert crossed <= {code for side in call.goes for code in side}, seed
        lying = {one.code: one.stretcher for one in people}
        for side, room in enumerate(rule.room):
            wide = sum(room.stretcher_seats if lying[c] else 1 for c in call.goes[side])
            assert wide <= room.seats, seed
        class_of = {p.code: p.clause for line in order.lines for p in line}
        for at, clause in enumerate(rule.clauses):
            over = call.uneven.get(clause.number, (0, 0))
            one, two = call.counted[clause.number]
            if clause.kind is Kind.EQUAL:
                assert one - over[0] == two - over[1], seed
            for side in (0, 1):
                own = {c for c in call.goes[side] if class_of[c] == at}
                assert over[side] >= 0
                assert not over[side] or own <= crossed, seed
        assert set(call.uneven) <= {c.number for c in rule.clauses if c.kind in COUPLED}


def test_the_reasons_of_the_roll_call_are_closed_and_told() -> None:
    assert set(ABSENT) == set(Absent)
    assert "other" not in set(Absent)
    assert random.Random(0).choice(list(Absent)) in Absent
