"""`repatria names compare`: two names held against each other, level by level."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from repatria.names.model import Order

if TYPE_CHECKING:
    from repatria.base.uncertain import UncertainDate
    from repatria.names.model import Name, Verdict

_BORN = "date of birth as the list writes it: 14.06.1987, 1987, 14 червня 1987, 198X."


def compare(
    left: Annotated[
        str, typer.Argument(metavar="A", help="A name as one list writes it.", show_default=False)
    ],
    right: Annotated[
        str, typer.Argument(metavar="B", help="A name as another does.", show_default=False)
    ],
    order: Annotated[
        Order,
        typer.Option(
            metavar="ORDER",
            help="How the lists write names: surname-first or surname-last. It is declared, never "
            "guessed.",
        ),
    ] = Order.SURNAME_FIRST,
    order_b: Annotated[
        Order | None,
        typer.Option(
            metavar="ORDER", help="The order of B, where it is another.", show_default=False
        ),
    ] = None,
    born: Annotated[
        str, typer.Option(metavar="DATE", help=f"The {_BORN}", show_default=False)
    ] = "",
    born_b: Annotated[
        str, typer.Option(metavar="DATE", help="The same of B.", show_default=False)
    ] = "",
) -> None:
    """Compare two names: surname, given name, patronymic and birth, each with its level and why.

    The levels are same, variant, spelling, near, initial, absent and contradicted. Absent and
    contradicted are far apart: a patronymic that is not written is no news, another one is the
    difference between one man and two brothers.
    """
    from repatria.base.uncertain import uncertain_date
    from repatria.cli.layout import width
    from repatria.names.comparing import compare_names
    from repatria.names.dates_comparing import compare_dates
    from repatria.names.reading import read

    one, other = read(left, order), read(right, order_b or order)
    dates = uncertain_date(born), uncertain_date(born_b)
    *parts, birth = (*compare_names(one, other), compare_dates(*dates))
    verdicts = [*parts, birth] if born or born_b else parts
    for line in _lines((one, other), dates, verdicts, width()):
        typer.echo(line)


def _lines(
    names: Sequence[Name],
    dates: Sequence[UncertainDate | None],
    verdicts: Sequence[Verdict],
    columns: int,
) -> Iterator[str]:
    """The two names with what was noticed in each, and a line or more for each verdict."""
    from repatria.cli.layout import wrapped

    for letter, name, day in zip("AB", names, dates, strict=True):
        yield f"{letter}  {name.written}"
        for note in name.notes:
            yield from wrapped(str(note), 3, columns)
        for said in day.notes if day is not None else ():
            yield from wrapped(said, 3, columns)
    yield ""
    field = max(len(verdict.field) for verdict in verdicts)
    level = max(len(verdict.level) for verdict in verdicts)
    for verdict in verdicts:
        first, *more = wrapped(str(verdict.why), field + level + 4, columns, hanging=0)
        yield f"{verdict.field:{field}}  {verdict.level:{level}}  {first.strip()}"
        yield from more
