"""The strict series and the plan that looks ahead, at 100,000 people on each side and 150 rounds.

The series is held against the next round again and again on a smaller register; the plan is proved
in whole numbers by its prices, and carried out person by person without the model that made it.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import numpy as np

from _measure import Facts, median, show
from _planning_work import ON, people, terms
from repatria.planning.columns import Loaded, load
from repatria.planning.facts import Medical, Person
from repatria.planning.flow import look_ahead
from repatria.planning.flow_check import simulate
from repatria.planning.flow_proof import proved
from repatria.planning.lottery import number
from repatria.planning.round import next_round, returned_after
from repatria.planning.scope import HasMedical
from repatria.planning.series import (
    critical_stranded,
    returned_to,
    stranded,
    strict_series,
)
from repatria.planning.strictness import price_of_strict_order
from repatria.planning.terms import Room, Terms, Tier

if TYPE_CHECKING:
    from planning import Options

PEOPLE = 100_000
ROUNDS = 150
MOST_SERIES_S = 1.0
MOST_FLOW_S = 5.0
CHECKED = 3_000
CHECKED_ROUNDS = 12


def numbers(code: str) -> int:
    return number(b"bench", code)


def _rule(seats: int, stretchers: bool) -> Terms:
    """The usual agreement with the wounded and the ill in tiers of their own: seven levels."""
    rule = terms()
    ill = tuple(Tier(each.value, HasMedical(each)) for each in Medical if each is not Medical.NONE)
    room = Room(seats, 40 if stretchers else None, 3 if stretchers else 1, seats // 5)
    return replace(rule, tiers=(*ill, *rule.tiers[1:]), room=(room, room))


def _crowd(each: int, stretchers: bool = True) -> tuple[Person, ...]:
    crowd = people((each, each))
    return crowd if stretchers else tuple(replace(one, stretcher=False) for one in crowd)


def run(options: Options) -> tuple[Facts, bool]:
    """The series: seconds from loaded people, what it brings, and whether it is right."""
    each = options.many(PEOPLE)
    loaded = load(_crowd(each), _rule(max(30, each // 140), True), ON, numbers)
    strict_series(loaded, 2)
    walls, processors = [], []
    for _ in range(5):
        wall, processor = time.perf_counter(), time.process_time()
        series = strict_series(loaded, ROUNDS)
        walls.append(time.perf_counter() - wall)
        processors.append(time.process_time() - processor)
    differing = _differing(options.many(CHECKED))
    facts: Facts = {
        "each_side": each,
        "rounds": ROUNDS,
        "series_s": round(median(walls), 4),
        "series_processor_s": round(median(processors), 4),
        "returned": returned_to(series),
        "critical_stranded": critical_stranded(series),
        "stranded": stranded(series),
        "rounds_with_mixed_classes": int(series.interleaved.sum()),
        "checked_people": options.many(CHECKED) * 2,
        "checked_rounds": CHECKED_ROUNDS,
        "differing": differing,
    }
    return facts, median(walls) <= MOST_SERIES_S and differing == 0


def _differing(each: int) -> int:
    """How many return in another round than by the next round again and again."""
    crowd, rule = _crowd(each), replace(_rule(max(10, each // 20), True), interval=60)
    series = strict_series(load(crowd, rule, ON, numbers), CHECKED_ROUNDS)
    found = {
        code: int(now)
        for codes, own in zip(series.codes, series.round_of, strict=True)
        for code, now in zip(codes, own, strict=True)
        if now >= 0
    }
    left: Sequence[Person] = crowd
    where: dict[str, int] = {}
    returned: Any = {}
    for now in range(CHECKED_ROUNDS):
        day: date = ON + timedelta(days=60 * now)
        made = next_round(left, rule, day, numbers, returned)
        where |= {code: now for listed in made.listed for code in listed}
        returned = returned_after(returned, made)
        left = [one for one in left if one.code not in where]
        print(f"checked by hand: round {now + 1} of {CHECKED_ROUNDS}", file=sys.stderr)
    return len(dict(found.items() ^ where.items()))


def tell(facts: Facts) -> None:
    """Print the series."""
    show("strict series", ("figure", ""), [(name, str(facts[name])) for name in facts])


def run_flow(options: Options) -> tuple[Facts, bool]:
    """The plan that looks ahead, on seats alone and with stretchers of three seats."""
    each = options.many(PEOPLE)
    facts: Facts = {"each_side": each, "rounds": ROUNDS}
    good = True
    for name, stretchers in (("seats", False), ("stretchers", True)):
        crowd, rule = _crowd(each, stretchers), _rule(max(30, each // 140), stretchers)
        loaded = load(crowd, rule, ON, numbers)
        own = _plan(crowd, rule, loaded, 1 if stretchers else 3)
        if not stretchers:
            own |= _strict(loaded)
        facts[name] = own
        good &= not own["flaws"]
        # The limit is asked of the plan on seats: stretchers make it a search.
        good &= stretchers or (
            float(str(own["plan_s"])) <= MOST_FLOW_S and own["levels_proved"] == own["levels"]
        )
        print(f"{name}: planned", file=sys.stderr)
    return facts, good


def _plan(crowd: tuple[Person, ...], rule: Terms, loaded: Loaded, times: int) -> Facts:
    walls, processors = [], []
    for _ in range(times):
        wall, processor = time.perf_counter(), time.process_time()
        plan = look_ahead(loaded, ROUNDS)
        walls.append(time.perf_counter() - wall)
        processors.append(time.process_time() - processor)
    where = {
        code: int(now)
        for columns, own in zip(loaded.sides, plan.round_of, strict=True)
        for code, now in zip(columns.codes, own, strict=True)
        if now >= 0
    }
    begun = time.perf_counter()
    proofs = proved(plan)
    proving = time.perf_counter() - begun
    return {
        "types": len(plan.types),
        "plan_s": round(median(walls), 4),
        "plan_processor_s": round(median(processors), 4),
        "levels": len(plan.levels),
        "levels_proved": proofs,
        "levels_at_their_bound": sum(one.waited == one.least for one in plan.levels),
        "proof_s": round(proving, 4),
        "flaws": len(simulate(crowd, rule, ON, ROUNDS, where)),
        "returned": np.sum(plan.moved, axis=0).tolist(),
    }


def _strict(loaded: Loaded) -> Facts:
    """What strict order costs beside it."""
    choice = price_of_strict_order(loaded, ROUNDS)
    return {
        "person_days_of_strict_order": [tier.strict_days for tier in choice.tiers],
        "person_days_looking_ahead": [tier.ahead_days for tier in choice.tiers],
    }


def tell_flow(facts: Facts) -> None:
    """Print the plans."""
    for name in ("seats", "stretchers"):
        own = facts[name]
        assert isinstance(own, dict)
        show(f"looking ahead: {name}", ("figure", ""), [(key, str(own[key])) for key in own])
