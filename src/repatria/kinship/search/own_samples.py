"""The table of somebody of whom a sample is there (a toothbrush, an earlier sample, an identical
twin): a direct match, with whatever relatives tell besides, each reading counted once.

With *D* what was read in samples of the missing, *T* in relatives, and *g* a genotype of the
missing person, the table holds

    r(g) = P(g, D, T | remains are the missing person's) / P(g, D, T | remains are a stranger's).

In the numerator *D* and *g* are of one person: of all genotypes only those stay that could have
been read as *D*, with its chance of dropout; what was read of the remains has its own. Samples of
another missing person of the family are the readings of a relative.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from repatria.base.errors import ValueProblem
from repatria.base.progress import Progress, silent
from repatria.kinship.computing import NotAtOnce
from repatria.kinship.hypothesis import Hypothesis
from repatria.kinship.likelihood import Computation
from repatria.kinship.pedigree import Pedigree, Person
from repatria.kinship.search.groups import Wanted
from repatria.kinship.search.rows import Genotypes
from repatria.kinship.search.tables import Tables, build_tables

Vector = NDArray[np.float64]


def all_tables(
    computation: Computation, wanted: Sequence[Wanted], progress: Progress = silent
) -> Tables:
    """The tables of families as `build_tables` makes them, and of families with samples of the
    missing themselves, in their order.

    Raises `ValueProblem` for an allele off the ladder, and for a pedigree that is too large.
    """
    own = [number for number, each in enumerate(wanted) if each.family.own]
    if not own:
        return build_tables(computation, wanted, progress)
    others = [number for number, each in enumerate(wanted) if not each.family.own]
    made = build_tables(computation, [wanted[number] for number in others], progress)
    ratios = np.empty((len(wanted), made.genotypes.columns))
    bad = np.zeros((len(wanted), len(computation.panel.loci)), np.bool_)
    ratios[others], bad[others] = made.ratios, made.bad
    for done, number in enumerate(own):
        progress(done, len(own), "building tables of direct samples")
        fill_own(computation, wanted[number], made.genotypes, ratios[number], bad[number])
    return Tables(made.panel, made.genotypes, ratios, bad)


def fill_own(
    computation: Computation,
    wanted: Wanted,
    genotypes: Genotypes,
    ratios: Vector,
    bad: NDArray[np.bool_],
) -> None:
    """Fill one row of `Tables.ratios` and of `Tables.bad`. Raises `ValueProblem`."""
    family = wanted.family
    try:
        own = Hypothesis(family.name, (family.pedigree,), family.whose)
        first = _of_each(computation, wanted, own, wanted.missing, genotypes)
        if genotypes.theta:
            stranger = Person("a stranger to " + " ".join(family.read) + family.name, wanted.sex)
            pedigrees = family.pedigree, Pedigree.of(stranger)
            other = Hypothesis(family.name, pedigrees, family.whose)
            second = _of_each(computation, wanted, other, stranger.id, genotypes)
            below = np.add.reduceat(second, genotypes.starts[:-1])
        else:
            below = computation.likelihoods(own, family.read).values
            second = below[genotypes.loci] * genotypes.chances
    except ValueProblem as problem:
        raise ValueProblem(f"family {family.name}: {problem}") from None
    bad[:] = below <= 0
    certain = genotypes.count
    with np.errstate(divide="ignore", invalid="ignore"):
        ratios[:certain] = first / second
        if genotypes.theta:
            ratios[certain:] = second / below[genotypes.loci] / genotypes.chances
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
        return _one_by_one(computation, wanted, hypothesis, person, genotypes)
    return np.concatenate(
        [
            genotypes.together(slice(start, end), np.ldexp(table, exponent))
            for (start, end), (table, exponent) in zip(
                pairwise(genotypes.starts.tolist()), each, strict=True
            )
        ]
    )


def _one_by_one(
    computation: Computation,
    wanted: Wanted,
    hypothesis: Hypothesis,
    person: str,
    genotypes: Genotypes,
) -> Vector:
    """The same, each genotype as if it had been read; then times what it makes of the person's own
    readings, which it takes the place of."""
    typed = computation.typed(hypothesis, wanted.family.read)
    place = hypothesis.place[person]
    read = np.stack([genotypes.first, genotypes.second], axis=1)
    rows = typed.with_genotypes(place, genotypes.loci, read)
    found: Vector = computation.evaluated(hypothesis, rows).values
    for locus in np.flatnonzero(typed.known[:, place]).tolist():
        part = slice(int(genotypes.starts[locus]), int(genotypes.starts[locus + 1]))
        size = computation.panel.loci[locus].size
        chance = typed.chance(locus, place, int(typed.known[locus, place]), (size, size))
        one, other = genotypes.first[part], genotypes.second[part]
        found[part] *= (chance[one, other] + chance[other, one]) / 2
    return found
