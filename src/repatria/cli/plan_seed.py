"""`repatria plan seed`: a side's part of a lottery, fixed now and opened later."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def seed(
    out: Annotated[
        Path,
        typer.Option(
            metavar="FILE",
            help="Where seed and salt go: secret until the day of opening. Never overwritten.",
            show_default=False,
        ),
    ],
) -> None:
    """Draw a side's seed for a lottery, and print the commitment to it, which says nothing of it.

    Give the commitment to the other side and to the office; keep the file. Until the last day for
    opening, hand the file over: its seed and salt go into draw.openings of the lottery, with the
    day. Whoever does not open in time takes part with the commitment instead, and gains nothing.
    """
    import json
    import secrets

    from repatria.cli.ledger_options import write_bytes
    from repatria.planning.lottery import SIZE, commit

    if out.exists():
        raise typer.BadParameter(f"{out} is there already; a seed is never overwritten")
    own, salt = secrets.token_bytes(SIZE), secrets.token_bytes(SIZE)
    told = json.dumps({"salt": salt.hex(), "seed": own.hex()}, indent=2)
    write_bytes(f"{told}\n".encode(), out, 0o600)
    typer.echo(commit(own, salt).hex())
