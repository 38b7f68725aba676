"""What the record's pages and the command line read: legs, single exchanges, contradictions.

Every function takes the day on which things are to be as they were known. The number of queries of
each does not grow with the record.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from repatria.desks.record import models, store
from repatria.desks.record.finding_json import (
    carried_from_json,
    contradiction_from_json,
    ordinal_from_json,
    total_from_json,
)
from repatria.desks.record.labels import Names, refs
from repatria.formats.frame_json import agreement_from_json, exchange_from_json
from repatria.statements.claim import Claim
from repatria.statements.contradiction import Carried, Contradiction
from repatria.statements.figures import Grade, LegVerdict, State
from repatria.statements.ordinals import OrdinalCheck
from repatria.statements.quantity import Interval
from repatria.statements.reasons import Reason
from repatria.statements.record import Agreement, Exchange, Leg, retired_on, retirements
from repatria.statements.roots import Utterance, verdicts
from repatria.statements.scopes import examine_exchange
from repatria.statements.total_check import TotalCheck
from repatria.statements.vocabulary import Track

EVER = date.max
MOST_EXCHANGES = 40
PER_PAGE = 50


def until_today(day: date) -> date:
    """The day, or today where it lies ahead: nobody reads what is still under embargo."""
    return min(day, date.today())


def holding(day: date) -> Q:
    """The spans that hold on a day."""
    if day == EVER:
        return Q(until=None)
    return Q(since__lte=day) & (Q(until=None) | Q(until__gt=day))


@dataclass(frozen=True, slots=True)
class FoundContradiction:
    """A contradiction with its address, its day, and the totals that carry it forward."""

    key: str
    day: date
    since: date
    item: Contradiction
    carried: tuple[Carried, ...] = ()


@dataclass(frozen=True, slots=True)
class SideState:
    """One side's word on a leg, as lists and drawings need it."""

    party: str
    state: State
    interval: Interval | None
    speakers: tuple[str, ...]
    unnamed: bool


@dataclass(frozen=True, slots=True)
class LegSummary:
    """What a leg comes to: its headline grade and spread, and the word of each side."""

    leg: Leg
    day: date
    category: str
    unit: str
    grade: Grade | None
    spread: Interval | None
    giver: SideState
    receiver: SideState


_SUMMARY = (
    "leg__exchange_id", "leg__giver", "leg__receiver", "leg__track", "day", "category", "unit",
    "grade", "low", "high",
    "giver_state", "giver_low", "giver_high", "giver_speakers", "giver_unnamed",
    "receiver_state", "receiver_low", "receiver_high", "receiver_speakers", "receiver_unnamed",
)  # fmt: skip


def leg_summaries(where: Q, day: date) -> tuple[LegSummary, ...]:
    rows = (
        models.LegState.objects.filter(where, holding(day))
        .order_by("day", "leg__exchange_id", "leg__track", "leg__giver")
        .values_list(*_SUMMARY)
    )
    return tuple(
        LegSummary(
            Leg(code, giver, receiver, Track(track)),
            on,
            category,
            unit,
            Grade(grade) if grade else None,
            None if low is None else Interval(low, high),
            _side(giver, given),
            _side(receiver, received),
        )
        for (code, giver, receiver, track, on, category, unit, grade, low, high, *words) in rows
        for given, received in ((words[:5], words[5:]),)
    )


def _side(party: str, word: Sequence[Any]) -> SideState:
    state, low, high, speakers, unnamed = word
    interval = None if low is None else Interval(low, high)
    return SideState(party, State(state), interval, tuple(speakers.split()), unnamed)


@dataclass(frozen=True, slots=True)
class ExchangeView:
    """One exchange with everything said of it, graded."""

    exchange: Exchange
    agreement: Agreement | None
    claims: tuple[Claim, ...]
    retired: dict[str, str]
    legs: dict[Leg, LegVerdict]
    utterances: tuple[Utterance, ...]
    contradictions: tuple[FoundContradiction, ...]
    checks: dict[str, tuple[TotalCheck | OrdinalCheck, ...]]
    names: Names
    known_from: date


