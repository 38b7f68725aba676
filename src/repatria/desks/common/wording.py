"""Numbers and dates as the three languages write them. No Django here: `language` is passed in.

A language that is not known is written as English.
"""

from __future__ import annotations

from repatria.base.dates import partial_date
from repatria.base.errors import ValueProblem

_SEPARATOR = {"en": ",", "uk": "\N{NO-BREAK SPACE}", "ru": "\N{NO-BREAK SPACE}"}

# After a day the month stands in the genitive ("14 червня"), alone in the nominative ("червень").
_EN = "January February March April May June July August September October November December"
_OF = {
    "en": _EN,
    "uk": "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
}
_ALONE = {
    "en": _EN,
    "uk": (
        "січень лютий березень квітень травень червень "
        "липень серпень вересень жовтень листопад грудень"
    ),
    "ru": "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
}


def number(value: int, language: str) -> str:
    """`1,200` in English, `1 200` with a space that never breaks in Ukrainian and Russian."""
    digits = f"{value:,}".replace(",", _SEPARATOR.get(language, ","))
    return digits.replace("-", "\N{MINUS SIGN}")


def day(value: object, language: str) -> str:
    """`14 June 2025`, `June 2025` or `2025`: no more precise than it was said.

    `value` is anything whose text is `YYYY`, `YYYY-MM` or begins with `YYYY-MM-DD`: a date, a
    partial date, a text. Other text is given back as it is.
    """
    parts = _parts(value)
    if parts is None:
        return str(value)
    month, year = _month(parts, language), str(parts[0])
    return " ".join(filter(None, (_day_number(parts), month, year)))


def day_short(value: object, language: str) -> str:
    """The same without the year where a day or a month is known: `14 June`, `June`, `2025`."""
    parts = _parts(value)
    if parts is None:
        return str(value)
    return " ".join(filter(None, (_day_number(parts), _month(parts, language)))) or str(parts[0])


def period(start: object, end: object, language: str) -> str:
    """`9–16 June 2025`; what both ends share is written once. An open end (None) stays open."""
    if start is None or end is None:
        first = "" if start is None else day(start, language)
        last = "" if end is None else day(end, language)
        return f"{first}–{last}" if first or last else ""
    one, other = _parts(start), _parts(end)
    if one is None or other is None or len(one) != len(other):
        return f"{day(start, language)} – {day(end, language)}"
    if one == other:
        return day(end, language)
    if len(one) == 1:
        return f"{one[0]}–{other[0]}"
    if one[0] != other[0]:
        return f"{day(start, language)} – {day(end, language)}"
    if len(one) == 3 and one[1] == other[1]:
        return f"{one[2]}–{day(end, language)}"
    return f"{day_short(start, language)} – {day(end, language)}"


def _parts(value: object) -> tuple[int, ...] | None:
    text = str(value)[:10]
    try:
        partial_date(text)
    except ValueProblem:
        return None
    return tuple(int(part) for part in text.strip().split("-"))


def _month(parts: tuple[int, ...], language: str) -> str:
    if len(parts) == 1:
        return ""
    names = (_ALONE if len(parts) == 2 else _OF).get(language, _EN)
    return names.split()[parts[1] - 1]


def _day_number(parts: tuple[int, ...]) -> str:
    return str(parts[2]) if len(parts) == 3 else ""
