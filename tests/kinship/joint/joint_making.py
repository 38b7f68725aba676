"""Random joint problems, and all assignments of one written out."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import combinations, permutations

import numpy as np

from repatria.kinship.joint.components import Component, Plausible
from repatria.kinship.joint.problem import Excess, JointProblem, Missing, Pairs

Assignment = dict[int, int]


def missing_of(families: Sequence[int]) -> tuple[Missing, ...]:
    """So many missing of each family: M0, M1 of family F0, and so on."""
    return tuple(
        Missing(f"M{each}", f"F{number}")
        for number, count in enumerate(families)
        for each in range(count)
    )


def found(count: int) -> tuple[str, ...]:
    return tuple(f"R{number}" for number in range(count))


def of_matrix(
    logs: Sequence[Sequence[float]], families: Sequence[int], excess: Excess | None = None
) -> JointProblem:
    """A problem from a whole matrix (found, missing)."""
    matrix = np.array(logs, float)
    return JointProblem(found(len(matrix)), missing_of(families), Pairs.dense(matrix), excess)


def random_problem(draws: np.random.Generator, spread: float = 3.0) -> JointProblem:
    """One to five found, two or three families with one or two missing, some pairs left out, and
    joint ratios of their own for those who are two of one family."""
    families = draws.integers(1, 3, draws.integers(2, 4)).tolist()
    missing, people = missing_of(families), int(draws.integers(1, 6))
    entries = [
        (remains, number, float(draws.normal(0, spread)))
        for remains in range(people)
        for number in range(len(missing))
        if draws.random() < 0.8
    ]
    together = draws.normal(0, 2, (people, people, len(missing)))

    def excess(family: str, pairs: tuple[tuple[str, str], ...]) -> float:
        (_, one), (_, other) = sorted(pairs)
        return float(together[int(one[1:]), int(other[1:]), int(family[1:])])

    return JointProblem(found(people), missing, Pairs.of(entries), excess)


def all_assignments(problem: JointProblem) -> Iterator[tuple[Assignment, float]]:
    """Every assignment with the logarithm of its ratio: the definition, written out."""
    pairs = problem.pairs
    logs = dict(
        zip(
            zip(pairs.remains.tolist(), pairs.missing.tolist(), strict=True),
            pairs.logs,
            strict=True,
        )
    )
    for k in range(min(len(problem.remains), len(problem.missing)) + 1):
        for people in combinations(range(len(problem.remains)), k):
            for chosen in permutations(range(len(problem.missing)), k):
                assignment = dict(zip(people, chosen, strict=True))
                if all(pair in logs for pair in assignment.items()):
                    alone = math.fsum(logs[pair] for pair in assignment.items())
                    yield assignment, alone + _together(problem, assignment)


def _together(problem: JointProblem, assignment: Assignment) -> float:
    total = 0.0
    for family in problem.families:
        pairs = tuple(
            (problem.missing[number].name, problem.remains[remains])
            for remains, number in sorted(assignment.items(), key=lambda pair: pair[1])
            if problem.missing[number].family == family
        )
        if len(pairs) > 1 and problem.excess is not None:
            total += problem.excess(family, pairs)
    return total


def by_enumeration(problem: JointProblem, log_pair: float) -> dict[tuple[int, int], float]:
    """The posterior of every pair, from all assignments."""
    weighted = [
        (assignment, math.exp(log + len(assignment) * log_pair))
        for assignment, log in all_assignments(problem)
    ]
    total = math.fsum(weight for _, weight in weighted)
    posteriors: dict[tuple[int, int], float] = {}
    for assignment, weight in weighted:
        for pair in assignment.items():
            posteriors[pair] = posteriors.get(pair, 0.0) + weight / total
    return posteriors


def components(problem: JointProblem, log_pair: float = 0.0, cut: float = 0.0) -> list[Component]:
    return list(Plausible(problem).components(log_pair, cut))
