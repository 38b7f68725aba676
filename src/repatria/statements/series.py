"""Sums over time: what each side's words on the legs of one direction add up to in any period.

A Fenwick tree over the days, so that adding a word and summing a period both cost O(log days)
(P. M. Fenwick, "A new data structure for cumulative frequency tables", 1994).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from repatria.statements.figures import LegVerdict, SideWord
from repatria.statements.quantity import ZERO, Interval
from repatria.statements.record import Leg
from repatria.statements.vocabulary import MAIN_UNIT, Role, Track

GIVER, RECEIVER = 0, 1
MOST_LOCATED = 12
ROLES = (Role.GIVER, Role.RECEIVER)


@dataclass(frozen=True, slots=True, order=True)
class SeriesKey:
    """One direction on one track: what totals are made of."""

    giver: str
    receiver: str
    track: Track

    @property
    def where(self) -> str:
        """The direction, as a check or a contradiction names it."""
        return f"{self.giver}>{self.receiver}"


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
        # Per side: low sums, high sums of bounded words, and how many words are unbounded; last,
        # on how many legs the class of count is spoken of.
        self._trees: dict[str, list[list[int]]] = {}
        self._differing: list[int] = []
        self._differences = [0] * (len(self.legs) + 1)
        self._spoken: list[int] = []
        self._size = len(self.legs) + 1

    def set(self, leg: Leg, words: Mapping[str, Words]) -> None:
        """Put the words on a leg, in place of what was there. A leg never set adds nothing."""
        index = self._at[leg]
        old = self.words[index]
        self.words[index] = words
        if not old:
            insort(self._spoken, index)
        for counting in old.keys() | words.keys():
            trees = self._trees.setdefault(counting, [[0] * self._size for _ in range(7)])
            before, after = old.get(counting), words.get(counting)
            if before != after:
                if (before is None) != (after is None):
                    self._add(trees[6], index, -1 if after is None else 1)
                for side in (GIVER, RECEIVER):
                    pairs = zip(_parts(before, side), _parts(after, side), strict=True)
                    for offset, (was, now) in enumerate(pairs):
                        if was != now:
                            self._add(trees[3 * side + offset], index, now - was)

        gap_was, gap_now = _difference(old.get("")), _difference(words.get(""))
        if gap_was != gap_now:
            self._add(self._differences, index, (gap_now or 0) - (gap_was or 0))
            if gap_was is None:
                insort(self._differing, index)
            elif gap_now is None:
                self._differing.remove(index)

    def load(self, items: Iterable[LegWords]) -> None:
        """Put the words of many legs on an empty series at once, in time linear in the legs."""
        for item in items:
            index = self._at[item.leg]
            self.words[index] = item.words
            self._spoken.append(index)
            difference = _difference(item.words.get(""))
            if difference is not None:
                self._differing.append(index)
                self._differences[index + 1] = difference
            for counting, words in item.words.items():
                trees = self._trees.setdefault(counting, [[0] * self._size for _ in range(7)])
                trees[6][index + 1] += 1
                for side in (GIVER, RECEIVER):
                    for offset, value in enumerate(_parts(words, side)):
                        trees[3 * side + offset][index + 1] += value
        self._spoken.sort()
        self._differing.sort()
        for trees in [[self._differences], *self._trees.values()]:
            for tree in trees:
                for place in range(1, self._size):
                    parent = place + (place & -place)
                    if parent < self._size:
                        tree[parent] += tree[place]

    def differing(self, start: int, stop: int) -> list[int]:
        """The places in a span at which the two sides' words do not meet."""
        first = bisect_left(self._differing, start)
        return self._differing[first : bisect_left(self._differing, stop)]

    def difference(self, start: int, stop: int) -> int:
        """What the sides' words differ by over a span, where they do not meet: giver − receiver."""
        return self._sum(self._differences, start, stop) if start < stop else 0

    def located(self, places: Sequence[int]) -> tuple[Leg, ...]:
        """The legs at some places; none where they are too many for one of them to explain it."""
        return tuple(self.legs[i] for i in places) if len(places) <= MOST_LOCATED else ()

    def beyond(self, start: int, stop: int) -> tuple[int | None, int | None]:
        """The nearest places before and after a span on which words have been put."""
        before, after = bisect_left(self._spoken, start), bisect_left(self._spoken, stop)
        return (
            self._spoken[before - 1] if before else None,
            self._spoken[after] if after < len(self._spoken) else None,
        )

    def around(self, leg: Leg) -> tuple[date, date]:
        """The days of the legs before and after one; the ends of time where there is none."""
        index = self._at[leg]
        before, after = self.beyond(index, index + 1)
        return (
            date.min if before is None else self.days[before],
            date.max if after is None else self.days[after],
        )

    def span(self, first: date, last: date) -> tuple[int, int]:
        """The places of the legs from `first` to `last`, as a half-open range."""
        start = bisect_left(self.days, first)
        return start, max(start, bisect_right(self.days, last))

    def spoken(self, start: int, stop: int) -> int:
        """On how many legs of a span words have been put."""
        return max(bisect_left(self._spoken, stop) - bisect_left(self._spoken, start), 0)

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
        trees = self._trees.get(counting)
        return trees is not None and start < stop and self._sum(trees[6], start, stop) > 0

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


def _difference(words: Words | None) -> int | None:
    """Giver's word minus receiver's where they do not meet; `None` where they do."""
    if words is None or words.giver is None or words.receiver is None:
        return None
    if words.giver.meets(words.receiver):
        return None
    return words.giver.low - words.receiver.low


def _parts(words: Words | None, side: int) -> tuple[int, int, int]:
    """What a side's word adds to the sums of lows and of highs, and to the unbounded words."""
    if words is None:
        return 0, 0, 0
    word = words.receiver if side == RECEIVER else words.giver
    if word is None:
        return 0, 0, 1
    return (word.low, 0, 1) if word.high is None else (word.low, word.high, 0)


def words_of(verdict: LegVerdict) -> dict[str, Words]:
    """The two sides' words on a leg, by class of count: the headline, and the classes beside it.

    A leg that is counted in another unit than its track's own leaves sums open; of a class told of
    several categories, the widest is taken.
    """
    head = verdict.headline
    unit = MAIN_UNIT[verdict.leg.track]
    found = {"": Words(None, None)}
    if head.figure.unit is unit:
        found[""] = Words(head.giver.interval, head.receiver.interval)
    for figure in verdict.figures[1:]:
        counting = figure.figure.counting
        if counting and counting not in found and figure.figure.unit is unit:
            found[counting] = Words(_or_none(figure.giver), _or_none(figure.receiver))
    return found


def _or_none(word: SideWord) -> Interval:
    """A class beside the exchange that a side does not speak of adds nothing to that side's sum."""
    return ZERO if word.interval is None else word.interval
