"""The history of totals: every total re-checked whenever a leg of its period, or the chain that it
continues, changed."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from repatria.statements.carried import carry
from repatria.statements.claim import Claim
from repatria.statements.contradiction import Carried, Contradiction
from repatria.statements.record import Leg, Retirements
from repatria.statements.series import LegWords, Series, SeriesKey
from repatria.statements.spans import Span, Spans
from repatria.statements.sums import (
    as_contradiction,
    build_series,
    check_claim,
    keys_of,
    series_key,
)
from repatria.statements.total_check import TotalCheck


@dataclass(frozen=True, slots=True)
class SumsHistory:
    """The spans of the checks (one tuple a claim), of failed ones, and of carried gaps."""

    checks: tuple[Span[tuple[TotalCheck, ...]], ...]
    contradictions: tuple[Span[Contradiction], ...]
    carried: tuple[Span[Carried], ...]


Group = tuple[SeriesKey, date, date]
"""The totals of one series for one period: they stand beside each other."""


class _Replay:
    """Replays the days of a record over its series, keeping what holds."""

    def __init__(self, days: Mapping[Leg, date], claims: Mapping[str, Claim]) -> None:
        self.days = days
        self.claims = claims
        self.series = build_series(days.items())
        self.live: dict[SeriesKey, list[tuple[date, str]]] = {}
        self.checks: Spans[str, tuple[TotalCheck, ...]] = Spans()
        self.found: Spans[tuple[object, str], Contradiction] = Spans()
        self.carried: Spans[tuple[Group, str, str], Carried] = Spans()
        self.failed: dict[str, tuple[Contradiction, ...]] = {}
        self.begins = date.max

    def add(self, claim: Claim) -> set[str]:
        """Put a total in; return the totals to check: itself, and those that may continue it."""
        for key in keys_of(claim):
            insort(self.live.setdefault(key, []), (_end(claim), claim.id))
        return self._from(claim)

    def drop(self, claim: Claim, day: date) -> set[str]:
        """Take a total out, with all that it came to."""
        touched = self._from(claim) - {claim.id}
        for key in keys_of(claim):
            self.live[key].remove((_end(claim), claim.id))
        self.checks.put(day, claim.id, None)
        self._fail(day, claim.id, ())
        return touched

    def _from(self, claim: Claim) -> set[str]:
        found = {claim.id}
        for key in keys_of(claim):
            live = self.live.get(key, [])
            found |= {one for _, one in live[bisect_left(live, (_end(claim), "")) :]}
        return found

    def put_leg(self, item: LegWords) -> set[str]:
        """Put a leg's words in; return the totals whose period they lie in."""
        key, day = series_key(item.leg), self.days[item.leg]
        self.series[key].set(item.leg, item.words)
        live = self.live.get(key, [])
        later = live[bisect_left(live, (day, "")) :]
        return {one for _, one in later if _covers(self.claims[one], day)}

    def check(self, day: date, ids: Iterable[str], groups: set[Group]) -> None:
        """Check some totals again, and how the totals of some groups stand beside each other."""
        keys = {key for one in ids for key in keys_of(self.claims[one])}
        earlier = {key: self._reaching_back(key) for key in keys}
        for one in ids:
            claim = self.claims[one]
            result = tuple(check_claim(claim, self.series, self.begins, earlier))
            self.checks.put(day, one, result)
            beside = [self.claims[other] for _, other in self.live.get(keys_of(claim)[0], ())]
            failed = (as_contradiction(claim, check, beside) for check in result)
            self._fail(day, one, tuple(item for item in failed if item is not None))
        for group in groups:
            self._stand(day, group)

    def _reaching_back(self, key: SeriesKey) -> list[Claim]:
        live = (self.claims[one] for _, one in self.live.get(key, ()))
        return [claim for claim in live if claim.covers and claim.covers.first < self.begins]

    def _fail(self, day: date, claim: str, items: tuple[Contradiction, ...]) -> None:
        before = [(claim, item.key) for item in self.failed.pop(claim, ())]
        self.found.state(day, {(claim, item.key): item for item in items}, before)
        if items:
            self.failed[claim] = items

    def _stand(self, day: date, group: Group) -> None:
        key = group[0]
        ids = [one for _, one in self.live.get(key, ())]
        live = [self.claims[one] for one in ids if group in groups_of(self.claims[one])]
        told = {c for claim in live for item in self.failed.get(claim.id, ()) for c in item.claims}
        series = self.series.get(key, Series(()))
        carried, apart = carry(series, live, (key.giver, key.receiver), told)
        now = {(group, item.giver, item.receiver): item for item in carried}
        self.carried.state(day, now, [one for one in self.carried.keys if one[0] == group])
        differing: dict[tuple[object, str], Contradiction]
        differing = {(group, item.key): item for item in apart}
        self.found.state(day, differing, [one for one in self.found.keys if one[0] == group])


def sums_history(
    legs: Iterable[Span[LegWords]],
    days: Mapping[Leg, date],
    totals: Iterable[Claim],
    retirements: Retirements,
    exchanges: Iterable[tuple[date, date]],
    among: Container[str] | None = None,
) -> SumsHistory:
    """Replay the record: the spans of its legs, its totals, and when each exchange became known.

    `days` gives the day of every leg that counts (of an exchange that happened); `exchanges` the
    (known from, day) of every exchange. With `among`, only those totals (and the periods that they
    speak of) are checked; the others still stand in the chains.
    """
    claims = {claim.id: claim for claim in totals}
    replay = _Replay(days, claims)
    events: dict[date, list[Span[LegWords] | Claim | date]] = {}
    for span in legs:
        if span.item.leg in days:
            events.setdefault(span.since, []).append(span)
    for known_from, day in exchanges:
        events.setdefault(known_from, []).append(day)
    for claim in claims.values():
        events.setdefault(claim.known_from, []).append(claim)
    ends = {one: retirements[one][0][0] for one in claims.keys() & retirements.keys()}
    leaving: dict[date, list[Claim]] = {}
    for one, end in ends.items():
        if end > claims[one].known_from:
            leaving.setdefault(end, []).append(claims[one])
    for day in sorted(events.keys() | leaving.keys()):
        touched: set[str] = set()
        groups: set[Group] = set()
        for event in events.get(day, ()):
            if isinstance(event, Span):
                touched |= replay.put_leg(event.item)
            elif isinstance(event, date):
                if event < replay.begins:
                    replay.begins = event
                    touched |= {one for live in replay.live.values() for _, one in live}
            elif event.id not in ends or ends[event.id] > day:
                touched |= replay.add(event)
        for claim in leaving.get(day, ()):
            touched |= replay.drop(claim, day)
            if among is None or claim.id in among:
                groups |= groups_of(claim)
        touched = {
            one
            for one in touched
            if (among is None or one in among) and not (one in ends and ends[one] <= day)
        }
        groups |= {group for one in touched for group in groups_of(claims[one])}
        replay.check(day, touched, groups)
    return SumsHistory(
        tuple(replay.checks.done()), tuple(replay.found.done()), tuple(replay.carried.done())
    )


def groups_of(claim: Claim) -> set[Group]:
    if claim.covers is None:
        return set()
    return {(key, claim.covers.first, claim.covers.last) for key in keys_of(claim)}


def _end(claim: Claim) -> date:
    """The last day that a total can speak of."""
    return date.max if claim.covers is None else min(claim.covers.last, claim.known_from)


def _covers(claim: Claim, day: date) -> bool:
    return claim.covers is not None and claim.covers.first <= day <= _end(claim)
