"""A found person and a missing one, with what the joint assignment says of the two."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from enum import StrEnum

from repatria.kinship.joint.problem import Missing


class PairFlag(StrEnum):
    """What is to be known of a pair."""

    SYMMETRIC = "symmetric"
    """Another missing person of the family would do as well, or nearly."""
    DISPUTED = "disputed"
    """Another pair of one of the two persons is nearly as probable."""
    DEAD_KIN = "kin of another dead person"
    """Being kin of another of the dead explains the readings as well, or nearly."""


@dataclass(frozen=True, slots=True)
class JointPairing:
    """A found person and a missing one.

    `posterior` is the probability that they are one, `low` and `high` its 95 % interval, with the
    bound on what left-out pairs could change; `error` the standard error, None where exact.
    `family_posterior` is that of being any of the family's missing. `log_ratio` is the natural
    logarithm of the ratio of the pair alone; `log_contrast` that of the best assignment with the
    pair over the best without (GLR), None where sampled.
    """

    remains: str
    missing: Missing
    posterior: float
    low: float
    high: float
    error: float | None
    family_posterior: float
    log_ratio: float
    log_contrast: float | None
    flags: tuple[PairFlag, ...]
    sentence: str

    def __str__(self) -> str:
        return self.sentence


def probability(value: float) -> str:
    """A probability in digits that never round it up to 1: as many nines as it has."""
    if value <= 0.99:
        return f"{value:.2g}"
    if 1 - value < 1e-12:
        return "1" if value >= 1 else "above 0.999999999999"
    places = Decimal(1).scaleb(-math.ceil(-math.log10(1 - value)) - 1)
    told = Decimal(repr(value)).quantize(places, ROUND_DOWN)
    return f"{told:f}".rstrip("0")
