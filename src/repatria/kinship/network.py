"""A pedigree at one locus as a network of variables and factors, whose sum of products is the
likelihood.

Variables: the allele of each copy that is not certain (K values); the term of each observation,
which for a certain heterozygote is its phase; and, for a meiosis from an uncertain parent, which
of the two copies was passed on. Factors: draws from the population, meioses, observations. With the
meiosis as a variable no factor joins three uncertain alleles, so that work stays near K² where
tables of parents' genotypes need K³ or K⁴.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from repatria.kinship.gene_flow import Copy, Flow, Known, Source

MOST_CHILDREN = 8
"""Of an untyped founder who is taken as one factor: each doubles its work."""


class Variable(IntEnum):
    ALLELE = 0
    TERM = 1
    PASSED = 2
    UNIT = 3
    """One value only; what the last step of a network with open variables sums out."""


class Table(IntEnum):
    """What a factor holds; the kernel fills each kind (`peel.py`)."""

    DRAW_SHARP = 0
    DRAW_SOFT = 1
    GAMETE_SHARP = 2
    GAMETE_SOFT = 3
    SHARP_TO_SHARP = 4
    SHARP_TO_SOFT = 5
    PASSED_TO_SHARP = 6
    PASSED_TO_SOFT = 7
    PAIR_TO_SHARP = 8
    ONE_TO_SHARP = 9
    ONE_TO_SOFT = 10
    READ = 11
    WEIGHT = 12
    SHARED = 13


@dataclass(frozen=True, slots=True)
class Factor:
    """A table over some variables. `which` tells the parent's copy of a PASSED factor.

    Of a SHARED factor, `children` are those of one untyped founder, each with the variable in the
    same place, and `side` is the founder's.
    """

    table: Table
    variables: tuple[int, ...]
    person: int = 0
    side: int = 0
    parent: int = 0
    which: int = 0
    children: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Network:
    """`kinds` and `owners` (a place in the flow) describe the variables; `phased` tells for each
    person of the flow whether the two phases of a certain heterozygote differ; `open` are the
    variables of the genotype that is asked for, which stay, the paternal copy's first."""

    kinds: tuple[Variable, ...]
    owners: tuple[int, ...]
    factors: tuple[Factor, ...]
    phased: tuple[bool, ...]
    open: tuple[int, ...] = ()


def network(flow: Flow, pairs: bool, shared: bool, relative: bool = False) -> Network:
    """The network of a flow.

    With `pairs`, a meiosis from an uncertain parent to a certain child is one factor over both of
    the parent's alleles instead of two over the copy passed on: cheaper for many children. With
    `shared`, an untyped founder of two children or more (up to `MOST_CHILDREN`) is one factor over
    what these received, and no variable at all. With `relative`, factors that are one number above
    zero are left out: the table asked for is then right but for its scale.
    """
    return _Builder(flow, pairs, shared, relative).built()


_POSITIVE = (Table.DRAW_SHARP, Table.WEIGHT)


