"""`repatria plan list`: the next round of an agreement, committed to first."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from repatria.cli.plan_options import (
    TERMS_HELP,
    By,
    Choices,
    On,
    ReturnedFile,
)

Lottery = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="The lottery: both sides' commitments, the beacon and the days, then what was opened "
        "and drawn (docs/formats/captives.md).",
        show_default=False,
    ),
]
SyntheticDraw = Annotated[
    int | None,
    typer.Option(
        min=0,
        metavar="SEED",
        help="For a trial: make up a draw from a seed. No such list counts, and it says so.",
        show_default=False,
    ),
]
Out = Annotated[
    Path,
    typer.Option(
        metavar="DIR",
        help="The folder to write; it is empty or not there yet, and is there whole or not at all.",
        show_default=False,
    ),
]


def list_(
    out: Out,
    terms: Annotated[
        str, typer.Option("--terms", metavar="FILE", help=TERMS_HELP, show_default=False)
    ] = "",
    people: Annotated[
        Path | None,
        typer.Option(
            "--people",
            metavar="FILE",
            help="The people of both sides: a table of codes and facts (docs/formats/captives.md).",
            show_default=False,
        ),
    ] = None,
    committed: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help="The folder of repatria plan commit, in place of --terms, --people, --on, "
            "--returned and --choose: what was committed to is taken, and nothing else.",
            show_default=False,
        ),
    ] = None,
    on: On = None,
    returned: ReturnedFile = None,
    lottery: Lottery = None,
    synthetic_draw: SyntheticDraw = None,
    choose: Choices = [],  # noqa: B006 (typer reads the default and changes nothing)
    by: By = "",
) -> None:
    """Make the list of the next round to both sides, with a reason for everybody and a certificate.

    First the register and the rule are committed to (salted lines, a Merkle root), then the lottery
    is drawn, then the list is made: a sort that anybody can run again. The folder holds the list,
    what may be published, what an auditor gets, and a program that checks it. Nothing is left
    half-done, and nothing is made from a doubtful agreement without somebody's choice.
    """
    from repatria.cli import plan_list_run as run

    asked = run.Asked(terms, people, on, returned, tuple(choose), by)
    for line in run.listed(asked, committed, lottery, synthetic_draw, out):
        typer.echo(line)


def commit(
    terms: Annotated[
        str, typer.Option("--terms", metavar="FILE", help=TERMS_HELP, show_default=False)
    ],
    people: Annotated[
        Path,
        typer.Option(
            "--people",
            metavar="FILE",
            help="The people of both sides: a table of codes and facts (docs/formats/captives.md).",
            show_default=False,
        ),
    ],
    out: Out,
    lottery: Annotated[
        Path,
        typer.Option(
            metavar="FILE",
            help="What is announced of the lottery: both sides' commitments, the beacon, the days.",
            show_default=False,
        ),
    ],
    on: On = None,
    returned: ReturnedFile = None,
    choose: Choices = [],  # noqa: B006
    by: By = "",
) -> None:
    """Commit to the register and the rule before the lottery is drawn, and make no list yet.

    Publish commitment.json before the beacon's day. When both sides have opened and the beacon has
    spoken, repatria plan list --committed DIR makes the list, from what was committed to alone.
    """
    from repatria.cli import plan_list_run as run

    asked = run.Asked(terms, people, on, returned, tuple(choose), by)
    for line in run.committed_to(asked, lottery, out):
        typer.echo(line)
