"""The record as known on a day, and who may take back whose word."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from builders import (
    NORTH,
    NORTH_HQ,
    NORTH_MINISTRY,
    SOUTH,
    agreement,
    count,
    day,
    exchange,
    judged,
    press,
    record,
    signed,
)
from repatria.statements.record import (
    Leg,
    exchange_known_from,
    known,
    retired_on,
    retirements,
)
from repatria.statements.vocabulary import Track

DAYS = st.integers(0, 30).map(lambda n: date(2025, 6, 1) + timedelta(days=n))


def test_a_withdrawal_counts_from_its_day() -> None:
    claim = count(5, NORTH_HQ, withdrawn_on=day("2025-06-20"))
    gone = retirements([claim])
    assert retired_on(gone, day("2025-06-19")) == {}
    assert retired_on(gone, day("2025-06-20")) == {claim.id: "withdrawn"}


def test_a_speaker_supersedes_its_own_word_once_the_new_one_is_known() -> None:
    old = count(5, NORTH_HQ)
    new = count(6, NORTH_HQ, on="2025-06-12", embargo_until=day("2025-06-15"), supersedes=old.id)
    gone = retirements([old, new])
    assert retired_on(gone, day("2025-06-14")) == {}
    assert retired_on(gone, day("2025-06-15")) == {old.id: "superseded"}


def test_nobody_supersedes_another_s_word() -> None:
    old = count(5, NORTH_HQ)
    assert retirements([old, count(6, NORTH_MINISTRY, supersedes=old.id)]) == {}
    printed = press(5, "Post")
    assert retirements([printed, press(6, "Wire", supersedes=printed.id)]) == {}
    assert retirements([printed, press(6, "Post", supersedes=printed.id)]) != {}


def test_what_is_superseded_must_be_there_and_be_another() -> None:
    assert retirements([count(6, NORTH_HQ, supersedes="nowhere")]) == {}
    assert retirements([count(6, NORTH_HQ, id="c", supersedes="c")]) == {}


def test_the_first_reason_is_the_one_that_is_told() -> None:
    old = count(5, NORTH_HQ, withdrawn_on=day("2025-06-20"))
    new = count(6, NORTH_HQ, on="2025-06-12", supersedes=old.id)
    gone = retirements([new, old])
    assert retired_on(gone, day("2025-06-30")) == {old.id: "superseded"}


@given(DAYS, DAYS, st.none() | DAYS, DAYS)
def test_a_claim_is_known_from_its_day_on(
    said: date, held: date, embargo: date | None, asked: date
) -> None:
    claim = count(5, NORTH_HQ, on=said.isoformat(), embargo_until=embargo)
    whole = record(claim, exchange("E1", held.isoformat()))
    found = known(whole, asked)
    assert (claim in found.claims) == (claim.known_from <= asked)
    # The exchange is known from the first word on it, not from its own day.
    assert bool(found.exchanges) == (claim.known_from <= asked)


@given(DAYS, DAYS)
def test_an_exchange_that_nobody_speaks_of_is_known_from_its_own_day(
    held: date, asked: date
) -> None:
    found = known(record(exchange("E1", held.isoformat())), asked)
    assert bool(found.exchanges) == (held <= asked)


def test_an_exchange_is_known_from_the_first_word_on_it() -> None:
    held = [exchange("E1", "2025-06-10"), exchange("E2", "2025-06-20")]
    claims = [count(1, NORTH_HQ, on="2025-06-18"), count(1, NORTH_HQ, on="2025-06-08")]
    assert exchange_known_from(held, claims) == {"E1": day("2025-06-08"), "E2": day("2025-06-20")}


@given(st.lists(st.tuples(DAYS, st.none() | DAYS), max_size=5), DAYS, DAYS)
def test_knowing_only_grows_and_knowing_twice_is_knowing_once(
    told: list[tuple[date, date | None]], one: date, other: date
) -> None:
    claims = [count(1, NORTH_HQ, on=said.isoformat(), embargo_until=e) for said, e in told]
    whole = record(*claims, exchange("E1"), exchange("E2", "2025-06-20"))
    early, late = sorted((one, other))
    assert set(known(whole, early).claims) <= set(known(whole, late).claims)
    assert set(known(whole, early).exchanges) <= set(known(whole, late).exchanges)
    assert known(known(whole, late), early).claims == known(whole, early).claims


def test_judgements_acts_and_agreements_have_their_day_too() -> None:
    a, b = count(5, NORTH_HQ, on="2025-06-01"), count(5, NORTH_HQ, on="2025-06-01")
    whole = record(a, b, judged(a, b, "same", on="2025-06-12"), signed(5), agreement())
    before = known(whole, day("2025-05-31"))
    assert (before.judgements, before.signed, before.agreements) == ((), (), ())
    after = known(whole, day("2025-06-12"))
    assert len(after.judgements) == len(after.signed) == len(after.agreements) == 1


def test_the_way_back() -> None:
    leg = Leg("E1", NORTH, SOUTH, Track.LIVING)
    assert leg.opposite == Leg("E1", SOUTH, NORTH, Track.LIVING)
    assert leg.opposite.opposite == leg