class _Builder:
    def __init__(self, flow: Flow, pairs: bool, shared: bool, relative: bool) -> None:
        self.flow = flow
        self.pairs = pairs
        self.relative = relative
        self.shared = _shared(flow) if shared else {}
        self.kinds: list[Variable] = []
        self.owners: list[int] = []
        self.factors: list[Factor] = []
        self.phased = tuple(
            len(copies) == 2 and any(copy.source is not Source.POPULATION for copy in copies)
            for copies in flow.copies
        )
        self.terms: dict[int, int] = {}
        self.alleles: dict[tuple[int, int], int] = {}

    def built(self) -> Network:
        for person, known in enumerate(self.flow.known):
            if known is Known.SOFT or (known is Known.SHARP and self.phased[person]):
                self.terms[person] = self._variable(Variable.TERM, person)
            if known is not Known.SHARP and person not in self.shared:
                for copy in self.flow.copies[person]:
                    key = person, copy.side
                    self.alleles[key] = self._variable(Variable.ALLELE, person)
        for person in range(len(self.flow.persons)):
            if person in self.shared:
                self._founder(self.shared[person])
                continue
            self._observation(person)
            for copy in self.flow.copies[person]:
                self._origin(copy)
        asked = tuple(
            self.alleles[person, copy.side]
            for person, known in enumerate(self.flow.known)
            if known is Known.OPEN
            for copy in self.flow.copies[person]
        )
        if asked:
            self._variable(Variable.UNIT, 0)
        kept = tuple(
            factor
            for factor in self.factors
            if factor.variables or not (self.relative and factor.table in _POSITIVE)
        )
        return Network(tuple(self.kinds), tuple(self.owners), kept, self.phased, asked)

    def _variable(self, kind: Variable, person: int) -> int:
        self.kinds.append(kind)
        self.owners.append(person)
        return len(self.kinds) - 1

    def _term(self, person: int) -> tuple[int, ...]:
        return (self.terms[person],) if person in self.terms else ()

    def _observation(self, person: int) -> None:
        known = self.flow.known[person]
        if known is Known.SOFT or (known is Known.SHARP and not self.phased[person]):
            self.factors.append(Factor(Table.WEIGHT, self._term(person), person))
        if known is Known.SOFT:
            for copy in self.flow.copies[person]:
                over = (*self._term(person), self.alleles[person, copy.side])
                self.factors.append(Factor(Table.READ, over, person, copy.side))

    def _received(self, copy: Copy) -> tuple[int, ...]:
        """The variable that a copy's allele depends on, if any."""
        if self.flow.known[copy.person] is Known.SHARP:
            return self._term(copy.person)
        return (self.alleles[copy.person, copy.side],)

    def _founder(self, received: tuple[Copy, ...]) -> None:
        # Uncertain alleles last: the kernel works on the values of the last variable together.
        ordered = sorted(received, key=lambda copy: self.flow.known[copy.person] is not Known.SHARP)
        over = tuple(variable for copy in ordered for variable in self._received(copy))
        children = tuple(copy.person for copy in ordered)
        self.factors.append(Factor(Table.SHARED, over, side=ordered[0].side, children=children))

    def _origin(self, copy: Copy) -> None:
        person, side = copy.person, copy.side
        sharp = self.flow.known[person] is Known.SHARP
        child = self._received(copy)
        if copy.source is Source.MEIOSIS:
            if copy.parent not in self.shared:
                self._meiosis(copy, child, sharp)
            return
        tables = (
            (Table.DRAW_SOFT, Table.DRAW_SHARP)
            if copy.source is Source.POPULATION
            else (Table.GAMETE_SOFT, Table.GAMETE_SHARP)
        )
        self.factors.append(Factor(tables[sharp], child, person, side))

    def _meiosis(self, copy: Copy, child: tuple[int, ...], sharp: bool) -> None:
        person, side, parent = copy.person, copy.side, copy.parent
        if self.flow.known[parent] is Known.SHARP:
            table = Table.SHARP_TO_SHARP if sharp else Table.SHARP_TO_SOFT
            self.factors.append(Factor(table, child, person, side, parent))
            return
        uncertain = [self.alleles[parent, each.side] for each in self.flow.copies[parent]]
        if len(uncertain) == 1:
            table = Table.ONE_TO_SHARP if sharp else Table.ONE_TO_SOFT
            self.factors.append(Factor(table, (uncertain[0], *child), person, side, parent))
            return
        if self.pairs and sharp:
            over = (*child, *uncertain)
            self.factors.append(Factor(Table.PAIR_TO_SHARP, over, person, side, parent))
            return
        passed = self._variable(Variable.PASSED, person)
        table = Table.PASSED_TO_SHARP if sharp else Table.PASSED_TO_SOFT
        for which, allele in enumerate(uncertain):
            over = (*child, passed, allele) if sharp else (passed, allele, *child)
            self.factors.append(Factor(table, over, person, side, parent, which))


def _shared(flow: Flow) -> dict[int, tuple[Copy, ...]]:
    """Untyped founders of several children, with the copies that these received."""
    found: dict[int, list[Copy]] = {}
    for copies in flow.copies:
        for copy in copies:
            if copy.source is Source.MEIOSIS:
                found.setdefault(copy.parent, []).append(copy)
    return {
        person: tuple(received)
        for person, received in found.items()
        if flow.known[person] is Known.NOTHING
        and 2 <= len(received) <= MOST_CHILDREN
        and len(flow.copies[person]) == 2
        and all(copy.source is Source.POPULATION for copy in flow.copies[person])
        # A certain son at an X-linked marker has no variable that his allele could follow.
        and all(len(flow.copies[copy.person]) == 2 for copy in received)
    }
