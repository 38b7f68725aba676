"""The file of an export written: streamed into the desk's folder, each record's reading noted, and
only then told to be there."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO

from django.db import transaction
from django.utils import timezone, translation

from repatria.base.messages import message
from repatria.desks.accounts.access.many import note_many
from repatria.desks.accounts.access.services import note
from repatria.desks.accounts.asking import can
from repatria.desks.accounts.models import Proposal
from repatria.desks.accounts.proposals import services as proposals
from repatria.desks.accounts.proposals.errors import ChangedError
from repatria.desks.accounts.rights import Action
from repatria.desks.common.jobs import Context
from repatria.desks.common.jobs.errors import Cancelled
from repatria.desks.people.exporting import files
from repatria.desks.people.exporting.lines import headings, lines
from repatria.desks.people.exporting.pfif import pieces
from repatria.desks.people.exporting.telling import Told
from repatria.desks.people.exporting.wanted import Wanted
from repatria.desks.people.models import Export, FileForm
from repatria.desks.people.queries.exports import Counting, people_of, told
from repatria.desks.people.refusals import PeopleError
from repatria.desks.people.registered import EXPORT, PERSON
from repatria.desks.people.services.exports import FETCH_WITHIN, classes_of
from repatria.desks.router import EXCHANGE
from repatria.formats.people_sheet_write import write_people_csv, write_people_workbook

WRITING = message("writing the file")
NOTING = message("noting who was read")
STOPPED = message("It was stopped.")
NO_RIGHT = message("Whoever proposed it may no longer export this.")
_CHUNK = 250
"""Readings noted at once: pages wait for no more than these."""


def write_export(context: Context, code: str) -> None:
    """Write the file of an export that was seconded. Where it cannot be written the proposal has
    failed, with the reason in it."""
    export = Export.objects.select_related("asked_by", "proposal").get(code=code)
    assert export.proposal is not None, "an export is made with its proposal"
    if export.proposal.state != Proposal.State.SECONDED:
        return
    try:
        _written(context, export)
    except (PeopleError, ChangedError) as error:
        files.remove(code)
        with context.commit() as effect:
            effect.result = {"failed": str(error)}
            proposals.finish(export.proposal.pk, failed=str(error))
    except Cancelled:
        files.remove(code)
        proposals.finish(export.proposal.pk, failed=str(STOPPED))
        raise
    except BaseException:
        if not context.committed:
            files.remove(code)
        raise


def _written(context: Context, export: Export) -> None:
    by, wanted = export.asked_by, Wanted.from_json(export.wanted)
    classes = classes_of(export.keys, wanted)
    if not all(can(by, Action.EXPORT, each) for each in classes):
        raise PeopleError(str(NO_RIGHT))
    people = people_of(by, wanted, timezone.localdate())
    counting, codes = Counting(), []

    def read() -> Iterator[Told]:
        for number, (_pk, each) in enumerate(told(by, people, export.keys)):
            counting.add(each.code)
            codes.append(each.code)
            context.progress(number, export.people, WRITING)
            yield each

    with files.writing(export.code) as file, translation.override(export.language):
        _WRITERS[FileForm(export.form)](file.stream, export, read())
    if (counting.whom.count, counting.whom.digest) != (export.people, export.people_digest):
        raise ChangedError
    while export.noted < len(codes):
        context.progress(export.noted, len(codes), NOTING)
        chunk = codes[export.noted : export.noted + _CHUNK]
        with transaction.atomic(using=EXCHANGE):
            export.noted += len(chunk)
            export.save(update_fields=["noted"])
            note_many(
                by, Action.EXPORT, PERSON, chunk, purpose=export.purpose,
                session=export.proposal.proposed_in if export.proposal else "",
                field_classes=classes, detail={"export": export.code},
            )  # fmt: skip
    with context.commit() as effect:
        export.ready_at = timezone.now()
        export.until = export.ready_at + FETCH_WITHIN
        export.digest, export.size = file.digest, file.size
        export.save(update_fields=["ready_at", "until", "digest", "size"])
        done = {"count": export.people, "digest": export.digest}
        effect.result = done
        proposals.finish(export.proposal_id or 0, outcome=done)
        note(None, "written", EXPORT, export.code, detail=done)


def _csv(stream: IO[bytes], export: Export, people: Iterator[Told]) -> None:
    for line in write_people_csv(headings(export.keys), lines(people, export.keys)):
        stream.write(line.encode())


def _xlsx(stream: IO[bytes], export: Export, people: Iterator[Told]) -> None:
    with _own_folder():
        rows = lines(people, export.keys)
        write_people_workbook(stream, headings(export.keys), rows, export.code)


def _pfif(stream: IO[bytes], export: Export, people: Iterator[Told]) -> None:
    for piece in pieces(people, export.keys, export.asked_at):
        stream.write(piece.encode())


_WRITERS: dict[FileForm, Callable[[IO[bytes], Export, Iterator[Told]], None]] = {
    FileForm.CSV: _csv,
    FileForm.XLSX: _xlsx,
    FileForm.PFIF: _pfif,
}


@contextmanager
def _own_folder() -> Iterator[None]:
    """What a workbook is put together from lies in the desk's folder as well: whatever a killed
    process leaves there is swept, and nobody else reads it on the way."""
    before, tempfile.tempdir = tempfile.tempdir, str(files.folder())
    try:
        yield
    finally:
        tempfile.tempdir = before
