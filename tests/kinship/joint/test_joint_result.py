"""What a result says: symmetric brothers, disputes, intervals, and sums over all pairs."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from joint_making import by_enumeration, of_matrix, random_problem

from repatria.kinship.joint.assign import joint_posterior
from repatria.kinship.joint.pairing import PairFlag, probability
from repatria.kinship.joint.prior import Prior
from repatria.kinship.joint.result import JointResult


def result_of(
    logs: list[list[float]], families: list[int], together: float = 0.0, **how: float
) -> JointResult:
    problem = of_matrix(logs, families, lambda *_: together)
    prior = Prior(len(problem.missing), len(logs), 0.1, 2.0)
    return joint_posterior(problem, prior, **how)


def test_brothers_are_named_as_symmetric() -> None:
    result = result_of([[20.0, 20.0], [20.0, 20.0]], [2], 5.0)
    (symmetry,) = result.symmetries
    assert symmetry.remains == ("R0", "R1")
    assert symmetry.missing == ("M0", "M1")
    assert symmetry.equal
    assert symmetry.sentence == "R0 and R1: symmetric: M0 and M1 of family F0; nothing tells which."
    for each in result.pairings():
        assert each.posterior == pytest.approx(0.5)
        assert each.family_posterior == pytest.approx(1.0)
        assert each.flags == (PairFlag.SYMMETRIC,)


def test_one_of_two_brothers_found_is_one_or_the_other() -> None:
    (symmetry,) = result_of([[20.0, 19.0]], [2]).symmetries
    assert symmetry.sentence.startswith("R0: symmetric: M0 or M1 of family F0;")
    assert symmetry.factor == pytest.approx(math.e)
    assert not symmetry.equal


def test_brothers_told_apart_are_not_symmetric() -> None:
    result = result_of([[20.0, 10.0], [10.0, 20.0]], [2])
    assert result.symmetries == ()
    assert [each.flags for each in result.pairings()] == [(), ()]


def test_three_brothers_are_one_group() -> None:
    (symmetry,) = result_of(np.full((3, 3), 15.0).tolist(), [3]).symmetries
    assert symmetry.missing == ("M0", "M1", "M2")
    assert symmetry.remains == ("R0", "R1", "R2")


def test_two_families_within_reach_are_a_dispute() -> None:
    result = result_of([[20.0, 18.0]], [1, 1])
    assert all(each.flags == (PairFlag.DISPUTED,) for each in result.pairings())
    undisputed = result_of([[20.0, 5.0]], [1, 1]).pairings()
    assert [each.flags for each in undisputed] == [()]


def test_two_found_for_one_missing_are_a_dispute() -> None:
    result = result_of([[20.0], [18.0]], [1])
    assert {each.remains for each in result.pairings()} == {"R0", "R1"}
    assert all(PairFlag.DISPUTED in each.flags for each in result.pairings())


def test_sums_over_pairs_are_those_of_the_enumeration() -> None:
    problem = random_problem(np.random.default_rng(8))
    prior = Prior(len(problem.missing), len(problem.remains), 0.3, 2.0)
    result = joint_posterior(problem, prior, cut=0.0)
    told = by_enumeration(problem, prior.log_pair)
    assert result.expected == pytest.approx(sum(told.values()))
    for threshold in (0.1, 0.5):
        expected = sum(1 - value for value in told.values() if value >= threshold)
        assert result.expected_false(threshold) == pytest.approx(expected)
    for number, value in enumerate(result.absent):
        there = sum(each for (_, missing), each in told.items() if missing == number)
        assert value == pytest.approx(1 - there)
    for number, value in enumerate(result.nobody):
        listed = sum(each for (remains, _), each in told.items() if remains == number)
        assert value == pytest.approx(1 - listed)


def test_pairs_sampled_and_exact_agree_and_say_what_they_are() -> None:
    logs = np.random.default_rng(9).normal(2, 2, (5, 5)).tolist()
    exact = {(each.remains, each.missing): each for each in result_of(logs, [2, 1, 2]).pairings(0)}
    sampled = result_of(logs, [2, 1, 2], most=1).pairings(0)
    assert all(each.error is None and "exact" in each.sentence for each in exact.values())
    for each in sampled:
        other = exact[each.remains, each.missing]
        assert each.error is not None
        assert "sampled, between" in each.sentence
        assert each.low <= each.posterior <= each.high
        assert abs(each.posterior - other.posterior) < 3 * (each.high - each.low) + 1e-12
        assert each.log_contrast is None
        assert other.log_contrast is not None
        assert each.log_ratio == pytest.approx(other.log_ratio)


def test_the_prior_in_force_stands_on_the_result() -> None:
    result = result_of([[3.0]], [1])
    assert result.prior.sentence in result.sentence
    assert "all of them exactly" in result.sentence
    assert "by sampling" in result_of([[3.0]], [1], most=0).sentence


@given(st.floats(0, 1))
def test_a_probability_is_never_rounded_up_to_one(value: float) -> None:
    told = probability(value)
    if value < 1:
        assert told != "1"
        if not told.startswith("above"):
            assert float(told) < 1
            assert float(told) == pytest.approx(value, abs=0.006)


def test_nines_are_kept() -> None:
    assert probability(0.99997) == "0.99997"
    assert probability(0.9999999) == "0.9999999"
    assert probability(1.0) == "1"
    assert probability(1 - 1e-14) == "above 0.999999999999"
