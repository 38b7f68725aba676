"""A leg while people speak of it, and the first words on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from repatria.statements.quantity import NONE, about
from repatria.statements.record import Leg
from repatria.statements.vocabulary import ClaimKind, Track
from repatria.synthetic.cast import PRESS, SIDES, Side
from repatria.synthetic.legs import LegPlan, State
from repatria.synthetic.truth import Kinds
from repatria.synthetic.writer import About, Writer, number


@dataclass(frozen=True, slots=True)
class Scene:
    """A leg while people speak of it. `core` are its first claims, `side` who gave the first."""

    plan: LegPlan
    about: About
    day: date
    side: Side
    core: tuple[str, ...] = ()

    @property
    def leg(self) -> Leg:
        return self.plan.leg

    @property
    def living(self) -> bool:
        return self.leg.track is Track.LIVING

    @property
    def giver(self) -> Side:
        return SIDES[self.leg.giver]

    @property
    def receiver(self) -> Side:
        return SIDES[self.leg.receiver]


def open_scene(w: Writer, plan: LegPlan, day: date) -> Scene:
    """Write the claims that the leg must have."""
    at = About.leg(plan.leg)
    giver, receiver = SIDES[plan.leg.giver], SIDES[plan.leg.receiver]
    w.owed -= plan.must
    if plan.state is State.COUNTED:
        speaking = list(plan.speaking)
        w.rng.shuffle(speaking)
        core = {
            party: w.say(at, ClaimKind.COUNT, SIDES[party].ministry, day, number(plan.says(party)))
            for party in speaking
        }
        if plan.flaw is Kinds.BETWEEN_SIDES:
            both = (core[plan.leg.giver], core[plan.leg.receiver])
            w.plant(plan.flaw, *both, legs=(plan.leg,), off_by=plan.giver_says - plan.true)
        return Scene(plan, at, day, SIDES[speaking[0]], tuple(core.values()))
    if plan.state is State.ZERO:
        first = w.say(at, ClaimKind.DENIAL, receiver.source, day, NONE)
        return Scene(plan, at, day, receiver, (first,))
    if plan.state is State.FAILED:
        planned = about(10 * w.rng.randint(2, 120))
        first = w.say(at, ClaimKind.PLAN, giver.ministry, day, planned, later=-2)
        return Scene(plan, at, day, giver, (first,))
    silent = (plan.leg.giver, plan.leg.receiver)
    first = w.say(at, ClaimKind.NON_STATEMENT, PRESS, day, silent=silent)
    return Scene(plan, at, day, receiver, (first,))


Write = Callable[[Writer, Scene], None]
Test = Callable[[Scene], bool]


def always(_: Scene) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Saying:
    """One row of the table: how often it is said, where it fits, how many claims it takes."""

    rate: float
    size: int
    write: Write
    fits: Test = always
