"""The folder of a list: what is public, what is the auditor's, and what people read."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from repatria.base.errors import InputError, Problem
from repatria.base.messages import sentence
from repatria.cli.plan_options import PlanError

if TYPE_CHECKING:
    from repatria.planning.counts import Returned
    from repatria.planning.facts import Person
    from repatria.planning.terms import Terms

RECORD, CERTIFICATE, REGISTER = "record.json", "certificate.json", "register.txt"
COMMITMENT, TERMS, LIST, REASONS = "commitment.json", "terms.txt", "list.csv", "reasons.csv"
RETURNED, PLAN, README = "returned.csv", "plan.json", "read-me.txt"
FORMAT = "repatria-plan-list/1"
LIST_COLUMNS = ("side", "place", "code", "article_109")
REASON_COLUMNS = ("code", "side", "reason")
DUTY = "article-109.csv"
DUTY_COLUMNS = ("code", "side", "reason", "clauses_that_would_count_them", "law")
LAW = "Geneva Convention III, article 109: returned regardless of number or rank, counted nowhere"
READ_ME = """The list of a round, and what anybody needs to check it.

commitment.json  What was fixed before the draw: publish it then, and keep where it was published.
record.json      The commitment, and the draw. Public.
certificate.json The list with its rule, numbers, cut-offs and a reason for everybody. Secret.
register.txt     The facts that were committed to, each behind its salt. Secret as the register is.
list.csv         The list, for people. reasons.csv: a reason for everybody. Secret.
article-109.csv  Whom the law returns regardless of number; which clauses would count them. Secret.
returned.csv     What every clause has brought back once this round has crossed: for the next list.
terms.txt        The agreement in the reading that was planned by.
plan.json        How the list was made, and whose choices stand in it.
{checker:17}Checks it with Python alone, on another machine, by somebody else:

    python3 {checker} record.json certificate.json register.txt

Take the record from where it was published, and the program from where you trust it.
"""


def checker(name: str) -> Path:
    """The program of that name, as it comes with Repatria."""
    from repatria.planning import check_list

    return Path(check_list.__file__).with_name(name)


def read_me(checker: str, mark: str) -> str:
    """What stands in the folder; a trial says first that it is one."""
    return (f"{mark}\n\n" if mark else "") + READ_ME.format(checker=checker)


@dataclass(frozen=True, slots=True)
class Kept:
    """A list's folder, read back."""

    folder: Path
    told: Mapping[str, Any]
    """The certificate."""
    record: Mapping[str, Any]
    people: tuple[Person, ...]

    @property
    def on(self) -> date:
        return date.fromisoformat(self.told["commitment"]["on"])

    @property
    def returned(self) -> dict[int, tuple[int, int]]:
        held = self.told["commitment"]["returned"]
        return {int(number): (both[0], both[1]) for number, both in held.items()}


def list_text(
    lists: Sequence[Sequence[str]], sides: Sequence[str], people: Mapping[str, Person]
) -> str:
    """The list as people read it, side after side, in the order."""
    rows = (
        (side, str(place), code, "yes" if people[code].duty else "no")
        for side, codes in zip(sides, lists, strict=True)
        for place, code in enumerate(codes, 1)
    )
    return table(LIST_COLUMNS, rows)


def reasons_text(reasons: Mapping[str, str], people: Mapping[str, Person]) -> str:
    """One reason for everybody, by code."""
    return table(
        REASON_COLUMNS, ((code, people[code].side, reasons[code]) for code in sorted(reasons))
    )


def duty_text(
    reasons: Mapping[str, str],
    would_count: Mapping[int, Sequence[str]],
    people: Mapping[str, Person],
) -> str:
    """Everybody whom the law returns regardless of number, by code: why they are on the list or
    not, and by which clauses this reading would count them."""
    clauses: dict[str, list[str]] = {}
    for number in sorted(would_count):
        for code in would_count[number]:
            clauses.setdefault(code, []).append(str(number))
    rows = (
        (code, people[code].side, reasons[code], " ".join(clauses.get(code, ())), LAW)
        for code in sorted(reasons)
        if people[code].duty
    )
    return table(DUTY_COLUMNS, rows)


def returned_text(returned: Returned, sides: tuple[str, str]) -> str:
    """What each clause has brought back to each side."""
    rows = ((str(number), *map(str, returned[number])) for number in sorted(returned))
    return table(("clause", *sides), rows)


def read_returned(path: Path | None, terms: Terms) -> dict[int, tuple[int, int]]:
    """What earlier rounds brought back. Raises `InputError` for what is no such table."""
    from repatria.formats.guards import read_bytes

    if path is None:
        return {}
    text = read_bytes(path, 1_000_000).decode("utf-8-sig", "replace")
    rows = [row for row in csv.reader(io.StringIO(text, newline="")) if any(row)]
    wanted = ["clause", *terms.sides]
    if not rows or rows[0] != wanted:
        told = sentence("the header is {columns}", columns=",".join(wanted))
        raise InputError([Problem(path.name, 1, "", told)])
    numbers = {clause.number for clause in terms.clauses}
    found: dict[int, tuple[int, int]] = {}
    problems = []
    for at, row in enumerate(rows[1:], 2):
        if len(row) != 3 or not all(cell.isascii() and cell.isdigit() for cell in row):
            told = sentence("three whole numbers stand in a row")
            problems.append(Problem(path.name, at, "", told))
        elif int(row[0]) not in numbers:
            told = sentence("the agreement has no clause {number}", number=int(row[0]))
            problems.append(Problem(path.name, at, "clause", told))
        elif int(row[0]) in found:
            told = sentence("this clause stands twice")
            problems.append(Problem(path.name, at, "clause", told))
        else:
            found[int(row[0])] = (int(row[1]), int(row[2]))
    if problems:
        raise InputError(problems)
    return found


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """CSV whose lines end in CR LF."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(rows)
    return buffer.getvalue()


def read_folder(folder: Path) -> Kept:
    """A list that was made. Raises `PlanError` for a folder that holds none."""
    from repatria.cli.plan_register import people_of

    try:
        told = json.loads((folder / CERTIFICATE).read_bytes())
        record = json.loads((folder / RECORD).read_bytes())
        people = people_of((folder / REGISTER).read_bytes())
        kept = Kept(folder, told, record, people)
        _ = kept.on, kept.returned, told["reasons"], told["lists"], told["rule"], record["draw"]
    except (OSError, ValueError, TypeError, KeyError, RecursionError) as error:
        raise PlanError(f"{folder} is not the folder of a list: {error}") from None
    return kept
