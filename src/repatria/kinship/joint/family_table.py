"""A family's part in a joint assignment: a table over who of the found each of its missing is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product

import numpy as np
from numpy.typing import NDArray

from repatria.base.errors import ValueProblem
from repatria.kinship.joint.problem import Excess, JointProblem

Numbers = NDArray[np.int64]
Vector = NDArray[np.float64]

MOST_ENTRIES = 20_000
"""Entries of one table; beyond it the least plausible candidates of the family are left out."""


class NoJointRatio(ValueProblem):
    """A joint ratio that cannot be computed: the pedigree is too large for the models, say."""


@dataclass(frozen=True, eq=False)
class FamilyTable:
    """`members` are missing persons of one family and `candidates` the persons found that each may
    be, both as places in the problem. `ratios` has an axis a member: 0 for *not found*, then the
    candidates; its entries are natural logarithms of joint likelihood ratios, −inf where one found
    person would be two. The prior is not in it.
    """

    family: str
    members: tuple[int, ...]
    candidates: tuple[Numbers, ...]
    ratios: Vector

    @cached_property
    def assigned(self) -> Numbers:
        """How many pairs each entry has."""
        return np.asarray(sum(axis > 0 for axis in np.indices(self.ratios.shape)), np.int64)

    @property
    def strides(self) -> list[Numbers]:
        """For each member, where the entries with one of its candidates alone lie in the flattened
        table."""
        places = np.arange(self.ratios.size).reshape(self.ratios.shape)
        return [
            np.moveaxis(places, axis, 0).reshape(len(found) + 1, -1)[1:, 0]
            for axis, found in enumerate(self.candidates)
        ]

    def weights(self, log_pair: float) -> Vector:
        """The entries with the prior of each pair."""
        found: Vector = self.ratios + log_pair * self.assigned
        return found

    def entry(self, assigned: Mapping[int, int]) -> float:
        """The logarithm for an assignment, from missing to found persons; those of other families
        are passed over, −inf for a pair that is not among the candidates."""
        digits = []
        for member, found in zip(self.members, self.candidates, strict=True):
            place = np.flatnonzero(found == assigned.get(member, -1))
            if member in assigned and not len(place):
                return -np.inf
            digits.append(int(place[0]) + 1 if len(place) else 0)
        return float(self.ratios[tuple(digits)])

    @property
    def remains(self) -> frozenset[int]:
        """All candidates."""
        return frozenset(int(each) for found in self.candidates for each in found)

    def steps(self) -> Iterator[tuple[int, int, float]]:
        """For each pair (member, digit): the most that adding it to an assignment of the others
        can add to the logarithm."""
        for axis, found in enumerate(self.candidates):
            along = np.moveaxis(self.ratios, axis, 0)
            possible = np.isfinite(along[0])
            for digit in range(1, len(found) + 1):
                gain = along[digit][possible] - along[0][possible]
                yield axis, digit, float(gain.max(initial=-np.inf))

    def only(self, kept: Sequence[Numbers]) -> FamilyTable:
        """With some candidates only; `kept` has the digits for each member. Members without any
        are left out."""
        axes = [np.concatenate([[0], digits]).astype(np.int64) for digits in kept]
        staying = [axis for axis, digits in enumerate(kept) if len(digits)]
        ratios = self.ratios[np.ix_(*axes)]
        return FamilyTable(
            self.family,
            tuple(self.members[axis] for axis in staying),
            tuple(self.candidates[axis][kept[axis] - 1] for axis in staying),
            ratios.reshape([ratios.shape[axis] for axis in staying]),
        )


def single_table(family: str, member: int, candidates: Numbers, logs: Vector) -> FamilyTable:
    """The table of a family with one missing person."""
    return FamilyTable(family, (member,), (candidates,), np.concatenate([[0.0], logs]))


def joint_table(
    problem: JointProblem,
    family: str,
    members: Sequence[int],
    candidates: Sequence[Numbers],
    logs: Sequence[Vector],
) -> tuple[FamilyTable, str]:
    """The table of a family with several missing, and a note where candidates were left out.

    Raises `ValueProblem` where several together are possible and some of them are not, and
    `NoJointRatio`.
    """
    kept, note = _narrowed(family, candidates, logs)
    candidates = [each[at] for each, at in zip(candidates, kept, strict=True)]
    logs = [np.concatenate([[0.0], each[at]]) for each, at in zip(logs, kept, strict=True)]
    ratios = np.full([len(each) for each in logs], -np.inf)
    for digits in product(*(range(len(each)) for each in logs)):
        pairs = tuple(
            (members[axis], int(candidates[axis][digit - 1]))
            for axis, digit in enumerate(digits)
            if digit
        )
        if len({remains for _, remains in pairs}) < len(pairs):
            continue
        value = sum(float(each[digit]) for each, digit in zip(logs, digits, strict=True))
        if len(pairs) > 1 and problem.excess is not None and value > -np.inf:
            value += _excess(problem, problem.excess, family, pairs)
        ratios[digits] = value
    table = FamilyTable(family, tuple(members), tuple(candidates), ratios)
    _check(table)
    return table, note


def _excess(
    problem: JointProblem, excess: Excess, family: str, pairs: tuple[tuple[int, int], ...]
) -> float:
    named = tuple((problem.missing[one].name, problem.remains[other]) for one, other in pairs)
    try:
        found = excess(family, named)
    except ValueProblem as problem:
        raise NoJointRatio(str(problem)) from problem
    if np.isnan(found) or found == np.inf:
        raise ValueProblem(f"family {family}: the joint ratio of {named} is no number")
    return found


def _narrowed(
    family: str, candidates: Sequence[Numbers], logs: Sequence[Vector]
) -> tuple[list[Numbers], str]:
    """For each member the places of candidates to be kept: the best, as many as fit."""
    counts = [len(each) for each in candidates]
    most = max(counts)
    while np.prod([1 + min(each, most) for each in counts], dtype=float) > MOST_ENTRIES:
        most -= 1
    kept = [np.sort(np.argsort(-each, kind="stable")[:most]) for each in logs]
    if most == max(counts):
        return kept, ""
    return kept, (
        f"Family {family} has {len(counts)} missing and up to {max(counts)} candidates for each; "
        f"the {most} best were kept."
    )


def _check(table: FamilyTable) -> None:
    """Whatever is possible stays so with a pair less; the sampler walks along such steps."""
    for axis in range(table.ratios.ndim):
        along = np.moveaxis(table.ratios, axis, 0)
        if (np.isfinite(along[1:]) & ~np.isfinite(along[:1])).any():
            raise ValueProblem(
                f"family {table.family}: several pairs together are possible, fewer are not"
            )
