"""`repatria plan check`: the separate checker, run as a process of its own, and the files that
people read held against what it checked."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Record = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="The record as it was published. Without it the folder's own is taken, which proves "
        "less: whoever made the folder made that too.",
        show_default=False,
    ),
]


def check(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="The folder of a list.", show_default=False)
    ],
    record: Record = None,
) -> None:
    """Check a list: everything is computed again from the committed facts and the committed rule.

    It runs check_list.py, which needs Python alone and shares no code with what made the list, in a
    process of its own; the copy that is run is Repatria's, never the folder's. Then it holds the
    tables that people read against the certificate. Exit code 1 where anything is wrong, 2 where
    nothing is and the checker of tables, pairs and groups could not prove all of it.
    """
    from repatria.cli.failures import say
    from repatria.cli.plan_check_run import NOT_PROVEN, checked

    wrong, right, proven = checked(folder, record)
    for line in wrong:
        typer.echo(line)
    if wrong:
        raise typer.Exit(1)
    for line in right:
        typer.echo(line)
    if record is None:
        say(
            "The record is the folder's own. Take it from where it was published (--record FILE): "
            "only that shows that nothing was changed after the commitment."
        )
    if not proven:
        say("Nothing is wrong. Have the list made again by somebody else, for what is not proven.")
        raise typer.Exit(NOT_PROVEN)
