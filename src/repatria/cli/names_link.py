"""`repatria names link`: the records of one or two lists linked."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from repatria.cli.kinship_search import RunnerName, Scheduler, Workers

Lists = Annotated[
    list[Path],
    typer.Argument(
        metavar="FILE [FILE]",
        help="One list, for people who stand in it twice, or two; CSV with a line of headings.",
        show_default=False,
    ),
]
Orders = Annotated[
    list[str],
    typer.Option(
        "--order",
        metavar="ORDER",
        help="How a list with names in one cell writes them: surname-first or surname-last. Once "
        "for all, or once for each file (columns, where its names stand in columns).",
        show_default=False,
    ),
]
Dates = Annotated[
    list[str],
    typer.Option(
        "--dated",
        metavar="DATE",
        help="The day of a list, by which ages are read: once for all, or once for each file.",
        show_default=False,
    ),
]
OutFolder = Annotated[
    Path,
    typer.Option(
        metavar="DIR",
        help="The folder to write to; new, or that of an interrupted run.",
        show_default=False,
    ),
]


def link(
    lists: Lists,
    out: OutFolder,
    order: Orders = [],  # noqa: B006 (typer reads the default and changes nothing)
    dated: Dates = [],  # noqa: B006
    threshold: Annotated[
        float, typer.Option(metavar="BITS", help="Pairs of this weight or more are proposed.")
    ] = 5.0,
    seed: Annotated[int, typer.Option(help="What the drawing of random pairs begins from.")] = 1,
    runner: RunnerName = "cores",
    scheduler: Scheduler = "",
    workers: Workers = None,
) -> None:
    """Link the records of lists: which rows may be one person, and why.

    Writes pairs.csv (a line a pair, with its weight, and of every field the level and what it
    adds), held-back.csv (pairs that no weight makes one person: brothers, father and son,
    namesakes), notes.csv (what could not be read), model.json (the weights) and link.json (what
    was linked, and how). Nothing is merged: a pair is a proposal. Interrupted, the same command
    goes on.
    """
    from repatria.cli import names_link_run as run

    asked = run.Asked(
        tuple(lists), out, tuple(order), tuple(dated), threshold, seed, runner, scheduler, workers
    )
    for line in run.linked(asked):
        typer.echo(line)
