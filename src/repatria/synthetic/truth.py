"""What is known of a made-up record: the true numbers, and every defect that was planted in it.

The generator keeps all else consistent: what is not planted does not contradict, save what follows
of itself from a planted defect on the same leg (a minister who contradicts himself then also
contradicts his side).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from repatria.statements.contradiction import ContradictionKind
from repatria.statements.record import Leg

Kinds = ContradictionKind

# How often each defect is planted wherever the record has a place for it and room left.
RATES: dict[ContradictionKind, float] = {
    # of the legs with numbers
    Kinds.BETWEEN_SIDES: 0.04,
    Kinds.EARLIER_SELF: 0.005,
    Kinds.WITH_THIRD: 0.01,
    Kinds.PARTS: 0.01,
    Kinds.CATEGORY: 0.02,
    Kinds.UNIT: 0.01,
    Kinds.SENSE: 0.01,
    Kinds.ATTRIBUTION: 0.01,
    # of the legs of exchanges that did not come about
    Kinds.DENIED: 0.6,
    # of the exchanges with numbers both ways
    Kinds.PARITY: 0.01,
    # of the ordinals
    Kinds.ORDINAL: 0.05,
    # of the totals of a week
    Kinds.TOTAL: 0.02,
    # of the weeks in which the two sides' sums differ
    Kinds.INSIDE_SIDE: 0.2,
    # of the directions of a series
    Kinds.IMPOSSIBLE_PERIOD: 0.4,
    Kinds.MISSING_EVENT: 0.1,
    # of the agreements, for each of their two topics
    Kinds.READINGS: 0.5,
}

# Those that leave the number of their leg contested.
CONTESTING = frozenset({Kinds.BETWEEN_SIDES, Kinds.EARLIER_SELF, Kinds.WITH_THIRD})


@dataclass(frozen=True, slots=True)
class Planted:
    """One planted defect: in which claims it can be seen, where, and by how much they are off."""

    kind: ContradictionKind
    claims: tuple[str, ...]
    legs: tuple[Leg, ...] = ()
    off_by: int = 0
    """Stated less true (giver's less receiver's between sides); 0 where nothing is counted."""
    agreement: str = ""


@dataclass(frozen=True, slots=True)
class Truth:
    """The other half of a made-up record."""

    handed_over: Mapping[Leg, int]
    """By leg, how many were handed over; legs of exchanges that did not come about are left out."""
    planted: tuple[Planted, ...]

    def of(self, kind: ContradictionKind) -> tuple[Planted, ...]:
        """The planted defects of one kind."""
        return tuple(item for item in self.planted if item.kind is kind)

    @property
    def contested(self) -> frozenset[Leg]:
        """The legs on which no number fits what everybody says."""
        return frozenset(
            leg for item in self.planted if item.kind in CONTESTING for leg in item.legs
        )
