"""`repatria ledger export`: the whole log as a folder of files that anybody can mirror."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from repatria.cli import progress
from repatria.cli.failures import say
from repatria.cli.ledger_options import Cosigners, Where, log_of, opened, policy, write_bytes


def export(
    store: Where,
    cosigners: Cosigners,
    out: Annotated[
        Path,
        typer.Option(
            metavar="FOLDER",
            help="The folder; an earlier export of the same log in it is gone on from.",
            show_default=False,
        ),
    ],
) -> None:
    """Write the log as static files: checkpoint, tiles and entries, as tlog-tiles has them.

    A folder that holds an earlier state is gone on from; one that holds another history is refused.
    """
    from repatria.ledger.exporting import export as files_of
    from repatria.ledger.exporting import since_of
    from repatria.ledger.policy import Member

    log = log_of(policy(cosigners, Member.WITNESS), cosigners)
    held = out / "checkpoint"
    with opened(store) as kept, kept.reading() as reading, progress.shown() as told:
        since = since_of(reading, log, held.read_bytes()) if held.exists() else 0
        count = 0
        for path, data in files_of(reading, log, since, told):
            write_bytes(data, out / path)
            count += 1
    say(f"{count} files in {out}.")
