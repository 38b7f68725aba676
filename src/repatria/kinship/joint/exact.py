"""Exact posteriors of a component: all joint assignments summed by dynamic programming.

Families are taken one after the other (`frontier.py`). A table over the subsets of the frontier,
two entries wide for each person in it, is carried forward and, from the other end, back; a pair's
posterior is the sum over both tables around its family (the forward–backward recursion, or variable
elimination along a path). With + and max in place of × and + (on logarithms) the same recursion
gives the best assignment.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from repatria.kinship.joint.components import Component
from repatria.kinship.joint.frontier import Axes, Step
from repatria.kinship.joint.solved import Solved

Vector = NDArray[np.float64]


def expected(component: Component, steps: tuple[Step, ...]) -> float:
    """How many pairs are expected to hold."""
    tables = [table.weights(component.log_pair).ravel() for table in component.tables]
    run = _Run(steps, tables, np.logaddexp)
    pairs, _ = run.marginals(component)
    return float(np.exp(pairs - float(run.backward[0])).sum())


def expected_of_one(component: Component) -> float:
    """How many pairs are expected to hold in a component of one family."""
    (table,) = component.tables
    weights = table.weights(component.log_pair)
    shares = np.exp(weights - weights.max())
    return float((shares * table.assigned).sum() / shares.sum())


def solve(component: Component, steps: tuple[Step, ...]) -> Solved:
    """The posteriors along a plan."""
    tables = [table.weights(component.log_pair).ravel() for table in component.tables]
    run = _Run(steps, tables, np.logaddexp)
    total = float(run.backward[0])
    pairs, nobody = run.marginals(component)
    best = _best(component, _Run(steps, tables, np.maximum))
    flat = _Run(steps, [table.ratios.ravel() for table in component.tables], np.maximum)
    return Solved(
        component,
        np.exp(np.minimum(pairs - total, 0.0)),
        np.exp(np.minimum(nobody - total, 0.0)),
        np.zeros(len(pairs)),
        np.zeros(len(nobody)),
        best,
        total,
        _contrasts(component, *flat.marginals(component)),
    )


class _Run:
    """The tables over the frontier before each turn: `forward` after the families before it,
    `backward` before the families from it on."""

    def __init__(self, steps: tuple[Step, ...], tables: list[Vector], add: Any) -> None:
        self.steps, self.tables, self.add = steps, tables, add
        self.sums = [
            [add.reduce(tables[step.table][places]) for _, places in step.groups] for step in steps
        ]
        self.forward: list[Vector] = []
        self.backward: list[Vector] = [np.zeros(())] * (len(steps) + 1)
        self._forwards()
        self._backwards()

    def _forwards(self) -> None:
        now: Vector = np.zeros(())
        for step, sums in zip(self.steps, self.sums, strict=True):
            wide = np.full((*now.shape, *[2] * step.new), -np.inf)
            wide[_none_of(step.new)] = now
            self.forward.append(wide)
            after = np.full(wide.shape, -np.inf)
            for (axes, _), value in zip(step.groups, sums, strict=True):
                free, taken = _where(axes, wide.ndim)
                after[taken] = self.add(after[taken], wide[free] + value)
            for axis in reversed(step.leaves):
                after = self.add.reduce(after, axis=axis)
            now = after

    def _backwards(self) -> None:
        for at in range(len(self.steps) - 1, -1, -1):
            step, later = self.steps[at], self.later(at)
            wide = np.full(later.shape, -np.inf)
            for (axes, _), value in zip(step.groups, self.sums[at], strict=True):
                free, taken = _where(axes, wide.ndim)
                wide[free] = self.add(wide[free], later[taken] + value)
            self.backward[at] = wide[_none_of(step.new)]

    def later(self, at: int) -> Vector:
        """What follows a turn, over the frontier that it saw."""
        step, later = self.steps[at], self.backward[at + 1]
        for axis in step.leaves:
            later = np.stack([later, later], axis=axis)
        return later

    def marginals(self, component: Component) -> tuple[Vector, Vector]:
        """The sum (or the maximum) over all assignments with each pair, and over all that leave
        each person found to nobody; in the component's orders."""
        entries = [np.full(table.size, -np.inf) for table in self.tables]
        place = {int(remains): number for number, remains in enumerate(component.remains)}
        nobody = np.full(len(place), -np.inf)
        for at, step in enumerate(self.steps):
            wide, later = self.forward[at], self.later(at)
            after = np.full(wide.shape, -np.inf)
            for (axes, places), value in zip(step.groups, self.sums[at], strict=True):
                free, taken = _where(axes, wide.ndim)
                around = wide[free] + later[taken]
                entries[step.table][places] = self.tables[step.table][places] + self._all(around)
                after[taken] = self.add(after[taken], around + value)
            for axis in step.leaves:
                nobody[place[step.before[axis]]] = self._all(after.take(0, axis=axis))
            self._private(component, step, entries[step.table], nobody, place)
        return self._pairs(component, entries), nobody

    def _private(
        self,
        component: Component,
        step: Step,
        entries: Vector,
        nobody: Vector,
        place: dict[int, int],
    ) -> None:
        """Of persons whom this family alone could want: the entries without them."""
        table = component.tables[step.table]
        digits = np.indices(table.ratios.shape).reshape(table.ratios.ndim, -1)
        for remains in table.remains.difference(step.before):
            taken = np.zeros(len(entries), np.bool_)
            for axis, found in enumerate(table.candidates):
                digit = np.flatnonzero(found == remains)
                if len(digit):
                    taken |= digits[axis] == digit[0] + 1
            nobody[place[remains]] = self.add.reduce(entries[~taken])

    def _pairs(self, component: Component, entries: list[Vector]) -> Vector:
        found = []
        for table, values in zip(component.tables, entries, strict=True):
            shaped = values.reshape(table.ratios.shape)
            for axis in range(shaped.ndim):
                rows = np.moveaxis(shaped, axis, 0)[1:]
                found.append(self.add.reduce(rows.reshape(len(rows), -1), axis=1))
        return np.concatenate(found)

    def _all(self, values: Vector) -> float:
        return float(self.add.reduce(values.ravel()))


