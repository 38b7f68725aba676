"""Letters of one script that look like another's, put back: Latin a, e, o, i in a Cyrillic word.

A repair is certain where only one script can have written the whole word. Where both could
(`Cop`, `M`) the other words of the name decide, and without them nothing does.
"""

from __future__ import annotations

from dataclasses import dataclass

from repatria.names.model import Script
from repatria.names.scripts import script_of

_PAIRS = "AА BВ CС EЕ HН IІ JЈ KК MМ OО PР SЅ TТ XХ YУ ÏЇ ËЁ aа cс eе iі jј kк oо pр sѕ xх yу ïї ëё"
"""Latin and Cyrillic letters of one look."""
_MADE_SMALL = "bв hн mм tт"
"""Latin letters whose capitals look like Cyrillic ones; a program made them small."""
_TO_CYRILLIC = {pair[0]: pair[1] for pair in f"{_PAIRS} {_MADE_SMALL}".split()}
_TO_LATIN = {pair[1]: pair[0] for pair in _PAIRS.split()}
_GREEK = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧανορυικ", "ABEZHIKMNOPTYXavopyik", strict=True))
_GREEK_TO_LATIN = str.maketrans(_GREEK)
_CYRILLIC_TABLE = str.maketrans(_TO_CYRILLIC)
_LATIN_TABLE = str.maketrans(_TO_LATIN)


@dataclass(frozen=True, slots=True)
class Repair:
    """What a word of two scripts can have been; both where nothing in the word decides."""

    cyrillic: str | None
    latin: str | None

    @property
    def certain(self) -> str | None:
        """The only possible one."""
        return (self.latin or self.cyrillic) if None in (self.cyrillic, self.latin) else None


def repair(word: str) -> Repair:
    """The word in each script in which all its letters can be had."""
    return Repair(in_cyrillic(word), in_latin(word))


def in_cyrillic(word: str) -> str | None:
    """The word in Cyrillic letters of the same look; `None` where a letter has none."""
    return _if_all(word.translate(_CYRILLIC_TABLE), Script.CYRILLIC)


def in_latin(word: str) -> str | None:
    """The word in Latin letters of the same look; `None` where a letter has none."""
    return _if_all(word.translate(_LATIN_TABLE), Script.LATIN)


def mostly(word: str) -> str:
    """The word as far as it can be put into the script of most of its letters."""
    cyrillic = sum(script_of(letter) is Script.CYRILLIC for letter in word)
    latin = sum(script_of(letter) is Script.LATIN for letter in word)
    return word.translate(_CYRILLIC_TABLE if cyrillic >= latin else _LATIN_TABLE)


def without_greek(word: str) -> str:
    """The word with Latin letters for the Greek ones that look like them."""
    return word if word.isascii() else word.translate(_GREEK_TO_LATIN)


def _if_all(word: str, script: Script) -> str | None:
    return word if script_of(word) is script else None
