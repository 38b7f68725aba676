"""`repatria kinship clusters`: which remains are of one person, and who of the dead are kin."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from repatria.cli import kinship_options as options

_GROUP_HELP = "Samples that {words}, joined with +; may be given several times."


def clusters(
    remains: options.RemainsFile,
    out: Annotated[
        Path,
        typer.Option(metavar="DIR", help="The folder to write to.", show_default=False),
    ],
    frequencies: options.Frequencies = "",
    least: Annotated[
        float,
        typer.Option(
            min=1,
            help="The ratio of one person to two that every division of a cluster must reach.",
        ),
    ] = 1e9,
    kin: Annotated[
        float, typer.Option(min=1, help="The ratio at which two of the dead are listed as kin.")
    ] = 1e6,
    together: Annotated[
        list[str] | None,
        typer.Option(
            metavar="A+B",
            help=_GROUP_HELP.format(words="people judged to be one person's"),
            show_default=False,
        ),
    ] = None,
    apart: Annotated[
        list[str] | None,
        typer.Option(
            metavar="A+B",
            help=_GROUP_HELP.format(words="people judged to be different persons'"),
            show_default=False,
        ),
    ] = None,
    theta: options.Theta = None,
    mutation: options.Mutation = "extended",
    rate: options.Rate = "0.0005/0.002",
    rate2: options.Rate2 = 1e-6,
    range_: options.Range = 0.1,
    stationary: options.StationaryBy = "metropolis-scaled",
    silent: options.SilentAllele = 0.0,
    dropout: options.Dropout = 0.1,
    drop_in: options.DropIn = 0.0,
    miscall: options.Miscall = 0.0,
) -> None:
    """Find remains of one person among all, across containers and days, and close kin.

    Writes clusters.csv (a line a sample), conflicts.csv (what a person must look at, such as a
    partial profile that would bridge two people), kin.csv and clusters.json.
    """
    from repatria.cli import kinship_clusters_run as run

    models = options.Models(
        mutation, rate, rate2, range_, stationary, silent, dropout, drop_in, miscall, "kept", "flag"
    )
    asked = run.Asked(
        remains, out, frequencies, least, kin, tuple(together or ()), tuple(apart or ()), theta,
        models,
    )  # fmt: skip
    for line in run.clustered(asked):
        typer.echo(line)
