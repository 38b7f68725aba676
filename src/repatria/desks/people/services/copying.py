"""What was prepared of a list copied into the store, in the caller's transaction: nothing is worked
out here that could be before, since others wait meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connections
from django.utils.translation import gettext as _

from repatria.desks.accounts.access.services import note
from repatria.desks.accounts.asking import require
from repatria.desks.accounts.models import User
from repatria.desks.accounts.rights import FieldClass
from repatria.desks.people.codes import person_code
from repatria.desks.people.fields import field
from repatria.desks.people.models import ListRow, Person, PersonKey, ReceivedList, Source
from repatria.desks.people.refusals import PeopleError
from repatria.desks.people.services import bulk
from repatria.desks.people.services.alarms_of_lists import Since, raise_from
from repatria.desks.people.services.drafts import Told, insert_told
from repatria.desks.people.services.prepared import More, New, Prepared
from repatria.desks.people.services.preparing import marks_of
from repatria.desks.people.services.refreshing import COLUMNS, refresh
from repatria.desks.people.services.sources import said_through
from repatria.desks.router import EXCHANGE

SOURCE = "source"
"""How the access log calls a source."""
_CACHE_KB = 65_536
"""What SQLite keeps of the store's pages while it copies; its usual two megabytes would have it
write the same pages many times."""


def copied(
    prepared: Prepared,
    of: ReceivedList,
    source: Source,
    by: User,
    since: Since,
    tell: Callable[[int], None] = lambda _done: None,
) -> tuple[int, int]:
    """Hold everything, and raise what it contradicts; gives how many records were made, and how
    many more is said of. One log entry tells of the whole. `since` is the moment at which preparing
    began. Raises `PeopleError`, and `Refused` for a field that may not be."""
    with _more_cache():
        return _copied(prepared, of, source, by, since, tell)


def _copied(
    prepared: Prepared,
    of: ReceivedList,
    source: Source,
    by: User,
    since: Since,
    tell: Callable[[int], None],
) -> tuple[int, int]:
    classes = {FieldClass.IDENTITY}
    action = said_through(source)
    require(by, action, FieldClass.IDENTITY)
    template = bulk.plain_row(_blank(source))
    meanwhile = since.stated()
    looked_at: list[int] = []
    done = new = 0
    for piece in prepared.pieces():
        for key in piece.fields:
            if (which := field(key).field_class) not in classes:
                require(by, action, which)
                classes.add(which)
        _make(piece.new, template, of, source, by)
        _say_more(piece.more, source, by)
        looked_at += (
            each.number
            for each in piece.beside
            if prepared.contradicted(each) or not meanwhile.isdisjoint(each.people)
        )
        done += len(piece.new) + len(piece.more)
        new += len(piece.new)
        tell(done)
    joined = ListRow.objects.filter(of=of, person__isnull=False).count() - new
    note(
        by, action, SOURCE, source.code, field_classes=classes,
        detail={"count": new + joined},
    )  # fmt: skip
    raise_from(source, of, looked_at, by)
    return new, joined


def _blank(source: Source) -> Person:
    return Person(party_id=source.party_id, shared_with=source.shared_with, sender=source.sender)


def _make(
    rows: list[New], template: dict[str, Any], of: ReceivedList, source: Source, by: User
) -> None:
    if not rows:
        return
    keys = bulk.reserve(Person, len(rows))
    own = [name for name in template if name not in COLUMNS and name != "code"]
    fixed = [template[name] for name in own]
    pairs = list(zip(keys, rows, strict=True))
    people = ((key, person_code(), *row.columns, *fixed) for key, row in pairs)
    bulk.insert(Person, ("id", "code", *COLUMNS, *own), people)
    insert_told(_told(pairs), source, by)
    found_by = sorted((word, key) for key, row in pairs for word in row.keys)
    bulk.insert(PersonKey, ("key", "person"), found_by)
    bulk.update(
        ListRow, ("person",), ("of", "number"), [(key, of.pk, row.number) for key, row in pairs]
    )


def _told(pairs: Iterable[tuple[int, New]]) -> Iterator[tuple[int, int | None, Told]]:
    return ((key, row.number, told) for key, row in pairs for told in row.told)


def _say_more(rows: list[More], source: Source, by: User) -> None:
    if not rows:
        return
    wanted = [row.person for row in rows]
    held = Person.objects.select_for_update(of=("self",)).filter(pk__in=wanted, party=by.party_id)
    if len(held.order_by("pk").values_list("pk", flat=True)) != len(wanted):
        raise PeopleError(_("Some of these people are another party's, or are not held."))
    marks = marks_of(wanted)
    insert_told(((row.person, row.number, told) for row in rows for told in row.told), source, by)
    # What somebody stated of a record since it was prepared counts as well.
    anew = [row.person for row in rows if row.columns is None or marks[row.person] != row.mark]
    later = set(anew)
    changed = (
        (*row.columns, row.person) for row in rows if row.columns and row.person not in later
    )
    bulk.update(Person, COLUMNS, ("id",), changed)
    refresh(anew)


@contextmanager
def _more_cache() -> Iterator[None]:
    connection = connections[EXCHANGE]
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA cache_size")
        (usual,) = cursor.fetchone()
        cursor.execute(f"PRAGMA cache_size = -{_CACHE_KB}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA cache_size = {int(usual)}")
