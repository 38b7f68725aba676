"""How people speak of a leg: which sayings, how often, in each state that a leg can be in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from repatria.statements.vocabulary import ClaimKind, Unit
from repatria.synthetic import sayings as say
from repatria.synthetic.cast import OTHER, SIDES
from repatria.synthetic.flaws import DENIED, FLAWS
from repatria.synthetic.legs import State
from repatria.synthetic.scenes import Saying, Scene, Write
from repatria.synthetic.truth import Kinds
from repatria.synthetic.writer import Writer

RELAYED = 0.3


def from_other(write: Write) -> Write:
    """The same, from the side that did not speak first."""

    def write_other(w: Writer, s: Scene) -> None:
        write(w, replace(s, side=SIDES[OTHER[s.side.code]]))

    return write_other


def _named(scene: Scene) -> bool:
    return not scene.plan.whisper


def _both_named(scene: Scene) -> bool:
    return not scene.plan.whisper and len(scene.plan.speaking) > 1


def _both_unnamed(scene: Scene) -> bool:
    return scene.plan.whisper and len(scene.plan.speaking) > 1


def _unnamed(scene: Scene) -> bool:
    return scene.plan.whisper


def _living(scene: Scene) -> bool:
    return scene.living


def _remains(scene: Scene) -> bool:
    return not scene.living


def _without(*flaws: Kinds) -> Callable[[Scene], bool]:
    return lambda scene: scene.plan.flaw not in flaws


TABLES: dict[State, tuple[Saying, ...]] = {
    State.COUNTED: (
        Saying(0.6, 1, say.asked_in_vain, lambda scene: bool(scene.plan.silent)),
        Saying(0.5, 2, say.head_relayed, _named),
        Saying(0.4, 2, from_other(say.head_relayed), _both_named),
        Saying(0.6, 1, say.core_relayed, _named),
        Saying(0.6, 1, from_other(say.core_relayed), _both_named),
        Saying(0.7, 1, say.unnamed, _unnamed),
        Saying(0.5, 1, from_other(say.unnamed), _both_unnamed),
        Saying(0.6, 1, say.in_parts, _without(Kinds.PARTS, Kinds.CATEGORY)),
        Saying(0.4, 1, say.civilians, lambda scene: scene.plan.civilians > 0),
        Saying(0.05, 1, say.outside, _living),
        Saying(0.25, 1, say.share),
        Saying(0.5, 1, say.identity, _remains),
        Saying(0.1, 1, say.footage),
        Saying(0.03, 2, say.corrected, _without(Kinds.EARLIER_SELF, Kinds.CATEGORY)),
        Saying(0.02, 1, say.withdrawn),
        Saying(0.02, 1, say.embargoed),
        Saying(0.08, 2, say.containers, lambda s: _remains(s) and s.plan.flaw is not Kinds.UNIT),
        Saying(0.15, 1, say.mission),
        Saying(0.12, 1, say.talk(ClaimKind.PLAN, days=-3, most=500)),
        Saying(0.15, 1, say.talk(ClaimKind.PROCESS)),
        Saying(0.1, 1, say.talk(ClaimKind.ACCUSATION, days=1)),
        Saying(0.03, 1, say.talk(ClaimKind.CONDITION)),
        Saying(0.03, 1, say.talk(ClaimKind.CAPACITY, unit=Unit.LABORATORY, most=40), _remains),
        Saying(0.08, 1, say.talk(ClaimKind.LIST_SUBMITTED, days=-5, most=700), _living),
        Saying(0.05, 1, say.talk(ClaimKind.LIST_DEFECT, days=-1), _living),
        Saying(0.8, 1, say.outlet),
        Saying(0.5, 1, say.outlet),
    ),
    State.ZERO: (
        Saying(0.7, 1, say.asked_in_vain),
        Saying(0.4, 1, say.denial_relayed),
        Saying(0.5, 1, say.outlet),
    ),
    State.WITHHELD: (
        Saying(0.8, 2, say.own_silence),
        Saying(0.3, 1, say.no_share),
        Saying(0.05, 1, say.dozens, lambda scene: scene.plan.true >= say.DOZENS_LEAST),
        Saying(0.2, 1, say.talk(ClaimKind.PROCESS)),
        Saying(0.8, 1, say.outlet),
    ),
    State.FAILED: (DENIED, Saying(0.4, 1, say.talk(ClaimKind.PROCESS))),
}


def speak(w: Writer, scene: Scene, due: int) -> None:
    """Say what the table yields, until `due` claims are written in all.

    What does not fit into the room left is not said.
    """
    flaw = FLAWS.get(scene.plan.flaw) if scene.plan.flaw else None
    if flaw is not None and flaw.size <= w.room:
        flaw.write(w, scene)
    for saying in TABLES[scene.plan.state]:
        if w.rng.random() >= saying.rate or not saying.fits(scene):
            continue
        if saying.size <= min(w.room, due - len(w.claims)):
            saying.write(w, scene)


def repeat(w: Writer, scenes: Sequence[Scene], due: int) -> None:
    """Let outlets repeat what was said, their own way or as relays, until `due` claims are written.

    They repeat numbers where there are any.
    """
    counted = [scene for scene in scenes if scene.plan.state is State.COUNTED] or scenes
    while w.room > 0 and len(w.claims) < due:
        scene = w.rng.choice(counted)
        relays = scene.plan.state is State.COUNTED and _named(scene)
        if relays and w.rng.random() < RELAYED:
            say.core_relayed(w, scene)
        else:
            say.outlet(w, scene)
