"""The remains that an agreement promises, round by round, on a track of their own.

Their numbers, their room and their timetable touch nothing of the living: no seat, no balance, no
order. Which remains go first is not for a plan to say; containers are counted as they are loaded.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from repatria.base.errors import ValueProblem
from repatria.base.messages import message
from repatria.planning.series import check_rounds
from repatria.planning.terms import Terms

KEPT = message("All {promised} promised to {side} are handed over by round {round}.")
SHORT = message("{side} is promised {promised}; {there} are there to be handed over.")
MORE = message("After {rounds} rounds {left} of {promised} promised to {side} are still to come.")
ALL = message("{side} is promised as many as there are: {there}.")


@dataclass(frozen=True, slots=True)
class RemainsRound:
    """What goes to each side in one round, and what is left of the promise and of what is there."""

    round: int
    day: date
    moved: tuple[int, int]
    left: tuple[int, int]


@dataclass(frozen=True, slots=True)
class RemainsTrack:
    """All rounds, with a verdict for each side."""

    rounds: tuple[RemainsRound, ...]
    promised: tuple[int | None, int | None]
    """None is as many as there are."""
    there: tuple[int, int]
    verdicts: tuple[str, ...]


def remains_track(
    terms: Terms,
    first: date,
    rounds: int,
    there: tuple[int, int],
    capacity: tuple[int, int],
    handed_over: tuple[int, int] = (0, 0),
) -> RemainsTrack:
    """The rounds from a day on, at the agreement's interval. `there` is how many are ready to be
    handed over to each side, `capacity` how many one round can carry to it, `handed_over` what was
    under this agreement before. `ValueProblem` where the agreement does not speak of remains, for a
    number below 0, and for days after the year 9999."""
    check_rounds(rounds)
    if terms.remains is None:
        raise ValueProblem(message("This agreement does not speak of remains."))
    if min(*there, *capacity, *handed_over) < 0:
        raise ValueProblem(message("A number of remains is not below 0."))
    step = max(1, terms.interval)
    if first.toordinal() + step * (rounds - 1) > date.max.toordinal():
        raise ValueProblem(message("The rounds go on beyond the year 9999."))
    promised = terms.remains.amounts
    due = [
        there[side] if most is None else max(0, most - handed_over[side])
        for side, most in enumerate(promised)
    ]
    left = [min(due[side], there[side]) for side in (0, 1)]
    made = []
    ended = [0, 0]
    for at in range(rounds):
        moved = [min(left[side], capacity[side]) for side in (0, 1)]
        for side in (0, 1):
            left[side] -= moved[side]
            ended[side] = at + 1 if moved[side] else ended[side]
        day = date.fromordinal(first.toordinal() + step * at)
        made.append(RemainsRound(at, day, (moved[0], moved[1]), (left[0], left[1])))
    verdicts = []
    for side, name in enumerate(terms.sides):
        most = promised[side]
        places = {"side": name, "promised": due[side], "there": there[side]}
        if most is None:
            verdicts.append(ALL.format(**places))
        elif due[side] > there[side]:
            verdicts.append(SHORT.format(**places))
        if left[side]:
            verdicts.append(MORE.format(**places, rounds=rounds, left=left[side]))
        elif most is not None and 0 < due[side] <= there[side]:
            verdicts.append(KEPT.format(**places, round=ended[side]))
    return RemainsTrack(tuple(made), promised, there, tuple(verdicts))
