"""A leg as a page shows it: its figures, everything said of it, and what would settle it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from django.utils.translation import gettext

from repatria.base.dates import PartialDate
from repatria.desks.common.charts import gapline
from repatria.desks.record import labels
from repatria.desks.record.present.claims import ClaimRow, claim_rows
from repatria.desks.record.present.contradictions import ContradictionRow, contradiction_rows
from repatria.desks.record.present.figures import FigureCard, RootCard, figure_card
from repatria.desks.record.present.leg_rows import track_label
from repatria.desks.record.queries import ExchangeView, FoundContradiction
from repatria.statements.claim import Claim
from repatria.statements.figures import Grade, LegVerdict, Verdict, by_leg
from repatria.statements.quantity import Interval
from repatria.statements.record import Leg
from repatria.statements.vocabulary import Track


@dataclass(frozen=True, slots=True)
class LegCard:
    """A leg with its headline figure and the others."""

    leg: Leg
    giver: str
    receiver: str
    track: str
    headline: FigureCard
    figures: tuple[FigureCard, ...]
    why: tuple[str, ...]
    """Why the headline has its grade, and whether its gap turns up in the totals too."""


@dataclass(frozen=True, slots=True)
class LegPage:
    """Everything that the page of one leg shows."""

    card: LegCard
    day: PartialDate
    rows: tuple[ClaimRow, ...]
    chart: gapline.GapLine | None
    identities: tuple[ClaimRow, ...]
    evidence: tuple[ClaimRow, ...]
    discounted: tuple[ClaimRow, ...]
    contradictions: tuple[ContradictionRow, ...]
    settle: str


def claims_on(view: ExchangeView, leg: Leg) -> tuple[Claim, ...]:
    """The claims that speak of a leg, in the order in which they were said."""
    tracks = {view.exchange.code: view.exchange.track.value}
    return tuple(by_leg(view.claims, tracks).get(leg, ()))


def on_leg(view: ExchangeView, leg: Leg) -> tuple[FoundContradiction, ...]:
    return tuple(found for found in view.contradictions if leg in found.item.legs)


def rows_on(view: ExchangeView, leg: Leg) -> tuple[ClaimRow, ...]:
    refuted = {claim: why for figure in view.legs[leg].figures for claim, why in figure.retired}
    return claim_rows(
        claims_on(view, leg),
        view.names,
        leg=leg,
        retired={**view.retired, **refuted},
        utterances=view.utterances,
        checks=view.checks,
        differing=(one for found in on_leg(view, leg) for one in found.item.claims),
    )


def leg_card(view: ExchangeView, verdict: LegVerdict, rows: Sequence[ClaimRow]) -> LegCard:
    """A leg's figures, from its verdict and the rows of its claims."""
    leg, names = verdict.leg, view.names
    by_id = {row.claim.id: row for row in rows}
    figures = tuple(figure_card(figure, names, by_id) for figure in verdict.figures)
    carried = (one for found in on_leg(view, leg) for one in found.carried)
    return LegCard(
        leg=leg,
        giver=names.party(leg.giver),
        receiver=names.party(leg.receiver),
        track=track_label(leg.track),
        headline=figures[0],
        figures=figures,
        why=figures[0].why + tuple(names.sentence(one.reason) for one in carried),
    )


def leg_page(view: ExchangeView, verdict: LegVerdict) -> LegPage:
    rows = rows_on(view, verdict.leg)
    card = leg_card(view, verdict, rows)
    return LegPage(
        card=card,
        day=view.exchange.date,
        rows=rows,
        chart=gap_line(verdict.headline, card.headline),
        identities=tuple(row for row in rows if row.identity),
        evidence=tuple(row for row in rows if row.claim.evidence),
        discounted=tuple(row for row in rows if row.retired),
        contradictions=contradiction_rows(
            on_leg(view, verdict.leg), view.names, {c.id: c for c in view.claims}, view.retired
        ),
        settle=what_would_settle(verdict.headline),
    )


def ordered_legs(view: ExchangeView) -> tuple[Leg, ...]:
    """The exchange's own track first, then by the receiver's place among the parties."""
    return tuple(
        sorted(
            view.legs,
            key=lambda leg: (
                leg.track != view.exchange.track,
                view.names.colour(leg.receiver),
                leg,
            ),
        )
    )


def gap_line(verdict: Verdict, card: FigureCard) -> gapline.GapLine | None:
    """One point a root; nothing to draw where one side alone gives one number, or nobody does."""
    cards = _in_order(card)
    words = {(root.interval, root.role) for root in cards}
    if not words or (len(words) == 1 and cards[0].interval.single is not None):
        return None
    points = tuple(
        gapline.Point(
            label=root.figure,
            role=_role(root),
            party=root.colour,
            low=root.interval.low,
            high=root.interval.high,
        )
        for root in cards
    )
    gap = widest_gap(verdict)
    told = "; ".join(f"{point.role}: {point.label}" for point in points)
    drawn = None
    if gap is not None:
        text = gettext("difference {gap}").format(gap=labels.number(gap[1] - gap[0]))
        drawn = gapline.Gap(low=gap[0], high=gap[1], text=text)
        told = f"{told}; {text}"
    return gapline.GapLine(
        title=gettext("Who gives which number"),
        desc=told,
        points=points,
        gap=drawn,
        id_prefix="gap",
    )


def _in_order(card: FigureCard) -> tuple[RootCard, ...]:
    return (*card.sides[0].roots, *card.sides[1].roots, *card.others)


def _role(root: RootCard) -> str:
    return f"{root.role}, {labels.WORDS['unnamed']}" if root.unnamed else root.role


def widest_gap(verdict: Verdict) -> tuple[int, int] | None:
    """The part of the number line between the two words that differ most: the sides' if they do."""
    if verdict.gap is not None:
        return _between(*verdict.gap)
    pairs = combinations((root.interval for root in verdict.roots), 2)
    gaps = [(a.gap(b), a, b) for a, b in pairs if a.gap(b)]
    if not gaps:
        return None
    _, a, b = max(gaps, key=lambda item: item[0])
    return _between(a, b)


def _between(a: Interval, b: Interval) -> tuple[int, int]:
    lower, upper = sorted((a, b), key=lambda interval: interval.low)
    assert lower.high is not None
    return lower.high, upper.low


def what_would_settle(verdict: Verdict) -> str:
    """Which document would end the question, and whether one is known."""
    if verdict.grade is Grade.SIGNED:
        return gettext("It is settled: an act signed by giver and receiver carries the figure.")
    texts: Mapping[Track, str] = {
        Track.REMAINS: gettext(
            "An act signed by giver and receiver with a count by container. "
            "None is known for this leg."
        ),
        Track.LIVING: gettext(
            "An act signed by giver and receiver with the number of those who crossed. "
            "None is known for this leg."
        ),
    }
    return texts[verdict.figure.leg.track]
