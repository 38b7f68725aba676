"""The balance between the parties: what each side's words add up to, and never across sides."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from repatria.statements.figures import Grade, State
from repatria.statements.quantity import Interval
from repatria.statements.series import SeriesKey
from repatria.statements.vocabulary import Role


@dataclass(frozen=True, slots=True)
class SidePart:
    """One side's word on `legs` legs in the same state: one leg, or many added up already.

    `low` and `high` are sums over these legs; `high` is `None` where one of them is open.
    """

    key: SeriesKey
    role: Role
    state: State
    legs: int
    low: int
    high: int | None
    speakers: tuple[str, ...]
    unnamed: bool
    grade: Grade | None


@dataclass(frozen=True, slots=True)
class SideSum:
    """What one side says, in all, of one direction; every speaker in it is named.

    `stated` is the sum over the legs with a number (`None` where there is none); `by_state` counts
    all legs by what the side says of them.
    """

    key: SeriesKey
    role: Role
    party: str
    stated: Interval | None
    by_state: tuple[tuple[State, int], ...]
    speakers: tuple[str, ...]
    unnamed_legs: int
    by_grade: tuple[tuple[Grade, int], ...]

    @property
    def legs(self) -> int:
        return sum(number for _, number in self.by_state)

    @property
    def without_number(self) -> int:
        numbered = (State.STATED, State.NONE)
        return sum(number for state, number in self.by_state if state not in numbered)


def add_up(parts: Iterable[SidePart]) -> tuple[SideSum, ...]:
    """Add up words by direction and side; giver's before receiver's."""
    groups: dict[tuple[SeriesKey, Role], list[SidePart]] = {}
    for part in parts:
        groups.setdefault((part.key, part.role), []).append(part)
    order = list(Role)
    found = [_side(key, role, group) for (key, role), group in groups.items()]
    found.sort(key=lambda side: (side.key.track, side.key.giver, order.index(side.role)))
    return tuple(found)


def _side(key: SeriesKey, role: Role, parts: list[SidePart]) -> SideSum:
    stated: Interval | None = None
    states = dict.fromkeys(State, 0)
    grades = dict.fromkeys(Grade, 0)
    speakers: set[str] = set()
    unnamed = 0
    for part in parts:
        states[part.state] += part.legs
        if part.grade is not None:
            grades[part.grade] += part.legs
        if part.state in (State.STATED, State.NONE):
            interval = Interval(part.low, part.high)
            stated = interval if stated is None else stated + interval
            speakers.update(part.speakers)
            unnamed += part.legs if part.unnamed else 0
    return SideSum(
        key,
        role,
        key.giver if role is Role.GIVER else key.receiver,
        stated,
        tuple((state, number) for state, number in states.items() if number),
        tuple(sorted(speakers)),
        unnamed,
        tuple((grade, number) for grade, number in grades.items() if number),
    )
