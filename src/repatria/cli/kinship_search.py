"""`repatria kinship search`: all remains of a file against all families of a file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from repatria.cli import kinship_options as options

MutationName = Annotated[
    str,
    typer.Option(
        "--mutation",
        metavar="MODEL",
        help="The mutation model: none, equal, proportional, one-step, stepwise, extended, or "
        "reversible.",
    ),
]
RunnerName = Annotated[
    str,
    typer.Option(
        "--runner", metavar="NAME", help="Where to compute: serial, cores, or dask.",
    ),
]  # fmt: skip
Scheduler = Annotated[
    str,
    typer.Option(
        metavar="ADDRESS", help="The scheduler of an existing Dask cluster.", show_default=False
    ),
]
Workers = Annotated[
    int | None,
    typer.Option("--workers", min=1, help="How many of this machine's cores.", show_default=False),
]
TablesFolder = Annotated[
    Path | None,
    typer.Option(
        "--tables",
        metavar="DIR",
        help="Where the families' tables are kept for the next run; without it, in the folder "
        "that is written to.",
        show_default=False,
    ),
]


def search(
    remains: options.RemainsFile,
    families: options.FamiliesFile,
    out: Annotated[
        Path,
        typer.Option(
            metavar="DIR",
            help="The folder to write to; new, or that of an interrupted run.",
            show_default=False,
        ),
    ],
    frequencies: options.Frequencies = "",
    tables: TablesFolder = None,
    threshold: Annotated[
        float, typer.Option(min=1, help="Pairs with this ratio or more are all listed.")
    ] = 10_000,
    prior: Annotated[
        float,
        typer.Option(
            help="The chance beforehand that remains are of somebody whom one of the families "
            "misses."
        ),
    ] = 0.5,
    keep: Annotated[
        int, typer.Option(min=1, max=100, help="Candidates kept of each remains and each family.")
    ] = 5,
    theta: options.Theta = None,
    mutation: MutationName = "extended",
    rate: options.Rate = "0.0005/0.002",
    rate2: options.Rate2 = 1e-6,
    range_: options.Range = 0.1,
    stationary: options.StationaryBy = "metropolis-scaled",
    silent: options.SilentAllele = 0.0,
    dropout: options.Dropout = 0.1,
    drop_in: options.DropIn = 0.0,
    miscall: options.Miscall = 0.0,
    convention: options.ConventionName = "kept",
    runner: RunnerName = "cores",
    scheduler: Scheduler = "",
    workers: Workers = None,
    keep_run: Annotated[
        bool,
        typer.Option("--keep-run", help="Keep the blocks of the search in DIR/run after success."),
    ] = False,
) -> None:
    """Search all remains against all families; exact.

    Writes candidates.csv (a line a pair, with its posterior, mismatches and ranks) and search.json
    (digests of all inputs, models, versions, and what was left out). Interrupted, the same command
    goes on. Linked markers are taken as independent; X-linked ones are not used.
    """
    from repatria.cli import kinship_search_run as run
    from repatria.cli.kinship_search_shared import Files

    models = options.Models(
        mutation, rate, rate2, range_, stationary, silent, dropout, drop_in, miscall, convention,
        "flag",
    )  # fmt: skip
    files = Files(remains, families, frequencies, theta)
    asked = run.Asked(
        files, out, tables, threshold, prior, keep, models, runner, scheduler, workers, keep_run
    )
    for line in run.searched(asked):
        typer.echo(line)
