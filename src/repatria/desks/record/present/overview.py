"""The overview as its page shows it: one window of the record, from facts down to single legs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from repatria.base.dates import PartialDate
from repatria.desks.common import wording
from repatria.desks.common.charts import balance as balance_chart
from repatria.desks.common.charts import timeline as timeline_chart
from repatria.desks.common.charts.svg import Svg
from repatria.desks.record import labels
from repatria.desks.record.labels import Names
from repatria.desks.record.present.addresses import Addresses
from repatria.desks.record.present.balance import TrackBalance, balance, drawing
from repatria.desks.record.present.claims import ClaimRow, claim_rows
from repatria.desks.record.present.contradictions import ContradictionRow, contradiction_rows
from repatria.desks.record.present.facts import Fact, facts
from repatria.desks.record.present.identity import Identity, identity
from repatria.desks.record.present.leg_rows import LegRow, leg_rows
from repatria.desks.record.present.periods import QuickPeriod, quick_periods
from repatria.desks.record.present.timeline import timeline
from repatria.desks.record.queries_overview import Days, OverviewData
from repatria.desks.record.queries_said import CHECKED
from repatria.statements.record import Exchange
from repatria.statements.vocabulary import Track


@dataclass(frozen=True, slots=True)
class AgreementLink:
    """An agreement by its code, for its address, with its name and date."""

    code: str
    name: str
    date: PartialDate


@dataclass(frozen=True, slots=True)
class DrawnBalance:
    """The balance of one track; without a picture where nobody gives a number."""

    track: TrackBalance
    picture: Svg | None


@dataclass(frozen=True, slots=True)
class OverviewPage:
    """Everything of the page but its addresses; texts are in the reader's language."""

    heading: str
    counts: str
    shown: int
    total: int
    under: tuple[AgreementLink, ...]
    """The agreements that every exchange shown belongs to; empty where one belongs to none."""
    periods: tuple[QuickPeriod, ...]
    earlier: QuickPeriod | None
    later: QuickPeriod | None
    strips: tuple[tuple[Fact, ...], ...]
    identity: Identity | None
    timeline: Svg | None
    parties: tuple[str, ...]
    apart: bool
    """Whether days without an exchange are left out of the time line."""
    balance: tuple[DrawnBalance, ...]
    legs: tuple[LegRow, ...]
    checked: tuple[ClaimRow, ...]
    other: tuple[ClaimRow, ...]
    contradictions: tuple[ContradictionRow, ...]
    contradictions_total: int

    @property
    def contradictions_left(self) -> int:
        return self.contradictions_total - len(self.contradictions)


def overview_page(data: OverviewData, to: Addresses) -> OverviewPage:
    window, names = data.window, data.names
    exchanges = {exchange.code: exchange for exchange in window.exchanges}
    tracks = balance(window.balance, names)
    whole = len(exchanges) == window.total
    found = facts(tracks, window.legs, exchanges, whole=whole)
    whose = identity(data.identities, _handovers(window.exchanges), names)
    drawn = timeline(window.legs, window.exchanges, names, to) if window.legs else None
    rows = claim_rows(data.said.claims, names, retired=data.said.retired, checks=data.said.checks)
    return OverviewPage(
        heading=_heading(data),
        counts=counts_text(data.happened, window.exchanges if whole else ()),
        shown=len(exchanges),
        total=window.total,
        under=_under(data),
        periods=quick_periods(data.latest),
        earlier=_period(data.earlier),
        later=_period(data.later),
        strips=_strips(found, whose is not None),
        identity=whose,
        timeline=None if drawn is None else timeline_chart.draw(drawn),
        parties=tuple(names.party(code) for code in names.parties),
        apart=drawn is not None and any(day.sublabel for day in drawn.days),
        balance=tuple(_drawn(track, names) for track in tracks),
        legs=leg_rows(window.legs, exchanges, names, to),
        checked=tuple(row for row in rows if row.claim.kind in CHECKED),
        other=tuple(row for row in rows if row.claim.kind not in CHECKED),
        contradictions=contradiction_rows(data.contradictions, names),
        contradictions_total=data.contradictions_total,
    )


def _drawn(track: TrackBalance, names: Names) -> DrawnBalance:
    numbers = any(row.figure for row in track.rows)
    return DrawnBalance(track, balance_chart.draw(drawing(track, names)) if numbers else None)


def _heading(data: OverviewData) -> str:
    """The period: the days asked for, and where one is open, that of the exchanges."""
    start, until = data.start or data.window.first, data.until or data.window.last
    return wording.period(start, until, labels.language())


def counts_text(happened: dict[Track, int], exchanges: Sequence[Exchange]) -> str:
    """`4 exchanges of prisoners and 5 handovers of remains, as each side told them.`"""
    living, remains = happened.get(Track.LIVING, 0), happened.get(Track.REMAINS, 0)
    parts = []
    if living:
        text = ngettext("{number} exchange of prisoners", "{number} exchanges of prisoners", living)
        parts.append(text.format(number=labels.number(living)))
    if remains:
        text = ngettext("{number} handover of remains", "{number} handovers of remains", remains)
        parts.append(text.format(number=labels.number(remains)))
    if not parts:
        found = [gettext("No exchange that took place is known in this period.")]
    elif len(parts) == 1:
        found = [gettext("{exchanges}, as each side told it.").format(exchanges=parts[0])]
    else:
        text = gettext("{living} and {remains}, as each side told them.")
        found = [text.format(living=parts[0], remains=parts[1])]
    failed = sum(not exchange.happened for exchange in exchanges)
    if failed:
        text = ngettext(
            "{number} more did not take place.", "{number} more did not take place.", failed
        )
        found.append(text.format(number=labels.number(failed)))
    return " ".join(found)


def _handovers(exchanges: Sequence[Exchange]) -> int:
    return sum(e.track is Track.REMAINS and e.happened for e in exchanges)


def _under(data: OverviewData) -> tuple[AgreementLink, ...]:
    codes = {exchange.agreement for exchange in data.window.exchanges}
    if "" in codes:
        return ()
    held = [one.agreement for one in data.latest.under if one.agreement.code in codes]
    return tuple(AgreementLink(a.code, labels.in_language(a.name), a.date) for a in held)


def _period(days: Days | None) -> QuickPeriod | None:
    return None if days is None else QuickPeriod(*days)


def _strips(found: Sequence[Fact], with_identity: bool) -> tuple[tuple[Fact, ...], ...]:
    """The facts in one strip, or the living apart from remains where they are too many for one."""
    if len(found) + with_identity <= 4:
        return (tuple(found),)
    living = tuple(fact for fact in found if fact.track is Track.LIVING)
    remains = tuple(fact for fact in found if fact.track is Track.REMAINS)
    return tuple(filter(None, (living, remains)))
