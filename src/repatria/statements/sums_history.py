"""The history of totals: every total re-checked whenever a leg of its period, or the chain that it
continues, changed."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from repatria.statements.carried import carry
from repatria.statements.chains import Chains
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


Pair = tuple[Group, str, str]


class _Replay:
    """Replays the days of a record over its series, keeping what holds."""

    def __init__(self, days: Mapping[Leg, date], claims: Mapping[str, Claim]) -> None:
        self.days = days
        self.claims = claims
        self.series = build_series(days.items())
        self.live: dict[SeriesKey, list[tuple[date, str]]] = {}
        self.chains: dict[SeriesKey, Chains] = {}
        self.checks: Spans[str, tuple[TotalCheck, ...]] = Spans()
        self.found: Spans[tuple[object, str], Contradiction] = Spans()
        self.carried: Spans[Pair, Carried] = Spans()
        self.failed: dict[str, tuple[Contradiction, ...]] = {}
        self.groups: dict[Group, set[str]] = {}
        self.standing: dict[Group, tuple[Sequence[Pair], Sequence[tuple[object, str]]]] = {}
        self.begins = date.max

    def load(self, words: Iterable[LegWords]) -> None:
        """Put the words of many legs in at once, before the first total."""
        grouped: dict[SeriesKey, list[LegWords]] = {}
        for item in words:
            if item.leg in self.days:
                grouped.setdefault(series_key(item.leg), []).append(item)
        for key, items in grouped.items():
            self.series[key].load(items)

    def add(self, claim: Claim) -> set[str]:
        """Put a total in; return the totals to check: itself, and those that may continue it."""
        for key in keys_of(claim):
            insort(self.live.setdefault(key, []), (claim.until, claim.id))
            self.chains.setdefault(key, Chains()).add(claim)
        for group in groups_of(claim):
            self.groups.setdefault(group, set()).add(claim.id)
        return self._from(claim)

    def drop(self, claim: Claim, day: date) -> set[str]:
        """Take a total out, with all that it came to."""
        touched = self._from(claim) - {claim.id}
        for key in keys_of(claim):
            self.live[key].remove((claim.until, claim.id))
            self.chains[key].remove(claim)
        for group in groups_of(claim):
            self.groups[group].discard(claim.id)
        self.checks.put(day, claim.id, None)
        self._fail(day, claim.id, ())
        return touched

    def _from(self, claim: Claim) -> set[str]:
        found = {claim.id}
        for key in keys_of(claim):
            live = self.live.get(key, [])
            found |= {one for _, one in live[bisect_left(live, (claim.until, "")) :]}
        return found

    def put_leg(self, item: LegWords) -> set[str]:
        """Put a leg's words in; return the totals to check.

        Those in whose period it lies, or just beyond whose edge; and of those that failed, all
        that might be said of a period since that day.
        """
        series = self.series[series_key(item.leg)]
        series.set(item.leg, item.words)
        live = self.live.get(series_key(item.leg), [])
        before, after = series.around(item.leg)
        later = live[bisect_left(live, (before, "")) :]
        return {one for _, one in later if one in self.failed or self._since(one) <= after}

    def _since(self, one: str) -> date:
        covers = self.claims[one].covers
        return date.max if covers is None else covers.first

    def check(self, day: date, ids: Iterable[str], groups: set[Group]) -> None:
        """Check some totals again, and how the totals of some groups stand beside each other."""
        for one in ids:
            claim = self.claims[one]
            result = tuple(check_claim(claim, self.series, self.begins, self.chains))
            self.checks.put(day, one, result)
            failed = (
                as_contradiction(claim, check, self._beside(claim, check)) for check in result
            )
            self._fail(day, one, tuple(item for item in failed if item is not None))
        for group in groups:
            self._stand(day, group)

    def _beside(self, claim: Claim, check: TotalCheck) -> Iterator[Claim]:
        keys = (key for key in keys_of(claim) if key.where == check.where)
        return (self.claims[one] for key in keys for _, one in self.live.get(key, ()))

    def _fail(self, day: date, claim: str, items: tuple[Contradiction, ...]) -> None:
        before = [(claim, item.key) for item in self.failed.pop(claim, ())]
        self.found.state(day, {(claim, item.key): item for item in items}, before)
        if items:
            self.failed[claim] = items

    def _stand(self, day: date, group: Group) -> None:
        key = group[0]
        live = [self.claims[one] for one in sorted(self.groups.get(group, ()))]
        told = {
            one
            for claim in live
            for item in self.failed.get(claim.id, ())
            if item.where == key.where
            for one in item.claims
        }
        series = self.series.get(key, Series(()))
        carried, apart = carry(series, live, (key.giver, key.receiver), told)
        now = {(group, item.giver, item.receiver): item for item in carried}
        differing: dict[tuple[object, str], Contradiction]
        differing = {(group, item.key): item for item in apart}
        before, found_before = self.standing.pop(group, ((), ()))
        self.carried.state(day, now, before)
        self.found.state(day, differing, found_before)
        if now or differing:
            self.standing[group] = tuple(now), tuple(differing)


def sums_history(
    legs: Iterable[Span[LegWords]],
    days: Mapping[Leg, date],
    totals: Iterable[Claim],
    retirements: Retirements,
    exchanges: Iterable[tuple[date, date]],
    among: Collection[str] | None = None,
    since: date = date.min,
) -> SumsHistory:
    """Replay the record: the spans of its legs, its totals, and when each exchange became known.

    `days` gives the day of every leg that counts (of an exchange that happened); `exchanges` the
    (known from, day) of every exchange. With `among`, only those totals (and the periods that they
    speak of) are checked, from the first day that one of them was known; the others still stand in
    the chains. With `since`, nothing before that day is looked at: the spans of what held already
    begin on it.
    """
    claims = {claim.id: claim for claim in totals}
    ends = {one: retirements[one][0][0] for one in claims.keys() & retirements.keys()}
    start = max(first_day(claims, among), since)
    legs, exchanges = list(legs), list(exchanges)
    replay = _Replay(days, claims)
    replay.load(span.item for span in legs if span.since < start and span.holds_on_eve(start))
    replay.begins = min((day for known, day in exchanges if known < start), default=date.max)
    for claim in claims.values():
        if claim.known_from < start and ends.get(claim.id, start) >= start:
            replay.add(claim)
    events: dict[date, list[Span[LegWords] | Claim | date]] = {}
    for span in legs:
        if span.item.leg in days and span.since >= start:
            events.setdefault(span.since, []).append(span)
    for known_from, day in exchanges:
        if known_from >= start:
            events.setdefault(known_from, []).append(day)
    for claim in claims.values():
        if claim.known_from >= start:
            events.setdefault(claim.known_from, []).append(claim)
    leaving: dict[date, list[Claim]] = {}
    for one, end in ends.items():
        if end > claims[one].known_from and end >= start:
            leaving.setdefault(end, []).append(claims[one])
    if start not in (date.min, date.max):
        events.setdefault(start, [])
    for day in sorted(events.keys() | leaving.keys()):
        touched = (
            {one for live in replay.live.values() for _, one in live} if day == start else set()
        )
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


def first_day(totals: Mapping[str, Claim], among: Collection[str] | None) -> date:
    """The day from which the record has to be replayed to check these totals."""
    if among is None:
        return date.min
    return min((totals[one].known_from for one in among if one in totals), default=date.max)


def groups_of(claim: Claim) -> set[Group]:
    if claim.covers is None:
        return set()
    return {(key, claim.covers.first, claim.until) for key in keys_of(claim)}
