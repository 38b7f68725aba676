"""A store of the register's bench filled: lists, people, statements and keys as an intake leaves
them, a linking run, and what `_people_more` enters.

Rows go in as the desk's own bulk writes them; at the end some people are computed anew by the desk,
which has to change nothing. `python _people_fill.py STORE HOME ROWS` makes one.
"""

from __future__ import annotations

import hashlib
import random
import shutil
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import _people_rows as made_up
from _people_store import CLERK, OFFICER, OTHER, opened

LEGAL_BASIS = "none: everything in it is made up"
_PERSON = ("id", "code", "party", "shared_with", "sender", "created_at")
_SAID = (
    "person", "source", "place", "field", "value", "read", "on", "until", "certainty", "details",
    "entered_at", "entered_by", "withdrawn_why",
)  # fmt: skip
_LINE = ("of", "number", "cells", "own_id", "person", "verdict", "notes")


def make(store: str, home: Path, rows: Path) -> None:
    """A new store with all of it."""
    server = opened(store, home)
    from django.db import connections, transaction

    from _people_more import more

    connection = connections["default"]
    with connection.cursor() as cursor:
        if store == "sqlite":
            # Only while it is filled: a crash would make another one.
            cursor.execute("PRAGMA journal_mode=OFF")
            cursor.execute("PRAGMA synchronous=OFF")
            cursor.execute("PRAGMA cache_size=-1500000")
        else:
            cursor.execute("SET synchronous_commit=off")
    sources = _sources(rows)
    people = 0
    for chunk in made_up.chunks(rows):
        with transaction.atomic(using="default"):
            _hold(chunk, *sources[chunk["list"]])
        people = chunk["first"] + len(chunk["people"]) - 1
        _tell(f"{people:,} people")
    if store == "postgresql":
        _sequence_after("people_person")
    with transaction.atomic(using="default"):
        _run(rows, people)
    _tell("pairs")
    connection.close()
    with connection.cursor() as cursor:
        if store == "postgresql":
            cursor.execute("VACUUM ANALYZE")
    more(rows)
    refuse_other_than_entered()
    _tell("judgements, cards, alarms")
    # What is searched for goes along: rows can be made anew while a store is kept.
    shutil.copy(rows / "asked", home / "asked")
    connections.close_all()
    if server is not None:
        server.cleanup()


def _sources(rows: Path) -> dict[int, tuple[Any, Any, Any, Any]]:
    """By the number of a list: the list, its sender, its source, and who took it in."""
    from repatria.desks.accounts.models import Party, RoleGrant, Standing, User
    from repatria.desks.accounts.rights import Role
    from repatria.desks.people.models import ListState, ReceivedList, Sender, SourceKind
    from repatria.desks.people.models.lists import NameOrder
    from repatria.desks.people.services import add_sender, add_source

    users = {}
    for email, code, standing in (
        (CLERK, "HOME", Standing.PARTY), (OTHER, "BESIDE", Standing.PARTY),
        (OFFICER, "OFFICE", Standing.OFFICE),
    ):  # fmt: skip
        party = Party.objects.create(code=code, name=f"Synthetic {code.lower()}", standing=standing)
        users[email] = User.objects.create_user(email, name=f"Synthetic of {code}", party=party)
        RoleGrant.objects.create(user=users[email], role=Role.EXCHANGE_DESK)
    found = {}
    for each in made_up.load(rows, "lists"):
        by = users[OTHER if each["foreign"] else CLERK]
        senders = Sender.objects.filter(party=by.party_id, name=each["title"])
        sender = senders.first() or add_sender(
            by, each["title"], order=NameOrder(each["order"]), language=each["language"]
        )
        of = ReceivedList.objects.create(
            party=by.party, sender=sender, title=f"{each['title']} {each['number']}",
            dated=each["dated"], received_by=by, purpose="exchange", legal_basis=LEGAL_BASIS,
            digest=hashlib.sha256(str(each["number"]).encode()).hexdigest(), size=1,
            media_type="text/csv", state=ListState.APPROVED,
        )  # fmt: skip
        source = add_source(
            by, SourceKind.LIST, "exchange", title=of.title, ref=of.code, sender=sender,
            of_list=of, said_on=of.dated, legal_basis=LEGAL_BASIS,
        )  # fmt: skip
        found[each["number"]] = (of, sender, source, by)
    return found


