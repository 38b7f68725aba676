"""An exchange as a page shows it: what it was, its legs, everything said of it in time order."""

from __future__ import annotations

from dataclasses import dataclass

from repatria.desks.record import labels
from repatria.desks.record.present.claims import ClaimRow, claim_rows
from repatria.desks.record.present.contradictions import ContradictionRow, contradiction_rows
from repatria.desks.record.present.legs import LegCard, leg_card, ordered_legs, rows_on
from repatria.desks.record.queries import ExchangeView
from repatria.statements.record import Exchange


@dataclass(frozen=True, slots=True)
class Numbered:
    """A party's own count of the exchange; `basis` is in the words of the data."""

    party: str
    number: int
    stated: bool
    basis: str


@dataclass(frozen=True, slots=True)
class ExchangePage:
    exchange: Exchange
    track: str
    agreement: str
    numbering: tuple[Numbered, ...]
    legs: tuple[LegCard, ...]
    rows: tuple[ClaimRow, ...]
    contradictions: tuple[ContradictionRow, ...]


def exchange_page(view: ExchangeView) -> ExchangePage:
    names, exchange = view.names, view.exchange
    differing = {one for found in view.contradictions for one in found.item.claims}
    rows = claim_rows(
        view.claims,
        names,
        retired=view.retired,
        utterances=view.utterances,
        checks=view.checks,
        differing=differing,
    )
    claims = {claim.id: claim for claim in view.claims}
    return ExchangePage(
        exchange=exchange,
        track=str(labels.WORDS[exchange.track]),
        agreement="" if view.agreement is None else labels.in_language(view.agreement.name),
        numbering=tuple(
            Numbered(names.party(party), number, basis == "stated", basis)
            for party, number, basis in exchange.numbering
        ),
        legs=tuple(
            leg_card(view, view.legs[leg], rows_on(view, leg)) for leg in ordered_legs(view)
        ),
        rows=rows,
        contradictions=contradiction_rows(view.contradictions, names, claims, view.retired),
    )
