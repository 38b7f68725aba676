"""An agreement as a plan reads it: clauses, tiers, room, time. One party's reading of it, or
both's.

`terms_text.py` reads and prints it, `terms_check.py` says what is doubtful in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from repatria.planning.scope import Scope


class Kind(StrEnum):
    """What a clause promises for those in its scope."""

    ALL_FOR_ALL = "all for all"
    """Everybody, whatever the numbers."""
    EQUAL = "equal"
    """One for one."""
    RATIO = "ratio"
    """So many of one side for so many of the other."""
    TABLE = "table"
    """Equal sums after a table of equivalents, which stands in the agreement and nowhere else."""
    AT_LEAST = "at least"
    """So many to each side, at least, in all rounds together; they count one for one."""
    AT_MOST = "at most"
    """No more than so many to a side, in all rounds together."""
    PAIR = "pair"
    """These two, both or neither."""
    TOGETHER = "together"
    """Those of one group in one round, or none of them."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One term: a number, what it promises, and for whom."""

    number: int
    kind: Kind
    scope: Scope
    amounts: tuple[int, ...] = ()
    """RATIO: of the first side, of the second. AT_LEAST, AT_MOST: for each side, in the order of
    the agreement's sides."""
    table: Mapping[str, int] = field(default_factory=dict)
    """TABLE: what a rank counts for, within this clause alone."""
    pair: tuple[str, ...] = ()
    """PAIR: two codes."""
    counts_duty: bool = False
    """Whether this reading would count those whom article 109 returns regardless of number. A plan
    counts them never; it says whom the reading would have counted."""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Tier:
    """A place in the order: whoever is in its scope stands before all later tiers."""

    name: str
    scope: Scope
    line: int = 0


@dataclass(frozen=True, slots=True)
class Room:
    """What one round can carry to one side: people in all, stretchers among them, out of one
    camp."""

    seats: int
    stretchers: int | None = None
    """Places for stretchers; None is as many as there are seats."""
    stretcher_seats: int = 3
    """Seats that a stretcher takes."""
    camp: int | None = None
    vehicle: int | None = None
    """People in one vehicle: a group that goes together must fit into one."""


@dataclass(frozen=True, slots=True)
class Remains:
    """The remains, on a track of their own: how many to each side; None is as many as there are."""

    amounts: tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class Terms:
    """An agreement in one reading."""

    name: str
    reading: str
    """Whose reading it is: a side, or `both`."""
    sides: tuple[str, str]
    dated: date | None
    clauses: tuple[Clause, ...]
    tiers: tuple[Tier, ...]
    room: tuple[Room, Room]
    """For what goes to the first side, and to the second."""
    interval: int = 0
    """Days between two rounds, at least."""
    exposure: int | None = None
    """How many one side may have handed over before the other has."""
    settle: int | None = None
    """Within how many rounds a balance is settled."""
    remains: Remains | None = None
    source: str = ""
    lines: Mapping[str, int] = field(default_factory=dict)
    """On which line of its file a word stands, for messages."""
    assumed: frozenset[str] = frozenset()
    """Words of `lines` that nobody agreed on: the office set them to be able to plan."""
