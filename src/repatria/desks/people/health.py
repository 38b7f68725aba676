"""What holds today of a medical category and of consent, told from the statements: pure.

A category runs out: past its day it is told as run out and not as if it held. Consent is taken back
by a statement of its own, so that both stay in the record.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from repatria.base.dates import partial_date
from repatria.desks.people.shown import Word

CONSENTS = ("wish_return", "wish_tracing")


@dataclass(frozen=True, slots=True)
class Holds:
    """The newest word in a field, and whether it has run out."""

    word: Word
    run_out: bool


def run_out(until: str, today: date) -> bool:
    """Whether a day of expiry has passed; a month or a year holds to its last day."""
    return bool(until) and partial_date(until).last < today


def days_left(until: str, today: date) -> int | None:
    """Days for which something holds after today, less than 0 once it has run out; nothing where
    no day was said."""
    return (partial_date(until).last - today).days if until else None


def newest(words: Iterable[Word], key: str, today: date) -> Holds | None:
    """What was said last in a field: by the day that it is about, then by the day it was said."""
    said = [each for each in words if each.field == key]
    if not said:
        return None
    last = max(said, key=lambda each: (each.on or each.said_on, each.said_on, each.entered))
    return Holds(last, run_out(last.until, today))
