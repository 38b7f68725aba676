"""How many to ask so that a round is full: the exact distribution of how many places are filled
when the first of the order are asked.

Somebody agrees with their own rate, independently of others. How many of a group agree is then
Poisson-binomial; of a camp no more than its places count, and the round has its seats:

    filled = min(seats, sum over camps of min(places of the camp, how many of it agree))

The rates are forecasts. They say how many to ask and never whom: the order is handed in, and comes
back unchanged. Floating point is used here and in no place that decides who goes.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from repatria.base.errors import ValueProblem
from repatria.base.messages import message
from repatria.planning.phrases import Phrase, say

EVEN, SURE = 0.5, 0.95
"""The chances with which a round is to be full, as they are usually asked for."""

Distribution = NDArray[np.float64]
"""The chance of 0, 1, …, most; the last is that of most or more."""


@dataclass(frozen=True, slots=True)
class HowMany:
    """The answer for one chance."""

    places: int
    chance: float
    """The chance that was asked for."""
    number: int | None
    """The least number to ask, from the first of the order; None where the whole order is too
    few."""
    reached: float
    """The chance of a full round when so many are asked; where the order is too few, when all
    are."""
    order: int
    """How many there are in the order."""

    @property
    def too_small(self) -> bool:
        """Whether the register is too small to fill the round with that chance."""
        return self.number is None

    @property
    def sentence(self) -> Phrase:
        """The answer in words."""
        if self.number is None:
            return say(
                message(
                    "The register is too small: even if all {order} of the order are asked, the "
                    "round of {places} is full with a chance of {reached} % alone."
                ),
                order=self.order,
                places=self.places,
                reached=percent(self.reached),
            )
        return say(
            message(
                "To fill the round of {places} with a chance of at least {chance} %, ask the first "
                "{number} of {order}."
            ),
            places=self.places,
            chance=percent(self.chance),
            number=self.number,
            order=self.order,
        )


def percent(chance: float) -> str:
    """A chance in per cent with one digit, rounded down: no chance is told as more than it is."""
    tenths = int(chance * 1000)
    return f"{tenths // 10}.{tenths % 10}"


def _growing(rates: Sequence[float], most: int) -> Iterator[Distribution]:
    """How many of the first 0, 1, 2, … agree. One array that changes."""
    chances = np.zeros(most + 1)
    chances[0] = 1.0
    yield chances
    for rate in rates:
        moved = chances * rate
        moved[most] = 0.0  # most or more stays so
        chances -= moved
        chances[1:] += moved[:-1]
        yield chances


def agreeing(rates: Sequence[float], most: int) -> Distribution:
    """How many of some people agree: the chance of 0, …, most - 1, and of most or more."""
    *_, chances = _growing(rates, most)
    return chances


def _together(one: Distribution, two: Distribution, most: int) -> Distribution:
    """The sum of two, up to most."""
    both = np.convolve(one, two)
    if len(both) <= most + 1:
        return both
    return np.append(both[:most], both[most:].sum())


def chance_full(
    rates: Sequence[float],
    places: int,
    camps: Sequence[Hashable] = (),
    camp_places: int | None = None,
) -> float:
    """The chance that people with these rates fill the places. `camps` tells the camp of each,
    where a camp has no more than `camp_places`."""
    if places <= 0:
        return 1.0
    if camp_places is None:
        return float(agreeing(rates, places)[places])
    by_camp: dict[Hashable, list[float]] = {}
    for rate, camp in zip(rates, camps, strict=True):
        by_camp.setdefault(camp, []).append(rate)
    filled = np.ones(1)
    for group in by_camp.values():
        most = min(camp_places, places, len(group))
        filled = _together(filled, agreeing(group, most), places)
    return float(filled[places]) if len(filled) > places else 0.0


def how_many(
    rates: Sequence[float],
    places: int,
    chance: float = SURE,
    camps: Sequence[Hashable] = (),
    camp_places: int | None = None,
) -> HowMany:
    """The least number of the order whom to ask, so that all places are filled with that chance.
    `rates` are theirs, in the order. Asking one more never makes a full round less likely.

    Raises `ValueProblem` for a rate or a chance outside 0 to 1.
    """
    if not 0.0 < chance < 1.0 or any(not 0.0 <= rate <= 1.0 for rate in rates):
        raise ValueProblem(message("A rate lies between 0 and 1, and a chance within."))
    number, reached = 0, 1.0
    if places > 0 and camp_places is None:
        number, reached = _first(rates, places, chance)
    elif places > 0:
        number, reached = _halved(rates, places, chance, camps, camp_places)
    enough = number if reached >= chance else None
    return HowMany(places, chance, enough, reached, len(rates))


def _first(rates: Sequence[float], places: int, chance: float) -> tuple[int, float]:
    """The least number and its chance; all of them where they are too few."""
    reached = 0.0
    for number, chances in enumerate(_growing(rates, places)):
        reached = float(chances[places])
        if reached >= chance:
            return number, reached
    return len(rates), reached


def _halved(
    rates: Sequence[float],
    places: int,
    chance: float,
    camps: Sequence[Hashable],
    camp_places: int | None,
) -> tuple[int, float]:
    """The same with camps: doubled until it is enough, then halved in between."""

    def at(number: int) -> float:
        return chance_full(rates[:number], places, camps[:number], camp_places)

    low, high = 0, min(places, len(rates))
    while (reached := at(high)) < chance and high < len(rates):
        low, high = high + 1, min(2 * high, len(rates))
    if reached < chance:
        return high, reached
    while low < high:
        middle = (low + high) // 2
        if (found := at(middle)) >= chance:
            high, reached = middle, found
        else:
            low = middle + 1
    return high, reached
