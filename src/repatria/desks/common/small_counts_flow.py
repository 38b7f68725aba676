"""How much a reader of a table cannot tell: flow that can be moved along the arcs held back.

A count that is held back can be larger by as much as can flow from its arc's end back to its start
along other arcs that are held back: with an arc without bound, against it up to its count, since no
count is below zero. It can be smaller by what can flow the other way. A count that is shown cannot
change, so nothing flows through it.
"""

from __future__ import annotations

import heapq
from collections.abc import Collection, Mapping
from dataclasses import dataclass

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Arc:
    """A count between two nodes of the table; `sum` says that it is a total."""

    start: str
    end: str
    count: int
    sum: bool


Arcs = Mapping[Place, Arc]
Steps = dict[str, list[tuple[str, Place, bool]]]
"""From each node: the next one, by which arc, and whether with it."""


def room_above(arcs: Arcs, held: Collection[Place], place: Place, enough: int) -> int:
    """By how much the count could be larger, up to `enough`."""
    return _flow(arcs, held, place, arcs[place].end, arcs[place].start, enough)


def room_below(arcs: Arcs, held: Collection[Place], place: Place, enough: int) -> int:
    """By how much the count could be smaller, up to `enough`."""
    most = min(enough, arcs[place].count)
    return _flow(arcs, held, place, arcs[place].start, arcs[place].end, most)


def _flow(
    arcs: Arcs, held: Collection[Place], place: Place, start: str, goal: str, enough: int
) -> int:
    others = {one: arc for one, arc in arcs.items() if one in held and one != place}
    steps = _steps(others)
    moved = {one: arc.count for one, arc in others.items()}
    found = 0
    while found < enough:
        way = _way(steps, moved, start, goal)
        if way is None:
            return found
        against = [moved[one] for one, with_it in way if not with_it]
        amount = min([enough - found, *against])
        for one, with_it in way:
            moved[one] += amount if with_it else -amount
        found += amount
    return found


def cheapest_way(arcs: Arcs, held: Collection[Place], place: Place, doubt: int) -> list[Place]:
    """The arcs to hold back so that `doubt` more could flow, with the least that is lost by it.

    A way is always there: over the totals of its row and its column and the grand total.
    """
    goal = arcs[place].start
    steps = _steps({one: arc for one, arc in arcs.items() if one != place})
    whole = 1 + sum(arc.count + 1 for arc in arcs.values())
    queue: list[tuple[int, str, list[Place]]] = [(0, arcs[place].end, [])]
    done: set[str] = set()
    while queue:
        cost, node, way = heapq.heappop(queue)
        if node == goal:
            return way
        if node in done:
            continue
        done.add(node)
        for following, one, with_it in steps.get(node, ()):
            arc = arcs[one]
            if with_it or arc.count >= doubt:
                # Totals are held back only where cells do not do: they are what most is read for.
                price = 0 if one in held else arc.count + 1 + (whole if arc.sum else 0)
                heapq.heappush(queue, (cost + price, following, [*way, one]))
    raise ValueError("the arcs of a table make no circle")


def _steps(arcs: Arcs) -> Steps:
    found: Steps = {}
    for one, arc in arcs.items():
        found.setdefault(arc.start, []).append((arc.end, one, True))
        found.setdefault(arc.end, []).append((arc.start, one, False))
    return found


def _way(
    steps: Steps, moved: Mapping[Place, int], start: str, goal: str
) -> list[tuple[Place, bool]] | None:
    """The shortest way on which something more can flow."""
    came: dict[str, tuple[str, Place, bool] | None] = {start: None}
    queue = [start]
    for node in queue:
        for following, one, with_it in steps.get(node, ()):
            if following not in came and (with_it or moved[one] > 0):
                came[following] = (node, one, with_it)
                queue.append(following)
    if goal not in came:
        return None
    way: list[tuple[Place, bool]] = []
    step = came[goal]
    while step is not None:
        node, one, with_it = step
        way.append((one, with_it))
        step = came[node]
    return way
