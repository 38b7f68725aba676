"""What strict order costs: the waiting of every tier under it, and under the plan that looks ahead.

The list of record is in strict order, and stays so unless people decide otherwise and say so. This
lays both side by side; it chooses nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from repatria.base.messages import message
from repatria.planning.columns import Loaded
from repatria.planning.counts import Returned
from repatria.planning.flow import Plan, look_ahead
from repatria.planning.series import Series, returned_to, strict_series

ALIKE = message("Strict order and looking ahead wait alike: there is nothing to choose.")
COSTS = message(
    "Strict order costs {days} person-days of waiting more than looking ahead, {first} of them in "
    "the first tier in which the two differ. Looking ahead puts somebody before another whom the "
    "order has first; whether to do that is for people to decide."
)
SHIFTS = message(
    "Looking ahead spares {first} person-days in the first tier in which the two differ, and costs "
    "{days} more in all. Whether to do that is for people to decide."
)


@dataclass(frozen=True, slots=True)
class TierPrice:
    """One tier of one track under both plans, both sides together. Whoever returns in none of the
    rounds waits through all of them."""

    track: int
    """0 for those of article 109."""
    tier: str
    """Empty for those after all tiers."""
    people: int
    strict_days: int
    """Person-days waited from the first round on."""
    ahead_days: int
    strict_stranded: int
    """Who returns in none of the rounds."""
    ahead_stranded: int

    @property
    def cost(self) -> int:
        """Person-days that strict order costs here; below 0 where looking ahead costs more."""
        return self.strict_days - self.ahead_days


@dataclass(frozen=True, slots=True)
class Choice:
    """Both plans, and the price by tier, those first who stand first."""

    strict: Series
    ahead: Plan
    tiers: tuple[TierPrice, ...]
    otherwise: tuple[int, int]
    """By side: how many return in another round under one plan than under the other."""

    @property
    def days(self) -> int:
        """Person-days that strict order costs in all."""
        return sum(tier.cost for tier in self.tiers)

    @property
    def returned(self) -> tuple[tuple[int, int], tuple[int, int]]:
        """How many return to each side: under strict order, and looking ahead."""
        one, two = self.ahead.moved.sum(axis=0).tolist()
        return (returned_to(self.strict), (one, two))

    def sentence(self) -> str:
        """What there is to choose, in English."""
        first = next((tier.cost for tier in self.tiers if tier.cost), 0)
        if not first:
            return ALIKE
        if self.days < 0:
            return SHIFTS.format(days=-self.days, first=first)
        return COSTS.format(days=self.days, first=first)


def price_of_strict_order(loaded: Loaded, rounds: int, returned: Returned | None = None) -> Choice:
    """Both plans over the same people, who stand in both as on the first day. Errors as
    `flow.look_ahead`."""
    strict = strict_series(loaded, rounds, returned, ageing=False)
    ahead = look_ahead(loaded, rounds, returned)
    step = max(1, loaded.terms.interval)
    prices = []
    for level in ahead.levels:
        place = level.track << 16 | level.tier
        both = [_waits(loaded, plan, place, rounds) for plan in (strict.round_of, ahead.round_of)]
        tiers = loaded.terms.tiers
        prices.append(
            TierPrice(
                track=level.track,
                tier=tiers[level.tier].name if level.tier < len(tiers) else "",
                people=level.people,
                strict_days=both[0][0] * step,
                ahead_days=both[1][0] * step,
                strict_stranded=both[0][1],
                ahead_stranded=both[1][1],
            )
        )
    pairs = zip(strict.round_of, ahead.round_of, strict=True)
    one, two = (int((first != second).sum()) for first, second in pairs)
    return Choice(strict, ahead, tuple(prices), (one, two))


def _waits(
    loaded: Loaded,
    round_of: tuple[NDArray[np.int32], NDArray[np.int32]],
    place: int,
    rounds: int,
) -> tuple[int, int]:
    """Person-rounds waited by those of one track and tier, and how many return in none."""
    waited, stranded = 0, 0
    for columns, own in zip(loaded.sides, round_of, strict=True):
        found = own[(columns.sort >> np.uint64(47)) == np.uint64(place)]
        waited += int(np.where(found < 0, rounds, found).sum(dtype=np.int64))
        stranded += int((found < 0).sum())
    return waited, stranded
