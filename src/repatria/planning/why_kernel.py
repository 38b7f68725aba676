"""Counts and walk of a round in one compiled call, for a question with one fact otherwise.

The rules are those of `counts.fix_counts`, `walk.walk` and `walk.reason`; tests hold them together.
The walk stands here once more, so that a compiled copy kept on a disk goes with this file alone.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from repatria.planning.reasons import Reason
from repatria.planning.terms import Kind

NEVER = np.iinfo(np.int64).max
EQUAL, RATIO, AT_LEAST, AT_MOST, FREE = 1, 2, 3, 4, 0
KINDS = {
    Kind.EQUAL: EQUAL,
    Kind.RATIO: RATIO,
    Kind.AT_LEAST: AT_LEAST,
    Kind.AT_MOST: AT_MOST,
}
"""Every other kind is FREE: it has no number."""
VERDICTS = (
    Reason.NO_STRETCHER_PLACE,
    Reason.CAMP_FULL,
    Reason.ROUND_FULL,
    Reason.CLAUSE_FULL,
    Reason.CLASS_UNMATCHED,
    Reason.ON_LIST,
)
"""What `answer` gives the place of: in the order in which reasons are looked at."""


@njit(cache=True, nogil=True)
def _walk(
    rows: NDArray[np.int32],
    starts: NDArray[np.int32],
    members: NDArray[np.int32],
    room: NDArray[np.int64],
    limits: NDArray[np.int64],
    counts: NDArray[np.int64],
    by_camp: NDArray[np.int64],
    cut_camps: NDArray[np.int64],
    cut_clauses: NDArray[np.int64],
) -> Any:
    seats, beds, wide, most = room[0], room[1], room[2], room[3]
    counts[:] = 0
    by_camp[:] = 0
    cut_camps[:] = -1 if most == 0 else NEVER
    for at in range(len(limits)):
        cut_clauses[at] = -1 if limits[at] == 0 else NEVER
    cut_seats = -1 if seats < 1 else NEVER
    cut_beds = -1 if seats < wide or beds < 1 else NEVER
    for place in range(len(rows)):
        if cut_seats != NEVER:
            break
        kind, here = rows[place, 0], rows[place, 2]
        if cut_clauses[kind] != NEVER or cut_camps[here] != NEVER:
            continue
        lying = rows[place, 3]
        if lying and cut_beds != NEVER:
            continue
        start, end = starts[rows[place, 1]], starts[rows[place, 1] + 1]
        capped = False
        for at in range(start, end):
            capped = capped or cut_clauses[members[at]] != NEVER
        if capped:
            continue
        by_camp[here] += 1
        counts[kind] += 1
        seats -= wide if lying else 1
        beds -= lying
        if seats < 1:
            cut_seats = place
        if cut_beds == NEVER and (seats < wide or beds < 1):
            cut_beds = place
        if by_camp[here] == most:
            cut_camps[here] = place
        if counts[kind] == limits[kind]:
            cut_clauses[kind] = place
        for at in range(start, end):
            cap = members[at]
            counts[cap] += 1
            if counts[cap] == limits[cap]:
                cut_clauses[cap] = place
    return cut_seats, cut_beds


@njit(cache=True, nogil=True)
def _level(kind: int, amounts: Any, past: Any, supply: Any) -> Any:
    if kind == AT_LEAST:
        return min(past[0] + supply[0], past[1] + supply[1])
    if kind == RATIO:
        return min(supply[0] // amounts[0], supply[1] // amounts[1])
    return min(supply[0], supply[1])


@njit(cache=True, nogil=True)
def _put(limits: Any, at: int, kind: int, amounts: Any, past: Any, level: int) -> None:
    for side in range(2):
        if kind == AT_LEAST:
            limits[side, at] = max(0, level - past[side])
        elif kind == RATIO:
            limits[side, at] = level * amounts[side]
        else:
            limits[side, at] = level


@njit(cache=True, nogil=True)
def answer(
    rows: tuple[NDArray[np.int32], NDArray[np.int32]],
    starts: tuple[NDArray[np.int32], NDArray[np.int32]],
    members: tuple[NDArray[np.int32], NDArray[np.int32]],
    camps: tuple[int, int],
    room: NDArray[np.int64],
    kinds: NDArray[np.int64],
    amounts: NDArray[np.int64],
    past: NDArray[np.int64],
    order: NDArray[np.int64],
    mixed: bool,
    asked: tuple[int, int],
) -> Any:
    """What the reason of the person in a row would be: a place in `VERDICTS`. `asked` is side and
    row.

    `rows` has a row a person in each side's order: class, set of caps, camp, stretcher. Set *n* is
    `members[starts[n]:starts[n+1]]`. `room` has a row a side, as in `kernel.py`. `order` are the
    coupled classes in theirs, and `mixed` says whether they stand mixed.
    """
    many = len(kinds)
    limits = np.full((2, many + 1), NEVER, np.int64)
    counts = np.zeros((2, many + 1), np.int64)
    cut_clauses = np.empty(many + 1, np.int64)
    widest = max(camps[0], camps[1])
    by_camp, cut_camps = np.empty(widest, np.int64), np.empty(widest, np.int64)
    for at in range(many):
        if kinds[at] == AT_MOST:
            for side in range(2):
                limits[side, at] = max(0, amounts[at, side] - past[at, side])
    levels = np.zeros(many, np.int64)

    def go(side: int) -> None:
        _walk(
            rows[side],
            starts[side],
            members[side],
            room[side],
            limits[side],
            counts[side],
            by_camp,
            cut_camps,
            cut_clauses,
        )

    def met(side: int) -> bool:
        fits = True
        for at in order:
            fits = fits and counts[side, at] == limits[side, at]
        return fits

    for at in order:
        go(0)
        go(1)
        levels[at] = _level(kinds[at], amounts[at], past[at], counts[:, at])
        _put(limits, at, kinds[at], amounts[at], past[at], levels[at])
    if mixed:
        go(0)
        go(1)
        while not (met(0) and met(1)):
            for at in order:
                most = _level(kinds[at], amounts[at], past[at], counts[:, at])
                levels[at] = min(levels[at], most)
                _put(limits, at, kinds[at], amounts[at], past[at], levels[at])
            go(0)
            go(1)
        raising = True
        while raising:
            raising = False
            for at in order:
                _put(limits, at, kinds[at], amounts[at], past[at], levels[at] + 1)
                go(0)
                fits = met(0)
                if fits:
                    go(1)
                    fits = met(1)
                levels[at] += fits
                raising = raising or fits
                _put(limits, at, kinds[at], amounts[at], past[at], levels[at])
    side, place = asked
    cut_seats, cut_beds = _walk(
        rows[side],
        starts[side],
        members[side],
        room[side],
        limits[side],
        counts[side],
        by_camp,
        cut_camps,
        cut_clauses,
    )
    kind, caps, here, lying = rows[side][place]
    if lying and cut_beds < place:
        return 0
    if cut_camps[here] < place:
        return 1
    if cut_seats < place:
        return 2
    for at in range(starts[side][caps], starts[side][caps + 1]):
        if cut_clauses[members[side][at]] < place:
            return 3
    return 4 if cut_clauses[kind] < place else 5
