"""Whom a file is to hold: a filter over one's own party's records, as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from repatria.desks.people.fields import CATEGORIES, STATES
from repatria.desks.people.refusals import PeopleError


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Each condition narrows; empty ones do not. `sender` and `of_list` are codes, `held_by` is the
    holder as the record shows it, the days are those between which the birth can lie: a record
    whose birth is not known is in no such span."""

    sender: str = ""
    of_list: str = ""
    state: str = ""
    category: str = ""
    held_by: str = ""
    born_first: str = ""
    born_last: str = ""

    def check(self) -> None:
        """Raises `PeopleError` where a condition is none."""
        if self.state and self.state not in STATES:
            raise PeopleError(_("This is none of the states that somebody can be in."))
        if self.category and self.category not in CATEGORIES:
            raise PeopleError(_("This is none of the categories."))
        first, last = self.born
        if first and last and last < first:
            raise PeopleError(_("The last day of birth is before the first."))

    @property
    def born(self) -> tuple[date | None, date | None]:
        """Raises `PeopleError` for what is no day."""
        return _day(self.born_first), _day(self.born_last)

    @property
    def of_status(self) -> bool:
        """Whether it asks what became of people."""
        return bool(self.state or self.held_by)

    def to_json(self) -> dict[str, str]:
        """Only what says something."""
        return {key: value for key, value in asdict(self).items() if value}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Wanted:
        return cls(**value)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise PeopleError(_("Write the day as YYYY-MM-DD.")) from None
