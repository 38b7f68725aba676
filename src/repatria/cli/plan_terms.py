"""`repatria plan terms`: what an agreement says, what is doubtful in it, and where two readings of
it part."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from repatria.cli.plan_options import TERMS_HELP, On

if TYPE_CHECKING:
    from repatria.planning.doubts import Doubt
    from repatria.planning.readings import Row
    from repatria.planning.terms import Terms


def terms(
    readings: Annotated[
        list[str],
        typer.Argument(metavar="FILE [FILE]", help=TERMS_HELP, show_default=False),
    ],
    people: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="People to hold the agreement against: says too what is doubtful only with them.",
            show_default=False,
        ),
    ] = None,
    on: On = None,
) -> None:
    """Say what an agreement says, a sentence a line, and what is doubtful in it, with the key of
    each doubt.

    No list is made from a doubtful agreement without a person's signed choice: the key is what is
    signed (repatria plan list --choose KEY). Two files are two readings of one agreement: what is
    agreed, what differs, what only one of them says.
    """
    from repatria.cli.layout import heading, width
    from repatria.cli.plan_options import read_people, read_terms
    from repatria.cli.plan_work import day_or_today
    from repatria.planning.readings import compare_readings
    from repatria.planning.terms_check import terms_doubts

    if len(readings) > 2:
        raise typer.BadParameter("one agreement is told, or two readings of one are compared")
    told = [read_terms(named) for named in readings]
    day = day_or_today(on)
    held = () if people is None else read_people(people, (each[0] for each in told), day).people
    for number, (one, _, file) in enumerate(told):
        for line in heading(f"{file}: {one.name}") if number else (f"{file}: {one.name}",):
            typer.echo(line)
        lines = (*_said(one, width()), *_doubts(terms_doubts(one, held, day), width()))
        for line in lines:
            typer.echo(line)
    if len(told) == 2:
        for line in heading("Side by side"):
            typer.echo(line)
        for line in _rows(compare_readings(told[0][0], told[1][0]), told[0][2], told[1][2]):
            typer.echo(line)


def _said(one: Terms, columns: int) -> Iterator[str]:
    from repatria.cli.layout import wrapped
    from repatria.planning.sentences import explain

    yield f"Reading: {one.reading}. Sides: {one.sides[0]}, {one.sides[1]}."
    if one.dated is not None:
        yield f"Agreed on {one.dated}."
    yield f"Source: {one.source}"
    for each in explain(one):
        yield from wrapped(f"line {each.line}: {each.phrase}", 2, columns)


def _doubts(doubts: tuple[Doubt, ...], columns: int) -> Iterator[str]:
    from repatria.cli.layout import wrapped

    if not doubts:
        yield "Nothing in it is doubtful."
        return
    yield "Doubtful:"
    for doubt in doubts:
        where = f"line {doubt.line}, " if doubt.line else ""
        where += f"clause {doubt.clause}, " if doubt.clause else ""
        what = f"needs a signed choice: {doubt.key}" if doubt.blocks else "only said"
        yield from wrapped(f"{where}{doubt.kind}: {doubt.reason} [{what}]", 2, columns)


def _rows(rows: tuple[Row, ...], first: str, second: str) -> Iterator[str]:
    from repatria.cli.layout import width, wrapped

    for row in rows:
        yield f"{row.topic}: {row.verdict.value.replace('_', '-')}"
        for file, phrases in ((first, row.first), (second, row.second)):
            for phrase in phrases:
                yield from wrapped(f"{file}: {phrase}", 4, width())
        for reason in row.reasons:
            yield from wrapped(f"why: {reason}", 4, width())
