"""The integer program behind a choice, for HiGHS: how many of each item complete it.

    0 <= x_i <= open_i, whole;   sum of what x takes <= what is left;   every clause is kept

There is no objective: the question is only whether there is an x. The model has a column for every
kind of item that brings something to a clause, not for every person. The solver is imported when it
is first needed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from repatria.base.errors import ValueProblem
from repatria.base.messages import message
from repatria.planning.groups_model import Item
from repatria.planning.groups_state import State, Witness
from repatria.planning.terms import Kind

Row = tuple[float, float, dict[int, int]]
"""Least, most, and coefficients by column."""
SETTINGS: dict[str, bool | int | float | str] = {
    "output_flag": False,
    "threads": 1,
    "mip_rel_gap": 0.0,
    "mip_abs_gap": 0.0,
    "mip_feasibility_tolerance": 1e-9,
    "primal_feasibility_tolerance": 1e-9,
    "time_limit": 120.0,
}


def solve(state: State, item: Item) -> Witness | None:
    """A completion of the choices so far with `item` among them; None where the solver says, with
    and without presolving, that there is none. `ValueProblem` if it comes to no end."""
    items = [one for one, number in state.open.items() if number > 0 and state.has_room(one)]
    upper = [state.open[one] for one in items]
    rows = [*_room(state, item, items), *_clauses(state, item, items, upper)]
    if not upper:
        return {} if all(least <= 0 <= most for least, most, _ in rows) else None
    found = _run(rows, upper, presolve="choose")
    if found is None:
        found = _run(rows, upper, presolve="off")
    if found is None:
        return None
    return {one: number for one, number in zip(items, found, strict=False) if number}


def _room(state: State, item: Item, items: list[Item]) -> Iterator[Row]:
    left = list(state.left)
    for row, much in item.uses:
        left[row] -= much
    by_row: dict[int, dict[int, int]] = {}
    for column, one in enumerate(items):
        for row, much in one.uses:
            by_row.setdefault(row, {})[column] = much
    for row, columns in by_row.items():
        yield (-np.inf, left[row], columns)


def _clauses(state: State, item: Item, items: list[Item], upper: list[int]) -> Iterator[Row]:
    """Rows of the clauses; a clause may add a column of its own to `upper`."""
    brought = {(at, side): much for at, side, much in item.brings}
    by_clause: dict[int, tuple[dict[int, int], dict[int, int]]] = {}
    for column, each in enumerate(items):
        for at, side, much in each.brings:
            by_clause.setdefault(at, ({}, {}))[side][column] = much
    for at, clause in enumerate(state.model.terms.clauses):
        one, two = by_clause.get(at, ({}, {}))
        had = [state.sums[at][side] + brought.get((at, side), 0) for side in (0, 1)]
        if not one and not two and had == [0, 0]:
            continue
        if clause.kind is Kind.AT_LEAST:
            yield from _at_least((one, two), had, state.model.past[at], upper)
        elif clause.kind is Kind.RATIO:
            level = len(upper)
            upper.append(10**6)
            for side, terms in enumerate((one, two)):
                yield (-had[side], -had[side], {**terms, level: -clause.amounts[side]})
        else:
            both = {**one, **{column: -much for column, much in two.items()}}
            for column in one.keys() & two.keys():
                both[column] = one[column] - two[column]
            yield (had[1] - had[0], had[1] - had[0], both)


def _at_least(
    terms: tuple[dict[int, int], dict[int, int]],
    had: list[int],
    past: tuple[int, int],
    upper: list[int],
) -> Iterator[Row]:
    """What an earlier round left uneven is evened out first. Let the side that got more in the past
    be ahead by d: it gets nobody while the other gets at most d, or the other gets d more."""
    ahead = 0 if past[0] >= past[1] else 1
    d = past[ahead] - past[1 - ahead]
    mine, other = terms[ahead], terms[1 - ahead]
    most = had[ahead] + sum(mine[column] * upper[column] for column in mine)
    switch = len(upper)
    upper.append(1)
    difference = dict(other)
    for column, much in mine.items():
        difference[column] = difference.get(column, 0) - much
    now = had[1 - ahead] - had[ahead]
    yield (-np.inf, -had[ahead], {**mine, switch: -most})
    yield (-now, np.inf, {**difference, switch: -d})
    yield (-np.inf, d - now, difference)


def _run(rows: list[Row], upper: list[int], presolve: str) -> list[int] | None:
    import highspy  # heavy, and most rounds need none
    from highspy._core import _Highs  # the same without callbacks, which print a line at the start

    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(upper), len(rows)
    lp.col_cost_ = np.zeros(len(upper))
    lp.col_lower_, lp.col_upper_ = np.zeros(len(upper)), np.array(upper, float)
    lp.row_lower_ = np.array([row[0] for row in rows], float)
    lp.row_upper_ = np.array([row[1] for row in rows], float)
    lp.integrality_ = [highspy.HighsVarType.kInteger] * len(upper)
    matrix: Any = lp.a_matrix_
    matrix.format_ = highspy.MatrixFormat.kRowwise
    matrix.start_ = np.cumsum([0, *(len(row[2]) for row in rows)])
    matrix.index_ = np.array([column for row in rows for column in row[2]], int)
    matrix.value_ = np.array([much for row in rows for much in row[2].values()], float)
    solver = _Highs()
    for name, value in {**SETTINGS, "presolve": presolve}.items():
        solver.setOptionValue(name, value)
    solver.passModel(lp)
    solver.run()
    status = solver.getModelStatus()
    if status == highspy.HighsModelStatus.kInfeasible:
        return None
    if status != highspy.HighsModelStatus.kOptimal:
        raise ValueProblem(message("The solver came to no answer; no list is made."))
    return [round(value) for value in solver.getSolution().col_value]
