"""Dates of a sheet, which it keeps as numbers of days, as no more than its cells show of them."""

from __future__ import annotations

import re
from datetime import date, datetime, time

from openpyxl.styles.numbers import is_date_format
from openpyxl.utils.datetime import from_excel

_NOT_LETTERS = re.compile(r'\[[^\]]*\]|"[^"]*"|\\.')


def shown_day(day: date, number_format: str) -> str:
    """No more of a date than its cell shows: a sheet makes “June 2025” the first of June."""
    letters = _NOT_LETTERS.sub("", number_format).lower()
    if "d" in letters:
        return day.isoformat()
    return day.isoformat()[:7] if "m" in letters else day.isoformat()[:4]


def serial_date(number: float, number_format: str, epoch: datetime) -> str | None:
    """The number of a cell as the day, or the day and hour, that its format shows; `None` where the
    format is none of dates, or the number no day."""
    if not is_date_format(number_format):
        return None
    try:
        found = from_excel(number, epoch)
    except (ValueError, OverflowError):
        return None
    if isinstance(found, datetime):
        return moment(found, number_format)
    return found.isoformat() if isinstance(found, time) else None


def moment(found: datetime, number_format: str = "yyyy-mm-dd") -> str:
    """A day, with its hour where it has one."""
    if found.hour == found.minute == found.second == 0:
        return shown_day(found.date(), number_format)
    return found.isoformat(" ", "seconds")
