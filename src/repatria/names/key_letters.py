"""The alphabet of keys: one letter a sound, whichever script wrote it. Tables only.

Key letters are small Latin letters. Four stand for sounds that Latin has no single letter for:
`c` ц, `j` ж, `q` ч, `w` ш and щ. `g` is г, ґ, h and g at once; `i` is и, і, ї, ы, й, y and j, since
each of the official tables gives some of them one letter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

CYRILLIC: Mapping[str, str] = MappingProxyType(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "є": "e", "э": "e",
        "ё": "io", "ж": "j", "з": "z", "и": "i", "і": "i", "ї": "i", "ы": "i", "й": "i", "к": "k",
        "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u",
        "ў": "u", "ф": "f", "х": "x", "ц": "c", "ч": "q", "ш": "w", "щ": "w", "ь": "", "ъ": "",
        "ю": "iu", "я": "ia",
    }
)  # fmt: skip

LATIN: Mapping[str, str] = MappingProxyType(
    {
        # щ in English, Ukrainian of 1996, French, German and Polish, GOST of 1971
        "shch": "w", "chtch": "w", "schtsch": "w", "szcz": "w", "sch": "w", "shh": "w",
        # ш, ч, ж, ц, х
        "sh": "w", "sz": "w", "tsch": "q", "tch": "q", "cz": "q", "ch": "q", "zh": "j",
        "ts": "c", "tz": "c", "tc": "c", "kh": "x",
        # зг is zgh, so that it is not read as ж
        "zgh": "zg", "gh": "g", "h": "g",
        "ph": "f", "th": "t", "w": "v", "x": "ks", "ct": "kt", "ou": "u",
        "y": "i", "j": "i", "q": "k",
    }
)  # fmt: skip
"""Latin letters and groups that are not the key letter of the same name; the longest goes first."""

MARKED: Mapping[str, str] = MappingProxyType(
    {
        "ž": "zh", "š": "sh", "č": "ch", "ŝ": "shch", "ћ": "ch", "â": "ia", "û": "iu", "ł": "l",
        "ß": "ss", "ё": "io", "æ": "e", "ø": "o", "đ": "d",
    }
)  # fmt: skip
"""Letters of scholarly spellings that are more than a letter with a mark to be left out."""

FOLDED: Mapping[str, str] = MappingProxyType(
    {"ou": "u", "ts": "c", "tc": "c", "tq": "q", "sq": "w", "wq": "w"}
)
"""Sequences that some spelling writes as one sound: Братський is Bratskyi, Гнатченко Gnatchenko.

Besides, `i` before `e` falls away (є, ье and е are all three e, ie, ye), and doubled letters are
one.
"""

VOWELS = frozenset("aeiou")

_OTHER_READINGS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), spelling)
    for pattern, spelling in (
        ("j", "zh"),  # Passports of 2004, French
        ("(?<![sckztpg])h", "kh"),  # Mihail
        ("x", "kh"),
        ("gu(?=[eiy])", "g"),  # Serguei, French
        ("cz", "ts"),
        ("ck", "k"),
        ("zh", "zgh"),  # зг where zgh is not known
        ("sc(?!h)", "shch"),  # Russian telegrams
        ("c(?![hkz])", "k"),  # Victor
    )
)
"""Latin letters that are another sound in another spelling, and how that is usually spelt."""

_FRENCH = re.compile("ou|tch")
_SOFT_J = re.compile("(?<=[^aeiouy])j(?=[^aeiouyj]|$)")


def other_latin_readings(word: str) -> tuple[str, ...]:
    """The same plain Latin word respelt for each letter that may be read in another way."""
    found = [pattern.sub(usual, word) for pattern, usual in _OTHER_READINGS if pattern.search(word)]
    if _FRENCH.search(word):
        # ш is ch where ч is tch
        found.append(word.replace("tch", "\0").replace("ch", "sh").replace("\0", "ch"))
    return tuple(found)


def plain_latin(word: str) -> str:
    """A Latin word without marks, scholarly letters written out, and without j for ь."""
    if not word.isascii():
        spelt = "".join(MARKED.get(letter, letter) for letter in unicodedata.normalize("NFC", word))
        bare = unicodedata.normalize("NFD", spelt)
        word = "".join(letter for letter in bare if letter.isascii())
    return _SOFT_J.sub("", word) if "j" in word else word
