"""The rows of one sheet of a workbook, from its XML."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from openpyxl.utils.escape import unescape

from repatria.base.messages import sentence
from repatria.formats.guards import Limits, refused
from repatria.formats.people_cells import (
    EMPTY,
    Cell,
    CellKind,
    Merge,
    PeopleRow,
    column_letters,
    column_number,
    number_text,
)
from repatria.formats.people_merges import Merges
from repatria.formats.sheet_dates import serial_date
from repatria.formats.spilled_texts import SpilledTexts
from repatria.formats.xml_rows import XmlHandler

SHEET_ROWS = 1_048_576
"""The rows of the largest sheet that an office program makes."""
_COLUMNS: dict[str, int] = {column_letters(at): at for at in range(1_024)}
_TRUE = {"1": "true", "0": "false"}


class RowHandler(XmlHandler[PeopleRow]):
    """Makes rows of the elements row, c, v, f, is and t; everything else is passed over."""

    def __init__(
        self,
        file: str,
        limits: Limits,
        texts: SpilledTexts,
        formats: Sequence[str],
        epoch: datetime,
        merges: Sequence[Merge],
    ) -> None:
        super().__init__(file)
        self._limits, self._texts, self._formats, self._epoch = limits, texts, formats, epoch
        self._merges = Merges(merges)
        self._dates: dict[tuple[str, int], str | None] = {}
        self._number = 0
        self._cells: list[Cell] | None = None
        self._hidden = False
        self._column = -1
        self._type = ""
        self._style = ""
        self._formula: str | None = None
        self._value = ""
        self._into = ""
        self._aids = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c" and self._cells is not None:
            reference = attributes.get("r", "").rstrip("0123456789")
            self._column = self._at(reference) if reference else self._column + 1
            self._type = attributes.get("t", "n")
            self._style = attributes.get("s", "0")
            self._formula, self._value = None, ""
        elif name == "row":
            given = attributes.get("r", "")
            number = int(given) if given.isdecimal() and len(given) < 9 else self._number + 1
            if not self._number < number <= SHEET_ROWS:
                told = sentence("the rows of the sheet stand out of order, or beyond every sheet")
                raise refused(self.file, told, number)
            self._number, self._cells, self._column = number, [], -1
            self._hidden = attributes.get("hidden") in ("1", "true")
        elif name == "rPh":
            self._aids += 1
        elif name in ("v", "t"):
            self._into = "" if self._aids else "value"
        elif name == "f":
            self._into, self._formula = "formula", ""

    def text(self, data: str) -> None:
        if not self._into or self._cells is None:
            return
        if self._into == "value":
            self._value += data
        else:
            self._formula = (self._formula or "") + data
        if len(self._value) > self._limits.cell or len(self._formula or "") > self._limits.cell:
            told = sentence("a text is longer than {limit:,} characters", limit=self._limits.cell)
            raise refused(self.file, told, self._number, column_letters(max(self._column, 0)))

    def end(self, name: str) -> None:
        if name in ("v", "t", "f"):
            self._into = ""
        elif name == "rPh":
            self._aids -= 1
        elif self._cells is None:
            return
        elif name == "c":
            cell = self._cell()
            if cell is not EMPTY:
                gap = self._column - len(self._cells)
                if gap < 0:
                    told = sentence("the cells of the row stand out of order")
                    raise refused(self.file, told, self._number)
                if gap:
                    self._cells.extend([EMPTY] * gap)
                self._cells.append(cell)
        elif name == "row":
            cells = self._merges.filled(self._number, self._cells)
            if cells:
                self.done.append(PeopleRow(self._number, tuple(cells), self._hidden))
            self._cells = None

    def _at(self, reference: str) -> int:
        at = _COLUMNS.get(reference)
        if at is None:
            known = reference.isascii() and reference.isalpha() and reference.isupper()
            at = column_number(reference) if known and len(reference) < 4 else 1 << 20
        if at >= self._limits.columns:
            told = sentence("a cell stands beyond column {column:,}", column=self._limits.columns)
            raise refused(self.file, told, self._number)
        return at

    def _cell(self) -> Cell:
        formula, value = self._formula, self._value
        kind, text = self._typed(value) if value else (CellKind.EMPTY, "")
        if formula is not None and kind is not CellKind.ERROR:
            return Cell(text, CellKind.FORMULA, formula)
        return Cell(text, kind, formula or "") if text else EMPTY

    def _typed(self, value: str) -> tuple[CellKind, str]:
        if self._type == "s":
            try:
                text = self._texts.get(int(value))
            except (IndexError, ValueError):
                told = sentence("the cell points to a text that the workbook does not hold")
                raise refused(self.file, told, self._number, column_letters(self._column)) from None
            return (CellKind.TEXT, _plain(text)) if text else (CellKind.EMPTY, "")
        if self._type == "n":
            return self._from_number(value)
        if self._type == "e":
            return CellKind.ERROR, value
        if self._type == "d":
            return CellKind.DATE, value.removesuffix("T00:00:00")
        return CellKind.TEXT, _TRUE.get(value, value) if self._type == "b" else _plain(value)

    def _from_number(self, value: str) -> tuple[CellKind, str]:
        try:
            number = float(value)
        except ValueError:
            return CellKind.TEXT, value
        style = int(self._style) if self._style.isdecimal() and len(self._style) < 9 else 0
        shape = self._formats[style] if style < len(self._formats) else ""
        if shape and shape != "General":
            key = (value, style)
            if key not in self._dates:
                if len(self._dates) > 50_000:
                    self._dates.clear()
                self._dates[key] = serial_date(number, shape, self._epoch)
            day = self._dates[key]
            if day is not None:
                return CellKind.DATE, day
        return CellKind.NUMBER, number_text(number)


def _plain(text: str) -> str:
    """Signs that XML cannot hold are written _x000D_ and the like."""
    return unescape(text) if "_x" in text else text
