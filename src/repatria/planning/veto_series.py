"""The rounds after each other for a veto bill, compiled, and what differs between two of them."""

from __future__ import annotations

from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from repatria.planning.kernel import NEVER
from repatria.planning.series_kernel import AT_LEAST, AT_MOST, FREE, WAITS, Book, Ints
from repatria.planning.veto_kernel import Fixed, Rounds, Work, one

KEPT, LATER, SOONER = 0, 1, 2
"""What a comparison counts by side; see `differences`."""


class Base(NamedTuple):
    """The series with all vetoes, and what it takes to begin in the middle of it."""

    round_of: Rounds
    had: Ints
    """Before each round, by clause and side; one more than there are rounds."""
    reach: Ints
    """By round and side: the furthest place to which a walk looked."""
    rows: NDArray[np.int64]
    """The rows that return, round after round."""
    starts: Ints
    """Where in `rows` a round begins; one more than there are rounds."""


def fixed_of(book: Book) -> Fixed:
    """What never changes about a book."""
    clauses = len(book.kind)
    kinds = book.clause[book.type_of]
    sides = book.side[book.type_of]
    last = np.full((2, clauses + 1), -1, np.int64)
    spans: list[tuple[int, int, int]] = []
    for clause in range(clauses + 1):
        own = kinds == clause
        for side in (0, 1):
            places = np.flatnonzero(own & (sides == side))
            if len(places):
                last[side, clause] = places[-1]
        places = np.flatnonzero(own)
        if len(places) and clause < clauses and FREE < book.kind[clause] < AT_MOST:
            spans.append((int(places[0]), int(places[-1]), clause))
    spans.sort()
    apart = all(one[1] < two[0] for one, two in pairwise(spans))
    return Fixed(np.array([clause for _, _, clause in spans], np.int64), apart, last)


def _work(book: Book) -> Work:
    places, clauses = len(book.row), len(book.kind)
    seats = max(0, min(places, max(book.room[0, 0], book.room[1, 0])))
    return Work(
        np.full(places + 2, -1, np.int64),
        np.zeros((2, seats + 1), np.int64),
        np.zeros(2, np.int64),
        np.zeros((2, clauses + 1), np.int64),
        np.zeros((2, book.camps + 1), np.int64),
        np.full((2, clauses + 1), NEVER, np.int64),
        np.full(2, -1, np.int64),
    )


work_of: Any = njit(cache=True, nogil=True)(_work)


def _chain(book: Book, work: Work, round_of: Rounds, begin: int) -> None:
    """Everybody who is left, side by side in the order."""
    ends = np.array([len(book.row), len(book.row) + 1])
    for place in range(len(book.row)):
        if round_of[book.row[place]] == WAITS and book.ends[place] > begin:
            side = book.side[book.type_of[place]]
            work.chain[ends[side]] = place
            ends[side] = place
    work.chain[ends[0]] = -1
    work.chain[ends[1]] = -1


chain: Any = njit(cache=True, nogil=True)(_chain)


def _turned(book: Book, round_of: Rounds, now: int) -> bool:
    """Whether the day of a round changes the place of anybody who is left."""
    for place in book.coming[book.coming_at[now] : book.coming_at[now + 1]]:
        if round_of[book.row[place]] == WAITS:
            return True
    for place in book.going[book.going_at[now] : book.going_at[now + 1]]:
        if round_of[book.row[place]] == WAITS:
            return True
    return False


turned: Any = njit(cache=True, nogil=True)(_turned)


def _all(
    book: Book, fixed: Fixed, rounds: int, round_of: Rounds, returned: Ints
) -> tuple[Ints, Ints]:
    """Every round. Fills `round_of`; returns `had` and `reach` as of `Base`."""
    work = work_of(book)
    chain(book, work, round_of, 0)
    had = np.zeros((rounds + 1, len(book.kind), 2), np.int64)
    reach = np.full((rounds, 2), -1, np.int64)
    had[0] = returned
    still = False
    for now in range(rounds):
        had[now + 1] = had[now]
        if still and not turned(book, round_of, now):
            reach[now] = reach[now - 1]
            continue
        one(book, fixed, work, round_of, now, had[now])
        reach[now] = work.reach
        still = work.number[0] + work.number[1] == 0
        for side in range(2):
            for at in work.taken[side, : work.number[side]]:
                round_of[book.row[at]] = now
            for clause in range(len(book.kind)):
                had[now + 1, clause, side] += work.counts[side, clause]
    return had, reach


