"""Ordinals ("the fourth in a week") against the exchanges known."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from repatria.statements.claim import Claim
from repatria.statements.quantity import Interval
from repatria.statements.reasons import Reason, Ref, reason
from repatria.statements.record import Exchange
from repatria.statements.vocabulary import Track


@dataclass(frozen=True, slots=True)
class OrdinalCheck:
    """An ordinal held against the exchanges known in its period.

    `fits` is `None` where the claim names no period that can be counted.
    """

    claim: str
    fits: bool | None
    counted: int
    reasons: tuple[Reason, ...]


class Counter(Protocol):
    """Whatever can count the exchanges of a track from one day to another."""

    def count(self, track: Track, first: date, last: date) -> int: ...


class Calendar:
    """The days of the exchanges of each track that happened, for counting within periods."""

    def __init__(self, exchanges: Iterable[Exchange]) -> None:
        self._days: dict[Track, list[date]] = {}
        for exchange in exchanges:
            if exchange.happened:
                self._days.setdefault(exchange.track, []).append(exchange.date.first)
        for days in self._days.values():
            days.sort()

    def count(self, track: Track, first: date, last: date) -> int:
        days = self._days.get(track, [])
        return max(bisect_right(days, last) - bisect_left(days, first), 0)


def check_ordinal(claim: Claim, calendar: Counter) -> OrdinalCheck:
    """Count the stages known in the claim's period and compare.

    Dated stages are counted, each as one: that is what a speaker within the series counts.
    """
    speaker = Ref("speaker", claim.speaker.code)
    stated = claim.interval
    if claim.covers is None or claim.covers.start is None or stated is None:
        return OrdinalCheck(claim.id, None, 0, (reason("ordinal_no_period", speaker=speaker),))
    counted = calendar.count(claim.track, claim.covers.first, claim.until)
    fits = stated.meets(Interval(counted, counted))
    code = "ordinal_fits" if fits else "ordinal_differs"
    why = reason(code, speaker=speaker, stated=stated, counted=counted, period=claim.covers)
    return OrdinalCheck(claim.id, fits, counted, (why,))
