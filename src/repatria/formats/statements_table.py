"""Tables of statements: a CSV file, or the first sheet of a workbook, as rows (one a statement)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from repatria.base.errors import InputError
from repatria.base.messages import sentence
from repatria.formats.fields import COLUMNS, EXCHANGE, SOURCE, SPEAKER
from repatria.formats.formulas import SUSPECT, formula_like, unguard
from repatria.formats.guards import Limits, encoding_of
from repatria.formats.problems import Problems, Row, shown

SHEET_ROWS = 1_048_576
"""The rows that a sheet can have."""
_DELIMITERS = ",;\t"
_HEAD = 65_536
_KINDS = {
    "speaker": ("code", SPEAKER),
    "source": ("key", SOURCE),
    "exchange": ("code", EXCHANGE),
}


@dataclass(frozen=True, slots=True)
class Table:
    """A table that can be read through more than once without being held as rows."""

    data: bytes
    encoding: str
    delimiter: str
    header: tuple[str, ...]
    """The column names; "" over a column without one."""
    first: int
    """The number of the first row of statements."""
    limits: Limits

    def records(self, problems: Problems) -> Iterator[tuple[int, list[str]]]:
        """The rows that hold something, each with its number as a sheet shows it."""
        taken = 0
        for number, record in _records(self.data, self.encoding, self.delimiter, problems):
            if number > max(SHEET_ROWS, self.limits.rows):
                raise problems.refuse(
                    number,
                    "",
                    sentence("more than {rows:,} rows, empty ones too", rows=number - 1),
                )
            if number < self.first or not any(record):
                continue
            taken += 1
            if taken > self.limits.rows:
                message = sentence(
                    "the table has more than {rows:,} rows; split it into several files",
                    rows=self.limits.rows,
                )
                raise problems.refuse(number, "", message)
            yield number, record

    def rows(self, problems: Problems) -> Iterator[Row]:
        """The statements, with every cell that a sheet would run collected as a problem."""
        header = self.header
        for number, record in self.records(problems):
            if len(record) != len(header):
                message = sentence(
                    "{cells} cells stand under {columns} column names",
                    cells=len(record),
                    columns=len(header),
                )
                problems.add(number, "", message)
                continue
            cells: dict[str, str] = {}
            for name, text in zip(header, record, strict=True):
                if text:
                    text = text.strip()
                    if text and text[0] in SUSPECT:
                        text = _plain(number, name, text, problems)
                    if text:
                        cells[name] = text
            if "" in cells:
                problems.add(number, "", sentence("a cell stands under no column name"))
            if cells:
                yield Row(number, cells)

    def definitions(self, problems: Problems) -> dict[str, list[Row]]:
        """The different definitions of speakers, sources and exchanges, the fullest first.

        What is wrong with the cells themselves is left to `rows`. The whole table is gone through,
        so that a table of too many rows is refused before anything is built.
        """
        places = {kind: self._places(kind) for kind in _KINDS}
        found: dict[str, dict[tuple[str, ...], int]] = {kind: {} for kind in _KINDS}
        wanted = [(found[kind], [at for _, at in held]) for kind, held in places.items() if held]
        for number, record in self.records(problems):
            if len(record) == len(self.header):
                for seen, columns in wanted:
                    seen.setdefault(tuple([record[at] for at in columns]), number)
        return {
            kind: sorted(
                (
                    Row(number, _filled(places[kind], texts), names=_names(kind))
                    for texts, number in seen.items()
                    if any(text.strip() for text in texts[1:])
                ),
                key=lambda row: -len(row.cells),
            )
            for kind, seen in found.items()
        }

    def _places(self, kind: str) -> list[tuple[str, int]]:
        """Where the code and the definition of a kind stand; nothing where one is missing."""
        names = _names(kind)
        code, _ = _KINDS[kind]
        places = [
            (n, self.header.index(column)) for n, column in names.items() if column in self.header
        ]
        return places if len(places) > 1 and places[0][0] == code else []


def read_table(data: bytes, problems: Problems, limits: Limits) -> Table:
    """Find out encoding, delimiter and columns. Raises `InputError` where there is no table.

    A column that the format does not have is collected as a problem.
    """
    encoding = encoding_of(data, problems.file)
    head = io.TextIOWrapper(io.BytesIO(data[:_HEAD]), encoding, errors="replace").readline()
    delimiter = max(_DELIMITERS, key=lambda sign: _known_columns(head, sign))
    records = _records(data, encoding, delimiter, problems)
    number, record = next(records, (1, []))
    header = tuple(_column(name) for name in record)
    if not any(name in COLUMNS for name in header):
        message = sentence("row 1 names no column of the format (docs/formats/statements.md)")
        raise problems.refuse(number, "", message)
    for at, name in enumerate(header):
        if name and name not in COLUMNS:
            near = problems.nearest(name, COLUMNS)
            problems.add(
                number, name, sentence("unknown column “{name}”{near}", name=shown(name), near=near)
            )
        elif name and name in header[:at]:
            problems.add(number, name, sentence("the column stands twice"))
    if len(header) > limits.columns:
        raise problems.refuse(
            number, "", sentence("more than {columns} columns", columns=limits.columns)
        )
    second = next(records, (0, [""]))[1]
    tagged = any(second) and all(cell.startswith("#") for cell in second if cell.strip())
    return Table(data, encoding, delimiter, header, 3 if tagged else 2, limits)


def _records(
    data: bytes, encoding: str, delimiter: str, problems: Problems
) -> Iterator[tuple[int, list[str]]]:
    stream = io.TextIOWrapper(io.BytesIO(data), encoding, newline="")
    number = 0
    try:
        for record in csv.reader(stream, delimiter=delimiter, strict=True):
            number += 1
            yield number, record
    except csv.Error as error:
        raise _unreadable(problems, number + 1, str(error)) from None


def _unreadable(problems: Problems, number: int, reason: str) -> InputError:
    return problems.refuse(number, "", sentence("the row cannot be read: {reason}", reason=reason))


def _known_columns(head: str, delimiter: str) -> int:
    return sum(_column(name) in COLUMNS for name in head.split(delimiter))


def _column(text: str) -> str:
    return "_".join(text.replace('"', " ").lower().split())


def _plain(number: int, name: str, text: str, problems: Problems) -> str:
    bare = unguard(text)
    if bare is not None:
        return bare
    if formula_like(text):
        message = sentence(
            "“{text}” would run as a formula in a sheet: paste its value; before a text "
            "put an apostrophe, or a space after the sign",
            text=shown(text),
        )
        problems.add(number, name, message)
        return ""
    return text


def _names(kind: str) -> dict[str, str]:
    code, shape = _KINDS[kind]
    return {code: kind, **{name: f"{kind}_{name}" for name in shape.keys if name != code}}


def _filled(places: list[tuple[str, int]], texts: tuple[str, ...]) -> Mapping[str, str]:
    stripped = {name: text.strip() for (name, _), text in zip(places, texts, strict=True)}
    return {name: unguard(text) or text for name, text in stripped.items() if text}