def _none_of(new: int) -> tuple[Any, ...]:
    """The part of a table where none of the persons on its last axes is taken."""
    return (..., *[0] * new)


def _where(axes: Axes, count: int) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    """The part of a table where persons are free, and that where they are taken."""
    free: list[Any] = [slice(None)] * count
    taken = list(free)
    for axis in axes:
        free[axis], taken[axis] = 0, 1
    return tuple(free), tuple(taken)


def _best(component: Component, run: _Run) -> dict[int, int]:
    """The most probable assignment; of equals, the first in the order of the tables."""
    taken: set[int] = set()
    found: dict[int, int] = {}
    for at, step in enumerate(run.steps):
        later, table = run.later(at), component.tables[step.table]
        best, chosen = -np.inf, 0
        for axes, places in step.groups:
            people = {step.before[axis] for axis in axes}
            if people & taken:
                continue
            state = tuple(int(each in taken or each in people) for each in step.before)
            own = run.tables[step.table][places]
            top = int(own.argmax())
            value = float(own[top] + later[state])
            if value > best:
                best, chosen = value, int(places[top])
        digits = np.unravel_index(chosen, table.ratios.shape)
        for member, candidates, digit in zip(table.members, table.candidates, digits, strict=True):
            if digit:
                found[int(candidates[digit - 1])] = member
        taken.update(found)
    return found


def _contrasts(component: Component, pairs: Vector, nobody: Vector) -> Vector:
    """For each pair the best with it less the best without: its person found is someone else of
    the missing, or nobody."""
    found = np.empty(len(pairs))
    for number, remains in enumerate(component.remains):
        own = np.flatnonzero(component.pair_remains == remains)
        for at in own:
            others = pairs[own[own != at]].max(initial=float(nobody[number]))
            found[at] = pairs[at] - others
    return found
