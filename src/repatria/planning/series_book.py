"""The line of a series, as arrays: a loaded register sorted once for all rounds.

Days held grow alike for everybody, so they change no order. Tiers, classes and caps can change with
the day, where a scope speaks of age or of days held: whoever they change for stands in the line
once for each stretch of rounds.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import accumulate, pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from repatria.base.errors import ValueProblem
from repatria.base.messages import message
from repatria.planning.columns import Columns, Loaded
from repatria.planning.day_changes import Turns, turns
from repatria.planning.facts import Person
from repatria.planning.kernel import NEVER
from repatria.planning.order import DUTY, REST, UNKNOWN_TENURE, minus_days
from repatria.planning.series_kernel import AT_LEAST, AT_MOST, EQUAL, FREE, RATIO, Book
from repatria.planning.terms import Kind, Room, Terms

KINDS = {
    Kind.ALL_FOR_ALL: FREE,
    Kind.EQUAL: EQUAL,
    Kind.RATIO: RATIO,
    Kind.AT_LEAST: AT_LEAST,
    Kind.AT_MOST: AT_MOST,
}
TIER = np.uint64(0xFFFF << 47)
"""The bits of the tier in a packed key (`columns.Columns`)."""
PLACE = np.dtype(
    [
        ("packed", "u8"),
        ("lottery", "u8", 4),
        ("row", "i4"),
        ("begins", "i4"),
        ("ends", "i4"),
        ("clause", "i4"),
        ("caps", "i4"),
        ("camp", "i4"),
        ("bed", "?"),
    ]
)
"""A place in the line: key, who, in which rounds, and what limits it."""
Places = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Line:
    """The book of a series, and who stands in its rows: first those of `loaded.sides[0]`, then of
    `loaded.sides[1]`, then those whom the agreement reaches only on a later day."""

    book: Book
    codes: tuple[str, ...]
    side: NDArray[np.int32]
    """By row, as `duty`."""
    duty: NDArray[np.bool_]


class _Names:
    """Numbers for camps and sets of caps, given as they are met."""

    def __init__(self) -> None:
        self.caps: dict[tuple[int, ...], int] = {}
        self.camps: dict[tuple[int, str], int] = {}

    def set(self, caps: tuple[int, ...]) -> int:
        return self.caps.setdefault(caps, len(self.caps))

    def camp(self, side: int, camp: str) -> int:
        return self.camps.setdefault((side, camp), len(self.camps))


def days_of(loaded: Loaded, rounds: int) -> tuple[date, ...]:
    """The days of the rounds: the first as loaded, then at the agreement's interval."""
    step, first = max(1, loaded.terms.interval), loaded.on.toordinal()
    if first + step * (rounds - 1) > date.max.toordinal():
        raise ValueProblem(message("The rounds go on beyond the year 9999."))
    return tuple(date.fromordinal(first + step * at) for at in range(rounds))


def line_of(loaded: Loaded, rounds: int, ageing: bool = True) -> Line:
    """The line for so many rounds; without `ageing` everybody stands as on the first day."""
    names = _Names()
    codes: list[str] = []
    side: list[int] = []
    parts = []
    for at, columns in enumerate(loaded.sides):
        parts.append(_as_loaded(columns, at, len(codes), rounds, names))
        codes += columns.codes
        side += [at] * len(columns.codes)
    places = np.concatenate(parts)
    changed = turns(loaded, days_of(loaded, rounds)) if ageing else None
    if changed is not None and changed.people:
        row_of = {code: row for row, code in enumerate(codes)}
        for each in changed.people:
            if each.code not in row_of:
                row_of[each.code] = len(codes)
                codes.append(each.code)
                side.append(loaded.terms.sides.index(each.side))
        rows = np.array([row_of[each.code] for each in changed.people], np.int64)
        places = _with_changes(places, loaded, changed, rows, names)
    places = places[_order(places)]
    duty = np.zeros(len(codes), np.bool_)
    duty[places["row"][places["clause"] == len(loaded.terms.clauses)]] = True
    book = _book(loaded.terms, places, names, rounds)
    return Line(book, tuple(codes), np.array(side, np.int32), duty)


def _as_loaded(columns: Columns, side: int, row: int, rounds: int, names: _Names) -> Places:
    """Everybody of one side as they stand on the first day."""
    begins = columns.cap_starts.tolist()
    members = columns.cap_members.tolist()
    sets = [names.set(tuple(members[start:end])) for start, end in pairwise(begins)]
    camps = [names.camp(side, camp) for camp in columns.camps]
    places = np.zeros(len(columns.codes), PLACE)
    places["packed"] = columns.sort
    places["lottery"] = columns.lottery
    places["row"] = np.arange(row, row + len(places))
    places["ends"] = rounds
    places["clause"] = columns.clause
    places["caps"] = np.array([*sets, 0], np.int32)[columns.caps]
    places["camp"] = np.array([*camps, 0], np.int32)[columns.camp]
    places["bed"] = columns.stretcher
    return places


