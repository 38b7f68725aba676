"""A list taken into the register, after somebody has read what it tells and agreed.

A row becomes a record of its own, whatever it is like. Only a row of the same sender that bears its
id, or its serial number with its name, says more of the record that is there. Nothing is joined by
likeness; the report proposes, and people judge.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from repatria.base.canonical import digest
from repatria.desks.accounts.models import User
from repatria.desks.accounts.rights import Action, FieldClass, classes_for
from repatria.desks.accounts.visible import require_own
from repatria.desks.common.jobs import enqueue
from repatria.desks.common.models import Job
from repatria.desks.people.intake.assessing import last_list
from repatria.desks.people.intake.rows import fields_of, open_sheet, says_nothing
from repatria.desks.people.intake.stating import values_of
from repatria.desks.people.models import (
    ListRow,
    ListState,
    ReceivedList,
    Sender,
    Source,
    SourceKind,
)
from repatria.desks.people.refusals import PeopleError
from repatria.desks.people.services import bulk
from repatria.desks.people.services.intake import (
    header_of,
    locked,
    mapping_of,
    note_list,
    path_of,
    require_entry,
)
from repatria.desks.people.services.persons import Added, NewPerson, add_many
from repatria.desks.people.services.sources import add_source
from repatria.desks.people.services.statements import Stated, state_many
from repatria.desks.people.services.trials import Commit
from repatria.desks.router import EXCHANGE

JOB = "people.take_in_list"
_CHUNK = 500


def ask_approval(of: ReceivedList, by: User, report: str, *, session: str = "") -> Job:
    """Agree to the report of this digest, and have the list taken in. Raises `PeopleError` where
    the report is another one by now."""
    require_entry(by)
    require_own(of, by)
    with transaction.atomic(using=EXCHANGE):
        now = _agreed(of, report)
        job = enqueue(
            JOB, {"list": now.code, "report": report}, key=f"{now.code} {report}"[:100],
            asked_by=by.code,
        )  # fmt: skip
        now.job = job.pk
        now.save(update_fields=["job"])
        note_list(by, now, session, {"state": "approved", "digest": report})
    of.refresh_from_db()
    return job


def take_in(
    of: ReceivedList,
    by: User,
    report: str,
    commit: Commit = lambda: transaction.atomic(using=EXCHANGE),
) -> None:
    """Take a list in now: its source, its people, their statements, its rows and its receipt, in
    one transaction. Raises `PeopleError` and `InputError`; then nothing is held."""
    require_entry(by)
    require_own(of, by)
    path = path_of(of)
    with commit():
        # One list of a sender at a time: what a row is joined to must not change meanwhile.
        sender = Sender.objects.select_for_update().get(pk=of.sender_id)
        now = _agreed(of, report)
        source = add_source(
            by, SourceKind.LIST, now.purpose, title=now.title, ref=now.code, sender=sender,
            of_list=now, said_on=now.dated, legal_basis=now.legal_basis,
        )  # fmt: skip
        new = known = 0
        joined = dict(
            ListRow.objects.filter(of=now, person__isnull=False).values_list("number", "person_id")
        )
        with open_sheet(path, now.sheet, header_of(now)) as sheet:
            may = classes_for(by.roles, Action.ENTER)
            mapping = mapping_of(now)
            rows = (
                (number, values_of(fields, now.says, may))
                for number, fields in fields_of(sheet, mapping)
                if number not in joined and not says_nothing(fields)
            )
            new = _add(now, source, by, rows)
            if joined:
                known = len(joined)
                _say_more(source, by, joined, fields_of(sheet, mapping), now.says, may)
        _settle(now, by, new, known)
        sender.mapping = now.mapping
        sender.save(update_fields=["mapping"])
    of.refresh_from_db()


def _agreed(of: ReceivedList, report: str) -> ReceivedList:
    now = locked(of)
    if now.state != ListState.TRIED or now.report.get("digest") != report:
        raise PeopleError(_("The report has changed since you read it. Read it again."))
    last = last_list(now.sender)
    if (last.code if last else "") != now.report.get("last"):
        raise PeopleError(
            _("Another list of this sender was taken in meanwhile. Try this one again.")
        )
    return now


def _add(
    of: ReceivedList, source: Source, by: User, rows: Iterator[tuple[int, dict[str, Stated]]]
) -> int:
    people = (NewPerson(values, number) for number, values in rows if values)
    added = add_many(source, by, people)
    total = 0
    while chunk := list(islice(added, _CHUNK)):
        _remember(of, chunk)
        total += len(chunk)
    return total


def _remember(of: ReceivedList, added: list[Added]) -> None:
    """Which record each row made."""
    rows = [(each.person, of.pk, each.place) for each in added]
    bulk.update(ListRow, "person", ("of", "number"), rows)


def _say_more(
    source: Source,
    by: User,
    joined: Mapping[int, int],
    rows: Iterator[tuple[int, dict[str, str]]],
    says: str,
    may: frozenset[FieldClass],
) -> None:
    def statements() -> Iterator[tuple[int, int | None, dict[str, Stated]]]:
        for number, fields in rows:
            person = joined.get(number)
            values = values_of(fields, says, may) if person is not None else {}
            if person is not None and values:
                yield person, number, values

    state_many(source, by, statements())


def _settle(of: ReceivedList, by: User, new: int, known: int) -> None:
    at = timezone.now()
    receipt: dict[str, Any] = {
        "list": of.code,
        "sender": of.sender.code,
        "title": of.title,
        "digest": of.digest,
        "size": of.size,
        "rows": of.report["rows"],
        "records": new,
        "added_to": known,
        "report": of.report["digest"],
        "by": by.code,
        "at": at.isoformat(),
    }
    of.state, of.approved_by, of.approved_at = ListState.APPROVED, by, at
    of.receipt, of.receipt_digest = receipt, digest(receipt)
    of.save()
    note_list(by, of, "", {"state": "taken in", "count": new + known, "digest": of.receipt_digest})
