"""Series simulated anew for a veto, compiled.

The same rule as `series_rounds.py`, by other means: each walk goes down a chain of those who are
left, so that a round costs about as much as it has places. Nothing is shared but the book; tests
hold both against each other and against rounds made one by one.

Three things spare work and change no result. A series begins at the first round in which a walk
came to the place of somebody who was set free: before that nothing can differ. A walk ends where
nobody of an open class stands further down. And a series that has come back to what it was before
stops.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from repatria.planning.kernel import NEVER
from repatria.planning.series_kernel import (
    AT_LEAST,
    AT_MOST,
    FREE,
    RATIO,
    WAITS,
    Book,
    Ints,
)

Rounds = NDArray[np.int32]


class Fixed(NamedTuple):
    """What no round and no veto changes, beside the book."""

    order: Ints
    """The coupled classes in their order, where no two of them ever stand mixed."""
    apart: bool
    """Whether it is so: over both sides, each class stands before the next. Else order and mixing
    are looked at in every round."""
    last: Ints
    """By side and class (the last of them article 109): the last place in the line."""


class Work(NamedTuple):
    """Room to work in; the first index of all but the chain is the side."""

    chain: Ints
    """By place the next of that side, -1 at the end; behind the places the two beginnings."""
    taken: Ints
    number: Ints
    counts: Ints
    camps: Ints
    limits: Ints
    reach: Ints
    """The furthest place to which a walk of this round looked."""


def _until(last: Ints, limits: Ints, counts: Ints, stop: int) -> int:
    """The last place of an open class, or where the walk is to end before that."""
    until = -1
    for clause in range(len(limits)):
        if counts[clause] < limits[clause]:
            until = max(until, last[clause])
    return min(until, stop)


until_of: Any = njit(cache=True, nogil=True)(_until)


def _walk(
    book: Book, fixed: Fixed, work: Work, round_of: Rounds, now: int, side: int, stop: int
) -> None:
    """Down the chain of one side, taking everybody for whom there is room."""
    chain, taken, counts = work.chain, work.taken[side], work.counts[side]
    camps, limits, last = work.camps[side], work.limits[side], fixed.last[side]
    seats, beds, wide, most = book.room[side]
    counts[:] = 0
    camps[:] = 0
    number = 0
    until = until_of(last, limits, counts, stop)
    before = len(book.row) + side
    at = chain[before]
    while 0 <= at <= until and seats > 0:
        if round_of[book.row[at]] != WAITS or book.ends[at] <= now:
            chain[before] = chain[at]
            at = chain[at]
            continue
        if book.begins[at] <= now:
            kind = book.type_of[at]
            clause, camp, bed = book.clause[kind], book.camp[kind], book.bed[kind]
            first, end = book.cap_starts[book.caps[kind]], book.cap_starts[book.caps[kind] + 1]
            shut = counts[clause] >= limits[clause] or camps[camp] >= most
            shut = shut or (bed and (seats < wide or beds < 1))
            for cap in book.cap_members[first:end]:
                shut = shut or counts[cap] >= limits[cap]
            if not shut:
                taken[number] = at
                number += 1
                seats -= wide if bed else 1
                beds -= 1 if bed else 0
                camps[camp] += 1
                counts[clause] += 1
                for cap in book.cap_members[first:end]:
                    counts[cap] += 1
                if counts[clause] == limits[clause]:
                    until = until_of(last, limits, counts, stop)
        before = at
        at = chain[at]
    looked = until if seats > 0 else (before if before < len(book.row) else -1)
    work.number[side] = number
    work.reach[side] = max(work.reach[side], looked)


walk: Any = njit(cache=True, nogil=True)(_walk)


def _level(book: Book, work: Work, had: Ints, clause: int) -> int:
    one, two = work.counts[0, clause], work.counts[1, clause]
    if book.kind[clause] == AT_LEAST:
        one, two = had[clause, 0] + one, had[clause, 1] + two
    elif book.kind[clause] == RATIO:
        one, two = one // book.amounts[clause, 0], two // book.amounts[clause, 1]
    return int(min(one, two))


level_of: Any = njit(cache=True, nogil=True)(_level)


def _put(book: Book, work: Work, had: Ints, clause: int, level: int) -> None:
    for side in range(2):
        if book.kind[clause] == AT_LEAST:
            work.limits[side, clause] = max(0, level - had[clause, side])
        elif book.kind[clause] == RATIO:
            work.limits[side, clause] = level * book.amounts[clause, side]
        else:
            work.limits[side, clause] = level


put: Any = njit(cache=True, nogil=True)(_put)


def _look(book: Book, work: Work, round_of: Rounds, now: int, order: Ints) -> tuple[int, bool]:
    """The coupled classes in the order in which they first stand, and whether they stand mixed."""
    clauses = len(book.kind)
    first = np.full((2, clauses), NEVER, np.int64)
    last = np.full((2, clauses), -1, np.int64)
    for side in range(2):
        at = work.chain[len(book.row) + side]
        while at >= 0:
            clause = book.clause[book.type_of[at]]
            stands = round_of[book.row[at]] == WAITS and book.begins[at] <= now < book.ends[at]
            if stands and clause < clauses and FREE < book.kind[clause] < AT_MOST:
                first[side, clause] = min(first[side, clause], at)
                last[side, clause] = at
            at = work.chain[at]
    number = 0
    for clause in range(clauses):
        foremost = min(first[0, clause], first[1, clause])
        if foremost < NEVER:
            at = number
            while at > 0 and min(first[0, order[at - 1]], first[1, order[at - 1]]) > foremost:
                order[at] = order[at - 1]
                at -= 1
            order[at] = clause
            number += 1
    mixed = False
    for side in range(2):
        behind = -1
        for clause in order[:number]:
            mixed = mixed or first[side, clause] < behind
            behind = max(behind, last[side, clause])
    return number, mixed


look: Any = njit(cache=True, nogil=True)(_look)


def _meets(book: Book, fixed: Fixed, work: Work, round_of: Rounds, now: int, order: Ints) -> bool:
    """Both sides' walks, and whether they meet all numbers."""
    walk(book, fixed, work, round_of, now, 0, NEVER)
    walk(book, fixed, work, round_of, now, 1, NEVER)
    for clause in order:
        for side in range(2):
            if work.counts[side, clause] != work.limits[side, clause]:
                return False
    return True


