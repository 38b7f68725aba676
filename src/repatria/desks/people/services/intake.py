"""A list received: its bytes kept, its columns named, and sent back where it is not to be taken in.

What tries a list and takes it into the register stands in `trials` and `taking_in`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from repatria.base.errors import ValueProblem
from repatria.desks.accounts.access.acts import Purpose
from repatria.desks.accounts.access.services import note
from repatria.desks.accounts.asking import require
from repatria.desks.accounts.models import User
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.accounts.visible import require_own
from repatria.desks.people import keeping
from repatria.desks.people.days import not_to_come
from repatria.desks.people.fields import STATES
from repatria.desks.people.intake.rows import HeaderRows, open_sheet, rebased
from repatria.desks.people.models import ListRow, ListState, ReceivedList, Sender, Whom
from repatria.desks.people.refusals import PeopleError
from repatria.desks.people.registered import LIST
from repatria.desks.router import EXCHANGE
from repatria.formats import people_sheets
from repatria.formats.people_sheets import PeopleSheet

OPEN = (ListState.RECEIVED, ListState.MAPPED, ListState.TRIED)
_CLASSES = (FieldClass.IDENTITY, FieldClass.STATUS)


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutList:
    """What whoever hands a list in says of it."""

    title: str
    purpose: str
    dated: str = ""
    legal_basis: str = ""
    whom: str = Whom.ANYONE
    says: str = ""


@dataclass(frozen=True, slots=True)
class Received:
    """The list, and whether it is new: the same bytes of one sender are held once."""

    of: ReceivedList
    new: bool


def receive(
    by: User,
    sender: Sender,
    chunks: Iterable[bytes],
    file_name: str,
    about: AboutList,
    *,
    session: str = "",
) -> Received:
    """Keep a list as it came. Its columns are named as they were the last time where that fits, and
    by the program's proposal otherwise.

    Raises `Refused`, `NotYours`, `PeopleError`, `ValueProblem` for a date, and `InputError` for
    what is no list; then nothing is kept.
    """
    require_entry(by)
    require_own(sender, by)
    said = _said(about, file_name)
    # What its columns are called may have been learnt since this row was read.
    sender = Sender.objects.get(pk=sender.pk)
    with keeping.arriving(chunks, file_name) as arrived:
        same = ReceivedList.objects.filter(sender=sender, digest=arrived.digest).first()
        if same is not None:
            return _again(same, by, session)
        with open_sheet(arrived.path) as sheet:
            said |= first_look(sheet, sender)
        keeping.keep(arrived, file_name)
        try:
            with transaction.atomic(using=EXCHANGE):
                made = ReceivedList.objects.create(
                    party_id=by.party_id, sender=sender, received_by=by,
                    received_at=timezone.now(), digest=arrived.digest, size=arrived.size, **said,
                )  # fmt: skip
                note_list(by, made, session, {"digest": arrived.digest, "size": arrived.size})
        except IntegrityError:
            # A colleague handed in the same bytes at the same moment.
            same = ReceivedList.objects.filter(sender=sender, digest=arrived.digest).first()
            if same is None:
                raise
            return _again(same, by, session)
    return Received(made, new=True)


def name_columns(
    of: ReceivedList, by: User, fields: Mapping[int, str], *, session: str = ""
) -> None:
    """Say which column holds which field, by the places of columns from 0. A trial that was made by
    other columns is taken away. Raises `PeopleError`, and `ValueProblem` as `Mapping.check` does.
    """
    require_entry(by)
    require_own(of, by)
    with transaction.atomic(using=EXCHANGE):
        now = locked(of)
        mapping = mapping_of(now).changed(fields)
        now.mapping = _with_header(mapping, header_of(now))
        now.state = ListState.MAPPED
        _untried(now)
        now.save()
        note_list(by, now, session, {"state": "mapped"})
    of.refresh_from_db()


def choose_sheet(
    of: ReceivedList, by: User, sheet_name: str, header: HeaderRows = None, *, session: str = ""
) -> None:
    """Read another sheet of the workbook, or other rows as its headings. Raises `PeopleError` and
    `InputError`."""
    require_entry(by)
    require_own(of, by)
    with open_sheet(path_of(of), sheet_name, header) as sheet:
        said = first_look(sheet, of.sender, header)
    with transaction.atomic(using=EXCHANGE):
        now = locked(of)
        for name, value in said.items():
            setattr(now, name, value)
        _untried(now)
        now.save()
        note_list(by, now, session, {"state": "sheet"})
    of.refresh_from_db()


def refuse(of: ReceivedList, by: User, why: str, *, session: str = "") -> None:
    """Not take a list in. The original stays, and so does the reason."""
    require_entry(by)
    require_own(of, by)
    reason = why.strip()[:500]
    if not reason:
        raise PeopleError(_("Say why; it stays with the list."))
    with transaction.atomic(using=EXCHANGE):
        now = locked(of)
        now.state = ListState.REFUSED
        now.receipt = {"refused": reason, "by": by.code, "at": timezone.now().isoformat()}
        now.save()
        note_list(by, now, session, {"state": "refused"})
    of.refresh_from_db()


def require_entry(by: User) -> None:
    """Whoever takes lists in may do so with who people are and what became of them; which other
    columns become statements hangs on the other classes."""
    for each in _CLASSES:
        require(by, Action.TAKE_IN, each)


def locked(of: ReceivedList) -> ReceivedList:
    """The list, held against everybody else until the transaction ends. Raises `PeopleError` where
    it is settled."""
    now = ReceivedList.objects.select_for_update(of=("self",)).get(pk=of.pk)
    require_open(now)
    return now


def require_open(of: ReceivedList) -> None:
    """Raises `PeopleError` where the list is settled."""
    if of.state not in OPEN:
        raise PeopleError(_("This list is settled already."))


def path_of(of: ReceivedList) -> Path:
    """The original on the disk, made sure of."""
    return keeping.held(of.digest, of.file_name)


def mapping_of(of: ReceivedList) -> people_sheets.Mapping:
    return people_sheets.Mapping.from_json(of.mapping)


def header_of(of: ReceivedList) -> HeaderRows:
    """The rows of the headings, where a person said which; else the reader finds them."""
    rows = of.mapping.get("header")
    return (rows[0], rows[1]) if rows else None


def _with_header(mapping: people_sheets.Mapping, header: HeaderRows) -> dict[str, Any]:
    return mapping.to_json() | ({"header": list(header)} if header is not None else {})


def note_list(
    by: User, of: ReceivedList, session: str, detail: dict[str, Any], action: str = Action.ENTER
) -> None:
    note(by, action, LIST, of.code, session=session, field_classes=_CLASSES, detail=detail)


def _said(about: AboutList, file_name: str) -> dict[str, Any]:
    title = about.title.strip()[:300]
    if not title:
        raise PeopleError(_("A list has a title."))
    not_to_come(about.dated)
    if about.says and about.says not in STATES:
        raise PeopleError(_("This is none of the states that a list can state."))
    return {
        "title": title,
        "purpose": Purpose(about.purpose).value,
        "dated": about.dated,
        "legal_basis": about.legal_basis.strip()[:500],
        "whom": Whom(about.whom).value,
        "says": about.says,
        "file_name": Path(file_name.replace("\\", "/")).name[-255:],
    }


def first_look(
    sheet: PeopleSheet, sender: Sender | None, header: HeaderRows = None
) -> dict[str, Any]:
    """What the sheet is, and its columns: named as this sender's were, or as is proposed."""
    mapping, state = people_sheets.propose(sheet).mapping, ListState.RECEIVED
    if sender is not None and sender.mapping:
        try:
            known = people_sheets.Mapping.from_json(sender.mapping)
        except ValueProblem:
            known = None
        if known is not None:
            fits = people_sheets.fits(known, sheet).ok
            mapping, state = (rebased(known, sheet), ListState.MAPPED) if fits else (mapping, state)
    return {
        "sheet": sheet.name[:255],
        "media_type": sheet.kind,
        "mapping": _with_header(mapping, header),
        "state": state,
    }


def _untried(of: ReceivedList) -> None:
    ListRow.objects.filter(of=of).delete()
    of.report, of.counts = {}, {"trials": of.counts.get("trials", 0)}


def _again(same: ReceivedList, by: User, session: str) -> Received:
    note_list(by, same, session, {"again": 1})
    return Received(same, new=False)
