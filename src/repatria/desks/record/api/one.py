"""Operations on one thing: what its page says, as its JSON file has it."""

from typing import Any

from django.http import Http404, HttpRequest
from ninja import Path, Query, Router, Schema
from ninja.errors import HttpError
from pydantic import Field

from repatria.desks.common.api.answers import public
from repatria.desks.common.api.asking import AsKnown, Code, Day, Spoken
from repatria.desks.common.api.root import PROBLEMS, Problem
from repatria.desks.record import models, store
from repatria.desks.record.api import answers
from repatria.desks.record.api.several import day_of
from repatria.desks.record.present import as_json, changes_files, contents
from repatria.desks.record.present.legs import leg_page
from repatria.desks.record.queries import checks_of, exchange_view, names_for, until_today
from repatria.desks.record.queries_agreements import agreement_data
from repatria.desks.record.queries_changes import between
from repatria.desks.record.queries_contradictions import contradiction_view, retired_among
from repatria.desks.record.queries_sources import source_view
from repatria.statements.record import Leg
from repatria.statements.vocabulary import Track

router = Router(tags=["record"])
ALL = 10**6


class OneLeg(Schema):
    code: Code
    giver: Code
    receiver: Code
    track: Track


class OfTwoDays(Spoken):
    start: Day = Field(..., alias="from")
    to: Day


@router.get(
    "/exchanges/{code}", response={200: answers.ExchangePage, **PROBLEMS}, summary="An exchange"
)
@public
def exchange(request: HttpRequest, code: Path[Code], asked: Query[AsKnown]) -> Any:
    """An exchange with everything said of it, graded."""
    view = exchange_view(code, day_of(asked))
    if view is None:
        raise Http404
    return contents.of_exchange(view, asked.as_known)


@router.get(
    "/exchanges/{code}/legs/{giver}/{receiver}/{track}",
    response={200: answers.LegPage, **PROBLEMS},
    summary="A leg",
)
@public
def leg(request: HttpRequest, of: Path[OneLeg], asked: Query[AsKnown]) -> Any:
    """A direction of an exchange: both sides' words, and what would settle it."""
    view = exchange_view(of.code, day_of(asked))
    verdict = None
    if view is not None:
        verdict = view.legs.get(Leg(of.code, of.giver, of.receiver, Track(of.track)))
    if view is None or verdict is None:
        raise Http404
    return contents.of_leg(view, leg_page(view, verdict), asked.as_known)


@router.get("/claims/{code}", response={200: answers.ClaimPage, **PROBLEMS}, summary="A statement")
@public
def claim(request: HttpRequest, code: Path[Code], asked: Query[AsKnown]) -> Any:
    """A statement, and what holding it against the record came to."""
    day = day_of(asked)
    held = store.claims(models.Claim.objects.filter(code=code, known_from__lte=day))
    if not held:
        raise Http404
    checks = checks_of([code], day)
    names = names_for(held, checks=[one for found in checks.values() for one in found])
    return {
        "as_known": asked.as_known,
        "claim": as_json.claim_json(held[0], retired_among(held, day)),
        "checks": as_json.checks_json(checks, names).get(code, []),
    }


@router.get(
    "/contradictions/{key}",
    response={200: answers.ContradictionPage, **PROBLEMS},
    summary="A contradiction",
)
@public
def contradiction(request: HttpRequest, key: Path[Code], asked: Query[AsKnown]) -> Any:
    """A contradiction with the statements that it rests on; `no_longer_since` where it is over."""
    view = contradiction_view(key, day_of(asked))
    if view is None:
        raise Http404
    return contents.of_contradiction(view, asked.as_known)


@router.get("/sources/{key}", response={200: answers.SourcePage, **PROBLEMS}, summary="A source")
@public
def source(request: HttpRequest, key: Path[Code], asked: Query[AsKnown]) -> Any:
    """A source with all of its statements and what each came to."""
    view = source_view(key, 1, day_of(asked), ALL)
    if view is None:
        raise Http404
    return contents.of_source(view, asked.as_known)


@router.get(
    "/agreements/{code}", response={200: answers.AgreementPage, **PROBLEMS}, summary="An agreement"
)
@public
def agreement(request: HttpRequest, code: Path[Code], asked: Query[AsKnown]) -> Any:
    """An agreement, its readings side by side, and what was done under it."""
    found = agreement_data(code, day_of(asked))
    if found is None:
        raise Http404
    return contents.of_agreement(found, asked.as_known)


@router.get(
    "/changes/between", response={200: answers.TwoDays, 422: Problem}, summary="Two days compared"
)
@public
def two_days(request: HttpRequest, asked: Query[OfTwoDays]) -> Any:
    """What the record said on one day and not on another."""
    if asked.to < asked.start:
        raise HttpError(422, "to: this day is before the first; choose a later one.")
    start, end = until_today(asked.start), until_today(asked.to)
    return {"from": start, "to": end, **changes_files.days_json(between(start, end, None))}
