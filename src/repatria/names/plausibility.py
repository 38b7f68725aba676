"""How much like a name a word sounds: which letter follows which in names.

Tables only, and one figure from them. Each row holds the letters that make up 97.5 % of what
follows its letter in the given names and surnames of names-translator (in Ukrainian and Russian),
and in their transliterations of 2010 and of ICAO. `^` is the beginning of a word, `$` its end.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise

CYRILLIC: Mapping[str, str] = {
    "^": "абвгдежзиклмнопрстуфхцчшя", "а": "$бвгдезйклмнпрстфхцчшя", "б": "$аеиклноручыяєі",
    "в": "$адеиклнорсуцчыяі", "г": "$адеилноруі", "д": "$авежзиклмнорсучыьюяі",
    "е": "$бвгдежзйклмнпрстхцчш", "ж": "$абдеикмносуі", "з": "$абвгдеиклмноуыьюяі",
    "и": "$бвгдезйклмнпрстхцчшщя", "й": "$бвдклмностцч", "к": "$аеилоруі", "л": "$адеиклоуыьюяєі",
    "м": "$абеиклнопрсучыяєі", "н": "$адеикностуцчыьюяі", "о": "$бвгджзйклмнпрстхчш",
    "п": "$аеиклнорстучыяєі", "р": "$абвгдежиклмнопстучшыьюяєі", "с": "$авеиклмноптуьюяі",
    "т": "$авеиклноручыьюяі", "у": "$бгджзйклмнпрстхцчшщ", "ф": "$аеилортуьєі",
    "х": "$авилмнортуі", "ц": "$аеикоуыьюяі", "ч": "$аеикноуі", "ш": "$авеиклмнопту",
    "щ": "аеиоуєі", "ы": "бвгджзйклмнпрстхцчш", "ь": "$бвгдекмносцчшяє", "э": "$бвгдйклмнпрстуфх",
    "ю": "бгджзклмнпрстхчшщ", "я": "$бвгдезклмнрстхцчшє", "є": "$бвгджзйклмнпрстфцшє",
    "і": "$бвгдзйклмнопрстхцчшщяє", "ї": "вджзклмнрстцчш",
}  # fmt: skip

LATIN: Mapping[str, str] = {
    "^": "abcdfghiklmnoprstvyz", "a": "$bcdhiklmnprstvz", "b": "$aceiklnoruy", "c": "h",
    "d": "$aceiklnorsuvyz", "e": "$bcdghiklmnprstvz", "f": "$aeilortuy", "g": "$aehilnoru",
    "h": "$aceiklmnortuy", "i": "$abcdeiklmnprstuvz", "k": "$aehiloruy", "l": "$acdeiklmnostuy",
    "m": "$abceiklnosuy", "n": "$acdeiknosty", "o": "$bcdhiklmnprstvz", "p": "$aceiklorstuy",
    "r": "$abcdeiklmnopstuyz", "s": "$aehiklmnotuy", "t": "$aeiknorsuvy", "u": "$bcdhiklmnprstz",
    "v": "$aceiklnorsty", "y": "abcdehiklmnprstuvz", "z": "$abdehiklmnouvy",
}  # fmt: skip

_WORD = re.compile(r"[^\W\d_']{2,}")


def likeness(text: str, table: Mapping[str, str]) -> float:
    """The share of pairs of neighbouring letters that are usual; 0 of a text without words."""
    usual = pairs = 0
    for word in _WORD.findall(text.lower().replace("'", "").replace("ё", "е")):
        marked = f"^{word}$"
        pairs += len(marked) - 1
        usual += sum(b in table.get(a, "") for a, b in pairwise(marked))
    return usual / pairs if pairs else 0.0