run_all: Any = njit(cache=True, nogil=True)(_all)


def _alike(book: Book, one_: Ints, two: Ints) -> bool:
    """Whether what the clauses brought back is the same, where later rounds look at it."""
    for clause in range(len(book.kind)):
        if book.kind[clause] == AT_LEAST or book.kind[clause] == AT_MOST:
            for side in range(2):
                if one_[clause, side] != two[clause, side]:
                    return False
    return True


alike: Any = njit(cache=True, nogil=True)(_alike)


def _again(
    book: Book, fixed: Fixed, base: Base, begin: int, round_of: Rounds, freed: NDArray[np.int64]
) -> int:
    """The series once more with the rows `freed`, from the round `begin` on. `round_of` is the
    base's, and is filled with the new one. Returns the round before which it became the same as the
    base for good: from there on the base's rounds hold."""
    rounds = len(base.reach)
    for row in range(len(round_of)):
        if round_of[row] >= begin:
            round_of[row] = WAITS
    round_of[freed] = WAITS
    work = work_of(book)
    chain(book, work, round_of, begin)
    had = base.had[begin].copy()
    waiting, differ = len(freed), 0
    still = False
    for now in range(begin, rounds):
        if not still or turned(book, round_of, now):
            one(book, fixed, work, round_of, now, had)
            still = work.number[0] + work.number[1] == 0
            for side in range(2):
                for at in work.taken[side, : work.number[side]]:
                    row = book.row[at]
                    round_of[row] = now
                    was = base.round_of[row]
                    if was < WAITS:
                        waiting -= 1
                    elif was == WAITS or was > now:
                        differ += 1
                    elif was < now:
                        differ -= 1
                for clause in range(len(book.kind)):
                    had[clause, side] += work.counts[side, clause]
        for row in base.rows[base.starts[now] : base.starts[now + 1]]:
            if round_of[row] == WAITS:
                differ += 1
            elif round_of[row] < now:
                differ -= 1
        if waiting == 0 and differ == 0 and alike(book, had, base.had[now + 1]):
            for at in range(base.starts[now + 1], base.starts[rounds]):
                round_of[base.rows[at]] = base.round_of[base.rows[at]]
            return now + 1
    return rounds


again: Any = njit(cache=True, nogil=True)(_again)


def _differences(
    side: NDArray[np.int32], duty: NDArray[np.bool_], base: Rounds, other: Rounds
) -> Ints:
    """By what is counted, for all and for article 109 alone, by side. KEPT: how many more return in
    `other`; LATER and SOONER: person-rounds by which those who return in both wait longer in
    `base`, and less long."""
    found = np.zeros((3, 2, 2), np.int64)
    for row in range(len(base)):
        was, now = base[row], other[row]
        if was == now:
            continue
        what, number = KEPT, 1
        if was >= 0 and now >= 0:
            what, number = (LATER, was - now) if was > now else (SOONER, now - was)
        elif was >= 0:
            number = -1
        elif now < 0:
            number = 0
        found[what, 0, side[row]] += number
        if duty[row]:
            found[what, 1, side[row]] += number
    return found


differences: Any = njit(cache=True, nogil=True)(_differences)


def base_of(book: Book, fixed: Fixed, rounds: int, round_of: Rounds, returned: Ints) -> Base:
    """The base, run. `round_of` has ABSENT in the rows that are not there, and is filled."""
    had, reach = run_all(book, fixed, rounds, round_of, returned)
    rows = np.flatnonzero(round_of >= 0)
    rows = rows[np.argsort(round_of[rows], kind="stable")]
    starts = np.searchsorted(round_of[rows], np.arange(rounds + 1)).astype(np.int64)
    return Base(round_of, had, reach, rows, starts)
