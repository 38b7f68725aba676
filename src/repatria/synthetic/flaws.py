"""The defects that are planted on one leg, each written so that it can be seen in the claims."""

from __future__ import annotations

from repatria.statements.vocabulary import Category, ClaimKind, Unit
from repatria.synthetic.cast import PRESS, RUMOUR
from repatria.synthetic.divided import divided
from repatria.synthetic.scenes import Saying, Scene
from repatria.synthetic.truth import RATES, Kinds
from repatria.synthetic.writer import Writer, number


def _off(w: Writer) -> int:
    return w.rng.randint(1, 9)


def earlier_self(w: Writer, s: Scene) -> None:
    """A minister who says another number three days later, and withdraws nothing."""
    right, off = s.plan.says(s.side.code), _off(w)
    one = w.say(s.about, ClaimKind.COUNT, s.side.minister, s.day, number(right))
    two = w.say(s.about, ClaimKind.COUNT, s.side.minister, s.day, number(right + off), later=3)
    w.plant(Kinds.EARLIER_SELF, one, two, legs=(s.leg,), off_by=off)


def with_third(w: Writer, s: Scene) -> None:
    off = _off(w)
    wrong = number(s.plan.true + off)
    one = w.say(s.about, ClaimKind.COUNT, PRESS, s.day, wrong, later=1, outlet=RUMOUR)
    w.plant(Kinds.WITH_THIRD, one, *s.core, legs=(s.leg,), off_by=off)


def parts(w: Writer, s: Scene) -> None:
    whole, off = s.plan.says(s.side.code), _off(w)
    wrong = divided(s.plan, whole, second=False, off_by=off)
    one = w.say(s.about, ClaimKind.COUNT, s.side.headquarters, s.day, number(whole), parts=wrong)
    w.plant(Kinds.PARTS, one, legs=(s.leg,), off_by=off)


def category(w: Writer, s: Scene) -> None:
    """The receiver divides the number; the giver's minister tells all of it of soldiers."""
    whole = s.plan.true
    told = divided(s.plan, whole, second=False)
    one = w.say(
        s.about, ClaimKind.COUNT, s.receiver.headquarters, s.day, number(whole), parts=told
    )  # fmt: skip
    two = w.say(
        s.about, ClaimKind.COUNT, s.giver.minister, s.day, number(whole), category=Category.POW
    )  # fmt: skip
    w.plant(Kinds.CATEGORY, one, two, legs=(s.leg,), off_by=s.plan.civilians)


def unit(w: Writer, s: Scene) -> None:
    """An outlet that takes bodies for containers."""
    one = w.say(
        s.about, ClaimKind.COUNT, PRESS, s.day, number(s.plan.true),
        later=1, outlet=RUMOUR, unit=Unit.CONTAINER,
    )  # fmt: skip
    w.plant(Kinds.UNIT, one, *s.core, legs=(s.leg,))


def sense(w: Writer, s: Scene) -> None:
    """One briefing, two renderings."""
    first, second = w.two_outlets()
    percent = number(w.rng.randint(5, 60))
    words = ("identified", f"identified as {s.giver.people}")
    ids = [
        w.say(
            s.about, ClaimKind.IDENTITY, s.receiver.ombudsman, s.day, percent,
            outlet=place, unit=Unit.PERCENT, identity=told, relay=bool(index),
        )
        for index, (place, told) in enumerate(zip((first, second), words, strict=True))
    ]  # fmt: skip
    w.plant(Kinds.SENSE, *ids, legs=(s.leg,))


def attribution(w: Writer, s: Scene) -> None:
    """One word that two outlets lay in different mouths."""
    first, second = w.two_outlets()
    count = number(s.plan.says(s.side.code))
    one = w.say(s.about, ClaimKind.COUNT, s.side.head, s.day, count, outlet=first, relay=True)
    two = w.say(s.about, ClaimKind.COUNT, s.side.source, s.day, count, outlet=second)
    w.plant(Kinds.ATTRIBUTION, one, two, legs=(s.leg,))


def denied(w: Writer, s: Scene) -> None:
    """The side that did not come denies that anything was arranged."""
    one = w.say(s.about, ClaimKind.DENIAL, s.receiver.headquarters, s.day)
    w.plant(Kinds.DENIED, one, *s.core, legs=(s.leg,))


FLAWS: dict[Kinds, Saying] = {
    Kinds.EARLIER_SELF: Saying(1.0, 2, earlier_self),
    Kinds.WITH_THIRD: Saying(1.0, 1, with_third),
    Kinds.PARTS: Saying(1.0, 1, parts),
    Kinds.CATEGORY: Saying(1.0, 2, category),
    Kinds.UNIT: Saying(1.0, 1, unit),
    Kinds.SENSE: Saying(1.0, 2, sense),
    Kinds.ATTRIBUTION: Saying(1.0, 2, attribution),
}
DENIED = Saying(RATES[Kinds.DENIED], 1, denied)
