"""What new statements make necessary to compute again, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Max, Min

from repatria.desks.record import models, store
from repatria.desks.record.verdicts_sums import Sides, sides_of
from repatria.formats.statements import Incoming
from repatria.statements.claim import Claim
from repatria.statements.examine import is_ordinal
from repatria.statements.scopes import Talk, talk_of
from repatria.statements.sums import is_total

Direction = tuple[str, str, str]
"""Giver, receiver and track: one series."""


@dataclass(slots=True)
class Touched:
    """What new statements make necessary to compute again."""

    exchanges: set[str] = field(default_factory=set)
    talks: set[Talk] = field(default_factory=set)
    totals: dict[Sides, set[str]] = field(default_factory=dict)
    legs: dict[Direction, set[date]] = field(default_factory=dict)
    ordinals: set[str] = field(default_factory=set)
    readings: bool = False
    since: date = date.max
    """The first day on which anything can differ from what is held."""


def touched_by(incoming: Incoming, new: list[Claim], withdrawn: list[Claim]) -> Touched:
    """What a set of new or withdrawn statements, and those that they supersede, lie in."""
    claims = [*new, *withdrawn]
    touched = Touched(readings=bool(incoming.agreements))
    touched.exchanges.update(exchange.code for exchange in incoming.exchanges)
    days = [exchange.date.first for exchange in incoming.exchanges]
    days += [claim.known_from for claim in new]
    days += [claim.withdrawn_on for claim in withdrawn if claim.withdrawn_on is not None]
    days += [judgement.on for judgement in incoming.judgements]
    touched.since = min(days, default=date.max)
    olds = [claim.supersedes for claim in claims if claim.supersedes]
    judged = [one for j in incoming.judgements for one in (j.first, j.second)]
    also = models.Claim.objects.filter(code__in=[*olds, *judged]) if olds or judged else None
    for claim in [*claims, *(store.claims(also) if also is not None else ())]:
        if claim.exchange:
            touched.exchanges.add(claim.exchange)
        else:
            touched.talks.add(talk_of(claim))
        if is_ordinal(claim):
            touched.ordinals.add(claim.id)
        if is_total(claim):
            sides = sides_of(claim.giver, claim.receiver, claim.track)
            touched.totals.setdefault(sides, set()).add(claim.id)
    return touched


def affected(sides: Sides, touched: Touched, totals: list[Claim]) -> set[str]:
    """The totals between two parties whose check can come out otherwise.

    Those that end with a changed one or later, since they may continue it; those in whose period a
    changed leg lies, or just beyond whose edge; and of those that ever failed, all that end after
    such a leg, since another month might fit them now.
    """
    first, second, track = sides
    changed = touched.totals.get(sides, set())
    since = min((claim.until for claim in totals if claim.id in changed), default=date.max)
    found = changed | {claim.id for claim in totals if claim.until >= since}
    failed = _failed()
    for direction in ((first, second, track), (second, first, track)):
        for day in touched.legs.get(direction, ()):
            before, after = _around(direction, day, touched.since)
            found |= {
                claim.id
                for claim in totals
                if claim.until >= before
                and (claim.id in failed or claim.covers is None or claim.covers.first <= after)
            }
    return found


def _failed() -> set[str]:
    """The totals that were found contradicting on some day."""
    scopes = models.Finding.objects.filter(scope__startswith="total:").values_list(
        "scope", flat=True
    )
    return {scope.removeprefix("total:") for scope in scopes}


def _around(direction: Direction, day: date, since: date) -> tuple[date, date]:
    """The days of the legs before and after a day that were spoken of by `since`."""
    giver, receiver, track = direction
    legs = models.Leg.objects.filter(
        giver=giver, receiver=receiver, track=track, states__counted=True, states__since__lte=since
    )
    before = legs.filter(day__lt=day).aggregate(day=Max("day"))["day"]
    after = legs.filter(day__gt=day).aggregate(day=Min("day"))["day"]
    return before or date.min, after or date.max
