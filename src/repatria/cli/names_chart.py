"""`repatria names chart`: what makes two rows of a linking one person, or not, drawn."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def chart(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="The folder of a linking.", show_default=False)
    ],
    first: Annotated[
        str,
        typer.Argument(metavar="A", help="The id of a row of the first list.", show_default=False),
    ],
    second: Annotated[
        str,
        typer.Argument(
            metavar="B",
            help="The id of a row of the second (or the only) list.",
            show_default=False,
        ),
    ],
    out: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="An SVG file to draw to.", show_default=False),
    ] = None,
) -> None:
    """Weigh two rows of a linking, proposed or not: every field with its level, bits and sentence.

    The weights start from the chance that two rows drawn at random are one person. With --out they
    are drawn as a staircase.
    """
    from repatria.cli.layout import width, wrapped
    from repatria.cli.names_chart_run import drawn, weighed
    from repatria.cli.writing import write
    from repatria.desks.common.charts.weights import told

    picture, gate = weighed(folder, first, second)
    for line in told(picture):
        for piece in wrapped(line, 0, width()):
            typer.echo(piece)
    if gate:
        typer.echo(f"Held back: {gate}")
    if out is not None:
        write([drawn(picture)], out)
        typer.echo(f"Drawn to {out}")
