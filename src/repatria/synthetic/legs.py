"""One leg of a made-up exchange: the true number, who speaks of it, and what is wrong with it."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from enum import StrEnum

from repatria.statements.contradiction import ContradictionKind
from repatria.statements.record import Leg
from repatria.statements.vocabulary import Track
from repatria.synthetic.truth import RATES

Kinds = ContradictionKind

SILENT = 0.15
"""How often one of the two sides gives no number."""
NONE_BACK = 0.35
"""How often the smaller direction of a handover of remains is empty."""
WHISPER = 0.4
"""How often unnamed sources speak, in place of relays of named ones."""
LEAST_DISPUTED = 20
LARGEST_GAP = 9
LARGEST_LEG = 1320


class Setting(StrEnum):
    """How the exchange of a leg went."""

    PLAIN = "plain"
    PARITY = "parity"
    """As many one way as the other."""
    FAILED = "failed"
    """One side came and the other did not."""


class State(StrEnum):
    """What can be said of a leg."""

    COUNTED = "counted"
    ZERO = "zero"
    WITHHELD = "withheld"
    """People came, and neither side says how many."""
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class LegPlan:
    """A leg as it was, and as its two sides will tell it.

    `civilians` and `women` are parts of every number told of the leg. `silent` is the side that
    gives no number; `whisper` says that unnamed sources speak, and that nobody is relayed.
    """

    leg: Leg
    state: State
    true: int
    giver_says: int
    civilians: int = 0
    women: int = 0
    silent: str = ""
    whisper: bool = False
    flaw: ContradictionKind | None = None

    def says(self, party: str) -> int:
        """The number in a side's own book, whether it gives it or not."""
        return self.giver_says if party == self.leg.giver else self.true

    @property
    def speaking(self) -> tuple[str, ...]:
        """The sides that give a number."""
        if self.state is not State.COUNTED:
            return ()
        return tuple(party for party in (self.leg.giver, self.leg.receiver) if party != self.silent)

    @property
    def must(self) -> int:
        """How many claims the leg has at the least."""
        return max(len(self.speaking), 1)

    def plain_to(self, party: str) -> bool:
        """Whether all that a side says of the leg comes to one exact number."""
        if self.state is State.ZERO:
            return party == self.leg.receiver
        return party in self.speaking and self.flaw is not Kinds.EARLIER_SELF


# In the order in which they are drawn.
_FLAWS = (
    Kinds.BETWEEN_SIDES,
    Kinds.EARLIER_SELF,
    Kinds.WITH_THIRD,
    Kinds.PARTS,
    Kinds.CATEGORY,
    Kinds.UNIT,
    Kinds.SENSE,
    Kinds.ATTRIBUTION,
)
_ON_REMAINS = frozenset({Kinds.UNIT, Kinds.SENSE})
_ON_BOTH_WORDS = frozenset({Kinds.BETWEEN_SIDES, Kinds.CATEGORY})


def plan_leg(
    rng: random.Random,
    leg: Leg,
    setting: Setting,
    larger: bool,
    withheld: bool,
    twin: int | None,
    both_may_speak: bool,
) -> LegPlan:
    """Draw one leg. `twin` is the number that it must have for parity."""
    if setting is Setting.FAILED:
        return LegPlan(leg, State.FAILED, 0, 0)
    true = twin if twin is not None else _number(rng, leg, larger)
    if withheld:
        return LegPlan(leg, State.WITHHELD, true, true)
    if true == 0:
        return LegPlan(leg, State.ZERO, 0, 0, silent=leg.giver)
    living = leg.track is Track.LIVING
    plan = LegPlan(
        leg,
        State.COUNTED,
        true,
        true,
        civilians=rng.randint(0, true // 3) if living and rng.random() < 0.5 else 0,
        women=rng.randint(0, true // 8) if living else 0,
        whisper=rng.random() < WHISPER,
    )
    if not both_may_speak or rng.random() < SILENT:
        plan = replace(plan, silent=rng.choice((leg.giver, leg.receiver)))
    return _flawed(rng, plan, setting)


def _number(rng: random.Random, leg: Leg, larger: bool) -> int:
    """Multiplications only: every machine rounds them alike."""
    u = rng.random()
    if leg.track is Track.LIVING:
        return 5 + int(400 * u * u)
    if larger:
        return 20 + int((LARGEST_LEG - 20) * u)
    return 0 if rng.random() < NONE_BACK else 1 + int(90 * u)


def _flawed(rng: random.Random, plan: LegPlan, setting: Setting) -> LegPlan:
    """At most one flaw a leg, so that each can be told from the others."""
    drawn = rng.random()
    for kind in _FLAWS:
        drawn -= RATES[kind]
        if drawn < 0:
            return _with_flaw(rng, plan, kind) if _fits(plan, kind, setting) else plan
    return plan


def _fits(plan: LegPlan, kind: ContradictionKind, setting: Setting) -> bool:
    if plan.true < LEAST_DISPUTED:
        return False
    if kind in _ON_REMAINS and plan.leg.track is not Track.REMAINS:
        return False
    if kind in _ON_BOTH_WORDS and plan.silent:
        return False
    if kind is Kinds.CATEGORY:
        return plan.civilians > 0
    return kind is not Kinds.BETWEEN_SIDES or setting is not Setting.PARITY


def _with_flaw(rng: random.Random, plan: LegPlan, kind: ContradictionKind) -> LegPlan:
    if kind is Kinds.BETWEEN_SIDES:
        gap = rng.randint(1, LARGEST_GAP) * rng.choice((1, -1))
        return replace(plan, flaw=kind, giver_says=plan.true + gap)
    return replace(plan, flaw=kind, whisper=plan.whisper and kind is not Kinds.ATTRIBUTION)


def deny_parity(rng: random.Random, legs: tuple[LegPlan, ...]) -> tuple[LegPlan, ...]:
    """Now and then, mark two legs on which a parity will be claimed that their numbers deny."""
    sound = all(item.state is State.COUNTED and item.flaw is None for item in legs)
    numbers = [item.true for item in legs]
    if len(legs) != 2 or not sound or max(numbers) < 2 * min(numbers):
        return legs
    if rng.random() >= RATES[Kinds.PARITY]:
        return legs
    return tuple(replace(item, flaw=Kinds.PARITY, whisper=False) for item in legs)
