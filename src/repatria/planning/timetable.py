"""A series or a plan on the calendar: what goes to each side on which day, and by how many a side
is ahead in handing over.

Both legs of a round are on one day. Those of article 109 are shown, and stand outside the balance:
what is owed regardless of number leaves nobody in debt. Remains have a track of their own
(`remains_track.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from repatria.planning.terms import Terms


class Moving(Protocol):
    """A series or a plan."""

    @property
    def terms(self) -> Terms: ...
    @property
    def days(self) -> tuple[date, ...]: ...
    @property
    def moved(self) -> NDArray[np.int64]: ...
    @property
    def moved_duty(self) -> NDArray[np.int64]: ...


@dataclass(frozen=True, slots=True)
class Stage:
    """One round on its day."""

    round: int
    """Counted from 0."""
    day: date
    moved: tuple[int, int]
    """To each side, those of article 109 among them."""
    duty: tuple[int, int]
    """Those of article 109, whom the balance leaves out."""
    balance: int
    """After this round: how many more the second side has handed over to the first than received
    from it. Above 0 the second side is ahead, below 0 the first."""

    @property
    def ahead(self) -> tuple[int, int]:
        """By how many each side is ahead in handing over."""
        return (max(0, -self.balance), max(0, self.balance))


@dataclass(frozen=True, slots=True)
class Timetable:
    """All rounds on their days, from a balance that earlier exchanges left."""

    sides: tuple[str, str]
    carried: int
    """The balance before the first round, counted as in `Stage`."""
    stages: tuple[Stage, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the calendar, with or without a round."""

    day: date
    stage: Stage | None
    ahead: tuple[int, int]
    """At the end of the day: by how many each side is ahead in handing over."""


def timetable(plan: Moving, carried: int = 0) -> Timetable:
    """The timetable of a series or a plan."""
    balance, stages = carried, []
    rows: Sequence[tuple[list[int], list[int]]] = list(
        zip(plan.moved.tolist(), plan.moved_duty.tolist(), strict=True)
    )
    for at, (day, (moved, duty)) in enumerate(zip(plan.days, rows, strict=True)):
        balance += (moved[0] - duty[0]) - (moved[1] - duty[1])
        both = ((moved[0], moved[1]), (duty[0], duty[1]))
        stages.append(Stage(at, day, *both, balance))
    return Timetable(plan.terms.sides, carried, tuple(stages))


def each_day(table: Timetable) -> Iterator[Day]:
    """Every day from the first round to the last."""
    if not table.stages:
        return
    at: dict[date, Stage] = {stage.day: stage for stage in table.stages}
    balance = table.carried
    first, last = table.stages[0].day.toordinal(), table.stages[-1].day.toordinal()
    for ordinal in range(first, last + 1):
        day = date.fromordinal(ordinal)
        stage = at.get(day)
        balance = balance if stage is None else stage.balance
        yield Day(day, stage, (max(0, -balance), max(0, balance)))
