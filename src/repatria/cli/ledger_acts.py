"""`repatria ledger act` and `sign`: an act is written, shown, and signed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from repatria.cli.failures import say
from repatria.cli.ledger_options import (
    KeyFile,
    Out,
    Passphrase,
    about,
    now,
    secret,
    write_bytes,
)


def act(
    kind: Annotated[
        str,
        typer.Argument(
            metavar="KIND",
            help="handover, list, commitment, refusal, key or revocation.",
            show_default=False,
        ),
    ],
    fields: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FIELD=VALUE",
            help="The fields of its kind, in any order; some may be said several times.",
            show_default=False,
        ),
    ] = None,
    out: Out = None,
) -> None:
    """Write an act that nobody has signed yet.

    docs/formats/ledger-act.md says what each kind holds. `made` is now unless it is said.
    """
    from repatria.ledger.act import make_act
    from repatria.ledger.act_values import time_of
    from repatria.ledger.note import Note

    values = _values(fields or ())
    values.setdefault("made", [time_of(now())])
    made = make_act(kind, values)
    write_bytes(Note(made.text).to_bytes(), out)
    say(f"Other acts name it {made.digest}.")


def sign(
    file: Annotated[
        Path,
        typer.Argument(metavar="ACT", help="The act, signed by others or not.", show_default=False),
    ],
    key: KeyFile,
    passphrase_file: Passphrase = None,
    yes: Annotated[
        bool, typer.Option("--yes", help="Sign without showing the act and asking first.")
    ] = False,
    out: Out = None,
) -> None:
    """Put a signature under an act, after it was shown.

    Without --out the file itself gains the line. What you sign is what you read: the text above the
    signatures, and nothing else.
    """
    from repatria.ledger.act import read_act
    from repatria.ledger.key_files import public_of
    from repatria.ledger.note import read_note

    with about(file):
        note = read_note(file.read_bytes())
        told = read_act(note)
    with about(key):
        public = public_of(key.read_bytes())
    with about(file):
        before = note.by_known([public])
    if before:
        say(f"{public.name} signed this already; nothing was changed.")
        return
    if not yes:
        say(f"{note.text}\nOther acts name it {told.digest}.")
        typer.confirm(f"Sign this {told.kind} with {public.name}?", abort=True, err=True)
    with about(key):
        signed = note.signed_by(secret(key, passphrase_file))
    write_bytes(signed.to_bytes(), out or file)
    say(f"Signed by {public.name}. Other acts name it {told.digest}.")


def _values(fields: Sequence[str]) -> dict[str, list[str]]:
    values: dict[str, list[str]] = {}
    for each in fields:
        name, equals, value = each.partition("=")
        if not equals:
            raise typer.BadParameter(f"“{each}” is not FIELD=VALUE")
        values.setdefault(name, []).append(value)
    return values
