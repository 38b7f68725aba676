"""The look-ahead as a linear model over types and rounds, in whole numbers.

Column (*t*, *r*) is how many of type *t* return in round *r*. The rows:

    supply   a type has no more than its people
    seats    a round carries so many to a side; a stretcher takes several seats
    beds     stretcher places
    camp     places for one camp in a round
    class    equal and at least: as many to one side as to the other in every round; ratio: so many
             times its numbers
    cap      at most so many in all rounds together

Without stretchers, ratios and caps it is a circulation of people through rounds: every vertex is
whole, and so are its potentials.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from repatria.base.errors import ValueProblem
from repatria.base.messages import message
from repatria.planning.counts import Returned
from repatria.planning.flow_types import Type
from repatria.planning.terms import Kind, Terms

Ints = NDArray[np.int64]
Name = tuple[str | int, ...]
"""A row by what it keeps: ("supply", type), ("seats", side, round), ("beds", side, round),
("camp", side, camp, round), ("class", clause, side, round) with side 0 where one row serves both,
("cap", clause, side). Clauses by their place."""


@dataclass(frozen=True, slots=True)
class Model:
    """max *c x* where *A x* ≤ *b*, or = *b*; *x* whole and not below 0. `A` by rows."""

    starts: Ints
    columns: Ints
    values: Ints
    bound: Ints
    equal: NDArray[np.bool_]
    """By row: = in place of ≤."""
    width: int
    """Columns: types × rounds first, then the multiples of ratios."""
    rounds: int
    levels: tuple[tuple[int, int], ...]
    """Tracks and tiers that have anybody, in their order."""
    level_of: Ints
    """By column; the number of levels where the column is not of people."""
    matched: NDArray[np.bool_]
    """By column: whether a class matches it with others."""
    names: tuple[Name, ...]
    """By row, what it keeps (`Name`)."""

    def gain(self, level: int) -> Ints:
        """What a person of a level saves by column: rounds not waited. Whoever returns in none of
        them waits all of them, so the sum of rounds waited is people × rounds − gain."""
        found = np.zeros(self.width, np.int64)
        own = np.flatnonzero(self.level_of == level)
        found[own] = self.rounds - own % self.rounds
        return found


@dataclass(slots=True)
class _Rows:
    starts: list[int] = field(default_factory=lambda: [0])
    columns: list[Ints] = field(default_factory=list)
    values: list[Ints] = field(default_factory=list)
    bound: list[int] = field(default_factory=list)
    equal: list[bool] = field(default_factory=list)
    names: list[Name] = field(default_factory=list)

    def add(
        self, name: Name, columns: Ints, values: Ints | int, bound: int, equal: bool = False
    ) -> None:
        if len(columns):
            self.names.append(name)
            self.columns.append(columns)
            self.values.append(np.broadcast_to(np.asarray(values, np.int64), columns.shape))
            self.starts.append(self.starts[-1] + len(columns))
            self.bound.append(bound)
            self.equal.append(equal)


def model_of(types: Sequence[Type], terms: Terms, rounds: int, returned: Returned) -> Model:
    """The model of a plan. `ValueProblem` for an `at least` clause that starts uneven."""
    rows = _Rows()
    each = np.arange(rounds, dtype=np.int64)
    start = np.arange(len(types), dtype=np.int64) * rounds

    def of(chosen: Iterable[int]) -> Ints:
        return start[np.fromiter(chosen, np.int64)]

    for at, kind in enumerate(types):
        rows.add(("supply", at), start[at] + each, 1, kind.people)
    for side, room in enumerate(terms.room):
        own = [at for at, kind in enumerate(types) if kind.side == side]
        beds = [at for at in own if types[at].stretcher]
        wide = np.array(
            [room.stretcher_seats if types[at].stretcher else 1 for at in own], np.int64
        )
        camps: dict[str, list[int]] = {}
        for at in own:
            camps.setdefault(types[at].camp, []).append(at)
        for now in range(rounds):
            rows.add(("seats", side, now), of(own) + now, wide, room.seats)
            if beds and room.stretchers is not None:
                rows.add(("beds", side, now), of(beds) + now, 1, room.stretchers)
            if room.camp is not None:
                for camp, found in camps.items():
                    rows.add(("camp", side, camp, now), of(found) + now, 1, room.camp)
    width = len(types) * rounds
    for place, clause in enumerate(terms.clauses):
        inside = [at for at, kind in enumerate(types) if kind.clause == place]
        sides = [[at for at in inside if types[at].side == side] for side in (0, 1)]
        had = returned.get(clause.number, (0, 0))
        if clause.kind is Kind.AT_MOST:
            capped = [at for at, kind in enumerate(types) if place in kind.caps]
            for side in (0, 1):
                own = [at for at in capped if types[at].side == side]
                columns = (of(own)[:, None] + each).reshape(-1)
                most = max(0, clause.amounts[side] - had[side])
                rows.add(("cap", place, side), columns, 1, most)
        elif clause.kind is Kind.RATIO and inside:
            for now in range(rounds):
                for side in (0, 1):
                    columns = np.append(of(sides[side]) + now, width + now)
                    values = np.append(np.ones(len(sides[side]), np.int64), -clause.amounts[side])
                    rows.add(("class", place, side, now), columns, values, 0, True)
            width += rounds
        elif clause.kind in (Kind.EQUAL, Kind.AT_LEAST) and inside:
            if clause.kind is Kind.AT_LEAST and had[0] != had[1]:
                text = message(
                    "Clause {number} has brought back {one} to one side and {two} to the other: a "
                    "plan that looks ahead begins where both are even."
                )
                raise ValueProblem(text.format(number=clause.number, one=had[0], two=had[1]))
            values = np.array([1] * len(sides[0]) + [-1] * len(sides[1]), np.int64)
            for now in range(rounds):
                both = of([*sides[0], *sides[1]]) + now
                rows.add(("class", place, 0, now), both, values, 0, True)
    levels = tuple(sorted({kind.level for kind in types}))
    level_of = np.full(width, len(levels), np.int64)
    for at, kind in enumerate(types):
        level_of[start[at] : start[at] + rounds] = levels.index(kind.level)
    kinds = (Kind.EQUAL, Kind.AT_LEAST, Kind.RATIO)
    coupled = {at for at, clause in enumerate(terms.clauses) if clause.kind in kinds}
    matched = np.ones(width, np.bool_)
    for at, kind in enumerate(types):
        matched[start[at] : start[at] + rounds] = kind.clause in coupled
    empty = np.zeros(0, np.int64)
    return Model(
        starts=np.array(rows.starts, np.int64),
        columns=np.concatenate([empty, *rows.columns]),
        values=np.concatenate([empty, *rows.values]),
        bound=np.array(rows.bound, np.int64),
        equal=np.array(rows.equal, np.bool_),
        width=width,
        rounds=rounds,
        levels=levels,
        level_of=level_of,
        matched=matched,
        names=tuple(rows.names),
    )
