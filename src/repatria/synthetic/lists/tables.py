"""The tables of made-up lists as lines of CSV, and the truth about them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator

from repatria.synthetic.lists.make import MadeLists, person_code
from repatria.synthetic.lists.marks import listed
from repatria.synthetic.lists.rows import Rows
from repatria.synthetic.lists.senders import Sender
from repatria.synthetic.lists.spelling import Texts

NAME_COLUMNS = ("surname", "given", "patronymic")
OTHER_COLUMNS = (
    "sex", "birth", "age", "birthplace", "unit", "rank", "serial", "call_sign", "status",
)  # fmt: skip
ROW_TRUTH = ("list", "id", "person", "named", "kinds")
KIN_TRUTH = ("person", "other", "relation")


def columns(sender: Sender) -> tuple[str, ...]:
    """The columns of this sender's list, in their order."""
    names = NAME_COLUMNS if sender.order == "columns" else ("name",)
    return (
        "id",
        *names,
        *(column for column in OTHER_COLUMNS if column == "birth" or column in sender.filled),
    )


def column(rows: Rows, name: str) -> Texts | list[str]:
    """One column of a list, written."""
    match name:
        case "id":
            return rows.identifiers()
        case "name" | "surname" | "given" | "patronymic":
            cells: Texts = getattr(rows.cells, name)
            return cells
        case "birth":
            return rows.births.texts(rows.sender.birth)
        case "age":
            return rows.births.ages()
        case _:
            return rows.columns[name]


def list_lines(rows: Rows) -> Iterator[str]:
    """A line a row."""
    names = columns(rows.sender)
    yield from _csv(names, zip(*(column(rows, name) for name in names), strict=True))


def row_truth_lines(made: MadeLists) -> Iterator[str]:
    """Of each row whom it is about, whose name it bears, and what befell it."""

    def told() -> Iterator[tuple[str, ...]]:
        for rows in made.lists:
            pairs = zip(rows.person.tolist(), rows.named.tolist(), strict=True)
            lines = zip(rows.identifiers(), pairs, listed(rows.marks), strict=True)
            for identifier, (person, named), kinds in lines:
                codes = person_code(person), person_code(named)
                yield (rows.sender.file, identifier, *codes, kinds)

    yield from _csv(ROW_TRUTH, told())


def kin_truth_lines(made: MadeLists) -> Iterator[str]:
    """Of each pair who they are to each other; of fathers and sons the father first."""
    kin = made.kin
    pairs = zip(kin.one.tolist(), kin.other.tolist(), kin.relation, strict=True)
    yield from _csv(
        KIN_TRUTH,
        ((person_code(one), person_code(other), relation) for one, other, relation in pairs),
    )


class _Echo:
    """A file whose writer gives the line back."""

    def write(self, line: str) -> str:
        return line


def _csv(header: Iterable[str], lines: Iterable[Iterable[str]]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield str(writer.writerow(header))
    for line in lines:
        yield str(writer.writerow(line))
