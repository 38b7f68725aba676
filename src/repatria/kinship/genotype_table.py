"""For one person, the likelihood of every genotype they could have at each marker, under two
hypotheses: what power, exclusion and expected mismatches are computed from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from repatria.kinship.computing import NotAtOnce
from repatria.kinship.hypothesis import Hypothesis, Pair
from repatria.kinship.likelihood import Computation
from repatria.kinship.pedigree import Sex
from repatria.kinship.profile import Profile

Vector = NDArray[np.float64]
Places = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class LocusTable:
    """Every genotype of a marker (places of its alleles, (G, 2)), with its probability given the
    other readings under each hypothesis: `first` and `second` (G,), each summing to one, less the
    chance of two silent alleles. A homozygote is what is read as one: a silent allele may stand
    beside it.

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
    try:
        tables = computation.of_each_genotype(hypothesis, others, person)
    except NotAtOnce:
        tables = list(_one_by_one(computation, hypothesis, others, person))
    each = []
    for locus, (values, exponent), mantissa, under in zip(
        computation.panel.loci,
        tables,
        below.mantissas,
        below.exponents,
        strict=True,
    ):
        scaled = np.ldexp(values / mantissa, exponent - under) if mantissa else values * 0
        each.append(_as_read(scaled, bool(locus.marker.silent)))
    return each


def _as_read(values: Vector, silent: bool) -> tuple[Places, Vector]:
    """The genotypes as they are read, with their probabilities: of a table over the paternal and
    the maternal allele, or over the one allele. A silent allele beside another is not seen."""
    visible = len(values) - silent
    if values.ndim == 1:
        return np.repeat(np.arange(visible)[:, None], 2, axis=1), values[:visible]
    genotypes = _genotypes(visible)
    first, second = genotypes.T
    both = values + values.T
    found = np.where(first == second, values[first, second], both[first, second])
    if silent:
        found = found + np.where(first == second, both[first, -1], 0.0)
    return genotypes, found


def _one_by_one(
    computation: Computation, hypothesis: Hypothesis, others: Mapping[str, Profile], person: str
) -> Iterator[tuple[Vector, int]]:
    """Each genotype as if it had been read."""
    place = hypothesis.place[person]
    male = hypothesis.shape.sexes[place] is Sex.MALE
    single = [male and locus.marker.x_linked for locus in computation.panel.loci]
    each = [
        np.repeat(np.arange(locus.size)[:, None], 2, axis=1) if one else _genotypes(locus.size)
        for locus, one in zip(computation.panel.loci, single, strict=True)
    ]
    loci = np.repeat(np.arange(len(each)), [len(genotypes) for genotypes in each])
    typed = computation.typed(hypothesis, others)
    rows = typed.with_genotypes(place, loci, np.concatenate(each))
    found = computation.evaluated(hypothesis, rows).values
    ends = np.cumsum([len(genotypes) for genotypes in each])[:-1]
    for row, (genotypes, values) in enumerate(zip(each, np.split(found, ends), strict=True)):
        size = computation.panel.loci[row].size
        if single[row]:
            table = values
        else:
            table = np.zeros((size, size))
            table[genotypes[:, 0], genotypes[:, 1]] = values
        read = int(typed.known[row, place])
        if read:
            table = table * typed.chance(row, place, read, table.shape)
        yield table, 0


def _genotypes(size: int) -> Places:
    """All genotypes of so many alleles, each once."""
    return np.stack(np.triu_indices(size), axis=1).astype(np.int64)