def exchange_view(code: str, day: date = EVER) -> ExchangeView | None:
    """An exchange as known on `day`; `None` where it was not known then."""
    row = models.Exchange.objects.select_related("agreement").filter(code=code).first()
    if row is None or row.known_from > day:
        return None
    exchange = exchange_from_json(row.data)
    rows = models.Claim.objects.filter(exchange=row, known_from__lte=day)
    claims = store.claims(rows.order_by("said", "code"))
    retired = retired_on(_retirements(claims), day)
    judged = verdicts(store.judgements(), day)
    scope = examine_exchange(exchange, claims, retired, judged)
    legs = models.Leg.objects.filter(exchange=row)
    found = contradictions_of(
        models.Finding.objects.filter(holding(day))
        .filter(Q(legs__in=legs) | Q(scope=f"exchange:{code}"))
        .distinct()
    )
    checks = checks_of([claim.id for claim in claims], day)
    return ExchangeView(
        exchange,
        None if row.agreement is None else agreement_from_json(row.agreement.data),
        tuple(claims),
        retired,
        dict(scope.legs),
        scope.utterances,
        found,
        checks,
        names_for(claims, found),
        row.known_from,
    )


def _retirements(claims: Sequence[Claim]) -> dict[str, tuple[tuple[date, str], ...]]:
    later = models.Claim.objects.filter(supersedes__in=[claim.id for claim in claims]).exclude(
        supersedes=""
    )
    return retirements([*claims, *store.claims(later)])


def names_for(
    claims: Iterable[Claim],
    found: Iterable[FoundContradiction] = (),
    checks: Iterable[TotalCheck | OrdinalCheck] = (),
) -> Names:
    """The names behind the codes in some claims and findings."""
    claims, reasons = tuple(claims), [r for one in found for r in _reasons(one)]
    reasons += [reason for check in checks for reason in check.reasons]
    items = tuple(reasons)
    who = refs(items, "speaker") | {claim.speaker.code for claim in claims}
    where = refs(items, "source") | {claim.source.key for claim in claims}
    codes = refs(items, "exchange") | {leg.exchange for one in found for leg in one.item.legs}
    days = models.Exchange.objects.filter(code__in=codes).values_list("code", "day")
    return Names(store.parties(), store.speakers(who), store.sources(where), dict(days))


def _reasons(found: FoundContradiction) -> list[Reason]:
    return [*found.item.reasons, *(carried.reason for carried in found.carried)]


def contradictions_of(rows: QuerySet[models.Finding]) -> tuple[FoundContradiction, ...]:
    """Findings as contradictions, with the carried gaps among them laid on their legs."""
    found: list[FoundContradiction] = []
    carried: list[Carried] = []
    columns = ("kind", "key", "day", "since", "data")
    for kind, key, day, since, data in rows.order_by("day", "key").values_list(*columns):
        if kind == "carried":
            carried.append(carried_from_json(data))
        else:
            found.append(FoundContradiction(key, day, since, contradiction_from_json(data)))
    return tuple(_with_carried(one, carried) for one in found)


def _with_carried(found: FoundContradiction, carried: list[Carried]) -> FoundContradiction:
    if found.item.kind != "between_sides" or not found.item.legs:
        return found
    own = tuple(item for item in carried if set(found.item.legs) & set(item.legs))
    return FoundContradiction(found.key, found.day, found.since, found.item, own)


def checks_of(claims: Iterable[str], day: date) -> dict[str, tuple[TotalCheck | OrdinalCheck, ...]]:
    """What checking some totals and ordinals came to, by claim."""
    rows = models.Check.objects.filter(holding(day), claim__in=list(claims)).order_by("id")
    found: dict[str, tuple[TotalCheck | OrdinalCheck, ...]] = {}
    for claim, data in rows.values_list("claim_id", "data"):
        read = total_from_json if data["what"] == "total" else ordinal_from_json
        found[claim] = (*found.get(claim, ()), read(claim, data))
    return found


def contradictions(
    day: date = EVER,
    kind: str = "",
    start: date | None = None,
    until: date | None = None,
) -> QuerySet[models.Finding]:
    """The contradictions that hold on a day, oldest first."""
    rows = models.Finding.objects.filter(holding(day)).exclude(kind="carried")
    if kind:
        rows = rows.filter(kind=kind)
    if start is not None:
        rows = rows.filter(day__gte=start)
    if until is not None:
        rows = rows.filter(day__lte=until)
    return rows.order_by("day", "key")
