"""In which round somebody would return: as the plan stands, and over scenarios.

The interval is the shortest stretch of rounds with at least 90 in 100 of the runs in which somebody
can return at all. Rounds are whole numbers, and many runs fall on one: such an interval would hold
too much. So the rarer of its two ends is left out where what remains is nearer to 90 in 100.

How well it holds is measured in simulation (bench `earliest`): in worlds drawn from the same
scenarios. It says nothing about a world that none of them describes. A forecast is for the office
and the caseworker, and stands in no letter: a family that is told a round is told too much.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from repatria.base.errors import ValueProblem
from repatria.base.messages import message
from repatria.planning.columns import Loaded, load
from repatria.planning.counts import Returned
from repatria.planning.facts import Person
from repatria.planning.round import Numbers
from repatria.planning.scenarios import WHOLE, Draws, Scenario, own_numbers
from repatria.planning.series import check_rounds, returned_array
from repatria.planning.series_book import Line, days_of, line_of
from repatria.planning.series_kernel import ABSENT, WAITS
from repatria.planning.series_rounds import run as run_rounds
from repatria.planning.terms import Terms

LEAST_RUNS = 40
"""With fewer runs in which somebody can return, no interval is said: its ends would be chance."""
LEVEL = 900


@dataclass(frozen=True, slots=True)
class Span:
    """What is foreseen for one person. Rounds count from 0, days are theirs."""

    planned: int | None
    """As the plan stands, if every holder agrees and every veto stays; None in no round."""
    runs: int
    can_return: int
    """Runs in which the holder agrees and no veto stands. All that follows is of these alone."""
    within: int
    """Of these, the runs in which they return within the rounds."""
    earliest: int | None
    """The first round in any of them."""
    interval: tuple[int, int | None] | None
    """The first and the last round of the interval; None for the last is «in none of these rounds».
    None where there are too few runs to say one."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is foreseen for everybody who can be considered, or could if a veto were lifted."""

    days: tuple[date, ...]
    scenarios: Mapping[str, int]
    """The runs of each, by name."""
    rows: Mapping[str, int]
    """By code."""
    planned: NDArray[np.int32]
    """By row: the round as the plan stands; below 0 in none."""
    falls: NDArray[np.int32]
    """By row and round: in how many runs. The last column is «in none of these rounds»."""

    @property
    def runs(self) -> int:
        return sum(self.scenarios.values())

    def span(self, code: str, level: int = LEVEL) -> Span | None:
        """What is foreseen for somebody, with an interval of so many thousandths; None for somebody
        who cannot be considered whatever the holder says."""
        row = self.rows.get(code)
        if row is None:
            return None
        falls = self.falls[row : row + 1]
        can, never = int(falls.sum()), int(falls[0, -1])
        low, high = (int(each[0]) for each in ends(falls, level))
        last = None if high == len(self.days) else high
        planned, reached = int(self.planned[row]), np.flatnonzero(falls[0, :-1])
        return Span(
            planned=planned if planned >= 0 else None,
            runs=self.runs,
            can_return=can,
            within=can - never,
            earliest=int(reached[0]) if len(reached) else None,
            interval=(low, last) if can >= LEAST_RUNS and low < len(self.days) else None,
        )


