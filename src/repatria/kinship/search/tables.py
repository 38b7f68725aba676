"""For each family, what every genotype of its missing person would be worth: the ratio of its
probability given the relatives to that in the population, marker by marker.

One pass of elimination a family and marker leaves the missing person's two alleles open and so
gives all genotypes at once (`peel.ratio_tables`). A comparison is then a sum of rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from repatria.base.errors import ValueProblem
from repatria.base.progress import Progress, silent
from repatria.kinship.computing import program
from repatria.kinship.gene_flow import Known, flow
from repatria.kinship.likelihood import Computation
from repatria.kinship.panel import Panel
from repatria.kinship.peel import ratio_tables
from repatria.kinship.search.groups import ShapeGroup, Wanted, grouped
from repatria.kinship.search.one_table import fill_table
from repatria.kinship.search.rows import Genotypes
from repatria.kinship.search.theta_groups import at_once, theta_tasks
from repatria.kinship.settings import Convention
from repatria.runners.cores import available

Vector = NDArray[np.float64]
Numbers = NDArray[np.int64]

PART = 2048
"""Families that one thread works on at a time."""


@dataclass(frozen=True, eq=False)
class Tables:
    """`ratios` (family, column) as `genotypes` has them; `bad` (family, locus) marks where the
    relatives contradict each other, and the ratios say nothing."""

    panel: Panel
    genotypes: Genotypes
    ratios: Vector
    bad: NDArray[np.bool_]


def build_tables(
    computation: Computation, wanted: Sequence[Wanted], progress: Progress = silent
) -> Tables:
    """The tables of families, in their order.

    Raises `ValueProblem` for an allele off the ladder, and for a pedigree that is too large.
    """
    groups: Sequence[ShapeGroup] = ()
    singly: list[int] = list(range(len(wanted)))
    if not one_by_one(computation.panel):
        found = grouped(computation.panel, wanted)
        groups, singly = found.groups, list(found.singly)
    if computation.panel.theta:
        singly += [n for each in groups if not at_once(computation, each) for n in each.numbers]
        groups = [each for each in groups if at_once(computation, each)]
    tables = build_groups(computation, groups, len(wanted), progress)
    for done, number in enumerate(singly):
        progress(done, len(singly), "building tables one by one")
        try:
            fill_table(
                computation, wanted[number], tables.genotypes, tables.ratios[number],
                tables.bad[number],
            )  # fmt: skip
        except ValueProblem as problem:
            raise ValueProblem(f"family {wanted[number].family.name}: {problem}") from None
    return tables


def one_by_one(panel: Panel) -> bool:
    """Whether every family needs the general path: where pruned founders meet a mutation that is
    not stationary, the missing person changes what the relatives are worth.

    With theta both sides are computed for each genotype anyway.
    """
    if panel.theta or panel.settings.convention is not Convention.PRUNED:
        return False
    return not all(
        np.allclose(locus.frequencies @ matrix, locus.frequencies, rtol=1e-13, atol=0)
        for locus in panel.loci
        for matrix in (locus.from_mother, locus.from_father)
    )


def build_groups(
    computation: Computation,
    groups: Sequence[ShapeGroup],
    families: int,
    progress: Progress = silent,
) -> Tables:
    """The tables of groups of families with certain readings; the ratios of every other family are
    one."""
    panel = computation.panel
    genotypes = Genotypes.of(panel)
    ratios = np.empty((families, genotypes.columns))
    bad = np.zeros((families, len(panel.loci)), np.bool_)
    made = [group.numbers for group in groups]
    ratios[np.setdiff1d(np.arange(families), np.concatenate([np.zeros(0, np.int64), *made]))] = 1.0
    if panel.theta:
        tasks = [
            task
            for group in groups
            for task in theta_tasks(computation, group, genotypes, ratios, bad)
        ]
    else:
        tasks = [
            task
            for group in groups
            for start in range(0, len(group.numbers), PART)
            for task in _tasks(
                computation, group, slice(start, start + PART), genotypes, ratios, bad
            )
        ]
    with ThreadPoolExecutor(available()) as pool:
        for done, _ in enumerate(pool.map(lambda task: task(), tasks), 1):
            progress(done, len(tasks), "building tables")
    return Tables(panel, genotypes, ratios, bad)


def _tasks(
    computation: Computation,
    group: ShapeGroup,
    part: slice,
    genotypes: Genotypes,
    ratios: Vector,
    bad: NDArray[np.bool_],
) -> Iterator[Callable[[], None]]:
    """The work on some families of a group: a piece for each set of relatives read at a marker."""
    places, numbers = group.places[part], group.numbers[part]
    read = places[:, :, :, 0] >= 0
    bits = (read << np.arange(read.shape[2])).sum(axis=2)
    for pattern in np.unique(bits):
        family, locus = np.nonzero(bits == pattern)
        known = [Known.NOTHING] * len(group.hypothesis.ids)
        known[group.missing] = Known.OPEN
        for place, person in enumerate(group.typed):
            if pattern >> place & 1:
                known[person] = Known.SHARP

        def work(
            family: Numbers = family, locus: Numbers = locus, known: list[Known] = known
        ) -> None:
            found = flow(
                group.hypothesis.shape, tuple(known), computation.panel.settings.convention, False
            )
            stack = computation.stacked
            size = int(stack.counts[locus].max())
            try:
                plan = program(found, size, relative=True).arrays
            except ValueProblem as problem:
                raise ValueProblem(f"family {group.hypothesis.name}: {problem}") from None
            rows = np.zeros((2, len(family), len(found.persons)), np.int64)
            for at, person in enumerate(found.persons):
                if known[person] is Known.SHARP:
                    alleles = places[family, locus, group.typed.index(person)]
                    rows[0, :, at], rows[1, :, at] = alleles[:, 0], alleles[:, 1]
            nothing = np.zeros(rows.shape[1:], np.int64)
            readings = (rows[0], rows[1], nothing, nothing, np.ones(1), np.ones((1, 2, 1)))
            ratio_tables(
                locus, stack.arrays, readings, plan,
                numbers[family],
                genotypes.starts, 1 / genotypes.chances, ratios, bad,
            )  # fmt: skip

        yield work