def _hold(chunk: dict[str, Any], of: Any, sender: Any, source: Any, by: Any) -> None:
    """Rows of one list: people, what is said of them, their keys, and the rows as they stood."""
    from repatria.desks.people import codes
    from repatria.desks.people.models import ListRow, Person, PersonKey, Statement
    from repatria.desks.people.services import bulk
    from repatria.desks.people.services.refreshing import COLUMNS

    at = bulk.moment(source.entered_at)
    numbers = range(chunk["first"], chunk["first"] + len(chunk["people"]))
    bulk.insert(
        Person,
        (*_PERSON, *COLUMNS),
        (
            (number, codes.person_code(), by.party_id, "", sender.pk, at, *row)
            for number, row in zip(numbers, chunk["people"], strict=True)
        ),
    )
    bulk.insert(Statement, _SAID, _statements(chunk, numbers, source.pk, at, by.pk))
    bulk.insert(
        PersonKey,
        ("person", "key"),
        sorted(
            (number, key)
            for number, keys in zip(numbers, chunk["keys"], strict=True)
            for key in keys
        ),
    )
    bulk.insert(
        ListRow,
        _LINE,
        (
            (of.pk, line, cells, own, number, "new", "[]")
            for number, (line, cells, own) in zip(numbers, chunk["lines"], strict=True)
        ),
    )


def _statements(
    chunk: dict[str, Any], numbers: Iterable[int], source: int, at: Any, by: int
) -> Iterator[Sequence[Any]]:
    for number, said, (line, _, _) in zip(numbers, chunk["said"], chunk["lines"], strict=True):
        for field, value, read, on, until, certainty, details in said:
            yield (
                number, source, line, field, value, read, on, until, certainty, details, at, by, ""
            )  # fmt: skip


def _run(rows: Path, people: int) -> None:
    """A finished linking run with what the linker proposes."""
    from django.utils import timezone

    from repatria.desks.accounts.models import User
    from repatria.desks.people.models import Candidate, LinkRun
    from repatria.desks.people.services import bulk

    by = User.objects.get(email=CLERK)
    pairs = made_up.load(rows, "pairs")
    held = sum(bool(gate) for *_, gate in pairs)
    run = LinkRun.objects.create(
        party=by.party, asked_by=by, finished_at=timezone.now(),
        counts={"people": people, "proposed": len(pairs) - held, "held": held},
        settings={"threshold": 5.0, "trained": False},
    )  # fmt: skip
    pairs.sort(key=lambda pair: (-pair[2], pair[0], pair[1]))
    bulk.insert(
        Candidate,
        ("run", "one", "other", "weight", "levels", "gate"),
        ((run.pk, *pair) for pair in pairs),
    )


def refuse_other_than_entered() -> None:
    """Raises SystemExit where a row or a key is another than the desk itself makes of what is said:
    some people are computed anew and looked at before that is taken back."""
    from django.db import transaction

    from repatria.desks.people.models import Person, PersonKey
    from repatria.desks.people.services.refreshing import COLUMNS, refresh

    numbers = random.Random(made_up.SEED).sample(
        list(Person.objects.values_list("pk", flat=True)), 300
    )

    def held() -> tuple[list[Any], list[Any]]:
        people = Person.objects.filter(pk__in=numbers).order_by("pk")
        keys = PersonKey.objects.filter(person__in=numbers).order_by("person", "key")
        return list(people.values_list("pk", *COLUMNS)), list(keys.values_list("person", "key"))

    with transaction.atomic(using="default"):
        before = held()
        refresh(numbers)
        if held() != before:
            raise SystemExit("the store holds other people than the desk would")
        transaction.set_rollback(True, using="default")


def _sequence_after(table: str) -> None:
    """Numbers that were given by hand are known to the sequence that gives the next one."""
    from django.db import connections

    with connections["default"].cursor() as cursor:
        # A name of our own.
        cursor.execute(
            f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}"
        )


def _tell(what: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {what}", file=sys.stderr)


if __name__ == "__main__":
    make(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