def ends(
    falls: NDArray[np.int32], level: int = LEVEL
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """First and last column of each row's interval. A row of nothing has its first column."""
    counts = falls.astype(np.int64)
    rows, columns = counts.shape
    upto = np.zeros((rows, columns + 1), np.int64)
    counts.cumsum(axis=1, out=upto[:, 1:])
    whole = upto[:, -1]
    first, last = np.zeros(rows, np.int64), np.zeros(rows, np.int64)
    left = np.flatnonzero(whole > 0)
    for width in range(1, columns + 1):
        inside = upto[left, width:] - upto[left, :-width]
        best = inside.argmax(axis=1)
        share = inside[np.arange(len(left)), best]
        enough = share * WHOLE >= whole[left] * level
        found = left[enough]
        first[found], last[found] = best[enough], best[enough] + width - 1
        left = left[~enough]
        if not len(left):
            break
    at = np.arange(rows)
    share = upto[at, last + 1] - upto[at, first]
    low, high = counts[at, first], counts[at, last]
    rarer = np.minimum(low, high)
    over, under = share * WHOLE - whole * level, whole * level - (share - rarer) * WHOLE
    drop = (under < over) & (last > first)
    first += drop & (low < high)
    last -= drop & (low >= high)
    return first, last


class Worlds:
    """A register as it may come: made ready once, then run as often as is asked."""

    def __init__(
        self,
        people: Iterable[Person],
        terms: Terms,
        on: date,
        numbers: Numbers,
        rounds: int,
        returned: Returned | None = None,
        supposed: AbstractSet[str] = frozenset(),
    ) -> None:
        """`supposed` are those to whom their holder agrees in every run, and whose vetoes are
        lifted: «if they can return, when?»."""
        check_rounds(rounds)
        people = tuple(people)
        vetoed = {person.code for person in people if person.veto}
        lifted = (replace(each, veto="") if each.veto else each for each in people)
        loaded: Loaded = load(lifted, terms, on, numbers)
        self.line: Line = line_of(loaded, rounds)
        self.days, self.rounds = days_of(loaded, rounds), rounds
        self._had = returned_array(terms, returned or {})
        codes = self.line.codes
        self._own = own_numbers(codes)
        self._vetoed = np.array([code in vetoed for code in codes], np.bool_)
        self._supposed = np.array([code in supposed for code in codes], np.bool_)

    def plan(self) -> NDArray[np.int32]:
        """By row, in which round somebody returns if everything stays as it is."""
        absent = self._vetoed & ~self._supposed
        return self._run(absent, self.line.book.room)

    def draw(self, scenario: Scenario, draws: Draws) -> NDArray[np.int32]:
        """The same in one run of a scenario; `ABSENT` for whoever cannot return in it."""
        rates = [draws.rate(f"side {side}", scenario.agrees[side]) for side in (0, 1)]
        agreed = draws.people("agreed", np.array(rates, np.int64)[self.line.side])
        lifted = draws.people("lifted", draws.rate("lifted", scenario.lifted))
        added = draws.people("added", draws.rate("added", scenario.added))
        vetoed = np.where(self._vetoed, ~lifted, added)
        room = self.line.book.room.copy()
        for side in (0, 1):
            seats = draws.rate(f"seats {side}", scenario.seats[side])
            room[side, :2] = room[side, :2] * seats // WHOLE
        return self._run((vetoed | ~agreed) & ~self._supposed, room)

    def numbers(self, seed: int, scenario: int, run: int) -> Draws:
        """The chance of one run."""
        return Draws(seed, scenario, run, self._own)

    def _run(self, absent: NDArray[np.bool_], room: NDArray[np.int64]) -> NDArray[np.int32]:
        round_of = np.where(absent, ABSENT, WAITS).astype(np.int32)
        book = self.line.book._replace(room=room)
        run_rounds(book, 0, self.rounds, round_of, self._had)
        return round_of


def outlook(worlds: Worlds, scenarios: Sequence[Scenario], seed: int) -> Outlook:
    """What is foreseen over all runs of some scenarios; the same for the same seed. `ValueProblem`
    where there is none, or two have one name."""
    if not scenarios or len({each.name for each in scenarios}) < len(scenarios):
        raise ValueProblem(message("A forecast needs scenarios, each with a name of its own."))
    codes = worlds.line.codes
    falls = np.zeros((len(codes), worlds.rounds + 1), np.int32)
    rows = np.arange(len(codes))
    for at, scenario in enumerate(scenarios):
        for run in range(scenario.runs):
            found = worlds.draw(scenario, worlds.numbers(seed, at, run))
            there = found != ABSENT
            column = np.where(found == WAITS, worlds.rounds, found)
            falls[rows[there], column[there]] += 1
    return Outlook(
        days=worlds.days,
        scenarios={each.name: each.runs for each in scenarios},
        rows={code: row for row, code in enumerate(codes)},
        planned=worlds.plan(),
        falls=falls,
    )
