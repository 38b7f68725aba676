"""Replaying the sums from the middle, or for some totals only, comes to what replaying all does."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from statements_records import START, records
from statements_replay import Replay, held, scope_histories, turning_days
from statements_sums import handed

from builders import DAY, NORTH_HQ, SOUTH_HQ, SOUTH_MINISTRY, count, day, exchange, record, total
from repatria.statements.record import Record
from repatria.statements.sums_history import SumsHistory, first_day, groups_of
from repatria.statements.total_check import Outcome

DAYS = st.integers(-1, 40).map(lambda n: START + timedelta(days=n))


def replay(made: Record) -> Replay:
    return Replay.of(made, scope_histories(made))


def outcomes(made: Record, claim: str) -> list[tuple[str, str]]:
    return [
        (str(span.since), check.outcome)
        for span in replay(made).run().checks
        for check in span.item
        if check.claim == claim
    ]


def flat(*items: object) -> Record:
    rows: list[object] = []
    for item in items:
        rows += item if isinstance(item, list) else [item]
    return record(*rows)  # type: ignore[arg-type]


def on(found: SumsHistory, asked: date) -> tuple[Counter[object], ...]:
    return (
        Counter(check for checks in held(found.checks, asked) for check in checks),
        Counter(held(found.contradictions, asked)),
        Counter(held(found.carried, asked)),
    )


@settings(max_examples=60)
@given(records(), DAYS)
def test_a_replay_from_a_day_agrees_with_the_whole_from_that_day(made: Record, since: date) -> None:
    sums = replay(made)
    whole, late = sums.run(), sums.run(since=since)
    for asked in turning_days(made):
        if asked >= since:
            assert on(late, asked) == on(whole, asked), asked


@settings(max_examples=60)
@given(records(), st.randoms(use_true_random=False))
def test_a_replay_of_some_totals_agrees_with_the_whole_on_them(made: Record, pick: object) -> None:
    """Some: with each total come those of the same period, which stand beside it."""
    sums = replay(made)
    chosen = {claim.id for claim in sums.totals if pick.random() < 0.5}  # type: ignore[attr-defined]
    while True:
        groups = {g for c in sums.totals if c.id in chosen for g in groups_of(c)}
        closed = {c.id for c in sums.totals if groups & groups_of(c)} | chosen
        if closed == chosen:
            break
        chosen = closed
    whole, some = sums.run(), sums.run(among=chosen)
    for asked in turning_days(made):
        checks, failed, carried = on(whole, asked)
        assert on(some, asked) == (
            Counter(c for c in checks.elements() if c.claim in chosen),  # type: ignore[attr-defined]
            Counter(c for c in failed.elements() if c.claims[0] in chosen),  # type: ignore[attr-defined]
            Counter(c for c in carried.elements() if c.giver in chosen),  # type: ignore[attr-defined]
        ), asked


def test_the_first_day_is_that_of_the_first_total_asked_for() -> None:
    a, b = total(1, NORTH_HQ, "2025-06-10"), total(1, NORTH_HQ, "2025-06-12")
    held_totals = {claim.id: claim for claim in (a, b)}
    assert first_day(held_totals, None) == date.min
    assert first_day(held_totals, {b.id}) == day("2025-06-12")
    assert first_day(held_totals, {"nowhere"}) == date.max


def test_a_total_is_checked_anew_when_a_leg_of_its_period_changes() -> None:
    claim = total(100, SOUTH_HQ, "2025-06-10..2025-06-14", on="2025-06-14")
    made = flat(
        handed("2025-06-10", 60),
        handed("2025-06-12", None),
        count("not stated", SOUTH_HQ, exchange="E2025-06-12", on="2025-06-12"),
        count(40, SOUTH_HQ, exchange="E2025-06-12", on="2025-06-20"),
        count(50, SOUTH_HQ, exchange="E2025-06-12", on="2025-06-25"),
        claim,
    )
    assert outcomes(made, claim.id) == [
        ("2025-06-14", Outcome.FITS),
        ("2025-06-20", Outcome.FITS),
        ("2025-06-25", Outcome.RESIDUAL),
    ]


def test_a_total_is_checked_anew_when_what_it_continues_is_told_or_withdrawn() -> None:
    legs = handed("2025-05-06", 205), handed("2025-05-25", 303)
    later = total(5308, SOUTH_HQ, "2022-02..2025-05-25")
    base = total(
        5000, SOUTH_HQ, "2022-02..2025-05-24", on="2025-06-01", withdrawn_on=day("2025-06-10")
    )
    assert outcomes(flat(*legs, later, base), later.id) == [
        ("2025-05-25", Outcome.REACHES_BACK),
        ("2025-06-01", Outcome.RESIDUAL),
        ("2025-06-10", Outcome.REACHES_BACK),
    ]


def test_a_total_is_checked_anew_when_the_record_begins_earlier() -> None:
    claim = total(100, NORTH_HQ, "2025-06-01..2025-06-14", on="2025-06-14")
    made = flat(
        handed("2025-06-10", 100),
        exchange("E1", "2025-05-01"),
        count(5, NORTH_HQ, on="2025-06-20"),
        claim,
    )
    assert outcomes(made, claim.id) == [
        ("2025-06-14", Outcome.REACHES_BACK),
        ("2025-06-20", Outcome.FITS),
    ]


def test_a_period_that_would_fit_is_found_when_its_exchange_becomes_known() -> None:
    claim = total(150, NORTH_HQ, "2025-06..2025-06-14", on="2025-06-14")
    made = flat(
        exchange("A", "2025-04-10"),
        count(7, NORTH_HQ, exchange="A", on="2025-04-10"),
        handed("2025-06-10", 100),
        exchange("B", "2025-05-20"),
        count(50, NORTH_HQ, exchange="B", on="2025-06-30"),
        claim,
    )
    assert outcomes(made, claim.id) == [
        ("2025-06-14", Outcome.RESIDUAL),
        ("2025-06-30", Outcome.IMPOSSIBLE_PERIOD),
    ]


def test_a_total_that_is_withdrawn_leaves_nothing_behind() -> None:
    claim = total(77, SOUTH_MINISTRY, DAY, withdrawn_on=day("2025-06-20"))
    found = replay(flat(handed(DAY, 100), claim)).run()
    spans = (*found.checks, *found.contradictions)
    assert spans
    assert {span.until for span in spans} == {day("2025-06-20")}
    gone = total(77, SOUTH_MINISTRY, DAY, withdrawn_on=day(DAY))
    assert replay(flat(handed(DAY, 100), gone)).run() == SumsHistory((), (), ())


def test_totals_of_one_period_are_those_that_end_on_one_day() -> None:
    closed = total(1, NORTH_HQ, "2025-06-01..2025-06-10")
    open_end = total(2, SOUTH_HQ, "2025-06-01..", on="2025-06-10")
    assert groups_of(closed) == groups_of(open_end) != set()
    assert groups_of(total(1, NORTH_HQ, None, on=DAY)) == set()
    assert groups_of(total(1, NORTH_HQ, DAY, giver="")) == set()
