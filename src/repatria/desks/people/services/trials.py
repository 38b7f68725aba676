"""A list tried: its report made, shown and kept, and nothing of it in the register."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from itertools import islice
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from repatria.base.canonical import digest
from repatria.base.collecting import seldom_collected
from repatria.desks.accounts.models import User
from repatria.desks.accounts.visible import require_own
from repatria.desks.common.jobs import enqueue
from repatria.desks.common.models import Job
from repatria.desks.people.intake.assessing import Asked, assess
from repatria.desks.people.intake.spool import WRITTEN, Spool
from repatria.desks.people.models import ListRow, ListState, ReceivedList
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
from repatria.desks.router import EXCHANGE

JOB = "people.try_list"
_CHUNK = 1000
Commit = Callable[[], AbstractContextManager[Any]]


def ask_trial(of: ReceivedList, by: User, *, session: str = "") -> Job:
    """Have a list tried by a worker. Raises `PeopleError` where its columns are not named."""
    require_entry(by)
    require_own(of, by)
    with transaction.atomic(using=EXCHANGE):
        now = locked(of)
        if now.state == ListState.RECEIVED:
            raise PeopleError(_("Say first what the columns hold."))
        trials = int(now.counts.get("trials", 0)) + 1
        now.counts = {**now.counts, "trials": trials}
        job = enqueue(JOB, {"list": now.code}, key=f"{now.code} {trials}", asked_by=by.code)
        now.job = job.pk
        now.save(update_fields=["counts", "job"])
        note_list(by, now, session, {"state": "asked for a trial"})
    of.refresh_from_db()
    return job


def try_list(
    of: ReceivedList,
    by: User,
    told: Callable[[int], None] = lambda _rows: None,
    commit: Commit = lambda: transaction.atomic(using=EXCHANGE),
) -> None:
    """Try a list now and keep its report and rows, all in one transaction at the end.

    Raises `InputError` where the file is broken, `PeopleError`, and whatever `told` raises.
    """
    require_entry(by)
    require_own(of, by)
    asked = asked_of(of, by)
    with seldom_collected(), Spool() as spool:
        report = assess(asked, spool, told)
        with commit():
            now = locked(of)
            if now.mapping != of.mapping or now.sheet != of.sheet:
                raise PeopleError(_("The columns were named anew meanwhile; try the list again."))
            ListRow.objects.filter(of=now).delete()
            _write(now, spool)
            now.report = sealed(report, now)
            now.counts = {**report["verdicts"], "trials": now.counts.get("trials", 0)}
            now.state = ListState.TRIED
            now.save()
            note_list(by, now, "", {"state": "tried", "count": report["rows"]})
    of.refresh_from_db()


def asked_of(of: ReceivedList, by: User) -> Asked:
    return Asked(
        path=path_of(of),
        sheet=of.sheet,
        mapping=mapping_of(of),
        header=header_of(of),
        sender=of.sender,
        order=of.sender.order,
        whom=of.whom,
        by=by,
    )


def sealed(report: dict[str, Any], of: ReceivedList) -> dict[str, Any]:
    """The report with its digest, which whoever approves the list names: they approve what they
    have read."""
    about = {"list": of.digest, "mapping": of.mapping, "sheet": of.sheet, **report}
    return {**report, "digest": digest(about)}


def _write(of: ReceivedList, spool: Spool) -> None:
    rows = ((of.pk, *row) for row in spool.written())
    while chunk := list(islice(rows, _CHUNK)):
        bulk.insert(ListRow, ("of", *WRITTEN), chunk)
