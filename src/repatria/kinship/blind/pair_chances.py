"""Two genotypes at one marker: their joint probability, given what they share by descent.

With coancestry θ the alleles drawn from the population form one sequence, where the j-th is `a`
with probability [b θ + (1 − θ) p_a] / [1 + (j − 2) θ] after b copies of `a` among those before it
(Balding & Nichols 1994). Two persons who share two, one or no alleles by descent are two, three or
four draws; the order of the draws does not matter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]
Numbers = NDArray[np.int64]
Meioses = tuple[Vector, Vector]
"""Two matrices (K, K), rows the allele passed and columns the one found: of the allele that a child
shares with its parent, and of the child's other allele."""


@dataclass(frozen=True, eq=False)
class PairChances:
    """The genotypes of one marker: `first` ≤ `second` (G,) are places of alleles whose frequencies
    are `frequencies` (K,), silent alleles among them."""

    first: Numbers
    second: Numbers
    frequencies: Vector
    theta: float

    @cached_property
    def alone(self) -> Vector:
        """The probability of each genotype (G,)."""
        draw = self._draw(self.second, np.equal(self.first, self.second), 1)
        found: Vector = self._ways * self.frequencies[self.first] * draw
        return found

    @cached_property
    def unrelated(self) -> Vector:
        """The joint probability of the genotypes of two unrelated persons (G, G)."""
        third, fourth = self.first[None, :], self.second[None, :]
        chance = self.alone[:, None] * self._ways[None, :]
        chance = chance * self._draw(third, self._copies(third), 2)
        found: Vector = chance * self._draw(fourth, self._copies(fourth) + (third == fourth), 3)
        return found

    def sharing_one(self, meioses: Meioses | None = None) -> Vector:
        """The same (G, G) for two who share one allele by descent: rows are the parent, columns the
        child, where meioses are given.

        The second person's other allele is drawn from the population after the two of the first.
        """
        alleles = np.arange(len(self.frequencies))[None, :]
        drawn = self._draw(alleles, self._copies(alleles), 2)
        unchanged = np.eye(len(self.frequencies))
        passed, other_passed = meioses or (unchanged, unchanged)
        drawn = drawn @ other_passed
        shared = (passed[self.first] + passed[self.second]) / 2
        one, other = self.first, self.second
        found = shared[:, one] * drawn[:, other]
        found += np.where(one == other, 0.0, shared[:, other] * drawn[:, one])
        joint: Vector = self.alone[:, None] * found
        return joint

    def related(
        self, kappa: tuple[float, float, float], ways: Sequence[Meioses | None] = (None,)
    ) -> Vector:
        """The same (G, G) for the coefficients (κ0, κ1, κ2): the mean over the ways in which an
        allele may have passed, and over which of the two is the parent."""
        none, one, two = kappa
        found = np.diag(two * self.alone)
        if none:
            found += none * self.unrelated
        if one:
            sharing = np.mean([self.sharing_one(each) for each in ways], axis=0)
            found += one * (sharing + sharing.T) / 2
        return found

    @cached_property
    def _ways(self) -> Vector:
        return np.where(self.first == self.second, 1.0, 2.0)

    def _copies(self, alleles: Numbers) -> Numbers:
        """Copies of alleles (1, n) in each genotype (G, n)."""
        first, second = self.first[:, None] == alleles, self.second[:, None] == alleles
        found: Numbers = first.astype(np.int64) + second
        return found

    def _draw(self, alleles: Numbers, before: Numbers | NDArray[np.bool_], after: int) -> Vector:
        """The chance to draw alleles of which there were so many among the draws before."""
        theta = self.theta
        found: Vector = (before * theta + (1 - theta) * self.frequencies[alleles]) / (
            1 + (after - 1) * theta
        )
        return found
