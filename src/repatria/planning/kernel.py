"""The walk of `walk.py` over arrays, compiled. It is the same rule; tests hold both together."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

FULL_FROM_START = -1
NEVER = np.iinfo(np.int64).max
"""As a limit: none. As a cut-off: not full."""


def _walk(
    clause: NDArray[np.int32],
    caps: NDArray[np.int32],
    cap_starts: NDArray[np.int32],
    cap_members: NDArray[np.int32],
    camp: NDArray[np.int32],
    stretcher: NDArray[np.bool_],
    room: NDArray[np.int64],
    limits: NDArray[np.int64],
    camps: int,
) -> Any:
    seats, beds, wide, most = room[0], room[1], room[2], room[3]
    taken = np.zeros(len(clause), np.bool_)
    counts = np.zeros(len(limits), np.int64)
    by_camp = np.zeros(camps, np.int64)
    cut_camps = np.full(camps, -1 if most == 0 else NEVER, np.int64)
    cut_clauses = np.full(len(limits), NEVER, np.int64)
    for at in range(len(limits)):
        if limits[at] == 0:
            cut_clauses[at] = -1
    cut_seats = -1 if seats < 1 else NEVER
    cut_beds = -1 if seats < wide or beds < 1 else NEVER
    for place in range(len(clause)):
        if cut_seats != NEVER:
            break
        here, kind = camp[place], clause[place]
        if cut_camps[here] != NEVER or cut_clauses[kind] != NEVER:
            continue
        if stretcher[place] and cut_beds != NEVER:
            continue
        start, end = cap_starts[caps[place]], cap_starts[caps[place] + 1]
        capped = False
        for at in range(start, end):
            if cut_clauses[cap_members[at]] != NEVER:
                capped = True
        if capped:
            continue
        taken[place] = True
        by_camp[here] += 1
        counts[kind] += 1
        seats -= wide if stretcher[place] else 1
        beds -= 1 if stretcher[place] else 0
        if seats < 1:
            cut_seats = place
        if cut_beds == NEVER and (seats < wide or beds < 1):
            cut_beds = place
        if by_camp[here] == most:
            cut_camps[here] = place
        if counts[kind] == limits[kind]:
            cut_clauses[kind] = place
        for at in range(start, end):
            cap = cap_members[at]
            counts[cap] += 1
            if counts[cap] == limits[cap]:
                cut_clauses[cap] = place
    return taken, counts, cut_seats, cut_beds, cut_camps, cut_clauses


walk_places = njit(cache=True, nogil=True)(_walk)
"""Walks down sorted people. `room` holds seats, stretcher places, seats a stretcher takes, and
places a camp (NEVER without a limit). `limits` is by clause, the last of them for article 109.
`caps` says by which set of caps somebody is bound, `cap_starts` and `cap_members` what is in a set.
Returns who is taken, how many by class and cap, and the places of the cut-offs: seats, stretchers,
by camp, by class and cap."""
