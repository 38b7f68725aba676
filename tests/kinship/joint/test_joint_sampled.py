"""Sampled posteriors: their errors cover the truth as often as they say."""

from __future__ import annotations

import math

import numpy as np
import pytest
from joint_making import components, of_matrix, random_problem

from repatria.kinship.joint.components import Component
from repatria.kinship.joint.exact import solve
from repatria.kinship.joint.frontier import plan
from repatria.kinship.joint.sampled import STUDENT, WALKS, sample
from repatria.kinship.joint.solved import Solved

RANDOM = 1000
SWEEPS = 15


def _exact(component: Component) -> Solved:
    steps = plan(component)
    assert steps is not None
    return solve(component, steps)


def _values(part: Solved) -> tuple[np.ndarray, np.ndarray]:
    return (
        np.concatenate([part.posteriors, part.nobody]),
        np.concatenate([part.errors, part.nobody_errors]),
    )


def test_intervals_cover_the_exact_posteriors_of_a_thousand_random_components() -> None:
    """Of posteriors that are neither near 0 nor near 1, about 95 %. The others lie within what so
    few draws cannot tell and within the bounds, which is more often."""
    draws = np.random.default_rng(20)
    truth, told, errors = [], [], []
    while len(truth) < RANDOM:
        for component in components(random_problem(draws, draws.uniform(1, 6)), -1.0):
            if len(component.remains) < 2 or len(component.pair_logs) < 3:
                continue
            exact, _ = _values(_exact(component))
            values, spread = _values(sample(component, len(truth), SWEEPS))
            truth.append(exact)
            told.append(values)
            errors.append(spread)
    exact, values, spread = (np.concatenate(each) for each in (truth, told, errors))
    inside = np.abs(exact - values) <= STUDENT * spread + 1e-12
    middle = (exact > 0.05) & (exact < 0.95)
    assert middle.sum() > 5000
    assert 0.94 <= inside[middle].mean() <= 0.99
    assert inside.mean() >= 0.95
    assert inside[exact > 0.999].mean() >= 0.99
    # The errors are errors, not a blanket: most of the spread is that of the walks.
    assert np.median(spread[middle]) < 0.02


def test_errors_shrink_with_the_sweeps() -> None:
    (component,) = components(of_matrix(np.random.default_rng(2).normal(0, 1, (5, 5)), [1] * 5))
    few, many = (float(np.mean(sample(component, 1, each).errors)) for each in (30, 1200))
    assert many < few / 3


def test_the_same_seed_gives_the_same_digits_and_another_gives_others() -> None:
    (component,) = components(of_matrix(np.random.default_rng(3).normal(0, 2, (5, 5)), [2, 1, 2]))
    one, same, other = (sample(component, seed, 50) for seed in (1, 1, 2))
    assert np.array_equal(one.posteriors, same.posteriors)
    assert np.array_equal(one.errors, same.errors)
    assert not np.array_equal(one.posteriors, other.posteriors)


def test_each_person_found_is_somebody_or_nobody() -> None:
    (component,) = components(of_matrix(np.random.default_rng(4).normal(0, 2, (6, 6)), [1] * 6))
    part = sample(component, 0, 400)
    place = np.searchsorted(component.remains, component.pair_remains)
    sums = np.bincount(place, part.posteriors) + part.nobody
    assert sums == pytest.approx(np.ones(6), abs=1e-3)


def test_brothers_change_places_in_the_walk() -> None:
    """Evidence of e^60 a pair: no step of one person could ever leave one of the two ways."""
    (component,) = components(of_matrix(np.full((2, 2), 60.0), [2], lambda *_: 14.0))
    part = sample(component, 0, 50)
    assert part.posteriors == pytest.approx([0.5] * 4, abs=0.01)
    assert not part.exact


def test_three_who_go_round_are_found_by_way_of_other_heats() -> None:
    """Two ways to place three, with no way between them by two persons alone."""
    out = -np.inf
    logs = [[12.0, 12.0, out], [out, 12.0, 12.0], [12.0, out, 12.0]]
    (component,) = components(of_matrix(logs, [1, 1, 1]))
    part = sample(component, 0, 2000)
    exact = _exact(component)
    assert np.abs(part.posteriors - exact.posteriors).max() < 0.1
    assert (np.abs(part.posteriors - exact.posteriors) <= 2 * STUDENT * part.errors).all()


def test_a_large_component_is_sampled_where_the_answer_is_known() -> None:
    """Two hundred found, two hundred families, all alike: every pair has E[k] / 200²."""
    count = 200
    (component,) = components(of_matrix(np.zeros((count, count)), [1] * count), -4.0)
    assert plan(component) is None
    part = sample(component, 0, 30)
    weights = [
        2 * (math.lgamma(count + 1) - math.lgamma(count - k + 1)) - math.lgamma(k + 1) - 4.0 * k
        for k in range(count + 1)
    ]
    shares = np.exp(weights - np.logaddexp.reduce(weights))
    each = float(shares @ np.arange(count + 1)) / count**2
    assert part.posteriors.mean() == pytest.approx(each, rel=0.01)
    assert part.errors.max() < 0.01


def test_bounds_hold_the_posterior_of_a_strong_match_in_few_draws() -> None:
    """Walks of ten sweeps tell nothing beyond 1 in 80; what is listed tells more."""
    logs = np.full((3, 3), 1.0)
    logs[0, 0] = 30.0
    (component,) = components(of_matrix(logs, [1, 1, 1]))
    part = sample(component, 0, 10)
    assert part.posteriors[0] > 1 - 1e-9
    assert part.errors[0] < 1e-9
    assert part.errors[4] > 1 / (10 * WALKS)
