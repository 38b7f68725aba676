"""The two ways to a likelihood, on a group of loci: elimination, and patterns of transmission."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from repatria.base.errors import ValueProblem
from repatria.kinship.arrays import Group
from repatria.kinship.elimination import factor_rows, plan, step_rows
from repatria.kinship.gene_flow import Copy, Flow, Known, Source
from repatria.kinship.peel import peel
from repatria.kinship.transmission import transmission
from repatria.kinship.transmit import transmitted
from repatria.kinship.transmit_open import opened

Numbers = NDArray[np.int64]
Vector = NDArray[np.float64]


class NotAtOnce(ValueProblem):
    """With theta the genotypes of this person go one by one: the parents share an untyped ancestor,
    or there is one copy."""


@dataclass(frozen=True, eq=False)
class Program:
    """A plan of elimination as the kernel takes it."""

    single: NDArray[np.bool_]
    phased: NDArray[np.bool_]
    kinds: Numbers
    owners: Numbers
    factors: Numbers
    heads: Numbers
    inputs: Numbers
    outs: Numbers
    held: Numbers

    @cached_property
    def arrays(self) -> tuple[NDArray[Any], ...]:
        """As the kernel takes them."""
        return (
            self.single, self.phased, self.kinds, self.owners, self.factors,
            self.heads, self.inputs, self.outs, self.held,
        )  # fmt: skip


_AT_HAND: dict[tuple[int, int, bool], tuple[Flow, Program]] = {}
_MOST_AT_HAND = 8192


def program(flow: Flow, size: int, relative: bool = False) -> Program:
    """The program for a flow at loci of at most `size` alleles; `relative` is as in `network`.

    Raises `ValueProblem` where the pedigree is too large.
    """
    # A flow is the same object each time it is met (`gene_flow.flow`), and its hash takes long.
    key = id(flow), size, relative
    held = _AT_HAND.get(key)
    if held is None or held[0] is not flow:
        if len(_AT_HAND) >= _MOST_AT_HAND:
            _AT_HAND.clear()
        held = _AT_HAND[key] = flow, _program(flow, size, relative)
    return held[1]


@lru_cache(maxsize=4096)
def _program(flow: Flow, size: int, relative: bool) -> Program:
    found = plan(flow, size, relative)
    heads, inputs, outs = step_rows(found.steps)
    return Program(
        np.array([len(copies) == 1 for copies in flow.copies], np.bool_),
        np.array(found.network.phased, np.bool_),
        np.array(found.network.kinds, np.int64),
        np.array(found.network.owners, np.int64),
        factor_rows(found.network.factors),
        heads,
        inputs,
        outs,
        np.array(found.held, np.int64),
    )


def peeled(group: Group, flow: Flow) -> tuple[Vector, Numbers]:
    """The likelihood of each row by variable elimination: mantissas (R,) and binary exponents."""
    mantissas, exponents = _peeled(group, flow, 1)
    return mantissas[:, 0], exponents


def tabled(group: Group, flow: Flow) -> tuple[Vector, Numbers]:
    """The likelihood of each row for every value of the open copies: mantissas (R, K · K), or
    (R, K) for one copy, padded to the largest K, and binary exponents.

    The paternal copy's allele changes slowest.
    """
    copies = next(
        len(copies)
        for known, copies in zip(flow.known, flow.copies, strict=True)
        if known is Known.OPEN
    )
    return _peeled(group, flow, group.largest**copies)


def _peeled(group: Group, flow: Flow, width: int) -> tuple[Vector, Numbers]:
    return peel(  # type: ignore[no-any-return]
        group.at, group.stacked.arrays, group.read, program(flow, group.largest).arrays, width
    )


def patterned(group: Group, flow: Flow, locus: int, theta: float, linked: bool) -> Vector:
    """The likelihood of one locus of the group for each pattern of transmission.

    Raises `ValueProblem` where that would take too long.
    """
    way, stacked, readings = transmission(flow, linked), group.stacked, group.readings
    at = group.at[locus]
    size = int(stacked.counts[at])
    start, matrix = int(stacked.frequency_starts[at]), int(stacked.matrix_starts[at])
    first, second, terms = group.first[locus], group.second[locus], readings.terms[locus]
    way.check(_choices(flow, way.phased, first, second, terms), size)
    return transmitted(  # type: ignore[no-any-return]
        way.patterns, stacked.frequencies[start : start + size],
        stacked.matrices[matrix : matrix + 2 * size**2].reshape(2, size, size), theta,
        first, second, terms, readings.starts[locus], readings.weights, readings.reads,
        *way.copies,
    )  # fmt: skip


def patterned_open(
    group: Group, flow: Flow, theta: float, most_work: float | None = None
) -> Vector:
    """The likelihood of each row for every genotype of the open person, who has two copies: a table
    (R, K, K) padded to the largest K, of which the mean of both orders counts.

    Raises `ValueProblem` where that would take too long, and `NotAtOnce`.
    """
    way = transmission(flow, linked=False)
    person = flow.known.index(Known.OPEN)
    if len(flow.copies[person]) < 2 or not lines_apart(flow, person):
        raise NotAtOnce("the genotypes of this person go one by one")
    most = max(
        (_choices(flow, way.phased, *each) for each in zip(
            group.first, group.second, group.readings.terms, strict=True)),
        default=1,
    )  # fmt: skip
    way.check(most, group.largest, most_work)
    found = np.zeros((len(group.at), group.largest**2))
    opened(
        group.at, group.stacked.arrays, group.read, way.patterns, theta, way.copies, person, found
    )
    return found


def lines_apart(flow: Flow, person: int) -> bool:
    """Whether the lines on which a person's two copies can have come down never meet, but in
    somebody whose genotype is certain."""
    paternal, maternal = (_ancestors(flow, copy) for copy in flow.copies[person])
    return paternal.isdisjoint(maternal)


def _ancestors(flow: Flow, copy: Copy) -> set[int]:
    if copy.source is not Source.MEIOSIS or flow.known[copy.parent] is Known.SHARP:
        return set()
    return {copy.parent}.union(*(_ancestors(flow, each) for each in flow.copies[copy.parent]))


def _choices(
    flow: Flow, phased: NDArray[np.bool_], first: Numbers, second: Numbers, terms: Numbers
) -> int:
    """How many combinations of phases and terms there are at a locus."""
    return prod(
        int(terms[place])
        if known is Known.SOFT
        else 1 + int(phased[place] and first[place] != second[place])
        for place, known in enumerate(flow.known)
        if known is not Known.NOTHING
    )
