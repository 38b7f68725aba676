"""What the commands of `plan` share: options, and the reading of agreements."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from repatria.base.errors import InputError, Problem, RepatriaError
from repatria.base.messages import Sentence, sentence, verbatim
from repatria.cli.failures import say
from repatria.cli.options import day

if TYPE_CHECKING:
    from repatria.formats.captives_csv import PeopleFile
    from repatria.planning.doubts import Doubt
    from repatria.planning.terms import Terms

TERMS_HELP = (
    "An agreement in one reading: a text file (docs/formats/agreement-terms.md), or the name of "
    "one that ships with Repatria."
)
TermsFile = Annotated[
    str, typer.Option("--terms", metavar="FILE", help=TERMS_HELP, show_default=False)
]
PeopleOption = Annotated[
    Path,
    typer.Option(
        "--people",
        metavar="FILE",
        help="The people of both sides: a table of codes and facts (docs/formats/captives.md).",
        show_default=False,
    ),
]
On = Annotated[
    date | None,
    typer.Option(
        "--on",
        parser=day,
        metavar="DATE",
        help="The day of the round, to which ages and days held are counted; without it, today.",
        show_default=False,
    ),
]
ReturnedFile = Annotated[
    Path | None,
    typer.Option(
        "--returned",
        metavar="FILE",
        help="What each clause brought back in earlier rounds: the returned.csv of the last one.",
        show_default=False,
    ),
]
Choices = Annotated[
    list[str],
    typer.Option(
        "--choose",
        metavar="KEY",
        help="The key of a doubt about the agreement that is chosen to be lived with; may be given "
        "several times. “repatria plan terms” shows the keys.",
        show_default=False,
    ),
]
By = Annotated[
    str,
    typer.Option(
        "--by",
        metavar="CODE",
        help="Whose choices these are: the code of a person of the office. Kept with the list.",
        show_default=False,
    ),
]


class PlanError(RepatriaError):
    """A plan that cannot be made as it was asked for."""


def read_terms(named: str) -> tuple[Terms, str, str]:
    """The terms of a file or of a shipped agreement, its text, and what messages call it.

    Raises `InputError` with every line that cannot be read."""
    from repatria.planning.shipped import shipped_names, shipped_text
    from repatria.planning.terms_text import parse_terms

    path = Path(named)
    if not path.exists() and named in shipped_names():
        text, file = shipped_text(named), f"{named}.txt"
    else:
        text, file = _text(path), path.name
    return parse_terms(text, file), text, file


def _text(path: Path) -> str:
    from repatria.formats.guards import read_bytes
    from repatria.planning.terms_text import MOST_CHARACTERS

    data = read_bytes(path, 4 * MOST_CHARACTERS)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = 1 + data[: error.start].count(b"\n")
        told = sentence("this is not UTF-8 text")
        raise InputError([Problem(path.name, row, "", told)]) from None


def read_people(path: Path, terms: Iterable[Terms], on: date) -> PeopleFile:
    """The people of a file. Raises `InputError` for it, and where nobody in it returns to a side of
    the agreement."""
    from repatria.formats.captives_csv import read_captives

    found = read_captives(path, as_of=on)
    there = {person.side for person in found.people}
    for each in terms:
        if not there & set(each.sides):
            told = sentence(
                "people return to {there}; the agreement is of {sides}",
                there=_listed(there),
                sides=_listed(each.sides),
            )
            raise InputError([Problem(path.name, None, "side", told)])
    return found


def _listed(words: Iterable[str]) -> str:
    return ", ".join(sorted(words)[:10])


def check_day(terms: Terms, on: date, file: str) -> None:
    """Raises `InputError` for a round before the agreement."""
    if terms.dated is not None and on < terms.dated:
        told = sentence(
            "the agreement is of {dated}; no round is before it, and {day} is",
            dated=str(terms.dated),
            day=str(on),
        )
        raise InputError([Problem(file, terms.lines.get("dated"), "dated", told)])


def choose(
    doubts: Iterable[Doubt], file: str, chosen: Iterable[str], by: str
) -> tuple[dict[str, str], ...]:
    """The doubts that somebody chose to live with, as data; what is only said goes to the terminal.

    Raises `InputError` for every doubt without a choice, with line, clause, reason and key.
    """
    from repatria.formats.captives_cells import code
    from repatria.planning.doubts import unsigned

    keys, doubts = list(chosen), tuple(doubts)
    if keys and not isinstance(code(by), str):
        raise typer.BadParameter("--choose needs --by CODE: a choice is somebody's")
    known = {doubt.key for doubt in doubts if doubt.blocks}
    for key in keys:
        if key not in known:
            raise PlanError(f"There is no doubt “{key}” about {file} to choose.")
    left = unsigned(doubts, keys)
    if left:
        raise InputError(Problem(file, d.line or None, _clause(d), _asked(d)) for d in left)
    for doubt in doubts:
        if not doubt.blocks:
            say(doubt_line(doubt, file))
    return tuple(
        {"by": by, "clause": str(d.clause), "key": d.key, "kind": d.kind, "reason": str(d.reason)}
        for d in doubts
        if d.key in keys
    )


def _clause(doubt: Doubt) -> str:
    return f"clause {doubt.clause}" if doubt.clause else ""


def _asked(doubt: Doubt) -> Sentence:
    return sentence(
        "{reason} ({kind}) To go on all the same: --choose {key} --by CODE",
        reason=str(doubt.reason),
        kind=doubt.kind,
        key=doubt.key,
    )


def doubt_line(doubt: Doubt, file: str) -> str:
    """A doubt in one line: where, which, why."""
    told = verbatim(f"{doubt.reason} ({doubt.kind})")
    return str(Problem(file, doubt.line or None, _clause(doubt), told))
