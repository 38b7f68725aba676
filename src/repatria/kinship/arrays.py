"""What the kernels take, made flat: loci, uncertain readings, and groups of loci alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from repatria.kinship.gene_flow import Flow, Known
from repatria.kinship.lump import Alleles
from repatria.kinship.observed import Typed
from repatria.kinship.reading_model import Soft

Numbers = NDArray[np.int64]
Vector = NDArray[np.float64]
_JOINT_UP_TO = 80
"""Alleles up to which the table for three children (K³ numbers) is made beforehand."""


@dataclass(frozen=True, eq=False)
class Stacked:
    """The alleles of several loci end to end: counts (L,), where each begins, and the values.

    `joints` holds for each locus and side (the father's first) what one, two and three children of
    one untyped founder receive: tables (K,), (K, K), (K, K, K). A start of −1 means that the kernel
    is to compute them as it needs them.
    """

    counts: Numbers
    frequency_starts: Numbers
    matrix_starts: Numbers
    frequencies: Vector
    matrices: Vector
    joint_starts: Numbers
    joints: Vector

    @cached_property
    def arrays(self) -> tuple[NDArray[Any], ...]:
        """As the kernel takes them."""
        return (
            self.counts, self.frequency_starts, self.matrix_starts, self.frequencies,
            self.matrices, self.joint_starts, self.joints,
        )  # fmt: skip

    @classmethod
    def of(cls, loci: Sequence[Alleles], joint: bool = False) -> Stacked:
        """With `joint`, what children of untyped founders receive is computed beforehand."""
        counts = np.array([len(each.frequencies) for each in loci], np.int64)
        return cls(
            counts,
            np.cumsum(counts) - counts,
            np.cumsum(2 * counts**2) - 2 * counts**2,
            np.concatenate([np.zeros(0), *(each.frequencies for each in loci)]),
            np.concatenate([np.zeros(0), *(each.matrices.ravel() for each in loci)]),
            *_joints(loci, joint),
        )


def _joints(loci: Sequence[Alleles], wanted: bool) -> tuple[Numbers, Vector]:
    starts, tables, at = np.full(len(loci), -1, np.int64), [np.zeros(0)], 0
    for place, each in enumerate(loci):
        if wanted and len(each.frequencies) <= _JOINT_UP_TO:
            made = [_joint(each.frequencies, matrix) for matrix in each.matrices]
            starts[place] = at
            tables += made
            at += sum(len(one) for one in made)
    return starts, np.concatenate(tables)


def _joint(p: Vector, matrix: Vector) -> Vector:
    """What one, two and three children receive from a founder whose two copies are drawn alike."""
    size = len(p)
    one = p @ matrix
    two = (p[:, None] * matrix).T @ matrix
    pairs = (matrix[:, :, None] * matrix[:, None, :]).reshape(size, size * size)
    three = (pairs.T @ (p[:, None] * matrix)).reshape(size, size, size)
    split = two[:, :, None] * one + two[:, None, :] * one[:, None] + one[:, None, None] * two
    return np.concatenate(
        [one, ((two + np.outer(one, one)) / 2).ravel(), ((three + split) / 4).ravel()]
    )


@dataclass(frozen=True, eq=False)
class Readings:
    """The uncertain readings of a group of loci: `terms` and `starts` are (locus, person);
    `weights` (T,) and `reads` (T, 2, K), the paternal side first."""

    terms: Numbers
    starts: Numbers
    weights: Vector
    reads: Vector

    @staticmethod
    @lru_cache(maxsize=256)
    def none(loci: int, persons: int) -> Readings:
        """No uncertain reading at so many loci."""
        nothing = np.zeros((loci, persons), np.int64)
        return Readings(nothing, nothing, np.ones(1), np.ones((1, 2, 1)))

    @classmethod
    def of(cls, by_locus: Sequence[Mapping[int, Soft]], persons: int) -> Readings:
        """From the readings by place of the person, a mapping a locus."""
        terms = np.zeros((len(by_locus), persons), np.int64)
        starts = np.zeros_like(terms)
        found = [soft for each in by_locus for soft in each.values()]
        width = max(soft.paternal.shape[1] for soft in found)
        total = sum(len(soft.weights) for soft in found)
        weights, reads = np.empty(total), np.zeros((total, 2, width))
        at = 0
        for locus, each in enumerate(by_locus):
            for person, soft in each.items():
                end = at + len(soft.weights)
                terms[locus, person], starts[locus, person] = end - at, at
                weights[at:end] = soft.weights
                reads[at:end, 0, : soft.paternal.shape[1]] = soft.paternal
                reads[at:end, 1, : soft.maternal.shape[1]] = soft.maternal
                at = end
        return cls(terms, starts, weights, reads)


@dataclass(frozen=True, eq=False)
class Group:
    """Loci at which the same persons are known in the same way, ready for a kernel.

    `at` are the places of the loci in `stacked`; `first` and `second` (locus, person) the places of
    certain alleles among those of the locus.
    """

    stacked: Stacked
    at: Numbers
    first: Numbers
    second: Numbers
    readings: Readings

    @classmethod
    def certain(cls, stacked: Stacked, at: Numbers, places: Numbers) -> Group:
        """Loci of a stack at which everything known is certain; `places` (locus, person, 2)."""
        first = np.ascontiguousarray(places[:, :, 0])
        second = np.ascontiguousarray(places[:, :, 1])
        return cls(stacked, at, first, second, Readings.none(*first.shape))

    @classmethod
    def of(cls, alleles: Sequence[Alleles], rows: Numbers, typed: Typed, flow: Flow) -> Group:
        """Rows whose alleles were chosen one by one, for the persons of a flow."""
        persons = list(flow.persons)
        places = typed.places[rows][:, persons]
        moved = np.stack([one.places[two] for one, two in zip(alleles, places, strict=True)])
        made = cls.certain(Stacked.of(alleles), np.arange(len(rows)), moved)
        soft = [place for place, each in enumerate(flow.known) if each is Known.SOFT]
        if not soft:
            return made
        by_locus = [
            {place: one.reading(typed.soft[persons[place]][locus]) for place in soft}
            for locus, one in zip(typed.loci[rows].tolist(), alleles, strict=True)
        ]
        return replace(made, readings=Readings.of(by_locus, len(persons)))

    @property
    def read(self) -> tuple[NDArray[Any], ...]:
        """What was read, as the kernel takes it."""
        readings = self.readings
        return (
            self.first, self.second, readings.terms, readings.starts, readings.weights,
            readings.reads,
        )  # fmt: skip

    @property
    def largest(self) -> int:
        """The most alleles at one of the loci."""
        return int(self.stacked.counts[self.at].max())