meets: Any = njit(cache=True, nogil=True)(_meets)


def _one(book: Book, fixed: Fixed, work: Work, round_of: Rounds, now: int, had: Ints) -> None:
    """One round; whom it takes is left in `work`."""
    work.limits[:] = NEVER
    work.reach[:] = -1
    for clause in range(len(book.kind)):
        if book.kind[clause] == AT_MOST:
            for side in range(2):
                left = book.amounts[clause, side] - had[clause, side]
                work.limits[side, clause] = max(0, left)
    order, mixed = fixed.order, False
    if not fixed.apart:
        found = np.empty(len(book.kind), np.int64)
        number, mixed = look(book, work, round_of, now, found)
        order = found[:number]
    levels = np.zeros(len(book.kind), np.int64)
    for clause in order:
        for side in range(2):
            walk(book, fixed, work, round_of, now, side, fixed.last[side, clause])
        levels[clause] = level_of(book, work, had, clause)
        put(book, work, had, clause, levels[clause])
    done = meets(book, fixed, work, round_of, now, order)
    if not mixed:
        return
    while not done:
        for clause in order:
            levels[clause] = min(levels[clause], level_of(book, work, had, clause))
            put(book, work, had, clause, levels[clause])
        done = meets(book, fixed, work, round_of, now, order)
    raising = True
    while raising:
        raising = False
        for clause in order:
            put(book, work, had, clause, levels[clause] + 1)
            if meets(book, fixed, work, round_of, now, order):
                levels[clause] += 1
                raising = True
            else:
                put(book, work, had, clause, levels[clause])
    meets(book, fixed, work, round_of, now, order)


one: Any = njit(cache=True, nogil=True)(_one)
