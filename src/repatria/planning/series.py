"""A series of rounds in strict order: each is the next round of the agreement for those who are
left, as `round.next_round` makes it, with what its clauses brought back before.

Nobody is added who is not in the register today, and no fact changes but the day. It is a plan of
what the rule would do, not a promise.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from repatria.base.errors import ValueProblem
from repatria.base.messages import message
from repatria.planning.columns import Loaded
from repatria.planning.counts import Returned
from repatria.planning.reasons import Reason
from repatria.planning.series_book import Line, days_of, line_of
from repatria.planning.series_kernel import WAITS
from repatria.planning.series_rounds import Run, run
from repatria.planning.terms import Terms

MOST_ROUNDS = 10_000


@dataclass(frozen=True, slots=True)
class Series:
    """What came of all rounds. Rounds are counted from 0."""

    terms: Terms
    days: tuple[date, ...]
    codes: tuple[tuple[str, ...], tuple[str, ...]]
    """By side: those of `loaded.sides` in their rows, then those whom the agreement reaches only on
    a later day (a birthday, days held)."""
    round_of: tuple[NDArray[np.int32], NDArray[np.int32]]
    """By side and row: in which round somebody returns, -1 where in none of these."""
    duty: tuple[NDArray[np.bool_], NDArray[np.bool_]]
    """By side and row: whether article 109 returns them."""
    outside: tuple[int, int]
    """By side: who could be considered, but the agreement reaches them on none of these days."""
    moved: NDArray[np.int64]
    """By round and side: how many return, those of article 109 among them."""
    moved_duty: NDArray[np.int64]
    """By round and side: those of article 109."""
    returned: tuple[Returned, ...]
    """After each round: what the clauses have brought back, as `round.returned_after`."""
    interleaved: NDArray[np.bool_]
    """By round: whether coupled classes stood mixed."""

    @property
    def rounds(self) -> int:
        return len(self.days)

    @property
    def last(self) -> int:
        """The last round in which anybody returns, -1 if nobody ever does."""
        moving = np.flatnonzero(self.moved.any(axis=1))
        return int(moving[-1]) if len(moving) else -1


@dataclass(frozen=True, slots=True)
class Waits:
    """How long those who return within the rounds wait: in rounds before their own, and in days
    from the first day to theirs. Totals are whole numbers; a mean is total / people."""

    people: int
    rounds: int
    longest: int
    """In rounds; 0 where nobody returns."""
    days: int
    longest_days: int


def check_rounds(rounds: int) -> None:
    """`ValueProblem` for a number of rounds that makes no series."""
    if not 1 <= rounds <= MOST_ROUNDS:
        text = message("A series has between 1 and {most} rounds, not {rounds}.")
        raise ValueProblem(text.format(most=MOST_ROUNDS, rounds=rounds))


def strict_series(
    loaded: Loaded, rounds: int, returned: Returned | None = None, ageing: bool = True
) -> Series:
    """So many rounds in strict order, from the loaded day on. `returned` is what the clauses
    brought back before the first. Without `ageing` everybody stands through all rounds as on the
    first day, as a plan that looks ahead has them. `ValueProblem` for no rounds, or days after the
    year 9999."""
    check_rounds(rounds)
    line = line_of(loaded, rounds, ageing)
    round_of = np.full(len(line.codes), WAITS, np.int32)
    had = returned_array(loaded.terms, returned or {})
    made = run(line.book, 0, rounds, round_of, had)
    return series_of(loaded, line, round_of, made, returned or {})


def returned_array(terms: Terms, returned: Returned) -> NDArray[np.int64]:
    """`returned` by the place of a clause."""
    past = [returned.get(clause.number, (0, 0)) for clause in terms.clauses]
    return np.array(past, np.int64).reshape(-1, 2)


def series_of(
    loaded: Loaded,
    line: Line,
    round_of: NDArray[np.int32],
    made: Run,
    before: Returned,
) -> Series:
    """A series from the arrays of `series_rounds.run`."""
    terms = loaded.terms
    rows = [np.flatnonzero(line.side == side) for side in (0, 1)]
    late = len(loaded.sides[0].codes) + len(loaded.sides[1].codes)
    reached = set(line.codes[late:])
    outside = [0, 0]
    if Reason.OUTSIDE_TERMS in loaded.shut.values():
        for person in loaded.people:
            if loaded.shut.get(person.code) is Reason.OUTSIDE_TERMS and person.side in terms.sides:
                outside[terms.sides.index(person.side)] += person.code not in reached
    numbers = [clause.number for clause in terms.clauses]
    each_round = tuple(
        {**before, **{n: (one, two) for n, (one, two) in zip(numbers, had, strict=True)}}
        for had in made.after.tolist()
    )
    codes = [tuple(line.codes[row] for row in own.tolist()) for own in rows]
    return Series(
        terms=terms,
        days=days_of(loaded, len(made.moved)),
        codes=(codes[0], codes[1]),
        round_of=(round_of[rows[0]], round_of[rows[1]]),
        duty=(line.duty[rows[0]], line.duty[rows[1]]),
        outside=(outside[0], outside[1]),
        moved=made.moved,
        moved_duty=made.duty,
        returned=each_round,
        interleaved=made.interleaved,
    )


def returned_to(series: Series) -> tuple[int, int]:
    """How many return to each side in all rounds."""
    one, two = series.moved.sum(axis=0).tolist()
    return (one, two)


def stranded(series: Series) -> tuple[int, int]:
    """By side: who could be considered and returns in none of the rounds, those whom the agreement
    never reaches among them."""
    one, two = (
        int((own < 0).sum()) + beyond
        for own, beyond in zip(series.round_of, series.outside, strict=True)
    )
    return (one, two)


def critical_stranded(series: Series) -> tuple[int, int]:
    """By side: those of article 109 among the stranded. The first line of every comparison."""
    one, two = (
        int(((own < 0) & duty).sum())
        for own, duty in zip(series.round_of, series.duty, strict=True)
    )
    return (one, two)


def waits(series: Series, side: int, critical: bool | None = None) -> Waits:
    """How long those of one side wait who return: all of them, those of article 109 alone (True),
    or the others alone (False)."""
    own = series.round_of[side]
    chosen = own >= 0
    if critical is not None:
        chosen &= series.duty[side] == critical
    found = own[chosen].astype(np.int64)
    step = series.days[1] - series.days[0] if series.rounds > 1 else None
    days = step.days if step else 0
    total, longest = int(found.sum()), int(found.max(initial=0))
    return Waits(len(found), total, longest, total * days, longest * days)
