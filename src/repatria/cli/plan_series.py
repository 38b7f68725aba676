"""`repatria plan series`: the rounds that follow, in strict order, and what looking ahead would
save."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from repatria.cli.plan_ahead import DrawFile, DrawSeed, Rounds
from repatria.cli.plan_options import By, Choices, On, PeopleOption, ReturnedFile, TermsFile


def series(
    terms: TermsFile,
    people: PeopleOption,
    on: On = None,
    returned: ReturnedFile = None,
    rounds: Rounds = 200,
    look_ahead: Annotated[
        bool,
        typer.Option(
            "--look-ahead",
            help="Also the plan that looks ahead, and what strict order costs: a choice of people.",
        ),
    ] = False,
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help="A folder to write to, empty or not there yet: the rounds, the exposure of each "
            "day, and who returns in which round.",
            show_default=False,
        ),
    ] = None,
    lottery: DrawFile = None,
    synthetic_draw: DrawSeed = 1,
    choose: Choices = [],  # noqa: B006 (typer reads the default and changes nothing)
    by: By = "",
) -> None:
    """Plan the rounds that follow: how many return in each, who waits longest and why, who stays,
    and by how many one side is ahead on every day.

    Each round is the next round of the agreement for those who are left. It is a plan of what the
    rule would do, and no promise: facts change, and a holder may refuse.
    """
    from repatria.cli import plan_series_run as run
    from repatria.cli.plan_ahead import looked_at

    found = looked_at(terms, people, on, returned, (lottery, synthetic_draw), (choose, by))
    for line in run.planned(found, rounds, look_ahead, out):
        typer.echo(line)
