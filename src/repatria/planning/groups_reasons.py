"""Why somebody is not on a list with tables, pairs or groups.

First what is full with those who stand before; then, where there is room for somebody alone, what
keeps the list from being completed with them.
"""

from __future__ import annotations

from repatria.base.errors import ValueProblem
from repatria.base.messages import message
from repatria.planning.groups_model import Item
from repatria.planning.groups_oracle import completes
from repatria.planning.groups_state import State
from repatria.planning.reasons import Reason
from repatria.planning.walk import Place

ORDER = {reason: at for at, reason in enumerate(Reason)}
PROMISED = (
    Reason.CLAUSE_FULL,
    Reason.ROUND_FULL,
    Reason.CAMP_FULL,
    Reason.NO_STRETCHER_PLACE,
)
"""Room, from the end of the closed list on."""


def full_for(state: State, own: Item, place: Place) -> Reason | None:
    """What is full, with those who stand before, for somebody alone: the first of the list."""
    found = [_kind(state, row, place) for row, much in own.uses if state.left[row] < much]
    return min(found, key=ORDER.__getitem__, default=None)


def _kind(state: State, row: int, place: Place) -> Reason:
    """The reason of a row: seats that do not suffice for a stretcher are a stretcher's place."""
    kind = state.model.kinds[row]
    lying = place.stretcher and kind is Reason.ROUND_FULL
    return Reason.NO_STRETCHER_PLACE if lying else kind


def turned_away(state: State, item: Item, place: Place) -> Reason:
    """Why somebody for whom there is room is turned away: nobody to match them; or, if that is not
    it, the room that is promised to those who must come for people before. What bears on them is
    left out from the end of the closed list on, until they could go; what was left out last is the
    reason."""
    full, uses = full_for(state, item, place), item.uses
    if full is not None:
        return full
    if item.brings and completes(state, Item(uses)) is not None:
        return Reason.CLASS_UNMATCHED
    for reason in PROMISED:
        uses = tuple(use for use in uses if _kind(state, use[0], place) is not reason)
        if completes(state, Item(uses)) is not None:
            return reason
    raise ValueProblem(message("The choices so far cannot be completed."))
