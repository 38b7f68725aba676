"""Lumping: all alleles that nobody showed are taken as one, where that loses nothing.

A Markov chain may be lumped exactly when every state of a class sends the same probability to each
other class (Kemeny & Snell 1960, theorem 6.3.2). `Locus.lumps` says so for every class at once.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from repatria.kinship.panel import Locus
from repatria.kinship.reading_model import Soft

Vector = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Alleles:
    """The alleles that a computation tells apart: frequencies (K,), matrices (2, K, K) with the
    fathers' first, and the place of each allele of the ladder among them."""

    frequencies: Vector
    matrices: Vector
    places: NDArray[np.int64]

    def reading(self, soft: Soft) -> Soft:
        """An uncertain reading over these alleles (it is the same for all that were lumped)."""
        if len(self.places) == len(self.frequencies):
            return soft
        chosen = np.zeros(len(self.frequencies), np.int64)
        chosen[self.places] = np.arange(len(self.places))
        return Soft(soft.weights, soft.paternal[:, chosen], soft.maternal[:, chosen], soft.shown)


def whole(locus: Locus) -> Alleles:
    """Every allele of the ladder by itself."""
    matrices = np.stack([locus.from_father, locus.from_mother])
    return Alleles(locus.frequencies, matrices, np.arange(locus.size))


def lumped(locus: Locus, shown: set[int]) -> Alleles:
    """The alleles shown by themselves, all others as one; everything where that is not exact.

    The silent allele is never lumped.
    """
    kept = sorted(shown | ({locus.size - 1} if locus.marker.silent else set()))
    rest = np.setdiff1d(np.arange(locus.size), kept)
    if not locus.lumps or len(rest) < 2:
        return whole(locus)
    order = np.array([*kept, rest[0]])
    sums = np.zeros((locus.size, len(order)))
    sums[kept, np.arange(len(kept))] = 1
    sums[rest, -1] = 1
    places = np.argmax(sums, axis=1)
    matrices = np.stack([(m @ sums)[order] for m in (locus.from_father, locus.from_mother)])
    return Alleles(locus.frequencies @ sums, matrices, places)
