"""A value that is about to be stated: checked and read once, for one statement or a million."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias

from django.utils.translation import gettext as _

from repatria.base.dates import partial_date
from repatria.desks.accounts.models import User
from repatria.desks.people.models import Certainty, Source, Statement
from repatria.desks.people.models.statements import LONGEST_STATED
from repatria.desks.people.refusals import PeopleError
from repatria.desks.people.services import bulk
from repatria.desks.people.shown import Word
from repatria.desks.people.values import read_value


class Stated(NamedTuple):
    """A value with what belongs to it. Dates are partial dates; a bare text will do where nothing
    more is said."""

    value: str
    on: str = ""
    until: str = ""
    certainty: str = ""
    details: Mapping[str, Any] | None = None


Values: TypeAlias = Mapping[str, "str | Stated"]
"""By field."""


class Draft(NamedTuple):
    """A statement but for whom it is about and where it stands."""

    field: str
    value: str
    read: str
    on: str = ""
    until: str = ""
    certainty: str = ""
    details: dict[str, Any] | None = None

    def word(self, source: Source, at: int) -> Word:
        """As the rules see it; `at` stands for the key that it has not yet."""
        holder = str((self.details or {}).get("holder", ""))
        return Word(
            at, self.field, self.value, self.read, source.root, source.said_on, self.on,
            self.until, source.kind, at, holder,
        )  # fmt: skip


Told: TypeAlias = Sequence[Any]
"""A draft as the store takes it, in the order of `TOLD`."""
Drafted: TypeAlias = tuple[int, "int | None", Draft]
"""The person's key, the place in the source, the draft."""
TOLD = ("field", "value", "read", "on", "until", "certainty", "details")


def drafted(key: str, value: str | Stated) -> Draft:
    """Raises `PeopleError` for an empty value, `ValueProblem` for a date."""
    if isinstance(value, str):
        return _plain(key, value)
    for each in (value.on, value.until):
        if each:
            partial_date(each)
    if value.certainty and value.certainty not in Certainty.values:
        raise PeopleError(_("This is none of the degrees of certainty."))
    plain = _plain(key, value.value)
    return Draft(
        key, plain.value, plain.read, value.on, value.until, value.certainty,
        dict(value.details) if value.details else None,
    )  # fmt: skip


def told(draft: Draft) -> Told:
    details = json.dumps(draft.details) if draft.details else None
    return (
        draft.field, draft.value, draft.read, draft.on, draft.until, draft.certainty, details
    )  # fmt: skip


def insert_drafts(rows: Iterable[Drafted], source: Source, by: User) -> None:
    """Hold statements of one source, in the caller's transaction."""
    same = of_source(source, by)
    bulk.insert(
        Statement,
        ("person", "place", *TOLD, *same),
        ((person, place, *told(draft), *same.values()) for person, place, draft in rows),
    )


def of_source(source: Source, by: User) -> dict[str, Any]:
    """What is the same of all statements that somebody enters from a source."""
    at = bulk.moment(source.entered_at)
    return {"source": source.pk, "entered_at": at, "entered_by": by.pk, "withdrawn_why": ""}


@lru_cache(maxsize=1 << 14)
def _plain(key: str, value: str) -> Draft:
    """The many values of a list that say the same are read once."""
    # PostgreSQL holds no text with a NUL.
    text = value.replace("\x00", "").strip()
    if not text:
        raise PeopleError(_("An empty value states nothing."))
    return Draft(key, text[:LONGEST_STATED], read_value(key, text))
