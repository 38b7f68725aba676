"""For one person, the likelihood of every genotype they could have at each marker, under two
hypotheses: what power, exclusion and expected mismatches are computed from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from repatria.kinship.hypothesis import Hypothesis, Pair
from repatria.kinship.likelihood import Computation
from repatria.kinship.pedigree import Sex
from repatria.kinship.profile import Profile

Vector = NDArray[np.float64]
Places = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class LocusTable:
    """Every genotype of a marker (places of its alleles, (G, 2)), with its probability given the
    other readings under each hypothesis: `first` and `second` (G,), each summing to one.

    `first` or `second` is all zero where the other readings are impossible under the hypothesis.
    """

    marker: str
    genotypes: Places
    first: Vector
    second: Vector

    @property
    def ratios(self) -> Vector:
        """The likelihood ratio of each genotype; inf where only the first allows it, 0 where
        neither does."""
        with np.errstate(divide="ignore", invalid="ignore"):
            found = self.first / self.second
        return np.where(self.first > 0, found, 0.0)


def genotype_tables(
    computation: Computation, pair: Pair, profiles: Mapping[str, Profile], person: str
) -> tuple[LocusTable, ...]:
    """The tables of a person who is in both hypotheses; a profile of theirs is not used.

    The ratio of a genotype is P(genotype | others, first) / P(genotype | others, second). Raises
    what `Computation.likelihoods` raises.
    """
    others = {each: profile for each, profile in profiles.items() if each != person}
    first = _probabilities(computation, pair.first, others, person)
    second = _probabilities(computation, pair.second, others, person)
    return tuple(
        LocusTable(name, genotypes, one, two)
        for name, (genotypes, one), (_, two) in zip(
            computation.panel.names, first, second, strict=True
        )
    )


def _probabilities(
    computation: Computation, hypothesis: Hypothesis, others: Mapping[str, Profile], person: str
) -> list[tuple[Places, Vector]]:
    below = computation.likelihoods(hypothesis, others)
    way = _one_by_one if computation.panel.theta else _together
    found = way(computation, hypothesis, others, person)
    return [
        (genotypes, np.ldexp(values / mantissa, exponent - under) if mantissa else values * 0)
        for (genotypes, values, exponent), mantissa, under in zip(
            found, below.mantissas, below.exponents, strict=True
        )
    ]


def _together(
    computation: Computation, hypothesis: Hypothesis, others: Mapping[str, Profile], person: str
) -> Iterator[tuple[Places, Vector, int]]:
    """All genotypes of a locus at once."""
    each = computation.of_each_genotype(hypothesis, others, person)
    for locus, (table, exponent) in zip(computation.panel.loci, each, strict=True):
        genotypes = _genotypes(locus.size - bool(locus.marker.silent), table.ndim == 1)
        first, second = genotypes.T
        if table.ndim == 1:
            yield genotypes, table[first], exponent
            continue
        values = np.where(
            first == second, table[first, second], table[first, second] + table[second, first]
        )
        yield genotypes, values, exponent


def _one_by_one(
    computation: Computation, hypothesis: Hypothesis, others: Mapping[str, Profile], person: str
) -> Iterator[tuple[Places, Vector, int]]:
    """Each genotype as if it had been read, which theta needs."""
    place = hypothesis.ids.index(person)
    male = hypothesis.shape.sexes[place] is Sex.MALE
    each = [
        _genotypes(locus.size - bool(locus.marker.silent), male and locus.marker.x_linked)
        for locus in computation.panel.loci
    ]
    loci = np.repeat(np.arange(len(each)), [len(one) for one in each])
    typed = computation.typed(hypothesis, others)
    rows = typed.with_genotypes(place, loci, np.concatenate(each))
    found = computation.evaluated(hypothesis, rows)
    ends = np.cumsum([len(one) for one in each])[:-1]
    for one, values in zip(each, np.split(found.values, ends), strict=True):
        yield one, values, 0


def _genotypes(size: int, one_copy: bool) -> Places:
    """All genotypes of so many alleles, each once."""
    if one_copy:
        return np.repeat(np.arange(size)[:, None], 2, axis=1)
    return np.stack(np.triu_indices(size), axis=1).astype(np.int64)
