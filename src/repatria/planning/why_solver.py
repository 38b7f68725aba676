"""A round solved anew with one person elsewhere in the order: counts, walk, reason.

It computes what `round.next_round` would for that person, over the two sides cut down
(`why_lines.py`) and compiled (`why_kernel.py`). What it takes grows with the people that are left
and the walks that the counts need: two for each class with a number, and where such classes stand
mixed two more for each level that is lowered or raised.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from repatria.planning.counts import COUPLED, Returned
from repatria.planning.order import Key
from repatria.planning.reasons import Reason
from repatria.planning.terms import Kind, Room, Terms
from repatria.planning.walk import Place
from repatria.planning.why_kernel import FREE, KINDS, VERDICTS, answer
from repatria.planning.why_lines import Rows, ends_of, order_of, room_numbers


class Solver:
    """A round's order, ready for questions. `lines` are both sides whole, `short` cut down."""

    def __init__(
        self,
        short: tuple[Sequence[Place], Sequence[Place]],
        lines: tuple[Sequence[Place], Sequence[Place]],
        terms: Terms,
        returned: Returned,
    ) -> None:
        clauses = terms.clauses
        caps = sum(each.kind is Kind.AT_MOST for each in clauses)
        self._coupled = frozenset(at for at, each in enumerate(clauses) if each.kind in COUPLED)
        self._rows = (Rows(short[0], len(clauses), caps), Rows(short[1], len(clauses), caps))
        self._ends = (ends_of(lines[0], self._coupled), ends_of(lines[1], self._coupled))
        self.bounds = (self._ends[0].without(None, None), self._ends[1].without(None, None))
        """By side and coupled class: its first and its last key."""
        self.order, self.mixed = order_of(self.bounds)
        self.first: dict[int, Key] = {
            at: min(ends[at][0] for ends in self.bounds if at in ends) for at in self.order
        }
        """The coupled classes in their order, with the first key of each over both sides."""
        amounts = [each.amounts if len(each.amounts) == 2 else (0, 0) for each in clauses]
        past = [returned.get(each.number, (0, 0)) for each in clauses]
        self._kinds = np.array([KINDS.get(each.kind, FREE) for each in clauses], np.int64)
        self._amounts = np.array(amounts, np.int64).reshape(-1, 2)
        self._past = np.array(past, np.int64).reshape(-1, 2)
        self._room = np.array([room_numbers(each) for each in terms.room], np.int64)

    def reason(
        self,
        side: int,
        gone: Place | None,
        place: Place,
        rooms: tuple[Room, Room] | None = None,
    ) -> Reason:
        """The reason at a new place for somebody of a side, taken out of where they stand now
        (None if they stand nowhere). `rooms` are others than the agreement's, no larger than those
        to which the sides were cut down."""
        room = self._room
        if rooms is not None:
            room = np.array([room_numbers(each) for each in rooms], np.int64)
        table, row = self._rows[side].changed(place.code, place)
        other = self._rows[1 - side].table
        order, mixed = self.order, self.mixed
        out = gone if gone is not None and gone.clause in self._coupled else None
        into = place if place.clause in self._coupled else None
        if out is not None or into is not None:
            ends = self._ends[side].without(out, into)
            both = (ends, self.bounds[1]) if side == 0 else (self.bounds[0], ends)
            order, mixed = order_of(both)
        one, two = self._rows
        verdict = answer(
            (table, other) if side == 0 else (other, table),
            (one.starts, two.starts),
            (one.members, two.members),
            (len(one.camps) + 1, len(two.camps) + 1),
            room,
            self._kinds,
            self._amounts,
            self._past,
            _numbers(order),
            mixed,
            (side, row),
        )
        return VERDICTS[verdict]


def _numbers(order: Iterable[int]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.fromiter(order, np.int64)
