"""Operations that list: exchanges, legs, claims, contradictions, sources, agreements, changes."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router
from ninja.errors import HttpError

from repatria.desks.common.api.answers import public
from repatria.desks.common.api.asking import AsKnown, Listed, Period, Word
from repatria.desks.common.api.paging import next_address
from repatria.desks.common.api.root import Problem
from repatria.desks.record import models, queries
from repatria.desks.record.api import answers, lists
from repatria.desks.record.api.lists import Items
from repatria.desks.record.queries_agreements import agreements as every_agreement
from repatria.desks.record.queries_sources import sources as every_source
from repatria.statements.contradiction import ContradictionKind
from repatria.statements.vocabulary import Track

router = Router(tags=["record"])
_WRONG = {422: Problem}


class OfPeriod(Period, Listed):
    """A period, and a part of the list."""


class OfExchanges(OfPeriod):
    track: Track | None = None


class OfLegs(OfExchanges):
    exchange: Word = ""


class OfClaims(AsKnown, Listed):
    exchange: Word = ""
    source: Word = ""
    speaker: Word = ""


class OfContradictions(OfPeriod):
    kind: ContradictionKind | None = None


class OfSources(AsKnown, Listed):
    outlet: Word = ""


class OfKnown(AsKnown, Listed):
    """A day, and a part of the list."""


@router.get(
    "/exchanges", response={200: answers.Exchanges, **_WRONG}, summary="Exchanges, oldest first"
)
@public
def exchanges(request: HttpRequest, asked: Query[OfExchanges]) -> Any:
    """Exchanges and repatriations, each as its own dated operation."""
    day = day_of(asked)
    rows = _within(models.Exchange.objects.filter(known_from__lte=day), asked)
    if asked.track:
        rows = rows.filter(track=asked.track)
    return part_of(request, asked, lists.exchanges(rows, asked.limit, asked.cursor))


@router.get("/legs", response={200: answers.Legs, **_WRONG}, summary="Legs, oldest first")
@public
def legs(request: HttpRequest, asked: Query[OfLegs]) -> Any:
    """Directions of exchanges, with each side's word and the grade that it comes to."""
    day = day_of(asked)
    rows = _within(models.LegState.objects.filter(queries.holding(day)), asked)
    if asked.track:
        rows = rows.filter(track=asked.track)
    if asked.exchange:
        rows = rows.filter(leg__exchange=asked.exchange)
    return part_of(request, asked, lists.legs(rows, day, asked.limit, asked.cursor))


@router.get("/claims", response={200: answers.Claims, **_WRONG}, summary="Statements")
@public
def claims(request: HttpRequest, asked: Query[OfClaims]) -> Any:
    """Statements in the order in which they were said; also those that no longer count (`retired`
    says why)."""
    day = day_of(asked)
    rows = models.Claim.objects.filter(known_from__lte=day)
    for name in ("exchange", "source", "speaker"):
        code = getattr(asked, name)
        if code:
            rows = rows.filter(**{name: code})
    return part_of(request, asked, lists.claims(rows, day, asked.limit, asked.cursor))


@router.get(
    "/contradictions",
    response={200: answers.Contradictions, **_WRONG},
    summary="Contradictions, by their days",
)
@public
def contradictions(request: HttpRequest, asked: Query[OfContradictions]) -> Any:
    """Statements that cannot all be true, or cannot all be read in one sense."""
    day = day_of(asked)
    rows = queries.contradictions(day, asked.kind or "", asked.start, asked.until)
    return part_of(request, asked, lists.contradictions(rows, day, asked.limit, asked.cursor))


@router.get(
    "/sources", response={200: answers.Sources, **_WRONG}, summary="Sources, the latest first"
)
@public
def sources(request: HttpRequest, asked: Query[OfSources]) -> Any:
    """Where statements can be read, with how many of each are known."""
    day = day_of(asked)
    rows = every_source(day, asked.outlet)
    return part_of(request, asked, lists.sources(rows, day, asked.limit, asked.cursor))


@router.get(
    "/agreements", response={200: answers.Agreements, **_WRONG}, summary="Agreements, oldest first"
)
@public
def agreements(request: HttpRequest, asked: Query[OfKnown]) -> Any:
    """What was agreed, as each side tells it."""
    day = day_of(asked)
    rows = every_agreement(day)
    return part_of(request, asked, lists.agreements(rows, day, asked.limit, asked.cursor))


@router.get(
    "/changes", response={200: answers.Changes, **_WRONG}, summary="What changed, the latest first"
)
@public
def changes(request: HttpRequest, asked: Query[Listed]) -> Any:
    """What became public when (`published_at`), and of which day it speaks (`day`)."""
    found = lists.changes(models.Change.objects.all(), asked.limit, asked.cursor)
    given = asked.model_dump(by_alias=True)
    following = next_address(request, found.cursor, given)
    return {"as_known": None, "items": found.items, "next": following}


def day_of(asked: AsKnown) -> date:
    """The day of `as_known`; nobody reads what lies ahead of today."""
    return queries.until_today(asked.as_known or queries.EVER)


def part_of(request: HttpRequest, asked: AsKnown, found: Items) -> dict[str, Any]:
    """The next part is as known on the day of this one, also when midnight lies between them."""
    given = {**asked.model_dump(by_alias=True), "as_known": day_of(asked)}
    return {
        "as_known": asked.as_known,
        "items": found.items,
        "next": next_address(request, found.cursor, given),
    }


def _within(rows: Any, asked: Period) -> Any:
    if asked.start and asked.until and asked.until < asked.start:
        raise HttpError(422, "until: this day is before the first; choose a later one.")
    if asked.start:
        rows = rows.filter(day__gte=asked.start)
    return rows.filter(day__lte=asked.until) if asked.until else rows
