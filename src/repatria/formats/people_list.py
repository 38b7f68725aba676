"""A sender's list of people as text columns: which column is what, and the cells as they stand.

Nothing is understood here but the table: names are read by `names.reading`, dates by `base`. A
column whose heading no table knows is left out, with a note; a list without any name is refused.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from repatria.base.errors import Problem, ValueProblem
from repatria.formats.genotype_table import GenotypeTable, open_table
from repatria.formats.guards import Limits, clean_text, read_bytes, refused
from repatria.formats.problems import Problems, shown
from repatria.formats.reading import Read

LIMITS = Limits(bytes=2_000_000_000, rows=5_000_000, columns=256, cell=20_000)
PARTS = ("surname", "given", "patronymic")
HEADINGS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "id": ("id", "no", "number", "номер", "№", "№ з/п", "№ п/п"),
        "name": ("name", "full name", "піб", "прізвище, ім'я, по батькові", "фио",
                 "фамилия, имя, отчество"),
        "surname": ("surname", "last name", "family name", "прізвище", "фамилия"),
        "given": ("given", "given name", "first name", "ім'я", "імʼя", "ім’я", "имя"),
        "patronymic": ("patronymic", "father's name", "по батькові", "отчество"),
        "sex": ("sex", "gender", "стать", "пол"),
        "birth": ("birth", "born", "date of birth", "birth date", "dob", "дата народження",
                  "дата рождения", "д.н.", "д.р."),
        "age": ("age", "вік", "возраст"),
        "birthplace": ("birthplace", "place of birth", "місце народження", "место рождения"),
        "unit": ("unit", "military unit", "частина", "військова частина", "часть",
                 "воинская часть"),
        "rank": ("rank", "звання", "військове звання", "звание", "воинское звание"),
        "serial": ("serial", "serial number", "personal number", "особовий номер",
                   "личный номер"),
        "call_sign": ("call_sign", "call sign", "позивний", "позывной"),
        "status": ("status", "статус", "стан"),
    }
)  # fmt: skip
"""The headings that are known for each column, folded to lower case."""
_FIELD = {heading: field for field, headings in HEADINGS.items() for heading in headings}


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
                    problems.add(line.number, table.header[number], str(error))
            found[field].append(cell.strip())
    if not lines and not len(problems):
        problems.add(None, "", "the list holds no row")
    _numbered(found, lines, problems)
    problems.raise_if_any()
    digest = hashlib.sha256(data).hexdigest()
    return Read(PeopleList(path.name, found, lines), (*table.notes, *notes), digest)


_NAMES = frozenset({"name", *PARTS})
"""Hidden characters in names are noticed by who reads them, who tells more of them."""


def _columns(table: GenotypeTable) -> tuple[dict[str, int], list[Problem]]:
    at: dict[str, int] = {}
    notes: list[Problem] = []
    for number, heading in enumerate(table.header):
        field = _FIELD.get(" ".join(heading.casefold().replace("_", " ").split())) or _FIELD.get(
            heading.casefold()
        )
        if field is None:
            if heading:
                told = f"the column “{shown(heading)}” is not known, and left out"
                notes.append(Problem(table.file, table.start, heading, told))
        elif field in at:
            told = f"a second column for {field}; only one can be right"
            raise refused(table.file, told, table.start, heading)
        else:
            at[field] = number
    if "name" not in at and "surname" not in at:
        known = ", ".join(HEADINGS["name"][:3] + HEADINGS["surname"][:2])
        told = f"no column holds names; the first line has to name it ({known} …)"
        raise refused(table.file, told, table.start)
    if "name" in at and any(part in at for part in PARTS):
        told = "names stand both in one column and in parts; keep one of the two"
        raise refused(table.file, told, table.start)
    return at, notes


def _numbered(found: dict[str, list[str]], lines: list[int], problems: Problems) -> None:
    """Every row gets an id; a second row of one id is a problem."""
    ids = found.setdefault("id", [str(number) for number in lines])
    if len(set(ids)) == len(ids) and all(ids):
        return
    seen: dict[str, int] = {}
    for at, code in enumerate(ids):
        if not code:
            problems.add(lines[at], "id", "the row has no id")
        elif code in seen:
            told = f"the id “{shown(code)}” stands in line {lines[seen[code]]} already"
            problems.add(lines[at], "id", told)
        else:
            seen[code] = at
