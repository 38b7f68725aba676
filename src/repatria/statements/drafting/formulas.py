"""One number for another: “307 for 307”, «1003 на 26». The name of an exchange, or its count."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from repatria.statements.drafting.distractors import FORMULA, aged
from repatria.statements.drafting.lexicon import Lexicon
from repatria.statements.drafting.model import Span
from repatria.statements.drafting.prose import rule
from repatria.statements.drafting.units import counted
from repatria.statements.drafting.worded import Figure
from repatria.statements.quantity import Kind

# “157 plus 8”: of unequal numbers, a sum.
_PLUS = re.compile(r"(?<!\w)(?:плюс|plus)(?!\w)")
# How far, in characters, a stage stands before the formula of its exchange.
_NEAR = 60
_STAGE = (
    "етап~", "этап~", "stages?", "phases?", "rounds?", "part", "частин~", "част(?:ь|и)",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Formula:
    """Two figures, the one for the other."""

    first: Figure
    second: Figure

    @property
    def equal(self) -> bool:
        return self.first.quantity.number == self.second.quantity.number

    def other(self, figure: Figure) -> Figure:
        return self.second if figure is self.first else self.first


def pairs(low: str, figures: tuple[Figure, ...], lexicon: Lexicon) -> tuple[Formula, ...]:
    """Every formula of a text. Two numbers with nouns of their own are none, unless equal."""
    found: list[Formula] = []
    for first, second in pairwise(figures):
        if any(one.quantity.kind is not Kind.EXACT for one in (first, second)):
            continue
        between = low[first.core.end : second.span.start]
        if len(between) > 40 or FORMULA.fullmatch(between) is None:
            continue
        pair = Formula(first, second)
        place = second.span.start, second.core.end, second.quantity.number
        if not pair.equal and (_PLUS.search(between) or aged(low, *place)):
            continue
        counts = counted(low, second.span.start, second.span.end, second.span.end + 60, lexicon)
        if counts.left not in ("", "left_noun"):
            continue
        if pair.equal or len(between.split()) < 2:
            found.append(pair)
    return tuple(found)


def formula_of(figure: Figure, formulas: tuple[Formula, ...]) -> Formula | None:
    return next((one for one in formulas if figure in (one.first, one.second)), None)


def names_only(low: str, line: Span, at: int) -> bool:
    """Whether a formula is the name of an exchange of which the sentence tells a stage only."""
    near = max(line.start, at - _NEAR)
    stages = list(rule(*_STAGE).finditer(low, near, at))
    return bool(stages) and re.search(r"[,;:—–]", low[stages[-1].end() : at]) is None
