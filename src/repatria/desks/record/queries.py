"""What the record's pages and the command line read: windows of time, single exchanges, lists.

Every function takes the day on which things are to be as they were known. The number of queries of
each does not grow with the record.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max, Min, Q, QuerySet, Sum

from repatria.desks.record import models, store
from repatria.desks.record.finding_json import (
    carried_from_json,
    contradiction_from_json,
    ordinal_from_json,
    total_from_json,
)
from repatria.desks.record.labels import Names, refs
from repatria.formats.frame_json import agreement_from_json, exchange_from_json
from repatria.statements.balance import SidePart, SideSum, add_up
from repatria.statements.claim import Claim
from repatria.statements.contradiction import Carried, Contradiction
from repatria.statements.figures import Grade, LegVerdict, State
from repatria.statements.ordinals import OrdinalCheck
from repatria.statements.quantity import Interval
from repatria.statements.readings import TermRow, compare_readings
from repatria.statements.reasons import Reason
from repatria.statements.record import Agreement, Exchange, Leg, retired_on, retirements
from repatria.statements.roots import Utterance, verdicts
from repatria.statements.scopes import examine_exchange
from repatria.statements.series import SeriesKey
from repatria.statements.total_check import TotalCheck
from repatria.statements.vocabulary import MAIN_UNIT, Role, Track

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


@dataclass(frozen=True, slots=True)
class WindowView:
    """The exchanges of a window of days, with the balance over all of them.

    `exchanges` holds at most `MOST_EXCHANGES`, the latest ones; `earlier` is the last day before
    them that has more. The balance and `total` are over the whole window.
    """

    first: date | None
    last: date | None
    total: int
    exchanges: tuple[Exchange, ...]
    legs: tuple[LegSummary, ...]
    balance: tuple[SideSum, ...]
    names: Names
    earlier: date | None


def window(start: date | None, until: date | None, day: date = EVER) -> WindowView:
    """The exchanges from `start` to `until` (open where `None`) as known on `day`."""
    rows = models.Exchange.objects.filter(known_from__lte=day)
    if start is not None:
        rows = rows.filter(day__gte=start)
    if until is not None:
        rows = rows.filter(day__lte=until)
    span = rows.aggregate(first=Min("day"), last=Max("day"), total=Count("code"))
    latest = rows.order_by("-day", "-code")[: MOST_EXCHANGES + 1]
    held = list(reversed(store.exchanges(latest).values()))
    earlier = held[0].date.first if len(held) > MOST_EXCHANGES else None
    held = held[-MOST_EXCHANGES:]
    legs = leg_summaries(Q(leg__exchange__in=[e.code for e in held]), day)
    return WindowView(
        span["first"],
        span["last"],
        span["total"],
        tuple(held),
        legs,
        balance(start, until, day),
        _names(legs),
        earlier,
    )


def _names(legs: Iterable[LegSummary]) -> Names:
    codes = {code for leg in legs for side in (leg.giver, leg.receiver) for code in side.speakers}
    return Names(store.parties(), store.speakers(codes))


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


def balance(start: date | None, until: date | None, day: date = EVER) -> tuple[SideSum, ...]:
    """What each side's words add up to over a window, by direction; summed in the database.

    Only persons and bodies are added up: a leg told in containers is no part of the sum.
    """
    where = holding(day) & Q(counted=True, unit__in=[*MAIN_UNIT.values()])
    if start is not None:
        where &= Q(day__gte=start)
    if until is not None:
        where &= Q(day__lte=until)
    parts: list[SidePart] = []
    for role in (Role.GIVER, Role.RECEIVER):
        side = role.value
        rows = (
            models.LegState.objects.filter(where)
            .order_by()
            .values_list(
                "giver", "receiver", "track", "grade",
                f"{side}_state", f"{side}_speakers", f"{side}_unnamed",
            )
            .annotate(
                legs=Count("id"), low=Sum(f"{side}_low"), high=Sum(f"{side}_high"),
                bounded=Count(f"{side}_high"),
            )
        )  # fmt: skip
        for giver, receiver, track, grade, state, who, unnamed, legs, low, high, bounded in rows:
            parts.append(
                SidePart(
                    SeriesKey(giver, receiver, Track(track)),
                    role,
                    State(state),
                    legs,
                    low or 0,
                    high if bounded == legs else None,
                    tuple(who.split()),
                    unnamed,
                    Grade(grade) if grade else None,
                )
            )
    return add_up(parts)


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


@dataclass(frozen=True, slots=True)
class AgreementView:
    """An agreement with its readings side by side, and what was said of it and done under it."""

    agreement: Agreement
    rows: tuple[TermRow, ...]
    claims: tuple[Claim, ...]
    exchanges: tuple[Exchange, ...]
    more_exchanges: int
    legs: tuple[LegSummary, ...]
    names: Names


def agreement_view(code: str, day: date = EVER) -> AgreementView | None:
    row = models.Agreement.objects.filter(code=code, day__lte=day).first()
    if row is None:
        return None
    agreement = agreement_from_json(row.data)
    told = [claim for reading in agreement.readings for claim in reading.claims]
    rows = models.Claim.objects.filter(Q(agreement=row) | Q(code__in=told), known_from__lte=day)
    claims = store.claims(rows.order_by("said", "code")[:PER_PAGE])
    under = models.Exchange.objects.filter(agreement=row, known_from__lte=day)
    exchanges = store.exchanges(under.order_by("day", "code")[:MOST_EXCHANGES])
    legs = leg_summaries(Q(leg__exchange__in=list(exchanges)), day)
    names = names_for(claims)
    more = under.count() - len(exchanges)
    return AgreementView(
        agreement,
        compare_readings(agreement),
        tuple(claims),
        tuple(exchanges.values()),
        more,
        legs,
        names,
    )


def source_claims(key: str, day: date = EVER) -> QuerySet[models.Claim]:
    return models.Claim.objects.filter(source=key, known_from__lte=day).order_by("said", "code")
