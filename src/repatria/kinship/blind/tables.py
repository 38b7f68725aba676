"""For each marker, what every two readings are worth: the log ratio of a relation to none."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from repatria.kinship.blind.readings import LocusReadings, Readings
from repatria.kinship.blind.relation import ONE_PERSON, Relation

Vector = NDArray[np.float64]
Numbers = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class PairTables:
    """`ratios[l]` (O + 1, O + 1) holds natural logarithms of
    P(both readings | relation) / P(both readings | unrelated), −inf where the relation cannot give
    them; the last row and column, for nothing read, are zero. Symmetric to the last digit."""

    relation: Relation
    ratios: tuple[Vector, ...]

    def total(self, numbers: NDArray[np.int32], first: Numbers, second: Numbers) -> Vector:
        """The log ratio of pairs of remains, whose readings are rows of `numbers` (N, L)."""
        found = np.zeros(len(first))
        for locus, ratios in enumerate(self.ratios):
            found += ratios[numbers[first, locus], numbers[second, locus]]
        return found


def pair_tables(readings: Readings, relation: Relation = ONE_PERSON) -> PairTables:
    """The tables of a relation for all readings that occur.

    Σ_g Σ_h P(g, h) P(i | g) P(j | h) over all genotypes g and h, once with the P(g, h) of the
    relation and once with that of unrelated persons (`pair_chances.py`).
    """
    return PairTables(relation, tuple(_ratios(locus, relation) for locus in readings.loci))


def joint_chances(locus: LocusReadings, relation: Relation) -> Vector:
    """P(both readings | relation) for every two readings of a marker (O, O)."""
    ways = locus.ways if relation.mutates else (None,)
    return _both(locus.weights, locus.chances.related(relation.kappa, ways))


def unrelated_chances(locus: LocusReadings) -> Vector:
    """P(both readings | unrelated) for every two readings of a marker (O, O)."""
    return _both(locus.weights, locus.chances.unrelated)


def _both(weights: Vector, chances: Vector) -> Vector:
    found: Vector = weights @ chances @ weights.T
    return found


def _ratios(locus: LocusReadings, relation: Relation) -> Vector:
    size = len(locus)
    found = np.zeros((size + 1, size + 1))
    with np.errstate(divide="ignore"):
        inner = np.log(joint_chances(locus, relation)) - np.log(unrelated_chances(locus))
    # A product of matrices is symmetric but for its last digits.
    found[:size, :size] = np.minimum(inner, inner.T)
    return found
