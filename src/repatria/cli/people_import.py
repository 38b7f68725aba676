"""`repatria people import` and `review`: a sender's list taken in, or only looked through."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from repatria.base.canonical import canonical_bytes
from repatria.cli import progress
from repatria.cli.options import Json
from repatria.cli.people_options import By, For, Purpose, asking, refuse
from repatria.cli.store import open_store

if TYPE_CHECKING:
    from repatria.desks.accounts.models import User
    from repatria.desks.people.models import ReceivedList, Sender
    from repatria.formats.people_sheets import Mapping


class ListOf(StrEnum):
    """Whom a list is of."""

    SOLDIERS = "soldiers"
    CIVILIANS = "civilians"
    ANYONE = "anyone"


class Says(StrEnum):
    """What a list states of everybody on it."""

    MISSING = "missing"
    REPORTED_CAPTIVE = "reported_captive"
    CAPTIVE = "captive"
    TRANSFERRED = "transferred"
    ESCAPED = "escaped"
    RETURNED = "returned"
    DEAD = "dead"


File = Annotated[
    Path, typer.Argument(help="The list: XLSX, XLS, ODS, CSV or PFIF.", exists=True, dir_okay=False)
]
Source = Annotated[
    str, typer.Option("--source", metavar="NAME", help="Whose list it is: the sender's name.")
]
Columns = Annotated[
    list[str] | None,
    typer.Option(
        "--column", metavar="HEADING=FIELD",
        help="What a column holds, once for each; no field leaves it out.",
    ),
]  # fmt: skip
Whose = Annotated[ListOf, typer.Option("--of", help="Whom it is a list of.")]
_READING = "reading and comparing rows"


def import_(
    file: File,
    source: Source,
    email: By,
    purpose: Purpose,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Keep the list and its report; take nothing in.")
    ] = False,
    title: Annotated[str, typer.Option(help="What the list is called, without names.")] = "",
    dated: Annotated[str, typer.Option(metavar="DATE", help="The day that the list bears.")] = "",
    whom: Whose = ListOf.ANYONE,
    says: Annotated[
        Says | None, typer.Option(help="What the list says of everybody on it.")
    ] = None,
    legal_basis: Annotated[str, typer.Option(help="On what legal ground it is held.")] = "",
    column: Columns = None,
) -> None:
    """Take a list into the register: its original, its rows and what each of them says.

    A row becomes a record of its own, but where the same sender's id, or its serial number with its
    name, is known from an earlier list of that sender. All of it is held, or nothing.
    """
    open_store()
    from django.core.exceptions import PermissionDenied

    from repatria.desks.people import keeping
    from repatria.desks.people.services.intake import AboutList, receive
    from repatria.desks.people.services.taking_in import take_in

    by = asking(email)
    about = AboutList(
        title=title or file.stem, purpose=purpose.value, dated=dated, legal_basis=legal_basis,
        whom=whom.value, says=says.value if says else "",
    )  # fmt: skip
    try:
        sender = _sender(source, by)
        of = receive(by, sender, keeping.chunks_of(file), file.name, about).of
        if of.state == "approved":
            typer.echo(f"{of.code}: these bytes were taken in before; receipt {of.receipt_digest}")
            return
        _tried(of, by, column)
        _looked_at(of)
        _told(of.report, _noted_rows(of))
        typer.echo(f"list {of.code}: {_rows(of.report)}; report {of.report['digest']}")
        if not dry_run:
            with progress.shown() as shown:
                take_in(of, by, of.report["digest"], tell=shown)
            _receipt(of)
    except PermissionDenied as error:
        refuse(error)


def review(
    file: File,
    source: Source,
    email: By,
    purpose: Purpose,
    whom: Whose = ListOf.ANYONE,
    column: Columns = None,
    as_json: Json = False,
) -> None:
    """Say what a list tells against the register and the sender's last list, and keep nothing.

    Rows are told by their numbers and records by their codes. No name is printed, but for what
    stands in columns that are left out: those are told with three of their cells.
    """
    open_store()
    from django.core.exceptions import PermissionDenied

    from repatria.desks.people.intake.assessing import Asked, assess
    from repatria.desks.people.intake.spool import Spool
    from repatria.desks.people.services.intake import require_entry

    by = asking(email)
    try:
        require_entry(by)
        sender = _known(source, by)
        asked = Asked(
            path=file, sheet="", mapping=_mapping(file, sender, column), sender=sender,
            order=sender.order if sender else "surname-first", whom=whom.value, by=by,
        )  # fmt: skip
        with Spool() as spool, progress.shown() as shown:
            report = assess(asked, spool, lambda rows: shown(rows, 0, _READING))
            before = _before(file, asked.mapping)
            rows = list(spool.noted())
        _reviewed(by, sender, purpose, report)
    except PermissionDenied as error:
        refuse(error)
    if as_json:
        found = [{"row": n, "verdict": v, "notes": f} for n, v, f in rows]
        tree = {**report, "before": before, "found": found}
        typer.echo(canonical_bytes(tree).decode())
        return
    _echo(before)
    _told(report, rows)
    typer.echo(f"{_rows(report)}; nothing was kept")


def _rows(report: dict[str, Any]) -> str:
    count = report["rows"]
    return f"{count:,} row{'s' * (count != 1)}"


def _tried(of: ReceivedList, by: User, column: list[str] | None) -> None:
    from repatria.desks.people.services.intake import mapping_of, name_columns
    from repatria.desks.people.services.trials import try_list

    name_columns(of, by, _fields(mapping_of(of), column))
    with progress.shown() as shown:
        try_list(of, by, lambda rows: shown(rows, 0, _READING))


def _mapping(file: Path, sender: Sender | None, column: list[str] | None) -> Mapping:
    """As the sender's columns were named the last time, where they fit; else as is proposed."""
    from repatria.desks.people.services.intake import first_look
    from repatria.formats.people_sheets import Mapping, open_people_sheet

    with open_people_sheet(file) as sheet:
        mapping = Mapping.from_json(first_look(sheet, sender)["mapping"])
    return mapping.changed(_fields(mapping, column))


