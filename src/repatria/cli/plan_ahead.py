"""What the commands that look ahead share: the agreement, the people and the draw, read and held
against each other before anything is simulated."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from repatria.cli.failures import say

if TYPE_CHECKING:
    from repatria.planning.facts import Person
    from repatria.planning.terms import Terms

Rounds = Annotated[
    int,
    typer.Option(
        "--rounds", min=1, metavar="N", help="How many rounds are looked at, no more than 10,000."
    ),
]
DrawFile = Annotated[
    Path | None,
    typer.Option(
        "--lottery",
        metavar="FILE",
        help="The lottery, once it is drawn; without it a made-up draw decides between equals.",
        show_default=False,
    ),
]
DrawSeed = Annotated[
    int,
    typer.Option(
        "--synthetic-draw", min=0, metavar="SEED", help="What the made-up draw begins from."
    ),
]


@dataclass(frozen=True)
class Ahead:
    """What is looked ahead from."""

    terms: Terms
    file: str
    people: Sequence[Person]
    on: date
    returned: dict[int, tuple[int, int]]
    numbers: Callable[[str], int]
    signed: tuple[str, ...]
    """The keys of doubts that somebody chose to live with."""


def looked_at(
    terms: str,
    people: Path,
    on: date | None,
    returned: Path | None,
    draw: tuple[Path | None, int],
    choices: tuple[Iterable[str], str],
) -> Ahead:
    """Everything read. Raises what reading raises, and `InputError` for a doubt without a choice:
    a plan of a doubtful agreement is as doubtful as its list."""
    from repatria.cli.plan_folder import read_returned
    from repatria.cli.plan_lottery import read_lottery, synthetic_draw
    from repatria.cli.plan_options import PlanError, check_day, choose, read_people, read_terms
    from repatria.cli.plan_work import day_or_today, numbers_of
    from repatria.planning.terms_check import terms_doubts

    read, _, file = read_terms(terms)
    day = day_or_today(on)
    check_day(read, day, file)
    found = read_people(people, [read], day)
    chosen = choose(terms_doubts(read, found.people, day), file, *choices)
    signed = tuple(each["key"] for each in chosen)
    before = read_returned(returned, read)
    lottery, seed = draw
    if lottery is None:
        drawn = synthetic_draw(seed, day)
        say("Between people who are otherwise equal a made-up draw decides.")
    else:
        _, told = read_lottery(lottery)
        if told is None:
            raise PlanError(f"{lottery.name}: nothing is drawn yet; it has no “draw”")
        drawn = told
    return Ahead(read, file, found.people, day, before, numbers_of(drawn), signed)
