"""At the line: somebody on the list does not cross, and the next of the standby order goes.

Whoever is asked there and does not want to return is not returned. The list is made anew from those
who are there, so that classes stay equal: where nobody of a class can take the place, the other
side keeps its last one back. Whoever has crossed already stays across; where that leaves a class
uneven, the difference is told, and the next round starts from it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from repatria.base.errors import ValueProblem
from repatria.base.messages import message
from repatria.planning.counts import COUPLED, Limits, at_level, level_of
from repatria.planning.reasons import Reason
from repatria.planning.round import counted
from repatria.planning.standby import Codes, Filled, Standby, fill, filled
from repatria.planning.walk import Place, Walk, reason, walk


class Absent(StrEnum):
    """Why somebody on the list does not cross: the reason of the roll call, a closed list."""

    CONSENT_REFUSED = "consent_refused"
    """Said so to a neutral, in private."""
    UNFIT = "unfit"
    DIED = "died"
    NOT_BROUGHT = "not_brought"
    ANOTHER_BROUGHT = "another_brought"
    """Somebody came under this code who is not this person."""
    HELD_BACK = "held_back"
    """Brought, and then kept by the holder."""


ABSENT = {
    Absent.CONSENT_REFUSED: message("They told a neutral that they do not want to return."),
    Absent.UNFIT: message("They cannot be moved."),
    Absent.DIED: message("They died."),
    Absent.NOT_BROUGHT: message("They were not brought to the line."),
    Absent.ANOTHER_BROUGHT: message("Somebody else was brought in their place."),
    Absent.HELD_BACK: message("The holder kept them back at the line."),
}
BEFORE_ALL = (-1, 1)
"""The beginning of the key of whoever has crossed: nobody's place can be before theirs."""


@dataclass(frozen=True, slots=True)
class RollCall:
    """What the roll call changes."""

    goes: Codes
    """Who crosses, those who have among them, to each side in the order."""
    instead: Codes
    """Who goes now and was not on the list before."""
    stays: Mapping[str, Absent | Reason]
    """Who was on the list and does not cross: the reason of the roll call, or, for whoever is kept
    back so that their class stays equal, that of the round."""
    counted: Mapping[int, tuple[int, int]]
    """As `round.Round.counted`: what the next round starts from."""
    uneven: Mapping[int, tuple[int, int]]
    """By a coupled clause's number: how many more have crossed than its number allows, as somebody
    had crossed before their counterpart stayed away."""


def roll_call(
    order: Standby,
    agreed: Collection[str],
    absent: Mapping[str, Absent],
    there: Collection[str] | None = None,
    crossed: Collection[str] = (),
) -> RollCall:
    """The list anew. `agreed` are those whom the holder agreed to, `there` those of them who were
    brought, reserves among them (all, where it is not told); `crossed` are already across.

    Raises `ValueProblem` for somebody who has crossed and is absent, or was never agreed to.
    """
    everybody = {place.code for line in order.lines for place in line}
    before = filled(order, everybody - set(agreed))
    on_list = frozenset(before.codes)
    for code in crossed:
        if code in absent or code not in agreed:
            text = message("{code} has crossed, and cannot be absent or without an answer.")
            raise ValueProblem(text.format(code=code))
    here = set(agreed) if there is None else (set(agreed) & set(there)) | set(crossed)
    missing = dict.fromkeys(on_list - here, Absent.NOT_BROUGHT)
    why_absent = {**missing, **{code: why for code, why in absent.items() if code in agreed}}
    now = filled(order, everybody - here | set(why_absent))
    walks, uneven = _with_crossed(order, now, everybody - here | set(why_absent), set(crossed))
    goes = _codes(walks)
    crossing = frozenset(goes[0] + goes[1])
    stays: dict[str, Absent | Reason] = {}
    for line, done in zip(order.lines, walks, strict=True):
        for place in line:
            if place.code in on_list and place.code not in crossing:
                stays[place.code] = why_absent.get(place.code) or reason(place, done.cutoffs)
    taken = {
        at: (walks[0].counts.get(at, 0), walks[1].counts.get(at, 0))
        for at in range(len(order.terms.clauses))
    }
    one, two = (tuple(code for code in side if code not in on_list) for side in goes)
    return RollCall(goes, (one, two), stays, counted(order.terms, taken), uneven)


def _codes(walks: tuple[Walk, Walk]) -> Codes:
    one, two = (tuple(place.code for place in done.taken) for done in walks)
    return (one, two)


def _with_crossed(
    order: Standby, now: Filled, out: set[str], crossed: set[str]
) -> tuple[tuple[Walk, Walk], dict[int, tuple[int, int]]]:
    """The list with everybody who has crossed on it. They hold their seats before all others; a
    class of which more have crossed than its number is as large as that, and every other is as far
    as the seats left carry it on both sides."""
    if crossed <= frozenset(now.codes):
        return now.walks, {}
    clauses = order.terms.clauses
    lines: list[list[Place]] = []
    for line in order.lines:
        gone = [place for place in line if place.code in crossed]
        first = [replace(p, key=(*BEFORE_ALL, at, 0)) for at, p in enumerate(gone)]
        lines.append([*first, *(p for p in line if p.code not in out and p.code not in crossed)])
    numbers = fill(order.terms, (lines[0], lines[1]), order.returned).counts.limits
    levels = {
        at: level_of(clauses[at], (numbers[0][at], numbers[1][at]), _past(order, at))
        for at in numbers[0]
        if clauses[at].kind in COUPLED
    }
    falling = True
    while falling:
        walks = []
        for side, own in enumerate(lines):
            limits: Limits = dict(numbers[side])
            for at, level in levels.items():
                limits[at] = at_level(clauses[at], level, _past(order, at))[side]
            for at, most in limits.items():
                has = sum(p.code in crossed and at in (p.clause, *p.caps) for p in own)
                limits[at] = max(most, has)
            walks.append(walk(own, order.terms.room[side], limits))
        have = {at: (walks[0].counts.get(at, 0), walks[1].counts.get(at, 0)) for at in levels}
        lower = {
            at: min(level, level_of(clauses[at], have[at], _past(order, at)))
            for at, level in levels.items()
        }
        falling, levels = lower != levels, lower
    uneven = {}
    for at, level in levels.items():
        even = at_level(clauses[at], level, _past(order, at))
        if have[at] != even:
            over = (have[at][0] - even[0], have[at][1] - even[1])
            uneven[clauses[at].number] = over
    return (walks[0], walks[1]), uneven


def _past(order: Standby, at: int) -> tuple[int, int]:
    return order.returned.get(order.terms.clauses[at].number, (0, 0))
