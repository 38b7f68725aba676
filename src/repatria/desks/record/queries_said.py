"""What was said of a period, not of one leg: totals, ordinals and other statements, with what
checking them came to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from repatria.desks.record import models, queries, store
from repatria.statements.claim import Claim
from repatria.statements.ordinals import OrdinalCheck
from repatria.statements.record import retired_on, retirements
from repatria.statements.total_check import TotalCheck
from repatria.statements.vocabulary import ClaimKind

Checks = dict[str, tuple[TotalCheck | OrdinalCheck, ...]]
CHECKED = frozenset({ClaimKind.TOTAL, ClaimKind.ORDINAL})
"""The kinds of statement that are held against the record."""


@dataclass(frozen=True, slots=True)
class Said:
    """Statements in the order they were made, what checking them came to, and why some no longer
    count."""

    claims: tuple[Claim, ...]
    checks: Checks
    retired: dict[str, str]

    @property
    def every_check(self) -> list[TotalCheck | OrdinalCheck]:
        return [check for group in self.checks.values() for check in group]


def of_period(start: date | None, until: date | None, day: date) -> QuerySet[models.Claim]:
    """Statements without an exchange or agreement that touch a window, latest first.

    They touch it by the period they cover, or else by the day they were said.
    """
    first, last = start or date.min, until or date.max
    rows = models.Claim.objects.filter(exchange=None, agreement=None, known_from__lte=day)
    touching = (
        Q(covers_last__gte=first, covers_first__lte=last, said__lte=last)
        | Q(covers_last__gte=first, covers_first__lte=last, kind=ClaimKind.ORDINAL)
        | Q(covers_last__gte=first, covers_first__gte=first, covers_first__lte=last)
        | Q(covers_last=None, said__gte=first, said__lte=last)
    )
    return rows.filter(touching).order_by("-said", "code")


def within(first: date, last: date, day: date) -> QuerySet[models.Claim]:
    """Totals and ordinals whose period lies within some days, the latest of them."""
    rows = models.Claim.objects.filter(
        exchange=None,
        kind__in=[kind.value for kind in CHECKED],
        covers_first__gte=first,
        covers_last__lte=last,
        known_from__lte=day,
    )
    return rows.order_by("-said", "code")[: queries.PER_PAGE]


def checked_on(exchanges: Sequence[str], day: date) -> QuerySet[models.Claim]:
    """Totals and ordinals that were said of some exchanges."""
    return models.Claim.objects.filter(
        exchange__in=exchanges, known_from__lte=day, kind__in=[kind.value for kind in CHECKED]
    )


def read(rows: Iterable[dict[str, Any]], day: date) -> Said:
    """Statements from their JSON: four queries, however many they are."""
    held = list({data["id"]: data for data in rows}.values())
    later = models.Claim.objects.filter(supersedes__in=[data["id"] for data in held])
    newer = list(later.exclude(supersedes="").values_list("data", flat=True)) if held else []
    every = [*held, *newer]
    who = store.speakers({data["speaker"] for data in every})
    where = store.sources({data["source"] for data in every})
    claims = store.claims_of(held, who, where)
    claims.sort(key=lambda claim: (claim.said_on.first, claim.id))
    retired = retired_on(retirements([*claims, *store.claims_of(newer, who, where)]), day)
    checks = queries.checks_of([claim.id for claim in claims], day)
    return Said(tuple(claims), checks, retired)
