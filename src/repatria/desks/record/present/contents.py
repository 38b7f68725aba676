"""What a page of one thing says, as data: for its JSON file, and for the interface for programs."""

from __future__ import annotations

from datetime import date
from typing import Any

from repatria.desks.record.present import as_json
from repatria.desks.record.present.agreement_files import agreement_json
from repatria.desks.record.present.legs import LegPage, claims_on, on_leg
from repatria.desks.record.queries import ExchangeView
from repatria.desks.record.queries_agreements import AgreementData
from repatria.desks.record.queries_contradictions import ContradictionView
from repatria.desks.record.queries_sources import CountedSource, SourceView
from repatria.formats.frame_json import source_to_json

Json = dict[str, Any]


def of_exchange(view: ExchangeView, as_known: date | None) -> Json:
    return {**as_json.exchange_json(view), "as_known": as_known}


def of_leg(view: ExchangeView, page: LegPage, as_known: date | None) -> Json:
    leg = page.card.leg
    claims = claims_on(view, leg)
    ids = {claim.id for claim in claims}
    return {
        **as_json.leg_json(view.legs[leg], view.names),
        "as_known": as_known,
        "date": view.exchange.date.text,
        "happened": view.exchange.happened,
        "claims": as_json.claims_json(claims, view.retired),
        "utterances": as_json.utterances_json(
            one for one in view.utterances if ids & set(one.claims)
        ),
        "contradictions": [
            as_json.contradiction_json(one, view.names) for one in on_leg(view, leg)
        ],
        "what_would_settle_it": page.settle,
    }


def of_source(view: SourceView, as_known: date | None) -> Json:
    return {
        "source": source_to_json(view.source),
        "text_held": False,
        "as_known": as_known,
        "claims": as_json.claims_json(view.claims, view.retired),
        "legs": [as_json.summary_json(one) for one in view.legs.values()],
        "checks": as_json.checks_json(view.checks, view.names),
        "contradictions": [
            as_json.contradiction_json(one, view.names) for one in view.contradictions
        ],
    }


def counted_source(row: CountedSource) -> Json:
    """A source in a list."""
    return {**source_to_json(row.source), "claims": row.claims}


def of_contradiction(view: ContradictionView, as_known: date | None) -> Json:
    return {
        **as_json.contradiction_json(view.found, view.names),
        "as_known": as_known,
        "no_longer_since": view.until,
        "statements": as_json.claims_json(list(view.claims.values()), view.retired),
    }


def of_agreement(found: AgreementData, as_known: date | None) -> Json:
    return {"as_known": as_known, **agreement_json(found)}
