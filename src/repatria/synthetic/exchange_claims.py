"""What is said of an exchange as a whole: parity, both directions together, the how-manieth."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from repatria.base.dates import period
from repatria.statements.quantity import PARITY
from repatria.statements.vocabulary import ClaimKind, Per, Track, Unit
from repatria.synthetic.cast import INTERMEDIARY, NORTH, PRESS, SIDES, SOUTH
from repatria.synthetic.happenings import Happening
from repatria.synthetic.legs import Setting, State
from repatria.synthetic.scenes import Scene
from repatria.synthetic.truth import RATES, Kinds
from repatria.synthetic.writer import Writer, number

PARITY_TOLD = 0.6
PARITY_NUMBERED = 0.6
BOTH_TOGETHER = 0.1
ORDINAL = 0.35
ORDINAL_PRINTED = 0.1


def speak_of_exchange(w: Writer, happening: Happening, scenes: list[Scene]) -> None:
    """Claims that cover both directions of the exchange's own track."""
    pair = scenes[:2]
    if len(pair) < 2 or w.room < 1:
        return
    states = {scene.plan.state for scene in pair}
    flaws = {scene.plan.flaw for scene in pair}
    if flaws == {Kinds.PARITY}:
        _false_parity(w, pair)
    elif happening.setting is Setting.PARITY and w.rng.random() < PARITY_TOLD:
        _parity(w, pair)
    if states == {State.COUNTED} and flaws == {None} and w.rng.random() < BOTH_TOGETHER:
        _together(w, pair)


def _parity(w: Writer, pair: list[Scene]) -> None:
    both = replace(pair[0].about, both=True)
    day = pair[0].day
    if pair[0].plan.state is State.WITHHELD:
        side = SIDES[w.rng.choice((NORTH, SOUTH))]
        w.say(both, ClaimKind.COUNT, side.ministry, day, PARITY)
        return
    speaking = [p for p in pair[0].plan.speaking if p in pair[1].plan.speaking]
    if speaking:
        side = SIDES[w.rng.choice(speaking)]
        numbered = w.rng.random() < PARITY_NUMBERED
        said = number(pair[0].plan.true) if numbered else PARITY
        w.say(both, ClaimKind.COUNT, side.ministry, day, said)


def _false_parity(w: Writer, pair: list[Scene]) -> None:
    both = replace(pair[0].about, both=True)
    side = SIDES[w.rng.choice((NORTH, SOUTH))]
    one = w.say(both, ClaimKind.COUNT, side.ministry, pair[0].day, PARITY)
    off = abs(pair[0].plan.true - pair[1].plan.true)
    core = (*pair[0].core, *pair[1].core)
    w.plant(Kinds.PARITY, one, *core, legs=(pair[0].leg, pair[1].leg), off_by=off)


def _together(w: Writer, pair: list[Scene]) -> None:
    if w.room:
        total = pair[0].plan.true + pair[1].plan.true
        both = replace(pair[0].about, both=True, per=Per.TOTAL)
        w.say(both, ClaimKind.COUNT, INTERMEDIARY, pair[0].day, number(total), later=1)


@dataclass(slots=True)
class Ordinals:
    """ "The fourth in a week": counts the exchanges of prisoners of the last seven days."""

    days: list[date] = field(default_factory=list)

    def speak(self, w: Writer, happening: Happening, scenes: list[Scene]) -> None:
        """Note the exchange, and perhaps let somebody say the how-manieth it is."""
        track, day = happening.exchange.track, happening.day
        if track is not Track.LIVING or happening.setting is Setting.FAILED:
            return
        self.days.append(day)
        first = day - timedelta(days=6)
        count = len(self.days) - bisect_left(self.days, first)
        about = replace(scenes[0].about, both=len(scenes) > 1)
        covers = period(f"{first}..{day}")
        if w.room and w.rng.random() < ORDINAL:
            wrong = w.rng.random() < RATES[Kinds.ORDINAL]
            off = 0 if not wrong else 1 if count == 1 else w.rng.choice((1, -1))
            head = SIDES[w.rng.choice((NORTH, SOUTH))].head
            said = w.say(
                about, ClaimKind.ORDINAL, head, day, number(count + off),
                unit=Unit.EXCHANGE, covers=covers,
            )  # fmt: skip
            if wrong:
                w.plant(Kinds.ORDINAL, said, off_by=off)
        if w.room and w.rng.random() < ORDINAL_PRINTED:
            w.say(
                about, ClaimKind.ORDINAL, PRESS, day, number(count),
                later=1, unit=Unit.EXCHANGE, covers=covers,
            )  # fmt: skip
