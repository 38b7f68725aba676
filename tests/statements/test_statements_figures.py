"""What counts as a number on a leg, and which legs an exchange has."""

from __future__ import annotations

from builders import (
    LEG,
    NORTH,
    NORTH_HQ,
    SOUTH,
    SOUTH_HQ,
    both,
    claim,
    count,
    denial,
    parity,
    silence,
    total,
)
from repatria.statements.figures import State, by_leg, counts, state_of
from repatria.statements.quantity import Interval
from repatria.statements.record import Leg
from repatria.statements.vocabulary import Category, ClaimKind, Track, Unit

TRACKS = {"E1": Track.REMAINS}


def test_only_counts_and_denials_with_a_number_count() -> None:
    assert counts(count(5, NORTH_HQ))
    assert counts(count("none", NORTH_HQ))
    assert counts(count("more than 70", NORTH_HQ))
    assert counts(parity(NORTH_HQ))
    assert counts(claim(ClaimKind.DENIAL, "none", NORTH_HQ))
    assert not counts(denial(NORTH_HQ))
    assert not counts(count("not stated", NORTH_HQ))
    assert not counts(silence(NORTH_HQ))
    assert not counts(both(5, NORTH_HQ))
    assert not counts(count(5, NORTH_HQ, unit=Unit.PERCENT))
    assert not counts(total(5, NORTH_HQ, "2025-06"))
    kinds = set(ClaimKind) - {ClaimKind.COUNT, ClaimKind.DENIAL}
    assert not any(counts(claim(kind, 5, NORTH_HQ)) for kind in kinds)


def test_none_is_a_state_of_its_own() -> None:
    assert state_of(Interval(0, 0)) is State.NONE
    assert state_of(Interval(0, 1)) is State.STATED
    assert state_of(Interval(0, None)) is State.STATED


def test_the_way_back_is_there_even_when_nobody_speaks_of_it() -> None:
    said = count(5, NORTH_HQ)
    assert by_leg([said], TRACKS) == {LEG: [said], LEG.opposite: []}


def test_a_word_on_both_directions_stands_on_both_legs() -> None:
    said = parity(NORTH_HQ)
    assert by_leg([said], TRACKS) == {LEG: [said], LEG.opposite: [said]}


def test_a_leg_on_the_other_track_only_where_a_number_or_a_silence_is_told_of() -> None:
    other = Leg("E1", NORTH, SOUTH, Track.LIVING)
    plan = claim(ClaimKind.PLAN, 5, NORTH_HQ, category=Category.LIVING)
    assert by_leg([plan], TRACKS) == {}
    for said in (
        count(5, NORTH_HQ, category=Category.LIVING),
        silence(SOUTH_HQ, category=Category.POW),
    ):
        assert by_leg([said], TRACKS) == {other: [said]}


def test_claims_without_a_known_exchange_or_a_direction_are_on_no_leg() -> None:
    assert by_leg([count(5, NORTH_HQ, exchange="E9"), count(5, NORTH_HQ, giver="")], TRACKS) == {}
