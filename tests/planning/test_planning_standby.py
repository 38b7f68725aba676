"""The standby order: whom to ask next, who goes, and that batches cost nobody a place."""

from __future__ import annotations

import inspect
import random
from collections import Counter
from dataclasses import replace
from datetime import timedelta

import planning_lists as made
import planning_standby
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repatria.planning import standby as module
from repatria.planning.answer_codes import Said, Standing
from repatria.planning.facts import Held, Person
from repatria.planning.reasons import Reason
from repatria.planning.round import next_round
from repatria.planning.scope import Anybody, OfUnit
from repatria.planning.standby import (
    filled,
    final,
    next_to_ask,
    settled,
    standby,
    standby_order,
)
from repatria.planning.terms import Clause, Kind, Room, Terms

ROOM = Room(seats=3)


def captive(code: str, side: int = 0, days: int = 100, **facts) -> Person:
    one = Person(code, made.SIDES[side], made.SIDES[1 - side], held=Held.CONFIRMED)
    return replace(one, captured=made.ON - timedelta(days=days), **facts)


def rule(*clauses: Clause, room: Room = ROOM) -> Terms:
    return Terms("test", "both", made.SIDES, None, clauses, (), (room, room))


ALL = rule(Clause(1, Kind.ALL_FOR_ALL, Anybody()))
EQUAL = rule(Clause(1, Kind.EQUAL, Anybody()))


def order_of(people, terms: Terms, returned=None):
    return standby(people, terms, made.ON, made.numbers, returned)


def line(count: int, side: int = 0) -> list[Person]:
    return [captive(f"{'ns'[side]}{at}", side, 900 - at) for at in range(count)]


@pytest.mark.parametrize("block", range(6))
def test_in_whatever_batches_the_list_is_that_of_those_who_would_agree(block: int) -> None:
    """T3, with classes, caps, stretchers and camps. Ten thousand of them: planning_standby.py."""
    for seed in range(block * 60, block * 60 + 60):
        assert planning_standby.problems(seed)[0] == [], seed


@settings(max_examples=80)
@given(st.integers(0, 2**40))
def test_without_answers_the_order_begins_with_the_list_and_holds_everybody_once(seed) -> None:
    chance = random.Random(seed)
    terms, people = made.terms(chance), made.people(chance, 25, 0.8)
    order = order_of(people, terms)
    whole = next_round(people, terms, made.ON, made.numbers)
    assert filled(order).listed == whole.listed
    for side, codes in enumerate(standby_order(order)):
        assert codes[: len(whole.listed[side])] == whole.listed[side]
        assert Counter(codes) == Counter(order.codes[side])
        rest = codes[len(whole.listed[side]) :]
        assert list(rest) == [code for code in order.codes[side] if code in set(rest)]


@settings(max_examples=60)
@given(st.integers(0, 2**40))
def test_the_list_without_some_is_the_round_of_a_register_without_them(seed) -> None:
    chance = random.Random(seed)
    terms, people = made.terms(chance), made.people(chance, 25, 0.8)
    returned = made.returned(chance, terms)
    out = {one.code for one in people if chance.random() < 0.3}
    left = [one for one in people if one.code not in out]
    wanted = next_round(left, terms, made.ON, made.numbers, returned)
    assert filled(order_of(people, terms, returned), out).listed == wanted.listed


def test_whoever_is_refused_leaves_the_place_to_the_next() -> None:
    order = order_of(line(6), ALL)
    assert next_to_ask(order, {}) == (("n0", "n1", "n2"), ())
    known = {"n0": Said.AGREED, "n1": Said.REFUSED, "n2": Standing.OPEN}
    assert next_to_ask(order, known) == (("n3",), ())
    known |= {"n2": Standing.NOT_ANSWERED, "n3": Said.AGREED}
    assert next_to_ask(order, known) == (("n4",), ())
    known["n4"] = Said.AGREED
    end = final(order, known)
    assert end.listed == (("n0", "n3", "n4"), ())
    assert end.settled
    assert end.empty == (0, 3)
    assert end.why == {
        "n0": Reason.ON_LIST,
        "n1": Said.REFUSED,
        "n2": Standing.NOT_ANSWERED,
        "n3": Reason.ON_LIST,
        "n4": Reason.ON_LIST,
        "n5": Reason.ROUND_FULL,
    }


def test_an_early_agreement_to_somebody_late_takes_no_place_from_those_before() -> None:
    """A holder that agrees at once to those it likes gains nothing by it."""
    order = order_of(line(6), ALL)
    known = {"n5": Said.AGREED, "n4": Said.AGREED, "n3": Said.AGREED}
    assert not settled(order, known)
    assert next_to_ask(order, known) == (("n0", "n1", "n2"), ())
    known |= {"n0": Said.AGREED, "n1": Said.AGREED, "n2": Said.AGREED}
    assert final(order, known).listed[0] == ("n0", "n1", "n2")


def test_a_class_stays_equal_when_one_side_refuses() -> None:
    order = order_of(line(5) + line(5, 1), EQUAL)
    known: dict = dict.fromkeys(("n0", "n1", "n2"), Said.AGREED)
    known |= dict.fromkeys(("s0", "s1", "s2", "s3"), Said.NOT_HELD)
    assert next_to_ask(order, known) == ((), ("s4",))
    known["s4"] = Said.AGREED
    end = final(order, known)
    assert end.listed == (("n0",), ("s4",))
    assert end.counted == {1: (1, 1)}
    assert end.why["n1"] is end.why["n2"] is Reason.CLASS_UNMATCHED
    assert end.settled


