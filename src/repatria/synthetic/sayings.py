"""What can be said of a leg beside its first words, one function a saying."""

from __future__ import annotations

from datetime import timedelta

from repatria.statements.claim import Evidence
from repatria.statements.counting import OUTSIDE
from repatria.statements.quantity import NONE, about, at_least
from repatria.statements.record import Judgement
from repatria.statements.vocabulary import Category, ClaimKind, Unit
from repatria.statements.words import read_quantity
from repatria.synthetic.cast import MISSION, PRESS, SIDES
from repatria.synthetic.divided import divided
from repatria.synthetic.legs import State
from repatria.synthetic.scenes import Scene, Write
from repatria.synthetic.writer import Writer, number

JUDGED = 0.05
VAGUE = 0.02
IN_WORDS = 0.05
SHOWN = Evidence("footage", "vehicles at a crossing (synthetic)", "Border", "as reported")
DOZENS_LEAST = 12
DOZENS = read_quantity("dozens")


def head_relayed(w: Writer, s: Scene) -> None:
    """One utterance of a head of state in two outlets."""
    first, second = w.two_outlets()
    count = number(s.plan.says(s.side.code))
    one = w.say(s.about, ClaimKind.COUNT, s.side.head, s.day, count, outlet=first)
    two = w.say(
        s.about, ClaimKind.COUNT, s.side.head, s.day, count,
        later=w.rng.randint(0, 1), outlet=second, relay=True,
    )  # fmt: skip
    if w.rng.random() < JUDGED:
        w.judgements.append(
            Judgement(one, two, "same", "a reader (synthetic)", s.day + timedelta(days=2))
        )


def core_relayed(w: Writer, s: Scene) -> None:
    count = number(s.plan.says(s.side.code))
    w.say(
        s.about, ClaimKind.COUNT, s.side.ministry, s.day, count,
        later=w.rng.randint(0, 1), relay=True,
    )  # fmt: skip


def unnamed(w: Writer, s: Scene) -> None:
    w.say(s.about, ClaimKind.COUNT, s.side.source, s.day, number(s.plan.says(s.side.code)))


def in_parts(w: Writer, s: Scene) -> None:
    whole = s.plan.says(s.side.code)
    parts = divided(s.plan, whole, w.rng.random() < 0.5)
    w.say(s.about, ClaimKind.COUNT, s.side.headquarters, s.day, number(whole), parts=parts)


def civilians(w: Writer, s: Scene) -> None:
    count = number(s.plan.civilians)
    w.say(
        s.about, ClaimKind.COUNT, s.side.ombudsman, s.day, count, category=Category.CIVILIAN
    )  # fmt: skip


def outside(w: Writer, s: Scene) -> None:
    """People returned beside the exchange, whom totals leave out."""
    count = number(w.rng.randint(1, 30))
    w.say(s.about, ClaimKind.COUNT, s.side.ombudsman, s.day, count, counting=OUTSIDE)


def share(w: Writer, s: Scene) -> None:
    """A part told alone."""
    part = w.rng.randint(1, min(s.plan.true, s.plan.giver_says))
    w.say(s.about, ClaimKind.COMPOSITION, s.side.head, s.day, number(part))


def no_share(w: Writer, s: Scene) -> None:
    w.say(s.about, ClaimKind.COMPOSITION, s.side.head, s.day)


def identity(w: Writer, s: Scene) -> None:
    people = f"{s.receiver.people}, on the giver's word"
    w.say(s.about, ClaimKind.IDENTITY, s.giver.ministry, s.day, identity=people)


def _repeated(s: Scene, place: int) -> int:
    """The number that an outlet repeats: on one leg always the same side's."""
    speaking = s.plan.speaking
    return s.plan.says(speaking[place % len(speaking)])


def footage(w: Writer, s: Scene) -> None:
    place = w.outlet()
    w.say(
        s.about, ClaimKind.COUNT, PRESS, s.day, number(_repeated(s, place)),
        later=1, outlet=place, evidence=SHOWN,
    )  # fmt: skip


