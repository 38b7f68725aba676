"""One side's order, cut down to whom any list could take: what makes questions to a round quick.

People of one class, one set of caps, one camp, and alike in needing a stretcher are bound by the
same things. What is full stays full down the order, so whoever of them is taken stands before
whoever is not. A list takes at most as many of them as the round has seats, and the camp places. So
nobody beyond that number of their kind is ever taken, whatever the numbers of the clauses, and
without them every walk takes the same people and has the same cut-offs. One more of each kind is
kept, so that this still holds with one person taken out.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from repatria.planning.order import Key
from repatria.planning.terms import Room
from repatria.planning.walk import Place
from repatria.planning.why_kernel import NEVER


def cut_down(line: Sequence[Place], room: Room) -> list[Place]:
    """Those in the order whom a list could take, and one more of each kind."""
    most = room.seats if room.camp is None else min(room.seats, room.camp)
    seen: Counter[tuple[int, tuple[int, ...], str, bool]] = Counter()
    kept = []
    for place in line:
        kind = (place.clause, place.caps, place.camp, place.stretcher)
        seen[kind] += 1
        if seen[kind] <= most + 1:
            kept.append(place)
    return kept


class Rows:
    """A side cut down, as arrays for `why_kernel.answer`, with room for one person more."""

    def __init__(self, line: Sequence[Place], clauses: int, caps: int) -> None:
        self.keys: list[Key] = [place.key for place in line]
        self.row_of = {place.code: row for row, place in enumerate(line)}
        self.camps = {camp: at for at, camp in enumerate(dict.fromkeys(p.camp for p in line))}
        self.sets = {each: at for at, each in enumerate(dict.fromkeys(p.caps for p in line))}
        self.clauses = clauses
        members = [at for each in self.sets for at in each]
        ends = np.cumsum([0, *map(len, self.sets)])
        self.starts = np.append(ends, ends[-1]).astype(np.int32)
        """The last set is that of the person put in, where no other has it."""
        self.members = np.array([*members, *([0] * caps)], np.int32)
        rows = [self.row(place) for place in line]
        self.table = np.array(rows, np.int32).reshape(-1, 4)
        self._with_one = np.empty((len(line) + 1, 4), np.int32)

    def row(self, place: Place) -> tuple[int, int, int, bool]:
        """What bounds somebody, as numbers. A set of caps that nobody else has is put last."""
        kind = place.clause if place.clause >= 0 else self.clauses
        own = self.sets.get(place.caps)
        if own is None:
            own = len(self.sets)
            start = self.starts[own]
            self.starts[own + 1] = start + len(place.caps)
            self.members[start : start + len(place.caps)] = place.caps
        return kind, own, self.camps.get(place.camp, len(self.camps)), place.stretcher

    def changed(self, code: str, place: Place) -> tuple[NDArray[np.int32], int]:
        """The table with somebody taken out, if they stand in it, and put in at a new place; and
        the row there. It holds until the next call."""
        gone = self.row_of.get(code, len(self.table))
        at = bisect_left(self.keys, place.key)
        at -= gone < at
        table = self._with_one[: len(self.table) + (gone == len(self.table))]
        first = min(at, gone)
        table[:first] = self.table[:first]
        table[at + 1 : gone + 1] = self.table[at:gone]
        table[first:at] = self.table[first + 1 : at + 1]
        table[max(at, gone) + 1 :] = self.table[max(at, gone) + 1 :]
        table[at] = self.row(place)
        return table, at


def room_numbers(room: Room) -> tuple[int, int, int, int]:
    """Seats, places for stretchers, seats that one takes, places for a camp."""
    beds = room.seats if room.stretchers is None else room.stretchers
    return room.seats, beds, room.stretcher_seats, NEVER if room.camp is None else room.camp


@dataclass(frozen=True, slots=True)
class Ends:
    """Of each coupled class on one side: its first two keys and its last two."""

    first: Mapping[int, tuple[Key, ...]]
    last: Mapping[int, tuple[Key, ...]]

    def without(self, gone: Place | None, put: Place | None) -> dict[int, tuple[Key, Key]]:
        """First and last of each class with somebody taken out and put in. Both of coupled
        classes, or None."""
        found = {at: (keys[0], self.last[at][0]) for at, keys in self.first.items()}
        if gone is not None:
            firsts, lasts = self.first[gone.clause], self.last[gone.clause]
            lowest = [key for key in firsts if key != gone.key]
            highest = [key for key in lasts if key != gone.key]
            del found[gone.clause]
            if lowest:
                found[gone.clause] = (lowest[0], highest[0])
        if put is not None:
            low, high = found.get(put.clause, (put.key, put.key))
            found[put.clause] = (min(low, put.key), max(high, put.key))
        return found


def ends_of(line: Sequence[Place], coupled: frozenset[int]) -> Ends:
    """The ends of a side's coupled classes."""
    keys: dict[int, list[Key]] = {at: [] for at in coupled}
    for place in line:
        if place.clause in coupled:
            keys[place.clause].append(place.key)
    there = {at: each for at, each in keys.items() if each}
    return Ends(
        {at: tuple(each[:2]) for at, each in there.items()},
        {at: tuple(each[:-3:-1]) for at, each in there.items()},
    )


def order_of(
    sides: tuple[Mapping[int, tuple[Key, Key]], Mapping[int, tuple[Key, Key]]],
) -> tuple[list[int], bool]:
    """Coupled classes in the order in which they first stand, over both sides, and whether they
    stand mixed: one not wholly behind those before it on some side."""
    first: dict[int, Key] = {}
    for ends in sides:
        for at, (low, _) in ends.items():
            first[at] = min(low, first.get(at, low))
    order = sorted(first, key=lambda at: first[at])
    mixed = False
    for ends in sides:
        last: Key | None = None
        for at in order:
            if at in ends:
                mixed |= last is not None and ends[at][0] < last
                last = ends[at][1]
    return order, mixed
