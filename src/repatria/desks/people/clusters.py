"""Records that people judged to be of one human being, together: computed from judgements each time
it is asked for, and held nowhere. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

Pair = tuple[int, int]
"""Keys of two records, the smaller first."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """The records that one record stands with, itself among them."""

    members: frozenset[int]
    conflicts: tuple[Pair, ...]
    """Pairs that are joined by judgements *same*, and that somebody judged different."""


def pair(one: int, other: int) -> Pair:
    return (one, other) if one < other else (other, one)


def cluster(start: int, same: Iterable[Pair], different: Iterable[Pair]) -> Cluster:
    """The records reached from `start` over edges *same*.

    An edge that somebody else judged different joins nothing, and a record that was judged
    different from `start` is not reached, whatever chain leads to it. Both are conflicts, and so is
    every other *different* between records that are joined.
    """
    apart = set(different)
    edges = set(same)
    held = _reached(start, edges, frozenset())
    shut = {each for found in apart if start in found for each in found} - {start}
    members = _reached(start, edges - apart, shut)
    conflicts = sorted(each for each in apart if each[0] in held and each[1] in held)
    return Cluster(frozenset(members), tuple(conflicts))


def _reached(start: int, edges: Iterable[Pair], shut: Iterable[int]) -> set[int]:
    beside: dict[int, set[int]] = defaultdict(set)
    for one, other in edges:
        beside[one].add(other)
        beside[other].add(one)
    seen, front, closed = {start}, {start}, set(shut)
    while front:
        front = {each for at in front for each in beside[at]} - seen - closed
        seen |= front
    return seen
