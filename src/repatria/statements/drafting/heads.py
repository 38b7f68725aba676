"""The nouns that a number can count, by the tables of a language: ours, and none of ours."""

from __future__ import annotations

import re
from dataclasses import dataclass

from repatria.statements.drafting.lexicon import Lexicon
from repatria.statements.drafting.prose import rule
from repatria.statements.vocabulary import Category, Unit

# “70 of the 303”: the noun is that of the whole.
OF_NUMBER = (
    r"(?:\w+(?:надцяти|надцати|дцяти|дцати|десяти|десятьох|сот)|двох|двух|трьох|трех|трёх|"
    r"четырех|четырёх|чотирьох|"
    r"п'яти|пяти|шести|семи|восьми|дев'яти|девяти|сорока|ста|тысячи|тисячі)(?!\w)"
)
OF_THE_WHOLE = re.compile(
    r"\s+(?:of (?:the|those|them|whom|these)|(?:из|із|зі|з)(?=\s+(?:\d|них|тих|цих|этих|тех|"
    r"наших|своїх|своих|" + OF_NUMBER + r")))(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Counted:
    """What is counted, and the words that say so; `left` is a code where it is nothing of ours."""

    unit: Unit = Unit.PERSON
    category: Category = Category.LIVING
    words: str = ""
    left: str = ""
    end: int = 0
    none: bool = False
    """No noun stands by the number; it may lean on an earlier one."""


def head_at(low: str, at: int, lexicon: Lexicon) -> tuple[Unit, Category, int] | None:
    rows = (
        (lexicon.fragment, Unit.PART, Category.REMAINS),
        (lexicon.container, Unit.CONTAINER, Category.REMAINS),
        (lexicon.body, Unit.BODY, Category.REMAINS),
        (lexicon.prisoner, Unit.PERSON, Category.POW),
        (lexicon.person, Unit.PERSON, Category.LIVING),
    )
    for words, unit, category in rows:
        match = rule(*words).match(low, at)
        if match is not None and match[0]:
            return unit, category, len(match[0])
    return None


def other_at(low: str, at: int, lexicon: Lexicon) -> str:
    for code, words in lexicon.other.items():
        if rule(*words).match(low, at):
            return f"left_{code}"
    return ""


def told_at(low: str, at: int, lexicon: Lexicon) -> Counted | None:
    head = head_at(low, at, lexicon)
    if head is not None:
        unit, category, length = head
        return Counted(unit, category, low[at : at + length])
    rows = (
        (lexicon.dead, Unit.BODY, Category.REMAINS),
        (lexicon.civilian, Unit.PERSON, Category.CIVILIAN),
        (lexicon.wounded, Unit.PERSON, Category.WOUNDED),
    )
    for words, unit, category in rows:
        match = rule(*words).match(low, at)
        if match is not None and match[0]:
            return Counted(unit, category, match[0])
    return None
