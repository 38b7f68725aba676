"""The numbers of one round, compiled: `counts.py` over the heads of `series_kernel.py`.

Where coupled classes stand unmixed, one walk serves all of them: it halts where the next class
begins, and is taken back to there where the other side has fewer.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from repatria.planning.kernel import NEVER
from repatria.planning.series_kernel import (
    AT_LEAST,
    AT_MOST,
    FREE,
    HEAP,
    RATIO,
    Book,
    Ints,
    Queues,
    State,
    go,
    start,
)


def _level_of(book: Book, clause: int, had: Ints, one: int, two: int) -> Any:
    if book.kind[clause] == AT_LEAST:
        return min(had[clause, 0] + one, had[clause, 1] + two)
    if book.kind[clause] == RATIO:
        return min(one // book.amounts[clause, 0], two // book.amounts[clause, 1])
    return min(one, two)


level_of: Any = njit(cache=True, nogil=True)(_level_of)


def _put(book: Book, clause: int, level: int, had: Ints, limits: Ints) -> None:
    for side in range(2):
        if book.kind[clause] == AT_LEAST:
            limits[side, clause] = max(0, level - had[clause, side])
        elif book.kind[clause] == RATIO:
            limits[side, clause] = level * book.amounts[clause, side]
        else:
            limits[side, clause] = level


put: Any = njit(cache=True, nogil=True)(_put)


def _walks(book: Book, queues: Queues, state: State, limits: Ints) -> None:
    for side in range(2):
        start(book, queues, state, side)
        go(book, queues, state, limits, side, NEVER)


walks: Any = njit(cache=True, nogil=True)(_walks)


def _unmixed(
    book: Book, queues: Queues, state: State, had: Ints, limits: Ints, order: Ints, first: Ints
) -> None:
    """One pass. `order` holds the coupled classes, `first` where each begins on either side."""
    num, heap = np.empty_like(state.num), np.empty_like(state.heap)
    heads, camps = np.empty_like(state.heads), np.empty_like(state.by_camp)
    counts = np.empty_like(state.counts)
    for side in range(2):
        start(book, queues, state, side)
    for at in range(len(order)):
        clause = order[at]
        halt = np.full(2, NEVER, np.int64)
        for side in range(2):
            for later in order[at + 1 :]:
                halt[side] = min(halt[side], first[side, later])
            num[side], heads[side] = state.num[side], state.heads[side]
            size = state.num[side, HEAP]
            heap[side, :size] = state.heap[side, :size]
            camps[side], counts[side] = state.by_camp[side], state.counts[side]
            go(book, queues, state, limits, side, halt[side])
        have = state.counts[:, clause].copy()
        put(book, clause, level_of(book, clause, had, have[0], have[1]), had, limits)
        for side in range(2):
            if have[side] > limits[side, clause]:
                state.num[side], state.heads[side] = num[side], heads[side]
                size = num[side, HEAP]
                state.heap[side, :size] = heap[side, :size]
                state.by_camp[side], state.counts[side] = camps[side], counts[side]
                go(book, queues, state, limits, side, halt[side])
    for side in range(2):
        go(book, queues, state, limits, side, NEVER)


unmixed: Any = njit(cache=True, nogil=True)(_unmixed)


def _met(state: State, limits: Ints, order: Ints) -> bool:
    for clause in order:
        for side in range(2):
            if state.counts[side, clause] != limits[side, clause]:
                return False
    return True


met: Any = njit(cache=True, nogil=True)(_met)


def _mixed(book: Book, queues: Queues, state: State, had: Ints, limits: Ints, order: Ints) -> None:
    """Level by level down until both sides meet all numbers, then up one at a time."""
    levels = np.zeros(len(book.kind), np.int64)
    for clause in order:
        walks(book, queues, state, limits)
        one, two = state.counts[0, clause], state.counts[1, clause]
        levels[clause] = level_of(book, clause, had, one, two)
        put(book, clause, levels[clause], had, limits)
    walks(book, queues, state, limits)
    while not met(state, limits, order):
        for clause in order:
            one, two = state.counts[0, clause], state.counts[1, clause]
            levels[clause] = min(levels[clause], level_of(book, clause, had, one, two))
            put(book, clause, levels[clause], had, limits)
        walks(book, queues, state, limits)
    raising = True
    while raising:
        raising = False
        for clause in order:
            put(book, clause, levels[clause] + 1, had, limits)
            walks(book, queues, state, limits)
            if met(state, limits, order):
                levels[clause] += 1
                raising = True
            else:
                put(book, clause, levels[clause], had, limits)
    walks(book, queues, state, limits)


mixed: Any = njit(cache=True, nogil=True)(_mixed)


def _one(
    book: Book, queues: Queues, state: State, had: Ints, limits: Ints, first: Ints, last: Ints
) -> bool:
    """One round; whether coupled classes stand mixed in it. Fills `first` and `last`."""
    clauses = len(book.kind)
    first[:], last[:], state.deep[:], state.open[:] = NEVER, -1, -1, False
    for kind in range(len(book.side)):
        clause, side = book.clause[kind], book.side[kind]
        begin, end = queues.first[kind], queues.last[kind]
        if begin < end and clause < clauses and FREE < book.kind[clause] < AT_MOST:
            first[side, clause] = min(first[side, clause], queues.queue[begin])
            last[side, clause] = max(last[side, clause], queues.queue[end - 1])
    limits[:] = NEVER
    coupled = 0
    order = np.empty(clauses, np.int64)
    for clause in range(clauses):
        if book.kind[clause] == AT_MOST:
            for side in range(2):
                limits[side, clause] = max(0, book.amounts[clause, side] - had[clause, side])
        foremost = min(first[0, clause], first[1, clause])
        if foremost < NEVER:
            at = coupled
            while at > 0 and min(first[0, order[at - 1]], first[1, order[at - 1]]) > foremost:
                order[at] = order[at - 1]
                at -= 1
            order[at] = clause
            coupled += 1
    order = order[:coupled]
    interleaved = False
    for side in range(2):
        behind = -1
        for clause in order:
            interleaved = interleaved or first[side, clause] < behind
            behind = max(behind, last[side, clause])
    if interleaved:
        mixed(book, queues, state, had, limits, order)
    else:
        unmixed(book, queues, state, had, limits, order, first)
    return interleaved


one: Any = njit(cache=True, nogil=True)(_one)
