"""Spaces that are missing or too many: БорисМатрипула, Василь Михай лович.

Only Cyrillic words are looked at: in Latin ones capitals inside and small words are often right.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from repatria.base.messages import message
from repatria.names.model import Sex
from repatria.names.reasons import Reason, reason
from repatria.names.tokens import Kind, token

_NO_SPACE = message("“{text}” is read as two words without the space between them.")
_A_SPACE = message("“{text}” is read as one word.")

_TWO_WORDS = re.compile("([А-ЯІЇЄҐЁ][а-яіїєґё']+)([А-ЯІЇЄҐЁ][а-яіїєґё'-]+)")
_PREFIXES = frozenset({"Мак", "Де", "Ді", "Ла", "Ле"})
"""With these a capital inside a word is right: МакГрегор."""
_START, _REST = re.compile("[А-ЯІЇЄҐЁ][а-яіїєґё']+"), re.compile("[а-яіїєґё']{2,}")
_SHORT = 4
"""Letters of a rest that is hardly a word itself."""


def respaced(words: Sequence[str], notes: list[Reason]) -> list[str]:
    """Two words written as one taken apart, and one written as two put together."""
    found: list[str] = []
    for word in words:
        two = _TWO_WORDS.fullmatch(word)
        if two is not None and two[1] not in _PREFIXES:
            notes.append(reason(_NO_SPACE, text=word))
            found += two.groups()
        elif found and _is_rest(found[-1], word):
            notes.append(reason(_A_SPACE, text=f"{found[-1]} {word}"))
            found[-1] += word
        else:
            found.append(word)
    return found


def _is_rest(start: str, rest: str) -> bool:
    """Whether small letters after a word with a capital are the rest of it."""
    if not _START.fullmatch(start) or not _REST.fullmatch(rest):
        return False
    one, both = token(rest), token(start + rest)
    if one.kind is not Kind.WORD or one.patronymic or one.given.sex is not Sex.UNKNOWN:
        return False
    return len(rest) <= _SHORT or both.patronymic or both.given.known
