"""HiGHS at work on a plan: a model in it, what is held, and what is known so far."""

from __future__ import annotations

from fractions import Fraction
from math import lcm
from typing import Any

import numpy as np
from numpy.typing import NDArray

from repatria.base.errors import RepatriaError
from repatria.base.messages import message
from repatria.planning.flow_model import Ints, Model, Name

SMALL = 1e-6
"""Below this a price or a part of a person is noise of the solver's."""
MOST_PART, MOST_SCALE = 1_000, 1_000_000_000
"""Of prices that are fractions: the largest denominator of one, and of all together."""
ENDED = ("Optimal", "Time limit reached")
_OPTIONS = {
    "output_flag": False,
    "threads": 1,
    "random_seed": 0,
    "mip_rel_gap": 0.0,
    # All gains are whole: a plan within half a round of the best is the best.
    "mip_abs_gap": 0.5,
}
Floats = NDArray[np.float64]
Potentials = dict[Name, int]


class NoPlan(RepatriaError):
    """The solver gave no plan. Its text names the state that the solver reports."""


class Work:
    """A solver with a model in it, and what is known so far."""

    def __init__(self, model: Model, seconds: int) -> None:
        import highspy  # heavy, and most commands need none
        from highspy._core import _Highs  # the same without callbacks, which print a line first

        self.model, self.kinds, self.never = model, highspy.HighsVarType, highspy.kHighsInf
        self.seconds, self.strategy = seconds, 1
        self.every = np.arange(model.width, dtype=np.int32)
        self.moves: Floats = np.zeros(model.width)
        self.costs, self.prices = np.zeros(model.width), np.zeros(len(model.bound))
        self.shut = np.zeros(model.width, np.bool_)
        self.tight = model.equal.copy()
        self.before = (self.shut, self.tight)
        self.potentials: list[tuple[int, Potentials]] = []
        self.bounds = np.zeros(len(model.levels), np.int64)
        self.searched = False
        """Whether a level was searched: after that prices prove nothing without its row."""
        self.known: Floats = np.zeros(model.width)
        """The last whole plan, which all that is held allows."""
        solver: Any = _Highs()
        self.solver = solver
        for name, value in _OPTIONS.items():
            solver.setOptionValue(name, value)
        program: Any = highspy.HighsLp()
        program.num_col_, program.num_row_ = model.width, len(model.bound)
        program.col_cost_ = np.zeros(model.width)
        program.col_lower_ = np.zeros(model.width)
        program.col_upper_ = np.full(model.width, self.never)
        program.row_lower_ = np.where(model.equal, model.bound, -self.never).astype(float)
        program.row_upper_ = model.bound.astype(float)
        program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        program.a_matrix_.start_ = model.starts.astype(np.int32)
        program.a_matrix_.index_ = model.columns.astype(np.int32)
        program.a_matrix_.value_ = model.values.astype(float)
        solver.passModel(program)

    def price(self, level: int) -> None:
        """Solves a level in parts of people, for its prices."""
        gain = self.model.gain(level).astype(float)
        self.solver.changeColsCost(self.model.width, self.every, -gain)
        self.integral(False)
        # Rows of levels that were searched are dense, and the simplex slow with them.
        self.solver.setOptionValue("solver", "ipm" if self.searched else "simplex")
        self.solver.setOptionValue("simplex_strategy", self.strategy)
        self.solver.setOptionValue("time_limit", self.never)
        found = _run(self.solver)
        self.solver.setOptionValue("solver", "choose")
        self.moves, self.costs = np.array(found.col_value), np.array(found.col_dual)
        self.prices = -np.array(found.row_dual)[: len(self.model.bound)]
        self.bounds[level] = int(np.floor(gain @ self.moves + SMALL))
        if not self.searched:
            self.potentials.append(whole_prices(self.model, self.prices))

    def freeze(self) -> None:
        """Leaves only the best plans of the level that was solved last."""
        self.before = (self.shut, self.tight)
        self.hold(
            self.shut | (np.abs(self.costs) > SMALL), self.tight | (np.abs(self.prices) > SMALL)
        )
        # The last plan stays possible, so the primal simplex goes on from there.
        self.strategy = 4

    def thaw(self) -> None:
        """Takes back the last `freeze`, and the prices of its level."""
        self.hold(*self.before)
        if not self.searched:
            self.potentials.pop()

    def hold(self, shut: NDArray[np.bool_], tight: NDArray[np.bool_]) -> None:
        """Columns that stay at nothing, and rows that stay full."""
        turned = np.flatnonzero(shut != self.shut).astype(np.int32)
        upper = np.where(shut[turned], 0.0, self.never)
        self.solver.changeColsBounds(len(turned), turned, np.zeros(len(turned)), upper)
        turned = np.flatnonzero(tight != self.tight).astype(np.int32)
        full = self.model.bound[turned].astype(float)
        lower = np.where(tight[turned], full, -self.never)
        self.solver.changeRowsBounds(len(turned), turned, lower, full)
        self.shut, self.tight = shut, tight

    def integral(self, on: bool) -> None:
        kind = self.kinds.kInteger if on else self.kinds.kContinuous
        self.solver.changeColsIntegrality(
            self.model.width, self.every, np.full(self.model.width, kind)
        )

    def whole(self) -> bool:
        """Whether the plan is in whole people."""
        return bool(np.abs(self.moves - np.rint(self.moves)).max(initial=0) < SMALL)

    def round(self) -> bool:
        """Looks for a whole plan among those that are left."""
        self.integral(True)
        self.set_out()
        self.solver.run()
        if self.solver.modelStatusToString(self.solver.getModelStatus()) != "Optimal":
            return False
        self.moves = np.rint(np.array(self.solver.getSolution().col_value))
        self.known = self.moves
        return True

    def idle(self, level: int) -> NDArray[np.bool_]:
        """Columns of later levels that a search of this one can leave at nothing: who is matched
        with nobody only takes room, which nobody need fill where no prices hold."""
        model = self.model
        later = model.level_of > level
        if self.shut.any() or (self.tight != model.equal).any():
            return np.zeros(model.width, np.bool_)
        if (model.matched & ~later).any():
            return later & ~model.matched
        return later

    def set_out(self) -> None:
        """From the last whole plan, with so many seconds."""
        self.solver.setOptionValue("time_limit", self.solver.getRunTime() + self.seconds)
        self.solver.setSolution(self.model.width, self.every, np.where(self.shut, 0, self.known))

    def found(self, gain: Ints) -> Floats:
        """The best whole plan that a search finds."""
        moves: Floats = self.known
        for presolve in ("choose", "off"):
            self.solver.setOptionValue("presolve", presolve)
            self.set_out()
            moves = np.rint(np.array(_run(self.solver, ENDED).col_value))
            # HiGHS 1.16.0, given a plan to set out from, can tell a value that the plan which it
            # hands over does not have. Without presolve it does not.
            if abs(gain @ moves + self.solver.getObjectiveValue()) < SMALL:
                break
        self.solver.setOptionValue("presolve", "choose")
        return moves

    def search(self, level: int) -> None:
        """This level in whole numbers, kept from now on by a row of its own."""
        self.searched = True
        gain, kept = self.model.gain(level), self.shut
        small = kept | self.idle(level)
        self.integral(True)
        # First among the columns that the plan in parts of people uses: few, and close to the best.
        for shut in (small | ((self.moves < SMALL) & (self.known < SMALL)), small):
            self.hold(shut, self.tight)
            self.known = self.found(gain)
        self.moves = self.known
        best = int(gain @ self.moves.astype(np.int64))
        bound = int(np.floor(-self.solver.getInfo().mip_dual_bound + SMALL))
        # What the prices said of this level holds for whole plans too.
        self.bounds[level] = min(bound, self.bounds[level])
        self.hold(kept, self.tight)
        own = np.flatnonzero(gain).astype(np.int32)
        self.solver.addRow(float(best), self.never, len(own), own, gain[own].astype(float))


def _run(solver: Any, enough: tuple[str, ...] = ("Optimal",)) -> Any:
    solver.run()
    state = solver.modelStatusToString(solver.getModelStatus())
    if state not in enough:
        text = message("No plan was found: the solver reports “{state}”.")
        raise NoPlan(text.format(state=state))
    return solver.getSolution()


def whole_prices(model: Model, prices: Floats) -> tuple[int, Potentials]:
    """Prices as whole numbers over their common denominator; scale 0 where there is none to be
    seen."""
    rows = np.flatnonzero(np.abs(prices) > SMALL).tolist()
    parts = [Fraction(float(prices[row])).limit_denominator(MOST_PART) for row in rows]
    scale = lcm(*(part.denominator for part in parts))
    close = all(abs(part - prices[row]) < SMALL for row, part in zip(rows, parts, strict=True))
    if scale > MOST_SCALE or not close:
        return 0, {}
    whole = {model.names[row]: int(part * scale) for row, part in zip(rows, parts, strict=True)}
    return scale, {name: price for name, price in whole.items() if price}
