"""`repatria kinship expected`: who can be identified at all, before anything is compared."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from repatria.cli import kinship_options as options
from repatria.cli.kinship_search import MutationName, TablesFolder


def expected(
    remains: options.RemainsFile,
    families: options.FamiliesFile,
    out: Annotated[
        Path,
        typer.Option(metavar="DIR", help="The folder to write to.", show_default=False),
    ],
    truth: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Whose the samples are, where that is known (a trial): a table with the columns "
            "Sample and Person. Then only those who are present are told of, each by the samples "
            "that are theirs.",
            show_default=False,
        ),
    ] = None,
    frequencies: options.Frequencies = "",
    tables: TablesFolder = None,
    present: Annotated[
        float | None,
        typer.Option(
            min=0,
            metavar="NUMBER",
            help="How many of the missing are thought to be among the found; without it, as many "
            "as the truth has, or half of what is possible.",
            show_default=False,
        ),
    ] = None,
    level: Annotated[
        float, typer.Option(help="The posterior that an identification needs.")
    ] = 0.9999,
    draws: Annotated[
        int, typer.Option(min=20, max=100_000, help="Profiles drawn of each missing person.")
    ] = 1_000,
    seed: Annotated[int, typer.Option(min=0, help="What the draws begin from.")] = 1,
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
) -> None:
    """Tell of each missing person whether their remains could be identified, comparing nothing.

    Draws what the person could be, given the relatives, at the markers that the remains were read
    at, and weighs it under the prior of a joint assignment. Writes expected.csv (a line a missing
    person) and expected.json with the prior and the digests.
    """
    from repatria.cli import kinship_expected_run as run
    from repatria.cli.kinship_search_shared import Files

    models = options.Models(
        mutation, rate, rate2, range_, stationary, silent, dropout, drop_in, miscall, "kept", "flag"
    )
    files = Files(remains, families, frequencies, theta)
    asked = run.Asked(files, out, tables, truth, present, level, draws, seed, models)
    for line in run.expectations(asked):
        typer.echo(line)
