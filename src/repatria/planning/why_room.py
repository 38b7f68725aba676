"""How much more room in a round would put somebody on the list, clauses with numbers and stretchers
included: found by re-solving the round with one more at a time.

More room does not always help: a seat more can let somebody on a stretcher in, who takes three. So
the answer is the least number *more*, with every smaller one tried, and not a bound from which on
it would hold. Where `why.Questions.needed` has a closed form, that one says what holds from there
on.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from repatria.planning.reasons import Reason
from repatria.planning.terms import Room
from repatria.planning.why import Questions
from repatria.planning.why_lines import cut_down
from repatria.planning.why_solver import Solver

MOST = 500
"""As far as is looked, without another number."""


@dataclass(frozen=True, slots=True)
class MoreRoom:
    """What would be enough by itself, all else being the same; None where nothing up to the number
    looked at is. Both are 0 for somebody on the list."""

    seats: int | None
    """Seats more to their side; stretcher places grow along only where they have no number."""
    camp: int | None
    """Places more for every camp of their side."""


class RoomQuestions:
    """A round that can be asked about more room. Each number tried is one round solved anew: some
    hundredths of a millisecond to some milliseconds."""

    def __init__(self, questions: Questions, most: int = MOST) -> None:
        self._questions, self._most = questions, most
        terms = questions.terms
        wide = [_more_camp(_more_seats(room, most), most) for room in terms.room]
        lines = questions.lines
        short = (cut_down(lines[0], wide[0]), cut_down(lines[1], wide[1]))
        self._solver = Solver(short, lines, terms, questions.returned)

    def more(self, code: str) -> MoreRoom | None:
        """What more room would put somebody on the list; None for whoever cannot be considered.
        `KeyError` for a code that is not in the register."""
        asked = self._questions
        place = asked.places.get(code)
        if place is None:
            asked.reasons[code]
            return None
        if asked.reasons[code] is Reason.ON_LIST:
            return MoreRoom(0, 0)
        capped = asked.terms.room[self._side(code)].camp is not None
        return MoreRoom(
            self._least(code, _more_seats), self._least(code, _more_camp) if capped else None
        )

    def _side(self, code: str) -> int:
        return self._questions.terms.sides.index(self._questions.people[code].side)

    def _least(self, code: str, wider: Callable[[Room, int], Room]) -> int | None:
        side, place = self._side(code), self._questions.places[code]
        one, two = self._questions.terms.room
        for more in range(1, self._most + 1):
            rooms = (wider(one, more), two) if side == 0 else (one, wider(two, more))
            if self._solver.reason(side, place, place, rooms) is Reason.ON_LIST:
                return more
        return None


def _more_seats(room: Room, more: int) -> Room:
    return replace(room, seats=room.seats + more)


def _more_camp(room: Room, more: int) -> Room:
    return room if room.camp is None else replace(room, camp=room.camp + more)
