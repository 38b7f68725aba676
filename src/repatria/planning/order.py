"""The order in which people stand: a tier, then who is held longest, then the lottery.

    key = (tier, -days held, lottery number)

All three are whole numbers and smaller stands first, so that every machine sorts alike. Days are
counted to the day of the round. There is nothing else in the key, and so nothing else to buy.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from repatria.planning.facts import Person
from repatria.planning.terms import Tier

Key = tuple[int, int, int, int]
"""(track, tier, -days held, lottery number). Track 0 is the duty of article 109, track 1 the
rest."""
DUTY, REST = 0, 1
FIRST_OF_ALL: Key = (-1, 0, 0, 0)
"""Before everybody: the cut-off of room for nobody."""
UNKNOWN_TENURE = 4_000_000
"""Stands for -days where the day of capture is not known: later than any day that can be written
(there are fewer than 3.7 million), so such a person is the last of their tier. The reason: a date
that nobody has confirmed must not go before one that somebody has, or leaving it out would pay.
Whoever brings a date can only move such a person forward."""


def tier_of(person: Person, tiers: Sequence[Tier], on: date) -> int:
    """The place of the first tier that holds for somebody on a day; the number of tiers, which is
    after all of them, if none does."""
    for place, tier in enumerate(tiers):
        if tier.scope.holds(person, on):
            return place
    return len(tiers)


def minus_days(person: Person, on: date) -> int:
    """Days from capture to a day, negated: whoever is held longest has the smallest."""
    if person.captured is None:
        return UNKNOWN_TENURE
    return person.captured.toordinal() - on.toordinal()


def order_key(person: Person, tiers: Sequence[Tier], on: date, number: int) -> Key:
    """Where somebody stands on a day, given their number in the lottery."""
    track = DUTY if person.duty else REST
    return (track, tier_of(person, tiers, on), minus_days(person, on), number)
