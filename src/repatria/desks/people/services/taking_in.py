"""A list taken into the register, after somebody has read what it tells and agreed.

A row becomes a record of its own, whatever it is like. Only a row of the same sender that bears its
id, or its serial number with its name, says more of the record that is there. Nothing is joined by
likeness; the report proposes, and people judge.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from repatria.base.canonical import digest
from repatria.base.collecting import seldom_collected
from repatria.base.messages import message
from repatria.desks.accounts.models import User
from repatria.desks.accounts.visible import require_own
from repatria.desks.common.jobs import enqueue
from repatria.desks.common.models import Job
from repatria.desks.people.intake.assessing import last_list
from repatria.desks.people.models import ListState, ReceivedList, Sender, SourceKind
from repatria.desks.people.refusals import PeopleError
from repatria.desks.people.services.alarms_of_lists import Since
from repatria.desks.people.services.copying import copied
from repatria.desks.people.services.hiding import keep_days
from repatria.desks.people.services.intake import locked, note_list, require_entry, require_open
from repatria.desks.people.services.noting import take_notes
from repatria.desks.people.services.prepared import Prepared
from repatria.desks.people.services.preparing import prepare
from repatria.desks.people.services.sources import add_source
from repatria.desks.people.services.trials import Commit
from repatria.desks.router import EXCHANGE

JOB = "people.take_in_list"
PREPARING = message("reading rows")
WRITING = message("writing")
Told = Callable[[int, int, str], None]


def ask_approval(of: ReceivedList, by: User, report: str, *, session: str = "") -> Job:
    """Agree to the report of this digest, and have the list taken in. Raises `PeopleError` where
    the report is another one by now."""
    require_entry(by)
    require_own(of, by)
    with transaction.atomic(using=EXCHANGE):
        now = _agreed(locked(of), report)
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
    tell: Told = lambda _done, _rows, _stage: None,
) -> None:
    """Take a list in now: its source, its people, their statements, its rows and its receipt, in
    one transaction. Raises `PeopleError` and `InputError`; then nothing is held.

    What it will hold is worked out first; `tell` is called with the rows so far and in all, and a
    word for the stage, and may raise to stop it. The transaction only copies.
    """
    require_entry(by)
    require_own(of, by)
    first = _agreed(ReceivedList.objects.get(pk=of.pk), report)
    rows = int(first.report["rows"])
    source = add_source(
        by, SourceKind.LIST, first.purpose, title=first.title, ref=first.code,
        sender=first.sender, of_list=first, said_on=first.dated, legal_basis=first.legal_basis,
        held=False,
    )  # fmt: skip
    since = Since.now()
    with seldom_collected(), Prepared() as prepared:
        prepare(first, by, source, prepared, lambda done: tell(done, rows, PREPARING))
        tell(0, rows, WRITING)
        with commit():
            # One list of a sender at a time: what a row is joined to must not change meanwhile.
            sender = Sender.objects.select_for_update().get(pk=of.sender_id)
            now = _agreed(locked(of), report)
            source.entered_at = timezone.now()
            source.of_list = now
            source.save()
            new, known = copied(
                prepared, now, source, by, since, lambda done: tell(done, rows, WRITING)
            )
            take_notes(now, source, by)
            keep_days(now)
            _settle(now, by, new, known)
            sender.mapping = now.mapping
            sender.save(update_fields=["mapping"])
    of.refresh_from_db()


def _agreed(now: ReceivedList, report: str) -> ReceivedList:
    require_open(now)
    if now.state != ListState.TRIED or now.report.get("digest") != report:
        raise PeopleError(_("The report has changed since you read it. Read it again."))
    last = last_list(now.sender)
    if (last.code if last else "") != now.report.get("last"):
        raise PeopleError(
            _("Another list of this sender was taken in meanwhile. Try this one again.")
        )
    return now


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
