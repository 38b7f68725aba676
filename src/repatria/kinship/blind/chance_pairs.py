"""How many pairs of unrelated remains reach a threshold by chance.

Two figures. The bound: unrelated pairs have ratios of mean one, so at most a share 1/t of them
reaches t (Markov). The estimate: such pairs are far too rare to be met in a simulation of unrelated
remains, so pairs are drawn as if they were related and weighted back (importance sampling):

    P(ratio ≥ t | unrelated) = E[1{ratio ≥ t} · P(readings | unrelated) / P(readings | related)]

A draw takes two of the remains, keeps what was read of the first, and reads the second anew at the
markers where both were read, among the readings that occur, certain where its own was certain.
Relatives among the dead are no part of either figure.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from repatria.base.errors import ValueProblem
from repatria.kinship.blind.readings import Readings
from repatria.kinship.blind.tables import PairTables, joint_chances, unrelated_chances

Vector = NDArray[np.float64]
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class ChancePairs:
    """Among so many `pairs` with a ratio of `threshold` or more: the `bound`, and the `estimate`
    with its standard error."""

    threshold: float
    pairs: int
    bound: float
    estimate: float
    error: float

    @property
    def sentence(self) -> str:
        return (
            f"Of {self.pairs:,} pairs of unrelated remains, {self.estimate:.2g} "
            f"(standard error {self.error:.1g}) are to be expected at a ratio of "
            f"{self.threshold:,.6g} or more by chance, and never more than {self.bound:.3g}."
        )


def threshold_for(count: int, chance: float) -> float:
    """The ratio at which among so many remains no more than `chance` unrelated pairs are to be
    expected, by the bound alone."""
    if chance <= 0:
        raise ValueProblem("the number of chance pairs to accept is above 0")
    return max(1.0, count * (count - 1) / 2 / chance)


def chance_pairs(
    readings: Readings, tables: PairTables, threshold: float, draws: int = 20_000, seed: int = 0
) -> ChancePairs:
    """The two figures for a ratio of `threshold`. Raises `ValueProblem` unless it is above 0."""
    if threshold <= 0:
        raise ValueProblem("a threshold is a ratio above 0")
    count = len(readings)
    pairs = count * (count - 1) // 2
    bound = min(float(pairs), pairs / threshold)
    if not pairs:
        return ChancePairs(threshold, 0, 0.0, 0.0, 0.0)
    generator = np.random.Generator(np.random.PCG64(seed))
    first = generator.integers(count, size=draws)
    second = (first + generator.integers(1, count, size=draws)) % count
    ratio, weight = np.zeros(draws), np.ones(draws)
    for at, locus in enumerate(readings.loci):
        one, other = readings.numbers[first, at], readings.numbers[second, at]
        both = (one < len(locus)) & (other < len(locus))
        related, unrelated = joint_chances(locus, tables.relation), unrelated_chances(locus)
        for certain in (False, True):
            alike = np.flatnonzero(locus.certain == certain)
            rows = np.flatnonzero(both & np.isin(other, alike))
            if not len(rows):
                continue
            drawn, factor = _drawn(
                related[:, alike], unrelated[:, alike], one[rows], generator.random(len(rows))
            )
            ratio[rows] += tables.ratios[at][one[rows], alike[drawn]]
            weight[rows] *= factor
    found = np.where(ratio >= math.log(threshold), weight, 0.0)
    mean, error = float(found.mean()), float(found.std()) / math.sqrt(draws)
    return ChancePairs(threshold, pairs, bound, pairs * mean, pairs * error)


def _drawn(
    related: Vector, unrelated: Vector, rows: NDArray[np.int32], uniform: Vector
) -> tuple[Numbers, Vector]:
    """A column for each row, drawn as if related, and what weights it back to unrelated; a weight
    of zero where the relation allows no column."""
    sums = np.cumsum(related, axis=1)
    whole = sums[:, -1:]
    shares = np.divide(sums, whole, out=np.ones_like(sums), where=whole > 0)
    # Row r has the numbers from r to r + 1, so that one search serves all.
    ladder = (shares + np.arange(len(shares))[:, None]).ravel()
    place = np.searchsorted(ladder, rows + uniform, side="right") - rows * related.shape[1]
    drawn = np.minimum(place, related.shape[1] - 1)
    chance = related[rows, drawn] / np.where(whole[rows, 0] > 0, whole[rows, 0], 1.0)
    null = unrelated[rows, drawn] / unrelated.sum(axis=1)[rows]
    return drawn, np.divide(null, chance, out=np.zeros_like(null), where=chance > 0)
