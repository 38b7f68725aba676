"""What the commands of the ledger share: options, files, passphrases."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from repatria.base.errors import RepatriaError

if TYPE_CHECKING:
    from repatria.ledger.keys import PublicKey, SigningKey
    from repatria.ledger.policy import Member, Policy
    from repatria.ledger.storing import Store

Where = Annotated[
    str,
    typer.Option(
        "--store",
        metavar="STORE",
        help="Where the log is kept: a file, or postgresql://…",
        show_default=False,
    ),
]
KeyFile = Annotated[
    Path, typer.Option("--key", metavar="FILE", help="The key file.", show_default=False)
]
Passphrase = Annotated[
    Path | None,
    typer.Option(
        "--passphrase-file",
        metavar="FILE",
        help="The passphrase is the first line of this file; without it, it is asked for.",
    ),
]
Signers = Annotated[
    Path,
    typer.Option(
        "--signers",
        metavar="FILE",
        help="The policy on who signs acts: lines of signer, group and quorum.",
        show_default=False,
    ),
]
Cosigners = Annotated[
    Path,
    typer.Option(
        "--policy",
        metavar="FILE",
        help="The policy on whose log it is and who must have cosigned: lines of log, witness, "
        "group and quorum.",
        show_default=False,
    ),
]
Out = Annotated[
    Path | None,
    typer.Option("--out", metavar="FILE", help="Write here instead of the terminal."),
]


def now() -> int:
    """Seconds since 1970, by this machine's clock."""
    return int(time.time())


def secret(key_file: Path, passphrase_file: Path | None) -> SigningKey:
    """The key in a file, with its passphrase from a file or from the terminal."""
    from repatria.ledger.key_files import unseal

    return unseal(key_file.read_bytes(), passphrase(passphrase_file, f"Passphrase of {key_file}"))


def passphrase(file: Path | None, asked: str, *, twice: bool = False) -> str:
    """The first line of a file, or what is typed without being shown."""
    if file is not None:
        try:
            return file.read_text("utf-8").partition("\n")[0].rstrip("\r")
        except UnicodeDecodeError:
            raise FileTold(f"{file}: the passphrase is not UTF-8") from None
    return str(typer.prompt(asked, hide_input=True, confirmation_prompt=twice, err=True))


def policy(file: Path, member: Member) -> Policy:
    """A policy from its file; what is wrong in it is told with the file's name."""
    from repatria.ledger.policy import read_policy

    with about(file):
        return read_policy(file.read_bytes(), member)


def log_of(told: Policy, file: Path) -> PublicKey:
    """The one log that a policy knows."""
    if len(told.logs) != 1:
        raise typer.BadParameter(f"{file} names {len(told.logs)} logs; one is needed here")
    return told.logs[0]


@contextmanager
def about(file: Path | str) -> Iterator[None]:
    """What is refused within is told with the name of the file that it is about."""
    from repatria.ledger.refusing import LedgerRefused

    try:
        yield
    except LedgerRefused as refused:
        raise FileTold(f"{file}: {refused}") from refused


class FileTold(RepatriaError):
    """A refusal with the name of its file."""


@contextmanager
def opened(where: str, *, create: bool = False) -> Iterator[Store]:
    """The store of a log."""
    from repatria.desks.common.ledger.opening import open_store

    store = open_store(where, create=create)
    try:
        yield store
    finally:
        store.close()


def write_bytes(data: bytes, out: Path | None, mode: int = 0o644) -> None:
    """Write a file whole or not at all, or to standard output."""
    if out is None:
        stream = typer.get_binary_stream("stdout")
        stream.write(data)
        stream.flush()
        return
    out.parent.mkdir(parents=True, exist_ok=True)
    draft = out.with_name(f".{out.name}.{os.getpid()}")
    try:
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(out)
    finally:
        draft.unlink(missing_ok=True)
