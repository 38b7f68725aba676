"""Until when a sender lets personal data be shown (PFIF 1.4, `expiry_date`): pure."""

from __future__ import annotations

from datetime import date

from repatria.base.errors import RepatriaError
from repatria.base.uncertain import uncertain_date


def last_day(text: str) -> date | None:
    """The last day on which it may be shown, as the column of a list says it: a day or a moment.
    Nothing where none can be read."""
    try:
        read = uncertain_date(text.strip().partition("T")[0]) if text.strip() else None
    except RepatriaError:
        return None
    return read.last if read is not None else None
