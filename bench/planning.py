"""The figures of planning: `python3 dev.py bench planning [PART ...]`.

Everybody in it is invented. A part is a file `_planning_*.py` with `run(options)`, which gives its
facts and whether they keep the limits, and `tell(facts)`, which prints them.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass

from _measure import Facts, machine, write

WHOLE = 1.0


@dataclass(frozen=True, slots=True)
class Options:
    scale: float
    """Of the campaigns' cases, and of the registers' people where a part says so."""
    processes: int
    seed: int

    def many(self, whole: int) -> int:
        """So many at this scale, at least one."""
        return max(1, round(whole * self.scale))


@dataclass(frozen=True, slots=True)
class Part:
    """Where a part's functions stand."""

    module: str
    run: str = "run"
    tell: str = "tell"

    def functions(self) -> tuple[Callable[[Options], tuple[Facts, bool]], Callable[[Facts], None]]:
        module = importlib.import_module(self.module)
        return getattr(module, self.run), getattr(module, self.tell)


PARTS = {
    "round": Part("_planning_round"),
    "series": Part("_planning_series"),
    "flow": Part("_planning_series", "run_flow", "tell_flow"),
    "groups": Part("_planning_groups"),
    "brute": Part("_planning_brute"),
    "why": Part("_planning_why"),
    "earliest": Part("_planning_earliest"),
    "tampered": Part("_planning_tampered"),
    "checker": Part("_planning_checker"),
    "veto": Part("_planning_veto"),
    "compare": Part("_planning_compare"),
    "answers": Part("_planning_answers"),
}


def main() -> int:
    """Measure the parts asked for; 1 where a limit is missed."""
    parser = argparse.ArgumentParser(prog="dev.py bench planning", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parser.add_argument(
        "--scale", type=float, default=WHOLE, help="a quick look with fewer; keeps no figures"
    )
    parser.add_argument(
        "--processes", type=int, default=os.cpu_count() or 1, help="for the campaigns"
    )
    parser.add_argument("--seed", type=int, default=1, help="of the campaigns")
    parser.add_argument("--dry", action="store_true", help="keep nothing under results/")
    arguments = parser.parse_args()
    unknown = set(arguments.parts) - PARTS.keys()
    if unknown:
        parser.error(f"no part {', '.join(sorted(unknown))}; there is: {', '.join(PARTS)}")
    options = Options(arguments.scale, arguments.processes, arguments.seed)
    kept = True
    for name in arguments.parts or PARTS:
        run, tell = PARTS[name].functions()
        before = machine()
        facts, good = run(options)
        tell(facts)
        facts = {"machine": before, **facts}
        if not arguments.dry and options.scale == WHOLE:
            write(f"planning-{name}", facts)
        kept &= good
    return int(not kept)


if __name__ == "__main__":
    sys.exit(main())
