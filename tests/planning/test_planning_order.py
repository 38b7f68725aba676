"""The order, the lottery and the gates."""

from __future__ import annotations

import hashlib
import random
from dataclasses import replace
from datetime import date, timedelta

import planning_lists as made
import pytest

from repatria.base.errors import ValueProblem
from repatria.planning.eligible import caps_of, class_of, counted_by, gate
from repatria.planning.facts import Consent, Held, Medical, Person
from repatria.planning.lottery import Opening, commit, number, part, prefix
from repatria.planning.order import order_key, tier_of
from repatria.planning.reasons import GATES, Reason
from repatria.planning.scope import Anybody
from repatria.planning.terms import Clause, Kind, Room, Terms

ROOM = Room(seats=10)
RULE = Terms(
    name="test",
    reading="both",
    sides=made.SIDES,
    dated=None,
    clauses=(
        Clause(1, Kind.ALL_FOR_ALL, made.WOUNDED, counts_duty=True),
        Clause(2, Kind.EQUAL, made.YOUNG),
    ),
    tiers=made.TIERS,
    room=(ROOM, ROOM),
)
YOUNG = Person(code="a", side="north", holder="south", held=Held.CONFIRMED, born=date(2003, 1, 1))


def test_tier_before_tenure_before_lottery():
    def key(number, **facts):
        return order_key(replace(YOUNG, **facts), made.TIERS, made.ON, number)

    long, short = made.ON - timedelta(days=900), made.ON - timedelta(days=10)
    old = date(1970, 1, 1)
    assert key(9, captured=short) < key(1, captured=long, born=old)
    assert key(9, captured=long) < key(1, captured=short)
    assert key(1, captured=long) < key(2, captured=long)


def test_an_unknown_day_of_capture_stands_last_in_its_tier_and_before_the_next():
    ages = [None, *(made.ON - timedelta(days=days) for days in (0, 1, 40_000))]
    keys = [order_key(replace(YOUNG, captured=day), made.TIERS, made.ON, 5) for day in ages]
    assert max(keys) == keys[0]
    later = replace(YOUNG, born=None, captured=date(1914, 8, 1))
    assert keys[0] < order_key(later, made.TIERS, made.ON, 0)


def test_tenure_is_counted_to_the_day_of_the_round_and_tiers_hold_on_it():
    assert tier_of(YOUNG, made.TIERS, date(2028, 12, 31)) == 1
    assert tier_of(YOUNG, made.TIERS, date(2029, 1, 1)) == 3


def test_article_109_stands_on_its_own_track():
    wounded = replace(YOUNG, medical=Medical.GRAVELY_ILL, medical_confirmed=True, born=None)
    first = order_key(wounded, (), made.ON, 2**256 - 1)
    assert first < order_key(YOUNG, made.TIERS, made.ON, 0)


def test_the_first_shut_gate_in_the_closed_lists_order_is_the_reason():
    shut = {
        Reason.ALREADY_RETURNED: {"held": Held.RETURNED},
        Reason.REPORTED_DEAD: {"held": Held.DEAD},
        Reason.HOLDER_DENIES: {"held": Held.DENIED},
        Reason.NOT_CONFIRMED_HELD: {"held": Held.WITNESS},
        Reason.NO_CONSENT: {"consent": Consent.REFUSED},
        Reason.UNFIT_TO_TRAVEL: {"fit": False},
        Reason.VETO: {"veto": "sentence"},
        Reason.OUTSIDE_TERMS: {"born": None},
    }
    assert tuple(shut) == GATES
    assert gate(YOUNG, RULE, made.ON) is None
    for at, reason in enumerate(GATES):
        person = YOUNG
        for later in reversed(GATES[at:]):
            person = replace(person, **shut[later])
        assert gate(person, RULE, made.ON) is reason


@pytest.mark.parametrize("facts", [{"side": "third"}, {"holder": "third"}, {"holder": "north"}])
def test_nobody_is_listed_under_an_agreement_with_another_than_their_holder(facts):
    wounded = replace(YOUNG, medical=Medical.GRAVELY_ILL, medical_confirmed=True, **facts)
    assert gate(wounded, RULE, made.ON) is Reason.OUTSIDE_TERMS


def test_consent_and_fitness_hold_for_article_109_too_and_no_clause_is_needed():
    ill = replace(YOUNG, medical=Medical.GRAVELY_ILL, medical_confirmed=True, born=None)
    assert gate(ill, RULE, made.ON) is None
    assert gate(replace(ill, consent=Consent.REFUSED), RULE, made.ON) is Reason.NO_CONSENT
    assert gate(replace(ill, fit=False), RULE, made.ON) is Reason.UNFIT_TO_TRAVEL
    claimed = replace(ill, medical_confirmed=False)
    assert gate(claimed, RULE, made.ON) is Reason.OUTSIDE_TERMS


