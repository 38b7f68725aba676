"""`repatria plan veto`: what the vetoes cost, and whom."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from repatria.cli.plan_ahead import DrawFile, DrawSeed, Rounds
from repatria.cli.plan_options import By, Choices, On, PeopleOption, ReturnedFile, TermsFile

if TYPE_CHECKING:
    from repatria.cli.plan_ahead import Ahead
    from repatria.planning.veto import Bill, VetoSeries

COLUMNS = ("code", "side", "basis", "kept_own", "kept_other", "later", "sooner", "round")


class Group(StrEnum):
    """By what vetoes are billed together."""

    BASIS = "basis"
    UNIT = "unit"


def veto(
    terms: TermsFile,
    people: PeopleOption,
    on: On = None,
    returned: ReturnedFile = None,
    rounds: Rounds = 200,
    group: Annotated[
        Group, typer.Option(help="By what vetoes are billed together, besides all of a side.")
    ] = Group.BASIS,
    each: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Write a bill for every veto by itself to this table: of codes, and so as secret "
            "as the list.",
            show_default=False,
        ),
    ] = None,
    lottery: DrawFile = None,
    synthetic_draw: DrawSeed = 1,
    choose: Choices = [],  # noqa: B006 (typer reads the default and changes nothing)
    by: By = "",
) -> None:
    """Say what the vetoes cost, and whom: the series of rounds made anew without them.

    Where people return one for one, the side that says a veto often keeps one of its own people
    back. Nothing is estimated. Bills do not add up, since a place is taken once: a group is billed
    together. A bill is of a refusal, and says nothing of what anybody is worth.
    """
    from repatria.cli import progress
    from repatria.cli.layout import width, wrapped
    from repatria.cli.plan_ahead import looked_at
    from repatria.cli.writing import write
    from repatria.planning.veto import veto_series

    found = looked_at(terms, people, on, returned, (lottery, synthetic_draw), (choose, by))
    with progress.shown() as told:
        told(0, 0, "making the series")
        series = veto_series(
            found.people, found.terms, found.on, found.numbers, rounds, found.returned
        )
        lines = list(_lines(found, series, group, rounds))
        if each is not None:
            write(_table(series, told), each)
            lines.append(f"Written to {each}")
    for line in lines:
        for piece in wrapped(line.lstrip(), len(line) - len(line.lstrip()), width()):
            typer.echo(piece)


def _lines(found: Ahead, series: VetoSeries, group: Group, rounds: int) -> Iterator[str]:
    from repatria.planning.reasons import VETOES
    from repatria.planning.veto import bill, group_bills, sentence

    yield f"{found.terms.name}, reading {found.terms.reading}: {rounds} rounds from {found.on}"
    if not series.people:
        yield "No veto keeps anybody who could be considered without it."
        return
    sides = found.terms.sides
    for side in sides:
        codes = [code for code, one in series.people.items() if one.side == side]
        if not codes:
            continue
        holder = sides[1 - sides.index(side)]
        yield f"All vetoes of {holder} together:"
        yield f"  {sentence(series, bill(series, codes))}"
        parted = group_bills(
            series,
            lambda one, own=side: _group(one, group) if one.side == own else "",  # type: ignore[misc]
        )
        for name, one in parted.items():
            if name:
                told = VETOES.get(name, name) if group is Group.BASIS else name
                yield f"  {told}:"
                yield f"    {sentence(series, one)}"
    if series.beyond:
        yield f"{len(series.beyond):,} more vetoes are on people whom the agreement never reaches."


def _group(person: object, group: Group) -> str:
    name = str(getattr(person, "veto" if group is Group.BASIS else "unit"))
    return name or "no unit known"


def _table(series: VetoSeries, told: object) -> Iterator[str]:
    """A line a veto, in the order of the codes."""
    import csv
    import io

    from repatria.planning.veto import bills

    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(COLUMNS)
    count = len(series.people)
    for done, each in enumerate(bills(series)):
        if done % 100 == 0:
            told(done, count, "billing vetoes")  # type: ignore[operator]
        writer.writerow(_cells(series, each))
    yield buffer.getvalue()


def _cells(series: VetoSeries, each: Bill) -> tuple[object, ...]:
    (code,) = each.codes
    person = series.people[code]
    to = series.terms.sides.index(person.side)
    (at,) = each.rounds
    return (
        code, person.side, person.veto, each.kept[1 - to], each.kept[to], sum(each.later),
        sum(each.sooner), "" if at is None else at + 1,
    )  # fmt: skip
