"""For one person, the likelihood of every genotype they could have at each marker, under two
hypotheses: what power, exclusion and expected mismatches are computed from."""

from __future__ import annotations

from collections.abc import Mapping
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
    below = computation.likelihoods(hypothesis, others)
    scale = np.ldexp(1.0, found.exponents - below.exponents[loci])
    with np.errstate(divide="ignore", invalid="ignore"):
        values = np.where(
            below.mantissas[loci] > 0, found.mantissas * scale / below.mantissas[loci], 0.0
        )
    ends = np.cumsum([len(one) for one in each])[:-1]
    return list(zip(each, np.split(values, ends), strict=True))


def _genotypes(size: int, one_copy: bool) -> Places:
    """All genotypes of so many alleles, each once."""
    if one_copy:
        return np.repeat(np.arange(size)[:, None], 2, axis=1)
    return np.stack(np.triu_indices(size), axis=1).astype(np.int64)
