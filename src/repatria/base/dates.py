"""Dates as sources give them: a day, a month, or only a year; and periods between two of them."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from repatria.base.errors import ValueProblem
from repatria.base.messages import sentence

_SHAPE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """`2025`, `2025-06` or `2025-06-14`: no more precise than it was said.

    `first` and `last` are the earliest and the latest day that it can mean.
    """

    text: str
    first: date
    last: date

    @property
    def precise(self) -> bool:
        """Whether a single day is named."""
        return self.first == self.last

    def __str__(self) -> str:
        return self.text


@lru_cache(maxsize=1 << 14)
def partial_date(text: str) -> PartialDate:
    """Read `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; anything else raises `ValueProblem`."""
    found = _SHAPE.fullmatch(text.strip())
    if found is None:
        raise ValueProblem(
            sentence("“{text}” is not a date; write YYYY-MM-DD, YYYY-MM or YYYY", text=text)
        )
    year, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None
    try:
        if month is None:
            return PartialDate(found[0], date(year, 1, 1), date(year, 12, 31))
        if day is None:
            end = calendar.monthrange(year, month)[1] if 1 <= month <= 12 else 0
            return PartialDate(found[0], date(year, month, 1), date(year, month, end))
        whole = date(year, month, day)
    except ValueError:
        raise ValueProblem(sentence("“{text}” is not a day of the calendar", text=text)) from None
    return PartialDate(found[0], whole, whole)


@dataclass(frozen=True, slots=True)
class Period:
    """From the first day of `start` to the last day of `end`; an open end is `None`."""

    start: PartialDate | None
    end: PartialDate | None

    @property
    def first(self) -> date:
        return date.min if self.start is None else self.start.first

    @property
    def last(self) -> date:
        return date.max if self.end is None else self.end.last

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last

    def __str__(self) -> str:
        return f"{self.start or ''}..{self.end or ''}"


@lru_cache(maxsize=1 << 14)
def period(text: str) -> Period:
    """Read `A..B`, `A..`, `..B` or one partial date (its own first and last day).

    Raises `ValueProblem` when a part is no date, when both are missing, or when the end comes
    before the start.
    """
    if ".." not in text:
        only = partial_date(text)
        return Period(only, only)
    left, _, right = (part.strip() for part in text.partition(".."))
    start = partial_date(left) if left else None
    end = partial_date(right) if right else None
    if start is None and end is None:
        raise ValueProblem(sentence("a period names at least one of its two ends"))
    found = Period(start, end)
    if found.last < found.first:
        raise ValueProblem(sentence("the period “{text}” ends before it begins", text=text))
    return found
