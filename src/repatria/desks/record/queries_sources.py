"""Sources: the list of them with how much each holds, one of them, and what its claims came to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet

from repatria.base.canonical import digest
from repatria.desks.record import models, store
from repatria.desks.record.labels import Names
from repatria.desks.record.queries import (
    EVER,
    PER_PAGE,
    FoundContradiction,
    LegSummary,
    checks_of,
    contradictions_of,
    holding,
    leg_summaries,
    names_for,
)
from repatria.desks.record.queries_contradictions import exchanges_of, retired_among
from repatria.desks.record.verdicts_sums import group_scope
from repatria.formats.frame_json import source_from_json
from repatria.statements.claim import Claim, Source
from repatria.statements.ordinals import OrdinalCheck
from repatria.statements.record import Exchange, Leg
from repatria.statements.scopes import talk_of
from repatria.statements.sums import is_total
from repatria.statements.sums_history import groups_of
from repatria.statements.total_check import TotalCheck
from repatria.statements.vocabulary import ClaimKind

MOST_SOURCES = 2000


def source_claims(key: str, day: date = EVER) -> QuerySet[models.Claim]:
    return models.Claim.objects.filter(source=key, known_from__lte=day).order_by("said", "code")


@dataclass(frozen=True, slots=True)
class CountedSource:
    """A source, and how many claims of it are known."""

    source: Source
    claims: int


def sources(day: date = EVER, outlet: str = "") -> QuerySet[models.Source]:
    """The sources known on a day, latest first, of the outlets whose name holds a text."""
    rows = models.Source.objects.filter(known_from__lte=day).order_by("-published", "key")
    return rows.filter(outlet__icontains=outlet) if outlet else rows


def page_of_sources(
    rows: QuerySet[models.Source], page: str | int | None, day: date = EVER
) -> tuple[Page[models.Source], tuple[CountedSource, ...]]:
    shown = Paginator(rows, PER_PAGE).get_page(page)
    return shown, counted(shown, day)


def counted(rows: Iterable[models.Source], day: date = EVER) -> tuple[CountedSource, ...]:
    """Some sources, each with how many claims of it were known on a day."""
    held = list(rows)
    keys = [row.pk for row in held]
    claims = _by_source(models.Claim.objects.filter(known_from__lte=day, source__in=keys))
    return tuple(CountedSource(source_from_json(row.data), claims.get(row.pk, 0)) for row in held)


def every_source(day: date = EVER, outlet: str = "") -> Iterator[CountedSource]:
    """All sources of a list, one after the other, since a record can have very many."""
    claims = models.Claim.objects.filter(known_from__lte=day)
    numbers = _by_source(claims)
    for row in sources(day, outlet).iterator():
        yield CountedSource(source_from_json(row.data), numbers.get(row.pk, 0))


def _by_source(claims: QuerySet[models.Claim]) -> dict[str, int]:
    return dict(claims.order_by().values_list("source").annotate(Count("code")))


def outlets(shown: Page[models.Source]) -> list[str]:
    """The names to choose an outlet from; none where there are too many sources to look through."""
    if shown.paginator.count > MOST_SOURCES:
        return []
    rows = models.Source.objects.exclude(outlet="").order_by("outlet")
    return list(rows.values_list("outlet", flat=True).distinct())


@dataclass(frozen=True, slots=True)
class SourceView:
    """One page of a source's claims, with what each came to."""

    source: Source
    page: Page[models.Claim]
    claims: tuple[Claim, ...]
    retired: dict[str, str]
    legs: dict[Leg, LegSummary]
    checks: dict[str, tuple[TotalCheck | OrdinalCheck, ...]]
    contradictions: tuple[FoundContradiction, ...]
    exchanges: dict[str, Exchange]
    names: Names


def source_view(
    key: str, page: str | int | None = 1, day: date = EVER, per_page: int = PER_PAGE
) -> SourceView | None:
    """A source as known on `day`; `None` where nothing of it was known then."""
    row = models.Source.objects.filter(key=key).first()
    shown = Paginator(source_claims(key, day), per_page).get_page(page)
    if row is None or not shown.paginator.count:
        return None
    claims = store.claims(
        models.Claim.objects.filter(pk__in=[one.pk for one in shown.object_list]).order_by(
            "said", "code"
        )
    )
    exchanges = exchanges_of(claims)
    legs = leg_summaries(Q(leg__exchange__in=list(exchanges)), day)
    checks = checks_of([claim.id for claim in claims], day)
    found = resting_on(claims, day)
    every = [check for group in checks.values() for check in group]
    return SourceView(
        source_from_json(row.data),
        shown,
        tuple(claims),
        retired_among(claims, day),
        {summary.leg: summary for summary in legs},
        checks,
        found,
        exchanges,
        names_for(claims, found, every),
    )


def resting_on(claims: Sequence[Claim], day: date = EVER) -> tuple[FoundContradiction, ...]:
    """The contradictions that rest on some of these claims."""
    scopes = {scope for claim in claims for scope in _scopes(claim)}
    scopes |= {f"total:{code}" for code in _beside(claims)}
    held = {claim.id for claim in claims}
    rows = models.Finding.objects.filter(holding(day), scope__in=scopes).exclude(kind="carried")
    return tuple(one for one in contradictions_of(rows) if held & set(one.item.claims))


def _beside(claims: Sequence[Claim]) -> QuerySet[models.Claim, str]:
    """The totals of the same periods: what is found of one can rest on another too."""
    totals = [claim for claim in claims if is_total(claim) and claim.covers is not None]
    return models.Claim.objects.filter(
        kind=ClaimKind.TOTAL,
        covers_first__in={c.covers.first for c in totals if c.covers is not None},
        covers_last__in={c.covers.last for c in totals if c.covers is not None},
    ).values_list("code", flat=True)


def _scopes(claim: Claim) -> set[str]:
    """The scopes of the findings that can rest on a claim."""
    found = {f"total:{claim.id}", f"ordinal:{claim.id}"}
    if claim.exchange:
        found.add(f"exchange:{claim.exchange}")
    else:
        found.add(f"loose:{digest(list(talk_of(claim)))[:32]}")
    if claim.agreement:
        found.add(f"agreement:{claim.agreement}")
    if is_total(claim):
        found |= {group_scope(group) for group in groups_of(claim)}
    return found
