"""How many of each class go to each side: fixed before anybody is put on a list.

Coupled clauses (one for one, a ratio, at least so many each) give both sides numbers that belong
together. A *level* says how far a clause is taken: the pairs, the multiples of the ratio, the total
that both sides have reached. They are fixed in the order in which their classes first stand in the
sort. Each gets the highest level that both sides can supply under the caps while later classes are
unlimited.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from repatria.planning.order import Key
from repatria.planning.terms import Clause, Kind
from repatria.planning.walk import Walk

COUPLED = frozenset({Kind.EQUAL, Kind.RATIO, Kind.AT_LEAST})
Limits = dict[int, int]
Walker = Callable[[int, Mapping[int, int]], Walk]
"""Walks down the order of side 0 or 1 under limits by the clause's place."""
Returned = Mapping[int, tuple[int, int]]
"""By a clause's number: how many it has brought back to each side in earlier rounds; of a cap, how
many of its scope, whatever their class. Nobody of article 109 is among them."""


@dataclass(frozen=True, slots=True)
class Supply:
    """What a coupled clause could have had, and what it got."""

    clause: int
    walks: tuple[Walk, Walk]
    """Both sides with this clause unlimited, those before it fixed."""
    level: int


@dataclass(frozen=True, slots=True)
class Counts:
    """The numbers of a round."""

    limits: tuple[Limits, Limits]
    supplies: tuple[Supply, ...]
    interleaved: bool
    """Whether two coupled classes stand mixed in the order. Then one pass can leave places empty
    that both sides could use, and the levels are raised one by one afterwards."""


def at_level(clause: Clause, level: int, returned: tuple[int, int]) -> tuple[int, int]:
    """How many go to each side at a level."""
    if clause.kind is Kind.AT_LEAST:
        return (max(0, level - returned[0]), max(0, level - returned[1]))
    if clause.kind is Kind.RATIO:
        return (level * clause.amounts[0], level * clause.amounts[1])
    return (level, level)


def level_of(clause: Clause, supply: Sequence[int], returned: tuple[int, int]) -> int:
    """The highest level for which both sides have enough."""
    if clause.kind is Kind.AT_LEAST:
        return min(returned[0] + supply[0], returned[1] + supply[1])
    if clause.kind is Kind.RATIO:
        return min(supply[0] // clause.amounts[0], supply[1] // clause.amounts[1])
    return min(supply)


def fix_counts(
    clauses: Sequence[Clause],
    returned: Returned,
    walker: Walker,
    first: Mapping[int, Key],
    interleaved: bool,
) -> Counts:
    """The numbers for all clauses. `first` holds the smallest key of each class that has anybody to
    consider, on either side."""
    limits: tuple[Limits, Limits] = ({}, {})
    past = {at: returned.get(clause.number, (0, 0)) for at, clause in enumerate(clauses)}
    for at, clause in enumerate(clauses):
        if clause.kind is Kind.AT_MOST:
            for side in (0, 1):
                limits[side][at] = max(0, clause.amounts[side] - past[at][side])
    coupled = [at for at, clause in enumerate(clauses) if clause.kind in COUPLED and at in first]
    coupled.sort(key=lambda at: first[at])
    levels: dict[int, int] = {}
    supplies = []

    def put(at: int, level: int) -> None:
        levels[at] = level
        for side, most in enumerate(at_level(clauses[at], level, past[at])):
            limits[side][at] = most

    def walks() -> tuple[Walk, Walk]:
        return (walker(0, limits[0]), walker(1, limits[1]))

    def have(both: tuple[Walk, Walk], at: int) -> tuple[int, int]:
        return (both[0].counts.get(at, 0), both[1].counts.get(at, 0))

    def met(both: tuple[Walk, Walk]) -> bool:
        return all(have(both, at) == (limits[0][at], limits[1][at]) for at in coupled)

    for at in coupled:
        both = walks()
        put(at, level_of(clauses[at], have(both, at), past[at]))
        supplies.append(Supply(at, both, levels[at]))
    if interleaved:
        while not met(both := walks()):
            for at in coupled:
                put(at, min(levels[at], level_of(clauses[at], have(both, at), past[at])))
        raising = True
        while raising:
            raising = False
            for at in coupled:
                put(at, levels[at] + 1)
                if met(walks()):
                    raising = True
                else:
                    put(at, levels[at] - 1)
    return Counts(limits, tuple(supplies), interleaved)


def mixed(lines: Sequence[Sequence[int]], first: Mapping[int, Key]) -> bool:
    """Whether coupled classes stand mixed: `lines` holds, for each side, the classes of its coupled
    people in their order."""
    rank = {at: place for place, at in enumerate(sorted(first, key=lambda at: first[at]))}
    return any(rank[one] > rank[two] for line in lines for one, two in pairwise(line))
