"""Exposure and settlement: how many one side has handed over before the other has, whether the
agreement allows it, and when a balance must be settled.

A verdict names the round that breaks the agreement, and by how many.
"""

from __future__ import annotations

from dataclasses import dataclass

from repatria.base.messages import message
from repatria.planning.terms import Terms
from repatria.planning.timetable import Stage, Timetable

NO_LIMIT = message("The agreement sets no limit to exposure.")
WITHIN = message("No side is ever ahead by more than {largest}; the agreement allows {limit}.")
BEYOND = message(
    "After round {round}, on {day}, {side} has handed over {ahead} more than it has received; the "
    "agreement allows {limit}."
)
CARRIED = message(
    "Before the first round {side} has already handed over {ahead} more than it has received; the "
    "agreement allows {limit}."
)
NO_TERM = message("The agreement does not say within how many rounds a balance is settled.")
SETTLED = message("Every balance is settled within {limit} rounds.")
LATE = message(
    "The balance open after round {since} is due after round {due}; {side} is then still ahead by "
    "{ahead}."
)
OPEN = message(
    "The balance open after round {since} is due after round {due}, beyond the rounds of this "
    "plan; {side} is ahead by {ahead} at its end."
)


@dataclass(frozen=True, slots=True)
class Exposure:
    """The largest exposure of each side, and whether the agreement allows it."""

    largest: tuple[int, int]
    """By side: by how many it is ahead in handing over at the most, those of article 109 left
    out; what earlier exchanges left counts too."""
    round: tuple[int, int]
    """By side: the first round after which it is so; -1 before the first, or never ahead."""
    limit: int | None
    broken: tuple[int, ...]
    """The rounds after which a side is ahead by more than the limit; -1 is before the first."""
    sentence: str

    @property
    def kept(self) -> bool:
        """Whether the agreement allows it; so it does where it sets no limit."""
        return not self.broken


@dataclass(frozen=True, slots=True)
class Balance:
    """A balance from the round that opened it to the one that settled it."""

    since: int
    """The round after which it is open; -1 where earlier exchanges left it."""
    settled: int | None
    """The round after which nobody is ahead, or the other side is; None within these rounds
    never."""
    due: int | None
    """The round after which it must be settled; None where the agreement does not say."""
    largest: int
    """By how many a side is ahead at the most while it is open."""


@dataclass(frozen=True, slots=True)
class Settlement:
    """Every balance of a timetable, and whether each is settled in time."""

    balances: tuple[Balance, ...]
    late: tuple[Balance, ...]
    """Not settled when due."""
    open: tuple[Balance, ...]
    """Not yet due at the end of the rounds, and not settled."""
    sentences: tuple[str, ...]

    @property
    def kept(self) -> bool:
        """Whether none is late. What is open is neither kept nor broken yet."""
        return not self.late


def exposure(table: Timetable, terms: Terms) -> Exposure:
    """The largest exposure, and the agreement's verdict on it."""
    points = [(-1, table.carried), *((stage.round, stage.balance) for stage in table.stages)]
    largest, rounds = [0, 0], [-1, -1]
    for at, balance in points:
        for side, ahead in enumerate((-balance, balance)):
            if ahead > largest[side]:
                largest[side], rounds[side] = ahead, at
    limit = terms.exposure
    broken = () if limit is None else tuple(at for at, one in points if abs(one) > limit)
    return Exposure(
        (largest[0], largest[1]),
        (rounds[0], rounds[1]),
        limit,
        broken,
        _exposed(table, limit, broken, max(largest)),
    )


def _exposed(table: Timetable, limit: int | None, broken: tuple[int, ...], largest: int) -> str:
    if limit is None:
        return NO_LIMIT
    if not broken:
        return WITHIN.format(largest=largest, limit=limit)
    if broken[0] < 0:
        side, ahead = _leader(table, table.carried)
        return CARRIED.format(side=side, ahead=ahead, limit=limit)
    stage: Stage = table.stages[broken[0]]
    side, ahead = _leader(table, stage.balance)
    day = stage.day.isoformat()
    return BEYOND.format(round=stage.round + 1, day=day, side=side, ahead=ahead, limit=limit)


def _leader(table: Timetable, balance: int) -> tuple[str, int]:
    return table.sides[balance > 0], abs(balance)


def settlement(table: Timetable, terms: Terms) -> Settlement:
    """Every balance, when it is due, and the agreement's verdict. Due after so many rounds as the
    agreement says from the one that opened it."""
    points = [(-1, table.carried), *((stage.round, stage.balance) for stage in table.stages)]
    balances: list[Balance] = []
    since, largest, sign = 0, 0, 0

    def close(settled: int | None) -> None:
        due = None if terms.settle is None else since + terms.settle
        balances.append(Balance(since, settled, due, largest))

    for at, balance in points:
        now = (balance > 0) - (balance < 0)
        if sign and now != sign:
            close(at)
        if now and now != sign:
            since, largest = at, 0
        sign, largest = now, max(largest, abs(balance))
    if sign:
        close(None)
    last = points[-1][0]
    late: list[Balance] = []
    still: list[Balance] = []
    for one in balances:
        if one.due is None:
            continue
        if one.settled is None:
            (late if one.due <= last else still).append(one)
        elif one.settled > one.due:
            late.append(one)
    sentences = [_told(table, one, LATE, dict(points)[one.due or 0]) for one in late]
    sentences += [_told(table, one, OPEN, points[-1][1]) for one in still]
    if terms.settle is None:
        sentences = [NO_TERM]
    elif not sentences:
        sentences = [SETTLED.format(limit=terms.settle)]
    return Settlement(tuple(balances), tuple(late), tuple(still), tuple(sentences))


def _told(table: Timetable, one: Balance, template: str, balance: int) -> str:
    side, ahead = _leader(table, balance)
    return template.format(since=one.since + 1, due=(one.due or 0) + 1, side=side, ahead=ahead)
