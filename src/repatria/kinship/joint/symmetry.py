"""Brothers not told apart: missing persons of one family who could change places in the best
assignment, and nothing, or next to nothing, would speak against it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

from repatria.kinship.joint.components import Component
from repatria.kinship.joint.problem import JointProblem

FACTOR = 10.0
"""Assignments less than this many times apart in probability count as not told apart."""
_EQUAL = 1e-6


@dataclass(frozen=True, slots=True)
class Symmetry:
    """Persons found who are missing persons of a family, not known which. `equal` if nothing at
    all tells them apart; `factor` is the most by which two such assignments differ."""

    remains: tuple[str, ...]
    missing: tuple[str, ...]
    family: str
    factor: float

    @property
    def equal(self) -> bool:
        return self.factor < 1 + _EQUAL

    @property
    def sentence(self) -> str:
        who = " and ".join(self.remains)
        names = " or ".join(self.missing) if len(self.remains) == 1 else " and ".join(self.missing)
        told = (
            "nothing tells which"
            if self.equal
            else f"which is which is told by a factor of {self.factor:.2g} only"
        )
        return f"{who}: symmetric: {names} of family {self.family}; {told}."

    def __str__(self) -> str:
        return self.sentence


def symmetries(
    problem: JointProblem,
    component: Component,
    best: Mapping[int, int],
    factor: float = FACTOR,
) -> tuple[Symmetry, ...]:
    """The missing of a component who can change places in an assignment (from found to missing)."""
    assigned = {missing: remains for remains, missing in best.items()}
    found: list[Symmetry] = []
    for table in component.tables:
        if len(table.members) < 2:
            continue
        apart: dict[tuple[int, int], float] = {}
        standing = table.entry(assigned)
        for one, other in combinations(table.members, 2):
            if one not in assigned and other not in assigned:
                continue
            swap = {one: other, other: one}
            changed = {swap.get(missing, missing): remains for missing, remains in assigned.items()}
            loss = standing - table.entry(changed)
            if loss <= math.log(factor):
                apart[one, other] = loss
        for group in _groups(apart):
            losses = [abs(loss) for pair, loss in apart.items() if group.issuperset(pair)]
            found.append(
                Symmetry(
                    tuple(problem.remains[each] for each in sorted(best) if best[each] in group),
                    tuple(problem.missing[each].name for each in sorted(group)),
                    table.family,
                    math.exp(max(losses)),
                )
            )
    return tuple(found)


def _groups(pairs: Mapping[tuple[int, int], float]) -> list[set[int]]:
    """Those linked by pairs, directly or through others."""
    groups: list[set[int]] = []
    for pair in pairs:
        touched = [group for group in groups if group & set(pair)]
        groups = [group for group in groups if group not in touched]
        groups.append(set(pair).union(*touched))
    return groups
