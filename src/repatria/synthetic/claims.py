"""Made-up records of who said what, of any size, shaped after the real thing and with known truth.

Exchanges on successive days over years, under agreements that each frame a series of some 20 to 60;
counts by both sides' offices, relays, outlets that repeat, silence, parity, parts, totals that
continue one another. Everything is invented, and says of itself that it is synthetic.

The same numbers and seed give the same record on every machine: `random.Random` is the only source
of chance, and only whole numbers and products of its numbers are used.
"""

from __future__ import annotations

import random

from repatria.base.errors import ValueProblem
from repatria.statements.record import Agreement, Exchange, Leg, Record
from repatria.synthetic.agreements import agree
from repatria.synthetic.cast import PARTIES
from repatria.synthetic.conversation import repeat, speak
from repatria.synthetic.exchange_claims import Ordinals, speak_of_exchange
from repatria.synthetic.happenings import Planner
from repatria.synthetic.legs import Setting
from repatria.synthetic.scenes import open_scene
from repatria.synthetic.totals import Totals
from repatria.synthetic.truth import Truth
from repatria.synthetic.writer import Writer


def make_record(claims: int, legs: int, seed: int) -> Record:
    """A record with exactly so many claims on exactly so many legs."""
    return make_record_with_truth(claims, legs, seed)[0]


def make_record_with_truth(claims: int, legs: int, seed: int) -> tuple[Record, Truth]:
    """The record and what is true of it. `ValueProblem` where a leg would have no claim.

    Below some five claims a leg there is little room for defects, and for totals none.
    """
    if legs < 1 or claims < legs:
        raise ValueProblem(f"{claims} claims cannot speak of {legs} legs; each leg needs one")
    rng = random.Random(seed)  # noqa: S311 - nothing here is secret
    # Half of what goes beyond one claim a leg may go to second speakers; the rest to all else.
    planner = Planner(rng, spare=(claims - legs) // 2)
    plans = tuple(planner.plan(legs))
    owed = sum(plan.must for s in plans for h in s.happenings for plan in h.legs)
    w = Writer(rng, claims, owed)
    totals, ordinals = Totals(), Ordinals()
    agreements: list[Agreement] = []
    exchanges: list[Exchange] = []
    handed_over: dict[Leg, int] = {}
    done = 0
    for series in plans:
        w.next_exchange()
        agreements.append(agree(w, series))
        for index, happening in enumerate(series.happenings):
            w.next_exchange()
            exchanges.append(happening.exchange)
            scenes = [open_scene(w, plan, happening.day) for plan in happening.legs]
            speak_of_exchange(w, happening, scenes)
            ordinals.speak(w, happening, scenes)
            totals.speak(w, series, index)
            done += len(scenes)
            due = claims * done // legs
            for scene in scenes:
                speak(w, scene, due)
            repeat(w, scenes, due)
            if happening.setting is not Setting.FAILED:
                handed_over.update((plan.leg, plan.true) for plan in happening.legs)
    record = Record(
        PARTIES, tuple(agreements), tuple(exchanges), tuple(w.claims), tuple(w.judgements)
    )
    return record, Truth(handed_over, tuple(w.planted))
