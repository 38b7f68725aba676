"""Sums over time: what each side's words on the legs of one direction add up to in any period.

A Fenwick tree over the days, so that adding a word and summing a period both cost O(log days)
(P. M. Fenwick, "A new data structure for cumulative frequency tables", 1994).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from repatria.statements.figures import LegVerdict, SideWord
from repatria.statements.quantity import ZERO, Interval
from repatria.statements.record import Leg
from repatria.statements.vocabulary import Role, Track

GIVER, RECEIVER = 0, 1
ROLES = (Role.GIVER, Role.RECEIVER)


@dataclass(frozen=True, slots=True, order=True)
class SeriesKey:
    """One direction on one track: what totals are made of."""

    giver: str
    receiver: str
    track: Track


@dataclass(frozen=True, slots=True)
class Words:
    """The two sides' intervals on one leg and class of count, giver's first; `None`: no number."""

    giver: Interval | None
    receiver: Interval | None


@dataclass(frozen=True, slots=True)
class LegWords:
    """The words of the two sides on a leg, by class of count: what sums are made of."""

    leg: Leg
    words: Mapping[str, Words]


class Series:
    """The legs of one direction by day, with the two sides' words, per class of count."""

    def __init__(self, legs: Iterable[tuple[Leg, date]]) -> None:
        ordered = sorted(legs, key=lambda item: (item[1], item[0]))
        self.legs = [leg for leg, _ in ordered]
        self.days = [day for _, day in ordered]
        self._at = {leg: index for index, leg in enumerate(self.legs)}
        self.words: list[Mapping[str, Words]] = [{} for _ in self.legs]
        # Per side: low sums, high sums of bounded words, and how many words are unbounded.
        self._trees: dict[str, list[list[int]]] = {}
        self._size = len(self.legs) + 1

    def set(self, leg: Leg, words: Mapping[str, Words]) -> None:
        """Put the words on a leg, in place of what was there. A leg never set adds nothing."""
        index = self._at[leg]
        old = self.words[index]
        self.words[index] = words
        for counting in old.keys() | words.keys():
            trees = self._trees.setdefault(counting, [[0] * self._size for _ in range(6)])
            before, after = old.get(counting), words.get(counting)
            if before != after:
                for side in (GIVER, RECEIVER):
                    pairs = zip(_parts(before, side), _parts(after, side), strict=True)
                    for offset, (was, now) in enumerate(pairs):
                        if was != now:
                            self._add(trees[3 * side + offset], index, now - was)

    def span(self, first: date, last: date) -> tuple[int, int]:
        """The places of the legs from `first` to `last`, as a half-open range."""
        return bisect_left(self.days, first), bisect_right(self.days, last)

    def total(
        self, side: int, start: int, stop: int, without: frozenset[str] = frozenset()
    ) -> Interval:
        """What one side's words add up to over a span; a leg without its number leaves it open."""
        low = high = opened = 0
        if start < stop:
            for counting, trees in self._trees.items():
                if counting not in without:
                    low += self._sum(trees[3 * side], start, stop)
                    high += self._sum(trees[3 * side + 1], start, stop)
                    opened += self._sum(trees[3 * side + 2], start, stop)
        return Interval(low, None if opened else high)

    def has_class(self, counting: str, start: int, stop: int) -> bool:
        """Whether anything of a class of count lies in the span."""
        return counting in self._trees and any(
            counting in words for words in self.words[start:stop]
        )

    @staticmethod
    def _add(tree: list[int], index: int, change: int) -> None:
        index += 1
        while index < len(tree):
            tree[index] += change
            index += index & -index

    @staticmethod
    def _sum(tree: list[int], start: int, stop: int) -> int:
        found = 0
        while stop > start:
            found += tree[stop]
            stop -= stop & -stop
        while start > stop:
            found -= tree[start]
            start -= start & -start
        return found


def _parts(words: Words | None, side: int) -> tuple[int, int, int]:
    """What a side's word adds to the sums of lows and of highs, and to the unbounded words."""
    if words is None:
        return 0, 0, 0
    word = words.receiver if side == RECEIVER else words.giver
    if word is None:
        return 0, 0, 1
    return (word.low, 0, 1) if word.high is None else (word.low, word.high, 0)


def words_of(verdict: LegVerdict) -> dict[str, Words]:
    """The two sides' words on a leg, by class of count: the headline, and the classes beside it."""
    head = verdict.headline
    found = {"": Words(head.giver.interval, head.receiver.interval)}
    for figure in verdict.figures[1:]:
        if figure.figure.counting and figure.figure.unit is head.figure.unit:
            found[figure.figure.counting] = Words(_or_none(figure.giver), _or_none(figure.receiver))
    return found


def _or_none(word: SideWord) -> Interval:
    """A class beside the exchange that a side does not speak of adds nothing to that side's sum."""
    return ZERO if word.interval is None else word.interval
