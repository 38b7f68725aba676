"""Two birth dates in levels: the same day, near with a reason that is named, or contradicted.

*Same* is said only of one day written twice. A year that agrees with a day is *near*: it says less.
The slips are those of lists: day and month changed round, 1 January put where only the year was
known, one wrong key, an age instead of a date.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from repatria.base.messages import message
from repatria.base.uncertain import UncertainDate
from repatria.names.levels import Level
from repatria.names.model import Verdict
from repatria.names.reasons import Reason, reason

SAME = message("Both say {day}.")
ONE_SILENT = message("Only one side gives a date of birth.")
BOTH_SILENT = message("Neither side gives a date of birth.")
SWAPPED = message("“{left}” and “{right}” are the same with day and month changed round.")
STAND_IN = message(
    "1 January often stands for a year alone, and “{left}” and “{right}” are of one year."
)
ONE_DAY = message("“{left}” and “{right}” are neighbouring days.")
ONE_DIGIT = message("“{left}” and “{right}” differ in one digit.")
TWO_DIGITS = message("“{left}” and “{right}” are the same with two digits changed round.")
ONE_YEAR = message("“{left}” and “{right}” are the same day of neighbouring years.")
YEAR_ONLY = message("Of “{left}” only the year is known, and “{right}” lies in it.")
WITHIN = message("“{left}” is not one day, and “{right}” lies in it.")
OVERLAP = message("Neither “{left}” nor “{right}” is one day, and they have days in common.")
DOUBTFUL = message(
    "One of “{left}” and “{right}” is marked as uncertain; days between them: {days}."
)
DAYS_APART = message("“{left}” and “{right}” do not agree; days between them: {days}.")
APART = message("“{left}” and “{right}” do not agree; years between them: {years}.")

TOLERANCE = 730
"""Days by which a date that its own source doubts may miss the other."""


@dataclass(frozen=True, slots=True)
class Slip:
    """A known way in which one day becomes another in writing."""

    template: str
    explains: Callable[[date, date], bool]


def _swapped(left: date, right: date) -> bool:
    return left.year == right.year and (left.day, left.month) == (right.month, right.day)


def _stand_in(left: date, right: date) -> bool:
    return left.year == right.year and (1, 1) in ((left.month, left.day), (right.month, right.day))


def _one_day(left: date, right: date) -> bool:
    return abs((left - right).days) == 1


def _digits(day: date) -> str:
    return f"{day.day:02d}{day.month:02d}{day.year:04d}"


def _one_digit(left: date, right: date) -> bool:
    return _different(left, right) == 1


def _different(left: date, right: date) -> int:
    return sum(a != b for a, b in zip(_digits(left), _digits(right), strict=True))


def _two_digits(left: date, right: date) -> bool:
    """Two neighbouring digits of one number (1978, 1987; 12, 21) changed round."""
    if _different(left, right) != 2:
        return False
    one, other = _digits(left), _digits(right)
    return any(
        (one[i], one[i + 1]) == (other[i + 1], other[i]) != (other[i], other[i + 1])
        for i in (0, 2, 4, 5, 6)
    )


def _one_year(left: date, right: date) -> bool:
    same_day = (left.day, left.month) == (right.day, right.month)
    return same_day and abs(left.year - right.year) == 1


SLIPS = (
    Slip(SWAPPED, _swapped),
    Slip(STAND_IN, _stand_in),
    Slip(ONE_DAY, _one_day),
    Slip(ONE_DIGIT, _one_digit),
    Slip(TWO_DIGITS, _two_digits),
    Slip(ONE_YEAR, _one_year),
)
"""In the order of being tried; the first that explains the difference is named."""


def compare_dates(
    left: UncertainDate | None, right: UncertainDate | None, field: str = "birth"
) -> Verdict:
    """How two dates of birth stand to each other, with the sentence why."""
    if left is None or right is None:
        return Verdict(field, Level.ABSENT, reason(_silent(left, right)))
    if left.precise and right.precise:
        return Verdict(field, *_days(left, right))
    return Verdict(field, *_intervals(left, right))


def _silent(left: UncertainDate | None, right: UncertainDate | None) -> str:
    return BOTH_SILENT if left is None and right is None else ONE_SILENT


def _days(left: UncertainDate, right: UncertainDate) -> tuple[Level, Reason]:
    if left.first == right.first:
        return Level.SAME, reason(SAME, day=left.first.isoformat())
    for slip in SLIPS:
        if slip.explains(left.first, right.first):
            return Level.NEAR, _both(slip.template, left, right)
    return _apart(left, right)


def _intervals(left: UncertainDate, right: UncertainDate) -> tuple[Level, Reason]:
    if left.first > right.last or right.first > left.last:
        return _apart(left, right)
    if left.precise:
        left, right = right, left
    if not right.precise:
        return Level.NEAR, _both(OVERLAP, left, right)
    return Level.NEAR, _both(YEAR_ONLY if _is_year(left) else WITHIN, left, right)


def _is_year(said: UncertainDate) -> bool:
    year = said.first.year
    return (said.first, said.last) == (date(year, 1, 1), date(year, 12, 31))


def _apart(left: UncertainDate, right: UncertainDate) -> tuple[Level, Reason]:
    days = max((left.first - right.last).days, (right.first - left.last).days)
    if (left.doubtful or right.doubtful) and days <= TOLERANCE:
        return Level.NEAR, reason(DOUBTFUL, left=left.text, right=right.text, days=days)
    if days < 365:
        return Level.CONTRADICTED, reason(DAYS_APART, left=left.text, right=right.text, days=days)
    return Level.CONTRADICTED, reason(
        APART, left=left.text, right=right.text, years=round(days / 365.2425)
    )


def _both(template: str, left: UncertainDate, right: UncertainDate) -> Reason:
    return reason(template, left=left.text, right=right.text)