def _with_changes(
    places: Places, loaded: Loaded, changed: Turns, rows: NDArray[np.int64], names: _Names
) -> Places:
    """The places of those who change end where they first do; after that they stand anew. `rows`
    are theirs, newcomers last."""
    duty, known = len(loaded.terms.clauses), len(places)
    late = np.flatnonzero(rows >= known).tolist()
    fresh = [_newcomer(changed.people[at], int(rows[at]), loaded, names) for at in late]
    base = np.concatenate([places, np.array(fresh, PLACE)])
    row = rows[changed.who]
    first = (changed.begins == 0) & (row < known)
    base["ends"][row[first]] = changed.ends[first]
    later = ~first & (changed.standing >= 0)
    more = base[row[later]]
    more["begins"], more["ends"] = changed.begins[later], changed.ends[later]
    stands = changed.standing[later]
    tiers = np.array([each.tier for each in changed.standings], np.uint64)
    clauses = [duty if each.clause < 0 else each.clause for each in changed.standings]
    caps = [names.set(each.caps) for each in changed.standings]
    more["packed"] = more["packed"] & ~TIER | tiers[stands] << np.uint64(47)
    more["clause"] = np.array(clauses, np.int32)[stands]
    more["caps"] = np.array(caps, np.int32)[stands]
    return np.concatenate([base[:known], more])


def _newcomer(person: Person, row: int, loaded: Loaded, names: _Names) -> tuple[Any, ...]:
    """The place of somebody who was not loaded, but for tier, class and caps."""
    number, days = loaded.numbers(person.code), minus_days(person, loaded.on) + UNKNOWN_TENURE
    words = tuple(number >> shift & (1 << 64) - 1 for shift in (192, 128, 64, 0))
    packed = (DUTY if person.duty else REST) << 63 | days << 24 | number >> 232
    camp = names.camp(loaded.terms.sides.index(person.side), person.camp)
    return (packed, words, row, 0, 0, 0, 0, camp, person.stretcher)


def _order(places: Places) -> NDArray[np.intp]:
    """By whole keys, as `round_fast.sort`."""
    order = np.argsort(places["packed"], kind="stable")
    packed = places["packed"][order]
    equal = np.zeros(len(order) + 1, np.bool_)
    equal[1:-1] = packed[1:] == packed[:-1]
    tied = np.flatnonzero(equal[1:] | equal[:-1])
    if len(tied):
        rows = order[tied]
        words = places["lottery"][rows]
        keys = (words[:, 3], words[:, 2], words[:, 1], words[:, 0], places["packed"][rows])
        order[tied] = rows[np.lexsort(keys)]
    return order


def _room(room: Room) -> tuple[int, int, int, int]:
    beds = room.seats if room.stretchers is None else room.stretchers
    return (room.seats, beds, room.stretcher_seats, NEVER if room.camp is None else room.camp)


def _by_round(turns: NDArray[np.int32], rounds: int) -> tuple[NDArray[Any], NDArray[Any]]:
    """The places that turn with rounds 1 to the last, sorted by round, and where each begins."""
    places = np.flatnonzero((turns > 0) & (turns < rounds))
    places = places[np.argsort(turns[places], kind="stable")]
    return places, np.searchsorted(turns[places], np.arange(rounds + 1))


def _book(terms: Terms, places: Places, names: _Names, rounds: int) -> Book:
    sets, camps = list(names.caps) or [()], list(names.camps)
    # One number for all that makes a type.
    mixed = (places["clause"].astype(np.int64) * len(sets) + places["caps"]) * max(1, len(camps))
    mixed = (mixed + places["camp"]) * 2 + places["bed"]
    _, first, type_of = np.unique(mixed, return_index=True, return_inverse=True)
    kinds = places[first]
    side_of_camp = np.array([*(side for side, _ in camps), 0], np.int32)
    coming, coming_at = _by_round(places["begins"], rounds)
    going, going_at = _by_round(places["ends"], rounds)
    amounts = [(*clause.amounts, 0, 0)[:2] for clause in terms.clauses]
    return Book(
        type_of=type_of.astype(np.int32),
        row=places["row"].copy(),
        begins=places["begins"].copy(),
        ends=places["ends"].copy(),
        side=side_of_camp[kinds["camp"]],
        clause=kinds["clause"].copy(),
        caps=kinds["caps"].copy(),
        camp=kinds["camp"].copy(),
        bed=kinds["bed"].copy(),
        cap_starts=np.array([0, *accumulate(len(caps) for caps in sets)], np.int32),
        cap_members=np.array([at for caps in sets for at in caps], np.int32),
        kind=np.array([KINDS[clause.kind] for clause in terms.clauses], np.int32),
        amounts=np.array(amounts, np.int64).reshape(-1, 2),
        room=np.array([_room(room) for room in terms.room], np.int64),
        coming=coming,
        coming_at=coming_at,
        going=going,
        going_at=going_at,
        camps=len(camps),
    )
