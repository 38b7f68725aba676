"""The next round from arrays: the same lists as `round.next_round`, byte for byte, for large
registers. The sort is numpy's, the walk is compiled, the counts are those of `counts.py`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from repatria.planning.columns import REASONS, Columns, Loaded
from repatria.planning.counts import COUPLED, Counts, Returned, fix_counts
from repatria.planning.kernel import FULL_FROM_START, NEVER, walk_places
from repatria.planning.order import FIRST_OF_ALL, Key
from repatria.planning.reasons import Reason
from repatria.planning.round import Round, counted, still_owed
from repatria.planning.terms import Room
from repatria.planning.walk import Cutoffs, Walk


@dataclass(frozen=True, slots=True)
class Line:
    """One side in its order."""

    order: NDArray[np.intp]
    clause: NDArray[np.int32]
    caps: NDArray[np.int32]
    cap_starts: NDArray[np.int32]
    cap_members: NDArray[np.int32]
    camp: NDArray[np.int32]
    stretcher: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class SideResult:
    """One side's list as arrays, by place in its order."""

    line: Line
    taken: NDArray[np.bool_]
    counts: NDArray[np.int64]
    reason: NDArray[np.int8]
    """Places in `columns.REASONS`."""
    cutoffs: Cutoffs


@dataclass(frozen=True, slots=True)
class FastRound:
    """A round as arrays; `as_round` writes it out."""

    sides: tuple[SideResult, SideResult]
    counts: Counts


def sort(columns: Columns) -> NDArray[np.intp]:
    """The rows in the order of their whole keys: by 64 bits first, then the few that are equal
    there by the rest of the lottery number."""
    order = np.argsort(columns.sort, kind="stable")
    packed = columns.sort[order]
    equal = np.zeros(len(order) + 1, np.bool_)
    equal[1:-1] = packed[1:] == packed[:-1]
    tied = np.flatnonzero(equal[1:] | equal[:-1])
    if len(tied):
        rows = order[tied]
        words = columns.lottery[rows]
        keys = (words[:, 3], words[:, 2], words[:, 1], words[:, 0], columns.sort[rows])
        order[tied] = rows[np.lexsort(keys)]
    return order


def _room(room: Room) -> NDArray[np.int64]:
    beds = room.seats if room.stretchers is None else room.stretchers
    camp = NEVER if room.camp is None else room.camp
    return np.array([room.seats, beds, room.stretcher_seats, camp], np.int64)


def _walk(
    line: Line, room: Room, limits: Mapping[int, int], clauses: int, camps: int
) -> tuple[NDArray[np.bool_], NDArray[np.int64], int, int, NDArray[np.int64], NDArray[np.int64]]:
    most = np.full(clauses + 1, NEVER, np.int64)
    for at, limit in limits.items():
        most[at] = limit
    done: tuple[
        NDArray[np.bool_], NDArray[np.int64], int, int, NDArray[np.int64], NDArray[np.int64]
    ] = walk_places(
        line.clause,
        line.caps,
        line.cap_starts,
        line.cap_members,
        line.camp,
        line.stretcher,
        _room(room),
        most,
        camps,
    )
    return done


