"""What somebody enters by hand, each time with a source of its own."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from repatria.desks.accounts.models import User
from repatria.desks.people import by_whom
from repatria.desks.people.alarming import LIVES
from repatria.desks.people.days import not_to_come
from repatria.desks.people.models import Person, Source, SourceKind, Statement
from repatria.desks.people.services import alarms
from repatria.desks.people.services.drafts import Stated
from repatria.desks.people.services.persons import add
from repatria.desks.people.services.sources import add_source
from repatria.desks.people.services.statements import state
from repatria.desks.people.values import plain_text
from repatria.desks.router import EXCHANGE


def enter_person(
    by: User,
    values: Mapping[str, str | Stated],
    purpose: str,
    title: str,
    said_on: str = "",
    *,
    session: str = "",
) -> Person:
    """Somebody new. Raises what `persons.add` and `by_whom.check` raise, and `PeopleError` for a
    day to come."""
    not_to_come(said_on, *(each.on for each in values.values() if isinstance(each, Stated)))
    for key, value in values.items():
        by_whom.check(key, value)
    with transaction.atomic(using=EXCHANGE):
        return add(_source(by, purpose, title, said_on), by, values, session=session)


def enter_statement(
    person: Person,
    key: str,
    stated: Stated,
    by: User,
    purpose: str,
    title: str,
    said_on: str = "",
    *,
    session: str = "",
) -> Statement:
    """One statement more. Raises what `statements.state` and `by_whom.check` raise, and
    `PeopleError` for a day to come."""
    not_to_come(said_on, stated.on)
    by_whom.check(key, stated)
    with transaction.atomic(using=EXCHANGE):
        source = _source(by, purpose, title, said_on)
        made = state(person, key, stated, source, by, session=session)
        if key in LIVES:
            alarms.raise_for(made, by, session=session)
    return made


def _source(by: User, purpose: str, title: str, said_on: str) -> Source:
    """Entries that name the same source are its word once, however many they are."""
    root = f"hand:{plain_text(title)}"[:100] if title.strip() else ""
    return add_source(by, SourceKind.HAND, purpose, title=title.strip(), root=root, said_on=said_on)
