"""Agreements as data: the list as a table, and one agreement with everything its page shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from repatria.desks.common.downloads import Column
from repatria.desks.record.labels import Names
from repatria.desks.record.present.as_json import checks_json, claims_json, reasons_json
from repatria.desks.record.present.overview_files import leg_json
from repatria.desks.record.queries_agreements import AgreementData
from repatria.desks.record.queries_overview import Under
from repatria.formats.frame_json import agreement_to_json
from repatria.statements.readings import TermRow, compare_readings
from repatria.statements.record import Agreement
from repatria.statements.vocabulary import Track

Json = dict[str, Any]

COLUMNS = (
    Column("agreement", "#meta+agreement+code"),
    Column("name", "#meta+agreement+name"),
    Column("date", "#date+agreed"),
    Column("readings_by", "#org+reading+list"),
    *(Column(track.value, f"#status+{track.value}") for track in Track),
    Column("exchanges", "#indicator+exchanges+num"),
    Column("first_exchange", "#date+start"),
    Column("last_exchange", "#date+end"),
)


def cells(found: Iterable[Under]) -> Iterator[list[object]]:
    """A row an agreement; under each track how the readings compare, empty where none speaks."""
    for one in found:
        held = one.agreement
        verdicts = {row.topic: row.verdict.value for row in compare_readings(held)}
        yield [
            held.code,
            held.name["en"],
            held.date.text,
            "; ".join("+".join(reading.by) for reading in held.readings),
            *(verdicts.get(track, "") for track in Track),
            one.exchanges,
            "" if one.first is None else one.first.isoformat(),
            "" if one.last is None else one.last.isoformat(),
        ]


def listing_json(found: Iterable[Under], names: Names) -> list[Json]:
    return [_under_json(one, compare_readings(one.agreement), names) for one in found]


def _under_json(one: Under, rows: Iterable[TermRow], names: Names) -> Json:
    return {
        "agreement": agreement_to_json(one.agreement),
        "comparison": _comparison(one.agreement, rows, names),
        "exchanges": one.exchanges,
        "first_exchange": one.first,
        "last_exchange": one.last,
    }


def _comparison(agreement: Agreement, rows: Iterable[TermRow], names: Names) -> list[Json]:
    readings = [list(reading.by) for reading in agreement.readings]
    return [
        {
            "topic": row.topic.value,
            "verdict": row.verdict.value,
            "readings": [
                {"by": by, "terms": len(terms)}
                for by, terms in zip(readings, row.terms, strict=True)
            ],
            "reasons": reasons_json(row.reasons, names),
        }
        for row in rows
    ]


def agreement_json(data: AgreementData) -> Json:
    """Everything that the page of an agreement shows."""
    view, names = data.view, data.names
    exchanges = {exchange.code: exchange for exchange in view.exchanges}
    return {
        **_under_json(data.under, view.rows, names),
        "claims": claims_json(view.claims, data.retired),
        "legs": [leg_json(one, exchanges[one.leg.exchange]) for one in view.legs],
        "exchanges_left_out": view.more_exchanges,
        "statements": claims_json(data.said.claims, data.said.retired),
        "checks": checks_json(data.said.checks, names),
    }