def _looked_at(of: ReceivedList) -> None:
    from repatria.desks.people.services.intake import header_of, mapping_of, path_of

    _echo(_before(path_of(of), mapping_of(of), of.sheet, header_of(of)))


def _before(
    path: Path, mapping: Mapping, sheet_name: str = "", header: tuple[int, int] | None = None
) -> list[str]:
    """What to look at before anything is taken in: what the reader of the file noticed, and the
    columns that are left out, with some of their cells."""
    from repatria.desks.people.list_words import left_out_sentence
    from repatria.formats.people_left_out import left_out
    from repatria.formats.people_sheets import open_people_sheet

    with open_people_sheet(path, sheet_name or None, header_rows=header) as sheet:
        columns = left_out(mapping, sheet.headings, sheet.sample)
        return [each.message for each in sheet.notes] + [left_out_sentence(c) for c in columns]


def _echo(notes: Iterable[str]) -> None:
    for each in notes:
        typer.echo(f"Before you agree: {each}")


def _fields(mapping: Mapping, column: list[str] | None) -> dict[int, str]:
    given = {}
    for each in column or ():
        heading, equals, field = each.rpartition("=")
        places = [at for at, one in enumerate(mapping.columns) if one.heading == heading.strip()]
        if not equals or not places:
            there = ", ".join(one.heading for one in mapping.columns)
            raise typer.BadParameter(f"no column “{heading or each}”; there are: {there}")
        given.update(dict.fromkeys(places, field.strip()))
    return given


def _known(source: str, by: User) -> Sender | None:
    from repatria.desks.people.models import Sender

    return Sender.objects.filter(party=by.party_id, name=source.strip()).first()


def _sender(source: str, by: User) -> Sender:
    from repatria.desks.people.services import add_sender

    return _known(source, by) or add_sender(by, source)


def _noted_rows(of: ReceivedList) -> Iterable[tuple[int, str, list[dict[str, Any]]]]:
    from repatria.desks.people.models import ListRow

    rows = ListRow.objects.filter(of=of).exclude(notes=[]).order_by("number")
    return rows.values_list("number", "verdict", "notes").iterator(chunk_size=2000)


def _told(report: dict[str, Any], rows: Iterable[tuple[int, str, list[dict[str, Any]]]]) -> None:
    """What was found, row by row, and then how often."""
    from repatria.desks.people.list_words import VERDICTS, WHAT, findings, sentence

    for number, verdict, notes in rows:
        for each in findings(notes):
            typer.echo(f"row {number}, {verdict}: {sentence(each)}")
    for each in findings(report["gone"]):
        typer.echo(sentence(each))
    for key, words in VERDICTS.items():
        typer.echo(f"{words}: {report['verdicts'].get(key, 0):,}")
    for what, words in WHAT.items():
        sure, possible = report["sure"].get(what, 0), report["possible"].get(what, 0)
        if sure or possible:
            typer.echo(f"  {words}: {sure:,} certain, {possible:,} possible")


def _receipt(of: ReceivedList) -> None:
    typer.echo(f"records made: {of.receipt['records']:,}")
    typer.echo(f"records that it says more of: {of.receipt['added_to']:,}")
    typer.echo(f"SHA-256 of the original: {of.digest}")
    typer.echo(f"receipt: {of.receipt_digest}")


def _reviewed(by: User, sender: Sender | None, purpose: For, report: dict[str, Any]) -> None:
    """A look through the register leaves a trace, though nothing is kept of the list."""
    from repatria.desks.accounts.access.services import note
    from repatria.desks.accounts.rights import Action, FieldClass

    note(
        by, Action.SEARCH, "sender", sender.code if sender else "", purpose=purpose.value,
        field_classes=(FieldClass.IDENTITY, FieldClass.STATUS), detail={"count": report["rows"]},
    )  # fmt: skip
