"""`repatria record …`: take statements in, report, check, export."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from repatria.cli import progress
from repatria.cli.failures import say
from repatria.cli.options import AsKnown, Json, day
from repatria.cli.store import open_store

app = typer.Typer(no_args_is_help=True, help="Take statements in, report, check, export.")


@app.command("import")
def import_(
    file: Annotated[
        Path | None,
        typer.Argument(help="A file of statements: YAML, CSV or XLSX.", show_default=False),
    ] = None,
    demo: Annotated[
        bool, typer.Option("--demo", help="Take in the demonstration that ships with Repatria.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Read and check the file, and change nothing.")
    ] = False,
) -> None:
    """Take a file of statements into the record, whole or not at all.

    Every problem is listed with its file, row and field, and then nothing has changed. Taking in
    the same file again changes nothing.
    """
    if (file is None) != demo:
        raise typer.BadParameter("name a file, or --demo, and not both")
    open_store()
    from repatria.cli import demonstration
    from repatria.desks.record import models, services

    before = models.Intake.objects.count()
    with demonstration.file(file) as path, progress.shown() as told:
        try:
            told(0, 0, "reading")
            receipt = services.import_file(path, today=date.today(), dry_run=dry_run, progress=told)
        except KeyboardInterrupt:
            whole = models.Intake.objects.count() > before
            say("Stopped; the file is in whole." if whole else "Stopped; nothing was taken in.")
            raise typer.Exit(130) from None
    would = "would be " if dry_run else ""
    done = (
        "nothing in it is new"
        if not (receipt.new or receipt.withdrawn or receipt.defined)
        else "taken in"
    )
    typer.echo(f"{receipt.file}: {'checked, nothing changed' if dry_run else done}")
    typer.echo(f"  statements, new: {would}{receipt.new:,}")
    typer.echo(f"  statements, held already: {receipt.held:,}")
    typer.echo(f"  statements, withdrawn now: {would}{receipt.withdrawn:,}")
    if receipt.embargoed:
        typer.echo(
            f"  statements under an embargo, left out: {receipt.embargoed:,} "
            f"(the first ends on {receipt.next_due}; take the file in again then)"
        )
    typer.echo(
        f"  parties, speakers, sources, agreements, exchanges, new: {would}{receipt.defined:,}"
    )
    typer.echo(f"  SHA-256 of the file: {receipt.digest}")


@app.command()
def report(
    on: Annotated[
        date,
        typer.Option(parser=day, metavar="DATE", help="The day, or the first of several."),
    ],
    until: Annotated[
        date | None, typer.Option(parser=day, metavar="DATE", help="The last day.")
    ] = None,
    as_known: AsKnown = None,
    as_json: Json = False,
) -> None:
    """Report the exchanges of a day or of several: leg by leg, with who said what.

    Each figure comes with its grade and reasons, each side with everybody who speaks in it.
    """
    if until is not None and until < on:
        raise typer.BadParameter("--until lies before --on")
    open_store()
    from repatria.cli import report_text
    from repatria.desks.record import report_build

    made = report_build.build(on, until or on, as_known)
    if as_json:
        _print_json(made)
        return
    _print(report_text.lines(made, _columns()))


@app.command()
def check(as_known: AsKnown = None, as_json: Json = False) -> None:
    """List every contradiction with its reasons, and every total and ordinal that was checked.

    A contradiction is a state of the record, not an error: the exit code is 0.
    """
    open_store()
    from repatria.cli import check_text
    from repatria.desks.record import report_build

    made = report_build.check(as_known)
    if as_json:
        _print_json(made)
        return
    _print(check_text.lines(made, _columns()))


class Format(StrEnum):
    """The formats of an export."""

    CSV = "csv"
    JSON = "json"
    JSONLD = "jsonld"
    YAML = "yaml"


@app.command()
def export(
    format_: Annotated[
        Format, typer.Option("--format", help="The format; YAML and CSV can be taken in again.")
    ],
    out: Annotated[
        Path | None,
        typer.Option(help="The file to write; without it, standard output.", dir_okay=False),
    ] = None,
    as_known: AsKnown = None,
    site: Annotated[
        str,
        typer.Option(metavar="URL", help="For JSON-LD: what stands before the addresses."),
    ] = "",
) -> None:
    """Write the record to a file: its statements as CSV or JSON-LD, the whole as JSON or YAML.

    CSV is one table of statements. To take it in elsewhere, its parties and agreements must be
    known there; YAML brings them along.
    """
    if site and format_ is not Format.JSONLD:
        raise typer.BadParameter("--site goes with --format jsonld only")
    open_store()
    from repatria.cli.writing import write
    from repatria.desks.record import export as made
    from repatria.desks.record.queries import EVER
    from repatria.formats.statements import LIMITS

    day_ = as_known or EVER
    pieces = {
        Format.CSV: lambda: made.csv(day_),
        Format.JSON: lambda: made.json(day_),
        Format.JSONLD: lambda: made.jsonld(day_, site),
        Format.YAML: lambda: made.yaml(day_),
    }[format_]()
    written = write(pieces, out)
    if format_ is Format.YAML and written > LIMITS.yaml_bytes:
        say("This is more YAML than can be taken in again; CSV has room for more.")


@app.command()
def rebuild() -> None:
    """Compute every verdict anew from the statements.

    Verdicts are derived: this changes no statement, and is needed only where a store was repaired
    by hand or came from an older version.
    """
    open_store()
    from repatria.desks.record import services

    with progress.shown() as told:
        try:
            services.rebuild(told)
        except KeyboardInterrupt:
            say("Stopped; the verdicts are as they were.")
            raise typer.Exit(130) from None
    typer.echo("Every verdict is computed anew.")


def _columns() -> int:
    from repatria.cli import layout

    return layout.width()


def _print(lines: Iterator[str]) -> None:
    for line in lines:
        typer.echo(line)


def _print_json(tree: Any) -> None:
    from repatria.base.canonical import canonical_bytes
    from repatria.cli.writing import write
    from repatria.desks.record.report import as_json

    write([canonical_bytes(as_json(tree)).decode(), "\n"], None)
