"""What can be read at a marker as rows of a table, and remains as places of rows.

A family has one number for each genotype that its missing person could have (`tables.py`). A
certain reading is one of these; an uncertain one (a single allele, a silent allele, a misreading)
is a weighted sum of several, over the same sum for the population.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from repatria.base.errors import ValueProblem
from repatria.kinship.panel import Panel
from repatria.kinship.profile import Observation, Profile
from repatria.kinship.reading_model import Sharp, Soft, emission

Numbers = NDArray[np.int64]
Vector = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Genotypes:
    """Every genotype of every marker of a panel, end to end, silent alleles among them.

    `starts` (L + 1,) tells where each marker begins; `loci` (G,) the marker of each; `first` and
    `second` (G,) the places of the alleles, first ≤ second; `chances` (G,) the probability in the
    population without theta.

    A family's table has a column for each. With `theta` as many follow: what relatives who are
    none of the stranger's make of those probabilities, as a factor.
    """

    theta: bool
    starts: Numbers
    loci: Numbers
    first: Numbers
    second: Numbers
    chances: Vector

    @classmethod
    def of(cls, panel: Panel) -> Genotypes:
        firsts, seconds, chances = [], [], []
        for locus in panel.loci:
            first, second = np.triu_indices(locus.size)
            p = locus.frequencies
            firsts.append(first)
            seconds.append(second)
            chances.append(np.where(first == second, 1.0, 2.0) * p[first] * p[second])
        sizes = [len(each) for each in firsts]
        return cls(
            panel.theta > 0,
            np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64),
            np.repeat(np.arange(len(sizes)), sizes),
            np.concatenate(firsts).astype(np.int64),
            np.concatenate(seconds).astype(np.int64),
            np.concatenate(chances),
        )

    @property
    def count(self) -> int:
        return int(self.starts[-1])

    @property
    def columns(self) -> int:
        """Of a family's table."""
        return self.count * (1 + self.theta)

    def together(self, place: slice, table: Vector) -> Vector:
        """Of a table over the paternal and the maternal allele of one marker (…, K, K), both orders
        of each genotype; `place` are those of the marker."""
        a, b = self.first[place], self.second[place]
        found: Vector = np.where(a == b, table[..., a, b], table[..., a, b] + table[..., b, a])
        return found

    def place(self, locus: int, size: int, first: int, second: int) -> int:
        """The row of a genotype of a marker with so many alleles."""
        low, high = min(first, second), max(first, second)
        return int(self.starts[locus]) + low * size - low * (low - 1) // 2 + high - low


@dataclass(frozen=True, eq=False)
class Rows:
    """The rows that a set of remains needs: all genotypes, then a row for each uncertain reading
    that occurs, then one of zeros for a marker that was not read.

    Uncertain readings are sums: reading `i` has the genotypes `members[begins[i]:begins[i + 1]]`
    with the `weights` beside them; `below` is the same sum over the population.
    """

    genotypes: Genotypes
    begins: Numbers
    members: Numbers
    weights: Vector
    below: Vector

    @property
    def certain(self) -> int:
        return self.genotypes.count

    @property
    def nothing(self) -> int:
        """The row of zeros, the last."""
        return self.certain + len(self.below)

    @property
    def count(self) -> int:
        return self.nothing + 1


def rows_of(panel: Panel, remains: Sequence[Profile]) -> tuple[Rows, Numbers]:
    """The rows that remains need, and the place of each reading (R, L).

    Raises `ValueProblem` naming sample and marker for an allele off the ladder.
    """
    genotypes = Genotypes.of(panel)
    collected: dict[tuple[int, Observation, float], int] = {}
    sums: list[tuple[Numbers, Vector]] = []
    places = np.full((len(remains), len(panel.loci)), -1, np.int64)
    certain = genotypes.count
    for number, profile in enumerate(remains):
        dropout = panel.settings.dropout if profile.dropout is None else profile.dropout
        for name, seen in profile.observations.items():
            locus = panel.by_name.get(name)
            if locus is None or not seen.usable:
                continue
            key = locus, seen, dropout
            if key not in collected:
                collected[key] = _row(panel, genotypes, key, profile.sample, sums, certain)
            places[number, locus] = collected[key]
    rows = _stacked(genotypes, sums)
    places[places < 0] = rows.nothing
    return rows, places


def _row(
    panel: Panel,
    genotypes: Genotypes,
    key: tuple[int, Observation, float],
    sample: str,
    sums: list[tuple[Numbers, Vector]],
    certain: int,
) -> int:
    locus, seen, dropout = key
    marker = panel.loci[locus].marker
    try:
        found = emission(marker, seen, panel.settings, dropout, copies=2)
    except ValueProblem as problem:
        raise ValueProblem(f"sample {sample}, marker {marker.name}: {problem}") from None
    size = len(marker.alleles)
    if isinstance(found, Sharp):
        return genotypes.place(locus, size, found.first, found.second)
    start, end = genotypes.starts[locus], genotypes.starts[locus + 1]
    weights = _weights(found, genotypes.first[start:end], genotypes.second[start:end])
    kept = np.flatnonzero(weights)
    sums.append((start + kept, weights[kept]))
    return certain + len(sums) - 1


def _weights(soft: Soft, first: Numbers, second: Numbers) -> Vector:
    """P(reading | genotype) for each genotype: the mean over which copy is the paternal one."""
    one = (soft.weights[:, None] * soft.paternal[:, first] * soft.maternal[:, second]).sum(axis=0)
    other = (soft.weights[:, None] * soft.paternal[:, second] * soft.maternal[:, first]).sum(axis=0)
    found: Vector = (one + other) / 2
    return found


def _stacked(genotypes: Genotypes, sums: Sequence[tuple[Numbers, Vector]]) -> Rows:
    lengths = [len(members) for members, _ in sums]
    members = np.concatenate([each for each, _ in sums]) if sums else np.zeros(0, np.int64)
    weights = np.concatenate([each for _, each in sums]) if sums else np.zeros(0)
    begins = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    products = weights * genotypes.chances[members]
    below = np.array([products[a:b].sum() for a, b in pairwise(begins)])
    return Rows(genotypes, begins, members, weights, below)