def test_the_class_is_the_first_clause_that_holds_and_groups_make_none():
    any_body = Clause(3, Kind.EQUAL, Anybody())
    together = Clause(4, Kind.TOGETHER, Anybody())
    assert class_of(YOUNG, (together, RULE.clauses[0], any_body, RULE.clauses[1]), made.ON) == 2
    assert class_of(YOUNG, (together,), made.ON) == -1


def test_a_cap_is_no_class_and_lets_nobody_in():
    cap = Clause(5, Kind.AT_MOST, Anybody(), (9, 9))
    few = Clause(6, Kind.AT_MOST, made.WOUNDED, (9, 9))
    clauses = (cap, few, RULE.clauses[1])
    assert class_of(YOUNG, clauses, made.ON) == 2
    assert caps_of(YOUNG, clauses, made.ON) == (0,)
    alone = replace(RULE, clauses=(cap,))
    assert gate(YOUNG, alone, made.ON) is Reason.OUTSIDE_TERMS


def test_a_reading_shows_whom_it_would_count():
    wounded = replace(YOUNG, medical=Medical.SERIOUSLY_WOUNDED, medical_confirmed=True)
    assert counted_by(wounded, RULE, made.ON) == (RULE.clauses[0],)
    assert counted_by(replace(wounded, medical=Medical.GRAVELY_ILL), RULE, made.ON) == ()
    assert counted_by(YOUNG, RULE, made.ON) == ()
    cap = Clause(7, Kind.AT_MOST, Anybody(), (1, 1), counts_duty=True)
    capped = replace(RULE, clauses=(cap, *RULE.clauses))
    assert counted_by(wounded, capped, made.ON) == (RULE.clauses[0], cap)
    assert counted_by(YOUNG, capped, made.ON) == ()


def test_a_number_is_the_hash_of_what_was_opened_the_beacon_and_the_code():
    draw = made.draw(random.Random(1))
    seeds = b"".join(b"\x01" + opening.seed for opening in draw.openings)
    whole = b"repatria-lottery/1\n" + seeds + b"\x00\x20" + draw.value + "код".encode()
    expected = int(hashlib.sha256(whole).hexdigest(), 16)
    assert number(prefix(draw), "код") == expected


def test_refusing_a_late_and_a_false_opening_are_one_thing():
    draw = made.draw(random.Random(2))
    by, promised, opening = (
        draw.announced.reveal_by,
        draw.announced.commitments[0],
        draw.openings[0],
    )
    refused = part(promised, None, by)
    assert refused == b"\x00" + promised
    assert part(promised, opening, by) == b"\x01" + opening.seed
    assert part(promised, replace(opening, day=by + timedelta(days=1)), by) == refused
    assert part(promised, replace(opening, seed=bytes(32)), by) == refused
    moved = Opening(opening.seed + opening.salt[:1], opening.salt[1:], opening.day)
    assert part(promised, moved, by) == refused


def test_the_last_to_open_gains_nothing_by_refusing():
    """Over all values of a (tiny) beacon, either choice puts each of two people first about
    equally often: what it knows when it chooses does not tell which choice is better."""
    both, one = made.draw(random.Random(3)), made.draw(random.Random(3), (True, False))
    for draw in (both, one):
        first = 0
        for value in range(2000):
            before = prefix(replace(draw, value=value.to_bytes(32, "big")))
            first += number(before, "a") < number(before, "b")
        assert 900 < first < 1100


@pytest.mark.parametrize(
    "days", [{"reveal_by": date(2025, 6, 14)}, {"committed_on": date(2025, 6, 13)}]
)
def test_a_beacon_before_the_last_opening_is_refused(days):
    draw = made.draw(random.Random(4))
    with pytest.raises(ValueProblem, match="beacon on a later day"):
        prefix(replace(draw, announced=replace(draw.announced, **days)))


def test_short_seeds_commitments_and_values_are_refused():
    draw = made.draw(random.Random(5))
    with pytest.raises(ValueProblem, match="32 bytes"):
        commit(b"short", bytes(32))
    with pytest.raises(ValueProblem, match="commitment has 32"):
        prefix(replace(draw, announced=replace(draw.announced, commitments=(b"", bytes(32)))))
    with pytest.raises(ValueProblem, match="beacon's value"):
        prefix(replace(draw, value=b"4"))
