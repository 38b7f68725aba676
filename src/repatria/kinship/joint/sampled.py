"""Posteriors of a component that is too large for an exact solution: independent walks.

Each walk starts from an assignment drawn person by person in random order, sweeps, forgets its
beginning, and gives its own estimate of every posterior. The mean over walks is the estimate; their
spread gives its standard error, so that walks which got stuck in different places show it. Beside
the spread stands what so many draws could not have told, something rarer than about once in all
sweeps; and neither goes beyond the bounds that hold without any draw
(`docs/methods/kinship-joint.md`).
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from repatria.base.progress import Progress, silent
from repatria.kinship.joint.components import Component
from repatria.kinship.joint.solved import Solved
from repatria.kinship.joint.walk import REACH, placed, walked

Numbers = NDArray[np.int64]
Vector = NDArray[np.float64]

WALKS = 24
STUDENT = 2.0687
"""The 97.5 % point of Student's t with one degree of freedom less than walks."""
FEW_WALKS, FEW_SWEEPS = 6, 20
"""Enough for how many pairs hold in a large component."""
SWEEPS = (100, 4_000)
"""Sweeps of a walk: at least, and at most."""
WORK = 300_000_000
"""Pairs to be looked at in all walks together; what the sweeps are chosen by."""
MOST_ROUNDS = 8
"""Steps of two persons for each family and sweep, at most."""
HEATS = (1.0, 0.4, 0.12)
"""Powers of the distribution that a walk goes through beside it, so that it gets out of places."""
TEMPERED = 60
"""Persons found up to which that is done; among more, heats would hardly ever change places."""
_ALONE = 5_000_000
"""Work of a walk up to which walks go one after the other."""
_AT_ONCE = 4_000_000
"""Uniform numbers drawn at a time."""


@dataclass(frozen=True, eq=False)
class Layout:
    """A component as the walk takes it; `order` has the place of each of its pairs in the
    component's own order."""

    order: Numbers
    first: Numbers
    family: Numbers
    step: Numbers
    missing: Numbers
    heats: Vector
    tables: Vector
    starts: Numbers
    rivals: Numbers
    rival_starts: Numbers
    rounds: Numbers

    @property
    def work(self) -> int:
        """Pairs looked at in a sweep, about."""
        degrees = np.minimum(np.diff(self.first), REACH) + 1.0
        steps = [
            int(rounds) * float(degrees[self.rivals[start:end]].mean()) ** 2
            for rounds, (start, end) in zip(self.rounds, pairwise(self.rival_starts), strict=True)
        ]
        return len(self.heats) * (len(self.family) + int(sum(steps)) + 1)


def layout(component: Component) -> Layout:
    """The component's pairs by person found, heaviest first, and its tables end to end."""
    tables = [table.weights(component.log_pair) for table in component.tables]
    starts = np.concatenate([[0], np.cumsum([table.size for table in tables])]).astype(np.int64)
    flat = np.concatenate([table.ravel() for table in tables])
    singles = flat[starts[component.pair_table] + component.pair_steps]
    place = np.searchsorted(component.remains, component.pair_remains)
    order = np.lexsort((-singles, place))
    heats = np.array(HEATS[: len(HEATS) if len(component.remains) <= TEMPERED else 1])
    groups = _rivals(component, place)
    return Layout(
        order,
        np.searchsorted(place[order], np.arange(len(component.remains) + 1)),
        component.pair_table[order],
        component.pair_steps[order],
        np.unique(component.pair_missing, return_inverse=True)[1][order],
        heats,
        heats[:, None] * flat,
        starts[:-1],
        np.concatenate([*groups, np.zeros(0, np.int64)]),
        np.cumsum([0, *map(len, groups)]),
        np.array([min(len(group) - 1, MOST_ROUNDS) for group in groups], np.int64),
    )


def _rivals(component: Component, place: Numbers) -> list[Numbers]:
    """For each family the found who hold on to it, if they are two or more: those whose pair can
    outweigh *nobody*. Others come and go by themselves."""
    found = []
    ends = np.searchsorted(component.pair_table, np.arange(len(component.tables) + 1))
    for table, (start, end) in zip(component.tables, pairwise(ends.tolist()), strict=True):
        if end - start == 1:
            continue
        gains = np.array([gain for _, _, gain in table.steps()])
        people = np.unique(place[start:end][gains + component.log_pair > 0])
        if len(people) > 1:
            found.append(people)
    return found


