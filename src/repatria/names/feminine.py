"""Women's surnames and the men's that belong to them: Ковальова and Ковальов, Чорна and Чорний.

Comparing asks for it because one list writes a woman by the form of her own name and another by her
family's, and because a brother and a sister bear one surname in two forms.
"""

from __future__ import annotations

from functools import lru_cache

from repatria.names.cases import folded
from repatria.names.model import Sex

_CYRILLIC: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ська", ("ський",)),
    ("цька", ("цький",)),
    ("зька", ("зький",)),
    ("ская", ("ский", "ской")),
    ("цкая", ("цкий", "цкой")),
    ("жая", ("жий", "жой")),
    ("чая", ("чий",)),
    ("шая", ("ший", "шой")),
    ("щая", ("щий",)),
    ("кая", ("кий", "кой")),
    ("гая", ("гий", "гой")),
    ("хая", ("хий", "хой")),
    ("ая", ("ый", "ой")),
    ("няя", ("ний",)),
    ("ова", ("ов",)),
    ("ьова", ("ьов",)),
    ("йова", ("йов",)),
    ("ева", ("ев",)),
    ("єва", ("єв",)),
    ("їна", ("їн",)),
    ("іна", ("ін",)),
    ("ина", ("ин",)),
    ("ына", ("ын",)),
    ("дня", ("дній",)),
    ("жня", ("жній",)),
    ("шня", ("шній",)),
    ("иня", ("иній",)),
    ("орна", ("орний",)),
    ("ична", ("ичний",)),
    ("ідна", ("ідний",)),
    ("оджна", ("оджний",)),
    ("сна", ("сний",)),
    ("вна", ("вний",)),
    ("біла", ("білий",)),
    ("ила", ("илий",)),
    ("стара", ("старий",)),
    ("мудра", ("мудрий",)),
    ("добра", ("добрий",)),
    ("бра", ("брий",)),
    ("та", ("тий",)),
    ("да", ("дий",)),
    ("пала", ("палий",)),
    ("ька", ("ький",)),
    ("адка", ("адкий",)),
    ("идка", ("идкий",)),
    ("уха", ("ухий",)),
    ("руда", ("рудий",)),
    ("гоша", ("гоший",)),
    ("ла", ("лий",)),
)
"""Woman's ending and man's, for Cyrillic; the longest that fits is taken."""

_LATIN: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("skaya", ("skiy", "skoy")),
    ("skaia", ("skii", "skoi")),
    ("skaja", ("skij", "skoj")),
    ("tskaya", ("tskiy",)),
    ("ska", ("skyi",)),
    ("tska", ("tskyi",)),
    ("zka", ("zkyi",)),
    ("aya", ("yy", "oy")),
    ("aia", ("yi", "oi")),
    ("ova", ("ov",)),
    ("eva", ("ev",)),
    ("ieva", ("iev",)),
    ("ina", ("in",)),
    ("yna", ("yn",)),
    ("orna", ("ornyi",)),
    ("ila", ("ilyi",)),
)
"""The same for Latin spellings of Ukrainian and Russian."""

_SURE = ("ська", "цька", "зька", "ская", "цкая", "ая", "яя", "ова", "ева", "єва", "skaya", "skaia",
         "skaja", "ska", "ova", "eva")  # fmt: skip
"""Ends that hardly a man's surname has: the man's form comes first, then the word itself."""

_CYRILLIC_BY_END = dict(_CYRILLIC)
_LATIN_BY_END = dict(_LATIN)
_LONGEST = max(len(end) for end, _ in (*_CYRILLIC, *_LATIN))


@lru_cache(maxsize=1 << 15)
def masculine(surname: str, sex: Sex = Sex.UNKNOWN) -> tuple[str, ...]:
    """The surnames of the men of her family, folded, the likeliest first; never empty.

    A surname that is the same for men and women (Бойко, Шевчук) stands alone. Where a noun and a
    feminine form are written alike (Малина, Весна) both stay. For a man the surname stays as it is.
    """
    word = folded(surname)
    if sex is Sex.MALE:
        return (word,)
    found = tuple(_forms(word))
    if not found:
        return (word,)
    sure = any(half.endswith(_SURE) for half in word.split("-"))
    return tuple(dict.fromkeys((*found, word) if sure else (word, *found)))


def _forms(word: str) -> list[str]:
    """The man's forms of each half of a double surname, put together in their order."""
    first, dash, second = word.rpartition("-")
    ends = _forms_of_one(second)
    if not dash:
        return ends
    starts = _forms_of_one(first) or [first]
    return [f"{start}-{end}" for start in starts[:1] for end in (ends or [second])]


def _forms_of_one(word: str) -> list[str]:
    table = _CYRILLIC_BY_END if "а" <= word[-1:] <= "ґ" else _LATIN_BY_END
    for length in range(min(_LONGEST, len(word) - 1), 1, -1):
        endings = table.get(word[-length:])
        if endings is not None:
            return [word[:-length] + ending for ending in endings]
    return []
