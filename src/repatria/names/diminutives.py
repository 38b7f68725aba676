"""Short and pet forms of given names, and their forms in other languages.

A line of `diminutives_men` and `diminutives_women` is a full name and what people are called who
bear it, in Ukrainian and Russian; Latin spellings are found by their keys (Сашко and Sashko are
both `sawko`), and English namesakes stand in Latin letters. A name with many forms has several
lines. A form that stands under several names may be short for any of them: Саша is Олександр or
Олександра, Слава is half a dozen men. Call signs are left out, and full names that people bear as
names of their own (Ніна is no short Антоніна).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from repatria.names import diminutives_men, diminutives_women


def _forms(lines: str) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for line in lines.strip().splitlines():
        name, forms = line.split(":")
        found[name] = (*found.get(name, ()), *forms.split())
    return MappingProxyType(found)


MEN = _forms(diminutives_men.MEN)
WOMEN = _forms(diminutives_women.WOMEN)
