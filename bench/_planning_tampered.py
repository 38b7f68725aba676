"""Lists that somebody tampered with, and honest ones, through the checker that is shipped apart.

The cheat works well (`tests/planning/planning_cheats.py`): list, cut-offs, reasons, numbers and
digests are made anew after the change. Only what was published before the run stands.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import _planning_work as made
from _measure import Facts, show
from repatria.planning.check_list import check

if TYPE_CHECKING:
    from planning import Options

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "planning"))

TAMPERED, HONEST = 100_000, 10_000
LEAST_KINDS = 12
PEOPLE = (*[16] * 70, *[40] * 30, 400)
"""At most in a register: most are small, so that every kind meets every kind of rule."""
TRIES = 5
"""Of each kind with a chance in it on each register; what comes out twice counts once."""
ONE_WAY = frozenset(
    {
        "another day", "cap ignored", "cap raised by one", "changed tiers", "dropped clause",
        "earlier rounds of a cap forgotten", "extra seat", "forgotten article 109",
        "hidden opening", "invented on the list", "moved cut-off", "one more of a clause",
        "other totals", "reordered list", "shortened list", "twice on the list",
    }
)  # fmt: skip
"""Kinds that do the same to a register each time."""


def lists(cases: int, seed: int) -> Counter[str]:
    """Registers until there are so many tampered lists, each kind on each register."""
    import planning_cheats as cheats

    chance = random.Random(seed)
    found: Counter[str] = Counter()
    while found["tampered"] < cases:
        work = cheats.honest(chance, chance.choice(PEOPLE))
        record, right = work.record(), (work.certificate(), work.register())
        found["honest"] += 1
        found["honest rejected"] += check(record, *right) != []
        seen = {right}
        chances = [kind for kind in cheats.KINDS if kind not in ONE_WAY]
        for kind in (*cheats.KINDS, *chances * (TRIES - 1)):
            for files in cheats.tampered(work, kind, chance):
                if files not in seen:
                    seen.add(files)
                    found["tampered"] += 1
                    found[f"kind: {kind}"] += 1
                    found["tampered accepted"] += not check(record, *files)
    return found


def honest(cases: int, seed: int) -> Counter[str]:
    """Honest lists alone."""
    import planning_cheats as cheats

    chance = random.Random(seed + 7)
    found: Counter[str] = Counter()
    for _ in range(cases):
        work = cheats.honest(chance, chance.choice(PEOPLE))
        found["honest"] += 1
        found["honest rejected"] += check(work.record(), work.certificate(), work.register()) != []
    return found


def run(options: Options) -> tuple[Facts, bool]:
    jobs: Any = {"tampered": (lists, TAMPERED), "honest": (honest, HONEST)}
    found: Counter[str] = Counter()
    seconds = 0.0
    for name, (work, many) in jobs.items():
        told, took = made.campaign(work, options.many(many), options.processes, options.seed, name)
        found.update(told)
        seconds += took
    kinds = {name: many for name, many in sorted(found.items()) if name.startswith("kind: ")}
    facts: Facts = {
        "kinds": len(kinds),
        "tampered": found["tampered"],
        "tampered accepted": found["tampered accepted"],
        "honest": found["honest"],
        "honest rejected": found["honest rejected"],
        "seconds": round(seconds, 1),
        **kinds,
    }
    none = found["tampered accepted"] == found["honest rejected"] == 0
    return facts, none and len(kinds) >= LEAST_KINDS


def tell(facts: Facts) -> None:
    rows = [(name, f"{value:,}") for name, value in facts.items()]
    show("Tampered and honest lists", ("", "lists"), rows)
