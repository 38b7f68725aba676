"""Which kinds of noise befall which rows of one list.

Marks are drawn for all kinds first. Whoever applies a kind takes its mark away from rows that it
cannot befall, so that what is left is the truth.
"""

from __future__ import annotations

import numpy as np

from repatria.synthetic.campaign.draws import Draws, Flags
from repatria.synthetic.lists.noise import NOISE, Field, Kind
from repatria.synthetic.lists.senders import Sender

Marks = dict[Kind, Flags]

_NAME_KINDS = tuple(
    kind
    for kind, noise in NOISE.items()
    if noise.field is Field.NAME and kind not in (Kind.CALL_SIGN_ONLY, Kind.WRONG_NAME)
)
_DATE_KINDS = (
    Kind.AGE_ONLY,
    Kind.YEAR_ONLY,
    Kind.FIRST_JANUARY,
    Kind.DAY_MONTH,
    Kind.BIRTH_DIGIT,
)
# Where the first is there, the others make no difference or cannot be.
_EXCLUDE: tuple[tuple[Kind, tuple[Kind, ...]], ...] = (
    (Kind.CALL_SIGN_ONLY, _NAME_KINDS),
    (Kind.INITIALS, (Kind.NICKNAME, Kind.ENGLISH_NAME, Kind.NO_PATRONYMIC)),
    (Kind.NICKNAME, (Kind.ENGLISH_NAME, Kind.OBLIQUE)),
    (Kind.BIRTH_ABSENT, _DATE_KINDS),
    (Kind.AGE_ONLY, _DATE_KINDS[1:]),
    (Kind.YEAR_ONLY, _DATE_KINDS[2:]),
    (Kind.FIRST_JANUARY, _DATE_KINDS[3:]),
    (Kind.DAY_MONTH, _DATE_KINDS[4:]),
    (Kind.PLACE_ABSENT, (Kind.PLACE_COARSE, Kind.PLACE_OTHER)),
    (Kind.UNIT_ABSENT, (Kind.UNIT_COARSE, Kind.UNIT_RENAMED, Kind.UNIT_MISNUMBERED)),
)


def drawn(sender: Sender, count: int, called: Flags, draws: Draws) -> Marks:
    """Marks for so many rows; `called` are those of people with a call sign."""
    marks = {kind: draws.chance(noise.rate(sender.kind), count) for kind, noise in NOISE.items()}
    for kind in (Kind.CALL_SIGN_ONLY, Kind.CALL_SIGN_INSIDE):
        marks[kind] &= called
    for kind, others in _EXCLUDE:
        for other in others:
            marks[other] &= ~marks[kind]
    return marks


def rows(mark: Flags) -> list[int]:
    return [int(row) for row in np.flatnonzero(mark)]


def pick(options: tuple[str, ...], choice: float) -> str:
    return options[int(choice * len(options))]


def listed(marks: Marks) -> list[str]:
    """Of each row the kinds that befell it, with blanks between them."""
    count = len(next(iter(marks.values())))
    found: list[list[str]] = [[] for _ in range(count)]
    for kind, mark in marks.items():
        for row in rows(mark):
            found[row].append(kind.value)
    return [" ".join(kinds) for kinds in found]
