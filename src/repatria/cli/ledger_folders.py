"""Exports of a log in a folder: read back, and verified whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import typer

from repatria.cli import progress
from repatria.cli.ledger_options import about, log_of, policy


def verify_folder(folder: Path, cosigners: Path, signers: Path) -> None:
    """Compute a whole export anew: every tile from the entries, every signature, every act."""
    from repatria.ledger.checkpoint import cosigned
    from repatria.ledger.exported import check_export
    from repatria.ledger.policy import Member
    from repatria.ledger.verifying import readmitted

    witnesses = policy(cosigners, Member.WITNESS)
    log = log_of(witnesses, cosigners)
    with about(folder), progress.shown() as shown:
        checkpoint, note = check_export(reader(folder), log, shown)
        by = witnesses.named([each.key for each in cosigned(note, witnesses.members.values())])
        witnesses.require(by)
        entries = entries_of(folder, checkpoint.size)
        told = readmitted(policy(signers, Member.SIGNER), log.name, entries).told
    typer.echo(f"{log.name}: {checkpoint.size} entries, every tile is what they make")
    typer.echo(f"cosigned by: {', '.join(sorted(by)) or 'nobody'}")
    for each in told.values():
        typer.echo(f"{each.act.kind} {each.act['reference']}  {each.standing}")


def leaves_of(folder: Path) -> list[bytes]:
    """The leaf hashes of an export, computed from its entries."""
    from repatria.ledger.checkpoint import read_checkpoint
    from repatria.ledger.note import read_note
    from repatria.ledger.tree import leaf_hash

    with about(folder / "checkpoint"):
        size = read_checkpoint(read_note((folder / "checkpoint").read_bytes())).size
    return [leaf_hash(entry) for entry in entries_of(folder, size)]


def entries_of(folder: Path, size: int) -> Iterator[bytes]:
    """The entries of an export, in their order."""
    from repatria.ledger.exported import read_entries

    with about(folder):
        yield from read_entries(reader(folder), size)


def reader(folder: Path) -> Callable[[str], bytes | None]:
    """The files of a folder by their path in the export; None where there is none."""

    def read(path: str) -> bytes | None:
        try:
            return (folder / path).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None

    return read
