"""As `standby.py`, for an agreement with a table, pairs or groups: there the list is made by the
integer program, so it is made anew for every set of answers.

The order is the list's own. Whom to ask next are those on the list of all who agreed or may yet
agree. That every manner of asking ends with the same list is proved for sorts alone
(docs/methods/planning.md, T3), and is not claimed here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from repatria.planning.answer_codes import Said, Standing
from repatria.planning.counts import Returned
from repatria.planning.eligible import gate
from repatria.planning.facts import Person
from repatria.planning.groups_round import group_round
from repatria.planning.reasons import Reason
from repatria.planning.round import Numbers, Round, lines_of
from repatria.planning.standby import Codes, Final
from repatria.planning.terms import Terms

MAY = (Said.AGREED, Standing.OPEN, Standing.NOT_ASKED)


@dataclass(frozen=True, slots=True)
class GroupStandby:
    """What the list is made anew from."""

    people: tuple[Person, ...]
    terms: Terms
    on: date
    numbers: Numbers
    returned: Returned
    first: Round
    """The list if everybody agreed."""
    codes: Codes
    """Everybody who can be considered, in the order, to each side."""

    def without(self, out: Iterable[str]) -> Round:
        """The list of those who are left."""
        gone = frozenset(out)
        left = [each for each in self.people if each.code not in gone]
        return group_round(left, self.terms, self.on, self.numbers, self.returned)


def group_standby(
    people: Iterable[Person],
    terms: Terms,
    on: date,
    numbers: Numbers,
    returned: Returned | None = None,
) -> GroupStandby:
    """Raises `ValueProblem` as `groups_round.group_round`."""
    told = tuple(people)
    first = group_round(told, terms, on, numbers, returned)
    _shut, lines = lines_of(told, terms, on, numbers)
    one, two = (tuple(place.code for place in line) for line in lines)
    return GroupStandby(told, terms, on, numbers, returned or {}, first, (one, two))


def _able(order: GroupStandby) -> dict[str, Person]:
    return {each.code: each for each in order.people if gate(each, order.terms, order.on) is None}


def final_of_groups(
    order: GroupStandby, known: Mapping[str, Said | Standing]
) -> tuple[Final, Codes]:
    """Who goes on the answers as they are, and whom to ask next, to each side."""
    able = _able(order)
    agreed = {code for code, stands in known.items() if stands is Said.AGREED}
    done = order.without(able.keys() - agreed)
    hoped = order.without(code for code, stands in known.items() if stands not in MAY)
    unasked = Standing.NOT_ASKED
    why: dict[str, Reason | Said | Standing] = {}
    for code, reason in order.first.reasons.items():
        stands = known.get(code, unasked)
        if code not in able:
            why[code] = reason
        elif stands is Said.AGREED:
            why[code] = done.reasons[code]
        elif stands is unasked and hoped.reasons[code] is not Reason.ON_LIST:
            why[code] = hoped.reasons[code]
        else:
            why[code] = stands
    one, two = (
        tuple(code for code in line if known.get(code, unasked) is unasked) for line in hoped.listed
    )
    empty = []
    for side, line in enumerate(done.listed):
        room = order.terms.room[side]
        wide = sum(room.stretcher_seats if able[code].stretcher else 1 for code in line)
        empty.append(max(0, room.seats - wide))
    still = (unasked, Standing.OPEN)
    left = [
        any(each.side == side and known.get(each.code, unasked) in still for each in able.values())
        for side in order.terms.sides
    ]
    return Final(
        listed=done.listed,
        why=why,
        counted=done.counted,
        settled=set(hoped.listed[0] + hoped.listed[1]) <= agreed,
        empty=(empty[0], empty[1]),
        register_too_small=(empty[0] > 0 and not left[0], empty[1] > 0 and not left[1]),
    ), (one, two)
