"""Codes of the parts of a name by which an index finds a person, whatever the script.

A code is a loose key (`keys`) in small letters: uk, ru and Latin spellings of one name mostly share
it, and so do slips in its vowels. What is stored has few codes, what is asked has all: a name that
is another in the other language is stored under the code to which both lead as well, and asked by
every code that it can have.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from repatria.names.keys import is_loose, loose_key
from repatria.names.lemmas import settled
from repatria.names.model import Part

MOST_STORED = 3
MOST_ASKED = 8

NONE = "0"
"""Stands for the initial of a part that is not there."""
INITIALS = "abcdfgjklmnpqrstuvwxy" + NONE
"""Every initial that a key can hold."""

_VOWELS = {"a": "a", "e": "a", "i": "a", "o": "a", "u": "u", "ia": "y", "io": "y", "iu": "y"}
"""О and А, Є and Е, І and И begin one name in two languages."""

_LETTERS = "abcdfgjklmnpqrstuvw"
"""The letters of codes."""
_DOUBLED = re.compile(r"(.)\1+")
_SHORTEST = 3
"""Letters of a code in which slips are looked for; shorter ones become each other too easily."""


@lru_cache(maxsize=1 << 15)
def stored_codes(part: Part) -> tuple[str, ...]:
    """The codes under which a part is stored; of a double name those of its halves."""
    lemmas = (lemma for lemma in settled(part) if "-" not in lemma)
    return _codes((*lemmas, *_halves(part)))[:MOST_STORED]


@lru_cache(maxsize=1 << 12)
def asked_codes(part: Part) -> tuple[str, ...]:
    """All codes under which the part of one and the same person may be stored."""
    lemmas = (lemma for lemma in part.lemmas if "-" not in lemma)
    return _codes((*_halves(part), *lemmas))[:MOST_ASKED]


def initials(part: Part | None) -> tuple[str, ...]:
    """The letters, as of `INITIALS`, with which a part can begin; `NONE` of a missing one."""
    if part is None:
        return (NONE,)
    folded = (_VOWELS.get(letter, letter.replace("z", "s")) for letter in part.initials)
    return tuple(dict.fromkeys(folded)) or (NONE,)


@lru_cache(maxsize=1 << 12)
def slipped(code: str) -> tuple[str, ...]:
    """The codes at one slip from this one: a letter lost, added or another, two changed round."""
    if len(code) < _SHORTEST:
        return ()
    cuts = [(code[:at], code[at:]) for at in range(len(code) + 1)]
    found = [before + after[1:] for before, after in cuts if after]
    found += [before + after[1] + after[0] + after[2:] for before, after in cuts if len(after) > 1]
    found += [before + letter + after[1:] for before, after in cuts if after for letter in _LETTERS]
    found += [before + letter + after for before, after in cuts for letter in _LETTERS]
    single = dict.fromkeys(_DOUBLED.sub(r"\1", each) for each in found)
    return tuple(each for each in single if each != code)


def code_of_word(key: str) -> str:
    """The code that belongs to a strict key."""
    return loose_key(key).lower()


def _halves(part: Part) -> Iterable[str]:
    return (key for key in part.keys if not is_loose(key) and "-" not in key)


def _codes(keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(code for code in dict.fromkeys(map(code_of_word, keys)) if code)
