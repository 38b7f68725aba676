"""Records whose sender has let personal data be shown until a day (PFIF 1.4, `expiry_date`).

Past that day what was stated is kept and shown to nobody: the statements are left out of every
question by the day itself (`models.statements`), and what was computed from them goes from the
record's row within the hour, so that it is neither listed nor found nor compared.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from itertools import islice

from django.db import transaction

from repatria.desks.accounts.access.services import note
from repatria.desks.people.expiring import last_day
from repatria.desks.people.intake.rows import fields_of, open_sheet
from repatria.desks.people.models import ListRow, Person, ReceivedList
from repatria.desks.people.registered import PERSON
from repatria.desks.people.services.intake import header_of, mapping_of, path_of
from repatria.desks.people.services.refreshing import refresh
from repatria.desks.router import EXCHANGE

EXPIRES = "expires_on"
"""The column of a list that says the day."""
_CHUNK = 200


def show_until(days: Iterable[tuple[int, date | None]]) -> None:
    """Set the last day of records, in the caller's transaction: rows are a record's key and its
    day. What the sender said last holds, also where that is a later day, or none."""
    rows = iter(days)
    while chunk := dict(islice(rows, _CHUNK)):
        held = Person.objects.select_for_update().filter(pk__in=chunk).order_by("pk")
        changed = [each for each in held if each.expires_on != chunk[each.pk]]
        for each in changed:
            each.expires_on, each.hidden_at = chunk[each.pk], None
        Person.objects.bulk_update(changed, ["expires_on", "hidden_at"], batch_size=_CHUNK)
        refresh([each.pk for each in changed])


def keep_days(of: ReceivedList) -> None:
    """Hold until when the rows of a list let their records be shown, in the transaction that took
    it in and after all that it states. Whoever is hidden stays so, whatever the list says more."""
    columns = mapping_of(of).columns
    if any(column.field == EXPIRES for column in columns):
        with open_sheet(path_of(of), of.sheet, header_of(of)) as sheet:
            rows = fields_of(sheet, mapping_of(of))
            while chunk := dict(islice(rows, _CHUNK)):
                held = ListRow.objects.filter(of=of, number__in=chunk, person__isnull=False)
                show_until(
                    (person or 0, last_day(chunk[number].get(EXPIRES, "")))
                    for number, person in held.values_list("number", "person_id")
                )
    hidden = Person.objects.hidden().filter(rows__of=of)
    refresh(hidden.values_list("pk", flat=True).distinct())


def hide_due(now: datetime) -> int:
    """Take what was computed out of the rows of records whose day is over, and note each; how many
    those were."""
    hidden = 0
    while due := list(
        Person.objects.hidden()
        .filter(hidden_at=None)
        .order_by("pk")
        .values_list("pk", "code", "expires_on")[:_CHUNK]
    ):
        with transaction.atomic(using=EXCHANGE):
            keys = [pk for pk, _, _ in due]
            refresh(keys)
            Person.objects.filter(pk__in=keys).update(hidden_at=now)
            for _, code, until in due:
                note(None, "hidden", PERSON, code, detail={"until": str(until)})
        hidden += len(due)
    return hidden
