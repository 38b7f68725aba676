"""`repatria ledger accuse`: two histories of one log, shown to anyone."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from repatria.cli.failures import say
from repatria.cli.ledger_options import Cosigners, Out, about, log_of, policy, write_bytes


def accuse(
    one: Annotated[
        Path,
        typer.Argument(metavar="ONE", help="A signed checkpoint.", show_default=False),
    ],
    other: Annotated[
        Path,
        typer.Argument(metavar="OTHER", help="Another one of the same log.", show_default=False),
    ],
    cosigners: Cosigners,
    larger: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER",
            help="An export of the larger tree, where the two sizes differ.",
        ),
    ] = None,
    out: Out = None,
) -> None:
    """Show that a log signed two histories, in a file that needs nothing but its public key.

    Two checkpoints of one size and different roots are enough. With two sizes it takes the leaves
    of the larger tree. A proof that was only not given accuses nobody.
    """
    from repatria.cli.ledger_folders import leaves_of
    from repatria.ledger.accusing import accuse as accused
    from repatria.ledger.accusing import check_accusation
    from repatria.ledger.note import read_note
    from repatria.ledger.policy import Member

    log = log_of(policy(cosigners, Member.WITNESS), cosigners)
    with about(one):
        first = read_note(one.read_bytes())
    with about(other):
        second = read_note(other.read_bytes())
    leaves = leaves_of(larger) if larger is not None else ()
    made = accused(first, second, leaves)
    old, new = check_accusation(made, log)
    write_bytes(made.to_bytes(), out)
    say(f"{log.name} signed a tree of {old.size} and a tree of {new.size}; both cannot be true.")
