"""Can this choice stand? The question that makes a list with tables, pairs or groups.

Counts answer most of it, exactly: one that shows that nothing can complete the choice, or a
completion put together from single people, which is its own proof. Where neither settles it, the
integer program does. What the program finds is checked in whole numbers before it is believed.
"""

from __future__ import annotations

from repatria.base.errors import ValueProblem
from repatria.base.messages import message
from repatria.planning.groups_model import Item
from repatria.planning.groups_program import solve
from repatria.planning.groups_state import State, Witness
from repatria.planning.groups_sums import meet
from repatria.planning.terms import Kind

Wanted = list[tuple[int, int, int, int]]
"""(place of a clause, side, value, how many people of it)."""


def completes(state: State, item: Item) -> Witness | None:
    """Items that complete the choices so far with `item` among them; None if there are none."""
    if not state.has_room(item):
        return None
    lacks = state.lacks(item)
    if state.beyond(item, lacks):
        return None
    wanted = _wanted(state, item, lacks)
    if wanted is None:
        return None
    found = _with_single_people(state, item, wanted)
    if found is not None and state.keeps(item, found):
        return found
    found = solve(state, item)
    if found is not None and not state.keeps(item, found):
        raise ValueProblem(message("The solver gave an answer that does not keep the terms."))
    return found


def _wanted(state: State, item: Item, lacks: dict[tuple[int, int], int]) -> Wanted | None:
    """The fewest people of each clause and value that make good what is lacking, room within a side
    left aside; None if nobody can."""
    clauses = state.model.terms.clauses
    wanted: Wanted = []
    seats = state.seats_left(item)
    for (at, side), lack in lacks.items():
        if clauses[at].kind is not Kind.TABLE:
            wanted.append((at, side, 1, lack))
            seats[side] -= lack
    for (at, side), lack in lacks.items():
        if clauses[at].kind is not Kind.TABLE:
            continue
        behind, ahead = state.values(at, side), state.values(at, 1 - side)
        found = meet(behind, ahead, lack, (seats[side], seats[1 - side]))
        if found is None:
            return None
        for where, values in ((side, found[0]), (1 - side, found[1])):
            wanted += [(at, where, value, number) for value, number in values.items()]
    return wanted


def _with_single_people(state: State, item: Item, wanted: Wanted) -> Witness | None:
    """What is wanted, filled with people who are in no bundle: sitting ones first, then out of the
    camps that have most room."""
    left = list(state.left)
    for row, much in item.uses:
        left[row] -= much
    found: Witness = {}
    for at, side, value, number in wanted:
        missing = number
        few = [
            one
            for one in state.bringing.get((at, side), ())
            if one.brings[0][2] == value and state.open[one]
        ]
        few.sort(key=lambda one: (len(one.uses), -min(left[row] for row, _ in one.uses)))
        for one in few:
            take = min(state.open[one], missing, *(left[row] // much for row, much in one.uses))
            if take > 0:
                found[one] = take
                missing -= take
                for row, much in one.uses:
                    left[row] -= much * take
        if missing:
            return None
    return found
