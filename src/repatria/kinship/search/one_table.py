"""The table of one family on the general path: for theta, for uncertain readings of relatives, and
for conventions under which the missing person changes what the relatives' readings are worth."""

from __future__ import annotations

import itertools

import numpy as np
from numpy.typing import NDArray

from repatria.kinship.computing import NotAtOnce
from repatria.kinship.hypothesis import Hypothesis
from repatria.kinship.likelihood import Computation
from repatria.kinship.pedigree import Pedigree, Person
from repatria.kinship.search.groups import Wanted
from repatria.kinship.search.rows import Genotypes

Vector = NDArray[np.float64]


def fill_table(
    computation: Computation,
    wanted: Wanted,
    genotypes: Genotypes,
    ratios: Vector,
    bad: NDArray[np.bool_],
) -> None:
    """Fill one family's row of `Tables.ratios` and of `Tables.bad`.

    Raises `ValueProblem` for an allele off the ladder, and for a pedigree that is too large.
    """
    family = wanted.family
    own = Hypothesis.of(family.name, family.pedigree)
    certain = genotypes.count
    if genotypes.theta:
        stranger = Person("a stranger to " + " ".join(family.pedigree.ids), wanted.sex)
        other = Hypothesis.of(family.name, family.pedigree, Pedigree.of(stranger))
        first = _of_each(computation, wanted, own, wanted.missing, genotypes)
        second = _of_each(computation, wanted, other, stranger.id, genotypes)
        # The stranger's genotypes leave out nothing: together they are what the relatives are.
        below = np.add.reduceat(second, genotypes.starts[:-1])
        bad[:] = below <= 0
        with np.errstate(divide="ignore", invalid="ignore"):
            ratios[:certain] = first / second
            ratios[certain:] = second / below[genotypes.loci] / genotypes.chances
    else:
        found = computation.likelihoods(own, family.profiles)
        bad[:] = found.mantissas <= 0
        each = computation.of_each_genotype(own, family.profiles, wanted.missing)
        for locus, (table, exponent) in enumerate(each):
            place = slice(int(genotypes.starts[locus]), int(genotypes.starts[locus + 1]))
            both = genotypes.together(place, table)
            if not bad[locus]:
                scaled = both / (found.mantissas[locus] * genotypes.chances[place])
                ratios[place] = np.ldexp(scaled, exponent - int(found.exponents[locus]))
    ratios.reshape(-1, certain)[:, bad[genotypes.loci]] = 1.0


def _of_each(
    computation: Computation,
    wanted: Wanted,
    hypothesis: Hypothesis,
    person: str,
    genotypes: Genotypes,
) -> Vector:
    """The likelihood of the relatives' readings and of each genotype of a person."""
    try:
        each = computation.of_each_genotype(hypothesis, wanted.family.profiles, person)
    except NotAtOnce:
        return _as_if_read(computation, wanted, hypothesis, person, genotypes)
    places = itertools.pairwise(genotypes.starts.tolist())
    return np.concatenate(
        [
            genotypes.together(slice(*place), np.ldexp(table, exponent))
            for place, (table, exponent) in zip(places, each, strict=True)
        ]
    )


def _as_if_read(
    computation: Computation,
    wanted: Wanted,
    hypothesis: Hypothesis,
    person: str,
    genotypes: Genotypes,
) -> Vector:
    """The likelihood of the relatives' readings and of each genotype, as if it had been read."""
    typed = computation.typed(hypothesis, wanted.family.profiles)
    read = np.stack([genotypes.first, genotypes.second], axis=1)
    rows = typed.with_genotypes(hypothesis.place[person], genotypes.loci, read)
    return computation.evaluated(hypothesis, rows).values
