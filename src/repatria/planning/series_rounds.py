"""The rounds of a series after each other, compiled."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from repatria.planning.kernel import NEVER
from repatria.planning.series_counts import one
from repatria.planning.series_kernel import (
    SEATS,
    TAKEN,
    Book,
    Ints,
    Queues,
    State,
    rebuild,
    turn,
)


class Run(NamedTuple):
    """What came of the rounds, by round."""

    moved: Ints
    """How many go to each side, those of article 109 among them."""
    duty: Ints
    """Those of article 109."""
    after: Ints
    """By clause and side: what is brought back by then."""
    interleaved: NDArray[np.bool_]
    """Whether coupled classes stood mixed."""
    deep: Ints
    """By side: nobody further down the line was looked at."""
    open: NDArray[np.bool_]
    """By type: whether there was room left for more of them."""
    first: Ints
    """By side and coupled class: the first place, `NEVER` without one."""
    last: Ints
    """The last one, -1 without one."""


def _run(book: Book, begin: int, end: int, round_of: NDArray[np.int32], returned: Ints) -> Run:
    types, clauses, rounds = len(book.side), len(book.kind), end - begin
    places = max(0, min(len(book.row), max(book.room[0, SEATS], book.room[1, SEATS])))
    state = State(
        np.zeros((2, 4), np.int64),
        np.zeros((2, types), np.int64),
        np.zeros((2, types), np.int64),
        np.zeros((2, book.camps), np.int64),
        np.zeros((2, clauses + 1), np.int64),
        np.zeros((2, places), np.int64),
        np.zeros(2, np.int64),
        np.zeros(types, np.bool_),
    )
    queues = Queues(
        np.empty(len(book.row), np.int64), np.zeros(types, np.int64), np.zeros(types, np.int64)
    )
    limits = np.full((2, clauses + 1), NEVER, np.int64)
    had = returned.copy()
    made = Run(
        np.zeros((rounds, 2), np.int64),
        np.zeros((rounds, 2), np.int64),
        np.zeros((rounds, clauses, 2), np.int64),
        np.zeros(rounds, np.bool_),
        np.zeros((rounds, 2), np.int64),
        np.zeros((rounds, types), np.bool_),
        np.zeros((rounds, 2, clauses), np.int64),
        np.zeros((rounds, 2, clauses), np.int64),
    )
    rebuild(book, begin, round_of, queues)
    still = False
    for at in range(rounds):
        now = begin + at
        if at > 0:
            still = still and book.coming_at[now] == book.coming_at[now + 1]
            still = still and book.going_at[now] == book.going_at[now + 1]
            turn(book, now, round_of, queues)
        if still:
            # Nobody went and nobody came: this round is the one before.
            made.interleaved[at], made.deep[at] = made.interleaved[at - 1], made.deep[at - 1]
            made.open[at] = made.open[at - 1]
            made.first[at], made.last[at] = made.first[at - 1], made.last[at - 1]
        else:
            made.interleaved[at] = one(
                book, queues, state, had, limits, made.first[at], made.last[at]
            )
            made.deep[at], made.open[at] = state.deep, state.open
            still = state.num[0, TAKEN] + state.num[1, TAKEN] == 0
            for side in range(2):
                for place in state.taken[side, : state.num[side, TAKEN]]:
                    round_of[book.row[place]] = now
                made.moved[at, side] = state.num[side, TAKEN]
                made.duty[at, side] = state.counts[side, clauses]
                for clause in range(clauses):
                    had[clause, side] += state.counts[side, clause]
            for kind in range(types):
                queues.first[kind] = state.heads[book.side[kind], kind]
        made.after[at] = had
    return made


run: Any = njit(cache=True, nogil=True)(_run)
"""The rounds from `begin` to before `end`, on those of `round_of` that wait (`WAITS`); it is filled
with the rounds in which they return. `returned` is by clause and side."""
