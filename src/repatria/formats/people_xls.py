"""Opens an old workbook (.xls) of lists. A sheet of it has 65,536 rows at most, and is held whole.

The cells are read by python-calamine, after what could overwhelm it was looked for.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from repatria.base.errors import Problem, ValueProblem
from repatria.base.messages import sentence
from repatria.formats.biff_outline import Locked, SheetOutline, sheet_outlines
from repatria.formats.guards import Limits, refused
from repatria.formats.ole_streams import OleFile
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

_BYTES = 100_000_000
_CELLS = 3_000_000
"""The cells that all sheets may span together: some hundreds of megabytes where they are read."""


class XlsBook:
    """An open workbook. Raises `InputError` for what is broken, hostile, locked or has macros."""

    kind = "xls"

    def __init__(self, stream: IO[bytes], path: Path, limits: Limits) -> None:
        self.file = path.name
        self.notes: tuple[Problem, ...] = ()
        self._limits = limits
        data = stream.read(_BYTES + 1)
        if len(data) > _BYTES:
            raise refused(
                self.file,
                sentence(
                    "an old workbook of more than {bytes:,} bytes: save as .xlsx", bytes=_BYTES
                ),
            )
        outlines = self._looked_at(data)
        try:
            self._book = CalamineWorkbook.from_filelike(io.BytesIO(data))
            found = self._book.sheets_metadata
            self._hidden = {one.name for one in found if one.visible != SheetVisibleEnum.Visible}
            self.names = tuple(one.name for one in found if one.typ == SheetTypeEnum.WorkSheet)
            every = [one.name for one in found]
        except PasswordError:
            raise refused(
                self.file, sentence("the workbook has a password: save it without one")
            ) from None
        except BaseException as error:
            raise self._broken(error) from None
        if len(every) != len(outlines):
            raise refused(self.file, sentence("the workbook is broken: save it again as .xlsx"))
        self._outlines = dict(zip(every, outlines, strict=True))

    def hidden(self, name: str) -> bool:
        return name in self._hidden

    def hidden_columns(self, name: str) -> tuple[int, ...]:
        return tuple(sorted(self._outlines[name].unseen))

    def merges(self, name: str) -> tuple[Merge, ...]:
        found = self._sheet(name).merged_cell_ranges or []
        return tuple(Merge(a + 1, b, c + 1, d) for (a, b), (c, d) in found)

    def rows(self, name: str) -> Iterator[PeopleRow]:
        sheet, outline = self._sheet(name), self._outlines[name]
        merges = Merges(self.merges(name))
        top, left = sheet.start or (0, 0)
        for at, values in enumerate(sheet.to_python(skip_empty_area=True), top):
            cells = [EMPTY] * left
            for column, value in enumerate(values, left):
                cells.append(self._cell(value, at, column, outline))
            cells = merges.filled(at + 1, cells)
            if cells:
                yield PeopleRow(at + 1, tuple(cells))

    def close(self) -> None:
        self._book.close()

    def _looked_at(self, data: bytes) -> tuple[SheetOutline, ...]:
        try:
            ole = OleFile(data)
            names = {entry.name.casefold() for entry in ole.entries}
            if "encryptedpackage" in names:
                raise Locked(sentence("the workbook has a password: save it without one"))
            if "_vba_project_cur" in names:
                raise ValueProblem(sentence("the workbook holds macros: save it as plain .xlsx"))
            book = ole.stream("workbook", "book")
            if book is None:
                raise ValueProblem(sentence("an old office file, and no workbook (.xls)"))
            outlines = sheet_outlines(book)
        except Locked as error:
            raise refused(self.file, error.sentence) from None
        except ValueProblem as error:
            raise refused(
                self.file,
                sentence("the old workbook cannot be read: {error}", error=error.sentence),
            ) from None
        if sum(outline.cells for outline in outlines) > _CELLS:
            told = sentence(
                "the sheets span more than {cells:,} cells: save the list alone, as .xlsx",
                cells=_CELLS,
            )
            raise refused(self.file, told)
        return outlines

    def _sheet(self, name: str) -> CalamineSheet:
        try:
            return self._book.get_sheet_by_name(name)
        except BaseException as error:
            raise self._broken(error) from None

    def _broken(self, error: BaseException) -> BaseException:
        """A panic of the library is no `Exception`; whatever is not of the library goes on."""
        known = isinstance(error, CalamineError | ValueError | OSError)
        if known or type(error).__name__ == "PanicException":
            return refused(
                self.file, sentence("the workbook cannot be read: save it again as .xlsx")
            )
        return error

    def _cell(self, value: Any, row: int, column: int, outline: SheetOutline) -> Cell:
        text, kind = _typed(value)
        if len(text) > self._limits.cell:
            told = sentence("a text is longer than {limit:,} characters", limit=self._limits.cell)
            raise refused(self.file, told, row + 1, column_letters(column))
        if (row, column) in outline.formulas:
            return Cell(text, CellKind.ERROR if text.startswith("#") else CellKind.FORMULA)
        return Cell(text, kind) if text else EMPTY


def _typed(value: Any) -> tuple[str, CellKind]:
    if isinstance(value, bool):
        return str(value).lower(), CellKind.TEXT
    if isinstance(value, int | float):
        return number_text(float(value)), CellKind.NUMBER
    if isinstance(value, dt.datetime):
        return moment(value), CellKind.DATE
    if isinstance(value, dt.date | dt.time):
        return value.isoformat(), CellKind.DATE
    return str(value), CellKind.NUMBER if isinstance(value, dt.timedelta) else CellKind.TEXT
