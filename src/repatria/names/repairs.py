"""The letters of one word put right: digits in their place, two scripts, signs of no name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from repatria.base.messages import message
from repatria.names import homoglyphs
from repatria.names.model import Script
from repatria.names.reasons import Reason, reason
from repatria.names.scripts import LETTERS, script_of, signs_folded

MIXED = message("“{written}” mixes Cyrillic and Latin letters, and which are meant is not certain.")
_REPAIRED = message("“{written}” mixes letters that look alike; it is read as “{text}”.")
_DIGITS = message("“{written}” has digits in place of letters; it is read as “{text}”.")
_SIGNS = message("“{signs}” in “{written}” is no part of a name and was left out.")

_ODD = re.compile(rf"[^{LETTERS}0-9'./-]+")
_DIGIT_LETTERS = {
    Script.CYRILLIC: dict(zip("034681", "озчбві", strict=True)),
    Script.LATIN: dict(zip("015348", "olsaab", strict=True)),
}


@dataclass(frozen=True, slots=True)
class Repaired:
    """A word as it is read, and what was done to it."""

    text: str
    script: Script
    notes: tuple[Reason, ...]


def repaired(written: str) -> Repaired:
    """Put a word's letters right. The script is `MIXED` where no repair is certain."""
    notes: list[Reason] = []
    signs = signs_folded(written)
    text = homoglyphs.without_greek(signs)
    stand_in = text != signs
    odd = _ODD.findall(text)
    if odd:
        notes.append(reason(_SIGNS, signs="".join(odd), written=written))
        text = _ODD.sub("", text)
    if re.search("[0-9]", text):
        text = _with_letters(written, text, notes)
    script = script_of(text)
    if script is not Script.MIXED and not stand_in:
        return Repaired(text, script, tuple(notes))
    certain = homoglyphs.repair(text).certain
    if certain is None:
        notes.append(reason(MIXED, written=written))
        return Repaired(homoglyphs.mostly(text), Script.MIXED, tuple(notes))
    notes.append(reason(_REPAIRED, written=written, text=certain.rstrip(".")))
    return Repaired(certain, script_of(certain), tuple(notes))


def _with_letters(written: str, text: str, notes: list[Reason]) -> str:
    """Digits that a reader of pages took for letters, put back: К0валенко, 3аєць.

    Where they are as many as the letters they are none of the word, and are left out.
    """
    bare = re.sub("[0-9]", "", text)
    if len(text) - len(bare) >= sum(map(str.isalpha, bare)):
        return bare
    table = _DIGIT_LETTERS[Script.LATIN if script_of(text) is Script.LATIN else Script.CYRILLIC]
    spelled = re.sub("[0-9]", lambda digit: table.get(digit[0], ""), text)
    if bare.isupper():
        spelled = spelled.upper()
    elif text[0].isdigit():
        spelled = spelled[0].upper() + spelled[1:]
    notes.append(reason(_DIGITS, written=written, text=spelled))
    return spelled


def bare(text: str, script: Script) -> str:
    """The word without full stops, and without hyphens and apostrophes around it. In Latin letters
    an apostrophe at the end is a soft sign."""
    word = re.sub("[./]+", "", text).strip("-")
    soft = "'" if script is Script.LATIN and word.endswith("'") else ""
    word = re.sub("-{2,}", "-", word.strip("-'"))
    return word + soft if word else ""
