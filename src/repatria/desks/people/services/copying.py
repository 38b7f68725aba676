"""What was prepared of a list copied into the store, in the caller's transaction: nothing is worked
out here that could be before, since others wait meanwhile."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connections
from django.utils.translation import gettext as _

from repatria.desks.accounts.access.services import note
from repatria.desks.accounts.asking import require
from repatria.desks.accounts.models import User
from repatria.desks.accounts.rights import FieldClass
from repatria.desks.people.fields import field
from repatria.desks.people.models import ListRow, Person, ReceivedList, Source
from repatria.desks.people.refusals import PeopleError
from repatria.desks.people.services import bulk
from repatria.desks.people.services.alarms_of_lists import Since, raise_from
from repatria.desks.people.services.drafts import of_source
from repatria.desks.people.services.prepared import More, Prepared
from repatria.desks.people.services.preparing import marks_of
from repatria.desks.people.services.refreshing import COLUMNS, refresh
from repatria.desks.people.services.sources import said_through
from repatria.desks.router import EXCHANGE

SOURCE = "source"
"""How the access log calls a source."""
_CACHE_KB = 16_384
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
    meanwhile = since.stated()
    looked_at: list[int] = []
    anew = array("q")
    for piece in prepared.pieces():
        for key in piece.fields:
            if (which := field(key).field_class) not in classes:
                require(by, action, which)
                classes.add(which)
        anew.extend(_say_more(piece.more, by))
        looked_at += (
            each.number
            for each in piece.beside
            if prepared.contradicted(each) or not meanwhile.isdisjoint(each.people)
        )
    prepared.copy(of, _shared(source), of_source(source, by))
    refresh(anew)
    tell(prepared.rows)
    joined = ListRow.objects.filter(of=of, person__isnull=False).count() - prepared.new
    note(
        by, action, SOURCE, source.code, field_classes=classes,
        detail={"count": prepared.new + joined},
    )  # fmt: skip
    raise_from(source, of, looked_at, by)
    return prepared.new, joined


def _shared(source: Source) -> dict[str, Any]:
    """What all new records have in common."""
    blank = Person(party_id=source.party_id, shared_with=source.shared_with, sender=source.sender)
    plain = bulk.plain_row(blank)
    return {name: plain[name] for name in plain if name not in COLUMNS and name != "code"}


def _say_more(rows: list[More], by: User) -> list[int]:
    """Hold the columns of records of which more is said, before it is; gives those that are to be
    computed anew, once it is."""
    if not rows:
        return []
    wanted = [row.person for row in rows]
    held = Person.objects.select_for_update(of=("self",)).filter(pk__in=wanted, party=by.party_id)
    if len(held.order_by("pk").values_list("pk", flat=True)) != len(wanted):
        raise PeopleError(_("Some of these people are another party's, or are not held."))
    marks = marks_of(wanted)
    # What somebody stated of a record since it was prepared counts as well.
    anew = [row.person for row in rows if row.columns is None or marks[row.person] != row.mark]
    later = set(anew)
    changed = (
        (*row.columns, row.person) for row in rows if row.columns and row.person not in later
    )
    bulk.update(Person, COLUMNS, ("id",), changed)
    return anew


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
