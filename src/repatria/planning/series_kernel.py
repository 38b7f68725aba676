"""All rounds of a series over arrays, compiled: `round.next_round` on those left, again and again.

People who are alike for every limit (side, class, caps, camp, stretcher) make a *type*. A walk
takes those of a type in their order, and once a type is shut it stays shut for that walk. So a
round needs the heads of the types alone, in a heap: its work grows with the places, not with the
people who wait.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

WAITS, ABSENT = -1, -2
"""In `round_of`: not returned within the rounds; not there at all."""
FREE, EQUAL, RATIO, AT_LEAST, AT_MOST = 0, 1, 2, 3, 4
"""Kinds of clause; `FREE` has no number."""
SEATS, BEDS, HEAP, TAKEN = 0, 1, 2, 3
WIDE, CAMP = 2, 3

Ints = NDArray[np.int64]


class Book(NamedTuple):
    """What no round changes. Both sides stand in one line, sorted by their keys; somebody whose
    tier, class or caps change with the day stands in it once for each stretch of rounds."""

    type_of: NDArray[np.int32]
    row: NDArray[np.int32]
    begins: NDArray[np.int32]
    """From which round on a place in the line is in force."""
    ends: NDArray[np.int32]
    side: NDArray[np.int32]
    """By type, as the next four."""
    clause: NDArray[np.int32]
    """The number of clauses stands for the track of article 109."""
    caps: NDArray[np.int32]
    camp: NDArray[np.int32]
    bed: NDArray[np.bool_]
    cap_starts: NDArray[np.int32]
    cap_members: NDArray[np.int32]
    kind: NDArray[np.int32]
    """By clause."""
    amounts: Ints
    room: Ints
    """By side: seats, stretcher places, seats a stretcher takes, places a camp."""
    coming: Ints
    """Places by the round they begin with, from 1 on: `coming[coming_at[r]:coming_at[r + 1]]`."""
    coming_at: Ints
    going: Ints
    """The same by the rounds with which they end."""
    going_at: Ints
    camps: int
    """How many camps."""


class State(NamedTuple):
    """A walk of both sides under way; the first index is the side."""

    num: Ints
    heap: Ints
    heads: Ints
    by_camp: Ints
    counts: Ints
    taken: Ints
    deep: Ints
    """The furthest place that any walk of this round looked at."""
    open: NDArray[np.bool_]
    """By type: whether a walk ran out of people with room left for more of them."""


class Queues(NamedTuple):
    """The places in the line of those who are left, type by type."""

    queue: Ints
    first: Ints
    last: Ints


def _sift(heap: Ints, at: int, size: int) -> None:
    value = heap[at]
    while True:
        child = 2 * at + 1
        if child >= size:
            break
        if child + 1 < size and heap[child + 1] < heap[child]:
            child += 1
        if heap[child] >= value:
            break
        heap[at] = heap[child]
        at = child
    heap[at] = value


sift: Any = njit(cache=True, nogil=True)(_sift)


def _rebuild(book: Book, now: int, round_of: NDArray[np.int32], queues: Queues) -> None:
    """Whoever is left and in force in this round, by type."""
    queue, first, last = queues
    last[:] = 0
    for place in range(len(book.row)):
        last[book.type_of[place]] += 1
    total = 0
    for kind in range(len(first)):
        first[kind] = total
        total += last[kind]
        last[kind] = first[kind]
    for place in range(len(book.row)):
        if book.begins[place] <= now < book.ends[place] and round_of[book.row[place]] == WAITS:
            kind = book.type_of[place]
            queue[last[kind]] = place
            last[kind] += 1


rebuild: Any = njit(cache=True, nogil=True)(_rebuild)


def _find(queue: Ints, begin: int, end: int, place: int) -> int:
    """Where a place stands or would stand in a sorted part of a queue."""
    while begin < end:
        middle = (begin + end) // 2
        if queue[middle] < place:
            begin = middle + 1
        else:
            end = middle
    return begin


find: Any = njit(cache=True, nogil=True)(_find)


def _turn(book: Book, now: int, round_of: NDArray[np.int32], queues: Queues) -> None:
    """Takes out the places that end with a round, and puts in those that begin. There is room: a
    type's part of the queue is as long as the line has places of the type."""
    queue, first, last = queues
    for place in book.going[book.going_at[now] : book.going_at[now + 1]]:
        kind = book.type_of[place]
        at = find(queue, first[kind], last[kind], place)
        if at < last[kind] and queue[at] == place:
            # Whichever end is nearer moves up.
            if at - first[kind] < last[kind] - at:
                for each in range(at, first[kind], -1):
                    queue[each] = queue[each - 1]
                first[kind] += 1
            else:
                last[kind] -= 1
                for each in range(at, last[kind]):
                    queue[each] = queue[each + 1]
    for place in book.coming[book.coming_at[now] : book.coming_at[now + 1]]:
        if round_of[book.row[place]] == WAITS:
            kind = book.type_of[place]
            at = find(queue, first[kind], last[kind], place)
            for each in range(last[kind], at, -1):
                queue[each] = queue[each - 1]
            queue[at] = place
            last[kind] += 1


