"""`repatria kinship lr`: one pair of hypotheses, marker by marker."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from repatria.cli import kinship_options as options
from repatria.cli.options import Json

if TYPE_CHECKING:
    from repatria.cli.kinship_choice import Chosen
    from repatria.formats.kinship_input import Remains
    from repatria.kinship.hypothesis import Pair
    from repatria.kinship.profile import Profile
    from repatria.kinship.result import Comparison

    Job = tuple[str, Comparison, dict[str, Profile]]

FamiliesFile = Annotated[
    Path,
    typer.Argument(
        metavar="FAMILIES",
        help="Families: a table of relationships and alleles, a .fam file of Familias, or a .ped "
        "file.",
        show_default=False,
    ),
]
RemainsFile = Annotated[
    Path | None,
    typer.Argument(
        metavar="[REMAINS]",
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
    from repatria.cli import kinship_choice
    from repatria.cli.kinship_chart import chart as drawn
    from repatria.cli.kinship_json import comparison as as_json
    from repatria.cli.kinship_text import comparison as as_text
    from repatria.cli.kinship_text import whole
    from repatria.cli.layout import width
    from repatria.cli.writing import write
    from repatria.kinship.comparison import compare
    from repatria.kinship.likelihood import Computation
    from repatria.kinship.panel import Panel

    named = options.named_population(population)
    chosen = kinship_choice.choose_family(families, family, markers, missing, named)
    models = options.Models(
        mutation, rate, rate2, range_, stationary, silent, dropout, drop_in, miscall, convention,
        linkage,
    )  # fmt: skip
    table = options.population_in_force(named, chosen.told.population, theta)
    over = options.map_of(map_)
    if chosen.family is None:
        jobs = [_two_pedigrees(chosen)]
    else:
        body, chosen = kinship_choice.choose_remains(chosen, remains, sample, table)
        jobs = list(_readings(chosen, body, missing))
    read = kinship_choice.markers_read((profiles for *_, profiles in jobs), table)
    panel = Panel.of(table, models.settings(chosen.told.mutation), read)
    results: list[Job] = []
    for words, pair, profiles in jobs:
        computation = Computation(panel.covering(profiles.values()))
        results.append((words, compare(computation, pair, profiles, over), profiles))
    if chart is not None:
        first = results[0][1]
        write([drawn(first, first.first)], chart)
    if json:
        write([as_json(results, chosen), "\n"], None)
        return
    if len(results) > 1:
        typer.echo(f"The family can be read in {len(results)} ways:")
        for words, found, _ in results:
            typer.echo(f"  {words}: {whole(found)}")
        typer.echo("")
    for words, found, profiles in results:
        if words:
            typer.echo(f"{words}\n{'=' * len(words)}")
        for line in as_text(found, profiles, width()):
            typer.echo(line)
        typer.echo("")
    for line in kinship_choice.told_of(chosen):
        typer.echo(line)


def _readings(
    chosen: Chosen, body: Remains, missing: str
) -> Iterator[tuple[str, Pair, dict[str, Profile]]]:
    """Each reading of the family against the remains."""
    from repatria.kinship.hypothesis import REMAINS, missing_is_remains

    for words, reading, person in chosen.readings(missing):
        direct = chosen.direct(person)
        pair = missing_is_remains(reading.family, person, sex=body.sex, direct=direct)
        yield words, pair, {**reading.family.profiles, **direct, REMAINS: body.profile}


def _two_pedigrees(chosen: Chosen) -> tuple[str, Pair, dict[str, Profile]]:
    """The first two pedigrees of a file that states hypotheses of its own."""
    from repatria.cli.kinship_choice import NotChosen
    from repatria.kinship.hypothesis import Hypothesis, Pair

    pedigrees = chosen.told.pedigrees
    if len(pedigrees) < 2:
        raise NotChosen("the file holds no family, and no two pedigrees to compare")
    first, second = (Hypothesis.of(each.name or "a pedigree", each) for each in pedigrees[:2])
    return "", Pair(first, second), dict(chosen.told.profiles)
