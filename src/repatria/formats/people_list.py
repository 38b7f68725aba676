"""A sender's list of people as text columns: which column is what, and the cells as they stand.

Nothing is understood here but the table: names are read by `names.reading`, dates by `base`.
Columns are known by the headings of `people_headings`. One that is not is left out, with a note; a
list without any name is refused.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from repatria.base.errors import Problem, ValueProblem
from repatria.base.messages import sentence
from repatria.formats import people_headings
from repatria.formats.genotype_table import GenotypeTable, open_table
from repatria.formats.guards import Limits, clean_text, read_bytes, refused
from repatria.formats.problems import Problems, shown
from repatria.formats.reading import Read

LIMITS = Limits(bytes=2_000_000_000, rows=5_000_000, columns=256, cell=20_000)
PARTS = ("surname", "given", "patronymic")
_READ: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "id": ("id", "row_number"),
        **{
            field: (field,)
            for field in (
                "name", *PARTS, "sex", "birth", "age", "birthplace", "unit", "rank", "serial",
                "call_sign",
            )
        },
        "status": ("state",),
    }
)  # fmt: skip
"""The columns that are read, and the fields of the table of headings that each is filled by, the
first before the next: a row's own number is its id where the list has none."""
HEADINGS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        column: tuple(heading for field in fields for heading in people_headings.HEADINGS[field])
        for column, fields in _READ.items()
    }
)
"""The headings that are known for each column."""
_COLUMN = {field: column for column, fields in _READ.items() for field in fields}


@dataclass(frozen=True, slots=True)
class PeopleList:
    """The columns of a list, all of one length; `lines` are the lines of the file.

    A field that the list does not have has no column. `columns["id"]` is always there: where the
    list has none, it is the number of the line.
    """

    file: str
    columns: Mapping[str, list[str]]
    lines: list[int]

    def __len__(self) -> int:
        return len(self.lines)

    @property
    def in_parts(self) -> bool:
        """Whether names stand in a column a part, so that no order need be declared."""
        return "name" not in self.columns

    def column(self, field: str) -> list[str]:
        return self.columns.get(field) or [""] * len(self)


def read_people_list(path: Path, *, encoding: str | None = None) -> Read[PeopleList]:
    """Read a list in CSV (comma, semicolon or tab). Raises `InputError` where it is no table, where
    no column holds names, where a heading stands twice, and where two rows have one id."""
    data = read_bytes(path, LIMITS.bytes)
    table = open_table(data, path.name, encoding=encoding, limits=LIMITS)
    at, notes = _columns(table)
    problems = Problems(path.name)
    found: dict[str, list[str]] = {field: [] for field in at}
    lines: list[int] = []
    for line in table.lines():
        if line.problem:
            problems.add(line.number, "", line.problem)
            continue
        lines.append(line.number)
        for field, number in at.items():
            cell = line.cells[number]
            if not cell.isprintable():
                try:
                    cell = clean_text(cell, LIMITS.cell) if field not in _NAMES else cell
                except ValueProblem as error:
                    problems.add(line.number, table.header[number], error.sentence)
            found[field].append(cell.strip())
    if not lines and not len(problems):
        problems.add(None, "", sentence("the list holds no row"))
    _numbered(found, lines, problems)
    problems.raise_if_any()
    digest = hashlib.sha256(data).hexdigest()
    return Read(PeopleList(path.name, found, lines), (*table.notes, *notes), digest)


_NAMES = frozenset({"name", *PARTS})
"""Hidden characters in names are noticed by who reads them, who tells more of them."""


def _columns(table: GenotypeTable) -> tuple[dict[str, int], list[Problem]]:
    by_field: dict[str, int] = {}
    notes: list[Problem] = []
    for number, heading in enumerate(table.header):
        field = people_headings.KNOWN.get(people_headings.fold_heading(heading), "")
        if field not in _COLUMN:
            if heading:
                notes.append(_left_out(table, heading))
        elif field in by_field and _vague(heading):
            # It may mean something else, and then both are right.
            notes.append(_left_out(table, heading))
        elif field in by_field and _vague(table.header[by_field[field]]):
            notes.append(_left_out(table, table.header[by_field[field]]))
            by_field[field] = number
        elif field in by_field:
            told = sentence(
                "a second column for {field}; only one can be right", field=_COLUMN[field]
            )
            raise refused(table.file, told, table.start, heading)
        else:
            by_field[field] = number
    at: dict[str, int] = {}
    for column, fields in _READ.items():
        first, *others = [field for field in fields if field in by_field] or [""]
        if first:
            at[column] = by_field[first]
        notes += [_left_out(table, table.header[by_field[field]]) for field in others]
    if "name" not in at and "surname" not in at:
        told = sentence(
            "no column holds names; the first line has to name it (name, full name, піб, "
            "фио; surname, прізвище, фамилия …)"
        )
        raise refused(table.file, told, table.start)
    if "name" in at and any(part in at for part in PARTS):
        told = sentence("names stand both in one column and in parts; keep one of the two")
        raise refused(table.file, told, table.start)
    return at, notes


def _vague(heading: str) -> bool:
    return people_headings.fold_heading(heading) in people_headings.KNOWN_VAGUE


def _left_out(table: GenotypeTable, heading: str) -> Problem:
    told = sentence(
        "the column “{heading}” is not known here, and left out", heading=shown(heading)
    )
    return Problem(table.file, table.start, heading, told)


def _numbered(found: dict[str, list[str]], lines: list[int], problems: Problems) -> None:
    """Every row gets an id; a second row of one id is a problem."""
    ids = found.setdefault("id", [str(number) for number in lines])
    if len(set(ids)) == len(ids) and all(ids):
        return
    seen: dict[str, int] = {}
    for at, code in enumerate(ids):
        if not code:
            problems.add(lines[at], "id", sentence("the row has no id"))
        elif code in seen:
            told = sentence(
                "the id “{code}” stands in line {line} already",
                code=shown(code),
                line=lines[seen[code]],
            )
            problems.add(lines[at], "id", told)
        else:
            seen[code] = at
