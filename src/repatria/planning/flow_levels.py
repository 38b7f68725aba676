"""The look-ahead, level by level, with HiGHS: first the waiting of those who come first, then that
of the next tier without a round more for those before, and so on.

No level is weighed against another. After a level is solved, what its potentials pin down is
frozen: columns with a reduced cost stay at nothing, rows with a price stay full (complementary
slackness); what is left is exactly the set of its best plans. Where there is no whole one among
them (stretchers, ratios), the level is searched in whole numbers and kept by a row of its own.

Nobody need believe the solver: `flow_proof.py` checks the potentials in whole numbers, and
`flow_check.py` the plan.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from repatria.planning.flow_model import Ints, Model
from repatria.planning.flow_solver import Potentials, Work

MOST_SECONDS = 20
"""For a search of one level in whole numbers. A plan that was broken off says by how much it may be
short of the best; another machine may come further."""


@dataclass(frozen=True, slots=True)
class Solved:
    """A plan as the solver has it, still to be checked."""

    moves: Ints
    """By column."""
    potentials: tuple[tuple[int, Potentials], ...]
    """By level: a scale, and the price of each row that has one, times the scale. They end before
    the first level that was searched in whole numbers."""
    bounds: Ints
    """By level: more than this gain no plan has that is as good on the levels before, as the
    solver says."""


def solve(model: Model, start: Callable[[], Ints], seconds: int = MOST_SECONDS) -> Solved:
    """The best plan. `start` gives some plan by column, from which a search in whole numbers sets
    out; `seconds` is for one level of it at the most. Raises `NoPlan`."""
    work = Work(model, seconds)
    for level in range(len(model.levels)):
        work.price(level)
        work.freeze()
    if not work.whole():
        # Once more, and after each level: is there a whole plan among its best?
        work = Work(model, seconds)
        work.known = start().astype(float)
        for level in range(len(model.levels)):
            work.price(level)
            work.freeze()
            if not work.whole() and not work.round():
                work.thaw()
                work.search(level)
    moves = np.rint(work.moves).astype(np.int64)
    return Solved(moves, tuple(work.potentials), work.bounds)
