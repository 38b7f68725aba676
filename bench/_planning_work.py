"""Made-up registers for the benches of planning, and campaigns that run in several processes.

Everybody is invented. A register is the same on every machine: it comes from a seed alone.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import date
from typing import Any

from repatria.planning.facts import Person
from repatria.planning.lottery import Announced, Draw, Opening, commit, number, prefix
from repatria.planning.terms import Terms
from repatria.planning.terms_text import parse_terms
from repatria.synthetic.captives.make import make_captives
from repatria.synthetic.captives.rates import USUAL_RATES

ON = date(2025, 6, 20)
SIDES = ("UA", "RU")
AGREEMENT = """\
agreement A made-up agreement of five classes
reading both
sides UA RU
dated 2025-06-02
source bench
tier worst seriously_wounded or gravely_ill
tier young age 18..25
tier women woman
tier civilians civilian
tier long held at least 1000 days
then longest held, lottery
clause 1 all for all of soldier and (seriously_wounded or gravely_ill)
clause 2 at least 1000 each of soldier and age 18..25
clause 3 equal of soldier and woman and not age 18..25
clause 4 all for all of civilian
clause 5 equal of any
seats each 300
stretchers each 40 of 3 seats
camp each 60
every 7 days
"""
"""Tiers and classes lie alike, so that classes do not stand mixed."""
MIXED = AGREEMENT.replace("tier women woman\n", "").replace(" and not age 18..25", "")
"""The same without a tier for women: they and the last class stand mixed."""


FIVE_MIXED = """\
agreement Five classes that stand mixed, and one round for everybody
reading both
sides UA RU
dated 2025-06-02
source bench
then longest held, lottery
clause 1 equal of woman
clause 2 equal of age 18..25
clause 3 equal of civilian
clause 4 equal of rank captain
clause 5 equal of any
seats each 20,000
"""


def terms(mixed: bool = False) -> Terms:
    return parse_terms(MIXED if mixed else AGREEMENT, "bench")


def five_mixed() -> Terms:
    return parse_terms(FIVE_MIXED, "bench")


def people(each: tuple[int, int], seed: int = 1, ill: float = 0.06) -> tuple[Person, ...]:
    """So many who return to either side. Most can be considered, unlike in a real register, so that
    the figures are those of so many who stand in line; a share `ill` has a medical category."""
    rates = replace(
        USUAL_RATES,
        confirmed=0.95,
        witness=0.02,
        denied=0.01,
        dead=0.01,
        returned=0.01,
        wounded=ill / 2,
        ill=ill / 2,
        commission=0.8,
        veto=0.04,
    )
    return make_captives(*each, seed, sides=SIDES, day=ON, rates=rates).people


def draw(seed: int = 1) -> Draw:
    """A draw before `ON` that both sides opened."""
    chance = random.Random(seed)
    seeds = [(chance.randbytes(32), chance.randbytes(32)) for _ in SIDES]
    told = Announced(
        commitments=(commit(*seeds[0]), commit(*seeds[1])),
        committed_on=date(2025, 6, 10),
        reveal_by=date(2025, 6, 12),
        beacon="a public beacon",
        beacon_round="4711",
        beacon_day=date(2025, 6, 14),
    )
    shown = [Opening(*each, day=date(2025, 6, 11)) for each in seeds]
    return Draw(told, (shown[0], shown[1]), chance.randbytes(32))


def numbers(seed: int = 1) -> Callable[[str], int]:
    """The numbers of that draw."""
    before = prefix(draw(seed))
    return lambda code: number(before, code)


def campaign(
    work: Callable[[int, int], Counter[str]], cases: int, processes: int, seed: int, name: str
) -> tuple[Counter[str], float]:
    """`work(cases, seed)` in parts, several at a time, with its progress told; the sums, and
    seconds. The parts do not depend on how many processes there are."""
    part = 250
    jobs = [(min(part, cases - at), seed * 1_000_003 + at) for at in range(0, cases, part)]
    found: Counter[str] = Counter()
    begun = told = time.perf_counter()
    with ProcessPoolExecutor(processes) as pool:
        for done, each in enumerate(pool.map(_apply, [(work, *job) for job in jobs]), 1):
            found.update(each)
            if time.perf_counter() - told > 10:
                told = time.perf_counter()
                print(f"{name}: {done} of {len(jobs)} parts, {told - begun:.0f} s", file=sys.stderr)
    return found, time.perf_counter() - begun


def _apply(job: tuple[Any, int, int]) -> Counter[str]:
    work, cases, seed = job
    found: Counter[str] = work(cases, seed)
    return found
