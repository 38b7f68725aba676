"""`repatria synthetic captives`: made-up people held by either side, and the truth apart."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from repatria.cli.options import day

if TYPE_CHECKING:
    from repatria.synthetic.captives.rates import CaptiveRates


def captives(
    a: Annotated[
        int,
        typer.Option(
            "--a",
            min=0,
            metavar="N",
            help="People of the first side, held by the second.",
            show_default=False,
        ),
    ],
    b: Annotated[
        int,
        typer.Option(
            "--b",
            min=0,
            metavar="M",
            help="People of the second side, held by the first.",
            show_default=False,
        ),
    ],
    out: Annotated[
        Path,
        typer.Option(
            metavar="DIR",
            help="The folder to write; it is empty or not there yet.",
            show_default=False,
        ),
    ],
    seed: Annotated[int, typer.Option(min=0, help="What the draws begin from.")] = 1,
    side_a: Annotated[
        str, typer.Option(metavar="CODE", help="The first side, as an agreement calls it.")
    ] = "A",
    side_b: Annotated[
        str, typer.Option(metavar="CODE", help="The second side, as an agreement calls it.")
    ] = "B",
    as_of: Annotated[
        date | None,
        typer.Option(
            parser=day,
            metavar="DATE",
            help="The day of the register; without it 2025-06-02.",
            show_default=False,
        ),
    ] = None,
    rate: Annotated[
        list[str] | None,
        typer.Option(
            metavar="RATE=CHANCE",
            help="Another chance than the usual one, as agrees=0.02; may be given several times. "
            "docs/formats/captives.md lists them.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Make up people held by either side, as a register has them, and the truth in a file apart.

    Wounded and ill with and without a commission's decision, those of whom nothing is known, those
    whom a holder denies, vetoes, consent, camps, groups, and dates that are wrong. The same
    arguments give the same bytes. Everything is synthetic, and its codes begin with SYN.
    """
    from repatria.base.errors import ValueProblem
    from repatria.cli import progress
    from repatria.formats.captives_cells import code
    from repatria.synthetic.captives.folder import write_captives
    from repatria.synthetic.captives.make import DAY, make_captives
    from repatria.synthetic.folders import check_folder

    for side in (side_a, side_b):
        if not isinstance(code(side), str):
            raise typer.BadParameter(f"“{side}” is no code of a side")
    rates = _rates(rate or [])
    check_folder(out)
    with progress.shown() as told:
        try:
            made = make_captives(
                a, b, seed, sides=(side_a, side_b), day=as_of or DAY, rates=rates, progress=told
            )
        except ValueProblem as problem:
            raise typer.BadParameter(str(problem)) from None
        write_captives(made, out, progress=told)
    typer.echo(f"{made}: {out}")


def _rates(changes: list[str]) -> CaptiveRates:
    from repatria.base.errors import ValueProblem
    from repatria.synthetic.captives.rates import USUAL_RATES

    rates = USUAL_RATES
    for text in changes:
        name, _, value = text.partition("=")
        try:
            rates = rates.with_rate(name.strip().replace("-", "_"), float(value))
        except ValueProblem as problem:
            raise typer.BadParameter(str(problem)) from None
        except ValueError:
            raise typer.BadParameter(f"“{text}” is no rate; write agrees=0.02") from None
    return rates
