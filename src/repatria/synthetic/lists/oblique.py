"""The genitive and dative of names, as orders have them: Чорного Андрія Петровича.

Ukrainian ones come from shevchenko; Russian ones from the small table below, which knows the
endings of names and not every exception.
"""

from __future__ import annotations

import re
from typing import Literal

import shevchenko

Case = Literal["genitive", "dative"]
PartName = Literal["surname", "given", "patronymic"]

_FIELDS = {"surname": "family_name", "given": "given_name", "patronymic": "patronymic_name"}
# An ending, and what stands for it in the genitive and the dative. The first that fits counts.
_Table = tuple[tuple[str, str, str], ...]
_ADJECTIVES: _Table = (
    (r"(?<=[кгхжчшщн])ий$", "ого", "ому"),
    (r"ий$", "его", "ему"),
    (r"(?:ый|ой)$", "ого", "ому"),
)
_NOUNS: _Table = (
    (r"(?<=и)й$", "я", "ю"),
    (r"[йь]$", "я", "ю"),
    (r"(?<=[гкхжчшщ])а$", "и", "е"),
    (r"а$", "ы", "е"),
    (r"(?<=и)я$", "и", "и"),
    (r"я$", "и", "е"),
)
_MEN = (*_NOUNS, (r"(?<=[бвгджзклмнпрстфхцчшщ])$", "а", "у"))
_TABLES: dict[tuple[str, bool], _Table] = {
    ("surname", False): (
        *_ADJECTIVES,
        (r"(?:ых|их)$", r"\g<0>", r"\g<0>"),
        (r"(?<=[аеиоуыэюя][бвгджзклмнпрстфхчшщ])ец$", "ца", "цу"),
        *_MEN,
    ),
    ("surname", True): (
        (r"ая$", "ой", "ой"),
        (r"яя$", "ей", "ей"),
        (r"(?<=[оеё]в)а$|(?<=[иы]н)а$", "ой", "ой"),
        *(row for row in _NOUNS if "[йь]" not in row[0] and ")й$" not in row[0]),
    ),
    ("given", False): (
        (r"^Павел$", "Павла", "Павлу"),
        (r"^Лев$", "Льва", "Льву"),
        (r"^П[её]тр$", "Петра", "Петру"),
        *_MEN,
    ),
    ("given", True): ((r"^Любовь$", "Любови", "Любови"), (r"ь$", "и", "и"), *_NOUNS),
    ("patronymic", False): _MEN,
    ("patronymic", True): _NOUNS,
}


def ukrainian(word: str, part: PartName, *, woman: bool, case: Case) -> str:
    """A Ukrainian nominative in this case."""
    gender = shevchenko.FEMININE if woman else shevchenko.MASCULINE
    field = _FIELDS[part]
    return str(shevchenko.in_case(case, gender=gender, **{field: word})[field])


def russian(word: str, part: PartName, *, woman: bool, case: Case) -> str:
    """A Russian nominative in this case; indeclinable surnames stay as they are."""
    if "-" in word:
        return "-".join(russian(one, part, woman=woman, case=case) for one in word.split("-"))
    for ending, genitive, dative in _TABLES[part, woman]:
        if re.search(ending, word):
            return re.sub(ending, genitive if case == "genitive" else dative, word, count=1)
    return word
