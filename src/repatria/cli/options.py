"""Options that several commands share."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from repatria.base.dates import partial_date
from repatria.base.errors import ValueProblem


def day(text: str) -> date:
    """A whole day; anything else is told beside the option, with exit code 2."""
    try:
        found = partial_date(text)
    except ValueProblem as problem:
        raise typer.BadParameter(str(problem)) from None
    if not found.precise:
        raise typer.BadParameter(f"“{text}” is no single day; write YYYY-MM-DD")
    return found.first


AsKnown = Annotated[
    date | None,
    typer.Option(
        parser=day,
        metavar="DATE",
        help="Tell it as it was known on this day; without it, as known today.",
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print canonical JSON instead of text.")]
