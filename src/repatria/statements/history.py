"""The history of a record's verdicts: what each scope came to, on every day since the first claim.

`examine(record, day)` asks about one day; here every day is answered at once, as spans. The two
agree on every day (a property test holds them together).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from repatria.statements.claim import Claim
from repatria.statements.contradiction import Contradiction
from repatria.statements.figures import LegVerdict
from repatria.statements.ordinals import OrdinalCheck, check_ordinal
from repatria.statements.record import Exchange, Judgement, Leg, Retirements, SignedFigure
from repatria.statements.roots import Utterance, verdicts
from repatria.statements.scopes import examine_exchange, examine_loose
from repatria.statements.spans import Span, Spans
from repatria.statements.vocabulary import Track


@dataclass(frozen=True, slots=True)
class ScopeHistory:
    """The spans of one scope."""

    legs: tuple[Span[LegVerdict], ...]
    contradictions: tuple[Span[Contradiction], ...]
    utterances: tuple[Span[Utterance], ...]


def scope_history(
    exchange: Exchange | None,
    claims: Sequence[Claim],
    retirements: Retirements,
    judgements: Sequence[Judgement] = (),
    signed: Sequence[SignedFigure] = (),
) -> ScopeHistory:
    """Examine a scope on every day on which something about it changed.

    `exchange` is `None` for a cluster of claims that name none; `judgements` may hold those on
    other scopes.
    """
    legs: Spans[Leg, LegVerdict] = Spans()
    found: Spans[str, Contradiction] = Spans()
    said: Spans[tuple[str, ...], Utterance] = Spans()
    ids = {claim.id for claim in claims}
    own = [item for item in judgements if item.first in ids and item.second in ids]
    begins = [claim.known_from for claim in claims]
    if exchange is not None and not claims:
        begins = [exchange.date.first]
    for day in _change_days(begins, ids, retirements, own, signed):
        known = [claim for claim in claims if claim.known_from <= day]
        retired = {
            one: retirements[one][0][1]
            for one in ids & retirements.keys()
            if retirements[one][0][0] <= day
        }
        judged = verdicts(own, day)
        if exchange is None:
            scope = examine_loose(known, retired, judged)
        else:
            acts = [act for act in signed if act.on <= day]
            scope = examine_exchange(exchange, known, retired, judged, acts)
        legs.state(day, dict(scope.legs), legs.keys)
        found.state(day, {item.key: item for item in scope.contradictions}, found.keys)
        said.state(day, {item.claims: item for item in scope.utterances}, said.keys)
    return ScopeHistory(tuple(legs.done()), tuple(found.done()), tuple(said.done()))


def _change_days(
    known_from: Sequence[date],
    ids: set[str],
    retirements: Retirements,
    judgements: Iterable[Judgement],
    signed: Iterable[SignedFigure],
) -> list[date]:
    """The days on which a verdict can change, none before the first thing is known."""
    if not known_from:
        return []
    first = min(known_from)
    days = set(known_from)
    days |= {retirements[one][0][0] for one in ids & retirements.keys()}
    for item in judgements:
        days.add(item.on)
        if item.withdrawn_on is not None:
            days.add(item.withdrawn_on)
    days |= {act.on for act in signed}
    return sorted(day for day in days if day >= first)


class KnownCalendar:
    """The days of the exchanges that happened, each with the day from which it was known."""

    def __init__(self, exchanges: Iterable[Exchange], known_from: dict[str, date]) -> None:
        self._known: dict[Track, list[tuple[date, date]]] = {}
        for exchange in exchanges:
            if exchange.happened:
                pair = (exchange.date.first, known_from[exchange.code])
                self._known.setdefault(exchange.track, []).append(pair)
        for pairs in self._known.values():
            pairs.sort()

    def on(self, day: date) -> KnownDays:
        return KnownDays(self._known, day)

    def changes(self, track: Track, first: date, last: date, after: date) -> list[date]:
        """The days after `after` on which an exchange of the period became known."""
        pairs = _within(self._known.get(track, []), first, last)
        return sorted({known for _, known in pairs if known > after})


Pairs = list[tuple[date, date]]


def _within(pairs: Pairs, first: date, last: date) -> Pairs:
    return pairs[bisect_left(pairs, (first,)) : bisect_right(pairs, (last, date.max))]


@dataclass(frozen=True, slots=True)
class KnownDays:
    """The calendar as known on one day."""

    known: dict[Track, Pairs]
    day: date

    def count(self, track: Track, first: date, last: date) -> int:
        pairs = _within(self.known.get(track, []), first, last)
        return sum(known <= self.day for _, known in pairs)


def ordinal_history(
    claim: Claim, calendar: KnownCalendar, retirements: Retirements
) -> list[Span[OrdinalCheck]]:
    """What checking an ordinal came to, from the day it was said."""
    spans: Spans[str, OrdinalCheck] = Spans()
    days = [claim.known_from]
    if claim.covers is not None:
        first = claim.covers.first
        days += calendar.changes(claim.track, first, claim.until, claim.known_from)
    ends = retirements.get(claim.id)
    for day in days:
        if ends is None or day < ends[0][0]:
            spans.put(day, claim.id, check_ordinal(claim, calendar.on(day)))
    if ends is not None:
        spans.put(ends[0][0], claim.id, None)
    return spans.done()
