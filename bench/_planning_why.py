"""What would change: every answer against the round made anew, and the time that an answer takes.

Tiny rounds of every kind that a sort can keep are asked about everybody and every single fact, and
a larger register about some; `round.next_round` makes the changed round from the start each time.
How much room somebody needs is checked by counting by hand with so much, and with one less.
"""

from __future__ import annotations

import math
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import _planning_work as made
from _measure import Facts, median, show
from repatria.planning.facts import Person
from repatria.planning.reasons import Reason
from repatria.planning.round import Numbers, next_round
from repatria.planning.terms import Terms
from repatria.planning.why import How, Questions, changes
from repatria.planning.why_room import RoomQuestions

if TYPE_CHECKING:
    from planning import Options

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "planning"))

QUESTIONS, TIMED = 100_000, 2_000
MOST_MS = 1.0
SIZES = (20_000, 100_000)
RULES: dict[str, tuple[Callable[[], Terms], float]] = {
    "classes one behind the other": (made.terms, MOST_MS),
    "two classes mixed": (lambda: made.terms(mixed=True), MOST_MS),
    "20,000 seats, five classes mixed": (made.five_mixed, math.inf),
}
"""Each with what an answer may take; the last shows what limits it."""
SLOW_SHARE = 10
"""Of the questions, where one takes milliseconds."""
ROOMS = 200


def _others(person: Person) -> Iterator[tuple[str, Person]]:
    """Every fact of somebody otherwise, one at a time; a corrected day of capture too."""
    yield from changes(person).items()
    if person.captured is not None:
        yield "captured", replace(person, captured=person.captured - timedelta(days=400))


def _asked(
    people: tuple[Person, ...],
    rule: Terms,
    numbers: Numbers,
    returned: dict[int, tuple[int, int]],
    about: list[Person],
    found: Counter[str],
) -> None:
    """Answers about some, each against the whole round made anew."""
    questions = Questions(people, rule, made.ON, numbers, returned)
    for person in about:
        for name, other in _others(person):
            answer = questions.if_changed(other)
            world = [other if each.code == other.code else each for each in people]
            right = next_round(world, rule, made.ON, numbers, returned).reasons[other.code]
            found["questions"] += 1
            found[f"{answer.how.value}: {name}"] += 1
            found["wrong"] += answer.reason is not right


def tiny(cases: int, seed: int) -> Counter[str]:
    """Questions about at least `cases` facts on rounds of some fourteen people."""
    import planning_brute as brute
    import planning_lists as small
    from planning_crowded import crowded

    found: Counter[str] = Counter()
    at = seed * 1_000_000
    while found["questions"] < cases:
        at += 1
        chance = random.Random(at)
        returned: dict[int, tuple[int, int]] = {}
        if at % 3 == 0:
            people, rule = crowded(at)
        elif at % 3 == 1:
            people, rule, returned, _ = brute.capped_case(at, 14)
        else:
            rule, people = small.terms(chance), small.people(chance, 14, 0.8)
            returned = small.returned(chance, rule)
        _asked(tuple(people), rule, small.numbers, returned, list(people), found)
        _rooms(tuple(people), rule, small.numbers, found)
    return found


def _rooms(people: tuple[Person, ...], rule: Terms, numbers: Numbers, found: Counter[str]) -> None:
    questions = Questions(people, rule, made.ON, numbers)
    for side, line in enumerate(questions.lines):
        room = rule.room[side]
        for place in line:
            need = questions.needed(place.code)
            if need is None:
                continue
            with_ = [
                _counted(line, place.code, need.seats - less, need.camp - other, room.camp)
                for less, other in ((0, 0), (1, -99), (-99, 1))
            ]
            found["rooms"] += 1
            found["rooms wrong"] += with_ != [True, False, False]


def _counted(line: list[Any], code: str, seats: int, camp: int, others: int | None) -> bool:
    """Whether somebody gets on with so many seats and places for their camp."""
    own = next(place.camp for place in line if place.code == code)
    camps: Counter[str] = Counter()
    for place in line:
        most = camp if place.camp == own else others
        if seats > 0 and (most is None or camps[place.camp] < most):
            seats -= 1
            camps[place.camp] += 1
            if place.code == code:
                return True
    return False


