"""Made-up groups: people of one camp, two to four of them, who ask to go together."""

from __future__ import annotations

from collections import defaultdict

from repatria.synthetic.campaign.draws import Draws
from repatria.synthetic.captives.rates import CaptiveRates
from repatria.synthetic.captives.register import Drawn


def grouped(drawn: Drawn, draws: Draws, rates: CaptiveRates) -> list[int]:
    """By person the number of their group, -1 for those in none. Whoever begins a group takes the
    next one to three of the same camp who are in none; where nobody is left, there is no group."""
    count = len(drawn.camp)
    begins = draws.chance(rates.group, count).tolist()
    more = (draws.below(3, count) + 1).tolist()
    by_camp: dict[int, list[int]] = defaultdict(list)
    for at, camp in enumerate(drawn.camp):
        by_camp[camp].append(at)
    found = [-1] * count
    number = 0
    for camp in sorted(by_camp):
        waiting, left = 0, 0
        for at in by_camp[camp]:
            if left:
                found[at] = number - 1
                left -= 1
            elif begins[at]:
                found[at] = number
                number += 1
                left = more[at]
                waiting = at
        if left and sum(each == found[waiting] for each in found) == 1:
            found[waiting] = -1
    return found
