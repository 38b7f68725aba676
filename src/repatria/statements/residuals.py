"""What a residual can be: the same number, found among the things known; else a missing event."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

from repatria.statements.counting import OUTSIDE
from repatria.statements.quantity import Interval
from repatria.statements.reasons import Reason, Ref, reason
from repatria.statements.record import Leg
from repatria.statements.series import GIVER, Series

# Subsets of more than three figures fit too many numbers to explain anything.
_MOST_TOGETHER = 3
_MOST_CANDIDATES = 16


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a residual is equal to, and on which legs; `found` is false for a missing event."""

    found: bool
    reasons: tuple[Reason, ...]
    legs: tuple[Leg, ...] = ()


def explain(residual: int, series: Series, side: int, span: tuple[int, int]) -> Explanation:
    """Search the known things in and around a span for one that equals the residual.

    In this order: the difference between the sides on a leg; people counted outside the exchange;
    one leg counted or left out, inside the span or just beyond its edges. Nothing found means that
    an event is missing.
    """
    size = abs(residual)
    for search in (_between_sides, _outside, _one_leg):
        legs = search(size, series, side, span)
        if legs:
            code = f"residual{search.__name__}"
            refs = tuple(Ref("exchange", leg.exchange) for leg in legs)
            return Explanation(True, (reason(code, residual=size, exchanges=refs),), legs)
    code = "missing_event" if residual > 0 else "residual_unexplained"
    return Explanation(False, (reason(code, residual=Interval(size, size)),))


def _between_sides(size: int, series: Series, side: int, span: tuple[int, int]) -> tuple[Leg, ...]:
    del side
    gaps: dict[Leg, int] = {}
    for index in series.differing(*span):
        words = series.words[index][""]
        assert words.giver is not None
        assert words.receiver is not None
        gaps[series.legs[index]] = words.giver.gap(words.receiver)
    return _subset(size, gaps)


def _outside(size: int, series: Series, side: int, span: tuple[int, int]) -> tuple[Leg, ...]:
    found: dict[Leg, int] = {}
    for index in range(*span):
        words = series.words[index].get(OUTSIDE)
        if words is not None:
            interval = words.giver if side == GIVER else words.receiver
            if interval is not None and interval.single:
                found[series.legs[index]] = interval.single
    return _subset(size, found)


def _one_leg(size: int, series: Series, side: int, span: tuple[int, int]) -> tuple[Leg, ...]:
    before, after = series.beyond(*span)
    for index in (before, *range(*span), after):
        if index is None:
            continue
        words = series.words[index].get("")
        if words is not None:
            interval = words.giver if side == GIVER else words.receiver
            if interval is not None and interval.single == size:
                return (series.legs[index],)
    return ()


def _subset(size: int, values: dict[Leg, int]) -> tuple[Leg, ...]:
    """The fewest legs whose values add up to `size`, or all of them, or none."""
    if not values:
        return ()
    if sum(values.values()) == size:
        return tuple(values)
    if len(values) <= _MOST_CANDIDATES:
        for together in range(1, _MOST_TOGETHER + 1):
            for legs in combinations(values, together):
                if sum(values[leg] for leg in legs) == size:
                    return legs
    return tuple(leg for leg, value in values.items() if value == size)[:1]
