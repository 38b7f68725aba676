"""Dates as people write them in lists: a day in any usual form, only a year, or "about" one.

`dates` reads what this program writes itself; here stands what others write. A source that knows
less than a day gives an interval, and nothing is made more precise than it was said.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from repatria.base import uncertain_words as words
from repatria.base.errors import ValueProblem
from repatria.base.messages import message, sentence

CENTURY_GUESSED = message("The century was not written.")
MONTH_FIRST = message("The month is written before the day.")
DAY_FIRST = message("The day was taken to stand before the month.")
LETTERS_READ = message("Letters were read as digits.")
MARKED = message("The source marks the date as uncertain.")
ABOUT = message("The source gives the date as approximate.")

LAST_YEAR_OF_2000S = 10
"""A year of two digits up to this one is of the 2000s, any other of the 1900s."""

_YEARS = range(1800, 2101)


@dataclass(frozen=True, slots=True)
class UncertainDate:
    """What a source says of a day: it lies between `first` and `last`, both included."""

    text: str
    """As written."""
    first: date
    last: date
    doubtful: bool = False
    """The source itself marks it as uncertain (1987?) or as approximate (about 1987)."""
    notes: tuple[str, ...] = ()
    """English sentences of the catalogue: what had to be supposed to read it."""

    @property
    def precise(self) -> bool:
        """Whether a single day is named."""
        return self.first == self.last

    def __str__(self) -> str:
        return self.text


@lru_cache(maxsize=1 << 15)
def uncertain_date(text: str) -> UncertainDate | None:
    """Read a date as it stands in a list; `None` where the source says that it does not know.

    Taken are day, month and year in this order, parted by anything usual, also with the month as a
    word in Ukrainian, Russian or English or as a Roman numeral; year, month, day; month and year; a
    year; the marks of EDTF (`1987?`, `1987~`, `198X`, `1987-06-XX`, `1985/1987`); the words for
    "born" and "about". A day that the calendar does not have, a year out of 1800 to 2100, a
    spreadsheet's serial number and anything else raise `ValueProblem`, which names what is wrong.
    """
    plain, notes = _plain(text)
    if plain in words.UNKNOWN:
        return None
    if re.fullmatch(r"[1-9]\d{4}(?:\.0+)?", plain):
        raise ValueProblem(_serial(text, int(plain[:5])))
    plain = words.UNSAID.sub("x", plain)
    for shape, read in _SHAPES:
        found = shape.fullmatch(plain)
        if found is not None:
            first, last, more = read(text, found)
            doubtful = bool({MARKED, ABOUT}.intersection(notes))
            return UncertainDate(text, first, last, doubtful, (*notes, *more))
    raise ValueProblem(
        sentence(
            "“{text}” is not a date that can be read; write it like 14.06.1987 or 1987", text=text
        )
    )


def _plain(text: str) -> tuple[str, tuple[str, ...]]:
    """The text without the words around a date, and what they and its letters tell."""
    plain = unicodedata.normalize("NFKC", text).casefold().strip()
    notes = []
    if plain in words.UNKNOWN:
        return plain, ()
    plain, about = words.ABOUT.subn("", plain)
    plain = words.OF_YEAR.sub("", words.BORN.sub("", plain))
    plain, marks = re.subn(r"[?~%]|\(\?\)", "", plain)
    notes += [ABOUT] * bool(about) + [MARKED] * bool(marks)
    if re.fullmatch(r"[\doоlіiз]+([./-])[\doоlіiз]+\1[\doоlіiз]+", plain):
        digits = plain.translate(words.LETTERS_FOR_DIGITS)
        if digits != plain:
            plain, notes = digits, [*notes, LETTERS_READ]
    return plain.strip(" .,"), tuple(notes)


def _serial(text: str, number: int) -> str:
    """Why a bare five-digit number is refused, with the day that a spreadsheet would mean."""
    meant = date(1899, 12, 30) + timedelta(days=number)
    return (
        f"“{text}” is a spreadsheet's number of a day, perhaps {meant.isoformat()}; "
        "give the column the format of a date"
    )


_Span = tuple[date, date, tuple[str, ...]]


def _day(text: str, year: int, month: int, day: int) -> date:
    _year(text, year)
    _month(text, month)
    if not 1 <= day <= 31:
        raise ValueProblem(sentence("“{text}”: no month has a day {day}", text=text, day=day))
    if day > calendar.monthrange(year, month)[1]:
        raise ValueProblem(
            sentence(
                "“{text}”: month {month} of {year} has no day {day}",
                text=text,
                month=month,
                year=year,
                day=day,
            )
        )
    return date(year, month, day)


def _year(text: str, year: int) -> int:
    if year not in _YEARS:
        raise ValueProblem(
            sentence("“{text}”: {year} is not a year between 1800 and 2100", text=text, year=year)
        )
    return year


def _month(text: str, month: int) -> int:
    if not 1 <= month <= 12:
        raise ValueProblem(sentence("“{text}”: there is no month {month}", text=text, month=month))
    return month


def _full_year(written: str) -> tuple[int, tuple[str, ...]]:
    if len(written) == 4:
        return int(written), ()
    short = int(written)
    return (2000 if short <= LAST_YEAR_OF_2000S else 1900) + short, (CENTURY_GUESSED,)


def _whole(day: date, *notes: str) -> _Span:
    return day, day, notes


def _dmy(text: str, found: re.Match[str]) -> _Span:
    day, month = int(found["day"]), int(found["month"])
    year, notes = _full_year(found["year"])
    if month > 12 >= day:
        return _whole(_day(text, year, day, month), *notes, MONTH_FIRST)
    if found["by"] == "/" and day <= 12 and day != month:
        notes = (*notes, DAY_FIRST)
    return _whole(_day(text, year, month, day), *notes)


def _ymd(text: str, found: re.Match[str]) -> _Span:
    return _whole(_day(text, int(found["year"]), int(found["month"]), int(found["day"])))


def _named(text: str, found: re.Match[str]) -> _Span:
    month = words.MONTHS.get(found["month"].rstrip("."))
    if month is None:
        raise ValueProblem(
            sentence("“{text}”: “{month}” is not a month", text=text, month=found["month"])
        )
    year, notes = _full_year(found["year"])
    if not found["day"]:
        return _months(text, year, month, month, notes)
    return _whole(_day(text, year, month, int(found["day"])), *notes)


def _months(text: str, year: int, start: int, end: int, notes: tuple[str, ...] = ()) -> _Span:
    _year(text, year)
    last = calendar.monthrange(year, _month(text, end))[1]
    return date(year, _month(text, start), 1), date(year, end, last), notes


def _my(text: str, found: re.Match[str]) -> _Span:
    month = int(found["month"])
    return _months(text, int(found["year"]), month, month)


def _masked(text: str, found: re.Match[str]) -> _Span:
    """`198X`, `1987-XX`, `1987-06-XX`, `XX.06.1987`."""
    year, month, day = found["year"], found["month"], found["day"]
    low, high = int(year.replace("x", "0")), int(year.replace("x", "9"))
    _year(text, low), _year(text, high)
    if low != high or month in (None, "xx"):
        return date(low, 1, 1), date(high, 12, 31), ()
    if day in (None, "xx"):
        return _months(text, low, int(month), int(month))
    return _whole(_day(text, low, int(month), int(day)))


def _between(text: str, found: re.Match[str]) -> _Span:
    start, end = _year(text, int(found["start"])), _year(text, int(found["end"]))
    if end < start:
        raise ValueProblem(sentence("“{text}” ends before it begins", text=text))
    return date(start, 1, 1), date(end, 12, 31), ()


_TIME = r"(?:[ t]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"
_BY = r"(?P<by>\s*[./\-–—,]\s*|\s+)"
_TH = r"(?:st|nd|rd|th|-?го|-?е)?"
_DAY = r"(?P<day>\d{1,2})"
_MONTH = r"(?P<month>\d{1,2})"
_WORD = r"(?P<month>[^\W\d_]+\.?)"
_YEAR = r"(?P<year>\d{4})"
_SHORT = r"(?P<year>\d{4}|\d{2})"
_HOLES = r"(?P<year>\d{2}[\dx][\dx])"
_HOLE_DAY = r"(?P<day>\d{2}|xx)"
_HOLE_MONTH = r"(?P<month>\d{2}|xx)"

_SHAPES = tuple(
    (re.compile(shape), read)
    for shape, read in (
        (f"{_DAY}{_BY}{_MONTH}(?P=by){_SHORT}{_TIME}", _dmy),
        (f"{_YEAR}{_BY}{_MONTH}(?P=by){_DAY}{_TIME}", _ymd),
        (f"{_DAY}{_TH}[ ./-]*{_WORD}[ ,./-]+{_SHORT}", _named),
        (f"(?P<day>){_WORD}[ ,./-]+{_YEAR}", _named),
        (f"{_WORD} +{_DAY}{_TH},? +{_YEAR}", _named),
        (f"{_MONTH}[./-]{_YEAR}", _my),
        (f"{_YEAR}[./-]{_MONTH}", _my),
        (r"(?P<start>\d{4})\s*[/–—-]\s*(?P<end>\d{4})", _between),
        (f"{_HOLES}(?:[.-]{_HOLE_MONTH}(?:[.-]{_HOLE_DAY})?)?", _masked),
        (f"(?:{_HOLE_DAY}[.-])?{_HOLE_MONTH}[.-]{_HOLES}", _masked),
    )
)
"""What a date looks like, in the order of trying, and who reads it."""
