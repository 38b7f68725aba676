"""People added to the register: one record for each that a source tells of, never merged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from django.db import transaction

from repatria.desks.accounts.access.services import note
from repatria.desks.accounts.asking import require
from repatria.desks.accounts.models import User
from repatria.desks.accounts.rights import FieldClass
from repatria.desks.accounts.visible import require_own
from repatria.desks.people.fields import field
from repatria.desks.people.models import Person, Source
from repatria.desks.people.registered import PERSON
from repatria.desks.people.services.drafts import Values, drafted, insert_drafts
from repatria.desks.people.services.refreshing import refresh, write_keys
from repatria.desks.people.services.sources import said_through
from repatria.desks.people.shown import columns
from repatria.desks.router import EXCHANGE

__all__ = ["Added", "NewPerson", "add", "add_many", "refresh"]

SOURCE = "source"
"""How the access log calls a source."""
_CHUNK = 500


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Somebody a source tells of, and where in it."""

    values: Values
    place: int | None = None


@dataclass(frozen=True, slots=True)
class Added:
    """The row of the source, and the record that it made."""

    place: int | None
    person: int
    code: str


def add(source: Source, by: User, values: Values, *, session: str = "") -> Person:
    """One person, whom somebody entered. Nothing is required but one value of any field.

    Raises what `statements.state` raises.
    """
    classes = _may_enter(by, source, (values,))
    with transaction.atomic(using=EXCHANGE):
        (made,) = _chunk(source, by, [NewPerson(values)])
        action = said_through(source)
        note(by, action, PERSON, made.code, session=session, field_classes=classes)
    return Person.objects.get(pk=made.person)


def add_many(
    source: Source, by: User, people: Iterable[NewPerson], *, session: str = ""
) -> Iterator[Added]:
    """Many people, some hundreds at a time; memory does not grow with their number.

    It is to be called, and read to its end, inside the caller's transaction: one log entry tells of
    the whole at its end.
    """
    classes: set[FieldClass] = set()
    total = 0
    rows = iter(people)
    while chunk := list(islice(rows, _CHUNK)):
        classes |= _may_enter(by, source, (each.values for each in chunk))
        yield from _chunk(source, by, chunk)
        total += len(chunk)
    note(
        by, said_through(source), SOURCE, source.code, session=session, field_classes=classes,
        detail={"count": total},
    )  # fmt: skip


def _may_enter(by: User, source: Source, rows: Iterable[Values]) -> set[FieldClass]:
    require_own(source, by)
    keys = {key for values in rows for key in values}
    classes = {FieldClass.IDENTITY, *(field(key).field_class for key in keys)}
    action = said_through(source)
    for which in sorted(classes):
        require(by, action, which)
    return classes


def _chunk(source: Source, by: User, chunk: list[NewPerson]) -> list[Added]:
    order = source.sender.order if source.sender is not None else ""
    drafts = [[drafted(key, value) for key, value in each.values.items()] for each in chunk]
    people = []
    for own in drafts:
        person = Person(
            party_id=source.party_id, shared_with=source.shared_with, sender=source.sender
        )
        words = [draft.word(source, at) for at, draft in enumerate(own)]
        for name, value in columns(words, None, order).items():
            setattr(person, name, value)
        people.append(person)
    Person.objects.bulk_create(people, batch_size=500)
    rows = (
        (person.pk, each.place, draft)
        for each, person, own in zip(chunk, people, drafts, strict=True)
        for draft in own
    )
    insert_drafts(rows, source, by)
    write_keys(people, new=True)
    return [
        Added(each.place, person.pk, person.code)
        for each, person in zip(chunk, people, strict=True)
    ]
