"""`repatria ledger cosign`: a party says that it saw a checkpoint, and that the log only grew."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from repatria.cli.failures import say
from repatria.cli.ledger_options import (
    Cosigners,
    FileTold,
    KeyFile,
    Out,
    Passphrase,
    about,
    log_of,
    now,
    policy,
    secret,
    write_bytes,
)
from repatria.runners.lock import held

if TYPE_CHECKING:
    from repatria.ledger.witness import Seen


def cosign(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="REQUEST",
            help="What `repatria ledger prove --since` wrote, from the size that this party saw.",
            show_default=False,
        ),
    ],
    key: KeyFile,
    cosigners: Cosigners,
    seen: Annotated[
        Path,
        typer.Option(
            metavar="FILE",
            help="Where this party keeps what it cosigned last; made at the first time.",
            show_default=False,
        ),
    ],
    passphrase_file: Passphrase = None,
    out: Out = None,
) -> None:
    """Check that the log goes on from what this party saw last, and cosign its checkpoint.

    It needs no store: the party runs it on its own machine. What it saw is kept before the
    signature is handed out. A second history is refused; keep both checkpoints then, and see
    `repatria ledger accuse`.
    """
    from repatria.ledger.policy import Member
    from repatria.ledger.witness import Seen, read_request, witness

    told = policy(cosigners, Member.WITNESS)
    log = log_of(told, cosigners)
    with about(file):
        request = read_request(file.read_bytes())
    with about(key):
        signing = secret(key, passphrase_file)
    if signing.public not in told.members.values():
        say(f"{cosigners} does not know {signing.public.vkey}: this cosignature counts for nobody.")
    with _alone(seen):
        before = _read(seen, log.name)
        if before is None:
            say(f"{seen} has nothing of {log.name} yet. That is right the first time only.")
        with about(file):
            note, after = witness(log, before or Seen(), request, signing, now())
        _keep(seen, log.name, after)
    write_bytes(note.to_bytes(), out)
    say(f"Cosigned {after.size} entries of {log.name}.")


@contextmanager
def _alone(file: Path) -> Iterator[None]:
    """Nobody else cosigns from the same file within: two at once would both go on from what was
    seen last, each with another history."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with held(Path(f"{file}-lock")) as had:
        if not had:
            raise FileTold(f"{file}: somebody else is cosigning from this file; try again")
        yield


def _read(file: Path, origin: str) -> Seen | None:
    """What was seen last; None where nothing was yet."""
    from repatria.ledger.witness import Seen

    if not file.exists():
        return None
    try:
        told = json.loads(file.read_bytes())
        if origin not in told.keys():  # noqa: SIM118 - a list has none, and is refused
            return None
        last = told[origin]
        return Seen(int(last["size"]), bytes.fromhex(last["root"]), int(last["at"]))
    except (ValueError, KeyError, TypeError, AttributeError):
        raise FileTold(f"{file}: this is not what a party keeps of what it saw") from None


def _keep(file: Path, origin: str, seen: Seen) -> None:
    from repatria.base.canonical import canonical_bytes

    told = json.loads(file.read_bytes()) if file.exists() else {}
    told[origin] = {"size": seen.size, "root": seen.root.hex(), "at": seen.at}
    write_bytes(canonical_bytes(told) + b"\n", file, 0o600)
    if os.name == "posix":
        # Without this a power cut can bring back what the file said before.
        folder = os.open(file.absolute().parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
