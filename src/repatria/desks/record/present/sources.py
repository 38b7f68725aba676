"""A source as a page shows it: its claims, each with what it came to."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from repatria.desks.record import labels
from repatria.desks.record.labels import Names
from repatria.desks.record.present.claims import ClaimRow, claim_rows
from repatria.desks.record.present.contradictions import (
    ContradictionRow,
    LegLink,
    contradiction_rows,
    leg_link,
)
from repatria.desks.record.present.figures import Chip, chip
from repatria.desks.record.queries import LegSummary
from repatria.desks.record.queries_sources import SourceView
from repatria.statements.claim import Claim
from repatria.statements.figures import counts
from repatria.statements.record import Leg


@dataclass(frozen=True, slots=True)
class CameTo:
    """A leg that a claim speaks of, and how the leg's headline stands with all other words."""

    link: LegLink
    chip: Chip
    spread: str


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A claim of the source; `agreement` is the code of one that it speaks of."""

    row: ClaimRow
    legs: tuple[CameTo, ...]
    contradictions: tuple[ContradictionRow, ...]


@dataclass(frozen=True, slots=True)
class SourcePage:
    rows: tuple[SourceRow, ...]
    itself: tuple[ContradictionRow, ...]
    """The contradictions that rest on two or more claims of this source."""


def source_page(view: SourceView) -> SourcePage:
    names = view.names
    found = contradiction_rows(view.contradictions, names)
    resting: dict[str, list[ContradictionRow]] = {}
    for item, row in zip(view.contradictions, found, strict=True):
        for claim in item.item.claims:
            resting.setdefault(claim, []).append(row)
    rows = claim_rows(
        view.claims, names, retired=view.retired, checks=view.checks, differing=resting
    )
    own = Counter(
        item.key for item in view.contradictions for claim in view.claims
        if claim.id in item.item.claims
    )  # fmt: skip
    return SourcePage(
        tuple(
            SourceRow(row, _legs(row.claim, view, names), tuple(resting.get(row.claim.id, ())))
            for row in rows
        ),
        tuple(row for row in found if own[row.key] > 1),
    )


def _legs(claim: Claim, view: SourceView, names: Names) -> tuple[CameTo, ...]:
    exchange = view.exchanges.get(claim.exchange)
    if exchange is None:
        return ()
    legs = (Leg(claim.exchange, a, b, claim.track) for a, b in claim.directions())
    held = (view.legs[leg] for leg in legs if leg in view.legs)
    return tuple(_came_to(summary, names, counts(claim)) for summary in held)


def _came_to(summary: LegSummary, names: Names, counted: bool) -> CameTo:
    """The grade stands beside what counts towards it; elsewhere the leg is only linked."""
    spread = "" if summary.spread is None or not counted else labels.interval(summary.spread)
    link = leg_link(summary.leg, names)
    if link.day is None:
        link = LegLink(link.leg, link.giver, link.receiver, link.track, summary.day)
    return CameTo(link, chip(summary.grade), spread)
