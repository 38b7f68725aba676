"""The whole examination: what it covers, how often it grades, and that it does not crash."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statements_demo import demonstration
from statements_records import records

from builders import (
    LEG,
    NORTH_HQ,
    SOUTH_HQ,
    agreement,
    count,
    day,
    exchange,
    ordinal,
    press,
    reading,
    record,
    term,
    total,
)
from repatria.statements import scopes
from repatria.statements.examine import examine, record_begins
from repatria.statements.figures import Figure, Grade, State, by_leg
from repatria.statements.record import Record, known
from repatria.statements.vocabulary import Term, Track
from repatria.synthetic.claims import make_record


def test_nothing_comes_to_nothing() -> None:
    found = examine(Record())
    assert (found.legs, found.contradictions, found.carried) == ({}, (), ())
    assert (found.totals, found.ordinals, found.utterances) == ((), (), ())


def test_an_examination_holds_every_kind_of_finding() -> None:
    made = record(
        count(1248, NORTH_HQ),
        count(1245, SOUTH_HQ),
        total(1248, NORTH_HQ, "2025-06-10"),
        total(1245, SOUTH_HQ, "2025-06-10"),
        ordinal(2, NORTH_HQ, "2025-06-10", on="2025-06-10"),
        agreement(
            reading("NORTH", term(Track.LIVING, Term.PARITY)),
            reading("SOUTH", term(Track.LIVING, Term.OFFER)),
        ),
    )
    found = examine(made)
    assert sorted(item.kind for item in found.contradictions) == [
        "between_sides",
        "ordinal",
        "readings",
    ]
    assert len(found.carried) == 1
    assert len(found.totals) == 2
    assert len(found.ordinals) == 1


def test_a_day_is_asked_for_by_what_was_known_then() -> None:
    made = record(
        count(1248, NORTH_HQ, on="2025-06-10"),
        count(1245, SOUTH_HQ, on="2025-06-12", withdrawn_on=day("2025-06-20")),
    )
    grades = {
        on: examine(made, day(f"2025-06-{on}")).legs[LEG].headline.grade for on in (10, 12, 20)
    }
    assert grades == {10: Grade.SINGLE, 12: Grade.CONTESTED, 20: Grade.SINGLE}
    assert examine(made, day("2025-06-09")).legs == {}


@settings(max_examples=60)
@given(records(), st.dates(date(2025, 5, 25), date(2025, 7, 15)))
def test_asking_about_a_day_is_asking_about_what_was_known(made: Record, on: date) -> None:
    assert examine(made, on) == examine(known(made, on), on)


@settings(max_examples=60)
@given(records())
def test_whatever_is_told_rests_on_claims_and_legs_of_the_record(made: Record) -> None:
    found = examine(made)
    ids = {claim.id for claim in made.claims}
    for item in found.contradictions:
        assert item.claims
        assert set(item.claims) <= ids
        assert len(set(item.claims)) == len(item.claims)
        assert set(item.legs) <= set(found.legs)
        assert item.reasons
    assert {check.claim for check in (*found.totals, *found.ordinals)} <= ids
    assert {one for said in found.utterances for one in said.claims} <= ids
    for figure in (f for leg in found.legs.values() for f in leg.figures):
        live = [one for root in figure.roots for one in (*root.claims, *root.repeats)]
        assert len(set(live)) == len(live)
        assert not set(live) & {one for one, _ in figure.retired}


@settings(max_examples=60)
@given(records())
def test_a_grade_keeps_its_rule(made: Record) -> None:
    for leg in examine(made).legs.values():
        for verdict in leg.figures:
            meet = all(a.interval.meets(b.interval) for a in verdict.roots for b in verdict.roots)
            if verdict.grade is Grade.CONTESTED:
                assert not meet
            elif verdict.grade in (Grade.AGREED, Grade.CORROBORATED, Grade.SINGLE):
                assert meet
                assert verdict.roots
            else:
                assert verdict.grade is Grade.SIGNED or not verdict.roots
            if verdict.grade is Grade.AGREED:
                states = (State.STATED, State.NONE)
                assert verdict.giver.state in states
                assert verdict.receiver.state in states
                assert not verdict.giver.unnamed
                assert not verdict.receiver.unnamed
            if verdict.spread and verdict.grade is not Grade.SIGNED:
                assert all(root.interval.within(verdict.spread) for root in verdict.roots)


@settings(max_examples=40)
@given(records(acts=False), st.integers(1, 5))
def test_articles_that_repeat_change_no_grade(made: Record, copies: int) -> None:
    """Every number on a leg is printed again, later, by outlets of its own."""
    printed = [
        press(
            claim.quantity,
            f"Copy {copy}",
            id=f"p{copy}-{claim.id}",
            on="2025-08-01",
            exchange=claim.exchange,
            category=claim.category,
            giver=claim.giver,
            receiver=claim.receiver,
            unit=claim.unit,
            counting=claim.counting,
        )
        for claim in made.claims
        for copy in range(copies)
        if claim.exchange and claim.interval and not claim.both
    ]
    before = examine(made)
    live = {
        one
        for leg in before.legs.values()
        for f in leg.figures
        for r in f.roots
        for one in r.claims
    }
    again = [p for p in printed if p.id.partition("-")[2] in live]
    after = examine(
        Record(made.parties, (), made.exchanges, (*made.claims, *again), made.judgements)
    )

    def standing(found: Any) -> dict[Figure, tuple[object, ...]]:
        return {
            f.figure: (f.grade, f.spread, len(f.roots))
            for leg in found.legs.values()
            for f in leg.figures
        }

    assert standing(after) == standing(before)


# The work grows with the legs: each is graded once, whatever the totals and ordinals.


@pytest.mark.parametrize("size", [(300, 30), (1200, 120)])
def test_each_leg_is_graded_once(monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]) -> None:
    made = make_record(*size, seed=3)
    seen: list[object] = []
    grade = scopes.grade_leg

    def counted(leg: Any, claims: Sequence[Any], *rest: Any) -> Any:
        seen.append(leg)
        return grade(leg, claims, *rest)

    monkeypatch.setattr(scopes, "grade_leg", counted)
    found = examine(made)
    tracks = {exchange.code: exchange.track for exchange in made.exchanges}
    assert len(seen) == len(set(seen)) == len(found.legs) == len(by_leg(made.claims, tracks))


def test_progress_is_told_to_the_end() -> None:
    told: list[tuple[int, int, str]] = []
    examine(demonstration(), progress=lambda *state: told.append(state))
    exchanges = len(demonstration().exchanges)
    assert told[0] == (0, exchanges, "grading")
    assert told[-1] == (exchanges, exchanges, "grading")


def test_the_record_begins_with_its_first_exchange() -> None:
    made = record(exchange("B", "2025-06-10"), exchange("A", "2025-06-08"))
    assert record_begins(made) == day("2025-06-08")
    assert record_begins(Record()) == date.max
