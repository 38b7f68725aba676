"""Tables of families of one shape where founders share ancestry (theta): every genotype of the
missing person at once (`transmit_open.py`), and what was read alike is computed once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from repatria.base.errors import ValueProblem
from repatria.kinship.arrays import Group
from repatria.kinship.computing import lines_apart, patterned_open
from repatria.kinship.gene_flow import Known, Shape, flow
from repatria.kinship.hypothesis import Hypothesis
from repatria.kinship.likelihood import Computation
from repatria.kinship.pedigree import Pedigree, Person
from repatria.kinship.search.groups import ShapeGroup
from repatria.kinship.search.rows import Genotypes

Vector = NDArray[np.float64]
Numbers = NDArray[np.int64]

MOST_WORK = 4e9
"""Steps that a marker of one family may take here, some seconds: among tens of thousands of
families one that takes hours is left to `kinship lr`."""
CELLS = 256
"""Readings of a family at a marker that a thread works on at a time."""


def at_once(computation: Computation, group: ShapeGroup) -> bool:
    """Whether the genotypes of the missing person can be computed together, whatever is read."""
    shape = group.hypothesis.shape
    known = [Known.NOTHING] * len(shape.sexes)
    known[group.missing] = Known.OPEN
    found = flow(shape, tuple(known), computation.panel.settings.convention, False)
    return lines_apart(found, found.persons.index(group.missing))


@dataclass(frozen=True, eq=False)
class _Sides:
    """The two hypotheses on the missing person's genotype: theirs, or that of a stranger, who
    stands after the others."""

    own: Shape
    other: Shape
    missing: int

    @classmethod
    def of(cls, group: ShapeGroup) -> _Sides:
        own = group.hypothesis
        names = " ".join(own.ids)
        stranger = Person(f"a stranger to {names}", own.shape.sexes[group.missing])
        other = Hypothesis.of(own.name, *own.pedigrees, Pedigree.of(stranger))
        return cls(own.shape, other.shape, group.missing)


def theta_tasks(
    computation: Computation,
    group: ShapeGroup,
    genotypes: Genotypes,
    ratios: Vector,
    bad: NDArray[np.bool_],
) -> Iterator[Callable[[], None]]:
    """The work on a group of families, piece by piece; each fills rows of `ratios` and `bad`."""
    sides = _Sides.of(group)
    places = group.places
    read = places[:, :, :, 0] >= 0
    bits = (read << np.arange(read.shape[2])).sum(axis=2)
    for pattern in np.unique(bits):
        family, locus = np.nonzero(bits == pattern)
        typed = [place for place in range(len(group.typed)) if pattern >> place & 1]
        alleles = np.sort(places[family, locus][:, typed], axis=2)
        cells = np.column_stack([locus, alleles.reshape(len(family), -1)])
        distinct, which = np.unique(cells, axis=0, return_inverse=True)
        order = np.argsort(which, kind="stable")
        ends = np.searchsorted(which[order], np.arange(len(distinct) + 1))
        for start in range(0, len(distinct), CELLS):
            stop = min(start + CELLS, len(distinct))
            rows = order[ends[start] : ends[stop]]

            def work(
                typed: list[int] = typed,
                distinct: Numbers = distinct[start:stop],
                which: Numbers = which[rows] - start,
                number: Numbers = group.numbers[family[rows]],
            ) -> None:
                persons = [group.typed[place] for place in typed]
                _fill(computation, group, sides, persons, distinct, which, number, genotypes,
                      ratios, bad)  # fmt: skip

            yield work


def _fill(
    computation: Computation,
    group: ShapeGroup,
    sides: _Sides,
    persons: list[int],
    distinct: Numbers,
    which: Numbers,
    number: Numbers,
    genotypes: Genotypes,
    ratios: Vector,
    bad: NDArray[np.bool_],
) -> None:
    """The ratios of distinct cells (locus, then two alleles a typed person), put where they occur:
    `number` are families and `which` the cell of each."""
    loci = distinct[:, 0].astype(np.int64)
    alleles = distinct[:, 1:].reshape(len(loci), -1, 2).astype(np.int64)
    try:
        first = _opened(computation, sides.own, sides.missing, persons, loci, alleles)
        second = _opened(
            computation, sides.other, len(sides.other.sexes) - 1, persons, loci, alleles
        )
    except ValueProblem as problem:
        raise ValueProblem(f"family {group.hypothesis.name}: {problem}") from None
    certain = genotypes.count
    for locus in np.unique(loci):
        here = np.flatnonzero(loci == locus)
        place = slice(int(genotypes.starts[locus]), int(genotypes.starts[locus + 1]))
        size = int(computation.stacked.counts[locus])
        one, two = (
            # In one order in memory, so that a sum has the same digits beside whatever others.
            np.ascontiguousarray(
                genotypes.together(place, each[here, : size**2].reshape(-1, size, size))
            )
            for each in (first, second)
        )
        # The stranger's genotypes leave out nothing: together they are what the relatives are.
        # Added one by one, so that a family's numbers do not depend on who is computed beside it.
        below = np.cumsum(two, axis=1)[:, -1:]
        with np.errstate(divide="ignore", invalid="ignore"):
            made = one / two
            against = two / below / genotypes.chances[place]
        contradicting = below[:, 0] <= 0
        made[contradicting], against[contradicting] = 1.0, 1.0
        chosen = np.flatnonzero(np.isin(which, here))
        cell = np.searchsorted(here, which[chosen])
        ratios[number[chosen], place] = made[cell]
        ratios[number[chosen], certain + place.start : certain + place.stop] = against[cell]
        bad[number[chosen], locus] = contradicting[cell]


def _opened(
    computation: Computation,
    shape: Shape,
    person: int,
    persons: list[int],
    loci: Numbers,
    alleles: Numbers,
) -> Vector:
    """The likelihood of each cell for every genotype of a person: (C, K²), K the largest."""
    known = [Known.NOTHING] * len(shape.sexes)
    known[person] = Known.OPEN
    for each in persons:
        known[each] = Known.SHARP
    found = flow(shape, tuple(known), computation.panel.settings.convention, False)
    places = np.zeros((len(loci), len(found.persons), 2), np.int64)
    for at, each in enumerate(found.persons):
        if each in persons:
            places[:, at] = alleles[:, persons.index(each)]
    group = Group.certain(computation.stacked, loci, places)
    return patterned_open(group, found, computation.panel.theta, MOST_WORK)
