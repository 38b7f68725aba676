"""`repatria people export …`: a file with names, proposed and fetched from this machine. Whoever
seconds it does so on the site, signed in on their own."""

from __future__ import annotations

import os
import secrets
import shutil
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from repatria.cli.failures import say
from repatria.cli.people_options import By, Purpose, asking, refuse
from repatria.cli.store import open_store

if TYPE_CHECKING:
    from repatria.desks.accounts.models import User

app = typer.Typer(
    no_args_is_help=True, help="Take names out of the register as a file, by two people."
)


class Form(StrEnum):
    """Kinds of files."""

    CSV = "csv"
    XLSX = "xlsx"
    PFIF = "pfif"


_USUAL = ("name", "surname", "given", "patronymic", "birth", "rank", "unit", "serial", "state")
Code = Annotated[str, typer.Argument(metavar="CODE", help="The code of the export.")]
App = Annotated[
    str,
    typer.Option(
        "--code", prompt="Code from your app", hide_input=True, metavar="DIGITS",
        help="The code that the app of whoever asks shows now; it is asked for where it lacks.",
    ),
]  # fmt: skip


@app.command("propose")
def propose(
    email: By,
    purpose: Purpose,
    reason: Annotated[
        str, typer.Option(help="Why, and who gets it; whoever seconds it reads that.")
    ],
    code: App,
    form: Annotated[Form, typer.Option("--format", help="Kind of file.")] = Form.CSV,
    field: Annotated[
        list[str] | None,
        typer.Option(
            "--field",
            metavar="FIELD",
            help="What it tells of each, once for each; names, birth, rank, unit, serial number "
            "and state where none is named.",
        ),
    ] = None,
    sender: Annotated[str, typer.Option(metavar="CODE", help="Only records of a sender.")] = "",
    of_list: Annotated[
        str, typer.Option("--list", metavar="CODE", help="Only records on a list.")
    ] = "",
    state: Annotated[str, typer.Option(help="Only records in a state.")] = "",
    category: Annotated[str, typer.Option(help="Only soldiers, or only civilians.")] = "",
    held_by: Annotated[str, typer.Option(help="Only records that this side holds.")] = "",
    born_first: Annotated[
        str, typer.Option("--born-from", metavar="DAY", help="Born on this day or later.")
    ] = "",
    born_last: Annotated[
        str, typer.Option("--born-until", metavar="DAY", help="Born on this day or before.")
    ] = "",
) -> None:
    """Propose a file with names of your own party's records. It counts whom it would hold, and
    prints nobody.

    A colleague seconds it on the site; then a worker writes it.
    """  # fmt: skip
    open_store()
    from django.core.exceptions import PermissionDenied

    from repatria.desks.people.exporting.wanted import Wanted
    from repatria.desks.people.exporting.words import describe
    from repatria.desks.people.services.exports import payload_of, propose_export

    by, session = _shown(email, code)
    wanted = Wanted(
        sender=sender, of_list=of_list, state=state, category=category, held_by=held_by,
        born_first=born_first, born_last=born_last,
    )  # fmt: skip
    keys = _fields(field)
    try:
        made = propose_export(by, wanted, keys, form.value, purpose.value, reason, session=session)
    except PermissionDenied as error:
        refuse(error)
    typer.echo(f"export {made.code}: proposal {made.proposal_id}")
    for line in describe(payload_of(made)):
        typer.echo(f"  {line}")
    say("It waits for a colleague to second it on the site, among the proposals.")


@app.command("list")
def list_(email: By) -> None:
    """List the exports of your party, the newest first, and what became of each."""
    open_store()
    from repatria.desks.people.queries.exports import exports

    for each in exports(asking(email))[:100]:
        until = f" until {each.until:%F %H:%M} UTC" if each.state == "ready" and each.until else ""
        typer.echo(f"{each.code}  {_records(each.people)}  {each.state.label}{until}")


@app.command("fetch")
def fetch(
    export: Code,
    email: By,
    code: App,
    out: Annotated[
        Path, typer.Option("--out", metavar="FILE", help="Where to put it; not there yet.")
    ],
) -> None:
    """Fetch the file of an export, which goes once, to whoever proposed it."""
    open_store()
    from django.core.exceptions import PermissionDenied

    from repatria.desks.people import services
    from repatria.desks.people.queries.exports import exports
    from repatria.desks.people.services.exports import fetch as fetched

    by, session = _shown(email, code)
    found = exports(by).filter(code=export).first()
    if found is None:
        raise services.PeopleError(f"There is no export {export} that you may see.")
    # Made before the file is taken: what cannot be kept here stays there.
    handle = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as target:
            with fetched(found, by, session=session, fresh=True) as stream:
                shutil.copyfileobj(stream, target)
            target.flush()
            os.fsync(target.fileno())
    except PermissionDenied as error:
        out.unlink()
        refuse(error)
    except BaseException:
        out.unlink()
        raise
    typer.echo(f"{out}: {_records(found.people)}, SHA-256 {found.digest}")
    say("It is deleted here. No row of it is more than what its source said.")


def _fields(field: list[str] | None) -> tuple[str, ...]:
    from repatria.desks.people.fields import FIELDS

    keys = tuple(field or _USUAL)
    unknown = [key for key in keys if key not in FIELDS]
    if unknown:
        raise typer.BadParameter(f"“{unknown[0]}” is no field; there are: {', '.join(FIELDS)}")
    return keys


def _shown(email: str, code: str) -> tuple[User, str]:
    """Who asks, once they have shown their second factor, and the name of this one command as a
    session."""
    from repatria.desks.accounts.typed_code import show

    by, session = asking(email), f"command:{secrets.token_hex(8)}"
    show(by, code, session)
    return by, session


def _records(count: int) -> str:
    return f"{count:,} record{'s' * (count != 1)}"