turn: Any = njit(cache=True, nogil=True)(_turn)


def _start(book: Book, queues: Queues, state: State, side: int) -> None:
    """A walk of one side at its beginning."""
    state.num[side, SEATS], state.num[side, BEDS] = book.room[side, SEATS], book.room[side, BEDS]
    state.num[side, TAKEN] = 0
    state.by_camp[side] = 0
    state.counts[side] = 0
    state.heads[side] = queues.first
    size = 0
    for kind in range(len(book.side)):
        if book.side[kind] == side and queues.first[kind] < queues.last[kind]:
            state.heap[side, size] = queues.queue[queues.first[kind]]
            size += 1
    state.num[side, HEAP] = size
    for at in range(size // 2 - 1, -1, -1):
        sift(state.heap[side], at, size)


start: Any = njit(cache=True, nogil=True)(_start)


def _mark_open(book: Book, state: State, limits: Ints, side: int) -> None:
    """The types for more of whom a walk that ran out of people had room."""
    num, counts = state.num[side], state.counts[side]
    no_bed = num[SEATS] < book.room[side, WIDE] or num[BEDS] < 1
    for kind in range(len(book.side)):
        clause, caps = book.clause[kind], book.caps[kind]
        shut = state.by_camp[side, book.camp[kind]] >= book.room[side, CAMP]
        shut = shut or counts[clause] >= limits[side, clause] or (book.bed[kind] and no_bed)
        for at in range(book.cap_starts[caps], book.cap_starts[caps + 1]):
            cap = book.cap_members[at]
            shut = shut or counts[cap] >= limits[side, cap]
        if book.side[kind] == side and not shut:
            state.open[kind] = True


mark_open: Any = njit(cache=True, nogil=True)(_mark_open)


def _go(book: Book, queues: Queues, state: State, limits: Ints, side: int, until: int) -> None:
    """Walks on down the line of one side, to the place `until`."""
    num, heap, counts = state.num[side], state.heap[side], state.counts[side]
    by_camp, heads, most = state.by_camp[side], state.heads[side], limits[side]
    wide, camp_most, last = book.room[side, WIDE], book.room[side, CAMP], queues.last
    # Taken out of the tuples once: inside a loop every mention of one costs a count of references.
    type_of, camp_of, clause_of, bed_of = book.type_of, book.camp, book.clause, book.bed
    caps_of, starts, members = book.caps, book.cap_starts, book.cap_members
    queue, taken = queues.queue, state.taken[side]
    deep = -1
    while num[HEAP] > 0 and num[SEATS] > 0 and heap[0] < until:
        place = heap[0]
        deep = place
        kind = type_of[place]
        camp, clause, bed = camp_of[kind], clause_of[kind], bed_of[kind]
        begin, end = starts[caps_of[kind]], starts[caps_of[kind] + 1]
        # Once there is no room for a type, there is none for the rest of the walk.
        shut = by_camp[camp] >= camp_most or counts[clause] >= most[clause]
        shut = shut or (bed and (num[SEATS] < wide or num[BEDS] < 1))
        for at in range(begin, end):
            cap = members[at]
            shut = shut or counts[cap] >= most[cap]
        if not shut:
            taken[num[TAKEN]] = place
            num[TAKEN] += 1
            num[SEATS] -= wide if bed else 1
            num[BEDS] -= 1 if bed else 0
            by_camp[camp] += 1
            counts[clause] += 1
            for at in range(begin, end):
                counts[members[at]] += 1
            heads[kind] += 1
        if shut or heads[kind] == last[kind]:
            num[HEAP] -= 1
            heap[0] = heap[num[HEAP]]
        else:
            heap[0] = queue[heads[kind]]
        if num[HEAP] > 1:
            sift(heap, 0, num[HEAP])
    if num[SEATS] > 0 and num[HEAP] > 0:
        deep = until - 1
    elif num[SEATS] > 0:
        mark_open(book, state, limits, side)
    state.deep[side] = max(state.deep[side], deep)


go: Any = njit(cache=True, nogil=True)(_go)
