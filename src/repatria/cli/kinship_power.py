"""`repatria kinship power`: what a family's samples can tell, and who else should give one."""

from __future__ import annotations

from typing import Annotated

import typer

from repatria.cli import kinship_options as options
from repatria.cli import kinship_population as populations
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
        float, typer.Option(min=1, max=1e300, help="The ratio whose chance to be reached is told.")
    ] = 10_000,
    draws: Annotated[
        int, typer.Option(min=2, max=10_000, help="Profiles drawn for each further relative.")
    ] = 40,
    seed: Annotated[int, typer.Option(min=0, help="What the draws begin from.")] = 1,
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
    from repatria.cli.kinship_relatives import asked_for, candidates
    from repatria.cli.kinship_text import additions, computed_under
    from repatria.cli.kinship_text import power as as_text
    from repatria.cli.layout import width, wrapped
    from repatria.kinship.likelihood import Computation
    from repatria.kinship.panel import Panel
    from repatria.kinship.power import addition
    from repatria.kinship.power import power as computed

    columns = width()
    relations = asked_for(add)
    named = populations.named_population(population)
    chosen = kinship_choice.choose_family(families, family, markers, missing, named)
    asker = chosen.family
    if asker is None:
        raise kinship_choice.NotChosen("the file holds no family")
    if not asker.readings:
        raise kinship_choice.NotChosen(
            f"family {asker.name} has only samples of the missing person: they tell "
            "whether remains are theirs without a relative"
        )
    table = populations.population_in_force(named, chosen.told.population, theta)
    models = options.Models(
        mutation, rate, rate2, range_, stationary, 0.0, 0.0, 0.0, 0.0, convention, "flag"
    )
    chosen = kinship_choice.also_read(chosen, markers)
    chosen = kinship_choice.with_frequencies(chosen, population)
    typed = (reading.family.profiles for reading in asker.readings)
    read = kinship_choice.markers_read(typed, table)
    panel = Panel.of(table, models.settings(chosen.told.mutation), read)
    readings = [
        (words, reading.family, person, list(candidates(reading.family, person, relations)))
        for words, reading, person in chosen.readings(missing)
    ]
    for words, found, person, others in readings:
        computation = Computation(panel.covering(found.profiles.values()))
        with kinship_choice.names_file(families, table):
            expected = computed(computation, found, person, threshold, seed)
        for line in wrapped(words, 0, columns):
            typer.echo(line)
        if words:
            typer.echo("")
        for line in as_text(expected, columns):
            typer.echo(line)
        gains = []
        with progress.shown() as told:
            for name, larger in others:
                gains.append(
                    addition(
                        computation, larger, person, name, draws=draws, seed=seed, progress=told
                    )
                )
        for line in additions(gains, columns):
            typer.echo(line)
        if words:
            typer.echo("")
    for line in computed_under(panel, columns):
        typer.echo(line)
    typer.echo(f"draws from seed {seed}\n")
    left = [each.sample for each in asker.direct]
    if left:
        told_left = f"Not part of this: samples of the missing person, {', '.join(left)}"
        for line in wrapped(told_left, 0, columns):
            typer.echo(line)
    for note in kinship_choice.told_of(chosen):
        for line in wrapped(note, 0, columns):
            typer.echo(line)
