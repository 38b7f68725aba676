"""Patronymics of made-up people, made from the father's given name by rule and by exception."""

from __future__ import annotations

from functools import cache

# Father's name: his son's and his daughter's patronymic, where no rule makes them.
_UK = {
    "Микола": ("Миколайович", "Миколаївна"),
    "Ілля": ("Ілліч", "Іллівна"),
    "Яків": ("Якович", "Яківна"),
    "Лев": ("Львович", "Львівна"),
    "Григорій": ("Григорович", "Григорівна"),
    "Нікіта": ("Нікітович", "Нікітівна"),
    "Федір": ("Федорович", "Федорівна"),
    "Василь": ("Васильович", "Василівна"),
    "Михайло": ("Михайлович", "Михайлівна"),
}
_RU = {
    "Илья": ("Ильич", "Ильинична"),
    "Лев": ("Львович", "Львовна"),
    "Никита": ("Никитич", "Никитична"),
    "Яков": ("Яковлевич", "Яковлевна"),
    "Даниил": ("Данилович", "Даниловна"),
    "Павел": ("Павлович", "Павловна"),
    "Пётр": ("Петрович", "Петровна"),
    "Михаил": ("Михайлович", "Михайловна"),
    "Дмитрий": ("Дмитриевич", "Дмитриевна"),
}


@cache
def ukrainian(father: str, woman: bool) -> str:
    """Of a Ukrainian given name in the nominative."""
    if father in _UK:
        return _UK[father][woman]
    if father.endswith("й"):
        return father + "ович" if not woman else father[:-1] + "ївна"
    stem = father.removesuffix("о")
    return stem + ("івна" if woman else "ович")


@cache
def russian(father: str, woman: bool) -> str:
    """Of a Russian given name in the nominative, with ё where it is written so."""
    if father in _RU:
        return _RU[father][woman]
    if father.endswith("ий"):
        return father[:-2] + ("ьевна" if woman else "ьевич")
    if father.endswith(("й", "ь")):
        return father[:-1] + ("евна" if woman else "евич")
    return father + ("овна" if woman else "ович")
