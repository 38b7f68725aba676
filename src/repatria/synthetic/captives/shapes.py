"""When, where and of what rank made-up captives were taken: tables of weights.

Days are counted back from the day of the register. Whoever is held longest mostly sits in other
camps than the many who came late: that is where an order by tenure and a camp's capacity pull
apart.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wave:
    """Some weeks in which people were taken."""

    name: str
    since: int
    until: int
    """Days before the day of the register, both ends within; `since` is the earlier."""
    weights: tuple[int, int]
    """How many of the first side's people, and of the second's."""
    camps: tuple[int, int]
    """Out of the holder's camps, from which share to which, in hundredths."""
    civilians: bool = False
    """Whether all of them are civilians."""


WAVES = (
    Wave("long before", 2900, 3900, (1, 0), (0, 20), civilians=True),
    Wave("first weeks", 1120, 1195, (12, 6), (0, 60)),
    Wave("the town", 1105, 1119, (18, 0), (0, 30)),
    Wave("the front", 20, 1104, (55, 64), (10, 100)),
    Wave("the incursion", 200, 305, (14, 30), (60, 100)),
)
CAMPS = (12, 6)
"""Camps that hold the first side's people, and the second's."""
UNITS = 40
RANKS = {
    "private": 62,
    "non_commissioned_officer": 26,
    "lieutenant": 5,
    "captain": 4,
    "major": 2,
    "lieutenant_colonel": 1,
    "colonel": 1,
}
"""Weights; the words are those of the table of 1862 that ships with Repatria."""
VETOES = {"proceedings": 50, "sentence": 20, "not_prisoner_of_war": 15, "unexplained": 15}
SOLDIER_AGES = {(18, 24): 24, (25, 34): 32, (35, 44): 27, (45, 59): 17}
CIVILIAN_AGES = {(16, 24): 12, (25, 44): 38, (45, 59): 32, (60, 79): 18}
"""Whole years at capture, both ends within, with weights."""
