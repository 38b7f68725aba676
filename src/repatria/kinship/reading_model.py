"""From what was read to the genotypes it may come from: the emission of one marker.

Each copy of an allele is read on its own. A visible copy drops out with chance d; else it is read
as itself, or, with chance e, as one of the other visible alleles. A silent copy is never read. With
chance c one allele drawn from the population is read besides. What was read is the set of all
alleles read.

So P(observed | copies x, y) is a sum of few products u(x) w(y), never a K by K table:
{a}: r_a r_a + r_a D + D r_a; {a, b}: r_a r_b + r_b r_a; with r_a(x) the chance that x is read as a,
and D(x) that it is not read at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from repatria.base.errors import ValueProblem
from repatria.kinship.marker import Marker
from repatria.kinship.profile import Observation, Reading
from repatria.kinship.settings import Settings

Vector = NDArray[np.float64]
Term = tuple[float, Vector, Vector]


@dataclass(frozen=True, slots=True)
class Sharp:
    """The genotype is certain: places of its two alleles on the ladder (equal for one copy)."""

    first: int
    second: int


@dataclass(frozen=True, slots=True)
class Soft:
    """Several genotypes are possible: Σ weight · u(paternal copy) · w(maternal copy).

    `weights` has shape (T,), `paternal` and `maternal` (T, K). With one copy (an X-linked marker
    of a male) `paternal` is all ones. `shown` holds the places of the alleles read; to the reading
    all others are alike, but for the silent one.
    """

    weights: Vector
    paternal: Vector
    maternal: Vector
    shown: tuple[int, ...]


def emission(
    marker: Marker, seen: Observation, settings: Settings, dropout: float, copies: int
) -> Sharp | Soft:
    """What an observation says of a person with one or two copies.

    `dropout` applies to single-allele readings alone. Raises `ValueProblem` for an allele that the
    marker does not have, and for two alleles read where there is one copy.
    """
    for allele in seen.alleles:
        if allele not in marker.index:
            raise ValueProblem(
                f"the allele {allele} is not on the ladder of {marker.name} "
                f"({marker.alleles[0]} to {marker.alleles[-1]}), and no minimum frequency is set"
            )
    places = tuple(dict.fromkeys(marker.index[allele] for allele in seen.alleles))
    uncertain = settings.miscall or settings.drop_in
    if copies == 1 and len(places) > 1 and not settings.drop_in:
        raise ValueProblem(
            f"{marker.name} is X-linked and {seen} was read in a male, who has one copy"
        )
    if seen.reading is not Reading.SINGLE:
        dropout = 0.0
    homozygous = len(places) == 1
    blurred = homozygous and copies == 2 and (marker.silent or dropout)
    if not (uncertain or blurred or seen.reading is Reading.ONE_KNOWN):
        return Sharp(places[0], places[-1])
    model = _Model.of(marker, settings, dropout, copies)
    if seen.reading is Reading.ONE_KNOWN:
        return _soft(model.one_known(places[0]), places)
    return _soft(model.read(places), places)


def combined(one: Sharp | Soft, other: Sharp | Soft, size: int, copies: int) -> Sharp | Soft:
    """Two readings of one person, with so many copies of a marker of so many alleles: the product
    of what they say.

    Two certain genotypes that differ give a reading of no weight at all.
    """
    if isinstance(one, Sharp) and one == other:
        return one
    left, right = (
        _terms(each, size, copies) if isinstance(each, Sharp) else each for each in (one, other)
    )
    pairs = [(i, j) for i in range(len(left.weights)) for j in range(len(right.weights))]
    return Soft(
        np.array([left.weights[i] * right.weights[j] for i, j in pairs]),
        np.array([left.paternal[i] * right.paternal[j] for i, j in pairs]),
        np.array([left.maternal[i] * right.maternal[j] for i, j in pairs]),
        tuple(dict.fromkeys((*left.shown, *right.shown))),
    )


def _terms(sharp: Sharp, size: int, copies: int) -> Soft:
    """A certain genotype as a sum of products, one a phase."""
    phases = dict.fromkeys(((sharp.first, sharp.second), (sharp.second, sharp.first)))
    single = np.eye(size)
    return Soft(
        np.ones(len(phases)),
        np.array([single[first] if copies == 2 else np.ones(size) for first, _ in phases]),
        np.array([single[second] for _, second in phases]),
        tuple(dict.fromkeys((sharp.first, sharp.second))),
    )


@dataclass(frozen=True, slots=True)
class _Model:
    reads: Vector
    """reads[x, a]: the chance that a copy x is read as a."""
    lost: Vector
    frequencies: Vector
    """Among visible alleles, for what drops in."""
    drop_in: float
    copies: int

    @classmethod
    def of(cls, marker: Marker, settings: Settings, dropout: float, copies: int) -> _Model:
        size = len(marker.alleles)
        visible = size - bool(marker.silent)
        share = settings.miscall / (visible - 1) if visible > 1 else 0.0
        reads = np.zeros((size, size))
        reads[:visible, :visible] = share
        np.fill_diagonal(reads[:visible, :visible], 1 - share * (visible - 1))
        lost = np.full(size, dropout)
        if marker.silent:
            lost[-1] = 1.0
        seen = np.array(marker.frequencies) / (1 - marker.silent)
        return cls(reads * (1 - dropout), lost, seen, settings.drop_in, copies)

    def read(self, places: Sequence[int]) -> list[Term]:
        """The terms of the set of alleles read, one allele dropped in at most."""
        if not self.drop_in:
            return self._own(places)
        terms = [((1 - self.drop_in) * w, u, v) for w, u, v in self._own(places)]
        for extra in places:
            chance = self.drop_in * float(self.frequencies[extra])
            without = [place for place in places if place != extra]
            for source in (self._own(places), self._own(without)):
                terms += [(chance * w, u, v) for w, u, v in source]
        return terms

    def one_known(self, place: int) -> list[Term]:
        """One copy at least is read as this allele; of the other nothing is known."""
        read = self.reads[:, place]
        every = np.ones_like(read)
        if self.copies == 1:
            return [(1.0, every, read)]
        return [(1.0, read, every), (1.0, every - read, read)]

    def _own(self, places: Sequence[int]) -> list[Term]:
        """The terms of what the person's own copies gave."""
        every = np.ones_like(self.lost)
        if self.copies == 1:
            if len(places) > 1:
                return []
            return [(1.0, every, self.reads[:, places[0]] if places else self.lost)]
        if not places:
            return [(1.0, self.lost, self.lost)]
        if len(places) > 2:
            return []
        first, second = self.reads[:, places[0]], self.reads[:, places[-1]]
        if len(places) == 2:
            return [(1.0, first, second), (1.0, second, first)]
        terms = [(1.0, first, first)]
        if self.lost.any():
            terms += [(1.0, first, self.lost), (1.0, self.lost, first)]
        return terms


def _soft(terms: list[Term], shown: tuple[int, ...]) -> Soft:
    weights, paternal, maternal = zip(*terms, strict=True)
    return Soft(np.array(weights), np.array(paternal), np.array(maternal), shown)
