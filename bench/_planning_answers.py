"""Answers: that asking in any batches costs nobody a place, how many to ask, and what a standby
order brings where a fixed list does not."""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import _planning_work as made
from _measure import Facts, show
from repatria.planning.answer_codes import Said, Standing
from repatria.planning.formulas import Frame, framed
from repatria.planning.how_many import EVEN, SURE, how_many
from repatria.planning.shipped import shipped_terms
from repatria.planning.standby import final, next_to_ask, settled, standby
from repatria.planning.terms import Room

if TYPE_CHECKING:
    from planning import Options

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "planning"))

CASES, PLACES, PEOPLE = 10_000, 300, 20_000
RATES = (0.5, 0.1, 0.02)


def regret(cases: int, seed: int) -> Counter[str]:
    """Registers, each asked in four manners; whose final list is another than with all known."""
    import planning_standby as small

    found: Counter[str] = Counter(wrong=0)
    for at in range(cases):
        wrong, mixed = small.problems(seed * 1_000_000 + at)
        found["registers"] += 1
        found["sequences"] += len(small.STYLES)
        found["mixed"] += mixed
        found["wrong"] += len(wrong)
    return found


def _round(rate: float, seed: int) -> Facts:
    """One round of 300 out of 20,000 who would each agree with this rate."""
    room = Room(PLACES, stretcher_seats=1)
    frame = Frame(made.SIDES, (room, room), 7)
    terms = framed(shipped_terms("all-for-all"), frame)
    register = [p for p in made.people((PEOPLE, 1), seed, ill=0.0) if p.side == made.SIDES[0]]
    order = standby(register, terms, made.ON, made.numbers(seed))
    chance = random.Random(seed)
    would = {
        code: Said.AGREED if chance.random() < rate else Said.REFUSED for code in order.codes[0]
    }
    fixed = sum(would[code] is Said.AGREED for code in order.codes[0][:PLACES])
    known: dict[str, Said | Standing] = {}
    rounds = 0
    begun = time.perf_counter()
    while not settled(order, known):
        known.update({code: would[code] for code in next_to_ask(order, known)[0]})
        rounds += 1
    end = final(order, known)
    took = time.perf_counter() - begun
    start = time.perf_counter()
    numbers = [how_many([rate] * len(would), PLACES, chance_) for chance_ in (EVEN, SURE)]
    asked_ms = (time.perf_counter() - start) * 1e3
    agreeing = [code for code in order.codes[0] if would[code] is Said.AGREED]
    return {
        "order": len(would),
        "fixed_list": fixed,
        "standby": len(end.listed[0]),
        "right": list(end.listed[0]) == agreeing[:PLACES],
        "asked": len(known),
        "batches": rounds,
        "seconds": round(took, 2),
        "register_too_small": end.register_too_small[0],
        "to_ask_even": numbers[0].number,
        "to_ask_sure": numbers[1].number,
        "how_many_ms": round(asked_ms, 1),
    }


def run(options: Options) -> tuple[Facts, bool]:
    found, seconds = made.campaign(
        regret, options.many(CASES), options.processes, options.seed, "standby"
    )
    facts: Facts = {"regret": {**dict(sorted(found.items())), "seconds": round(seconds, 1)}}
    good = found["wrong"] == 0
    for rate in RATES:
        told: Any = _round(rate, options.seed)
        facts[f"{rate:.0%} agree"] = told
        good &= told["right"]
    return facts, good


def tell(facts: Facts) -> None:
    told: Any = facts["regret"]
    rows = []
    for name, each in facts.items():
        one: Any = each
        if name == "regret":
            continue
        ask = ["the register is too small" if n is None else f"{n:,}"
               for n in (one["to_ask_even"], one["to_ask_sure"])]  # fmt: skip
        rows.append((name, str(one["fixed_list"]), str(one["standby"]), f"{one['asked']:,}", *ask))
    show(
        f"A round of {PLACES} out of {PEOPLE:,}",
        ("", "fixed list", "standby order", "asked", "to ask, 50 %", "to ask, 95 %"),
        rows,
        f"{told['sequences']:,} sequences of questions: {told['wrong']} with another list than the "
        "list of all answers",
    )
