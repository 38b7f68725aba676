"""A file with names: proposed by one, seconded by another, fetched once by the first, and gone.

What writes it is a job (`exports_writing`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import IO, Any

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from repatria.desks.accounts.access.acts import Purpose
from repatria.desks.accounts.access.services import note
from repatria.desks.accounts.asking import require
from repatria.desks.accounts.models import Proposal, User
from repatria.desks.accounts.proposals import services as proposals
from repatria.desks.accounts.proposals.errors import NotFreshError
from repatria.desks.accounts.proposals.registry import LATER, Later
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.common.jobs import enqueue
from repatria.desks.people.exporting import files
from repatria.desks.people.exporting.wanted import Wanted
from repatria.desks.people.fields import FIELDS, field, keys_for
from repatria.desks.people.models import Export, ExportState, FileForm
from repatria.desks.people.queries.exports import people_of, whom_of
from repatria.desks.people.refusals import PeopleError
from repatria.desks.people.registered import EXPORT
from repatria.desks.router import EXCHANGE

KIND = "people.export"
JOB = "people.write_export"
FETCH_WITHIN = timedelta(hours=24)
"""How long a file may be fetched once it is written."""
_ABANDONED = timedelta(hours=6)
"""After which a file that nobody writes any more is a leftover."""
_SHEET = 1_048_575
"""Records under one row of headings in a sheet."""


def propose_export(
    by: User,
    wanted: Wanted,
    keys: Iterable[str],
    form: str,
    purpose: str,
    reason: str,
    *,
    session: str,
) -> Export:
    """Propose a file. Nothing is written before another person has agreed to it.

    Raises `Refused` without the right to propose, or to export a field or what is filtered by,
    `UnknownField`, and `PeopleError`.
    """
    require(by, Action.PROPOSE, FieldClass.IDENTITY)
    chosen = _in_order(by, keys)
    wanted.check()
    for each in sorted(classes_of(chosen, wanted)):
        require(by, Action.EXPORT, each)
    why = reason.replace("\x00", "").strip()[:500]
    if not why:
        raise PeopleError(_("Say why; whoever seconds it reads that."))
    whom = whom_of(people_of(by, wanted, timezone.localdate()))
    if not whom.count:
        raise PeopleError(_("No record of your party is like this."))
    if FileForm(form) is FileForm.XLSX and whom.count > _SHEET:
        raise PeopleError(_("A sheet does not hold so many rows; choose CSV."))
    with transaction.atomic(using=EXCHANGE):
        made = Export.objects.create(
            party_id=by.party_id, asked_by=by, purpose=Purpose(purpose).value, reason=why,
            wanted=wanted.to_json(), keys=chosen, form=form, people=whom.count,
            people_digest=whom.digest, language=translation.get_language() or "en",
        )  # fmt: skip
        made.proposal = proposals.propose(
            KIND, EXPORT, made.code, payload_of(made), by=by, session=session
        )
        made.save(update_fields=["proposal"])
    return made


def payload_of(export: Export) -> dict[str, Any]:
    """All that the second person agrees to."""
    return {
        "wanted": export.wanted,
        "keys": export.keys,
        "form": export.form,
        "people": export.people,
        "purpose": export.purpose,
        "reason": export.reason,
        "hours": int(FETCH_WITHIN.total_seconds() // 3600),
    }


def state_of(code: str) -> Any:
    """Whom it would hold now: where that is somebody else than was proposed, nothing is written."""
    export = Export.objects.select_related("asked_by").get(code=code)
    wanted = Wanted.from_json(export.wanted)
    whom = whom_of(people_of(export.asked_by, wanted, timezone.localdate()))
    return [whom.count, whom.digest]


def carry_out(proposal: Proposal) -> Later:
    """What the second signature does: a job writes the file."""
    export = Export.objects.select_for_update(of=("self",)).get(code=proposal.subject)
    job = enqueue(
        JOB,
        {"export": export.code},
        key=f"export {export.code}",
        asked_by=proposal.proposed_by.code,
    )
    export.job = job.pk
    export.save(update_fields=["job"])
    return LATER


def fetch(export: Export, by: User, *, session: str, fresh: bool) -> IO[bytes]:
    """The file, open, and gone from the disk: for whoever proposed it, once, in time, after their
    second factor. The caller closes it. Raises `Refused`, `NotFreshError`, `PeopleError`."""
    classes = classes_of(export.keys, Wanted.from_json(export.wanted))
    for each in sorted(classes):
        require(by, Action.EXPORT, each)
    if not fresh:
        raise NotFreshError
    with transaction.atomic(using=EXCHANGE):
        now = Export.objects.select_for_update(of=("self",)).get(pk=export.pk)
        if now.asked_by_id != by.pk:
            raise PeopleError(_("Only whoever proposed it fetches it."))
        if now.state is not ExportState.READY:
            raise PeopleError(
                _("There is no file to fetch: %(state)s.") % {"state": now.state.label}
            )
        stream = _opened(now)
        try:
            now.fetched_at = timezone.now()
            now.save(update_fields=["fetched_at"])
            note(
                by, Action.EXPORT, EXPORT, now.code, purpose=now.purpose, session=session,
                field_classes=classes, detail={"count": now.people, "digest": now.digest},
            )  # fmt: skip
        except BaseException:
            stream.close()
            raise
    files.remove(now.code)
    return stream


def end_due(now: datetime) -> int:
    """Delete the files that nobody fetched in time, and what lies there for no reason; how many
    exports ended."""
    due = Export.objects.filter(until__lte=now, fetched_at=None, ended_at=None).order_by("pk")
    ended = 0
    for number in due.values_list("pk", flat=True):
        with transaction.atomic(using=EXCHANGE):
            export = Export.objects.select_for_update(of=("self",)).get(pk=number)
            if export.fetched_at is not None or export.ended_at is not None:
                continue
            export.ended_at = now
            export.save(update_fields=["ended_at"])
            files.remove(export.code)
            note(None, "expire", EXPORT, export.code, detail={"digest": export.digest})
            ended += 1
    _sweep(now)
    return ended


def classes_of(keys: Iterable[str], wanted: Wanted) -> frozenset[FieldClass]:
    """The classes of field that a file opens, and that its filter asks about."""
    asked = {FieldClass.STATUS} if wanted.of_status else set()
    return frozenset({FieldClass.IDENTITY, *asked, *(FIELDS[key].field_class for key in keys)})


def exportable(by: User) -> tuple[str, ...]:
    """The keys of the fields that somebody may take along."""
    return keys_for(by.roles, Action.EXPORT)


def _in_order(by: User, keys: Iterable[str]) -> list[str]:
    wanted = {field(key).key for key in keys}
    if not wanted:
        raise PeopleError(_("Choose at least one field."))
    for key in wanted:
        require(by, Action.EXPORT, FIELDS[key].field_class)
    return [key for key in FIELDS if key in wanted]


def _opened(export: Export) -> IO[bytes]:
    """The file, made sure of: it is still the one that was written."""
    try:
        stream = files.place(export.code).open("rb")
    except OSError:
        raise PeopleError(_("The file is not there any more. Propose it anew.")) from None
    if hashlib.file_digest(stream, "sha256").hexdigest() != export.digest:
        stream.close()
        raise PeopleError(_("The file is not the one that was written. Propose it anew."))
    stream.seek(0)
    return stream


def _sweep(now: datetime) -> None:
    states = _ready(name for name, _written in files.held())
    for name, written in files.held():
        old = now.timestamp() - written > _ABANDONED.total_seconds()
        known = states.get(name)
        if known is ExportState.READY:
            continue
        if known in (ExportState.FETCHED, ExportState.ENDED) or old:
            files.remove(name)


def _ready(names: Iterable[str]) -> dict[str, ExportState]:
    codes: Sequence[str] = [name for name in names if len(name) <= 16]
    rows = Export.objects.filter(code__in=codes).select_related("proposal")
    return {each.code: each.state for each in rows}
