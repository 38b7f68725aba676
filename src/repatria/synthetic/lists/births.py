"""Births as a list tells them: a date, a year, an age on the day of the list, or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum
from functools import cache

import numpy as np

from repatria.synthetic.campaign.draws import Draws, Flags, Integers
from repatria.synthetic.lists.marks import Marks, rows
from repatria.synthetic.lists.noise import Kind
from repatria.synthetic.lists.people import years
from repatria.synthetic.lists.senders import BirthFormat, Sender
from repatria.synthetic.lists.spelling import Texts

_EPOCH = date(1970, 1, 1)
_EARLIEST, _LATEST = date(1941, 1, 1), date(2010, 12, 31)
"""A slip makes no date outside."""
_FORMATS: dict[BirthFormat, str] = {
    "iso": "%Y-%m-%d",
    "points": "%d.%m.%Y",
    "slashes": "%d/%m/%Y",
}


class Precision(IntEnum):
    NOTHING = 0
    YEAR = 1
    DAY = 2


@dataclass(frozen=True, slots=True)
class Births:
    """`days` since 1970-01-01, of which as much is told as `precision` says; `age` is −1 where it
    is not told."""

    days: Integers
    precision: Integers
    age: Integers

    def texts(self, birth_format: BirthFormat) -> Texts:
        told = np.full(len(self.days), "", dtype=object)
        whole = self.precision == Precision.DAY
        told[whole] = _calendar(birth_format)[self.days[whole] - _days(_EARLIEST)]
        year = self.precision == Precision.YEAR
        told[year] = [str(number) for number in years(self.days[year]).tolist()]
        return told

    def ages(self) -> Texts:
        told = np.full(len(self.age), "", dtype=object)
        stated = self.age >= 0
        told[stated] = [str(number) for number in self.age[stated].tolist()]
        return told


def told(true: Integers, sender: Sender, marks: Marks, draws: Draws) -> Births:
    """Of true births what a list of this sender tells; marks that do not apply are removed."""
    count = len(true)
    choices = draws.uniform(count)
    age = np.where(
        draws.chance(sender.filled.get("age", 0), count) | marks[Kind.AGE_ONLY],
        _age_on(true, sender.date),
        -1,
    )
    days = true.copy()
    _first_of_january(days, marks[Kind.FIRST_JANUARY])
    for kind, change in ((Kind.DAY_MONTH, _swapped), (Kind.BIRTH_DIGIT, _other_digit)):
        for row in rows(marks[kind]):
            changed = change(_EPOCH + timedelta(int(days[row])), choices[row])
            marks[kind][row] = changed is not None
            if changed is not None:
                days[row] = _days(changed)
    precision = np.full(count, int(Precision.DAY), dtype=np.int64)
    precision[marks[Kind.YEAR_ONLY]] = Precision.YEAR
    precision[marks[Kind.AGE_ONLY] | marks[Kind.BIRTH_ABSENT]] = Precision.NOTHING
    age[marks[Kind.BIRTH_ABSENT]] = -1
    return Births(days, precision, age)


def _first_of_january(days: Integers, mark: Flags) -> None:
    january = days.astype("datetime64[D]").astype("datetime64[Y]").astype("datetime64[D]")
    first = january.astype(np.int64)
    mark &= first != days
    days[mark] = first[mark]


def _swapped(born: date, choice: float) -> date | None:
    """Day and month changed round."""
    del choice
    if born.day > 12 or born.day == born.month:
        return None
    return date(born.year, born.day, born.month)


def _other_digit(born: date, choice: float) -> date | None:
    """One digit one more or one less, where that is a date."""
    written = born.isoformat()
    options = []
    for at, digit in enumerate(written):
        for step in (-1, 1):
            if digit == "-" or not 0 <= int(digit) + step <= 9:
                continue
            text = f"{written[:at]}{int(digit) + step}{written[at + 1 :]}"
            try:
                other = date.fromisoformat(text)
            except ValueError:
                continue
            if _EARLIEST <= other <= _LATEST:
                options.append(other)
    return options[int(choice * len(options))]


def _age_on(days: Integers, when: date) -> Integers:
    """Whole years."""
    months = days.astype("datetime64[D]").astype("datetime64[M]")
    month = months.astype(np.int64) % 12
    day = days - months.astype("datetime64[D]").astype(np.int64)
    later = (month > when.month - 1) | ((month == when.month - 1) & (day > when.day - 1))
    ages: Integers = when.year - years(days) - later
    return ages


def _days(when: date) -> int:
    return (when - _EPOCH).days


@cache
def _calendar(birth_format: BirthFormat) -> Texts:
    """Every day from the earliest on, written."""
    span = (_LATEST - _EARLIEST).days + 1
    written = np.empty(span, dtype=object)
    pattern = _FORMATS[birth_format]
    written[:] = [(_EARLIEST + timedelta(day)).strftime(pattern) for day in range(span)]
    return written
