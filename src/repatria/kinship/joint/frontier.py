"""The order in which the families of a component are taken, so that little has to be remembered.

What the families so far did matters to the rest only through which found persons are taken that
later families could want: the *frontier*. Persons whom one family alone could want never enter it.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from repatria.kinship.joint.components import Component

Numbers = NDArray[np.int64]
Axes = tuple[int, ...]

MOST_STEPS = 2_000_000
"""Steps that an exact solution may take; about a second."""
WIDEST = 18
"""Persons in the frontier at most."""


@dataclass(frozen=True, eq=False)
class Step:
    """One family's turn. `before` is the frontier with its new persons, `leaves` the axes of those
    whom no later family wants; `groups` are the family's entries by the axes that they take, as
    flat places in its table."""

    table: int
    before: tuple[int, ...]
    new: int
    leaves: Axes
    groups: tuple[tuple[Axes, Numbers], ...]

    @property
    def cost(self) -> int:
        entries = sum(len(entries) for _, entries in self.groups)
        return (len(self.groups) << len(self.before)) + entries


def plan(component: Component, most: int = MOST_STEPS) -> tuple[Step, ...] | None:
    """The turns of a component's families; None where they would take more than `most` steps."""
    wanted: dict[int, list[int]] = {}
    for number, table in enumerate(component.tables):
        for remains in table.remains:
            wanted.setdefault(remains, []).append(number)
    steps: list[Step] = []
    frontier: tuple[int, ...] = ()
    cost = 0
    left = {remains: len(numbers) for remains, numbers in wanted.items()}
    for number in _order(component, wanted):
        table = component.tables[number]
        for remains in table.remains:
            left[remains] -= 1
        shared = sorted(each for each in table.remains if len(wanted[each]) > 1)
        new = [each for each in shared if each not in frontier]
        before = (*frontier, *new)
        if len(before) > WIDEST:
            return None
        leaves = tuple(axis for axis, each in enumerate(before) if not left[each])
        step = Step(number, before, len(new), leaves, _groups(component, number, before))
        cost += step.cost
        if cost > most:
            return None
        steps.append(step)
        frontier = tuple(each for each in before if left[each])
    return tuple(steps)


def _order(component: Component, wanted: dict[int, list[int]]) -> Iterator[int]:
    """Families so that the frontier stays narrow: next the one that opens least and closes most."""
    left = {remains: len(numbers) for remains, numbers in wanted.items()}
    opened: set[int] = set()
    done: set[int] = set()

    def growth(number: int) -> int:
        people = component.tables[number].remains
        opens = sum(left[each] > 1 for each in people if each not in opened)
        return opens - sum(left[each] == 1 for each in people if each in opened)

    waiting = [(growth(number), number) for number in range(len(component.tables))]
    heapq.heapify(waiting)
    while waiting:
        told, number = heapq.heappop(waiting)
        if number in done:
            continue
        if told != growth(number):
            heapq.heappush(waiting, (growth(number), number))
            continue
        done.add(number)
        yield number
        for remains in component.tables[number].remains:
            left[remains] -= 1
            if remains not in opened or left[remains] == 1:
                opened.add(remains)
                for other in wanted[remains]:
                    if other not in done:
                        heapq.heappush(waiting, (growth(other), other))


def _groups(
    component: Component, number: int, before: tuple[int, ...]
) -> tuple[tuple[Axes, Numbers], ...]:
    table = component.tables[number]
    axis_of = {remains: axis for axis, remains in enumerate(before)}
    found: dict[Axes, list[int]] = {}
    for place in np.flatnonzero(np.isfinite(table.ratios)).tolist():
        digits = np.unravel_index(place, table.ratios.shape)
        taken = [
            int(candidates[digit - 1])
            for candidates, digit in zip(table.candidates, digits, strict=True)
            if digit
        ]
        axes = tuple(sorted(axis_of[each] for each in taken if each in axis_of))
        found.setdefault(axes, []).append(place)
    return tuple((axes, np.array(places, np.int64)) for axes, places in found.items())
