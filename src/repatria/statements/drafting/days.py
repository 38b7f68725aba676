"""Which day a text speaks of: dates, weekdays and “yesterday”, counted from the dateline."""

from __future__ import annotations

import re
from datetime import date, timedelta

from repatria.base.dates import Period, period
from repatria.base.errors import ValueProblem
from repatria.statements.drafting.lexicon import Lexicon
from repatria.statements.drafting.model import Span
from repatria.statements.drafting.prose import rule

_ISO = re.compile(r"(?<!\d)(\d{4})-(\d\d)-(\d\d)(?!\d)")
_DOTTED = re.compile(r"(?<!\d)(\d{1,2})[./](\d\d)[./](\d{4})(?!\d)")


def day_in(low: str, span: Span, published: date | None, lexicon: Lexicon) -> date | None:
    """The first day named in a stretch of folded text, or `None`.

    A day without a year is the last such day up to the dateline; a weekday, the last such weekday.
    """
    text = low[span.start : span.end]
    for shape, order in ((_ISO, (1, 2, 3)), (_DOTTED, (3, 2, 1))):
        match = shape.search(text)
        if match is not None:
            return _day(*(int(match[index]) for index in order))
    named = _named(text, published, lexicon)
    if named is not None or published is None:
        return named
    for ago, words in sorted(lexicon.days_ago.items(), reverse=True):
        if rule(*words).search(text):
            return published - timedelta(days=ago)
    for weekday, words in lexicon.weekdays.items():
        if rule(*words).search(text):
            return published - timedelta(days=(published.weekday() - weekday) % 7)
    return None


def _named(text: str, published: date | None, lexicon: Lexicon) -> date | None:
    for month, words in lexicon.months.items():
        name = rule(*words).pattern
        match = re.search(
            rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th|-?го)?\s+(?:of\s+)?{name}(?:,?\s+(\d{{4}}))?", text
        )
        if match is None and lexicon.be:
            match = re.search(
                rf"{name}\s+(\d{{1,2}})(?!\d)(?:st|nd|rd|th)?(?:,?\s+(\d{{4}}))?", text
            )
        if match is None:
            continue
        if match[2] is not None:
            return _day(int(match[2]), month, int(match[1]))
        if published is None:
            return None
        found = _day(published.year, month, int(match[1]))
        if found is not None and found > published + timedelta(days=31):
            return _day(published.year - 1, month, int(match[1]))
        return found
    return None


def since(low: str, span: Span, published: date | None, lexicon: Lexicon) -> Period | None:
    """The period that “since March 2022” opens, up to the dateline."""
    text = low[span.start : span.end]
    begin = rule(*lexicon.since).search(text)
    if begin is None or published is None:
        return None
    tail = text[begin.end() : begin.end() + 40]
    year = re.search(r"(?:19|20)\d\d", tail)
    if year is None:
        return None
    for month, words in lexicon.months.items():
        if rule(*words).search(tail[: year.end()]):
            return _period(f"{year[0]}-{month:02d}..{published}")
    return _period(f"{year[0]}..{published}")


def _period(text: str) -> Period | None:
    try:
        return period(text)
    except ValueProblem:
        return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def on(day: date | None) -> Period | None:
    return None if day is None else period(day.isoformat())
