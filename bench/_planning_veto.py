"""Veto bills: every bill is a series without the veto, laid beside the series with it.

10,000 bills over 20,000 + 20,000 people, under several agreements. Whether they are right is looked
at twice: on small registers against rounds of record made one by one, and for a sample of the large
one against `series.strict_series` of a register in which the veto does not stand, which shares no
walk with the bills.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

import _planning_work as made
from _measure import Facts, show
from repatria.planning.columns import load
from repatria.planning.facts import Person
from repatria.planning.formulas import Frame, form_terms, framed
from repatria.planning.series import Series, strict_series
from repatria.planning.shipped import shipped_terms
from repatria.planning.terms import Terms
from repatria.planning.veto import Bill, VetoSeries, bill, group_bills, veto_series
from repatria.synthetic.captives.make import make_captives
from repatria.synthetic.captives.rates import USUAL_RATES

if TYPE_CHECKING:
    from planning import Options

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "planning"))

EACH, BILLS, ROUNDS = 20_000, 10_000, 150
MOST_S = 60.0
SMALL, SAMPLE = 20_000, 40


def rules() -> dict[str, Terms]:
    """Five classes, one for one, and all for all, on the room of the first."""
    frame = Frame.of(made.terms())
    return {
        "five classes": made.terms(),
        "one for one": framed(form_terms("one-for-one"), frame),
        "all for all": framed(shipped_terms("all-for-all"), frame),
    }


def people(each: int, seed: int) -> tuple[Person, ...]:
    """So many to each side, a third of them kept by a veto."""
    rates = replace(USUAL_RATES, confirmed=0.95, witness=0.02, denied=0.01, veto=0.33)
    return make_captives(each, each, seed, sides=made.SIDES, day=made.ON, rates=rates).people


def small(cases: int, seed: int) -> Counter[str]:
    """Bills of small registers against rounds made one by one."""
    import planning_vetoes as tiny

    found: Counter[str] = tiny.campaign(cases, seed)
    return found


def from_two(base: Series, other: Series) -> tuple[list[int], list[int], list[int]]:
    """What a bill says, from two series: kept, later, sooner by side."""
    kept, later, sooner = [0, 0], [0, 0], [0, 0]
    for side in (0, 1):
        was = dict(zip(base.codes[side], base.round_of[side].tolist(), strict=True))
        now = dict(zip(other.codes[side], other.round_of[side].tolist(), strict=True))
        for code in was.keys() | now.keys():
            one, two = was.get(code, -1), now.get(code, -1)
            kept[side] += (two >= 0) - (one >= 0)
            if one >= 0 and two >= 0:
                later[side] += max(0, one - two)
                sooner[side] += max(0, two - one)
    return kept, later, sooner


def _sample(register: tuple[Person, ...], rule: Terms, bills: list[Bill]) -> int:
    """How many of some bills are not those of two whole series."""
    numbers = made.numbers()
    base = strict_series(load(register, rule, made.ON, numbers), ROUNDS)
    wrong = 0
    for each in bills:
        kept = set(each.codes)
        world = [replace(p, veto="") if p.code in kept else p for p in register]
        other = strict_series(load(world, rule, made.ON, numbers), ROUNDS)
        right = from_two(base, other)
        wrong += (list(each.kept), list(each.later), list(each.sooner)) != right
    return wrong


def _billed(register: tuple[Person, ...], rule: Terms, options: Options) -> Facts:
    numbers = made.numbers()
    veto_series(register[:50] + register[-50:], rule, made.ON, numbers, 5)  # loads compiled code
    begun = time.perf_counter()
    series = veto_series(register, rule, made.ON, numbers, ROUNDS)
    ready = time.perf_counter()
    codes = sorted(series.people)
    random.Random(options.seed).shuffle(codes)
    codes = codes[: options.many(BILLS)]
    start, processor = time.perf_counter(), time.process_time()
    bills = [bill(series, [code]) for code in codes]
    took = time.perf_counter() - start, time.process_time() - processor
    together = group_bills(series, lambda one: f"{one.side} {one.veto}")
    some = bills[: max(1, options.many(SAMPLE) - 4)] + list(together.values())[:4]
    patterns = Counter(_pattern(series, each) for each in bills)
    return {
        "vetoes": len(series.people),
        "bills": len(bills),
        "made_ready_s": round(ready - begun, 2),
        "seconds": round(took[0], 2),
        "processor_s": round(took[1], 2),
        "ms_each": round(took[0] / len(bills) * 1e3, 3),
        "rounds of the series": int(np.flatnonzero(np.diff(series.base.starts))[-1]) + 1,
        "who loses": dict(sorted(patterns.items())),
        "checked against two whole series": len(some),
        "wrong": _sample(register, rule, some),
    }


def _pattern(series: VetoSeries, each: Bill) -> str:
    """Whom a veto keeps, counted from the side that says it."""
    to = series.terms.sides.index(series.people[each.codes[0]].side)
    return f"own {each.kept[1 - to]}, other's {each.kept[to]}"


def run(options: Options) -> tuple[Facts, bool]:
    found, seconds = made.campaign(
        small, options.many(SMALL), options.processes, options.seed, "small bills"
    )
    facts: Facts = {"small": {**dict(sorted(found.items())), "seconds": round(seconds, 1)}}
    good = found["wrong"] == 0
    register = people(EACH, options.seed)
    for name, rule in rules().items():
        told: Any = _billed(register, rule, options)
        facts[name] = told
        good &= told["wrong"] == 0 and told["seconds"] * BILLS / told["bills"] <= MOST_S
    return facts, good


def tell(facts: Facts) -> None:
    rows = []
    for name, each in facts.items():
        told: Any = each
        if name == "small":
            rows.append(("small registers", f"{told['bills']:,}", "", "", f"{told['wrong']} wrong"))
            continue
        rows.append(
            (
                name,
                f"{told['bills']:,}",
                f"{told['seconds']:.1f}",
                f"{told['ms_each']:.2f}",
                f"{told['wrong']} wrong of {told['checked against two whole series']}",
            )
        )
    show(
        f"Veto bills, {EACH:,} + {EACH:,}",
        ("agreement", "bills", "seconds", "ms each", "against two whole series"),
        rows,
        f"{BILLS:,} are to take {MOST_S:g} s at most",
    )
