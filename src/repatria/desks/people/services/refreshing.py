"""The columns and keys of people computed anew from their statements: the only place that writes
them. To be called inside the transaction that changed the statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Any

from django.db import transaction

from repatria.desks.people.models import Choice, Person, PersonKey, Statement
from repatria.desks.people.services import bulk
from repatria.desks.people.shown import Word, columns, search_record
from repatria.desks.router import EXCHANGE
from repatria.names.searching import keys_of

_CHUNK = 400
COLUMNS = (
    "name", "order", "surname", "given", "patronymic", "birth", "birth_first", "birth_last",
    "sex", "birthplace", "serial", "call_sign", "unit", "rank", "category", "captured_on",
    "held_by", "state", "state_on", "contradicted",
)  # fmt: skip
"""What is computed of a person; the rest of the row says which record it is."""


def refresh(people: Collection[int]) -> None:
    """Compute the rows and keys of these people anew. Whoever else changes one of them at the same
    moment waits, so that the last to commit has seen every statement."""
    wanted = sorted(set(people))
    with transaction.atomic(using=EXCHANGE, savepoint=False):
        for start in range(0, len(wanted), _CHUNK):
            _refresh(wanted[start : start + _CHUNK])


def _refresh(keys: list[int]) -> None:
    people = Person.objects.select_for_update(of=("self",)).select_related("sender")
    rows = list(people.filter(pk__in=keys).order_by("pk"))
    words = words_of(keys)
    picked = picked_of(keys)
    changed = []
    for row in rows:
        order = row.sender.order if row.sender is not None else ""
        found = columns(words[row.pk], picked[row.pk], order)
        if any(getattr(row, name) != value for name, value in found.items()):
            changed.append(row)
            for name, value in found.items():
                setattr(row, name, value)
    bulk.update(Person, COLUMNS, ("id",), map(_plain, changed))
    write_keys(rows)


def _plain(row: Person) -> tuple[Any, ...]:
    """The row's columns and its key, as the store takes them."""
    values = (getattr(row, name) for name in COLUMNS)
    plain = (bulk.day(value) if isinstance(value, date) else value for value in values)
    return (*plain, row.pk)


def write_keys(rows: Iterable[Person], *, new: bool = False) -> None:
    """The keys that these people are found by; `new` where none of them has any yet."""
    wanted = {(row.pk, key) for row in rows for key in keys_of(search_record(vars(row)))}
    if not new:
        held = set(
            PersonKey.objects.filter(person__in=[row.pk for row in rows]).values_list(
                "person_id", "key"
            )
        )
        gone = defaultdict(list)
        for person, key in held - wanted:
            gone[person].append(key)
        for person, keys in gone.items():
            PersonKey.objects.filter(person=person, key__in=keys).delete()
        wanted -= held
    bulk.insert(PersonKey, ("person", "key"), sorted(wanted))


def words_of(keys: Collection[int]) -> dict[int, list[Word]]:
    """The statements in force of these people, as the rules see them."""
    found: dict[int, list[Word]] = defaultdict(list)
    rows = Statement.objects.in_force().filter(person__in=bulk.among(keys)).order_by("pk")
    # Without an object of the ORM for each: a list asks for a million of them.
    for person, key, field, value, read, on, until, details, root, said_on, kind in (
        rows.values_list(
            "person_id", "pk", "field", "value", "read", "on", "until", "details", "source__root",
            "source__said_on", "source__kind",
        )
    ):  # fmt: skip
        holder = str((details or {}).get("holder", ""))
        found[person].append(
            Word(key, field, value, read, root, said_on, on, until, kind, key, holder)
        )
    return found


def word_of(row: Statement) -> Word:
    """One statement; its source is read with it."""
    details = row.details or {}
    key = row.pk
    return Word(
        key, row.field, row.value, row.read, row.source.root, row.source.said_on, row.on,
        row.until, row.source.kind, key, str(details.get("holder", "")),
    )  # fmt: skip


def picked_of(keys: Collection[int]) -> dict[int, dict[str, int]]:
    """By person and field, the statement that somebody chose; the newest choice in force."""
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for person, key, statement in _choices(keys):
        found[person][key] = statement
    return found


def _choices(keys: Collection[int]) -> Iterator[tuple[int, str, int]]:
    rows = Choice.objects.filter(person__in=bulk.among(keys), withdrawn_at=None).order_by("pk")
    yield from rows.values_list("person_id", "field", "statement_id")
