"""A plan that looks ahead: all rounds at once, so that nobody of an earlier tier waits a round that
another order could spare them.

A list of record is made by the order, never by this. A plan shows what strict order costs, and
whoever decides sees both (`strictness.py`). People stand in it as they do on the first day: nobody
grows older in a plan, since whoever did would change class between two rounds.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from repatria.planning.columns import Loaded
from repatria.planning.counts import Returned
from repatria.planning.flow_levels import MOST_SECONDS, solve
from repatria.planning.flow_model import model_of
from repatria.planning.flow_solver import Potentials
from repatria.planning.flow_types import Type, Typed, typed
from repatria.planning.series import check_rounds, strict_series
from repatria.planning.series_book import days_of
from repatria.planning.terms import Kind, Terms


@dataclass(frozen=True, slots=True)
class Level:
    """What a plan reaches for those of one track and tier, both sides together."""

    track: int
    tier: int
    people: int
    waited: int
    """Person-rounds: the rounds before somebody's own, or all where they return in none."""
    least: int
    """No plan that is as good on the levels before waits less, as the solver says. Equal to
    `waited` unless a search was broken off."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What came of looking ahead. Rounds are counted from 0."""

    terms: Terms
    days: tuple[date, ...]
    types: tuple[Type, ...]
    moves: NDArray[np.int64]
    """By type and round: how many return."""
    levels: tuple[Level, ...]
    round_of: tuple[NDArray[np.int32], NDArray[np.int32]]
    """By side and row of `loaded.sides`: in which round somebody returns, -1 where in none. Within
    a type the order decides."""
    moved: NDArray[np.int64]
    """By round and side: how many return, those of article 109 among them."""
    moved_duty: NDArray[np.int64]
    potentials: tuple[tuple[int, Potentials], ...]
    """By level, a scale and prices that prove it (`flow_proof.py`). They end before the first level
    that was searched in whole numbers."""

    @property
    def rounds(self) -> int:
        return len(self.days)


def look_ahead(
    loaded: Loaded, rounds: int, returned: Returned | None = None, seconds: int = MOST_SECONDS
) -> Plan:
    """The best plan of so many rounds, tier by tier. Where there are stretchers or ratios a level
    may have to be searched in whole numbers, for so many seconds at the most.

    `ValueProblem` as `strict_series`, and for an `at least` clause that starts uneven;
    `flow_solver.NoPlan` where the solver gives none.
    """
    check_rounds(rounds)
    people = typed(loaded)
    model = model_of(people.types, loaded.terms, rounds, returned or {})
    solved = solve(model, lambda: _in_order(loaded, people, rounds, returned, model.width), seconds)
    moves = solved.moves[: len(people.types) * rounds].reshape(-1, rounds)
    round_of = [np.full(len(columns.codes), -1, np.int32) for columns in loaded.sides]
    moved, duty = np.zeros((rounds, 2), np.int64), np.zeros((rounds, 2), np.int64)
    each = np.arange(rounds, dtype=np.int32)
    for kind, rows, counts in zip(people.types, people.rows, moves, strict=True):
        going = np.repeat(each, np.maximum(counts, 0))[: len(rows)]
        round_of[kind.side][rows[: len(going)]] = going
        moved[:, kind.side] += counts
        if kind.clause < 0:
            duty[:, kind.side] += counts
    levels = []
    for at, (track, tier) in enumerate(model.levels):
        crowd = sum(kind.people for kind in people.types if kind.level == (track, tier))
        gain, most = int(model.gain(at) @ solved.moves), int(solved.bounds[at])
        levels.append(Level(track, tier, crowd, crowd * rounds - gain, crowd * rounds - most))
    return Plan(
        terms=loaded.terms,
        days=days_of(loaded, rounds),
        types=people.types,
        moves=moves,
        levels=tuple(levels),
        round_of=(round_of[0], round_of[1]),
        moved=moved,
        moved_duty=duty,
        potentials=solved.potentials,
    )


def _in_order(
    loaded: Loaded, people: Typed, rounds: int, returned: Returned | None, width: int
) -> NDArray[np.int64]:
    """The strict series by the model's columns."""
    series = strict_series(loaded, rounds, returned, ageing=False)
    moves = np.zeros((len(people.types), rounds), np.int64)
    for counts, kind, rows in zip(moves, people.types, people.rows, strict=True):
        own = series.round_of[kind.side][rows]
        counts += np.bincount(own[own >= 0], minlength=rounds)
    columns = [moves.reshape(-1)]
    for place, clause in enumerate(loaded.terms.clauses):
        inside = [at for at, kind in enumerate(people.types) if kind.clause == place]
        if clause.kind is Kind.RATIO and inside:
            first = [at for at in inside if people.types[at].side == 0]
            columns.append(moves[first].sum(axis=0) // clause.amounts[0])
    found = np.concatenate(columns)
    assert len(found) == width
    return found
