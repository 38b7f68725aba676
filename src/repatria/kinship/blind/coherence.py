"""Whether samples taken for one person hold together, and where they part most easily."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from repatria.kinship.blind.joint import Joint

MOST_PARTED = 10
"""Up to so many pieces every division into two is tried."""
AT_ODDS = -2.0
"""Decimal logarithm of a marker's ratio from which two sets are said to be at odds there."""

Places = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Division:
    """A set of samples in two, by code. `log10` is the decimal logarithm of P(readings | one
    person) / P(readings | two unrelated persons), one for each part; `at_odds` names the markers
    that speak against one person most clearly."""

    one: tuple[str, ...]
    other: tuple[str, ...]
    log10: float
    at_odds: tuple[str, ...]


def division(joint: Joint, one: Places, other: Places) -> Division:
    """How two sets compare."""
    ratios = joint.by_marker(joint.held(one), joint.held(other)) / math.log(10)
    remains = joint.readings.remains
    odds = np.flatnonzero(ratios <= AT_ODDS)
    return Division(
        tuple(remains[place].code for place in sorted(one)),
        tuple(remains[place].code for place in sorted(other)),
        float(ratios.sum()),
        tuple(joint.readings.loci[locus].marker for locus in odds),
    )


def weakest(joint: Joint, pieces: Sequence[Places]) -> tuple[Places, Places] | None:
    """The division of a set of samples that speaks least for one person; None for one piece.

    `pieces` are not divided themselves. Up to `MOST_PARTED` pieces every division is tried; beyond,
    each piece against the rest, and the two sides of every edge of the tree of strongest pairs, so
    that a bridge between two persons is cut. Of equal divisions the smallest, then first by code.
    """
    ordered = sorted(tuple(sorted(piece)) for piece in pieces)
    if len(ordered) < 2:
        return None
    held = [joint.held(piece) for piece in ordered]
    found: tuple[float, tuple[int, ...]] | None = None
    for side in _sides(joint, ordered):
        rest = [at for at in range(len(ordered)) if at not in side]
        mine, theirs = held[side[0]], held[rest[0]]
        for at in side[1:]:
            mine = joint.together(mine, held[at])
        for at in rest[1:]:
            theirs = joint.together(theirs, held[at])
        # The last digits depend on the order of sums, and must not decide.
        ratio = round(joint.ratio(mine, theirs), 9)
        if found is None or (ratio, len(side), side) < (found[0], len(found[1]), found[1]):
            found = ratio, side
    assert found is not None
    chosen = frozenset(found[1])
    parts = [
        tuple(sorted(place for at, piece in enumerate(ordered) if (at in chosen) is inside
                     for place in piece))
        for inside in (True, False)
    ]  # fmt: skip
    return min(parts), max(parts)


def least_pair(joint: Joint, places: Places) -> Division:
    """The two samples that taken by themselves speak least for one person."""
    held = {place: joint.held([place]) for place in places}
    _, one, other = min(
        (round(joint.ratio(held[one], held[other]), 9), one, other)
        for one, other in combinations(sorted(places), 2)
    )
    return division(joint, (one,), (other,))


def _sides(joint: Joint, pieces: Sequence[Places]) -> Iterator[tuple[int, ...]]:
    """One side of each division to be tried, as numbers of pieces."""
    count = len(pieces)
    if count <= MOST_PARTED:
        for size in range(1, count):
            # The last piece stays on the other side, so that no division comes twice.
            yield from combinations(range(count - 1), size)
        return
    yield from ((piece,) for piece in range(count))
    edges = _tree(joint, pieces)
    for cut in edges:
        side = {cut[0]}
        waiting = [cut[0]]
        while waiting:
            at = waiting.pop()
            for edge in edges:
                if edge is not cut and at in edge:
                    other = edge[0] + edge[1] - at
                    if other not in side:
                        side.add(other)
                        waiting.append(other)
        yield tuple(sorted(side))


def _tree(joint: Joint, pieces: Sequence[Places]) -> list[tuple[int, int]]:
    """The edges of a spanning tree of the strongest pairs (Kruskal 1956)."""
    held = [joint.held(piece) for piece in pieces]
    edges = sorted(
        (-round(joint.ratio(held[a], held[b]), 9), a, b)
        for a, b in combinations(range(len(pieces)), 2)
    )
    group = list(range(len(pieces)))
    found = []
    for _, a, b in edges:
        if group[a] != group[b]:
            found.append((a, b))
            old, new = group[b], group[a]
            group = [new if each == old else each for each in group]
    return found
