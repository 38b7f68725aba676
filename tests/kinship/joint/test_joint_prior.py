"""The prior: its weights from the definition, its limits, and its estimate from data."""

from __future__ import annotations

import math

import numpy as np
import pytest
from joint_making import of_matrix

from repatria.base.errors import ValueProblem
from repatria.kinship.joint.assign import joint_posterior
from repatria.kinship.joint.prior import Prior, assignments


def weight(prior: Prior, pairs: int) -> float:
    """P(assignment of so many pairs, number found), as the docstring has it."""
    there = prior.present**pairs * (1 - prior.present) ** (prior.missing - pairs)
    strangers = prior.found - pairs
    return (
        there * math.exp(-prior.unlisted) * prior.unlisted**strangers / math.factorial(prior.found)
    )


def test_a_pair_more_weighs_lambda() -> None:
    prior = Prior(7, 5, 0.2, 3.0)
    for pairs in range(5):
        ratio = weight(prior, pairs + 1) / weight(prior, pairs)
        assert math.log(ratio) == pytest.approx(prior.log_pair)


def test_the_weights_of_all_assignments_are_the_chance_of_the_number_found() -> None:
    """Present ~ binomial, unlisted ~ Poisson: the found are their sum."""
    prior = Prior(4, 5, 0.3, 2.0)
    every = math.fsum(
        math.comb(4, k) * math.comb(5, k) * math.factorial(k) * weight(prior, k) for k in range(5)
    )
    direct = math.fsum(
        math.comb(4, k) * 0.3**k * 0.7 ** (4 - k)
        * math.exp(-2.0) * 2.0 ** (5 - k) / math.factorial(5 - k)
        for k in range(5)
    )  # fmt: skip
    assert every == pytest.approx(direct)


def test_the_flat_prior_gives_each_assignment_the_same() -> None:
    assert Prior.flat(70_000, 15_000).log_pair == 0.0


@pytest.mark.parametrize(
    ("people", "families", "count"), [(8, 5, 19081), (5, 5, 1546), (3, 3, 34), (0, 3, 1)]
)
def test_assignments_are_counted(people: int, families: int, count: int) -> None:
    assert assignments(people, families) == assignments(families, people) == count


def test_what_a_lone_pair_needs_grows_with_the_database() -> None:
    """Twice as many missing with as many present: twice the ratio, about."""
    one, two = (
        Prior.expecting(each, 2_000, 1_000.0).ratio_for(0.9999) for each in (35_000, 70_000)
    )
    assert two / one == pytest.approx(2.0, rel=0.05)


def test_with_no_hope_nobody_is_found_and_with_certainty_all_are() -> None:
    problem = of_matrix(np.zeros((2, 2)), [1, 1])
    none = joint_posterior(problem, Prior(2, 2, 1e-9, 2.0), cut=0.0)
    every = joint_posterior(problem, Prior(2, 2, 1 - 1e-9, 1e-6), cut=0.0)
    assert none.expected == pytest.approx(0.0, abs=1e-6)
    assert every.expected == pytest.approx(2.0, abs=1e-6)


@pytest.mark.parametrize(
    ("present", "unlisted"), [(0.0, 1.0), (1.0, 1.0), (0.5, 0.0), (0.5, math.inf)]
)
def test_what_is_no_prior_is_refused(present: float, unlisted: float) -> None:
    with pytest.raises(ValueProblem):
        Prior(3, 3, present, unlisted)


def test_more_pairs_than_persons_are_refused() -> None:
    with pytest.raises(ValueProblem, match="cannot be present"):
        Prior.expecting(3, 10, 4.0)


def test_the_estimate_finds_how_many_are_present() -> None:
    """Forty of a hundred found are listed. Logarithms of ratios are normal with the variance v and
    the mean v/2 where true and −v/2 where not: so they are ratios of what they are drawn from.
    """
    draws = np.random.default_rng(1)
    logs = draws.normal(-18, 6, (100, 300))
    logs[np.arange(40), np.arange(40)] += 36
    result = joint_posterior(of_matrix(logs, [1] * 300))
    assert result.expected == pytest.approx(40, abs=3)
    assert result.prior.present == pytest.approx(40.5 / 301, abs=0.01)
    assert result.prior.unlisted == pytest.approx(60.5, abs=3)
    assert "estimated" in result.prior.sentence


def test_the_estimate_has_the_greatest_likelihood() -> None:
    """log P(found, readings | π, μ), with the half persons of the docstring, is highest there."""
    draws = np.random.default_rng(3)
    logs = draws.normal(-3, 3, (5, 6))
    logs[[0, 1], [0, 1]] = 6.0
    problem = of_matrix(logs, [1] * 6)
    found = joint_posterior(problem, cut=0.0).prior

    def likelihood(present: float, unlisted: float) -> float:
        prior = Prior(6, 5, present, unlisted)
        result = joint_posterior(problem, prior, cut=0.0)
        total = math.fsum(each.log_total or 0.0 for each in result.solved)
        none = 6 * math.log(1 - present) - unlisted + 5 * math.log(unlisted)
        half = 0.5 * (math.log(present) + math.log(1 - present) + math.log(unlisted))
        return total + none + half

    best = likelihood(found.present, found.unlisted)
    for step in (0.8, 1.25):
        assert likelihood(found.present * step, found.unlisted) < best
        assert likelihood(found.present, found.unlisted * step) < best
