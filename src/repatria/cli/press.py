"""`repatria press …`: add documents of any size from this machine, and check what is quoted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from repatria.base.errors import FileRefused, RepatriaError
from repatria.cli import progress
from repatria.cli.failures import say
from repatria.cli.store import open_store

if TYPE_CHECKING:
    from repatria.desks.accounts.models import User

app = typer.Typer(
    no_args_is_help=True, help="Add documents of any size, and check what is quoted from them."
)


class NobodyError(RepatriaError):
    """No account has this email address, or it is closed."""


@app.command()
def add(
    file: Annotated[Path, typer.Argument(help="The file.", exists=True, dir_okay=False)],
    title: Annotated[str, typer.Option(help="What it is called.")],
    email: Annotated[
        str, typer.Option("--by", metavar="EMAIL", help="Who adds it; their roles must allow it.")
    ],
    outlet: Annotated[str, typer.Option(help="Who published it.")] = "",
    url: Annotated[str, typer.Option(help="Where it was found.")] = "",
    published: Annotated[str, typer.Option(metavar="DATE", help="YYYY, YYYY-MM or a day.")] = "",
    language: Annotated[str, typer.Option(help="uk, ru, en or other.")] = "",
) -> None:
    """Add a document: a text, a PDF, a picture, film or sound of any size.

    The file is copied step by step, hashed on the way, and is held whole or not at all.
    """
    open_store()
    from django.core.exceptions import PermissionDenied

    from repatria.desks.press import keeping
    from repatria.desks.press.services import About, add_file, refused

    by = _person(email)
    about = About(title=title, outlet=outlet, url=url, published=published, language=language)
    try:
        added = add_file(by, about, keeping.from_file(file))
    except PermissionDenied as error:
        say(str(error))
        raise typer.Exit(1) from None
    except FileRefused as error:
        refused(by, error)
        raise
    except KeyboardInterrupt:
        say("Stopped; nothing was kept.")
        raise typer.Exit(130) from None
    document = added.document
    typer.echo(f"{file.name}: {'held' if added.new else 'these bytes are held already'}")
    typer.echo(f"  code: {document.code}")
    typer.echo(f"  kind: {document.kind}, {document.size:,} bytes")
    typer.echo(f"  SHA-256: {document.digest}")
    typer.echo(f"  receipt: {document.receipt}")
    if document.may_show_captives:
        typer.echo("  captives: counts as showing them until somebody has looked")


@app.command()
def check() -> None:
    """Hold every document against its bytes, and every quotation against its document.

    Reads every original anew. The exit code is 1 where something is wrong.
    """
    open_store()
    from repatria.desks.press.checking import check_all

    with progress.shown() as told:
        found = check_all(told)
    for line in found.wrong:
        say(line)
    for digest in found.orphans:
        say(f"No document names the original {digest}; an addition was ended in its last moment.")
    typer.echo(f"documents: {found.documents:,}, quotations: {found.quotations:,}")
    if found.wrong:
        typer.echo(f"wrong: {len(found.wrong):,}")
        raise typer.Exit(1)
    typer.echo("Every one is what it was.")


def _person(email: str) -> User:
    from repatria.desks.accounts.models import User

    found = User.objects.filter(email=email.strip().lower(), is_active=True).first()
    if found is None:
        raise NobodyError(f"No open account has the address {email}; see: repatria user list")
    return found
