"""Units of made-up people: invented numbers, older names, and how senders write them.

A unit is a number: its brigade times `BATTALIONS` plus its battalion.
"""

from __future__ import annotations

from functools import cache

import numpy as np

from repatria.synthetic.campaign.draws import Flags, Floats, Integers

BRIGADES, BATTALIONS = 120, 5
UNITS = BRIGADES * BATTALIONS
_FIRST_NUMBER, _FIRST_OLD_NUMBER = 301, 701
_KINDS: tuple[tuple[str, str, str, str, str, str], ...] = (
    ("окрема механізована бригада", "ОМБр", "отдельная механизированная бригада", "омбр",
     "Separate Mechanised Brigade", "Mech Bde"),
    ("окрема штурмова бригада", "ОШБр", "отдельная штурмовая бригада", "ошбр",
     "Separate Assault Brigade", "Aslt Bde"),
    ("окрема десантна бригада", "ОДБр", "отдельная десантная бригада", "одбр",
     "Separate Airborne Brigade", "Abn Bde"),
    ("окрема бригада територіальної оборони", "БрТрО",
     "отдельная бригада территориальной обороны", "бр ТрО",
     "Separate Territorial Defence Brigade", "TD Bde"),
    ("окрема єгерська бригада", "ОЄБр", "отдельная егерская бригада", "оебр",
     "Separate Jaeger Brigade", "Jgr Bde"),
    ("окрема танкова бригада", "ОТБр", "отдельная танковая бригада", "отбр",
     "Separate Tank Brigade", "Tank Bde"),
)  # fmt: skip


def drawn(uniform: Floats) -> Integers:
    """For numbers in [0, 1): units, as likely each."""
    return (uniform * UNITS).astype(np.int64)


def renamed(units: Integers) -> Flags:
    """Whether the brigade bore another name before: every third did."""
    return np.equal(units // BATTALIONS % 3, 0)


@cache
def written(unit: int, language: str, short: bool, coarse: bool, old: bool, slip: int) -> str:
    """A unit in `uk`, `ru` or `en`; coarse is the brigade alone, `old` its name before.

    `slip` is 0, or 1 to 27 for a number with one of its three digits changed.
    """
    brigade, battalion = divmod(unit, BATTALIONS)
    number = str((_FIRST_OLD_NUMBER if old else _FIRST_NUMBER) + brigade)
    uk, uk_short, ru, ru_short, en, en_short = _KINDS[(brigade + (3 if old else 0)) % len(_KINDS)]
    if slip:
        at, step = divmod(slip - 1, 9)
        digit = (int(number[at]) + 1 + step) % 10
        number = f"{number[:at]}{digit}{number[at + 1 :]}"
    part = battalion + 1
    match language, short:
        case "uk", True:
            return f"{number} {uk_short}" if coarse else f"{part} б-н {number} {uk_short}"
        case "uk", False:
            name = f"{number} {uk}"
            return name if coarse else f"{name}, {part} батальйон"
        case "ru", True:
            return f"{number} {ru_short}" if coarse else f"{part} б-н {number} {ru_short}"
        case "ru", False:
            name = f"{number} {ru}"
            return name if coarse else f"{name}, {part} батальон"
        case _, True:
            name = f"{_ordinal(number)} {en_short}"
            return name if coarse else f"{part} Bn, {name}"
        case _:
            name = f"{_ordinal(number)} {en}"
            return name if coarse else f"{name}, {_ordinal(str(part))} Battalion"


def _ordinal(number: str) -> str:
    teen = number[-2:-1] == "1"
    return number + ("th" if teen else {"1": "st", "2": "nd", "3": "rd"}.get(number[-1], "th"))
