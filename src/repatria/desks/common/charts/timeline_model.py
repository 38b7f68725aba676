"""What a timeline is told: days, rows, and what each speaker said in each cell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from repatria.desks.common.charts import svg
from repatria.desks.common.charts.marks import State, check_bounds, party_class


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A column: the day's name, a smaller line under it, and the address of its page."""

    label: str
    sublabel: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One speaker's word: exact (low = high), range, at least (high None), at most (low None).

    `text` is what is written ("1,212", "not stated"); "" writes nothing.
    """

    party: int
    state: State
    low: int | None = None
    high: int | None = None
    text: str = ""

    def __post_init__(self) -> None:
        check_bounds(self.state, self.low, self.high)
        party_class(self.party)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What was said of one day in one row.

    `label` replaces the marks' own texts; `title` is the whole sentence for hovering and for
    readers by ear; `ordinal` is written into the circle of a living row.
    """

    bars: tuple[Mark, ...]
    href: str = ""
    label: str = ""
    contested: bool = False
    ordinal: str | None = None
    title: str = ""

    def __post_init__(self) -> None:
        if len({mark.party for mark in self.bars}) < len(self.bars):
            raise ValueError("a cell has one mark for each party; a side's own spread is a range")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A direction and category: one cell a day, None where nothing is known to have happened."""

    label: str
    sublabel: str
    kind: Literal["living", "remains"]
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The whole picture; `title` names it and `desc` tells it in words."""

    title: str
    desc: str
    days: tuple[Day, ...]
    rows: tuple[Row, ...]
    id_prefix: str

    def __post_init__(self) -> None:
        svg.checked_id(self.id_prefix)
        if any(len(row.cells) != len(self.days) for row in self.rows):
            raise ValueError("a row has one cell for each day")
