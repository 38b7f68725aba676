"""`repatria ledger commit` and `open`: a list is fixed now, and shown later a line at a time."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from repatria.cli.failures import say
from repatria.cli.ledger_options import Out, about, write_bytes

Lines = Annotated[
    Path,
    typer.Argument(
        metavar="LIST", help="A file of lines: they are taken byte for byte.", show_default=False
    ),
]


def commit(
    file: Lines,
    kept: Annotated[
        Path,
        typer.Option(
            metavar="FILE",
            help="Where the salts go: secret as the list is. Destroying a salt deletes its line.",
            show_default=False,
        ),
    ],
) -> None:
    """Commit to every line of a list: print how many there are and the root, which say nothing.

    Put both into an act of the kind list or commitment, before whatever the list decides.
    """
    from repatria.ledger.commitment import commit as committed_to
    from repatria.ledger.commitment_files import committed_bytes

    if kept.exists():
        raise typer.BadParameter(f"{kept} is there already; salts are never overwritten")
    committed = committed_to(_lines(file))
    write_bytes(committed_bytes(committed), kept, 0o600)
    told = committed.commitment
    typer.echo(f"count={told.count} root=sha256:{told.root.hex()}")


def open_(
    file: Lines,
    kept: Annotated[
        Path,
        typer.Option(metavar="FILE", help="Where the salts are.", show_default=False),
    ],
    line: Annotated[
        int,
        typer.Option(min=1, metavar="N", help="Which line, counted from 1.", show_default=False),
    ],
    out: Out = None,
) -> None:
    """Open one line of a list that was committed to: a file for whoever may see that line alone."""
    from repatria.ledger.commitment_files import opening_bytes, read_committed

    with about(kept):
        committed = read_committed(kept.read_bytes())
    lines = _lines(file)
    if line > len(lines):
        raise typer.BadParameter(f"{file} has {len(lines)} lines")
    with about(file):
        opening = committed.opening(line - 1, lines[line - 1])
    write_bytes(opening_bytes(opening, committed.commitment), out, 0o600)
    say("Whoever has this file can read that line, and check that it was committed to.")


def _lines(file: Path) -> list[bytes]:
    data = file.read_bytes()
    return data.removesuffix(b"\n").split(b"\n") if data else []