def test_the_register_too_small_is_said_only_when_nobody_is_left_to_be_asked() -> None:
    order = order_of(line(4), ALL)
    known: dict = {"n0": Said.AGREED, "n1": Said.DEAD, "n2": Said.NOT_HELD}
    assert final(order, known).register_too_small == (False, True)
    known["n3"] = Standing.OPEN
    assert final(order, known).register_too_small == (False, True)
    known["n3"] = Said.REFUSED
    end = final(order, known)
    assert end.register_too_small == (True, True)
    assert end.empty == (2, 3)
    assert order_of([], ALL).codes == ((), ())


def test_before_the_list_is_settled_it_says_who_was_not_asked() -> None:
    order = order_of(line(3), ALL)
    end = final(order, {"n1": Said.AGREED})
    assert not end.settled
    assert end.listed[0] == ("n1",)
    assert end.why["n0"] is Standing.NOT_ASKED


def test_shut_gates_keep_their_reasons() -> None:
    people = [captive("v", veto="sentence"), captive("a")]
    end = final(order_of(people, ALL), {"a": Said.AGREED})
    assert end.why == {"v": Reason.VETO, "a": Reason.ON_LIST}


def test_ninety_eight_in_a_hundred_refused_and_the_round_is_full_in_the_right_order() -> None:
    chance = random.Random(98)
    people = line(2000)
    would = {one.code: Said.AGREED if chance.random() < 0.02 else Said.REFUSED for one in people}
    order = order_of(people, rule(*ALL.clauses, room=Room(seats=25)))
    known = planning_standby.asked(chance, order, would, "all that are next")
    agreeing = [one.code for one in people if would[one.code] is Said.AGREED]
    assert len(agreeing) > 25
    assert final(order, known).listed[0] == tuple(agreeing[:25])
    assert len(known) == order.codes[0].index(agreeing[24]) + 1


def test_no_chance_of_an_answer_comes_into_the_order() -> None:
    """Nothing that decides who goes takes a rate, or a number with a fraction."""
    for name in ("standby", "filled", "fill", "standby_order", "next_to_ask", "settled", "final"):
        signature = inspect.signature(getattr(module, name))
        assert not any("float" in str(each.annotation) for each in signature.parameters.values())
        assert not {"rate", "rates", "chance"} & set(signature.parameters)


def test_mixed_classes_ask_those_on_whom_the_numbers_hang() -> None:
    """One seat each: the first class is taken up by a side that has nobody of it to agree."""
    two = rule(
        Clause(1, Kind.EQUAL, OfUnit("u1")), Clause(2, Kind.EQUAL, Anybody()), room=Room(seats=1)
    )
    people = [
        captive("n0", 0, 900, unit="u1"),
        captive("n1", 0, 800),
        captive("n2", 0, 700, unit="u1"),
        captive("s0", 1, 850),
        captive("s1", 1, 750, unit="u1"),
    ]
    order = order_of(people, two)
    assert filled(order).counts.interleaved
    would = dict.fromkeys([one.code for one in people], Said.AGREED) | {"s1": Said.REFUSED}
    known = planning_standby.asked(random.Random(0), order, would, "one by one")
    left = [one for one in people if one.code != "s1"]
    assert final(order, known).listed == next_round(left, two, made.ON, made.numbers).listed


def tangled(seed: int):
    """Small rounds, half of them with classes that stand mixed."""
    chance = random.Random(seed)
    terms = made.capped_terms(chance) if chance.random() < 0.5 else made.terms(chance)
    people = made.people(chance, 14, 0.95)
    return order_of(people, terms, made.returned(chance, terms))


@pytest.mark.parametrize("block", range(4))
def test_leaving_out_whom_no_walk_took_changes_nothing(block: int) -> None:
    for seed in range(block * 100, block * 100 + 100):
        order = tangled(seed)
        now = filled(order)
        for code in {*order.codes[0], *order.codes[1]} - now.touched:
            assert filled(order, {code}).listed == now.listed, (seed, code)


@pytest.mark.parametrize(
    ("seed", "code", "mixed"),
    [(1871, "p00005", True), (2501, "p00001", True), (1325, "p00001", False)],
)
def test_the_list_can_hang_on_somebody_who_is_not_on_it(seed: int, code: str, mixed: bool) -> None:
    """Where classes stand mixed, or a ratio meets stretchers: then they are asked as well."""
    order = tangled(seed)
    now = filled(order)
    assert now.counts.interleaved is mixed
    assert code not in now.codes
    assert filled(order, {code}).listed != now.listed
    agreed: dict = dict.fromkeys(now.codes, Said.AGREED)
    assert not settled(order, agreed)
    assert code in {asked for side in next_to_ask(order, agreed) for asked in side}


def test_an_open_question_on_the_list_settles_nothing() -> None:
    order = order_of(line(2), ALL)
    assert not settled(order, {"n0": Said.AGREED, "n1": Standing.OPEN})
    assert next_to_ask(order, {"n0": Said.AGREED, "n1": Standing.OPEN}) == ((), ())
    assert settled(order, {"n0": Said.AGREED, "n1": Standing.NOT_ANSWERED})
