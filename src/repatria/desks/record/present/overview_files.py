"""The overview as data: its legs as a table, and everything it shows as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from repatria.desks.common.downloads import Column
from repatria.desks.record.present.as_json import (
    checks_json,
    claims_json,
    contradiction_json,
    interval_json,
    leg_place,
)
from repatria.desks.record.present.overview import OverviewPage
from repatria.desks.record.queries import LegSummary, SideState
from repatria.desks.record.queries_overview import OverviewData
from repatria.statements.balance import SideSum
from repatria.statements.record import Exchange

Json = dict[str, Any]

_SIDE = ("state", "low", "high", "speakers", "only_unnamed")
COLUMNS = (
    Column("exchange", "#event+code"),
    Column("date", "#date+occurred"),
    Column("happened", "#status+happened"),
    Column("agreement", "#meta+agreement"),
    Column("track", "#indicator+track"),
    Column("from", "#org+giver"),
    Column("to", "#org+receiver"),
    Column("category", "#indicator+category"),
    Column("unit", "#indicator+unit"),
    Column("grade", "#indicator+grade"),
    Column("low", "#indicator+num+min"),
    Column("high", "#indicator+num+max"),
    *(Column(f"giver_{name}", f"#indicator+giver+{name}") for name in _SIDE),
    *(Column(f"receiver_{name}", f"#indicator+receiver+{name}") for name in _SIDE),
)


def leg_cells(
    legs: Iterable[LegSummary], exchanges: Mapping[str, Exchange]
) -> Iterator[list[object]]:
    """A row a leg, as in the page's table. A number that nobody gives is an empty cell, and the
    state beside it says why."""
    for one in legs:
        yield _cells(one, exchanges[one.leg.exchange])


def _cells(one: LegSummary, exchange: Exchange) -> list[object]:
    leg, spread = one.leg, one.spread
    return [
        leg.exchange,
        exchange.date.text,
        _yes(exchange.happened),
        exchange.agreement,
        leg.track.value,
        leg.giver,
        leg.receiver,
        one.category,
        one.unit,
        "" if one.grade is None else one.grade.value,
        None if spread is None else spread.low,
        None if spread is None else spread.high,
        *_side_cells(one.giver),
        *_side_cells(one.receiver),
    ]


def _side_cells(side: SideState) -> list[object]:
    low, high = (None, None) if side.interval is None else (side.interval.low, side.interval.high)
    return [side.state.value, low, high, "; ".join(side.speakers), _yes(side.unnamed)]


def _yes(value: bool) -> str:
    return "true" if value else "false"


def overview_json(
    data: OverviewData,
    page: OverviewPage,
    legs: Iterable[LegSummary],
    exchanges: Mapping[str, Exchange],
) -> Json:
    """Everything that the page shows, and all legs; sentences are in the reader's language."""
    window, names = data.window, data.names
    return {
        "from": data.start,
        "until": data.until,
        "first_exchange": window.first,
        "last_exchange": window.last,
        "summary": page.counts,
        "exchanges": window.total,
        "happened": {track.value: number for track, number in data.happened.items()},
        "legs": [leg_json(one, exchanges[one.leg.exchange]) for one in legs],
        "balance": [_sum(side) for side in window.balance],
        "identity": claims_json(data.identities, data.said.retired),
        "statements": claims_json(data.said.claims, data.said.retired),
        "checks": checks_json(data.said.checks, names),
        "contradictions": [contradiction_json(one, names) for one in data.contradictions],
        "contradictions_total": data.contradictions_total,
        "earlier": data.earlier,
        "later": data.later,
    }


def leg_json(one: LegSummary, exchange: Exchange) -> Json:
    return {
        **leg_place(one.leg),
        "date": exchange.date.text,
        "happened": exchange.happened,
        "category": one.category,
        "unit": one.unit,
        "grade": None if one.grade is None else one.grade.value,
        "spread": interval_json(one.spread),
        "giver_word": _side(one.giver),
        "receiver_word": _side(one.receiver),
    }


def _side(side: SideState) -> Json:
    return {
        "party": side.party,
        "state": side.state.value,
        "interval": interval_json(side.interval),
        "speakers": list(side.speakers),
        "only_unnamed": side.unnamed,
    }


def _sum(side: SideSum) -> Json:
    return {
        "giver": side.key.giver,
        "receiver": side.key.receiver,
        "track": side.key.track.value,
        "side": side.role.value,
        "party": side.party,
        "sum": interval_json(side.stated),
        "legs": side.legs,
        "legs_by_state": {state.value: number for state, number in side.by_state},
        "legs_by_grade": {grade.value: number for grade, number in side.by_grade},
        "legs_of_unnamed_sources_only": side.unnamed_legs,
        "speakers": list(side.speakers),
    }
