"""Worked examples of the grades: a few made-up claims, graded by the engine itself.

What the method page shows as an example is what the engine says, not what somebody wrote down.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext

from repatria.base.dates import partial_date
from repatria.desks.record.labels import WORDS, Names
from repatria.desks.record.labels import quantity as in_words
from repatria.statements.claim import Claim, Source, Speaker
from repatria.statements.figures import Grade
from repatria.statements.grades import grade_leg
from repatria.statements.quantity import Quantity, about, exact
from repatria.statements.record import Leg, Party, SignedFigure
from repatria.statements.vocabulary import Category, ClaimKind, Track, Unit, Voice

_LEG = Leg("example", "A", "B", Track.REMAINS)
_DAY = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class Example:
    """What was said by whom, the sentences of the verdict, and the grade."""

    said: tuple[str, ...]
    why: tuple[str, ...]
    grade: Grade | None


def _speakers() -> dict[str, Speaker]:
    def named(code: str, voice: Voice, party: str = "") -> Speaker:
        role = {"A": "giver", "B": "receiver"}.get(party, "third")
        extra = f", {WORDS['unnamed']}" if voice is Voice.UNNAMED else ""
        return Speaker(code, f"{WORDS[role]}{extra}", voice, party)

    return {
        "a": named("a", Voice.PARTY, "A"),
        "b": named("b", Voice.PARTY, "B"),
        "x": named("x", Voice.UNNAMED, "A"),
    }


def examples() -> dict[Grade, Example]:
    """One example for each grade, in the reader's language."""
    twelve, ten = exact(12), exact(10)
    act = SignedFigure(_LEG, twelve, Unit.BODY, gettext("act no. 1"), _DAY)
    return {
        Grade.SIGNED: _graded([("b", ten)], act=act),
        Grade.AGREED: _graded([("a", twelve), ("b", about(12))]),
        Grade.CORROBORATED: _graded([("x", twelve), ("b", twelve)]),
        Grade.SINGLE: _graded([("b", twelve)]),
        Grade.CONTESTED: _graded([("a", twelve), ("b", ten)]),
        Grade.DISCOUNTED: _graded([("b", twelve)], retired=True),
    }


def _graded(
    words: list[tuple[str, Quantity]], act: SignedFigure | None = None, retired: bool = False
) -> Example:
    speakers = _speakers()
    only = gettext("the statement") if len(words) == 1 else ""
    claims = [
        _claim(only or str(place), speakers[who], quantity)
        for place, (who, quantity) in enumerate(words)
    ]
    gone = {claim.id: "withdrawn" for claim in claims} if retired else {}
    verdict = grade_leg(_LEG, claims, gone, signed=[] if act is None else [act]).headline
    names = Names({code: Party(code, {"en": code}) for code in "AB"}, speakers)
    said = tuple(f"{speakers[who].name}: {in_words(quantity)}" for who, quantity in words)
    if act is not None:
        said = (*said, f"{act.act}: {in_words(act.quantity)}")
    return Example(said, tuple(map(names.sentence, verdict.reasons)), verdict.grade)


def _claim(name: str, speaker: Speaker, quantity: Quantity) -> Claim:
    return replace(_CLAIM, id=name, speaker=speaker, quantity=quantity)


_CLAIM = Claim(
    id="",
    kind=ClaimKind.COUNT,
    quantity=exact(1),
    unit=Unit.BODY,
    category=Category.REMAINS,
    giver="A",
    receiver="B",
    speaker=Speaker("", "", Voice.OTHER),
    source=Source("example", ""),
    said_on=partial_date("2000-01-01"),
    exchange="example",
)
