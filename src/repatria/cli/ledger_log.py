"""`repatria ledger init`, `append` and `log`: a log is begun, grows, and is looked at."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from repatria.cli.failures import say
from repatria.cli.ledger_options import (
    KeyFile,
    Passphrase,
    Signers,
    Where,
    about,
    log_of,
    now,
    opened,
    policy,
    secret,
)
from repatria.cli.options import Json

if TYPE_CHECKING:
    from repatria.ledger.standing import Told

Policy = Annotated[
    Path | None,
    typer.Option(
        "--policy",
        metavar="FILE",
        help="The policy on whose log it is and who must have cosigned.",
    ),
]


def init(store: Where, key: KeyFile, passphrase_file: Passphrase = None) -> None:
    """Begin a log: an empty tree, signed with the log's own key.

    The key bears the name of the log, its origin, which every act repeats.
    """
    from repatria.ledger.act_fields import COMMON
    from repatria.ledger.act_values import check_value
    from repatria.ledger.log import begin

    signing = secret(key, passphrase_file)
    # Every act repeats the name.
    check_value("log", COMMON["log"], signing.name)
    with opened(store, create=True) as kept:
        note = begin(kept, signing)
    typer.echo(note.to_bytes().decode(), nl=False)


def append(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE",
            help="Signed acts, or checkpoints of this log that a party cosigned.",
            show_default=False,
        ),
    ],
    store: Where,
    key: KeyFile,
    signers: Signers,
    cosigners: Policy = None,
    passphrase_file: Passphrase = None,
) -> None:
    """Put acts into the log, all of them or none, and keep cosignatures.

    What is refused is kept in the trail with its reason. The exit code is 0 when everything is
    durable.
    """
    from repatria.ledger.admitting import record, record_cosignature
    from repatria.ledger.policy import Member

    told = policy(signers, Member.SIGNER)
    known = policy(cosigners, Member.WITNESS).members.values() if cosigners else ()
    signing = secret(key, passphrase_file)
    acts = {file: file.read_bytes() for file in files}
    checkpoints = [
        file for file, data in acts.items() if data.startswith(f"{signing.name}\n".encode())
    ]
    if checkpoints and cosigners is None:
        raise typer.BadParameter("a cosigned checkpoint needs --policy, which knows the cosigners")
    with opened(store) as kept:
        for file in checkpoints:
            with about(file):
                record_cosignature(kept, signing.public, known, acts.pop(file), now())
            say(f"{file}: the cosignature is kept.")
        done = record(kept, signing, told, list(acts.values()), now())
    for at, file in enumerate(acts, start=done.start):
        typer.echo(f"{at}  {file}")


def log(
    store: Where,
    signers: Signers,
    cosigners: Annotated[
        Path,
        typer.Option(
            "--policy",
            metavar="FILE",
            help="The policy on whose log it is and who must have cosigned.",
            show_default=False,
        ),
    ],
    trail: Annotated[bool, typer.Option("--trail", help="Show what was refused, and why.")] = False,
    as_json: Json = False,
) -> None:
    """Show what stands in the log, how each act stands, and who has cosigned.

    Everything is computed anew from the entries: signatures, keys, standing.
    """
    from repatria.ledger.act_values import time_of
    from repatria.ledger.checkpoint import cosigned
    from repatria.ledger.log import head
    from repatria.ledger.policy import Member
    from repatria.ledger.standing import history

    told = policy(signers, Member.SIGNER)
    witnesses = policy(cosigners, Member.WITNESS)
    with opened(store) as kept, kept.reading() as reading:
        checkpoint, note = head(reading, log_of(witnesses, cosigners))
        seen = cosigned(note, witnesses.members.values())
        acts = history(told, reading.entries(0, checkpoint.size)).told
        refusals = list(reading.refusals()) if trail else []
    by = witnesses.named([each.key for each in seen])
    if as_json:
        from repatria.base.canonical import canonical_bytes

        tree = {
            "origin": checkpoint.origin,
            "size": checkpoint.size,
            "cosigned": sorted(by),
            "missing": list(witnesses.missing(by)),
            "acts": [_tree(each) for each in acts.values()],
            "refused": [
                {"at": time_of(each.at), "why": each.why, "said": each.sentence,
                 "digest": each.digest.hex()}
                for each in refusals
            ],
        }  # fmt: skip
        typer.echo(canonical_bytes(tree).decode())
        return
    for each in acts.values():
        for line in _lines(each):
            typer.echo(line)
    typer.echo(f"{checkpoint.origin}: {checkpoint.size} entries")
    typer.echo(f"cosigned by: {', '.join(sorted(by)) or 'nobody'}")
    if missing := witnesses.missing(by):
        typer.echo(f"not yet cosigned by: {', '.join(missing)}")
    for refusal in refusals:
        typer.echo(f"refused {time_of(refusal.at)} ({refusal.why}): {refusal.sentence}")


def _lines(told: Told) -> Iterator[str]:
    where = ", ".join(map(str, told.at))
    yield f"{where}  {told.act.kind} {told.act['reference']}  {told.standing}"
    yield f"    signed by {', '.join(sorted(told.signed)) or 'nobody'}" + (
        f"; missing: {', '.join(told.missing)}" if told.missing else ""
    )
    for refusal in told.refused:
        yield f"    refused by {refusal['by']}: {refusal['reason']}"


def _tree(told: Told) -> dict[str, Any]:
    return {
        "digest": told.act.digest,
        "kind": told.act.kind,
        "reference": told.act["reference"],
        "at": list(told.at),
        "standing": str(told.standing),
        "signed": sorted(told.signed),
        "missing": list(told.missing),
        "refused": [{"by": each["by"], "reason": each["reason"]} for each in told.refused],
    }
