"""`repatria party …`: the bodies that people work for."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from repatria.cli.store import open_store

app = typer.Typer(no_args_is_help=True, help="Parties, intermediaries and the office.")


class Kind(StrEnum):
    """Whose a body is."""

    PARTY = "party"
    INTERMEDIARY = "intermediary"
    OFFICE = "office"


@app.command()
def add(
    code: Annotated[
        str, typer.Argument(metavar="CODE", help="Its code: capital letters, digits, hyphens.")
    ],
    name: Annotated[str, typer.Option(help="Its name, as it stands on pages.")],
    standing: Annotated[
        Kind,
        typer.Option(
            help="A side of the conflict, a neutral intermediary, or the office that runs this "
            "register and sees what belongs to every party."
        ),
    ],
) -> None:
    """Add a party, an intermediary or the office.

    What belongs to one party is not seen by another.
    """
    open_store()
    from repatria.desks.accounts import services
    from repatria.desks.accounts.models import Standing

    made = services.add_party(code, name, Standing(standing.value))
    typer.echo(f"{made.pk}: {made.name}, {standing.value}")
