"""What every kind of people's list is read as: rows of cells, each with its text and its kind.

A cell keeps what the sheet says, as text; what it means is decided by the mapping of its column.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, Protocol

from repatria.base.errors import Problem
from repatria.formats.guards import Limits

LIMITS = Limits(bytes=1_000_000_000, rows=5_000_000, columns=512, cell=20_000)
"""Of a list of people. `bytes` counts a workbook unpacked, and the texts of its cells."""
PACKED_BYTES = 500_000_000
"""Of the file as it lies on the disk."""


class CellKind(StrEnum):
    EMPTY = "empty"
    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    """The sheet itself says that the number is a date (or an hour)."""
    FORMULA = "formula"
    """The text is the value that the sheet's own program worked out last; nothing is run here."""
    ERROR = "error"
    """A formula that failed, as #REF!."""
    MERGED = "merged"
    """Covered by a merged cell that begins in a row above, whose text is repeated here."""


class Cell(NamedTuple):
    """One cell. A tuple, since a list of a hundred thousand people has a million of them."""

    text: str
    kind: CellKind
    formula: str = ""
    """The formula as it is written, where the kind is FORMULA and the file tells it."""


EMPTY = Cell("", CellKind.EMPTY)


class PeopleRow(NamedTuple):
    """A row that holds something. `number` is the row as the sheet's own program counts it; in a
    text file the line, in PFIF the line on which the record begins."""

    number: int
    cells: tuple[Cell, ...]
    hidden: bool = False
    """The sheet does not show the row."""
    wide: tuple[int, ...] = ()
    """The columns in which a cell begins that is merged across several columns."""

    def cell(self, at: int) -> Cell:
        return self.cells[at] if at < len(self.cells) else EMPTY


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range; rows counted from 1, columns from 0, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class SheetFace:
    """A sheet as it is offered to choose from: what it is called and how much it holds."""

    name: str
    rows: int
    """Rows that hold something, titles and headings among them."""
    columns: int
    hidden: bool = False


class Book(Protocol):
    """A file of lists that is open; every call of `rows` reads it from the beginning."""

    kind: str
    """xlsx, xls, ods, csv or pfif."""
    notes: tuple[Problem, ...]

    @property
    def names(self) -> tuple[str, ...]: ...

    def hidden(self, name: str) -> bool: ...

    def hidden_columns(self, name: str) -> tuple[int, ...]:
        """The columns that the sheet does not show, counted from 0."""
        ...

    def merges(self, name: str) -> tuple[Merge, ...]: ...

    def rows(self, name: str) -> Iterator[PeopleRow]: ...

    def close(self) -> None: ...


def column_letters(at: int) -> str:
    """The name of a column in every sheet: A for 0, AA for 26."""
    name = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        name = chr(65 + rest) + name
    return name


def column_number(letters: str) -> int:
    """The other way about; 0 for A. Letters only, in capitals."""
    at = 0
    for letter in letters:
        at = at * 26 + ord(letter) - 64
    return at - 1


def number_text(value: float) -> str:
    """A number as a sheet would show it in a wide cell: whole ones without a point."""
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return repr(value)
