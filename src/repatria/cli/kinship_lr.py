"""`repatria kinship lr`: one pair of hypotheses, marker by marker."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from repatria.cli import kinship_options as options
from repatria.cli import kinship_population as populations
from repatria.cli.options import Json

if TYPE_CHECKING:
    from repatria.cli.kinship_choice import Chosen
    from repatria.cli.kinship_jobs import Compared

FamiliesFile = Annotated[
    Path,
    typer.Argument(
        metavar="FAMILIES",
        dir_okay=False,
        help="Families: a table of relationships and alleles, a .fam file of Familias, or a .ped "
        "file.",
        show_default=False,
    ),
]
RemainsFile = Annotated[
    Path | None,
    typer.Argument(
        metavar="[REMAINS]",
        dir_okay=False,
        help="Remains: a genotype table, a CODIS file (.xml), or a .fam file; not needed where the "
        "families' file holds them.",
        show_default=False,
    ),
]
FamilyName = Annotated[
    str,
    typer.Option(
        "--family",
        metavar="NAME",
        help="The family; needed where the file holds several.",
        show_default=False,
    ),
]
MissingName = Annotated[
    str,
    typer.Option(
        "--missing",
        metavar="NAME",
        help="The missing person; needed where a family misses several.",
        show_default=False,
    ),
]
SampleName = Annotated[
    str,
    typer.Option(
        "--sample",
        metavar="NAME",
        help="The sample of the remains; needed where the file holds several.",
        show_default=False,
    ),
]
MarkersFile = Annotated[
    Path | None,
    typer.Option(
        "--markers",
        metavar="FILE",
        dir_okay=False,
        help="The .map or .dat file that goes with a .ped file.",
        show_default=False,
    ),
]


def lr(
    families: FamiliesFile,
    remains: RemainsFile = None,
    family: FamilyName = "",
    missing: MissingName = "",
    sample: SampleName = "",
    markers: MarkersFile = None,
    population: options.PopulationName = "",
    theta: options.Theta = None,
    mutation: options.Mutation = "",
    rate: options.Rate = "0.0005/0.002",
    rate2: options.Rate2 = 1e-6,
    range_: options.Range = 0.1,
    stationary: options.StationaryBy = "metropolis-scaled",
    silent: options.SilentAllele = 0.0,
    dropout: options.Dropout = 0.1,
    drop_in: options.DropIn = 0.0,
    miscall: options.Miscall = 0.0,
    convention: options.ConventionName = "kept",
    linkage: options.LinkageName = "joint",
    map_: options.MapFile = None,
    chart: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            dir_okay=False,
            help="Draw the contributions of the markers into an SVG file.",
            show_default=False,
        ),
    ] = None,
    json: Json = False,
) -> None:
    """Compare two hypotheses: these remains are the family's missing person, or somebody unrelated.

    A label that leaves the line open (an uncle: whose brother?) is tried both ways. A .fam file
    without a section of remains is taken as its first two pedigrees, one against the other.
    """
    from repatria.cli import kinship_choice, kinship_jobs
    from repatria.cli.kinship_chart import chart as drawn
    from repatria.cli.kinship_json import comparisons as as_json
    from repatria.cli.writing import write
    from repatria.kinship.comparison import compare
    from repatria.kinship.likelihood import Computation
    from repatria.kinship.panel import Panel

    _spare_input(chart, (families, remains, markers, map_))
    named = populations.named_population(population)
    chosen = kinship_choice.choose_family(families, family, markers, missing, named)
    models = options.Models(
        mutation, rate, rate2, range_, stationary, silent, dropout, drop_in, miscall, convention,
        linkage,
    )  # fmt: skip
    table = populations.population_in_force(named, chosen.told.population, theta)
    over = options.map_of(map_)
    if chosen.family is None:
        if remains or family or missing or sample:
            raise kinship_choice.NotChosen(
                f"{families.name} holds no family, only pedigrees to compare: there is nothing "
                "that REMAINS, --family, --missing or --sample could choose"
            )
        jobs, held = [kinship_jobs.two_pedigrees(chosen)], None
    else:
        body, chosen = kinship_choice.choose_remains(chosen, remains, sample, table)
        jobs = list(kinship_jobs.readings(chosen, body, missing))
        held = (remains or families, body.profile.sample)
    chosen = kinship_choice.also_read(chosen, markers, map_)
    chosen = kinship_choice.with_frequencies(chosen, population)
    read = kinship_choice.markers_read((job.profiles for job in jobs), table)
    panel = Panel.of(table, models.settings(chosen.told.mutation), read)
    results: list[Compared] = []
    for job in jobs:
        whole = panel.covering(job.profiles.values())
        with kinship_choice.names_file(families, table, held):
            found = compare(Computation(whole), job.pair, job.profiles, over)
        results.append(kinship_jobs.Compared(job, found, whole))
    if chart is not None:
        write([drawn(results)], chart)
    if json:
        write([as_json(results, chosen), "\n"], None)
        return
    _say(results, chosen)


def _spare_input(chart: Path | None, files: Iterable[Path | None]) -> None:
    """Refuse to draw over a file that is read."""
    if chart is not None and any(
        each is not None and each.exists() and chart.exists() and each.samefile(chart)
        for each in files
    ):
        raise typer.BadParameter(f"--chart would overwrite {chart.name}, which is read")


def _say(results: list[Compared], chosen: Chosen) -> None:
    from repatria.cli.kinship_choice import told_of
    from repatria.cli.kinship_text import comparison as as_text
    from repatria.cli.kinship_text import whole
    from repatria.cli.layout import width, wrapped

    columns = width()
    if len(results) > 1:
        typer.echo(f"The family can be read in {len(results)} ways:")
        for each in results:
            for line in wrapped(f"{each.job.words}: {whole(each.found)}", 2, columns):
                typer.echo(line)
        typer.echo("")
    for each in results:
        if each.job.words:
            for line in wrapped(each.job.words, 0, columns):
                typer.echo(line)
            typer.echo("")
        for line in as_text(each, columns):
            typer.echo(line)
        typer.echo("")
    for told in told_of(chosen):
        for line in wrapped(told, 0, columns):
            typer.echo(line)
