"""`repatria ledger verify`: files and public keys are enough. And the verifier as a file apart."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import Annotated

import typer

from repatria.cli.ledger_options import Cosigners, Out, about, log_of, policy, write_bytes
from repatria.cli.ledger_verify_acts import verify_acts


def verify(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE",
            help="An act followed by its proof, or several such pairs; an export's folder; an "
            "opened line; or an accusation.",
            show_default=False,
        ),
    ],
    cosigners: Cosigners,
    signers: Annotated[
        Path | None,
        typer.Option(
            "--signers",
            metavar="FILE",
            help="The policy on who signs acts; for acts and exports.",
        ),
    ] = None,
    act: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="The act that commits to what an opened line is of."),
    ] = None,
) -> None:
    """Verify what was signed: no network, no database, no clock.

    The exit code is 0 if everything holds. An act that lacks signatures does not.
    """
    from repatria.ledger.accusing import HEADER as ACCUSATION

    first, *more = files
    alone = first.is_dir() or first.read_bytes()[:1] == b"{"
    if more and (alone or first.read_bytes().startswith(ACCUSATION.encode())):
        raise typer.BadParameter(f"{more[0]} would not be looked at; verify {first} alone")
    if first.is_dir():
        from repatria.cli.ledger_folders import verify_folder

        verify_folder(first, cosigners, _needed(signers))
    elif (data := first.read_bytes()).startswith(ACCUSATION.encode()):
        _accusation(first, data, cosigners)
    elif data.startswith(b"{"):
        _opening(first, data, act)
    else:
        verify_acts(files, cosigners, _needed(signers))


def verifier(out: Out = None) -> None:
    """Write verify_act.py: one file that checks acts without Repatria, for a court to read.

    It needs Python and the package cryptography.
    """
    data = resources.files("repatria.ledger").joinpath("verify_act.py").read_bytes()
    write_bytes(data, out)


def _needed(signers: Path | None) -> Path:
    if signers is None:
        raise typer.BadParameter("acts need --signers, which knows the keys of those who sign")
    return signers


def _accusation(file: Path, data: bytes, cosigners: Path) -> None:
    from repatria.ledger.accusing import check_accusation, read_accusation
    from repatria.ledger.policy import Member

    log = log_of(policy(cosigners, Member.WITNESS), cosigners)
    with about(file):
        old, new = check_accusation(read_accusation(data), log)
    typer.echo(f"{log.name} signed a tree of {old.size} and a tree of {new.size} entries.")
    typer.echo("Both cannot be true.")


def _opening(file: Path, data: bytes, act: Path | None) -> None:
    from repatria.ledger.act import read_act, root_from
    from repatria.ledger.commitment import Commitment, check_opening
    from repatria.ledger.commitment_files import read_opening
    from repatria.ledger.note import read_note
    from repatria.ledger.refusing import LedgerRefused, Why
    from repatria.ledger.strict import printable

    if act is None:
        raise typer.BadParameter("an opened line needs --act, the act that commits to its list")
    with about(act):
        told = read_act(read_note(act.read_bytes()))
    root = told["root"] or told["manifest"]
    with about(file):
        opening, own = read_opening(data)
        # A handover counts people, and its manifest lists who was to travel: the two may differ.
        count = own.count if told["manifest"] else int(told["count"] or 0)
        if not root or own != Commitment(count, root_from(root)):
            raise LedgerRefused(Why.TREE, "This line is of another commitment than the act's.")
        check_opening(opening, own)
    typer.echo(printable(opening.line.decode("utf-8", "backslashreplace")))
    typer.echo(
        f"Line {opening.index + 1} of {own.count}, as {act} commits to it. Verify that act as well."
    )
