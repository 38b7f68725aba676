"""Contradictions by address and by kind, and the claims that they and their totals rest on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet

from repatria.desks.record import models, store
from repatria.desks.record.labels import Names
from repatria.desks.record.queries import (
    EVER,
    FoundContradiction,
    contradictions,
    contradictions_of,
    holding,
    names_for,
)
from repatria.statements.claim import Claim
from repatria.statements.contradiction import ContradictionKind
from repatria.statements.record import Exchange, retired_on, retirements

PER_PAGE = 25


@dataclass(frozen=True, slots=True)
class ContradictionView:
    """One contradiction with its claims. `until` is the day from which it no longer holds."""

    found: FoundContradiction
    until: date | None
    claims: dict[str, Claim]
    retired: dict[str, str]
    names: Names


@dataclass(frozen=True, slots=True)
class ContradictionsView:
    """Several contradictions with the claims that they rest on, by id."""

    found: tuple[FoundContradiction, ...]
    claims: dict[str, Claim]
    retired: dict[str, str]
    names: Names


def contradiction_view(key: str, day: date = EVER) -> ContradictionView | None:
    """The contradiction of an address as known on `day`; else as it was when it last held."""
    rows = models.Finding.objects.filter(key=key, since__lte=day).exclude(kind="carried")
    row = rows.order_by("-since").first()
    if row is None:
        return None
    over = row.until is not None and row.until <= day
    found = with_carried(models.Finding.objects.filter(pk=row.pk), day)
    ids = {one for item in found for one in item.item.claims}
    ids |= {
        one
        for item in found
        for carried in item.carried
        for one in (carried.giver, carried.receiver)
    }
    claims = claims_by_id(ids)
    return ContradictionView(
        found[0],
        row.until if over else None,
        {claim.id: claim for claim in claims},
        retired_among(claims, day),
        names_for(claims, found),
    )


def page_of(
    rows: QuerySet[models.Finding], page: str | int | None, day: date = EVER
) -> tuple[Page[models.Finding], ContradictionsView]:
    """One page of contradictions, with the claims that they rest on."""
    shown = Paginator(rows, PER_PAGE).get_page(page)
    found = with_carried(models.Finding.objects.filter(pk__in=[r.pk for r in shown]), day)
    claims = claims_by_id(one for item in found for one in item.item.claims)
    by_id = {claim.id: claim for claim in claims}
    view = ContradictionsView(found, by_id, retired_among(claims, day), names_for(claims, found))
    return shown, view


def with_carried(
    rows: QuerySet[models.Finding], day: date = EVER
) -> tuple[FoundContradiction, ...]:
    """Findings with the gaps that are carried from their legs into totals on that day."""
    between = rows.filter(kind=ContradictionKind.BETWEEN_SIDES).order_by()
    legs = models.Leg.objects.filter(findings__in=between.values("pk"))
    carried = models.Finding.objects.filter(holding(day), kind="carried", legs__in=legs)
    both = Q(pk__in=rows.order_by().values("pk")) | Q(pk__in=carried.order_by().values("pk"))
    return contradictions_of(models.Finding.objects.filter(both))


def claims_by_id(ids: Iterable[str]) -> list[Claim]:
    """In the order in which they were said."""
    rows = models.Claim.objects.filter(code__in=set(ids))
    return store.claims(rows.order_by("said", "code"))


def retired_among(claims: list[Claim], day: date) -> dict[str, str]:
    """Why some of these claims no longer count on a day."""
    later = models.Claim.objects.exclude(supersedes="").filter(
        supersedes__in=[claim.id for claim in claims]
    )
    return retired_on(retirements([*claims, *store.claims(later)]), day)


def counts_by_kind(
    day: date = EVER, start: date | None = None, until: date | None = None
) -> dict[ContradictionKind, int]:
    """How many contradictions of each kind hold on a day, in a period."""
    rows = contradictions(day, "", start, until).order_by()
    counted = dict(rows.values_list("kind").annotate(Count("id")))
    return {kind: counted.get(kind.value, 0) for kind in ContradictionKind}


def exchanges_of(claims: Iterable[Claim]) -> dict[str, Exchange]:
    """The exchanges that some claims speak of, by code."""
    codes = {claim.exchange for claim in claims if claim.exchange}
    return store.exchanges(models.Exchange.objects.filter(code__in=codes))
