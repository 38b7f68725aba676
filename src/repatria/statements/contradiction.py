"""What a contradiction is: its kind, its reasons, and what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from repatria.base.canonical import digest
from repatria.statements.reasons import Reason, Ref
from repatria.statements.record import Leg


class ContradictionKind(StrEnum):
    """The kinds that are looked for. Each has a section on the method page."""

    BETWEEN_SIDES = "between_sides"
    INSIDE_SIDE = "inside_side"
    WITH_THIRD = "with_third"
    EARLIER_SELF = "earlier_self"
    PARTS = "parts"
    CATEGORY = "category"
    UNIT = "unit"
    PARITY = "parity"
    TOTAL = "total"
    MISSING_EVENT = "missing_event"
    IMPOSSIBLE_PERIOD = "impossible_period"
    ORDINAL = "ordinal"
    SENSE = "sense"
    ATTRIBUTION = "attribution"
    DENIED = "denied"
    READINGS = "readings"


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Statements that cannot all be true, or cannot all be read in one sense.

    `claims` are those it rests on; `legs` where it lies. The first reason says what differs, the
    others explain it.
    """

    kind: ContradictionKind
    reasons: tuple[Reason, ...]
    claims: tuple[str, ...]
    legs: tuple[Leg, ...] = ()
    agreement: str = ""
    where: str = ""
    """What tells it from another of its kind on the same claims: the direction, for totals; the
    division, for parts; whose division it is, for categories. Empty elsewhere."""

    @property
    def key(self) -> str:
        """A stable address: the digest of its kind, its place and the claims it rests on."""
        legs = [[leg.exchange, leg.giver, leg.receiver, leg.track] for leg in sorted(self.legs)]
        topic = self.reasons[0].get("topic")
        what = topic.code if isinstance(topic, Ref) else ""
        place = [self.agreement, what, self.where, legs]
        return digest([str(self.kind), place, sorted(self.claims)])[:16]


@dataclass(frozen=True, slots=True)
class Carried:
    """One gap carried forward: two totals that differ only by what differs on `legs` already.

    It is no contradiction of its own; the contradiction between the sides on those legs is. `legs`
    is empty where the gap is made up of so many that no one of them explains it.
    """

    legs: tuple[Leg, ...]
    giver: str
    receiver: str
    reason: Reason
    where: str
    """The direction, as "giver>receiver"."""
