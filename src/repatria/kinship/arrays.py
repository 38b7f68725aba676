"""What the kernels take, made flat: loci, uncertain readings, and programs of elimination."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from repatria.kinship.elimination import factor_rows, plan, step_rows
from repatria.kinship.gene_flow import Flow
from repatria.kinship.lump import Alleles
from repatria.kinship.reading_model import Soft

Numbers = NDArray[np.int64]
Vector = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Stacked:
    """The alleles of several loci end to end: counts (L,), where each begins, and the values."""

    counts: Numbers
    frequency_starts: Numbers
    matrix_starts: Numbers
    frequencies: Vector
    matrices: Vector

    @classmethod
    def of(cls, loci: Sequence[Alleles]) -> Stacked:
        counts = np.array([len(each.frequencies) for each in loci], np.int64)
        return cls(
            counts,
            np.concatenate([[0], np.cumsum(counts)[:-1]]).astype(np.int64),
            np.concatenate([[0], np.cumsum(2 * counts**2)[:-1]]).astype(np.int64),
            np.concatenate([each.frequencies for each in loci]),
            np.concatenate([each.matrices.ravel() for each in loci]),
        )


@dataclass(frozen=True, eq=False)
class Readings:
    """The uncertain readings of a group of loci: `terms` and `starts` are (locus, person);
    `weights` (T,) and `reads` (T, 2, K), the paternal side first."""

    terms: Numbers
    starts: Numbers
    weights: Vector
    reads: Vector

    @classmethod
    def none(cls, loci: int, persons: int) -> Readings:
        nothing = np.zeros((loci, persons), np.int64)
        return cls(nothing, nothing, np.ones(1), np.ones((1, 2, 1)))

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
class Program:
    """A plan of elimination as the kernel takes it."""

    single: NDArray[np.bool_]
    phased: NDArray[np.bool_]
    kinds: Numbers
    owners: Numbers
    factors: Numbers
    heads: Numbers
    inputs: Numbers
    outs: Numbers
    held: Numbers
    work: float
    """Multiplications at a locus of the size it was planned for."""


@lru_cache(maxsize=4096)
def program(flow: Flow, size: int) -> Program:
    """The program for a flow at loci of at most `size` alleles. Raises `ValueProblem` where the
    pedigree is too large."""
    found = plan(flow, size)
    heads, inputs, outs = step_rows(found.steps)
    return Program(
        np.array([len(copies) == 1 for copies in flow.copies], np.bool_),
        np.array(found.network.phased, np.bool_),
        np.array(found.network.kinds, np.int64),
        np.array(found.network.owners, np.int64),
        factor_rows(found.network.factors),
        heads,
        inputs,
        outs,
        np.array(found.held, np.int64),
        found.work,
    )
