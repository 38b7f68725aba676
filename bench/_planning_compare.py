"""Formulas compared in one run over one register, from loaded people to every figure."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import _planning_work as made
from _measure import Facts, show
from repatria.planning.compare import Comparison, compare
from repatria.planning.formulas import Frame, formulas
from repatria.planning.terms import Room
from repatria.synthetic.captives.make import make_captives

if TYPE_CHECKING:
    from planning import Options

SIZES = ((8_000, 14_000), (100_000, 100_000))
LEAST_FORMULAS, MOST_S = 8, 5.0
"""The limit is asked of the first size; the second is told."""
ROUNDS = (200, 800)


def _compared(each: tuple[int, int], rounds: int) -> tuple[Comparison, Facts]:
    frame = Frame(made.SIDES, (Room(300, 40, 3, 60),) * 2, 7)
    register = make_captives(*each, 1, sides=made.SIDES, day=made.ON).people
    numbers = made.numbers()
    compare(register[:100], formulas(frame), made.ON, numbers, 5)  # loads compiled code
    start, processor = time.perf_counter(), time.process_time()
    found = compare(register, formulas(frame), made.ON, numbers, rounds)
    took = time.perf_counter() - start, time.process_time() - processor
    lines: Facts = {
        line.key: {
            "critical_stranded": line.critical_stranded,
            "said_critical_stranded": line.said_critical_stranded,
            "returned": line.returned,
            "stranded": line.stranded,
            "last_round": line.last,
            "exposure": line.exposure.people,
            "mean_wait_days": tuple(round(w.days / max(1, w.people), 1) for w in line.waits),
            "longest_wait_days": tuple(w.longest_days for w in line.waits),
        }
        for line in found.lines
    }
    return found, {
        "formulas": len(found.lines),
        "rounds": rounds,
        "seconds": round(took[0], 2),
        "processor_s": round(took[1], 2),
        "by_formula": lines,
    }


def run(options: Options) -> tuple[Facts, bool]:
    facts: Facts = {}
    good = True
    for at, (each, rounds) in enumerate(zip(SIZES, ROUNDS, strict=True)):
        size = (options.many(each[0]), options.many(each[1]))
        found, told = _compared(size, rounds)
        facts[f"{size[0]:,} + {size[1]:,}"] = told
        good &= len(found.lines) >= LEAST_FORMULAS
        good &= at > 0 or float(str(told["seconds"])) <= MOST_S
    return facts, good


def tell(facts: Facts) -> None:
    for name, each in facts.items():
        told: Any = each
        rows = [
            (
                key,
                *(
                    f"{line[of][0]:,} / {line[of][1]:,}"
                    for of in (
                        "critical_stranded",
                        "said_critical_stranded",
                        "returned",
                        "stranded",
                    )
                ),
                str(line["last_round"]),
                f"{line['exposure']:,}",
            )
            for key, line in told["by_formula"].items()
        ]
        show(
            f"{told['formulas']} formulas, {name}: {told['seconds']} s",
            (
                "formula",
                "critical stay",
                "said critical stay",
                "return",
                "stay",
                "last",
                "exposure",
            ),
            rows,
            f"asked: {LEAST_FORMULAS} or more in {MOST_S:g} s, {SIZES[0][0]:,} + {SIZES[0][1]:,}",
        )
