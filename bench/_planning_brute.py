"""Lists on tiny cases against brute force: every subset of the people, every kind of clause.

What a sort makes is looked at by `tests/planning/planning_brute.py`, what the integer program makes
by `planning_groups_brute.py`, beside which the separate checker decides on its own again.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import _planning_work as made
from _measure import Facts, show
from repatria.planning.check_groups import check
from repatria.planning.terms import Kind, Terms

if TYPE_CHECKING:
    from planning import Options

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "planning"))

CASES = 100_000
CHECKED = 2_000
"""Lists that go through `check_groups.py`, each with a bribe for everybody in turn."""


def _kinds(rule: Terms, found: Counter[str]) -> None:
    found.update({f"kind: {kind.value}" for kind in {clause.kind for clause in rule.clauses}})


def sorts(cases: int, seed: int) -> Counter[str]:
    """Rounds that a sort makes."""
    import planning_brute as brute

    found: Counter[str] = Counter()
    for at in range(cases):
        make = brute.case if at % 2 else brute.capped_case
        people, rule, returned, one = make(seed * 10_000_000 + at)
        found["by the sort"] += 1
        found["mixed"] += one.interleaved
        found["mismatches"] += bool(brute.problems(people, rule, returned, one))
        _kinds(rule, found)
    return found


def programs(cases: int, seed: int) -> Counter[str]:
    """Rounds that the integer program makes: lists and reasons."""
    import planning_groups_brute as brute
    import planning_groups_made as groups

    from repatria.planning import groups_oracle

    found: Counter[str] = Counter()
    asked: Callable[..., Any] = groups_oracle.solve

    def counted(*what: Any) -> Any:
        found["questions to the solver"] += 1
        return asked(*what)

    groups_oracle.solve = counted
    try:
        for at in range(cases):
            people, rule, past = groups.case(random.Random(seed * 10_000_000 + at))
            found["by the program"] += 1
            found["mismatches"] += bool(brute.problems(people, rule, past))
            _kinds(rule, found)
    finally:
        groups_oracle.solve = asked
    return found


def checked(cases: int, seed: int) -> Counter[str]:
    """Honest and bribed lists of the integer program, through the checker without a solver."""
    import planning_groups_cheats as cheats

    found: Counter[str] = Counter()
    for at in range(cases):
        work = cheats.honest(random.Random(seed * 10_000_000 + at))
        record, right, register = work.record(), work.certificate(), work.register()
        wrong, unproven = check(record, right, register)
        found["checked"] += 1
        found["honest rejected"] += bool(wrong)
        found["honest, somebody not proven"] += bool(unproven)
        for person in work.people:
            work.first = person.code
            bribed = work.certificate()
            if bribed != right:
                wrong, unproven = check(record, bribed, register)
                found["bribed"] += 1
                found["bribed accepted"] += not wrong and not unproven
                found["bribed, not proven"] += not wrong and bool(unproven)
    return found


def run(options: Options) -> tuple[Facts, bool]:
    found: Counter[str] = Counter()
    seconds = 0.0
    jobs: dict[str, tuple[Any, int]] = {
        "sort": (sorts, CASES),
        "program": (programs, CASES),
        "checker": (checked, CHECKED),
    }
    for name, (work, many) in jobs.items():
        told, took = made.campaign(work, options.many(many), options.processes, options.seed, name)
        found.update(told)
        seconds += took
    none = ("mismatches", "honest rejected", "bribed accepted")
    names = sorted(found.keys() | set(none))
    facts: Facts = {name: found[name] for name in names}
    facts["seconds"] = round(seconds, 1)
    every = all(found[f"kind: {kind.value}"] for kind in Kind)
    return facts, every and not any(found[name] for name in none)


def tell(facts: Facts) -> None:
    rows = [(name, f"{value:,}") for name, value in facts.items()]
    show("Tiny rounds against brute force", ("", "cases"), rows)
