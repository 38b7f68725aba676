"""`repatria kinship joint`: who is whom, all remains and all families weighed together."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from repatria.cli import kinship_options as options
from repatria.cli.kinship_search import (
    MutationName,
    RunnerName,
    Scheduler,
    TablesFolder,
    Workers,
)


def joint(
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
        float, typer.Option(min=1, help="Pairs with a smaller ratio are left out, true ones too.")
    ] = 100,
    least: Annotated[
        float,
        typer.Option(
            min=1,
            help="The ratio of one person to two that every division of a cluster must reach.",
        ),
    ] = 1e9,
    seed: Annotated[int, typer.Option(min=0, help="What sampling begins from.")] = 0,
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
    runner: RunnerName = "cores",
    scheduler: Scheduler = "",
    workers: Workers = None,
) -> None:
    """Weigh all remains and all families together: each person found is one missing person at most.

    Fragments of one person are clustered first. Writes joint.csv (a line a pair, with its posterior
    and interval, exact or sampled) and joint.json with the prior in force. Interrupted, the same
    command goes on. Linked markers are taken as independent.
    """
    from repatria.cli import kinship_joint_run as run
    from repatria.cli.kinship_search_shared import Files

    models = options.Models(
        mutation, rate, rate2, range_, stationary, silent, dropout, drop_in, miscall, "kept", "flag"
    )
    files = Files(remains, families, frequencies, theta)
    asked = run.Asked(
        files, out, tables, threshold, least, seed, models, runner, scheduler, workers
    )
    for line in run.joined(asked):
        typer.echo(line)
