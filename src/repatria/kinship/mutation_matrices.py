"""The matrix of each mutation model, a function a model.

Sources: equal, proportional and extended stepwise as defined for Familias (Egeland, Mostad et al.
2000; Kling, Tillmar, Egeland 2014); the reversible stepwise model of Dawid (Dawid, Mortera, Pascali
2001). docs/methods/kinship-models.md has each formula.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from repatria.base.errors import ValueProblem
from repatria.kinship.alleles import repeats

Matrix = NDArray[np.float64]


class Kind(StrEnum):
    NONE = "none"
    EQUAL = "equal"
    PROPORTIONAL = "proportional"
    ONE_STEP = "one-step"
    STEPWISE = "stepwise"
    EXTENDED = "extended stepwise"
    DAWID = "reversible stepwise"
    CUSTOM = "custom"


STEPWISE = (Kind.STEPWISE, Kind.EXTENDED, Kind.DAWID)
"""The kinds whose further steps are rarer by the range."""


@dataclass(frozen=True, slots=True)
class Rates:
    """What a model needs for one sex of parent.

    `rate` is the chance of a mutation a meiosis; in the extended stepwise model that of a change by
    whole repeats, with `rate2` that of a change to another microvariant group. `range` is the
    factor by which each further step is rarer, in (0, 1].
    """

    rate: float = 0.0
    rate2: float = 0.0
    range: float = 0.1

    def __post_init__(self) -> None:
        for name, value in (("rate", self.rate), ("rate2", self.rate2)):
            if not 0 <= value <= 1:
                raise ValueProblem(f"the mutation {name} is {value:g}; it lies in [0, 1]")
        if self.rate + self.rate2 > 1:
            raise ValueProblem("the mutation rates sum to more than 1")
        if not 0 < self.range <= 1:
            raise ValueProblem(f"the mutation range is {self.range:g}; it lies in (0, 1]")

    def __str__(self) -> str:
        second = f", rate2 {self.rate2:g}" if self.rate2 else ""
        return f"{self.rate:g}{second}"


@dataclass(frozen=True, slots=True)
class Case:
    """What a model is built from: the visible alleles in ladder order, their frequencies (summing
    to one), and the rates."""

    alleles: tuple[str, ...]
    frequencies: Matrix
    rates: Rates


def _none(case: Case) -> Matrix:
    return np.eye(len(case.alleles))


def _equal(case: Case) -> Matrix:
    """r/(n − 1) to every other allele."""
    size = len(case.alleles)
    if size == 1:
        return np.eye(1)
    found = np.full((size, size), case.rates.rate / (size - 1))
    np.fill_diagonal(found, 1 - case.rates.rate)
    return found


def _proportional(case: Case) -> Matrix:
    """(1 − a) I + a 1pᵀ with a = r / Σ p(1 − p): stationary and reversible."""
    p = case.frequencies
    changing = float((p * (1 - p)).sum())
    if changing == 0:
        return np.eye(len(case.alleles))
    share = case.rates.rate / changing
    most = changing / (1 - float(p.min()))
    if case.rates.rate > most:
        raise ValueProblem(f"the proportional model allows a rate of {most:.6g} at most")
    found = np.tile(share * p, (len(case.alleles), 1))
    np.fill_diagonal(found, 1 - share * (1 - p))
    return found


def _groups(alleles: tuple[str, ...]) -> list[tuple[int, int]]:
    """Whole repeats and microvariant of each allele; the model has no meaning without them."""
    found = []
    for allele in alleles:
        numbers = repeats(allele)
        if numbers is None:
            raise ValueProblem(f"a stepwise model needs repeat numbers; {allele} is none")
        found.append(numbers)
    return found


def _one_step(case: Case) -> Matrix:
    """Half the rate to each neighbour one repeat away, all of it where there is only one."""
    places = {numbers: place for place, numbers in enumerate(_groups(case.alleles))}
    found = np.eye(len(case.alleles))
    for (whole, part), row in places.items():
        near = [places[key] for key in ((whole - 1, part), (whole + 1, part)) if key in places]
        for column in near:
            found[row, column] = case.rates.rate / len(near)
        if near:
            found[row, row] = 1 - case.rates.rate
    return found


def _stepwise(case: Case) -> Matrix:
    """range^|Δ| within the microvariant group, scaled to the rate; no change of group."""
    return _extended(replace(case, rates=replace(case.rates, rate2=0.0)))


def _extended(case: Case) -> Matrix:
    """Stepwise inside a microvariant group; `rate2` spread evenly over the other groups."""
    numbers = _groups(case.alleles)
    size = len(numbers)
    found = np.zeros((size, size))
    for row, (whole, part) in enumerate(numbers):
        own = [place for place, each in enumerate(numbers) if each[1] == part]
        others = size - len(own)
        weights = {
            place: case.rates.range ** abs(numbers[place][0] - whole)
            for place in own
            if place != row
        }
        stay = 1.0
        if weights:
            total = sum(weights.values())
            for place, weight in weights.items():
                found[row, place] = case.rates.rate * weight / total
            stay -= case.rates.rate
        if others:
            for place in range(size):
                if numbers[place][1] != part:
                    found[row, place] = case.rates.rate2 / others
            stay -= case.rates.rate2
        found[row, row] = stay
    return found


def _dawid(case: Case) -> Matrix:
    """r (1 − ρ) ρ^|i−j| / (2 ρ (n − a) p_i), a = (1 − ρⁿ)/(1 − ρ), over places on the ladder."""
    _groups(case.alleles)
    size, rho = len(case.alleles), case.rates.range
    if size == 1:
        return np.eye(1)
    if rho == 1:
        raise ValueProblem("the reversible stepwise model needs a range below 1")
    p = case.frequencies
    places = np.arange(size)
    steps = np.abs(places[:, None] - places[None, :])
    a = (1 - rho**size) / (1 - rho)
    found: Matrix = case.rates.rate * (1 - rho) * rho**steps / (2 * rho * (size - a) * p[:, None])
    np.fill_diagonal(found, 0)
    leaving = found.sum(axis=1)
    if leaving.max() > 1:
        most = case.rates.rate / float(leaving.max())
        raise ValueProblem(f"the reversible stepwise model allows a rate of {most:.6g} at most")
    np.fill_diagonal(found, 1 - leaving)
    return found


BUILDERS: Mapping[Kind, Callable[[Case], Matrix]] = {
    Kind.NONE: _none,
    Kind.EQUAL: _equal,
    Kind.PROPORTIONAL: _proportional,
    Kind.ONE_STEP: _one_step,
    Kind.STEPWISE: _stepwise,
    Kind.EXTENDED: _extended,
    Kind.DAWID: _dawid,
}