def corrected(w: Writer, s: Scene) -> None:
    right = s.plan.says(s.side.code)
    wrong = number(right + w.rng.randint(1, 30))
    old = w.say(s.about, ClaimKind.COUNT, s.side.minister, s.day, wrong)
    w.say(
        s.about, ClaimKind.COUNT, s.side.minister, s.day, number(right), later=2, supersedes=old
    )  # fmt: skip


def withdrawn(w: Writer, s: Scene) -> None:
    wrong = number(s.plan.true + w.rng.randint(1, 30))
    gone = s.day + timedelta(days=w.rng.randint(1, 5))
    w.say(s.about, ClaimKind.COUNT, s.side.spokesman, s.day, wrong, withdrawn_on=gone)


def embargoed(w: Writer, s: Scene) -> None:
    count = number(s.plan.says(s.side.code))
    until = s.day + timedelta(days=w.rng.randint(7, 40))
    w.say(s.about, ClaimKind.COUNT, s.side.spokesman, s.day, count, embargo_until=until)


def containers(w: Writer, s: Scene) -> None:
    """One speaker who counts both the bodies and what they came in."""
    bodies = s.plan.says(s.side.code)
    count = number(bodies + w.rng.randint(0, bodies // 20))
    w.say(s.about, ClaimKind.COUNT, s.side.headquarters, s.day, number(bodies))
    w.say(s.about, ClaimKind.COUNT, s.side.headquarters, s.day, count, unit=Unit.CONTAINER)


def mission(w: Writer, s: Scene) -> None:
    """The mission rounds, save where a number that is off could hide behind a rounded one."""
    true = s.plan.true
    loose = (number(true), about(true), at_least(true))
    count = number(true) if s.plan.flaw else w.rng.choice(loose)
    w.say(s.about, ClaimKind.COUNT, MISSION, s.day, count, later=1)


def asked_in_vain(w: Writer, s: Scene) -> None:
    w.say(s.about, ClaimKind.NON_STATEMENT, PRESS, s.day, silent=(s.plan.silent,))


def own_silence(w: Writer, s: Scene) -> None:
    for side in (s.giver, s.receiver):
        w.say(s.about, ClaimKind.NON_STATEMENT, side.ministry, s.day, silent=(side.code,))


def dozens(w: Writer, s: Scene) -> None:
    w.say(s.about, ClaimKind.COUNT, PRESS, s.day, DOZENS)


def talk(kind: ClaimKind, days: int = 0, unit: Unit | None = None, most: int = 0) -> Write:
    """A saying that bears on no count."""

    def write(w: Writer, s: Scene) -> None:
        side = SIDES[w.rng.choice((s.leg.giver, s.leg.receiver))]
        if most:
            count = about(w.rng.randint(1, most))
            w.say(s.about, kind, side.spokesman, s.day, count, later=days, unit=unit)
        else:
            w.say(s.about, kind, side.spokesman, s.day, later=days, unit=unit)

    return write


def outlet(w: Writer, s: Scene) -> None:
    """An outlet in its own voice, on what is known by then."""
    rng = w.rng
    later, place = rng.randint(0, 3), w.outlet()
    if s.plan.state is State.COUNTED:
        count, vague = _repeated(s, place), rng.random() < VAGUE
        if count >= DOZENS_LEAST and rng.random() < IN_WORDS:
            w.say(s.about, ClaimKind.COUNT, PRESS, s.day, DOZENS, later=later, outlet=place)
        else:
            w.say(
                s.about, ClaimKind.COUNT, PRESS, s.day, number(count),
                later=later, outlet=place, vague=vague,
            )  # fmt: skip
    elif s.plan.state is State.ZERO:
        w.say(s.about, ClaimKind.COUNT, PRESS, s.day, NONE, later=later)
    elif s.plan.state is State.WITHHELD:
        silent = (s.leg.giver, s.leg.receiver)
        w.say(s.about, ClaimKind.NON_STATEMENT, PRESS, s.day, later=later, silent=silent)
    else:
        w.say(s.about, ClaimKind.PROCESS, PRESS, s.day, later=later)


def denial_relayed(w: Writer, s: Scene) -> None:
    w.say(s.about, ClaimKind.DENIAL, s.receiver.source, s.day, NONE, later=1, relay=True)
