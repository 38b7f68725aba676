"""`repatria plan compare`: formulas side by side over the same people."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from repatria.cli.plan_ahead import DrawFile, DrawSeed, Rounds
from repatria.cli.plan_options import By, Choices, On, PeopleOption, ReturnedFile, TermsFile

if TYPE_CHECKING:
    from repatria.planning.compare import Compared, Comparison
    from repatria.planning.series import Waits


def compare(
    terms: TermsFile,
    people: PeopleOption,
    also: Annotated[
        list[str],
        typer.Option(
            "--also",
            metavar="FILE",
            help="A further agreement to compare; may be given several times.",
            show_default=False,
        ),
    ] = [],  # noqa: B006 (typer reads the default and changes nothing)
    on: On = None,
    returned: ReturnedFile = None,
    rounds: Rounds = 200,
    equivalents: Annotated[
        bool,
        typer.Option(
            help="Also a table of equivalents, which needs an integer program in every round and "
            "takes long."
        ),
    ] = False,
    lottery: DrawFile = None,
    synthetic_draw: DrawSeed = 1,
    choose: Choices = [],  # noqa: B006
    by: By = "",
) -> None:
    """Compare formulas over the same people: who returns, who stays, how long they wait, and by how
    many one side is ever ahead of the other.

    The agreement gives the sides, the room of a round and the days between two; it is compared
    itself with those that ship with Repatria and with forms that nobody agreed on. The first number
    is of those whom article 109 returns and who stay all the same. People are counted, never
    weighed, and no formula is called the best.
    """
    from repatria.cli import progress
    from repatria.cli.plan_ahead import looked_at
    from repatria.cli.plan_options import read_terms
    from repatria.planning.compare import compare as compared
    from repatria.planning.formulas import SHIPPED, Frame, formulas

    found = looked_at(terms, people, on, returned, (lottery, synthetic_draw), (choose, by))
    # What ships with Repatria is compared anyway, under its name.
    named = [name for name in (terms, *also) if name not in SHIPPED or Path(name).exists()]
    given = [(one, file) for one, _, file in map(read_terms, named)]
    chosen = formulas(Frame.of(found.terms), [one for one, _ in given], by_program=equivalents)
    names = {f"given-{at}": file for at, (_, file) in enumerate(given, 1)}
    with progress.shown() as told:
        done = iter(range(len(chosen)))
        told(0, len(chosen), "comparing formulas")
        made = compared(
            found.people, chosen, found.on, found.numbers, rounds, found.returned,
            lambda formula: told(next(done), len(chosen), formula.key),
        )  # fmt: skip
    for line in _lines(made, names):
        typer.echo(line)


def _lines(made: Comparison, names: dict[str, str]) -> Iterator[str]:
    from repatria.cli.plan_text import aligned, both

    sides = made.lines[0].terms.sides
    yield f"{len(made.lines)} formulas over the same people, {made.rounds} rounds from {made.on}"
    yield f"Every pair of numbers: to {sides[0]} / to {sides[1]}."
    yield ""
    header = (
        "formula", "critical stay", "return", "stay", "mean wait", "longest", "critical wait",
        "last round", "ahead at most",
    )  # fmt: skip
    yield from aligned([header, *(_row(each, names) for each in made.lines)])
    yield ""
    yield "critical stay: article 109 returns them, room and time alone keep them, and they stay."
    for why, count in made.kept_critical.items():
        yield f"Kept whatever the formula, of those of article 109: {both(count)} ({why.value})."
    if any(any(each.said_critical_stranded) for each in made.lines):
        worst = max(made.lines, key=lambda each: sum(each.said_critical_stranded))
        said = worst.said_critical_stranded
        yield (
            "Said to be wounded or ill, confirmed by no commission, and staying: up to "
            f"{both(said)} ({names.get(worst.key, worst.key)})."
        )
    yield "Waits are in rounds. Ahead: by how many a side has handed over more, article 109 apart."


def _row(each: Compared, names: dict[str, str]) -> tuple[str, ...]:
    from repatria.cli.plan_text import both

    ahead = "0"
    if each.exposure.ahead is not None:
        ahead = f"{each.exposure.people:,} ({each.terms.sides[each.exposure.ahead]})"
    return (
        names.get(each.key, each.key),
        both(each.critical_stranded),
        both(each.returned),
        both(each.stranded),
        _means(each.waits),
        both([waits.longest for waits in each.waits]),
        _means(each.critical_waits),
        "-" if each.last is None else f"{each.last + 1:,}",
        ahead,
    )


def _means(waits: tuple[Waits, Waits]) -> str:
    """Mean waits in tenths of a round, from whole numbers."""
    told = []
    for each in waits:
        tenths = (20 * each.rounds + each.people) // (2 * each.people) if each.people else 0
        told.append(f"{tenths // 10:,}.{tenths % 10}" if each.people else "-")
    return " / ".join(told)
