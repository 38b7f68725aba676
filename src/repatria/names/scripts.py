"""In which script a word is written, and the signs that names have besides letters."""

from __future__ import annotations

import re

from repatria.names.model import Script

CYRILLIC = "А-Яа-яЁёІіЇїЄєҐґЎўЈјЅѕЉљЊњЋћЂђЏџЌќЃѓЀЍѐѝЎў\u048a-\u052f"
LATIN = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u01ba\u01bc-\u01bf\u01cd-\u024f\u1e00-\u1eff"
LETTERS = CYRILLIC + LATIN

APOSTROPHES = "'’ʼ‘‛`´ʹ′＇՚ˈʻ"
DOUBLE_APOSTROPHES = '"“”„ʺ″'
"""Between two letters of one word they stand for an apostrophe, or for ъ in some tables."""
DASHES = "-‐‑‒–—−﹣－"

_HAS_CYRILLIC = re.compile(f"[{CYRILLIC}]")
_HAS_LATIN = re.compile(f"[{LATIN}]")
_FOLDED = str.maketrans({**dict.fromkeys(APOSTROPHES, "'"), **dict.fromkeys(DASHES, "-")})
_DOUBLE = re.compile(
    rf"(?<=[{LETTERS}])[{DOUBLE_APOSTROPHES}](?=[a-zа-яёіїєґ]|[ЯЮЄЇЕ](?:[{LETTERS}]|$))"
)


def script_of(text: str) -> Script:
    """The script of the letters of a text; `MIXED` where both occur, `NONE` where neither does."""
    cyrillic = _HAS_CYRILLIC.search(text) is not None
    latin = _HAS_LATIN.search(text) is not None
    if cyrillic and latin:
        return Script.MIXED
    if cyrillic:
        return Script.CYRILLIC
    return Script.LATIN if latin else Script.NONE


def signs_folded(text: str) -> str:
    """One kind of apostrophe and of hyphen; folding what is folded changes nothing."""
    return _DOUBLE.sub("'", text).translate(_FOLDED)
