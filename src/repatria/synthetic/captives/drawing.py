"""Draws what is true of made-up captives; the order of the draws is fixed, and part of the seed."""

from __future__ import annotations

from collections.abc import Mapping

from repatria.planning.facts import Held, Medical
from repatria.synthetic.campaign.draws import Draws
from repatria.synthetic.captives.rates import CaptiveRates
from repatria.synthetic.captives.register import Drawn
from repatria.synthetic.captives.shapes import (
    CAMPS,
    CIVILIAN_AGES,
    RANKS,
    SOLDIER_AGES,
    UNITS,
    VETOES,
    WAVES,
)


def drawn_of(side: int, count: int, draws: Draws, rates: CaptiveRates) -> Drawn:
    """Everything that is drawn of one side's people, as lists; the order of the draws is fixed."""
    wave = draws.weighted([each.weights[side] for each in WAVES], count).tolist()
    within, camp = draws.uniform(count).tolist(), draws.uniform(count).tolist()
    captured = [
        WAVES[w].until + int(u * (WAVES[w].since - WAVES[w].until + 1))
        for w, u in zip(wave, within, strict=True)
    ]
    camps = []
    for w, u in zip(wave, camp, strict=True):
        low, high = (share * CAMPS[side] // 100 for share in WAVES[w].camps)
        camps.append(low + int(u * u * max(1, high - low)))
    chance = draws.chance(rates.civilian, count).tolist()
    civilian = [WAVES[w].civilians or c for w, c in zip(wave, chance, strict=True)]
    women = draws.uniform(count).tolist()
    woman = [
        u < (rates.civilian_woman if c else rates.woman)
        for u, c in zip(women, civilian, strict=True)
    ]
    sick = draws.uniform(count).tolist()
    medical = []
    for u, days in zip(sick, captured, strict=True):
        ill = rates.wounded + rates.ill * (2 if days > 730 else 1)
        kind = Medical.GRAVELY_ILL if u < ill else Medical.NONE
        medical.append(Medical.SERIOUSLY_WOUNDED if u < rates.wounded else kind)
    fates = draws.uniform(count).tolist()
    state = [
        Held.DEAD
        if u < rates.dead
        else Held.RETURNED
        if u < rates.dead + rates.returned
        else Held.CONFIRMED
        for u in fates
    ]
    ranks = list(RANKS)
    vetoes = list(VETOES)
    return Drawn(
        captured=captured,
        camp=camps,
        civilian=civilian,
        woman=woman,
        born=_born(draws, civilian, captured),
        rank=[ranks[at] for at in draws.weighted(list(RANKS.values()), count).tolist()],
        unit=[int(u * u * UNITS) for u in draws.uniform(count).tolist()],
        medical=medical,
        state=state,
        consents=(~draws.chance(rates.refuses, count)).tolist(),
        agrees=draws.chance(rates.agrees, count).tolist(),
        veto=[vetoes[at] for at in draws.weighted(list(VETOES.values()), count).tolist()],
        known=draws.uniform(count, 12).tolist(),
        rates=rates,
    )


def _born(draws: Draws, civilian: list[bool], captured: list[int]) -> list[int]:
    """Days before the day of the register on which everybody was born."""
    band, within, rest = (draws.uniform(len(captured)).tolist() for _ in range(3))
    found = []
    for c, days, which, u, r in zip(civilian, captured, band, within, rest, strict=True):
        low, high = _ages(CIVILIAN_AGES if c else SOLDIER_AGES, which)
        years = low + int(u * (high - low + 1))
        # Two days more than so many years have at least: nobody becomes a year too young.
        found.append(days + years * 1461 // 4 + 2 + int(r * 360))
    return found


def _ages(table: Mapping[tuple[int, int], int], which: float) -> tuple[int, int]:
    left = int(which * sum(table.values()))
    for ages, weight in table.items():
        if left < weight:
            return ages
        left -= weight
    raise AssertionError("a weight is missing")
