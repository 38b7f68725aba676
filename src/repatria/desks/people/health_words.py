"""A medical category in words: never without its day, its examiner and its expiry."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Protocol

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from repatria.desks.people.health import days_left

MEDICAL = "medical_110"


class Examined(Protocol):
    """A statement of a category, as the store has it."""

    on: str
    until: str
    details: Any


def category_words(category: str, found: Examined, today: date) -> str:
    """`category; examined …, by …, valid until …, expired N days ago`."""
    return f"{category}; {', '.join(_parts(found, today))}"


def standing_words(until: str, today: date) -> str:
    """How long a category holds still, or since when it does not."""
    left = days_left(until, today)
    if left is None:
        return _("until when was not stated")
    if left < 0:
        return ngettext("expired %(count)s day ago", "expired %(count)s days ago", -left) % {
            "count": -left
        }
    if not left:
        return _("expires today")
    return ngettext("%(count)s day left", "%(count)s days left", left) % {"count": left}


def _parts(found: Examined, today: date) -> Iterator[str]:
    examiner = (found.details or {}).get("examiner", "")
    day = {"day": found.on}
    yield _("examined %(day)s") % day if found.on else _("day of examination not stated")
    yield _("by %(who)s") % {"who": examiner} if examiner else _("by whom was not stated")
    if found.until:
        yield _("valid until %(day)s") % {"day": found.until}
    yield standing_words(found.until, today)
