"""Small counts that could single somebody out are held back from tables that desks publish.

For figures of the desks' own (how many of a district, a month, a condition). What somebody said in
public is no such figure: a claim stays as it was said, and never passes through here.

The method is cell suppression with complements (Cox, J. Am. Stat. Assoc. 75, 1980). A table with
its totals is a circulation: all → row → column → all, a count on each arc. What a reader cannot
tell of an arc that is held back is how much flow can be moved through it along arcs that are held
back too. Arcs are added until that is enough (`Rule.doubt`). A count that is held back looks the
same whatever the reason.

Limits: a table is protected by itself. One that is published again, or cut otherwise, can be
subtracted from it; whoever publishes the second takes care of that.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from repatria.desks.common.small_counts_flow import Arc, cheapest_way, room_above, room_below

Row = Sequence[int]
Shown = int | None
"""A count, or None where it is held back."""


class Why(StrEnum):
    """Why a count is held back. For the desk alone: published, the reason would tell the count."""

    SMALL = "small"
    ZERO = "zero"
    COMPLEMENT = "complement"


@dataclass(frozen=True, slots=True)
class Rule:
    """What is held back. The documentation of a published table names the rule.

    Counts from `least` to `most` are held back. As far as the table tells, each of them could be
    larger by `doubt`, and of every other count that is held back a reader knows no better than
    within `doubt`. A zero is shown where it singles nobody out: not where one count alone fills a
    row or a column of several cells, since it would tell what all of them are (`lone_zeros`).
    """

    least: int = 1
    most: int = 4
    doubt: int = 5
    lone_zeros: bool = True

    def __post_init__(self) -> None:
        if not 1 <= self.least <= self.most or self.doubt < 1:
            raise ValueError("a rule holds back counts from one on, and leaves some doubt")


RULE = Rule()


@dataclass(frozen=True, slots=True)
class Held:
    """A table as it may be published, and for the desk why each count is held back.

    Keys of `why` are (row, column), with -1 for a total.
    """

    cells: tuple[tuple[Shown, ...], ...]
    row_totals: tuple[Shown, ...]
    column_totals: tuple[Shown, ...]
    total: Shown
    why: dict[tuple[int, int], Why]


def hold_back(cells: Sequence[Row], rule: Rule = RULE) -> Held:
    """The table with all its totals, of which what could single somebody out is held back.

    Raises ValueError where rows differ in length or a count is below zero.
    """
    arcs = _arcs(cells)
    why = _first(cells, arcs, rule)
    waiting = list(why)
    while waiting:
        place = waiting.pop()
        while not _doubtful(arcs, why, place, rule.doubt):
            way = cheapest_way(arcs, why.keys(), place, rule.doubt)
            added = [one for one in way if one not in why]
            why.update((one, Why.COMPLEMENT) for one in added)
            waiting += added
    return _shown(cells, arcs, why)


def _doubtful(
    arcs: dict[tuple[int, int], Arc],
    why: dict[tuple[int, int], Why],
    place: tuple[int, int],
    doubt: int,
) -> bool:
    """Whether a reader cannot tell enough of a count: of a small one, that it is not large."""
    above = room_above(arcs, why.keys(), place, doubt)
    if why[place] is not Why.COMPLEMENT or above >= doubt:
        return above >= doubt
    return above + room_below(arcs, why.keys(), place, doubt) >= doubt


def hold_back_list(counts: Row, rule: Rule = RULE) -> tuple[tuple[Shown, ...], Shown]:
    """A list of counts and its total."""
    held = hold_back([counts], rule)
    return held.cells[0], held.total


def _arcs(cells: Sequence[Row]) -> dict[tuple[int, int], Arc]:
    """All → row i → column j → all; the grand total closes the circle."""
    if len({len(row) for row in cells}) > 1:
        raise ValueError("the rows of a table are of one length")
    if any(count < 0 for row in cells for count in row):
        raise ValueError("a count is not below zero")
    sums = [sum(row) for row in cells]
    found = {(i, -1): Arc("all", f"r{i}", count, True) for i, count in enumerate(sums)}
    for i, row in enumerate(cells):
        found.update({(i, j): Arc(f"r{i}", f"c{j}", n, False) for j, n in enumerate(row)})
    columns = [sum(column) for column in zip(*cells, strict=True)]
    found.update({(-1, j): Arc(f"c{j}", "end", count, True) for j, count in enumerate(columns)})
    found[-1, -1] = Arc("end", "all", sum(sums), True)
    return found


def _first(
    cells: Sequence[Row], arcs: dict[tuple[int, int], Arc], rule: Rule
) -> dict[tuple[int, int], Why]:
    """What is held back for its own sake."""
    found = {
        place: Why.SMALL for place, arc in arcs.items() if rule.least <= arc.count <= rule.most
    }
    if rule.lone_zeros:
        for line in _lines(cells):
            if len(line) > 1 and sum(arcs[place].count > 0 for place in line) == 1:
                found.update({p: Why.ZERO for p in line if arcs[p].count == 0})
    return found


def _lines(cells: Sequence[Row]) -> Iterator[list[tuple[int, int]]]:
    for i, row in enumerate(cells):
        yield [(i, j) for j in range(len(row))]
    for j in range(len(cells[0]) if cells else 0):
        yield [(i, j) for i in range(len(cells))]


def _shown(
    cells: Sequence[Row], arcs: dict[tuple[int, int], Arc], why: dict[tuple[int, int], Why]
) -> Held:
    def shown(i: int, j: int) -> Shown:
        return None if (i, j) in why else arcs[i, j].count

    rows, columns = range(len(cells)), range(len(cells[0]) if cells else 0)
    return Held(
        tuple(tuple(shown(i, j) for j in columns) for i in rows),
        tuple(shown(i, -1) for i in rows),
        tuple(shown(-1, j) for j in columns),
        shown(-1, -1),
        why,
    )
