"""`repatria kinship frequencies …`: take tables of allele frequencies in, list and show them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from repatria.base.errors import RepatriaError
from repatria.cli.options import Json

if TYPE_CHECKING:
    from repatria.kinship.population import MinimumFrequency

app = typer.Typer(
    no_args_is_help=True, help="Take in tables of allele frequencies, list and show them."
)


def _theta(text: str) -> float:
    from repatria.base.errors import ValueProblem
    from repatria.formats.frequencies_native import theta_of

    try:
        return theta_of(text)
    except ValueProblem as problem:
        raise typer.BadParameter(str(problem)) from None


def _minimum(text: str) -> MinimumFrequency:
    from repatria.base.errors import ValueProblem
    from repatria.formats.frequencies_native import minimum_of

    try:
        return minimum_of(text)
    except ValueProblem as problem:
        raise typer.BadParameter(str(problem)) from None


@app.command("import")
def import_(
    file: Annotated[
        Path,
        typer.Argument(
            help="A table of allele frequencies: a ladder, a list, STRidER's table, or Repatria's "
            "own format.",
            show_default=False,
        ),
    ],
    name: Annotated[
        str,
        typer.Option(
            help="The name to keep it under: small letters, digits and hyphens; without it, one "
            "is made from the file's.",
            show_default=False,
        ),
    ] = "",
    population: Annotated[
        str,
        typer.Option(
            metavar="COLUMN",
            help="The column of STRidER's table to take; without it, the columns are listed.",
            show_default=False,
        ),
    ] = "",
    theta: Annotated[
        float | None,
        typer.Option(
            parser=_theta,
            metavar="THETA",
            help="The coancestry coefficient, from 0 to below 1; without it, the file's own, else "
            "0.",
        ),
    ] = None,
    minimum: Annotated[
        str,
        typer.Option(
            metavar="RULE",
            help="The least frequency of an allele: 5/2N, a value, or none; without it, the "
            "file's own, else 5/2N.",
            show_default=False,
        ),
    ] = "",
    replace: Annotated[
        bool, typer.Option("--replace", help="Take the place of the population of this name.")
    ] = False,
) -> None:
    """Take a table of allele frequencies in as a population, whole or not at all.

    Each marker must sum to one within 0.01, and is scaled to one. Whatever was not taken as it
    stands is told.
    """
    from dataclasses import replace as changed

    from repatria.formats import population_store
    from repatria.formats.frequencies import read_frequencies

    rule = _minimum(minimum) if minimum else None
    read = read_frequencies(file, population=population)
    taken = read.value.with_settings(theta=theta, minimum=rule)
    taken = changed(taken, name=name or population_store.slug(taken.name))
    population_store.save(taken, folder(), replace=replace)
    typer.echo(f"{file.name}: taken in as {taken}")
    for note in read.notes:
        typer.echo(f"  note: {note}")
    typer.echo(f"  SHA-256 of the file: {read.sha256}")


@app.command("list")
def list_() -> None:
    """List the populations: those that ship with Repatria, and those that were taken in."""
    from repatria.cli import kinship_frequencies_text as text
    from repatria.formats import population_store

    for held in population_store.held(folder()):
        origin = "shipped" if held.shipped else "taken in"
        try:
            found = population_store.load(held.name, folder()).value
        except RepatriaError as error:
            # One broken file must not hide the others.
            typer.echo(f"{held.name}: cannot be read: {error}")
            continue
        typer.echo(f"{found}; {text.persons(found)} ({origin})")


@app.command()
def show(
    name: Annotated[str, typer.Argument(help="The name of a population.", show_default=False)],
    marker: Annotated[
        str,
        typer.Option(
            metavar="M",
            help="The marker whose alleles to show, in any spelling; without it, a line a marker.",
            show_default=False,
        ),
    ] = "",
    as_json: Json = False,
) -> None:
    """Show a population: its source, its settings, and a line a marker or a line an allele.

    2N is the number of alleles counted, minimum the least frequency that an allele gets under the
    population's rule.
    """
    from repatria.cli import kinship_frequencies_text as text
    from repatria.formats import population_store

    read = population_store.load(name, folder())
    found = read.value.marker(marker) if marker else None
    if marker and found is None:
        has = ", ".join(read.value.markers)
        raise typer.BadParameter(f"{name} has no marker “{marker}”; it has {has}")
    if as_json:
        from repatria.base.canonical import canonical_bytes

        typer.echo(canonical_bytes(text.tree(read.value, found)).decode())
        return
    for line in text.lines(read.value, found, read.notes):
        typer.echo(line)


def folder() -> Path:
    """Where the populations of this installation are kept."""
    from repatria.desks.common import stores

    return stores.home(os.environ.get("REPATRIA_HOME")) / "frequencies"
