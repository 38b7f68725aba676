"""The plausible pairs, and the components into which they fall.

Families and persons found are vertices, pairs are edges. Components of this graph do not know each
other, so each is solved on its own. Pairs that cannot matter are left out first, with a bound on
what that changes (`docs/methods/kinship-joint.md`):

- P(i = j) = w P(i and j both free of others) ≤ w · min(F_i, F_j), w = λ R being the weight of a
  pair and F the chance that a person is in no pair;
- F_j ≤ 1 / (1 + Σ_k w_kj / (1 + Σ_{j' ≠ j} w_kj')), over the families k with one missing; and the
  same for i, over the found that are candidates of no family with several missing. These are two
  steps of the recursion Z = Z(−j) + Σ_k w_kj Z(−j−k). In a family with several missing w is the
  most that the pair adds to any assignment of the others, and F_j alone bounds;
- given that no pair left out at its border holds, a component is apart. So no posterior in it is
  changed by more than the sum of the bounds of those pairs: `lost`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from repatria.base.progress import Progress, silent
from repatria.kinship.joint.family_table import (
    FamilyTable,
    NoJointRatio,
    joint_table,
    single_table,
)
from repatria.kinship.joint.problem import JointProblem

Numbers = NDArray[np.int64]
Vector = NDArray[np.float64]

CUT = 1e-5
"""Pairs whose posterior cannot exceed this are left out."""


@dataclass(frozen=True, eq=False)
class Component:
    """Persons found and families that compete with each other and with nobody else.

    `remains` are places in the problem, `log_pair` the prior of a pair. `lost` bounds the error of
    every posterior from the pairs that were left out. `floors` and `ceilings` bound the posteriors
    of the pairs, and then those of the found to be nobody listed, with all pairs in: a posterior is
    at least what the ceilings of everything else that its person found may be leave to it.
    """

    remains: Numbers
    tables: tuple[FamilyTable, ...]
    log_pair: float
    lost: float
    floors: Vector
    ceilings: Vector

    @cached_property
    def pair_table(self) -> Numbers:
        """The table of each pair. Pairs stand by table, member and digit; posteriors come in this
        order."""
        sizes = [sum(map(len, table.candidates)) for table in self.tables]
        return np.repeat(np.arange(len(sizes)), sizes)

    @cached_property
    def pair_remains(self) -> Numbers:
        """The person found of each pair, as a place in the problem."""
        return np.concatenate([each for table in self.tables for each in table.candidates])

    @cached_property
    def pair_missing(self) -> Numbers:
        """The missing person of each pair, as a place in the problem."""
        members = [each for table in self.tables for each in table.members]
        sizes = [len(each) for table in self.tables for each in table.candidates]
        return np.repeat(np.array(members, np.int64), sizes)

    @cached_property
    def pair_steps(self) -> Numbers:
        """How far each pair moves the place in its flattened table."""
        return np.concatenate([steps for table in self.tables for steps in table.strides])

    @cached_property
    def pair_logs(self) -> Vector:
        """The logarithm of the ratio of each pair alone."""
        found = [table.ratios.ravel()[steps] for table in self.tables for steps in table.strides]
        return np.concatenate(found)


class Plausible:
    """A problem with the joint tables of its families with several missing, made once; it falls
    into components for any prior."""

    def __init__(self, problem: JointProblem, progress: Progress = silent) -> None:
        self.problem = problem
        possible = np.flatnonzero(np.isfinite(problem.pairs.logs))
        order = np.lexsort((problem.pairs.remains[possible], problem.pairs.missing[possible]))
        kept = possible[order]
        self.remains = problem.pairs.remains[kept]
        self.missing = problem.pairs.missing[kept]
        self.logs = problem.pairs.logs[kept]
        members = problem.family_of[np.unique(self.missing)]
        counts = np.bincount(members, minlength=len(problem.families))
        self.several = counts[problem.family_of[self.missing]] > 1
        self.notes: list[str] = []
        self.joint: dict[int, FamilyTable] = {}
        self._gains = self.logs.copy()
        self._left_out = np.zeros(len(self.logs), np.bool_)
        families = np.unique(problem.family_of[self.missing[self.several]]).tolist()
        for done, family in enumerate(families, 1):
            self._join(family)
            progress(done, len(families), "families with several missing")

    def _join(self, family: int) -> None:
        """Make the table of a family with several missing."""
        at = np.flatnonzero(self.problem.family_of[self.missing] == family)
        members = np.unique(self.missing[at])
        places = [at[self.missing[at] == member] for member in members]
        name = self.problem.families[family]
        try:
            table, note = joint_table(
                self.problem,
                name,
                members.tolist(),
                [self.remains[each] for each in places],
                [self.logs[each] for each in places],
            )
        except NoJointRatio as problem:
            # What they might have been bounds what is told of the others.
            self.notes.append(f"Family {name} is left out: {problem}.")
            self._left_out[at] = True
            return
        if note:
            self.notes.append(note)
        if self.problem.excess is None:
            self.notes.append(
                f"Family {name}: no joint ratios were given; what its several missing tell of "
                "each other is not used."
            )
        self.joint[family] = table
        kept = [
            each[np.isin(self.remains[each], found)]
            for each, found in zip(places, table.candidates, strict=True)
        ]
        self._left_out[at] = True
        self._left_out[np.concatenate(kept)] = False
        for axis, digit, gain in table.steps():
            self._gains[kept[axis][digit - 1]] = gain

    def bounds(self, log_pair: float) -> tuple[Vector, Vector]:
        """What the posterior of each pair, and that of each person found to be nobody listed,
        cannot exceed."""
        weights = np.exp(np.minimum(log_pair + self._gains, 690.0))
        found, listed = len(self.problem.remains), len(self.problem.missing)
        alone = np.where(self.several, 0.0, weights)
        rivals = _of_others(self.missing, alone, listed)
        nobody = 1 / (1 + np.bincount(self.remains, alone / (1 + rivals), found))
        shared = np.bincount(self.remains, self.several, found) > 0
        others = _of_others(self.remains, weights, found)
        credit = np.where(shared[self.remains], 0.0, alone / (1 + others))
        absent = 1 / (1 + np.bincount(self.missing, credit, listed))
        free = np.minimum(nobody[self.remains], np.where(self.several, 1.0, absent[self.missing]))
        # No bound is to be too low by the last digits of large sums.
        return np.minimum(1.0, weights * free * (1 + 1e-9)), nobody * (1 + 1e-9)

    def components(self, log_pair: float, cut: float = CUT) -> Iterator[Component]:
        """The components with a pair or more, in the order of their first person found."""
        bounds, nobody = self.bounds(log_pair)
        persons = len(self.problem.remains)
        everything = np.bincount(self.remains, bounds, persons) + nobody
        kept = (bounds > cut) & ~self._left_out
        labels = _labels(
            persons + len(self.problem.families),
            self.remains[kept],
            persons + self.problem.family_of[self.missing[kept]],
        )
        gone = np.flatnonzero(~kept)
        lost = np.zeros(len(labels))
        ends = (
            labels[self.remains[gone]],
            labels[persons + self.problem.family_of[self.missing[gone]]],
        )
        np.add.at(lost, ends[0], bounds[gone])
        np.add.at(lost, ends[1], np.where(ends[0] == ends[1], 0.0, bounds[gone]))
        at = np.flatnonzero(kept)
        at = at[np.argsort(labels[self.remains[at]], kind="stable")]
        owner = labels[self.remains[at]]
        edges = [0, *(np.flatnonzero(np.diff(owner)) + 1).tolist(), len(at)]
        for start, end in pairwise(edges) if len(at) else ():
            part = at[start:end]
            part = part[np.argsort(self.problem.family_of[self.missing[part]], kind="stable")]
            remains = np.unique(self.remains[part])
            ceilings = np.concatenate([bounds[part], nobody[remains]])
            others = np.concatenate([everything[self.remains[part]], everything[remains]])
            yield Component(
                remains,
                tuple(self._tables(part)),
                log_pair,
                float(min(1.0, lost[owner[start]])),
                (1 - (others - ceilings)).clip(0, ceilings),
                ceilings,
            )

    def _tables(self, part: Numbers) -> Iterator[FamilyTable]:
        """The tables of the families of a component, from its pairs in the order of families."""
        family = self.problem.family_of[self.missing[part]]
        edges = [0, *(np.flatnonzero(np.diff(family)) + 1).tolist(), len(part)]
        for start, end in pairwise(edges):
            own, number = part[start:end], int(family[start])
            name = self.problem.families[number]
            if number not in self.joint:
                yield single_table(
                    name, int(self.missing[own[0]]), self.remains[own], self.logs[own]
                )
                continue
            table = self.joint[number]
            digits = [
                np.flatnonzero(np.isin(found, self.remains[own[self.missing[own] == member]])) + 1
                for member, found in zip(table.members, table.candidates, strict=True)
            ]
            yield table.only(digits)


def _of_others(owner: Numbers, weights: Vector, count: int) -> Vector:
    """For each pair, the sum of the weights of the other pairs of its owner. The heaviest is taken
    out before summing: a difference of two large sums would lose what the others weigh."""
    order = np.lexsort((weights, owner))
    last = np.flatnonzero(np.diff(owner[order], append=-1))
    heaviest = order[last]
    lighter = weights.copy()
    lighter[heaviest] = 0.0
    rest = np.bincount(owner, lighter, count)[owner]
    found: Vector = np.maximum(rest - lighter, 0.0)
    top = np.zeros(count)
    top[owner[heaviest]] = weights[heaviest]
    found += np.where(lighter > 0, top[owner], 0.0)
    return found


def _labels(count: int, one: Numbers, other: Numbers) -> Numbers:
    """The smallest vertex of the component of each vertex."""
    labels = np.arange(count)
    while True:
        least = np.minimum(labels[one], labels[other])
        before = labels.copy()
        np.minimum.at(labels, one, least)
        np.minimum.at(labels, other, least)
        np.minimum.at(labels, before, labels)
        labels = labels[labels]
        if np.array_equal(labels, before):
            return labels
