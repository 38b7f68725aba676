"""The sheets of an OpenDocument workbook as rows of cells, from its XML."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from repatria.base.messages import sentence
from repatria.formats.guards import Limits, refused
from repatria.formats.people_cells import (
    EMPTY,
    Cell,
    CellKind,
    Merge,
    PeopleRow,
    column_letters,
    number_text,
)
from repatria.formats.people_merges import Merges
from repatria.formats.sheet_dates import moment
from repatria.formats.xml_rows import XmlHandler

SHEET_ROWS = 1_048_576
_MOST_MERGES = 200_000
_MOST_STYLES = 20_000
_NUMBERS = ("float", "percentage", "currency")
_PARTS_OF_DATES = {"day": "d", "month": "m", "year": "y", "day-of-week": "d"}


@dataclass(slots=True)
class Outline:
    """What is known of a sheet without its rows."""

    hidden: bool = False
    merges: list[Merge] = field(default_factory=list)
    columns: int = 0
    """Columns that were told of so far."""
    unseen: list[int] = field(default_factory=list)
    """Of these, those that the sheet does not show."""


class OdsHandler(XmlHandler[PeopleRow]):
    """Makes the rows of the sheet that is wanted; of none, where only the outlines are."""

    def __init__(self, file: str, limits: Limits, wanted: str | None) -> None:
        super().__init__(file)
        self.sheets: dict[str, Outline] = {}
        self._limits, self._wanted = limits, wanted
        self._tables = 0
        self._inside = False
        self._sheet = Outline()
        self._merges = Merges()
        self._number = 0
        self._cells: list[Cell] = []
        self._column = 0
        self._row: dict[str, str] = {}
        self._cell: dict[str, str] | None = None
        self._shown: list[str] = []
        self._length = 0
        self._paragraphs = 0
        self._noted = 0
        self._unseen: set[str] = set()
        self._shapes: dict[str, str] = {}
        self._style = ""
        self._starts: dict[str, Callable[[dict[str, str]], None]] = {
            "table": self._start_table,
            "table-row": self._start_row,
            "table-column": self._start_column,
            "table-cell": self._start_cell,
            "covered-table-cell": self._start_cell,
            "annotation": self._start_note,
            "p": self._start_paragraph,
            "s": self._spaces,
            "tab": lambda _: self.text("\t"),
            "line-break": lambda _: self.text("\n"),
            "style": self._start_style,
            "date-style": self._start_style,
            "table-properties": self._table_style,
        }
        self._ends: dict[str, Callable[[], None]] = {
            "table": self._end_table,
            "table-row": self._end_row,
            "table-cell": self._end_cell,
            "covered-table-cell": self._end_cell,
            "annotation": self._end_note,
            "p": self._end_paragraph,
        }

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name in self._starts:
            self._starts[name](attributes)
        elif name in _PARTS_OF_DATES and not self._tables and self._style in self._shapes:
            self._shapes[self._style] += _PARTS_OF_DATES[name]

    def end(self, name: str) -> None:
        if name in self._ends:
            self._ends[name]()

    def text(self, data: str) -> None:
        if self._paragraphs and not self._noted and self._cell is not None:
            self._length += len(data)
            if self._length > self._limits.cell:
                told = sentence(
                    "a text is longer than {limit:,} characters", limit=self._limits.cell
                )
                raise refused(self.file, told, self._number + 1, column_letters(self._column))
            self._shown.append(data)

    def _start_style(self, found: dict[str, str]) -> None:
        """Styles stand before the sheets: which of them hide a sheet, and what of a date they
        show."""
        self._style = found.get("name", "")
        if not self._tables and len(self._shapes) < _MOST_STYLES:
            self._shapes[self._style] = self._shapes.get(found.get("data-style-name", ""), "")

    def _table_style(self, found: dict[str, str]) -> None:
        if found.get("display") == "false" and len(self._unseen) < _MOST_STYLES:
            self._unseen.add(self._style)

    def _start_table(self, found: dict[str, str]) -> None:
        self._tables += 1
        if self._tables > 1:
            return
        name = found.get("name", "")
        if name in self.sheets:
            raise refused(self.file, sentence("two sheets of the workbook have one name"))
        if len(self.sheets) >= self._limits.members:
            raise refused(
                self.file, sentence("more than {members:,} sheets", members=self._limits.members)
            )
        self._sheet = self.sheets[name] = Outline(found.get("style-name", "") in self._unseen)
        self._inside = self._wanted is None or name == self._wanted
        self._number = 0
        self._merges = Merges()

    def _end_table(self) -> None:
        self._tables -= 1
        self._inside = self._inside and self._tables > 0

    def _start_column(self, found: dict[str, str]) -> None:
        """Columns stand before the rows, many alike in one."""
        if self._tables != 1:
            return
        first = self._sheet.columns
        self._sheet.columns += _count(found.get("number-columns-repeated", "1"))
        if found.get("visibility", "visible") != "visible":
            last = min(self._sheet.columns, self._limits.columns)
            self._sheet.unseen.extend(range(first, last))

    def _start_row(self, found: dict[str, str]) -> None:
        if self._tables == 1:
            self._row, self._cells, self._column = found, [], 0

    def _start_cell(self, found: dict[str, str]) -> None:
        if self._wanted is None and self._tables == 1:
            self._span(found, EMPTY)
            self._column += _count(found.get("number-columns-repeated", "1"))
        elif self._inside and self._tables == 1:
            self._cell = found
            self._shown.clear()
            self._length = self._paragraphs = 0

    def _start_note(self, _: dict[str, str]) -> None:
        self._noted += 1

    def _end_note(self) -> None:
        self._noted -= 1

    def _start_paragraph(self, _: dict[str, str]) -> None:
        if not self._noted and self._tables == 1:
            self._paragraphs += 1
            if self._shown:
                self.text("\n")

    def _end_paragraph(self) -> None:
        if not self._noted and self._tables == 1:
            self._paragraphs -= 1

    def _spaces(self, found: dict[str, str]) -> None:
        self.text(" " * min(_count(found.get("c", "1")), self._limits.cell))

    def _end_cell(self) -> None:
        if self._cell is None or self._tables != 1:
            return
        found, self._cell = self._cell, None
        many = _count(found.get("number-columns-repeated", "1"))
        cell = self._made(found)
        if max(len(cell.text), len(cell.formula)) > self._limits.cell:
            told = sentence("a text is longer than {limit:,} characters", limit=self._limits.cell)
            raise refused(self.file, told, self._number + 1)
        if cell is not EMPTY:
            if self._column + many > self._limits.columns:
                told = sentence(
                    "a cell stands beyond column {column:,}", column=self._limits.columns
                )
                raise refused(self.file, told, self._number + 1)
            self._cells.extend([EMPTY] * (self._column - len(self._cells)))
            self._cells.extend([cell] * many)
        self._span(found, cell)
        self._column += many

    def _span(self, found: dict[str, str], cell: Cell) -> None:
        if "number-columns-spanned" not in found and "number-rows-spanned" not in found:
            return
        across = _count(found.get("number-columns-spanned", "1"))
        down = _count(found.get("number-rows-spanned", "1"))
        top, left = self._number + 1, self._column
        if self._wanted is None:
            if len(self._sheet.merges) >= _MOST_MERGES:
                raise refused(
                    self.file,
                    sentence("the sheet has more than {most:,} merges", most=_MOST_MERGES),
                )
            self._sheet.merges.append(Merge(top, left, top + down - 1, left + across - 1))
        elif down > 1 and left < self._limits.columns:
            self._merges.add(left, top + down - 1, cell.text)

    def _end_row(self) -> None:
        if self._tables != 1:
            return
        many = _count(self._row.get("number-rows-repeated", "1"))
        if self._inside and self._wanted is not None:
            hidden = self._row.get("visibility", "visible") != "visible"
            cells = self._merges.filled(self._number + 1, self._cells)
            if cells:
                if self._number + many > SHEET_ROWS:
                    raise refused(
                        self.file,
                        sentence("a cell stands beyond row {row:,}", row=SHEET_ROWS),
                    )
                row = tuple(cells)
                numbers = range(self._number + 1, self._number + many + 1)
                self.done.extend(PeopleRow(number, row, hidden) for number in numbers)
        self._number += many

    def _made(self, found: dict[str, str]) -> Cell:
        shown = "".join(self._shown)
        kind = found.get("value-type", "")
        text, is_a = shown or found.get("string-value", ""), CellKind.TEXT
        if kind in _NUMBERS and "value" in found:
            text, is_a = _number(found["value"]), CellKind.NUMBER
        elif kind == "date" and "date-value" in found:
            shape = self._shapes.get(found.get("style-name", "")) or "dmy"
            text, is_a = _day(found["date-value"], shape), CellKind.DATE
        elif kind == "time":
            is_a = CellKind.DATE
        elif kind == "boolean":
            text = found.get("boolean-value", shown)
        if found.get("formula"):
            failed = shown.startswith(("#", "Err:"))
            return Cell(text, CellKind.ERROR if failed else CellKind.FORMULA, found["formula"])
        return Cell(text, is_a) if text else EMPTY


def _count(text: str) -> int:
    """A count in an attribute; at least one, at most what no sheet has."""
    if text == "1":
        return 1
    number = int(text) if text.isdecimal() and len(text) < 10 else 1
    return min(max(number, 1), 2_000_000)


def _number(text: str) -> str:
    try:
        return number_text(float(text))
    except ValueError:
        return text


def _day(text: str, shape: str) -> str:
    try:
        return moment(datetime.fromisoformat(text), shape)
    except ValueError:
        return text
