"""Posteriors against the truth: bins, exact intervals, and false ones to be expected."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.base.errors import ValueProblem
from repatria.kinship.joint.calibration import (
    EDGES,
    binomial_interval,
    calibration,
    false_ones,
    scores,
)


def test_posteriors_drawn_true_hold() -> None:
    draws = np.random.default_rng(1)
    posteriors = draws.beta(0.3, 0.3, 20_000)
    truth = draws.random(20_000) < posteriors
    bins = calibration(posteriors, truth)
    assert sum(each.count for each in bins) == 20_000
    assert sum(each.true for each in bins) == truth.sum()
    assert sum(each.holds for each in bins) >= len(bins) - 2
    told = false_ones(posteriors, truth, 0.9)
    own = posteriors >= 0.9
    assert told.reported == own.sum()
    assert told.expected == pytest.approx((1 - posteriors[own]).sum())
    assert told.seen == (~truth[own]).sum()
    assert told.chance > 0.01


def test_posteriors_that_promise_too_much_do_not_hold() -> None:
    draws = np.random.default_rng(2)
    truth = draws.random(2_000) < 0.8
    posteriors = np.full(2_000, 0.97)
    (found,) = calibration(posteriors, truth)
    assert not found.holds
    assert false_ones(posteriors, truth, 0.9).chance < 1e-6


@given(st.integers(1, 40), st.data())
def test_the_interval_has_its_tails(count: int, data: st.DataObject) -> None:
    """At its ends the chance of so many, or of so few, is 2.5 %."""
    true = data.draw(st.integers(0, count))
    least, most = binomial_interval(true, count)
    if true:
        tail = sum(_binomial(k, count, least) for k in range(true, count + 1))
        assert tail == pytest.approx(0.025, abs=1e-9)
    else:
        assert least == 0
    if true < count:
        tail = sum(_binomial(k, count, most) for k in range(true + 1))
        assert tail == pytest.approx(0.025, abs=1e-9)
    else:
        assert most == 1


def _binomial(k: int, n: int, p: float) -> float:
    return math.comb(n, k) * p**k * (1 - p) ** (n - k)


def test_an_interval_of_many_is_found_too() -> None:
    least, most = binomial_interval(99_990, 100_000)
    assert 0.9998 < least < 0.9999 < most < 0.99996


def test_nothing_false_of_nothing_expected_is_no_surprise() -> None:
    told = false_ones(np.ones(5), np.ones(5, bool), 0.9999)
    assert (told.expected, told.seen, told.chance) == (0.0, 0, 1.0)
    assert "0 are false" in told.sentence
    surprise = false_ones(np.ones(5), np.array([True] * 4 + [False]), 0.9999)
    assert surprise.chance == 0.0


def test_edges_belong_to_the_bin_above_and_the_last_takes_one() -> None:
    found = calibration(np.array([0.5, 1.0, 0.0]), np.array([True, True, False]), (0.0, 0.5, 1.0))
    assert [(each.low, each.count) for each in found] == [(0.0, 1), (0.5, 2)]


def test_bins_are_even_in_log_odds_where_posteriors_are_near_one() -> None:
    odds = [math.log10(each / (1 - each)) for each in EDGES[1:-1]]
    assert odds == pytest.approx([-4, -3, -2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2, 3, 4, 5, 6])
    assert (EDGES[0], EDGES[-1]) == (0, 1)


def test_scores_are_those_expected_where_posteriors_hold() -> None:
    draws = np.random.default_rng(3)
    posteriors = draws.beta(0.3, 0.3, 40_000)
    told = scores(posteriors, draws.random(40_000) < posteriors)
    assert told.brier == pytest.approx(told.brier_expected, abs=0.003)
    assert told.log == pytest.approx(told.log_expected, abs=0.01)
    sure = scores(posteriors, draws.random(40_000) < 0.5)
    assert sure.brier > told.brier + 0.1
    assert sure.log > told.log + 0.1


def test_scores_by_hand() -> None:
    told = scores(np.array([0.8, 0.4]), np.array([True, True]))
    assert told.brier == pytest.approx((0.04 + 0.36) / 2)
    assert told.log == pytest.approx(-(math.log(0.8) + math.log(0.4)) / 2)
    assert told.brier_expected == pytest.approx((0.16 + 0.24) / 2)
    certain = scores(np.array([1.0, 0.0]), np.array([True, False]))
    assert certain.brier == certain.brier_expected == 0
    assert 0 <= certain.log < 1e-9
    assert math.isfinite(scores(np.ones(1), np.zeros(1, bool)).log)


def test_nothing_has_no_score() -> None:
    with pytest.raises(ValueProblem):
        scores(np.zeros(0), np.zeros(0, bool))


@pytest.mark.parametrize("wrong", [[1.2], [-0.1], [math.nan], [0.5, 0.5]])
def test_what_is_no_probability_is_refused(wrong: list[float]) -> None:
    with pytest.raises(ValueProblem):
        calibration(np.array(wrong), np.array([True]))
