"""Where the parts of the dead of a campaign lay: handovers on their days, and containers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from repatria.synthetic.campaign.draws import Draws, Integers, Stream
from repatria.synthetic.campaign.rates import CampaignRates

FIRST_DAY = date(2031, 1, 13)
"""The made-up day of the first handover."""
DAYS_BETWEEN = 28
USUAL_HANDOVER = 1_200
"""Samples in a handover, about; there are at least `FEWEST_HANDOVERS`."""
FEWEST_HANDOVERS = 3
_MOST_SHARING = 4


@dataclass(frozen=True, eq=False)
class Finds:
    """By sample of remains, in the order of the file: the row of the person, the number of the
    part from 1, the handover and the container as numbers from 0."""

    person: Integers
    part: Integers
    handover: Integers
    container: Integers

    def __len__(self) -> int:
        return len(self.person)


def handover_day(number: int) -> date:
    return FIRST_DAY + timedelta(days=DAYS_BETWEEN * number)


def make_finds(parts: Integers, seed: int, rates: CampaignRates) -> Finds:
    """The samples of persons with so many parts each, spread over handovers and containers."""
    draws = Draws(seed, Stream.FINDS)
    count = int(parts.sum())
    order = draws.order(count)
    person = np.repeat(np.arange(len(parts)), parts)
    first_of = np.cumsum(parts) - parts
    part = np.arange(count) - first_of[person]
    handovers = max(FEWEST_HANDOVERS, -(-count // USUAL_HANDOVER))
    handover = draws.below(handovers, count)
    container = _containers(draws, handover, rates)
    together = np.flatnonzero(draws.chance(rates.parts_together, count) & (part > 0))
    beside = first_of[person[together]]
    handover[together], container[together] = handover[beside], container[beside]
    return Finds(
        person[order],
        part[order] + 1,
        handover[order],
        np.unique(container, return_inverse=True)[1][order],
    )


def _containers(draws: Draws, handover: Integers, rates: CampaignRates) -> Integers:
    """A number for the container of each sample; a container belongs to one handover."""
    count = len(handover)
    shared = draws.chance(rates.shared_container, count)
    sizes = np.where(shared, 2 + draws.below(_MOST_SHARING - 1, count), 1)
    filled = np.repeat(np.arange(count), sizes)[:count]
    rows = np.lexsort((draws.uniform(count), handover))
    found = np.zeros(count, np.int64)
    found[rows] = filled + handover[rows] * count
    return found
