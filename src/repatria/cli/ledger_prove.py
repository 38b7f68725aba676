"""`repatria ledger prove`: proofs for whoever asks, of an entry or of the log's growth."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from repatria.cli.ledger_options import Cosigners, Out, Where, about, log_of, opened, policy
from repatria.cli.ledger_options import write_bytes as written


def prove(
    store: Where,
    cosigners: Cosigners,
    act: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Prove that this act, as it is signed, is in the log."),
    ] = None,
    index: Annotated[
        int | None, typer.Option(min=0, metavar="N", help="Prove the entry at this place.")
    ] = None,
    since: Annotated[
        int | None,
        typer.Option(
            min=0,
            metavar="N",
            help="Instead, prove that the log only grew since it had N entries: what a party needs "
            "to cosign.",
        ),
    ] = None,
    out: Out = None,
) -> None:
    """Write a proof: a file that stands alone, for anybody who has the public keys."""
    from repatria.ledger.act import read_act
    from repatria.ledger.log import head, request
    from repatria.ledger.log import prove as proof_of
    from repatria.ledger.note import read_note
    from repatria.ledger.policy import Member
    from repatria.ledger.tree import check_inclusion, leaf_hash

    if (act, index, since).count(None) != 2:
        raise typer.BadParameter("say one of --act, --index and --since")
    log = log_of(policy(cosigners, Member.WITNESS), cosigners)
    with opened(store) as kept, kept.reading() as reading:
        if since is not None:
            written(request(reading, log, since).to_bytes(), out)
            return
        if act is not None:
            data = act.read_bytes()
            with about(act):
                told = read_act(read_note(data))
            places = reading.marked(f"text:{told.digest}")
            index = next((at for at in places if [*reading.entries(at, at + 1)] == [data]), None)
            if index is None:
                where = f"; the same text stands at {', '.join(map(str, places))}" if places else ""
                raise typer.BadParameter(f"{act} does not stand in the log as it is{where}")
        assert index is not None
        proof = proof_of(reading, log, index)
        checkpoint, _ = head(reading, log)
        (entry,) = reading.entries(index, index + 1)
    check_inclusion(leaf_hash(entry), index, checkpoint.size, proof.path, checkpoint.root)
    written(proof.to_bytes(), out)
