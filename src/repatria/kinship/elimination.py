"""In which order the variables of a network are summed out, and what that costs.

Variable elimination is exact in every order; only the work differs. The order is found greedily
(the cheapest next table first, several tie rules tried), for networks with and without pair
factors, and the cheapest is kept. Where a table would not fit in memory, variables are held fixed
in turn and the results summed, which is exact too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from repatria.base.errors import ValueProblem
from repatria.kinship.gene_flow import Flow
from repatria.kinship.network import MOST_CHILDREN, Factor, Network, Table, Variable, network

Numbers = NDArray[np.int64]

LARGEST_TABLE = 1 << 25
"""Entries of one table (of 8 bytes each) before variables are held fixed."""
MOST_WORK = 4e12
"""Multiplications at one locus: about an hour. Beyond it the answer is an error, never a guess."""
_ALIKE = 48
"""Alleles for which a table relative to the population is planned, wherever there are fewer: its
digits are then the same whatever other markers are computed with it."""
_TERMS = 2
_SOFT_TERMS = 3


@dataclass(frozen=True, slots=True)
class Step:
    """Multiply some factors and sum one variable out. Factors after those of the network are the
    results of earlier steps, in order."""

    variable: int
    inputs: tuple[int, ...]
    out: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """An order of elimination for alleles of at most `size` values, and its estimated cost."""

    network: Network
    steps: tuple[Step, ...]
    held: tuple[int, ...]
    """Variables held fixed in turn: tables have one entry for each, and results are summed."""
    work: float
    largest: float


@lru_cache(maxsize=4096)
def plan(flow: Flow, size: int, relative: bool = False) -> Plan:
    """The cheapest plan found for a flow with `size` alleles at the locus; `relative` is as in
    `network`.

    Raises `ValueProblem` where even that is beyond `MOST_WORK`.
    """
    if relative and size < _ALIKE:
        found = _cheapest(flow, _ALIKE, relative)
        if found.largest <= LARGEST_TABLE and found.work <= MOST_WORK:
            return found
    found = _cheapest(flow, size, relative)
    while found.largest > LARGEST_TABLE:
        found = _hold_one(found, size)
    if found.work > MOST_WORK:
        raise ValueProblem(
            f"the pedigree needs {found.work:.1e} multiplications at a marker of {size} alleles, "
            f"more than the {MOST_WORK:.0e} that are allowed; take a mutation model that lets "
            "alleles be lumped (equal or proportional), or a smaller pedigree"
        )
    return found


def _cheapest(flow: Flow, size: int, relative: bool) -> Plan:
    built = dict.fromkeys(
        network(flow, pairs, shared, relative)
        for pairs in (False, True)
        for shared in (False, True)
    )
    return min(
        (_greedy(each, size, rule) for each in built for rule in Rule), key=lambda each: each.work
    )


def _sizes(built: Network, size: int, held: Sequence[int] = ()) -> list[int]:
    by_kind = {Variable.ALLELE: size, Variable.PASSED: 2, Variable.TERM: _TERMS, Variable.UNIT: 1}
    sizes = [by_kind[kind] for kind in built.kinds]
    soft = {built.owners[each] for each, kind in enumerate(built.kinds) if kind is Variable.ALLELE}
    for variable, kind in enumerate(built.kinds):
        if kind is Variable.TERM and built.owners[variable] in soft:
            sizes[variable] = _SOFT_TERMS
    for variable in held:
        sizes[variable] = 1
    return sizes


class Rule(StrEnum):
    """What decides which variable goes next."""

    WORK = "least work"
    DEGREE = "fewest neighbours"
    SMALL_FIRST = "least work, and of equals a meiosis first"
    ALLELES_FIRST = "alleles before the rest"


def _rank(rule: Rule, work: float, degree: int, kind: Variable) -> tuple[float, ...]:
    ranks: dict[Rule, tuple[float, ...]] = {
        Rule.WORK: (work, degree),
        Rule.DEGREE: (degree, work),
        Rule.SMALL_FIRST: (work, -kind),
        Rule.ALLELES_FIRST: (kind is not Variable.ALLELE, work),
    }
    return ranks[rule]


def _greedy(built: Network, size: int, rule: Rule, held: Sequence[int] = ()) -> Plan:
    sizes = _sizes(built, size, held)
    scopes: dict[int, frozenset[int]] = {
        place: frozenset(factor.variables) for place, factor in enumerate(built.factors)
    }
    units = {place for place, kind in enumerate(built.kinds) if kind is Variable.UNIT}
    left = set(range(len(sizes))) - set(built.open) - units
    steps: list[Step] = []
    work = sum(_filling(factor, sizes, size) for factor in built.factors)
    largest = 0.0
    while left:
        best: tuple[tuple[float, ...], int, float, frozenset[int]] | None = None
        for variable in sorted(left):
            scope = frozenset().union(*(each for each in scopes.values() if variable in each))
            entries = 1.0
            for each in scope:
                entries *= sizes[each]
            touching = sum(variable in each for each in scopes.values())
            ranked = _rank(rule, entries * touching, len(scope), built.kinds[variable])
            if best is None or ranked < best[0]:
                best = ranked, variable, entries * touching, scope
        assert best is not None
        _, variable, cost, scope = best
        inputs = tuple(place for place, each in scopes.items() if variable in each)
        for place in inputs:
            del scopes[place]
        # Alleles last, so that rows of the table are long.
        rest = scope - {variable}
        out = tuple(sorted(rest, key=lambda each: (built.kinds[each] is Variable.ALLELE, each)))
        scopes[len(built.factors) + len(steps)] = frozenset(out)
        steps.append(Step(variable, inputs, out))
        left.discard(variable)
        work += cost
        entries = 1.0
        for each in out:
            entries *= sizes[each]
        largest = max(largest, entries)
    for unit in units:
        # What is left is over the open variables alone: join it into one table.
        entries = float(np.prod([sizes[each] for each in built.open], dtype=float))
        steps.append(Step(unit, tuple(scopes), built.open))
        work, largest = work + entries * len(scopes), max(largest, entries)
    return Plan(built, tuple(steps), tuple(held), work, largest)


def _filling(factor: Factor, sizes: Sequence[int], size: int) -> float:
    """About what filling a factor costs: its entries, and for the children of a founder beyond
    three (`fill.shared`) a sum for each way to share the copies."""
    entries = float(np.prod([sizes[each] for each in factor.variables], dtype=float))
    if factor.table is Table.SHARED and len(factor.children) > 3:
        before = entries / sizes[factor.variables[-1]]
        return entries * size + before * size * 2.0 ** len(factor.children)
    return entries


def _hold_one(found: Plan, size: int) -> Plan:
    """The plan with one more variable held: the allele that stands in most of the large tables."""
    counts: dict[int, float] = {}
    sizes = _sizes(found.network, size, found.held)
    for step in found.steps:
        entries = float(np.prod([sizes[each] for each in step.out], dtype=float))
        if entries * 4 > found.largest:
            for each in step.out:
                allele = found.network.kinds[each] is Variable.ALLELE
                if allele and each not in (*found.held, *found.network.open):
                    counts[each] = counts.get(each, 0.0) + entries
    if not counts:
        raise ValueProblem("the pedigree is too large: a table of its phases alone does not fit")
    held = (*found.held, max(counts, key=lambda each: counts[each]))
    again = min(
        (_greedy(found.network, size, rule, held) for rule in Rule), key=lambda each: each.work
    )
    turns = float(size) ** len(held)
    return Plan(again.network, again.steps, held, again.work * turns, again.largest)


def factor_rows(factors: Sequence[Factor]) -> Numbers:
    """The factors as the kernel takes them: table, person, side, parent, which, number of
    variables, then the variables and the children (padded with −1)."""
    rows = np.full((len(factors), 6 + 2 * MOST_CHILDREN), -1, dtype=np.int64)
    for row, each in zip(rows, factors, strict=True):
        row[:6] = (each.table, each.person, each.side, each.parent, each.which, len(each.variables))
        row[6 : 6 + len(each.variables)] = each.variables
        row[6 + MOST_CHILDREN : 6 + MOST_CHILDREN + len(each.children)] = each.children
    return rows


def step_rows(steps: Sequence[Step]) -> tuple[Numbers, Numbers, Numbers]:
    """The steps as the kernel takes them: (variable, number of inputs, number out), inputs, out."""
    most_in = max((len(step.inputs) for step in steps), default=1)
    most_out = max((len(step.out) for step in steps), default=1)
    heads = np.zeros((len(steps), 3), dtype=np.int64)
    inputs = np.full((len(steps), max(most_in, 1)), -1, dtype=np.int64)
    out = np.full((len(steps), max(most_out, 1)), -1, dtype=np.int64)
    for place, step in enumerate(steps):
        heads[place] = step.variable, len(step.inputs), len(step.out)
        inputs[place, : len(step.inputs)] = step.inputs
        out[place, : len(step.out)] = step.out
    return heads, inputs, out
