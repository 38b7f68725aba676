"""`repatria kinship power`: what a family's samples can tell, and who else should give one."""

from __future__ import annotations

from typing import Annotated

import typer

from repatria.cli import kinship_options as options
from repatria.cli.kinship_lr import FamiliesFile, FamilyName, MarkersFile, MissingName


def power(
    families: FamiliesFile,
    family: FamilyName = "",
    missing: MissingName = "",
    markers: MarkersFile = None,
    add: Annotated[
        list[str] | None,
        typer.Option(
            metavar="RELATION",
            help="A relative who could give a sample, in words (“full brother”); may be given "
            "several times. Without it: parents, a sibling, a child, and whoever of the pedigree "
            "gave none.",
            show_default=False,
        ),
    ] = None,
    threshold: Annotated[
        float, typer.Option(min=1, help="The ratio whose chance to be reached is told.")
    ] = 10_000,
    draws: Annotated[
        int, typer.Option(min=2, max=10_000, help="Profiles drawn for each further relative.")
    ] = 40,
    seed: Annotated[int, typer.Option(help="What the draws begin from.")] = 1,
    population: options.PopulationName = "",
    theta: options.Theta = None,
    mutation: options.Mutation = "",
    rate: options.Rate = "0.0005/0.002",
    rate2: options.Rate2 = 1e-6,
    range_: options.Range = 0.1,
    stationary: options.StationaryBy = "metropolis-scaled",
    convention: options.ConventionName = "kept",
) -> None:
    """Tell what the references of a family can show of its missing person, before any remains.

    The expected ratio, the chance to exclude somebody unrelated, the mismatches to expect, and what
    a sample of one more relative would add. Linked markers are taken as independent.
    """
    from repatria.cli import kinship_choice, progress
    from repatria.cli.kinship_relatives import candidates
    from repatria.cli.kinship_text import additions
    from repatria.cli.kinship_text import power as as_text
    from repatria.cli.layout import width
    from repatria.kinship.likelihood import Computation
    from repatria.kinship.panel import Panel
    from repatria.kinship.power import addition
    from repatria.kinship.power import power as computed

    named = options.named_population(population)
    chosen = kinship_choice.choose_family(families, family, markers, missing, named)
    if chosen.family is None:
        raise kinship_choice.NotChosen("the file holds no family")
    table = options.population_in_force(named, chosen.told.population, theta)
    models = options.Models(
        mutation, rate, rate2, range_, stationary, 0.0, 0.0, 0.0, 0.0, convention, "flag"
    )
    typed = (reading.family.profiles for reading in chosen.family.readings)
    read = kinship_choice.markers_read(typed, table)
    panel = Panel.of(table, models.settings(chosen.told.mutation), read)
    for words, reading, person in chosen.readings(missing):
        profiles = reading.family.profiles
        computation = Computation(panel.covering(profiles.values()))
        if words:
            typer.echo(f"{words}\n")
        for line in as_text(
            computed(computation, reading.family, person, threshold, seed), width()
        ):
            typer.echo(line)
        found = []
        with progress.shown() as told:
            for name, larger in candidates(reading.family, person, add):
                found.append(
                    addition(
                        computation, larger, person, name, draws=draws, seed=seed, progress=told
                    )
                )
        for line in additions(found, width()):
            typer.echo(line)
        typer.echo("")
    typer.echo(f"Computed under {panel}")
    for line in kinship_choice.told_of(chosen):
        typer.echo(line)
