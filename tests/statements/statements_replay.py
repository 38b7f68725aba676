"""What the replay of sums needs of a record, put together as a store would."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from repatria.statements.claim import Claim
from repatria.statements.history import ScopeHistory, scope_history
from repatria.statements.record import (
    Leg,
    Record,
    Retirements,
    SignedFigure,
    exchange_known_from,
    retirements,
)
from repatria.statements.scopes import by_scope
from repatria.statements.series import LegWords, words_of
from repatria.statements.spans import Span
from repatria.statements.sums import is_total
from repatria.statements.sums_history import SumsHistory, sums_history

Item = TypeVar("Item")


def scope_histories(record: Record) -> list[ScopeHistory]:
    """The history of every exchange, then of every cluster of claims that name none."""
    gone = retirements(record.claims)
    exchanges, loose = by_scope(record)
    acts: dict[str, list[SignedFigure]] = {code: [] for code in exchanges}
    for act in record.signed:
        acts[act.leg.exchange].append(act)
    held = record.exchange_by_code
    found = [
        scope_history(held[code], claims, gone, record.judgements, acts[code])
        for code, claims in exchanges.items()
    ]
    return found + [scope_history(None, claims, gone, record.judgements) for claims in loose]


@dataclass
class Replay:
    """The arguments of `sums_history`."""

    legs: list[Span[LegWords]]
    days: dict[Leg, date]
    totals: list[Claim]
    retirements: Retirements
    exchanges: list[tuple[date, date]]

    @classmethod
    def of(cls, record: Record, scopes: Iterable[ScopeHistory]) -> Replay:
        held = record.exchange_by_code
        known = exchange_known_from(record.exchanges, record.claims)
        verdicts = [span for scope in scopes for span in scope.legs]
        return cls(
            [Span(v.since, v.until, LegWords(v.item.leg, words_of(v.item))) for v in verdicts],
            {
                v.item.leg: held[v.item.leg.exchange].date.first
                for v in verdicts
                if held[v.item.leg.exchange].happened
            },
            [claim for claim in record.claims if is_total(claim)],
            retirements(record.claims),
            [(known[exchange.code], exchange.date.first) for exchange in record.exchanges],
        )

    def run(self, among: set[str] | None = None, since: date = date.min) -> SumsHistory:
        return sums_history(
            self.legs, self.days, self.totals, self.retirements, self.exchanges, among, since
        )


def held(spans: Iterable[Span[Item]], on: date) -> list[Item]:
    return [span.item for span in spans if span.holds(on)]


def turning_days(record: Record) -> list[date]:
    """Every day on which something of the record changes, and the days around it."""
    days = {claim.known_from for claim in record.claims}
    days |= {claim.withdrawn_on for claim in record.claims if claim.withdrawn_on}
    days |= {exchange.date.first for exchange in record.exchanges}
    days |= {judgement.on for judgement in record.judgements}
    days |= {judgement.withdrawn_on for judgement in record.judgements if judgement.withdrawn_on}
    days |= {act.on for act in record.signed}
    return sorted({date.fromordinal(on.toordinal() + step) for step in (-1, 0, 1) for on in days})
