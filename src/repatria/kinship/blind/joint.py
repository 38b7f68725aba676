"""What several samples of one person say together, and whether two such sets are one person.

Given the genotype each sample is read on its own, so P(readings of a set | genotype) is the product
over its samples (`reading_model.combined`). Two sets A and B at one marker:

    Σ_g P(g) A(g) B(g)   against   Σ_g Σ_h P(g, h) A(g) B(h)

Both are linear in A and in B, so each set may be scaled at will and no set is too large.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from repatria.kinship.blind.readings import Readings

Vector = NDArray[np.float64]
Numbers = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Held:
    """The genotypes that a set of samples allows: `at` are their numbers in rising order, those of
    all markers end to end, `weights` P(readings | genotype) up to a factor a marker. At a marker
    that was `read` (L,) and allows none, the samples contradict each other."""

    at: Numbers
    weights: Vector
    read: NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Joint:
    """Joint ratios of sets of the remains, which are given by their places."""

    readings: Readings

    @cached_property
    def _starts(self) -> Numbers:
        sizes = [len(each.chances.first) for each in self.readings.loci]
        return np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)

    @cached_property
    def _locus(self) -> Numbers:
        """The marker of each genotype."""
        return np.repeat(np.arange(len(self.readings.loci)), np.diff(self._starts))

    @cached_property
    def _alone(self) -> Vector:
        return np.concatenate([each.chances.alone for each in self.readings.loci] or [np.zeros(0)])

    def held(self, places: Iterable[int]) -> Held:
        """What samples say together."""
        first, *others = (self._one(place) for place in places)
        for other in others:
            first = self.together(first, other)
        return first

    def _one(self, place: int) -> Held:
        at, weights = [np.zeros(0, np.int64)], [np.zeros(0)]
        for locus, number in enumerate(self.readings.numbers[place].tolist()):
            if number < len(self.readings.loci[locus]):
                row = self.readings.loci[locus].weights[number]
                allowed = np.flatnonzero(row)
                at.append(self._starts[locus] + allowed)
                weights.append(row[allowed])
        return Held(np.concatenate(at), np.concatenate(weights), self.readings.read[place])

    def together(self, one: Held, other: Held) -> Held:
        """Two sets as one."""
        common, mine, theirs = _common(one, other)
        left = ~other.read[self._locus[one.at]]
        right = ~one.read[self._locus[other.at]]
        at = np.concatenate([common, one.at[left], other.at[right]])
        weights = np.concatenate(
            [one.weights[mine] * other.weights[theirs], one.weights[left], other.weights[right]]
        )
        largest = np.zeros(len(self.readings.loci))
        np.maximum.at(largest, self._locus[at], weights)
        order = np.argsort(at)
        scaled = weights / largest[self._locus[at]]
        return Held(at[order], scaled[order], one.read | other.read)

    def by_marker(self, one: Held, other: Held) -> Vector:
        """For each marker the natural log ratio of one person to two unrelated; zero where one of
        the sets was not read or contradicts itself."""
        loci = len(self.readings.loci)
        common, mine, theirs = _common(one, other)
        chances = self._alone[common] * one.weights[mine] * other.weights[theirs]
        same = np.bincount(self._locus[common], weights=chances, minlength=loci)
        apart = self._apart(one, other)
        told = one.read & other.read & (apart > 0)
        found = np.zeros(loci)
        with np.errstate(divide="ignore"):
            found[told] = np.log(same[told]) - np.log(apart[told])
        return found

    def ratio(self, one: Held, other: Held) -> float:
        """The natural log ratio over all markers."""
        return float(self.by_marker(one, other).sum())

    def _of_one(self, held: Held) -> Vector:
        """The chance of the readings of one set at each marker, without theta."""
        chances = self._alone[held.at] * held.weights
        loci = len(self.readings.loci)
        sums = np.bincount(self._locus[held.at], weights=chances, minlength=loci)
        return sums.astype(np.float64)

    def _apart(self, one: Held, other: Held) -> Vector:
        loci = len(self.readings.loci)
        if not self.readings.panel.theta:
            return self._of_one(one) * self._of_one(other)
        found = np.zeros(loci)
        begin, start = (np.searchsorted(each.at, self._starts) for each in (one, other))
        for locus in np.flatnonzero(one.read & other.read).tolist():
            left = slice(begin[locus], begin[locus + 1])
            right = slice(start[locus], start[locus + 1])
            rows, columns = (
                one.at[left] - self._starts[locus],
                other.at[right] - self._starts[locus],
            )
            chances = self.readings.loci[locus].chances.unrelated[np.ix_(rows, columns)]
            found[locus] = one.weights[left] @ chances @ other.weights[right]
        return found


def _common(one: Held, other: Held) -> tuple[Numbers, Numbers, Numbers]:
    """The genotypes that both allow, with their places in either."""
    found: tuple[Numbers, Numbers, Numbers] = np.intersect1d(
        one.at, other.at, assume_unique=True, return_indices=True
    )
    return found
