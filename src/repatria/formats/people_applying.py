"""A row of a list as texts by field, by a confirmed mapping: what cannot be taken is named.

Nothing is understood of names or dates here; only what the sheet itself makes doubtful is told: a
number where a date should be, a formula, a cell merged over several people.
"""

from __future__ import annotations

import re
from collections.abc import Mapping as Dictionary
from collections.abc import Sequence
from dataclasses import dataclass, field

from repatria.base.errors import InputError, Problem, ValueProblem
from repatria.base.messages import Sentence, sentence
from repatria.formats.formulas import SUSPECT, formula_like, unguard
from repatria.formats.guards import clean_text
from repatria.formats.people_cells import LIMITS, Cell, CellKind, PeopleRow
from repatria.formats.people_headings import DATES, NAMES, OF_ONE, SEVERAL
from repatria.formats.people_mapping import Mapping, columns_of
from repatria.formats.problems import shown

_DAY = re.compile(r"(\d{4}-\d\d-\d\d)[T ]\d\d:\d\d.*")
_DAYS = re.compile(r"[1-9]\d{4}(?:[.,]\d+)?")
_YEAR = re.compile(r"(?:18|19|20)\d\d")
_WORD = re.compile(r"[^\W\d_]")
_TELLING = frozenset({CellKind.FORMULA, CellKind.ERROR, CellKind.MERGED})


@dataclass(frozen=True, slots=True)
class Applied:
    """A row by fields. A field that is empty, or that has a problem, is not there.

    `problems` name what was not taken; `notes` what was, and should be looked at.
    """

    number: int
    fields: Dictionary[str, str]
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Bound:
    """A mapping with the places of its columns in one sheet: place, field, heading."""

    file: str
    columns: tuple[tuple[int, str, str], ...]


def bind(mapping: Mapping, file: str, row: int, headings: Sequence[str]) -> Bound:
    """Find the columns of a mapping in a sheet. Raises `InputError` where one is not there, or the
    mapping is none that people can be read by."""
    try:
        mapping.check()
    except ValueProblem as problem:
        raise InputError([Problem(file, row, "", problem.sentence)]) from None
    there = {column.key: at for at, column in enumerate(columns_of(headings))}
    missing = [
        Problem(
            file,
            row,
            shown(column.heading),
            sentence("no such column; it held {field}", field=column.field),
        )
        for column in mapping.columns
        if column.field and column.key not in there
    ]
    if missing:
        raise InputError(missing)
    columns = ((there[one.key], one.field, one.heading) for one in mapping.columns if one.field)
    return Bound(file, tuple(sorted(columns)))


def apply(bound: Bound, row: PeopleRow) -> Applied:
    """The fields of a row. It never raises: what cannot be taken is a problem of row and field."""
    fields: dict[str, str] = {}
    told = _Told(bound.file, row.number)
    cells, width = row.cells, len(row.cells)
    repeated = 0
    for at, name, heading in bound.columns:
        if at >= width:
            break
        cell = cells[at]
        text = cell.text
        if not text and cell.kind is not CellKind.FORMULA:
            continue
        repeated += text == heading
        if cell.kind in _TELLING and not _taken(cell, name, heading, told):
            continue
        if row.wide and at in row.wide:
            message = sentence(
                "“{text}” stands in a cell merged over several columns: a title inside the list?",
                text=shown(text),
            )
            told.problem(heading, message)
            continue
        text = _clean(text, name, heading, told)
        if name in DATES:
            text = _dated(text, heading, told)
        if not text:
            continue
        fields[name] = f"{fields[name]}\n{text}" if name in SEVERAL and name in fields else text
    if repeated > 1:
        told.problem("", sentence("the headings of the list stand here once more"))
        fields.clear()
    if row.hidden:
        told.note("", sentence("the sheet does not show this row; it is read"))
    return Applied(row.number, fields, tuple(told.problems), tuple(told.notes))


@dataclass(slots=True)
class _Told:
    file: str
    row: int
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)

    def problem(self, heading: str, message: Sentence) -> None:
        self.problems.append(Problem(self.file, self.row, shown(heading), message))

    def note(self, heading: str, message: Sentence) -> None:
        self.notes.append(Problem(self.file, self.row, shown(heading), message))


def _taken(cell: Cell, name: str, heading: str, told: _Told) -> bool:
    """Whether the text of a cell that is no plain one may be taken."""
    if cell.kind is CellKind.ERROR:
        told.problem(
            heading,
            sentence("the cell holds an error ({cell}): write the value", cell=shown(cell.text)),
        )
        return False
    if cell.kind is CellKind.FORMULA:
        if not cell.text:
            told.problem(
                heading, sentence("the cell holds a formula without a value: write the value")
            )
            return False
        message = sentence(
            "the cell holds a formula; the value that it last had is taken: “{cell}”",
            cell=shown(cell.text),
        )
        told.note(heading, message)
        return True
    if name in OF_ONE:
        message = sentence(
            "“{cell}” stands in a cell merged over several rows: write it into the row of each "
            "person",
            cell=shown(cell.text),
        )
        told.problem(heading, message)
        return False
    told.note(
        heading,
        sentence("“{cell}” is taken from a cell merged over several rows", cell=shown(cell.text)),
    )
    return True


def _clean(text: str, name: str, heading: str, told: _Told) -> str:
    plain = unguard(text)
    text = (text if plain is None else plain).strip()
    if text[:1] in SUSPECT and formula_like(text) and (text[0] in "=@＝＠" or _WORD.search(text)):
        told.note(
            heading, sentence("“{text}” looks like a formula; it is kept as text", text=shown(text))
        )
    if text.isprintable() or name in NAMES:
        # Hidden characters in names are noticed by who reads them, who tells more of them.
        return text
    try:
        return clean_text(text, LIMITS.cell)
    except ValueProblem as problem:
        told.problem(heading, problem.sentence)
        return ""


def _dated(text: str, heading: str, told: _Told) -> str:
    """The day of a date; "" where it is the bare number of a day, which a sheet counts from 1900 or
    from 1904, and which only the sheet may turn into a date."""
    found = _DAY.fullmatch(text)
    if found is not None:
        return found[1]
    if _DAYS.fullmatch(text) and not _YEAR.fullmatch(text):
        message = sentence(
            "“{text}” is a bare number in the sheet, and no date: give the column the format of a "
            "date",
            text=shown(text),
        )
        told.problem(heading, message)
        return ""
    return text


class SeenIds:
    """Ids that were seen in a list, so that a second row of one id is told.

    It is what grows with a list: about a hundred bytes a row.
    """

    def __init__(self, file: str) -> None:
        self._file = file
        self._rows: dict[tuple[str, str], int] = {}

    def check(self, applied: Applied) -> tuple[Problem, ...]:
        """A problem for each id of the row that stands in a row before."""
        found = []
        for name in ("id", "row_number"):
            text = applied.fields.get(name, "")
            if text:
                first = self._rows.setdefault((name, text), applied.number)
                if first != applied.number:
                    told = sentence(
                        "“{text}” stands in row {row} already", text=shown(text), row=first
                    )
                    found.append(Problem(self._file, applied.number, name, told))
        return tuple(found)
