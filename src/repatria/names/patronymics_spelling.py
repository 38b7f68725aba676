"""A rough spelling without a script, under which the patronymics of the tables are looked up.

It is rougher than the keys by which parts are compared (г and х fall together, and everything that
sounds like и): the endings of a patronymic keep strangers out, and the table holds a few hundred.
"""

from __future__ import annotations

import re
import unicodedata

_CYRILLIC = str.maketrans(
    dict(zip("абвгґдеєэзиіїыйклмнопрстуфхц", "abvggdeeeziiiiiklmnoprstufgc", strict=True))
    | {"ж": "ž", "ч": "č", "ш": "š", "щ": "šč", "ю": "u", "я": "a", "ь": "", "ъ": "", "'": ""}
    | {"ё": "e"}
)

_DIGRAPHS = (
    ("shch", "šč"),
    ("tsch", "č"),
    ("tch", "č"),
    ("sch", "š"),
    ("sh", "š"),
    ("ch", "č"),
    ("cz", "č"),
    ("zh", "ž"),
    ("kh", "g"),
    ("ts", "c"),
    ("tc", "c"),
    ("tz", "c"),
    ("ph", "f"),
    ("ou", "u"),
    ("x", "ks"),
    ("w", "v"),
    ("h", "g"),
    ("j", "i"),
    ("y", "i"),
)
"""Latin spellings and what they stand for, in the order in which they are replaced."""

_CARONS = {"č": "ch", "ć": "ch", "š": "sh", "ž": "zh"}
_SOFT_J = re.compile(r"(?<=[dlnstz])j(?=[bcdfghklmnprstvxz]|$)")
"""A soft sign written as j (Aljbertovych)."""
_GLIDE = re.compile("i+(?=[aeou])")
_DOUBLE = re.compile(r"(.)\1+")


def skeleton(word: str) -> str:
    """The rough spelling of a folded word in either script."""
    text = word.translate(_CYRILLIC)
    if text == word or word[:1] < "а":
        for sign, letters in _CARONS.items():
            text = text.replace(sign, letters)
        text = unicodedata.normalize("NFD", text)
        text = "".join(letter for letter in text if letter.isalpha())
        text = _SOFT_J.sub("", text)
        for spelling, sound in _DIGRAPHS:
            text = text.replace(spelling, sound)
    return _DOUBLE.sub(r"\1", _GLIDE.sub("", text))
