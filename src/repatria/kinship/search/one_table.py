"""The table of one family on the general path: for samples of the missing persons themselves, for
uncertain readings of relatives, for parents who share an ancestor with theta, and for conventions
under which the missing person changes what the relatives' readings are worth.

With *D* what was read in samples of the missing (a toothbrush, an earlier sample, an identical
twin), *T* in relatives, and *g* a genotype of the missing person, the table holds

    r(g) = P(g, D, T | remains are the missing person's) / P(g, D, T | remains are a stranger's).

In the numerator *D* and *g* are of one person: of all genotypes only those stay that could have
been read as *D*, with its chance of dropout; what was read of the remains has its own. Samples of
another missing person of the family are the readings of a relative.
"""

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
    own = Hypothesis(family.name, (family.pedigree,), family.whose)
    certain = genotypes.count
    if genotypes.theta:
        known = " ".join((*family.pedigree.ids, *family.read))
        stranger = Person(f"a stranger to {known}", wanted.sex)
        pedigrees = family.pedigree, Pedigree.of(stranger)
        other = Hypothesis(family.name, pedigrees, family.whose)
        first = _of_each(computation, wanted, own, wanted.missing, genotypes)
        second = _of_each(computation, wanted, other, stranger.id, genotypes)
        # The stranger's genotypes leave out nothing: together they are what the relatives are.
        below = np.add.reduceat(second, genotypes.starts[:-1])
        bad[:] = below <= 0
        with np.errstate(divide="ignore", invalid="ignore"):
            ratios[:certain] = first / second
            ratios[certain:] = second / below[genotypes.loci] / genotypes.chances
    else:
        found = computation.likelihoods(own, family.read)
        bad[:] = found.mantissas <= 0
        each = computation.of_each_genotype(own, family.read, wanted.missing)
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
    """The likelihood of all readings of the family and of each genotype of a person."""
    try:
        each = computation.of_each_genotype(hypothesis, wanted.family.read, person)
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
    """The same, each genotype as if it had been read."""
    typed = computation.typed(hypothesis, wanted.family.read)
    place = hypothesis.place[person]
    read = np.stack([genotypes.first, genotypes.second], axis=1)
    rows = typed.with_genotypes(place, genotypes.loci, read)
    found: Vector = computation.evaluated(hypothesis, rows).values
    # Each genotype took the place of what was read in the person's own samples.
    for locus in np.flatnonzero(typed.known[:, place]).tolist():
        part = slice(int(genotypes.starts[locus]), int(genotypes.starts[locus + 1]))
        size = computation.panel.loci[locus].size
        chance = typed.chance(locus, place, int(typed.known[locus, place]), (size, size))
        one, other = genotypes.first[part], genotypes.second[part]
        found[part] *= (chance[one, other] + chance[other, one]) / 2
    return found