def large(cases: int, seed: int) -> Counter[str]:
    """Questions on a register of 1,000 + 1,000, classes mixed and not."""
    found: Counter[str] = Counter()
    people, numbers = made.people((1_000, 1_000), seed), made.numbers(seed)
    chance = random.Random(seed)
    for mixed in (False, True):
        about = chance.sample(people, max(1, cases // 4))
        _asked(people, made.terms(mixed), numbers, {2: (40, 10)}, about, found)
    return found


def _timed(people: tuple[Person, ...], rule: Terms, many: int) -> dict[str, object]:
    begun = time.perf_counter()
    questions = Questions(people, rule, made.ON, made.numbers())
    told: dict[str, object] = {"made_ready_s": round(time.perf_counter() - begun, 2)}
    chance = random.Random(len(people))
    took: dict[How, list[float]] = {how: [] for how in How}
    own: list[float] = []
    listed = [code for code, why in questions.reasons.items() if why is Reason.ON_LIST]
    near = [questions.people[code] for code in chance.sample(listed, min(len(listed), many // 8))]
    about = [*chance.sample(people, many), *near]
    facts = [other for person in about for _, other in _others(person)]
    for other in facts[:50]:  # until compiled code is loaded
        questions.if_changed(other)
    for other in facts:
        start, processor = time.perf_counter(), time.thread_time()
        answer = questions.if_changed(other)
        own.append((time.thread_time() - processor) * 1e3)
        took[answer.how].append((time.perf_counter() - start) * 1e3)
    for how, times in took.items():
        told[how.value] = _spread(times)
    told["all"] = _spread([each for times in took.values() for each in times])
    told["all, processor"] = _spread(own)
    told["more room"] = _spread(_rooms_timed(questions, chance, many))
    return told


def _rooms_timed(questions: Questions, chance: random.Random, many: int) -> list[float]:
    """Milliseconds for up to a hundred seats, and as many places for a camp, tried for somebody."""
    rooms = RoomQuestions(questions, 100)
    out = [code for code in questions.places if questions.reasons[code] is not Reason.ON_LIST]
    times = []
    for code in chance.sample(out, min(len(out), ROOMS, many // SLOW_SHARE)):
        start = time.perf_counter()
        rooms.more(code)
        times.append((time.perf_counter() - start) * 1e3)
    return times


def _spread(times: list[float]) -> Facts:
    ordered = sorted(times)
    if not ordered:
        return {"questions": 0}
    return {
        "questions": len(ordered),
        "median_ms": round(median(ordered), 4),
        "p99_ms": round(ordered[int(0.99 * len(ordered))], 4),
        "most_ms": round(ordered[-1], 4),
    }


def run(options: Options) -> tuple[Facts, bool]:
    facts: Facts = {}
    works: dict[str, tuple[Callable[[int, int], Counter[str]], int]] = {
        "tiny rounds": (tiny, options.many(QUESTIONS)),
        "1,000 + 1,000": (large, options.many(1_000)),
    }
    good = True
    for name, (work, cases) in works.items():
        found, seconds = made.campaign(work, cases, options.processes, options.seed, name)
        facts[name] = {**dict(sorted(found.items())), "seconds": round(seconds, 1)}
        good &= found["wrong"] == found["rooms wrong"] == 0
    for each in SIZES:
        people = made.people((each, each), ill=60 / each)
        for name, (rule, most) in RULES.items():
            many = options.many(TIMED if most < math.inf else TIMED // SLOW_SHARE)
            told = _timed(people, rule(), many)
            facts[f"{each:,} + {each:,}, {name}"] = told
            every: Any = told["all"]
            good &= every["p99_ms"] <= most
    return facts, good


def tell(facts: Facts) -> None:
    rows = []
    for name, told in facts.items():
        every: Any = told
        if "questions" in every:
            rows.append((name, f"{every['questions']:,}", f"{every['wrong']} wrong", "", ""))
            continue
        for how in (*(each.value for each in How), "all", "all, processor", "more room"):
            if every[how]["questions"]:
                times = [f"{every[how][key]:.3f}" for key in ("median_ms", "p99_ms", "most_ms")]
                rows.append((f"{name}: {how}", f"{every[how]['questions']:,}", *times))
    show("What would change", ("register", "questions", "median, ms", "p99", "most"), rows)
