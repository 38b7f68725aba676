"""The history of verdicts agrees with examining the record, on every day."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from hypothesis import given, settings
from statements_demo import demonstration
from statements_records import records
from statements_replay import Replay, held, scope_histories, turning_days

from builders import (
    MIDLAND,
    NORTH_HQ,
    SOUTH_HQ,
    count,
    day,
    exchange,
    judged,
    ordinal,
    record,
    signed,
)
from repatria.statements.contradiction import Carried, Contradiction, ContradictionKind
from repatria.statements.examine import Examination, examine, is_ordinal
from repatria.statements.figures import Grade, LegVerdict
from repatria.statements.history import (
    KnownCalendar,
    ScopeHistory,
    ordinal_history,
)
from repatria.statements.ordinals import OrdinalCheck
from repatria.statements.record import (
    Leg,
    Record,
    exchange_known_from,
    retirements,
)
from repatria.statements.roots import Utterance
from repatria.statements.spans import Span
from repatria.statements.sums_history import SumsHistory
from repatria.statements.total_check import TotalCheck

ELSEWHERE = (ContradictionKind.ORDINAL, ContradictionKind.READINGS)


@dataclass
class History:
    """Every span of a record."""

    scopes: list[ScopeHistory]
    sums: SumsHistory
    ordinals: list[Span[OrdinalCheck]]


def history(record: Record) -> History:
    scopes = scope_histories(record)
    known = exchange_known_from(record.exchanges, record.claims)
    calendar = KnownCalendar(record.exchanges, known)
    gone = retirements(record.claims)
    return History(
        scopes,
        Replay.of(record, scopes).run(),
        [
            span
            for claim in record.claims
            if is_ordinal(claim)
            for span in ordinal_history(claim, calendar, gone)
        ],
    )


@dataclass
class Day:
    """What holds on one day; lists are compared without their order."""

    legs: dict[Leg, LegVerdict]
    contradictions: Counter[Contradiction]
    totals: Counter[TotalCheck]
    carried: Counter[Carried]
    ordinals: Counter[OrdinalCheck]
    utterances: Counter[Utterance]


def of_history(found: History, on: date) -> Day:
    return Day(
        {leg.leg: leg for scope in found.scopes for leg in held(scope.legs, on)},
        Counter(one for scope in found.scopes for one in held(scope.contradictions, on))
        + Counter(held(found.sums.contradictions, on)),
        Counter(check for checks in held(found.sums.checks, on) for check in checks),
        Counter(held(found.sums.carried, on)),
        Counter(held(found.ordinals, on)),
        Counter(said for scope in found.scopes for said in held(scope.utterances, on)),
    )


def of_examining(found: Examination) -> Day:
    return Day(
        dict(found.legs),
        Counter(item for item in found.contradictions if item.kind not in ELSEWHERE),
        Counter(found.totals),
        Counter(found.carried),
        Counter(found.ordinals),
        Counter(found.utterances),
    )


def assert_agrees(record: Record) -> None:
    found = history(record)
    for on in turning_days(record):
        replayed, examined = of_history(found, on), of_examining(examine(record, on))
        assert replayed.legs == examined.legs, on
        assert replayed.utterances == examined.utterances, on
        assert replayed.totals == examined.totals, on
        assert replayed.carried == examined.carried, on
        assert replayed.ordinals == examined.ordinals, on
        assert replayed.contradictions == examined.contradictions, on


@settings(max_examples=150)
@given(records())
def test_history_agrees_with_examining_any_record_on_any_day(record: Record) -> None:
    assert_agrees(record)


def test_history_agrees_with_examining_the_demonstration_on_every_day() -> None:
    assert_agrees(demonstration())


def test_a_leg_s_history_is_told_in_spans() -> None:
    made = record(
        count(12, NORTH_HQ, on="2025-06-10"),
        count(12, SOUTH_HQ, on="2025-06-15", withdrawn_on=day("2025-06-20")),
    )
    (scope,) = history(made).scopes
    spans = [
        (str(span.since), span.until and str(span.until), span.item.headline.grade)
        for span in scope.legs
        if span.item.leg.giver == "NORTH"
    ]
    assert spans == [
        ("2025-06-10", "2025-06-15", Grade.SINGLE),
        ("2025-06-15", "2025-06-20", Grade.AGREED),
        ("2025-06-20", None, Grade.SINGLE),
    ]


def test_nothing_is_told_of_days_before_the_first_word() -> None:
    a, b = count(12, NORTH_HQ, on="2025-06-10"), count(13, MIDLAND, on="2025-06-12")
    made = record(a, b, judged(a, b, "same", on="2025-06-01"))
    (scope,) = history(made).scopes
    assert min(span.since for span in scope.legs) == day("2025-06-10")


def test_an_act_on_a_leg_that_nobody_speaks_of_has_a_history() -> None:
    found = history(record(exchange(), signed(12, on="2025-06-12")))
    (scope,) = found.scopes
    grades = [span.item.headline.grade for span in scope.legs if span.since > day("2025-06-10")]
    assert Grade.SIGNED in grades


def test_an_exchange_without_a_word_or_an_act_has_none() -> None:
    found = history(record(exchange()))
    assert found.scopes == [ScopeHistory((), (), ())]


def test_an_ordinal_is_checked_anew_when_an_exchange_becomes_known() -> None:
    late = count(5, NORTH_HQ, exchange="E2", on="2025-06-30")
    claim = ordinal(2, NORTH_HQ, "2025-06-08..2025-06-14", on="2025-06-14")
    made = record(claim, exchange("E1", "2025-06-10"), exchange("E2", "2025-06-12"), late)
    checks = history(made).ordinals
    assert [(str(span.since), span.item.fits) for span in checks] == [
        ("2025-06-14", False),
        ("2025-06-30", True),
    ]
