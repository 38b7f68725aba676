"""Other periods to look at, made from where the exchanges lie: agreements, runs of days, months."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from repatria.desks.common import wording
from repatria.desks.record import labels
from repatria.desks.record.queries_overview import Latest, Under

RUN = 3
"""Exchanges on days in a row, with at least so many of them, are a period to offer."""
_MOST = {"under": 4, "runs": 2, "months": 6}


@dataclass(frozen=True, slots=True)
class QuickPeriod:
    """A period by its two days. `name` is empty where the days say it all."""

    start: date
    until: date
    name: str = ""

    @property
    def text(self) -> str:
        return wording.period(self.start, self.until, labels.language())


def runs(days: Iterable[date]) -> list[tuple[date, date, int]]:
    """Exchanges on days without a day between them: first day, last day, how many exchanges."""
    found: list[tuple[date, date, int]] = []
    for day in sorted(days):
        if found and day - found[-1][1] <= timedelta(days=1):
            first, _, number = found[-1]
            found[-1] = (first, day, number + 1)
        else:
            found.append((day, day, 1))
    return found


def quick_periods(latest: Latest) -> tuple[QuickPeriod, ...]:
    """The periods to offer, widest idea first: what was agreed, busiest days, latest months."""
    under = [_under(one) for one in latest.under[-_MOST["under"] :]]
    busy = sorted((run for run in runs(latest.days) if run[2] >= RUN), key=lambda run: -run[2])
    days = [QuickPeriod(first, last) for first, last, _ in busy[: _MOST["runs"]]]
    months = list(dict.fromkeys((day.year, day.month) for day in latest.days))[: _MOST["months"]]
    found = [*filter(None, under), *days, *(map(_month, sorted(months)) if len(months) > 1 else ())]
    return _distinct(found)


def _under(one: Under) -> QuickPeriod | None:
    if one.first is None or one.last is None:
        return None
    return QuickPeriod(one.first, one.last, labels.in_language(one.agreement.name))


def _month(month: tuple[int, int]) -> QuickPeriod:
    year, number = month
    last = calendar.monthrange(year, number)[1]
    start = date(year, number, 1)
    return QuickPeriod(
        start, date(year, number, last), wording.day(f"{start:%Y-%m}", labels.language())
    )


def _distinct(found: Sequence[QuickPeriod]) -> tuple[QuickPeriod, ...]:
    """Each period once, under its first name."""
    held: dict[tuple[date, date], QuickPeriod] = {}
    for one in found:
        held.setdefault((one.start, one.until), one)
    return tuple(held.values())
