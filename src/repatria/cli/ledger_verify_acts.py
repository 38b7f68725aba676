"""Acts and their proofs, verified in the order of the log."""

from __future__ import annotations

from pathlib import Path

import typer

from repatria.cli.ledger_options import about, policy


def verify_acts(files: list[Path], cosigners: Path, signers: Path) -> None:
    """Say what holds of acts, each followed by its proof; raise where something does not."""
    from repatria.ledger.act_values import time_of
    from repatria.ledger.policy import Member
    from repatria.ledger.standing import History
    from repatria.ledger.verifying import in_order, place, require_complete

    if len(files) % 2:
        raise typer.BadParameter("each act needs its proof behind it")
    witnesses, names = policy(cosigners, Member.WITNESS), {}
    for act, proof in zip(files[::2], files[1::2], strict=True):
        with about(proof):
            placed = place(act.read_bytes(), proof.read_bytes(), witnesses)
        names[placed] = act
        log = placed.proved.checkpoint
        typer.echo(f"{act}: entry {placed.index} of {log.size} in {log.origin}")
        for each in placed.proved.cosigned:
            typer.echo(f"  cosigned by {each.key.name}, {time_of(each.at)} by its own clock")
    history = History(policy(signers, Member.SIGNER))
    for placed in in_order(names):
        with about(names[placed]):
            history.take(placed.index, placed.note)
    for told in history.told.values():
        typer.echo(f"\n{told.act.text}")
        typer.echo(f"signed by {', '.join(sorted(told.signed))}: {told.standing}")
        require_complete(told)
