"""What the report reads beyond the pages' queries: many exchanges at once, and whole periods.

Nothing is read one by one: an exchange more costs no query more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from repatria.desks.record import models, store
from repatria.desks.record.labels import in_language
from repatria.desks.record.queries import FoundContradiction, contradictions_of, holding
from repatria.desks.record.verdicts import batches
from repatria.formats.frame_json import agreement_from_json
from repatria.statements.claim import Claim
from repatria.statements.record import Exchange, retired_on, retirements
from repatria.statements.roots import verdicts
from repatria.statements.scopes import ScopeFindings, examine_exchange
from repatria.statements.sums import is_total
from repatria.statements.vocabulary import ClaimKind

MOST_PERIODS = 50
CHUNK = 500


@dataclass(frozen=True, slots=True)
class Scope:
    """One exchange with everything said of it, examined."""

    exchange: Exchange
    claims: tuple[Claim, ...]
    findings: ScopeFindings


def named(codes: Iterable[str]) -> list[Claim]:
    """The claims of some ids."""
    return [
        claim
        for batch in batches(sorted(codes), CHUNK)
        for claim in store.claims(models.Claim.objects.filter(code__in=batch))
    ]


def agreement_names(codes: Iterable[str]) -> dict[str, str]:
    """The names of some agreements, in the reader's language."""
    rows = models.Agreement.objects.filter(code__in=set(codes))
    held = dict(rows.values_list("code", "data"))
    return {code: in_language(agreement_from_json(data).name) for code, data in held.items()}


def retired(claims: Sequence[Claim], day: date) -> dict[str, str]:
    """Why some of these claims no longer count on a day."""
    later: list[Claim] = []
    for batch in batches((claim.id for claim in claims), CHUNK):
        rows = models.Claim.objects.exclude(supersedes="").filter(supersedes__in=batch)
        later += store.claims(rows)
    return retired_on(retirements([*claims, *later]), day)


def scopes(exchanges: Iterable[Exchange], day: date) -> tuple[list[Scope], dict[str, str]]:
    """Some exchanges as known on `day`, and why some of their claims no longer count."""
    held = {exchange.code: exchange for exchange in exchanges}
    rows = models.Claim.objects.filter(exchange__in=list(held), known_from__lte=day)
    claims: dict[str, list[Claim]] = {code: [] for code in held}
    for claim in store.claims(rows.order_by("said", "code")):
        claims[claim.exchange].append(claim)
    gone = retired([claim for group in claims.values() for claim in group], day)
    judged = verdicts(store.judgements(), day)
    found = [
        Scope(exchange, tuple(own), examine_exchange(exchange, own, gone, judged))
        for code, exchange in held.items()
        for own in (claims[code],)
    ]
    return found, gone


def on_periods(first: date, last: date, codes: Sequence[str], day: date) -> tuple[list[Claim], int]:
    """Statements on periods that touch a window, and how many more there are.

    They are said since the window began: totals and ordinals wherever they stand, and whatever else
    names no exchange.
    """
    sums = Q(kind__in=(ClaimKind.TOTAL, ClaimKind.ORDINAL))
    rows = models.Claim.objects.filter(sums | Q(exchange=None), known_from__lte=day).filter(
        Q(covers_first__lte=last, covers_last__gte=first, known_from__gte=first)
        | Q(covers_last=None, known_from__gte=first, said__lte=last)
        | sums & Q(exchange__in=codes)
    )
    claims = store.claims(rows.order_by("said", "code")[: MOST_PERIODS + 1])
    more = rows.count() - MOST_PERIODS if len(claims) > MOST_PERIODS else 0
    return claims[:MOST_PERIODS], more


def totals_inside(first: date, last: date, day: date) -> list[Claim]:
    """The totals with a number that speak of days inside a window only, and still count."""
    rows = models.Claim.objects.filter(
        kind=ClaimKind.TOTAL, covers_first__gte=first, covers_first__lte=last, known_from__lte=day
    )
    found = [
        claim
        for some in portions(rows)
        for claim in some
        if is_total(claim) and not claim.counting and claim.interval is not None
        and claim.covers is not None and min(claim.covers.last, claim.known_from) <= last
    ]  # fmt: skip
    gone = retired(found, day)
    return [claim for claim in found if claim.id not in gone]


def in_window(
    first: date, last: date, codes: Sequence[str], claims: Iterable[str], day: date
) -> tuple[FoundContradiction, ...]:
    """The contradictions of a window: of its days, its exchanges, and statements on its periods."""
    scoped = [f"{what}:{claim}" for claim in claims for what in ("total", "ordinal")]
    where = Q(day__gte=first, day__lte=last) | Q(legs__exchange__in=codes) | Q(scope__in=scoped)
    return contradictions_of(models.Finding.objects.filter(holding(day)).filter(where).distinct())


def each_contradiction(day: date) -> Iterator[tuple[FoundContradiction, ...]]:
    """All contradictions that hold on a day, in portions."""
    rows = models.Finding.objects.filter(holding(day))
    ids = list(rows.exclude(kind="carried").order_by("day", "key").values_list("pk", flat=True))
    for start in range(0, len(ids), CHUNK):
        some = ids[start : start + CHUNK]
        legs = models.Leg.objects.filter(findings__in=some)
        carried = rows.filter(kind="carried", legs__in=legs)
        yield contradictions_of(
            models.Finding.objects.filter(Q(pk__in=some) | Q(pk__in=carried.values("pk")))
        )


def each_checked(day: date) -> Iterator[list[Claim]]:
    """All totals and ordinals that were checked, in portions."""
    checked = models.Check.objects.filter(holding(day)).values("claim")
    yield from portions(models.Claim.objects.filter(code__in=checked))


def portions(rows: QuerySet[models.Claim]) -> Iterator[list[Claim]]:
    """The claims of a query in the order of their days, a portion at a time."""
    last: tuple[date, str] | None = None
    while True:
        here = rows
        if last is not None:
            said, code = last
            here = rows.filter(Q(said__gt=said) | Q(said=said, code__gt=code))
        found = store.claims(here.order_by("said", "code")[:CHUNK])
        if found:
            yield found
        if len(found) < CHUNK:
            return
        last = found[-1].said_on.first, found[-1].id
