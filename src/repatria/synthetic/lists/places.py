"""Birthplaces of made-up people: real oblasts, invented settlements, in three languages.

A place is a number: its oblast times `SETTLEMENTS` plus its settlement.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from translitua import RussianICAO, UkrainianKMU, translit

from repatria.synthetic.campaign.draws import Floats, Integers

OBLASTS: tuple[tuple[str, str], ...] = (
    ("Вінницька", "Винницкая"), ("Волинська", "Волынская"),
    ("Дніпропетровська", "Днепропетровская"), ("Донецька", "Донецкая"),
    ("Житомирська", "Житомирская"), ("Закарпатська", "Закарпатская"),
    ("Запорізька", "Запорожская"), ("Івано-Франківська", "Ивано-Франковская"),
    ("Київська", "Киевская"), ("Кіровоградська", "Кировоградская"),
    ("Луганська", "Луганская"), ("Львівська", "Львовская"),
    ("Миколаївська", "Николаевская"), ("Одеська", "Одесская"),
    ("Полтавська", "Полтавская"), ("Рівненська", "Ровенская"), ("Сумська", "Сумская"),
    ("Тернопільська", "Тернопольская"), ("Харківська", "Харьковская"),
    ("Херсонська", "Херсонская"), ("Хмельницька", "Хмельницкая"), ("Черкаська", "Черкасская"),
    ("Чернівецька", "Черновицкая"), ("Чернігівська", "Черниговская"),
)  # fmt: skip
_STEMS: tuple[tuple[str, str], ...] = (
    ("Верб", "Верб"), ("Калин", "Калин"), ("Дуб", "Дуб"), ("Яблун", "Яблон"),
    ("Вільхов", "Ольхов"), ("Ясен", "Ясен"), ("Терн", "Терн"), ("Малин", "Малин"),
    ("Журавл", "Журавл"), ("Вовч", "Волч"), ("Кам'ян", "Камен"), ("Піщан", "Песчан"),
    ("Глин", "Глин"), ("Криниц", "Криниц"), ("Борис", "Борис"), ("Степан", "Степан"),
    ("Гнат", "Игнат"), ("Згур", "Згур"), ("Лип", "Лип"), ("Соснів", "Соснов"),
    ("Заліз", "Желез"), ("Білоріч", "Белореч"), ("Орл", "Орл"), ("Сокол", "Сокол"),
    ("Михайл", "Михайл"), ("Юр'їв", "Юрьев"), ("Хмел", "Хмел"), ("Пасіч", "Пасеч"),
    ("Полян", "Полян"), ("Рудн", "Рудн"),
)  # fmt: skip
_ENDS: tuple[tuple[str, str], ...] = (
    ("івка", "овка"), ("ичі", "ичи"), ("ове", "овое"), ("инці", "инцы"),
    ("аньки", "аньки"), ("івське", "овское"),
)  # fmt: skip
SETTLEMENTS = len(_STEMS) * len(_ENDS)
PLACES = len(OBLASTS) * SETTLEMENTS


def drawn(uniform: Floats) -> Integers:
    """For numbers in [0, 1): places, some of many people and most of few."""
    weights = np.cumsum(1_000_000 // (np.arange(PLACES) + 10))
    ranks = np.searchsorted(weights, (uniform * int(weights[-1])).astype(np.int64), side="right")
    # 2,371 is coprime to the number of places: every rank is another place, in no visible order.
    return ranks * 2371 % PLACES


def oblast_of(places: Integers) -> Integers:
    return places // SETTLEMENTS


@cache
def written(place: int, language: str, coarse: bool) -> str:
    """A place in `uk`, `ru`, or in Latin script from either (`uk-latin`, `ru-latin`); coarse is
    the oblast alone."""
    at, settlement = divmod(place, SETTLEMENTS)
    stem, end = divmod(settlement, len(_ENDS))
    side = 0 if language.startswith("uk") else 1
    oblast, village = OBLASTS[at][side], _STEMS[stem][side] + _ENDS[end][side]
    if language.endswith("latin"):
        table = RussianICAO if side else UkrainianKMU
        oblast, village = translit(oblast, table), translit(village, table)
        return f"{oblast} oblast" if coarse else f"{village}, {oblast} oblast"
    return f"{oblast} обл." if coarse else f"{oblast} обл., с. {village}"
