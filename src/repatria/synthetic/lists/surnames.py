"""Surnames of made-up people: a head of common ones, and a long tail from names-translator.

Frequencies follow Zipf and Mandelbrot: the surname of rank r has the weight 1 / (r + 20)^0.8, by
which the commonest has about two in a thousand people, the head a tenth of them, and most surnames
of the tail a handful in a million. In which order the tail stands is of no meaning, and does not
depend on a seed.
"""

from __future__ import annotations

import re
from functools import cache
from zlib import crc32

import numpy as np
from names_translator.dicts import default_dicts

from repatria.synthetic.campaign.draws import Floats, Integers

HEAD = tuple(
    """
Мельник Шевченко Коваленко Бондаренко Бойко Ткаченко Кравченко Ковальчук Коваль Олійник Шевчук
Поліщук Ткачук Савченко Бондар Марченко Мороз Лисенко Руденко Петренко Клименко Павленко Савчук
Кравчук Кузьменко Пономаренко Василенко Гончаренко Харченко Сидоренко Карпенко Гаврилюк Швець
Попович Романюк Панченко Козак Юрченко Хоменко Павлюк Мартинюк Приходько Левченко Литвиненко
Кушнір Яковенко Назаренко Бондарчук Романенко Костенко Мазур Кулик Данилюк Кравець Ткач Костюк
Семенюк Гончарук Тимошенко Колесник Волошин Захарченко Федоренко Лукʼяненко Шульга Ярошенко
Білоус Іваненко Демченко Гордієнко Кириленко Сорока Дяченко Остапенко Яременко Тарасенко Давиденко
Кухар Литвин Сергієнко Федорчук Москаленко Мельничук Власенко Нестеренко Гриценко Вовк Іванов
Ковальов Чорний Попов Волков Білий Зінченко Стеценко Пилипенко Радченко Гайдук Лях Матвієнко
Вовченко Іщенко Приймак Захарчук Степаненко Кучер Луценко Бойчук Мазуренко Антоненко Касьяненко
Дорошенко Гуменюк Бабенко Козаченко Ковтун Скрипник Зайцев Морозов Новиков Соловйов Кузнєцов
Васильєв Петров Михайленко Трофименко Щербак Щербина Горбенко Заєць Білик Онищенко Зубко Рибак
Гнатюк Яценко Войтенко Левицький Савицький Яворський Домбровський Вишневський Козловський
Залізняк Баран Чернець Корнієнко Андрієнко Прокопенко Мирошниченко Чайка Голуб Журавель Дубина
Згурський Різник Цимбал Ґудзь Вʼюн Солов'яненко Стельмах
""".replace("ʼ", "'").split()
)
DOUBLES = 400
"""How many double surnames stand in the tail, made of two others."""
_SHIFT, _POWER = 20, 0.8
_USABLE = re.compile(r"[абвгґдеєжзиіїйклмнопрстуфхцчшщьюя']{3,15}")
_LETTERS = str.maketrans("ґҐіІїЇєЄ", "гГиИиИеЕ", "'")
_ADJECTIVE = {"ський": "ська", "цький": "цька", "зький": "зька", "ий": "а", "ій": "я"}
_POSSESSIVE = re.compile(r"(?:[оеє]в|[йьчшщж]ов|[іїи]н)$")


@cache
def surnames() -> tuple[str, ...]:
    """All surnames, in the form of men, the commonest first."""
    head = {name.lower() for name in HEAD}
    known = default_dicts().as_dict("last")
    tail = [
        key
        for key in known
        if _USABLE.fullmatch(key) and key not in head and not _of_women(key, known)
    ]
    tail.sort(key=lambda key: (crc32(key.encode()), key))
    titled = [key[0].upper() + key[1:] for key in tail]
    doubles = [f"{titled[at]}-{HEAD[at % len(HEAD)]}" for at in range(DOUBLES)]
    step = len(titled) // DOUBLES
    mixed = list(HEAD)
    for at, double in enumerate(doubles):
        mixed += titled[at * step : (at + 1) * step]
        mixed.append(double)
    return (*mixed, *titled[DOUBLES * step :])


def drawn(uniform: Floats) -> Integers:
    """For numbers in [0, 1): places in `surnames`."""
    weights = (np.arange(1, len(surnames()) + 1) + _SHIFT) ** -_POWER
    # Whole numbers, so that the last digit of a power on another machine changes nothing.
    sums = np.cumsum(np.rint(weights * 1e9).astype(np.int64))
    return np.searchsorted(sums, (uniform * int(sums[-1])).astype(np.int64), side="right")


@cache
def feminine(name: str) -> str:
    """The form of women, which is often the same."""
    if "-" in name:
        return "-".join(feminine(part) for part in name.split("-"))
    for masculine, form in _ADJECTIVE.items():
        if name.endswith(masculine):
            return name.removesuffix(masculine) + form
    return name + "а" if _POSSESSIVE.search(name) and len(name) > 4 else name


@cache
def russian(name: str, *, woman: bool, other: bool = False) -> str:
    """The Russian form of a surname in the form of men: the usual one, or where there is another
    and it is asked for, that. With ё where it is spoken."""
    if "-" in name:
        parts = name.split("-")
        return "-".join(russian(part, woman=woman, other=other) for part in parts)
    written = feminine(name) if woman else name
    found = default_dicts().lookup_key(written.lower(), "last")
    if not found:
        found = [_russian_feminine(ru) for ru in default_dicts().lookup_key(name.lower(), "last")]
    found = found or [written.translate(_LETTERS)]
    ru: str = found[1] if other and len(found) > 1 else found[0]
    if re.search(r"[йьчшщж]ова?$", written.lower()):
        ru = re.sub(r"ев(а?)$", r"ёв\1", ru)
    return ru


def _russian_feminine(ru: str) -> str:
    if ru.endswith(("ый", "ой")):
        return ru[:-2] + "ая"
    if ru.endswith("ий"):
        return ru[:-2] + ("ая" if ru[-3] in "кгхн" else "яя")
    return ru + "а" if re.search(r"(?:[оеё]в|[иы]н)$", ru) else ru


def _of_women(key: str, known: dict[str, list[str]]) -> bool:
    """Whether it is a woman's form of another surname of the dictionary."""
    if not key.endswith(("а", "я")):
        return False
    if key.endswith(("ська", "цька", "зька", "ова", "ева", "єва", "іна", "їна", "ая", "яя")):
        return True
    return (key[:-1] in known and _POSSESSIVE.search(key[:-1]) is not None) or (
        key[:-1] + "ий" in known and key.endswith("а")
    )
