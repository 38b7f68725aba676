"""Everything that a plan page shows, computed of one version's facts: pure. Counts alone."""

from __future__ import annotations

from dataclasses import astuple
from typing import Any

from repatria.base.messages import message
from repatria.base.progress import Progress, silent
from repatria.desks.exchanges.runs import Inputs
from repatria.planning.columns import load
from repatria.planning.compare import Compared, compare
from repatria.planning.exposure import exposure, settlement
from repatria.planning.formulas import Formula, Frame, formulas
from repatria.planning.lists import by_program
from repatria.planning.lottery import number
from repatria.planning.series import (
    Series,
    critical_stranded,
    returned_to,
    stranded,
    strict_series,
    waits,
)
from repatria.planning.strictness import price_of_strict_order
from repatria.planning.timetable import timetable
from repatria.planning.veto import Bill, group_bills, veto_series

SERIES = message("making the series of rounds")
AHEAD = message("looking ahead, to see what strict order costs")
FORMULAS = message("comparing formulas")
VETOES = message("billing the vetoes")
STEPS = 4


def plan_data(
    inputs: Inputs, rounds: int, carried: int = 0, told: Progress = silent
) -> dict[str, Any]:
    """The plan as plain data. `ValueProblem` for what no series can be made of; an agreement with a
    table, pairs or groups is compared and has no series of its own."""

    def numbers(code: str) -> int:
        return number(inputs.prefix, code)

    terms = inputs.terms
    found: dict[str, Any] = {"sides": list(terms.sides), "asked": rounds, "carried": carried}
    if not by_program(terms):
        told(0, STEPS, SERIES)
        loaded = load(inputs.people, terms, inputs.on, numbers)
        series = strict_series(loaded, rounds, inputs.returned)
        found |= _series(series, carried)
        told(1, STEPS, AHEAD)
        # The empty rounds at the end would cost the solver time and change nothing.
        choice = price_of_strict_order(loaded, max(1, series.last + 1), inputs.returned)
        found["tiers"] = [
            [each.track, each.tier, each.people, each.strict_days, each.ahead_days,
             each.strict_stranded, each.ahead_stranded]
            for each in choice.tiers
        ]  # fmt: skip
        found["price"] = choice.days
        found["otherwise"] = list(choice.otherwise)
        told(2, STEPS, VETOES)
        kept = veto_series(inputs.people, terms, inputs.on, numbers, rounds, inputs.returned)
        billed = group_bills(kept, lambda person: f"{person.side} {person.veto}")
        found["vetoes"] = [[*name.split(" ", 1), *_bill(each)] for name, each in billed.items()]
    told(3, STEPS, FORMULAS)
    compared = compare(
        inputs.people, _formulas(inputs), inputs.on, numbers, rounds, inputs.returned
    )
    found["kept"] = [[why.value, *both] for why, both in compared.kept_critical.items()]
    found["formulas"] = [_compared(each) for each in compared.lines]
    return found


def _formulas(inputs: Inputs) -> list[Formula]:
    """The agreement itself first, then those that come with Repatria."""
    return [Formula("", inputs.terms), *formulas(Frame.of(inputs.terms))]


def _series(series: Series, carried: int) -> dict[str, Any]:
    table = timetable(series, carried)
    ahead, settled = exposure(table, series.terms), settlement(table, series.terms)
    last = max(series.last, 0)
    late, open_ = set(settled.late), set(settled.open)
    return {
        "last": series.last,
        "stages": [
            [each.day.isoformat(), *each.moved, *each.duty, each.balance]
            for each in table.stages[: last + 1]
        ],
        "returned": list(returned_to(series)),
        "stranded": list(stranded(series)),
        "critical_stranded": list(critical_stranded(series)),
        "waits": [list(astuple(waits(series, side))) for side in (0, 1)],
        "critical_waits": [list(astuple(waits(series, side, critical=True))) for side in (0, 1)],
        "exposure": {
            "largest": list(ahead.largest),
            "round": list(ahead.round),
            "limit": ahead.limit,
            "broken": list(ahead.broken),
        },
        "settle": series.terms.settle,
        "balances": [
            [each.since, each.settled, each.due, each.largest, each in late, each in open_]
            for each in settled.balances
        ],
    }


def _bill(found: Bill) -> list[Any]:
    return [
        len(found.codes), *found.kept, *found.kept_critical, sum(found.later), sum(found.sooner),
    ]  # fmt: skip


def _compared(line: Compared) -> dict[str, Any]:
    return {
        "key": line.key,
        "name": line.terms.name,
        "reading": line.terms.reading,
        "critical": list(line.critical_stranded),
        "said_critical": list(line.said_critical_stranded),
        "returned": list(line.returned),
        "stranded": list(line.stranded),
        "waits": [list(astuple(each)) for each in line.waits],
        "critical_waits": [list(astuple(each)) for each in line.critical_waits],
        "last": line.last,
        "last_day": line.last_day.isoformat() if line.last_day else "",
        "exposure": line.exposure.people,
        "ahead": line.exposure.ahead,
    }
