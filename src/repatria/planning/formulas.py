"""Formulas to be compared: agreements as text files, each laid on one frame.

Every formula is an ordinary agreement, read by `terms_text`: those that come with Repatria, forms
under `compared/` that nobody agreed on, and whatever file is handed in. No formula has code of its
own. The frame (who the sides are, what a round carries, how often) is the same for all, so that
they differ in what they promise alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from importlib.resources import files

from repatria.base.errors import ValueProblem
from repatria.base.messages import message
from repatria.planning.shipped import shipped_terms
from repatria.planning.terms import Room, Terms
from repatria.planning.terms_text import parse_terms

_FOLDER = files("repatria.planning") / "compared"

SHIPPED = (
    "all-for-all",
    "istanbul-2025-06-02-ukraine",
    "istanbul-2025-06-02-russia",
    "thousand-for-thousand-2025-05-16",
)
"""Agreements and proposals, from `shipped.py`."""
FORMS = (
    "one-for-one",
    "category-for-category",
    "women-and-young-first",
    "two-for-one",
    "three-for-two",
)
"""Forms of `compared/` that a sort can keep."""
BY_PROGRAM = ("equivalents",)
"""Forms that need the integer program: slow over many rounds."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What is the same for all formulas compared."""

    sides: tuple[str, str]
    """Stand for the first and the second side of every formula: turn them to turn a ratio round."""
    room: tuple[Room, Room]
    interval: int = 7
    """Days between two rounds."""

    @classmethod
    def of(cls, terms: Terms) -> Frame:
        """The frame of an agreement."""
        return cls(terms.sides, terms.room, terms.interval or 1)


@dataclass(frozen=True, slots=True)
class Formula:
    """One formula: its key, and its terms on the frame."""

    key: str
    terms: Terms


def form_text(name: str) -> str:
    """The file of a form. `ValueProblem` for a name that is not there."""
    if name not in FORMS + BY_PROGRAM:
        text = message("There is no form {name}; there are: {names}.")
        raise ValueProblem(text.format(name=name, names=", ".join(FORMS + BY_PROGRAM)))
    return (_FOLDER / f"{name}.txt").read_text(encoding="utf-8")


def form_terms(name: str) -> Terms:
    """The terms of a form."""
    return parse_terms(form_text(name), f"{name}.txt")


def framed(terms: Terms, frame: Frame) -> Terms:
    """An agreement on the frame: its first side stands for the frame's first. Clauses and tiers
    stay as they are."""
    names = dict(zip(terms.sides, frame.sides, strict=True))
    return replace(
        terms,
        sides=frame.sides,
        reading=names.get(terms.reading, terms.reading),
        room=frame.room,
        interval=frame.interval,
    )


def formulas(frame: Frame, more: Iterable[Terms] = (), by_program: bool = False) -> list[Formula]:
    """All that come with Repatria, and those of `more` behind them, on one frame. With `by_program`
    also those that need the integer program."""
    found = [Formula(name, framed(shipped_terms(name), frame)) for name in SHIPPED]
    forms = FORMS + (BY_PROGRAM if by_program else ())
    found += [Formula(name, framed(form_terms(name), frame)) for name in forms]
    found += [Formula(f"given-{at}", framed(terms, frame)) for at, terms in enumerate(more, 1)]
    return found
