"""`repatria ledger key`: a key is made, or its public half shown."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from repatria.cli.failures import say
from repatria.cli.ledger_options import Passphrase, about, passphrase, write_bytes


class Purpose(StrEnum):
    """What a key is for."""

    ACT = "act"
    COSIGN = "cosign"
    LOG = "log"


def key(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The key file.", show_default=False)],
    name: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            help="Make a key of this name, like example.org/party. Without it, the file's public "
            "half is shown.",
        ),
    ] = "",
    use: Annotated[
        Purpose,
        typer.Option(metavar="USE", help="What the new key signs: act, cosign or log."),
    ] = Purpose.ACT,
    passphrase_file: Passphrase = None,
) -> None:
    """Make a key behind a passphrase, or show the public half of one.

    Make it on a machine of its holder, away from the network; the file never belongs on the server.
    Printed is the public half, which policies hold.
    """
    from repatria.ledger.key_files import new_key, public_of, seal
    from repatria.ledger.keys import Use

    if name:
        if file.exists():
            raise typer.BadParameter(f"{file} is there already; a key is never overwritten")
        made = new_key(name, Use.COSIGN if use is Purpose.COSIGN else Use.NOTE)
        words = passphrase(passphrase_file, f"Passphrase for {file}", twice=True)
        write_bytes(seal(made, words), file, 0o600)
        say(f"{file} holds the key. Keep a copy of it apart from the passphrase.")
    with about(file):
        typer.echo(public_of(file.read_bytes()).vkey)