def sample(
    component: Component,
    seed: int = 0,
    sweeps: int | None = None,
    progress: Progress = silent,
) -> Solved:
    """The posteriors of a component by sampling, with standard errors. The same seed gives the same
    digits. `sweeps` of each walk are counted, after a fifth as many that are not."""
    plan = layout(component)
    if sweeps is None:
        sweeps = int(np.clip(WORK // (WALKS * plan.work), *SWEEPS))
    people, pairs = len(component.remains), len(plan.family)
    walks = _walks(component, plan, seed, sweeps, WALKS, progress)
    estimates = np.stack([each.estimates() for each in walks])
    held = max(walks, key=lambda each: each.highest).best
    back = np.concatenate([np.argsort(plan.order), np.arange(pairs, pairs + people)])
    mean, error = _told(estimates[:, back], sweeps)
    mean = mean.clip(component.floors, component.ceilings)
    error = np.minimum(error, (component.ceilings - component.floors) / STUDENT)
    own_missing = component.pair_missing[plan.order]
    best = {
        int(remains): int(own_missing[pair])
        for remains, pair in zip(component.remains, held, strict=True)
        if pair >= 0
    }
    return Solved(component, mean[:pairs], mean[pairs:], error[:pairs], error[pairs:], best)


def expected(component: Component, seed: int = 0) -> float:
    """How many pairs are expected to hold, from a few short walks: a sum over many pairs needs no
    more."""
    plan = layout(component)
    walks = _walks(component, plan, seed, FEW_SWEEPS, FEW_WALKS)
    pairs = len(plan.family)
    return float(np.mean([walk.estimates()[:pairs].sum() for walk in walks]))


def _walks(
    component: Component,
    plan: Layout,
    seed: int,
    sweeps: int,
    count: int,
    progress: Progress = silent,
) -> list[_Walk]:
    """Independent walks. Components differ in their first person found, so that each has draws of
    its own."""

    def walk(own: np.random.SeedSequence) -> _Walk:
        done = _Walk(plan, np.random.default_rng(own))
        done.go(sweeps // 5 + 1, counted=False)
        done.go(sweeps, counted=True)
        return done

    seeds = np.random.SeedSequence([seed, int(component.remains[0])]).spawn(count)
    if plan.work * sweeps < _ALONE:
        return [walk(each) for each in seeds]
    walks = []
    with ThreadPoolExecutor() as pool:
        for each in pool.map(walk, seeds):
            walks.append(each)
            progress(len(walks), count, "sampling")
    return walks


def _told(estimates: Vector, sweeps: int) -> tuple[Vector, Vector]:
    """The means of the walks and their standard errors, with what none of them may have met: an
    event that did not come in n draws has, at 95 %, a chance of up to 3/n (the rule of three)."""
    count = len(estimates)
    unseen = 3 / (count * sweeps) / STUDENT
    error: Vector = np.sqrt(estimates.var(axis=0, ddof=1) / count + unseen**2)
    return estimates.mean(axis=0), error


class _Walk:
    """One walk, at its several heats: where it stands and what it has summed."""

    def __init__(self, plan: Layout, draws: np.random.Generator) -> None:
        self.plan, self.draws = plan, draws
        people, pairs = len(plan.first) - 1, len(plan.family)
        heats = len(plan.heats)
        self.at = np.tile(plan.starts, (heats, 1))
        self.held = np.full((heats, people), -1, np.int64)
        self.taken = np.zeros((heats, int(plan.missing.max(initial=-1)) + 1), np.bool_)
        self.sums = np.zeros(pairs + people)
        self.visits = np.zeros(people, np.int64)
        self.best = self.held[0].copy()
        self.highest = -np.inf
        for heat in range(heats):
            placed(
                draws.permutation(people), draws.random(people), plan.first, plan.family, plan.step,
                plan.missing, plan.tables[heat], self.at[heat], self.held[heat], self.taken[heat],
            )  # fmt: skip

    def go(self, sweeps: int, counted: bool) -> None:
        plan = self.plan
        shape = len(plan.heats), self.held.shape[1] + 3 * int(plan.rounds.sum()) + 1
        while sweeps:
            now = min(sweeps, max(1, _AT_ONCE // (shape[0] * shape[1])))
            met = np.empty_like(self.best)
            weight = walked(
                self.draws.random((now, *shape)), 0 if counted else now, plan.first, plan.family,
                plan.step, plan.missing, plan.heats, plan.tables, plan.rivals, plan.rival_starts,
                plan.rounds, self.at, self.held, self.taken, self.sums, self.visits, met,
            )  # fmt: skip
            if weight > self.highest:
                self.highest, self.best = float(weight), met
            sweeps -= now

    def estimates(self) -> Vector:
        """Each posterior as this walk has it."""
        by_pair = np.repeat(self.visits, np.diff(self.plan.first))
        found: Vector = self.sums / np.concatenate([by_pair, self.visits])
        return found
