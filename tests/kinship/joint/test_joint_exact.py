"""Exact posteriors: against all assignments written out, and what must not change them."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from joint_making import (
    all_assignments,
    by_enumeration,
    components,
    found,
    missing_of,
    of_matrix,
    random_problem,
)

from repatria.kinship.joint.exact import expected, expected_of_one, solve
from repatria.kinship.joint.frontier import plan
from repatria.kinship.joint.prior import assignments
from repatria.kinship.joint.problem import JointProblem, Pairs
from repatria.kinship.joint.solved import Solved

seeds = st.integers(0, 10**6)


def solved(problem: JointProblem, log_pair: float, cut: float = 0.0) -> list[Solved]:
    done = []
    for component in components(problem, log_pair, cut):
        steps = plan(component)
        assert steps is not None
        done.append(solve(component, steps))
    return done


def posteriors(parts: list[Solved]) -> dict[tuple[int, int], float]:
    return {
        (int(remains), int(missing)): float(value)
        for part in parts
        for remains, missing, value in zip(
            part.component.pair_remains, part.component.pair_missing, part.posteriors, strict=True
        )
    }


@given(seeds, st.floats(-4, 4))
@settings(max_examples=80, deadline=None)
def test_posteriors_total_best_and_contrasts_are_those_of_the_enumeration(
    seed: int, log_pair: float
) -> None:
    problem = random_problem(np.random.default_rng(seed))
    parts = solved(problem, log_pair)
    every = list(all_assignments(problem))
    weights = [log + len(each) * log_pair for each, log in every]
    told = by_enumeration(problem, log_pair)
    assert posteriors(parts) == pytest.approx(told, abs=1e-12)
    totals = [part.log_total for part in parts if part.log_total is not None]
    assert math.fsum(totals) == pytest.approx(np.logaddexp.reduce(weights), abs=1e-10)
    best = {remains: missing for part in parts for remains, missing in part.best.items()}
    assert best == every[int(np.argmax(weights))][0]
    for part in parts:
        for remains, value in zip(part.component.remains.tolist(), part.nobody, strict=True):
            listed = math.fsum(p for (who, _), p in told.items() if who == remains)
            assert value == pytest.approx(1 - listed, abs=1e-12)
        assert part.log_contrasts is not None
        pairs = zip(part.component.pair_remains, part.component.pair_missing, strict=True)
        for (remains, missing), contrast in zip(pairs, part.log_contrasts, strict=True):
            held = [log for each, log in every if each.get(int(remains)) == missing]
            others = [log for each, log in every if each.get(int(remains)) != missing]
            assert contrast == pytest.approx(max(held) - max(others), abs=1e-10)


@given(seeds)
@settings(max_examples=30, deadline=None)
def test_the_expected_number_is_the_sum_of_the_posteriors(seed: int) -> None:
    for component in components(random_problem(np.random.default_rng(seed)), -1.0):
        steps = plan(component)
        assert steps is not None
        sums = solve(component, steps).posteriors.sum()
        assert expected(component, steps) == pytest.approx(sums)
        if len(component.tables) == 1:
            assert expected_of_one(component) == pytest.approx(sums)


@given(seeds)
@settings(max_examples=30, deadline=None)
def test_the_order_of_persons_and_families_does_not_matter(seed: int) -> None:
    draws = np.random.default_rng(seed)
    logs = draws.normal(0, 3, (4, 5))
    plain = posteriors(solved(of_matrix(logs, [1, 2, 2]), -1.0))
    rows, families = draws.permutation(4), draws.permutation(3)
    blocks = [[0], [1, 2], [3, 4]]
    columns = [each for family in families for each in blocks[family]]
    sizes = [len(blocks[family]) for family in families]
    turned = posteriors(solved(of_matrix(logs[rows][:, columns], sizes), -1.0))
    back = {(rows[one], columns[other]): value for (one, other), value in turned.items()}
    assert back == pytest.approx(plain, abs=1e-12)


@given(seeds)
@settings(max_examples=30, deadline=None)
def test_an_impossible_pair_changes_nothing(seed: int) -> None:
    problem = random_problem(np.random.default_rng(seed))
    pairs = problem.pairs
    have = set(zip(pairs.remains.tolist(), pairs.missing.tolist(), strict=True))
    more = [
        (remains, missing, -math.inf)
        for remains in range(len(problem.remains))
        for missing in range(len(problem.missing))
        if (remains, missing) not in have
    ]
    old = zip(pairs.remains.tolist(), pairs.missing.tolist(), pairs.logs.tolist(), strict=True)
    widened = replace(problem, pairs=Pairs.of([*old, *more]))
    assert posteriors(solved(widened, 0.5)) == posteriors(solved(problem, 0.5))


@given(seeds, st.floats(-3, 3))
@settings(max_examples=30, deadline=None)
def test_evidence_common_to_all_pairs_is_a_prior(seed: int, shift: float) -> None:
    problem = random_problem(np.random.default_rng(seed))
    shifted = problem.with_evidence(np.array(shift))
    assert posteriors(solved(shifted, 0.0)) == pytest.approx(
        posteriors(solved(problem, shift)), abs=1e-12
    )


def test_evidence_on_a_person_found_that_speaks_for_nobody_too_changes_nothing() -> None:
    """What multiplies every assignment alike cancels: a row and its *nobody* together."""
    logs = np.array([[2.0, 1.0], [0.5, 3.0]])
    plain = posteriors(solved(of_matrix(logs, [1, 1]), 0.0))
    every = list(all_assignments(of_matrix(logs, [1, 1])))
    raised = [math.exp(log + 7.0) for _, log in every]
    for pair, value in plain.items():
        share = sum(
            weight
            for (each, _), weight in zip(every, raised, strict=True)
            if each.get(pair[0]) == pair[1]
        )
        assert value == pytest.approx(share / sum(raised))


def test_a_person_found_without_competition_has_the_posterior_of_the_database() -> None:
    """π_i R_i / (Σ π_k R_k + π_0)."""
    logs, log_pair = np.array([[1.0, 4.0, -2.0]]), -3.0
    (part,) = solved(of_matrix(logs, [1, 1, 1]), log_pair)
    weights = np.exp(logs[0] + log_pair)
    assert part.posteriors == pytest.approx(weights / (weights.sum() + 1))
    assert part.nobody[0] == pytest.approx(1 / (weights.sum() + 1))


@pytest.mark.parametrize(("people", "families"), [(8, 5), (5, 5), (3, 3), (1, 7), (6, 1)])
def test_with_equal_ratios_the_total_counts_the_assignments(people: int, families: int) -> None:
    (part,) = solved(of_matrix(np.zeros((people, families)), [1] * families), 0.0)
    assert part.log_total is not None
    assert math.exp(part.log_total) == pytest.approx(assignments(people, families), rel=1e-12)


def test_two_brothers_and_one_person_found_are_a_half_each() -> None:
    (part,) = solved(of_matrix([[20.0, 20.0]], [2]), 0.0)
    assert part.posteriors == pytest.approx([0.5, 0.5], abs=1e-8)


def test_two_brothers_found_are_a_half_each_however_strong_the_evidence() -> None:
    logs = np.full((2, 2), 60.0)
    (part,) = solved(of_matrix(logs, [2], lambda *_: 14.0), -10.0)
    assert part.posteriors == pytest.approx([0.5] * 4)


def test_ratios_far_beyond_the_largest_float_do_not_overflow() -> None:
    logs = [[900.0, 899.0, -np.inf], [-np.inf, 901.0, 0.0], [800.0, 0.0, 0.0]]
    (part,) = solved(of_matrix(logs, [1, 1, 1]), -5.0)
    assert np.isfinite(part.posteriors).all()
    assert dict(part.best)[0] == 0
    assert dict(part.best)[1] == 1


def test_a_long_chain_is_exact_too() -> None:
    """Thirty found and thirty families, each with two candidates: 2^30 assignments and more."""
    entries = [(each, each, 2.0) for each in range(30)]
    entries += [(each, each + 1, 2.0) for each in range(29)]
    problem = JointProblem(found(30), missing_of([1] * 30), Pairs.of(entries))
    (part,) = solved(problem, 0.0)
    # Matchings of a path of 60 vertices with weight w an edge: Z_n = Z_{n−1} + w Z_{n−2}.
    totals = [1.0, 1.0]
    for _ in range(59):
        totals.append(totals[-1] + math.exp(2.0) * totals[-2])
    assert part.log_total == pytest.approx(math.log(totals[60]), abs=1e-10)


def test_what_would_take_too_long_has_no_plan() -> None:
    dense = np.zeros((25, 25))
    (component,) = components(of_matrix(dense, [1] * 25))
    assert plan(component) is None