def fast_round(loaded: Loaded, returned: Returned | None = None) -> FastRound:
    """The lists to both sides, from a loaded register."""
    terms, returned = loaded.terms, returned or {}
    clauses, number = terms.clauses, len(terms.clauses)
    lines = []
    for columns in loaded.sides:
        order = sort(columns)
        lines.append(
            Line(
                order,
                columns.clause[order],
                columns.caps[order],
                columns.cap_starts,
                columns.cap_members,
                columns.camp[order],
                columns.stretcher[order],
            )
        )

    def walker(side: int, limits: Mapping[int, int]) -> Walk:
        camps = len(loaded.sides[side].camps)
        done = _walk(lines[side], terms.room[side], limits, number, camps)
        return Walk((), {at: int(done[1][at]) for at in range(number)}, Cutoffs())

    coupled = np.array([*(clause.kind in COUPLED for clause in clauses), False], np.bool_)
    first: dict[int, Key] = {}
    for columns, line in zip(loaded.sides, lines, strict=True):
        kinds, at_first = np.unique(line.clause, return_index=True)
        for kind, place in zip(kinds.tolist(), at_first.tolist(), strict=True):
            if coupled[kind]:
                key = columns.key(int(line.order[place]))
                first[kind] = min(key, first.get(kind, key))
    rank = np.zeros(number + 1, np.int32)
    for place, at in enumerate(sorted(first, key=lambda at: first[at])):
        rank[at] = place
    ranks = [rank[line.clause[coupled[line.clause]]] for line in lines]
    interleaved = any(bool(np.any(each[1:] < each[:-1])) for each in ranks)
    counts = fix_counts(clauses, returned, walker, first, interleaved)
    sides = [
        _side(loaded.sides[side], lines[side], terms.room[side], counts.limits[side], number)
        for side in (0, 1)
    ]
    return FastRound((sides[0], sides[1]), counts)


def _side(
    columns: Columns,
    line: Line,
    room: Room,
    limits: Mapping[int, int],
    clauses: int,
) -> SideResult:
    taken, counts, seats, beds, camps, kinds = _walk(
        line, room, limits, clauses, len(columns.camps)
    )
    places = np.arange(len(line.order))
    code = {why: REASONS.index(why) for why in REASONS}
    reason = np.full(len(places), code[Reason.ON_LIST], np.int8)
    reason[kinds[line.clause] < places] = code[Reason.CLASS_UNMATCHED]
    sets = [line.cap_members[start:end] for start, end in pairwise(line.cap_starts.tolist())]
    by_set = np.array([min(kinds[caps], default=NEVER) for caps in sets], np.int64)
    reason[by_set[line.caps] < places] = code[Reason.CLAUSE_FULL]
    reason[seats < places] = code[Reason.ROUND_FULL]
    reason[camps[line.camp] < places] = code[Reason.CAMP_FULL]
    reason[line.stretcher & (beds < places)] = code[Reason.NO_STRETCHER_PLACE]

    def key(place: int) -> Key | None:
        if place == NEVER:
            return None
        if place == FULL_FROM_START:
            return FIRST_OF_ALL
        return columns.key(int(line.order[place]))

    by_camp = {columns.camps[at]: key(place) for at, place in enumerate(camps.tolist())}
    by_clause = {at: key(kinds[at]) for at in range(clauses)}
    cutoffs = Cutoffs(
        key(int(seats)),
        key(int(beds)),
        {camp: cut for camp, cut in by_camp.items() if cut is not None},
        {at: cut for at, cut in by_clause.items() if cut is not None},
    )
    return SideResult(line, taken, counts, reason, cutoffs)


def as_round(loaded: Loaded, fast: FastRound, returned: Returned | None = None) -> Round:
    """The round written out, as `round.next_round` gives it."""
    reasons = dict(loaded.shut)
    listed: list[tuple[str, ...]] = []
    for columns, side in zip(loaded.sides, fast.sides, strict=True):
        order, whys = side.line.order.tolist(), side.reason.tolist()
        codes = [columns.codes[row] for row in order]
        reasons.update(zip(codes, (REASONS[why] for why in whys), strict=True))
        listed.append(tuple(codes[place] for place in np.flatnonzero(side.taken).tolist()))
    one, two = fast.sides
    taken = {
        at: (int(one.counts[at]), int(two.counts[at])) for at in range(len(loaded.terms.clauses))
    }
    return Round(
        on=loaded.on,
        listed=(listed[0], listed[1]),
        reasons=reasons,
        cutoffs=(one.cutoffs, two.cutoffs),
        limits=fast.counts.limits,
        counted=counted(loaded.terms, taken),
        owed=still_owed(loaded.terms, returned or {}, taken),
        would_count=loaded.would_count,
        interleaved=fast.counts.interleaved,
    )
