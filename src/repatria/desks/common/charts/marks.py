"""What a picture says of one speaker's word: how it was said, and between which numbers it lies."""

from __future__ import annotations

from typing import Literal, TypeAlias

State: TypeAlias = Literal["stated", "none", "not_stated", "nothing_found", "stated_without_number"]
"""*Stated* has numbers; *none* was said; *not stated* was left unsaid by somebody who spoke;
*nothing found* is the record's own silence; the last is a word without a number ("equal")."""

PARTIES = 6
"""How many parties have a colour of their own; the ones after them share the last."""


def party_class(party: int) -> str:
    """The class that colours a party, by its order in the data. Raises ValueError below 0."""
    if party < 0:
        raise ValueError("parties are counted from 0")
    return f"p{min(party, PARTIES - 1)}"


def check_bounds(state: State, low: int | None, high: int | None) -> None:
    """Raises ValueError unless the bounds fit: 0 ≤ low ≤ high, at least one where it is stated.

    `high` is None for "at least", `low` is None for "at most", and both are equal when exact.
    """
    if state != "stated":
        if low is not None or high is not None:
            raise ValueError(f"“{state}” has no numbers")
        return
    if low is None and high is None:
        raise ValueError("“stated” needs a number")
    if (low or 0) < 0 or (high is not None and high < (low or 0)):
        raise ValueError("numbers must be 0 or more, and the least not above the most")


def top(low: int | None, high: int | None) -> int:
    """The largest number that is named."""
    return high if high is not None else (low or 0)
