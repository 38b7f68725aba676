"""How well forecasts hold: intervals made from some runs, and worlds drawn anew from the same
scenarios. Of those whose round is not the same in all runs, an interval of 90 in 100 is to hold the
round in 88 to 92 in 100 of the worlds in which they can return."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import numpy as np

import _planning_work as made
from _measure import Facts, show
from repatria.planning.earliest import LEAST_RUNS, Worlds, ends, outlook
from repatria.planning.scenarios import usual
from repatria.planning.series_kernel import ABSENT, WAITS

if TYPE_CHECKING:
    from planning import Options

EACH, ROUNDS = (8_000, 14_000), 60
RUNS, WORLDS = 60, 30
"""Of each of seven scenarios: to forecast from, and to look whether it held."""
LEAST, MOST = 88.0, 92.0
RATES = {
    "about half agreed": ((400, 600), (400, 600)),
    "one in ten agreed": ((50, 150), (50, 150)),
}


def _held(agrees: Any, options: Options) -> Facts:
    people = made.people(EACH, options.seed)
    begun = time.perf_counter()
    worlds = Worlds(people, made.terms(), made.ON, made.numbers(options.seed), ROUNDS)
    ready = time.perf_counter()
    told = outlook(worlds, usual(agrees, options.many(RUNS)), options.seed)
    done = time.perf_counter()
    low, high = ends(told.falls)
    said = told.falls.sum(axis=1) >= LEAST_RUNS
    varies = said & ((told.falls > 0).sum(axis=1) > 1)
    sums = np.zeros((2, 2), np.int64)
    width = (high - low + 1)[varies]
    for at, scenario in enumerate(usual(agrees, options.many(WORLDS))):
        for run in range(scenario.runs):
            found = worlds.draw(scenario, worlds.numbers(options.seed + 1, at, run))
            there = found != ABSENT
            column = np.where(found == WAITS, ROUNDS, found)
            within = (low <= column) & (column <= high)
            for row, chosen in enumerate((there & varies, there & said)):
                sums[row] += int(chosen.sum()), int((chosen & within).sum())
    return {
        "people": sum(EACH),
        "runs": told.runs,
        "worlds": 7 * options.many(WORLDS),
        "with an interval": int(said.sum()),
        "whose round varies": int(varies.sum()),
        "interval, median rounds": float(np.median(width)),
        "held_percent": round(100 * int(sums[0, 1]) / int(sums[0, 0]), 2),
        "held_percent_everybody": round(100 * int(sums[1, 1]) / int(sums[1, 0]), 2),
        "made_ready_s": round(ready - begun, 2),
        "run_ms": round((done - ready) / told.runs * 1e3, 2),
    }


def run(options: Options) -> tuple[Facts, bool]:
    facts: Facts = {name: _held(agrees, options) for name, agrees in RATES.items()}
    held = [float(str(_facts(each)["held_percent"])) for each in facts.values()]
    return facts, all(LEAST <= each <= MOST for each in held)


def _facts(value: object) -> dict[str, object]:
    assert isinstance(value, dict)
    return value


def tell(facts: Facts) -> None:
    first = _facts(next(iter(facts.values())))
    rows = [(key, *(f"{_facts(each)[key]}" for each in facts.values())) for key in first]
    show(
        "Forecasts of a round, intervals of 90 in 100",
        ("", *facts),
        rows,
        f"held_percent is to lie between {LEAST:g} and {MOST:g}",
    )
