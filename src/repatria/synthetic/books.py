"""Each side's own book of a made-up war: what it has counted on the legs of one direction."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from repatria.statements.vocabulary import Track
from repatria.synthetic.cast import NORTH, OTHER, SOUTH
from repatria.synthetic.legs import LegPlan, State


@dataclass(frozen=True, slots=True)
class Direction:
    """What totals are made of."""

    giver: str
    track: Track

    @property
    def receiver(self) -> str:
        return OTHER[self.giver]


DIRECTIONS = tuple(Direction(giver, track) for giver in (NORTH, SOUTH) for track in Track)


@dataclass(frozen=True, slots=True)
class Sum:
    """What a book adds up to over a period."""

    legs: int
    number: int
    plain: bool
    """Every leg in it has one exact number on this side's word."""
    withheld: bool
    """Some leg in it has a number that nobody tells."""


@dataclass(slots=True)
class Book:
    """Running sums over the legs of one direction, in the order of their days."""

    days: list[date] = field(default_factory=list)
    number: list[int] = field(default_factory=lambda: [0])
    blurred: list[int] = field(default_factory=lambda: [0])
    withheld: list[int] = field(default_factory=lambda: [0])

    def enter(self, day: date, plan: LegPlan, party: str) -> None:
        self.days.append(day)
        self.number.append(self.number[-1] + plan.says(party))
        self.blurred.append(self.blurred[-1] + (not plan.plain_to(party)))
        self.withheld.append(self.withheld[-1] + (plan.state is State.WITHHELD))

    def since(self, first: date, last: date = date.max) -> Sum:
        """The sum from one day to another, both included."""
        i, j = bisect_left(self.days, first), bisect_right(self.days, last)
        return Sum(
            j - i,
            self.number[j] - self.number[i],
            self.blurred[i] == self.blurred[j],
            self.withheld[i] != self.withheld[j],
        )


@dataclass(slots=True)
class Books:
    """The books of both sides, by direction and side."""

    of: dict[tuple[Direction, str], Book] = field(
        default_factory=lambda: {
            (direction, party): Book() for direction in DIRECTIONS for party in (NORTH, SOUTH)
        }
    )

    def enter(self, day: date, plans: Iterable[LegPlan]) -> None:
        """Enter the legs of an exchange that came about."""
        for plan in plans:
            if plan.state is not State.FAILED:
                direction = Direction(plan.leg.giver, plan.leg.track)
                for party in (NORTH, SOUTH):
                    self.of[direction, party].enter(day, plan, party)
