"""Reference cases: pairs of hypotheses with the figures that other engines computed for them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from repatria.kinship.hypothesis import Pair
from repatria.kinship.likelihood import Computation
from repatria.kinship.panel import Panel
from repatria.kinship.population import Population
from repatria.kinship.profile import Profile
from repatria.kinship.settings import Convention, Settings

Vector = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Expected:
    """What an engine gave under a convention; what it did not give is None.

    `ratios` and the natural logarithms `first` and `second` of the likelihoods are by marker, in
    the order of the case; `log10` is the whole ratio's.
    """

    engine: str
    convention: Convention
    ratios: Vector | None = None
    first: Vector | None = None
    second: Vector | None = None
    log10: float | None = None


@dataclass(frozen=True, eq=False)
class ReferenceCase:
    name: str
    population: Population
    markers: tuple[str, ...]
    settings: Settings
    pair: Pair
    profiles: Mapping[str, Profile]
    expected: tuple[Expected, ...]


@dataclass(frozen=True, slots=True)
class Deviation:
    """How far this engine is from another on one case: the largest relative deviation of any
    marker's ratio or likelihood (and which marker), and that of the whole ratio (None where the
    other engine gave none)."""

    case: str
    engine: str
    convention: Convention
    largest: float
    marker: str
    total: float | None

    @property
    def worst(self) -> float:
        return max(self.largest, self.total or 0.0)


def deviations(case: ReferenceCase) -> tuple[Deviation, ...]:
    """Compute a case anew under each convention that figures are given for, and compare."""
    by_convention: dict[Convention, tuple[Vector, Vector]] = {}
    found = []
    for expected in case.expected:
        if expected.convention not in by_convention:
            settings = replace(case.settings, convention=expected.convention)
            computation = Computation(Panel.of(case.population, settings, case.markers))
            by_convention[expected.convention] = (
                computation.likelihoods(case.pair.first, case.profiles).logarithms,
                computation.likelihoods(case.pair.second, case.profiles).logarithms,
            )
        first, second = by_convention[expected.convention]
        found.append(_deviation(case, expected, first, second))
    return tuple(found)


def _deviation(case: ReferenceCase, expected: Expected, first: Vector, second: Vector) -> Deviation:
    with np.errstate(invalid="ignore"):
        ratio = first - second
    columns = [
        relative(ours, theirs)
        for ours, theirs in (
            (ratio, None if expected.ratios is None else _logarithms(expected.ratios)),
            (first, expected.first),
            (second, expected.second),
        )
        if theirs is not None
    ]
    worst = np.max(columns, axis=0)
    at = int(np.argmax(worst))
    total = None
    if expected.log10 is not None:
        whole = np.array([ratio.sum()]), np.array([expected.log10 * math.log(10)])
        total = float(relative(*whole)[0])
    return Deviation(
        case.name, expected.engine, expected.convention, float(worst[at]), case.markers[at], total
    )


def relative(ours: Vector, theirs: Vector) -> Vector:
    """|a − b| / b for numbers given by their natural logarithms; 0 for two zeros, inf where only
    one of them is zero or is no number."""
    with np.errstate(invalid="ignore", over="ignore"):
        found = np.abs(np.expm1(ours - theirs))
    alike = (ours == theirs) | (np.isnan(ours) & np.isnan(theirs))
    return np.where(alike, 0.0, np.where(np.isnan(found), np.inf, found))


def _logarithms(values: Vector) -> Vector:
    with np.errstate(divide="ignore"):
        found: Vector = np.log(values)
    return found
