"""Whether posteriors hold what they say, where the truth is known: on synthetic campaigns.

Of pairs with a posterior about p a share p should be true. Bins, which are even in log odds since
posteriors near one matter most, show the share with its exact binomial interval (Clopper & Pearson
1934); of those reported from a threshold on, the expected number of false ones is Σ (1 − p). The
two scores of all together (Brier 1950; Good 1952) stand beside what they would be on average if
every posterior held.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from repatria.base.errors import ValueProblem

Vector = NDArray[np.float64]

_DECADES = (-4, -3, -2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2, 3, 4, 5, 6)
"""Decimal logarithms of odds."""
EDGES = (0.0, *(10**each / (1 + 10**each) for each in _DECADES), 1.0)
_LEAST = 1e-12
"""What a posterior is taken for that was rounded to 0 or 1, so that the logarithm is finite."""


@dataclass(frozen=True, slots=True)
class Bin:
    """Posteriors from `low` to below `high` (to `high` in the last bin): how many, their mean, how
    many were true, and the 95 % interval of the share that is."""

    low: float
    high: float
    count: int
    mean: float
    true: int
    least: float
    most: float

    @property
    def holds(self) -> bool:
        """Whether the mean posterior lies in the interval."""
        return self.least <= self.mean <= self.most


@dataclass(frozen=True, slots=True)
class FalseOnes:
    """Those reported at a threshold: how many, how many false ones the posteriors expect, how many
    there were, and the chance of so many or more if the posteriors hold (Poisson)."""

    threshold: float
    reported: int
    expected: float
    seen: int
    chance: float

    @property
    def sentence(self) -> str:
        return (
            f"Of {self.reported:,} reported at a posterior of {self.threshold:g} or more, "
            f"{self.seen:,} are false; {self.expected:.3g} were to be expected, and so many or "
            f"more come with a chance of {self.chance:.2g}."
        )


@dataclass(frozen=True, slots=True)
class Scores:
    """How far posteriors are from the truth, on average of `count`: the square of the distance
    (`brier`), and the natural logarithm of what was given to the truth, negative (`log`); and both
    as they are to be expected if the posteriors hold. Less is better."""

    count: int
    brier: float
    brier_expected: float
    log: float
    log_expected: float

    @property
    def sentence(self) -> str:
        return (
            f"Of {self.count:,} pairs the Brier score is {self.brier:.4g} "
            f"({self.brier_expected:.4g} if the posteriors hold), the logarithmic score "
            f"{self.log:.4g} ({self.log_expected:.4g})."
        )


def calibration(
    posteriors: Vector, truth: NDArray[np.bool_], edges: Sequence[float] = EDGES
) -> tuple[Bin, ...]:
    """The bins that have something in them. Raises `ValueProblem` for what is no probability."""
    _check(posteriors, truth)
    numbers = np.clip(np.searchsorted(edges, posteriors, side="right") - 1, 0, len(edges) - 2)
    found = []
    for number in np.unique(numbers).tolist():
        own = numbers == number
        count, true = int(own.sum()), int(truth[own].sum())
        found.append(
            Bin(
                edges[number], edges[number + 1], count, float(posteriors[own].mean()), true,
                *binomial_interval(true, count),
            )
        )  # fmt: skip
    return tuple(found)


def false_ones(posteriors: Vector, truth: NDArray[np.bool_], threshold: float) -> FalseOnes:
    """What is false among those at a threshold or above, against what is to be expected."""
    _check(posteriors, truth)
    own = posteriors >= threshold
    expected = math.fsum((1 - posteriors[own]).tolist())
    seen = int((~truth[own]).sum())
    below = math.fsum(_poisson(expected, number) for number in range(seen))
    return FalseOnes(threshold, int(own.sum()), expected, seen, min(1.0, max(0.0, 1 - below)))


def scores(posteriors: Vector, truth: NDArray[np.bool_]) -> Scores:
    """The scores of all pairs. Raises `ValueProblem` for what is no probability, and for none."""
    _check(posteriors, truth)
    if not len(posteriors):
        raise ValueProblem("there is no posterior to score")
    p = np.clip(posteriors, _LEAST, 1 - _LEAST)
    return Scores(
        len(p),
        float(((posteriors - truth) ** 2).mean()),
        float((posteriors * (1 - posteriors)).mean()),
        float(-np.log(np.where(truth, p, 1 - p)).mean()),
        float(-(p * np.log(p) + (1 - p) * np.log1p(-p)).mean()),
    )


def binomial_interval(true: int, count: int, level: float = 0.95) -> tuple[float, float]:
    """The exact interval of a share of which `true` of `count` were seen."""
    tail = (1 - level) / 2
    least = 0.0 if true == 0 else _root(lambda p: 1 - _at_most(true - 1, count, p), tail, True)
    most = 1.0 if true == count else _root(lambda p: _at_most(true, count, p), tail, False)
    return least, most


def _root(chance: Callable[[float], float], level: float, rises: bool) -> float:
    """Where a monotone chance takes a level, by halving."""
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        if (chance(middle) < level) == rises:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _at_most(true: int, count: int, p: float) -> float:
    """P(X ≤ true) of a binomial."""
    numbers = np.arange(true + 1)
    logs = np.concatenate([[0.0], np.cumsum(np.log(count - numbers[:-1]) - np.log(numbers[1:]))])
    logs = logs + numbers * math.log(p) + (count - numbers) * math.log1p(-p)
    return float(np.exp(logs).sum())


def _poisson(mean: float, number: int) -> float:
    if mean == 0:
        return float(number == 0)
    return math.exp(number * math.log(mean) - mean - math.lgamma(number + 1))


def _check(posteriors: Vector, truth: NDArray[np.bool_]) -> None:
    if len(posteriors) != len(truth) or not ((posteriors >= 0) & (posteriors <= 1)).all():
        raise ValueProblem("posteriors lie between 0 and 1, and each has its truth")
