"""Scopes as people write them: `seriously_wounded or gravely_ill`, `age 18..25 and not civilian`.

    scope := and-scope ("or" and-scope)*
    and-scope := part ("and" part)*
    part := "not" part | "(" scope ")" | any | seriously_wounded | gravely_ill | civilian | soldier
          | woman | man | age N..N | held at least N days | captured before DATE
          | rank WORD | unit WORD

"and" binds closer than "or", "not" closer than both. What is printed is read back as it was.
"""

from __future__ import annotations

import difflib
import re
from datetime import date

from repatria.base.errors import ValueProblem
from repatria.base.messages import Sentence, message, sentence
from repatria.planning.facts import Medical, Sex
from repatria.planning.line_words import LARGEST, WordProblem, Words, value_text
from repatria.planning.scope import (
    Aged,
    AllOf,
    Anybody,
    AnyOf,
    CapturedBefore,
    HasMedical,
    HeldFor,
    IsCivilian,
    Not,
    OfRank,
    OfSex,
    OfUnit,
    Scope,
)

DEPTH = 40
"""How deep parentheses and "not" may lie in one another."""

SINGLE: dict[str, Scope] = {
    "any": Anybody(),
    "seriously_wounded": HasMedical(Medical.SERIOUSLY_WOUNDED),
    "gravely_ill": HasMedical(Medical.GRAVELY_ILL),
    "civilian": IsCivilian(True),
    "soldier": IsCivilian(False),
    "woman": OfSex(Sex.FEMALE),
    "man": OfSex(Sex.MALE),
}
"""Scopes of one word."""

_STARTS = (*SINGLE, "age", "held", "captured", "rank", "unit", "not")
_WORD_OF = {scope: word for word, scope in SINGLE.items()}
_TOO_DEEP = message("too many parentheses or “not” in one another")
_AGES = re.compile(r"([0-9]{1,3})\.\.([0-9]{1,3})")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def parse_scope(text: str) -> Scope:
    """A scope of its words. Raises `WordProblem` with the word and the reason."""
    words = Words(text)
    scope = read_scope(words)
    words.end()
    return scope


def read_scope(words: Words, depth: int = 0) -> Scope:
    """A scope from where the words are, up to the first that does not belong to it."""
    if depth > DEPTH:
        raise WordProblem(words.here(), sentence(_TOO_DEEP))
    parts = [_and(words, depth)]
    while words.has("or"):
        parts.append(_and(words, depth))
    return parts[0] if len(parts) == 1 else AnyOf(tuple(parts))


def _and(words: Words, depth: int) -> Scope:
    parts = [_part(words, depth)]
    while words.has("and"):
        parts.append(_part(words, depth))
    return parts[0] if len(parts) == 1 else AllOf(tuple(parts))


def _part(words: Words, depth: int) -> Scope:
    if depth > DEPTH:
        raise WordProblem(words.here(), sentence(_TOO_DEEP))
    if words.has("not"):
        return Not(_part(words, depth + 1))
    if words.has("("):
        inner = read_scope(words, depth + 1)
        words.expect(")")
        return inner
    if words.peek() in SINGLE:
        return SINGLE[words.take(sentence("a scope")).text]
    if words.has("age"):
        return _aged(words)
    if words.has("held"):
        words.expect("at", "least")
        days = _count(words, sentence("the number of days"))
        words.expect("days")
        return HeldFor(days)
    if words.has("captured"):
        words.expect("before")
        return CapturedBefore(read_day(words))
    if words.has("rank"):
        return OfRank(words.value(sentence("the rank")))
    if words.has("unit"):
        return OfUnit(words.value(sentence("the unit")))
    raise _unknown(words.here())


def _aged(words: Words) -> Scope:
    word = words.take(sentence("the ages, as 18..25,")).text
    ages = _AGES.fullmatch(word)
    if ages is None:
        raise WordProblem(word, sentence("ages are written as 18..25"))
    return Aged(int(ages[1]), int(ages[2]))


def _count(words: Words, what: Sentence) -> int:
    word, number = words.here(), words.number(what)
    if number < 0:
        raise WordProblem(word, sentence("{what} is below zero", what=what))
    return number


def read_day(words: Words) -> date:
    """A day, as 2022-06-01."""
    word = words.take(sentence("the day, as 2022-06-01,")).text
    if not _DAY.fullmatch(word):
        raise WordProblem(word, sentence("a day is written as 2022-06-01"))
    try:
        return date.fromisoformat(word)
    except ValueError:
        raise WordProblem(word, sentence("there is no such day")) from None


def _unknown(word: str) -> WordProblem:
    if not word:
        return WordProblem("", sentence("a scope is missing"))
    near = difflib.get_close_matches(word.lower(), _STARTS, 1)
    if near:
        told = sentence("no such word in a scope; perhaps “{word}”", word=near[0])
    else:
        told = sentence("no such word in a scope; there are: {words}", words=", ".join(_STARTS))
    return WordProblem(word, told)


def print_scope(scope: Scope) -> str:
    """The words of a scope. Raises `ValueProblem` for one that no words say."""
    if isinstance(scope, AllOf | AnyOf):
        if not scope.parts:
            return "any" if isinstance(scope, AllOf) else "not any"
        if len(scope.parts) == 1:
            return print_scope(scope.parts[0])
        inside = AnyOf | AllOf if isinstance(scope, AllOf) else AnyOf
        joint = " and " if isinstance(scope, AllOf) else " or "
        return joint.join(
            f"({print_scope(part)})" if isinstance(part, inside) else print_scope(part)
            for part in scope.parts
        )
    if isinstance(scope, Not):
        inner = print_scope(scope.inner)
        return f"not ({inner})" if isinstance(scope.inner, AllOf | AnyOf) else f"not {inner}"
    return _atom(scope)


def _atom(scope: Scope) -> str:
    match scope:
        case Aged(least, most) if 0 <= least <= 999 and 0 <= most <= 999:
            return f"age {least}..{most}"
        case HeldFor(days) if 0 <= days <= LARGEST:
            return f"held at least {days} days"
        case CapturedBefore(day):
            return f"captured before {day.isoformat()}"
        case OfRank(rank):
            return f"rank {value_text(rank)}"
        case OfUnit(unit):
            return f"unit {value_text(unit)}"
        case Anybody() | HasMedical() | IsCivilian() | OfSex() if scope in _WORD_OF:
            return _WORD_OF[scope]
    raise ValueProblem(f"no words say this scope: {scope}")
