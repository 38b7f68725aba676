"""Writes a list as CSV or as a workbook (.xlsx) in which no cell can run as a formula.

In CSV a text that a sheet would run gets an apostrophe, which our readers take away again; in the
workbook every text is typed as text, and gets the same apostrophe, so that it stays harmless when
the sheet is saved as CSV elsewhere. Signs that neither can hold are written as U+FFFD.
"""

from __future__ import annotations

import csv
import io
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from typing import IO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.styles import Font
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from repatria.base.errors import ValueProblem
from repatria.formats.formulas import guard

Value = str | int | datetime | date | None
_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
_LONGEST = 32_767
"""The longest text of a cell in an office program."""
_ROWS = 1_048_576
_IMPOSSIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")


def write_people_csv(headings: Sequence[str], rows: Iterable[Sequence[Value]]) -> Iterator[str]:
    """The lines of the list, in UTF-8 with its mark once encoded; lines end in CR LF."""
    for number, row in enumerate(_lines(headings, rows)):
        buffer = io.StringIO()
        written = [_safe(value) if isinstance(value, str) else _plain(value) for value in row]
        csv.writer(buffer, lineterminator="\r\n").writerow(written)
        yield (_MARK if number == 0 else "") + buffer.getvalue()


def write_people_workbook(
    stream: IO[bytes],
    headings: Sequence[str],
    rows: Iterable[Sequence[Value]],
    title: str = "",
) -> None:
    """Write a workbook of one sheet. The rows are streamed. Raises `ValueProblem` where there are
    more than a sheet holds, or a text is longer than a cell does."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet((_NOT_IN_NAMES.sub(" ", _possible(title)).strip() or "List")[:31])
    sheet.freeze_panes = "A2"
    try:
        for number, row in enumerate(_lines(headings, rows)):
            if number >= _ROWS:
                raise ValueProblem(f"a sheet holds no more than {_ROWS:,} rows; write CSV")
            sheet.append([_cell(sheet, value, number == 0) for value in row])
    finally:
        sheet.close()
    with tempfile.TemporaryFile() as packed:
        book.save(packed)
        packed.seek(0)
        while chunk := packed.read(1 << 16):
            stream.write(chunk)


def _lines(headings: Sequence[str], rows: Iterable[Sequence[Value]]) -> Iterator[Sequence[Value]]:
    yield headings
    for row in rows:
        if len(row) != len(headings):
            raise ValueProblem(f"{len(row)} cells stand under {len(headings)} headings")
        yield row


def _cell(sheet: WriteOnlyWorksheet, value: Value, bold: bool) -> SheetCell | None:
    if value is None or value == "":
        return None
    text = _safe(value) if isinstance(value, str) else ""
    if len(text) > _LONGEST:
        raise ValueProblem(f"a cell holds no more than {_LONGEST:,} characters; write CSV")
    cell = WriteOnlyCell(sheet)
    if isinstance(value, date) and not isinstance(value, datetime):
        cell.value = datetime.combine(value, time())
        cell.number_format = "yyyy-mm-dd"
    elif not isinstance(value, str):
        cell.value = value
    else:
        cell.value = text
        # Whatever it looks like, it is text: openpyxl would type “=1” as a formula.
        cell.data_type = "s"
        cell.number_format = "@"
    if bold:
        cell.font = Font(bold=True)
    return cell


def _safe(text: str) -> str:
    """Guarded. Space in front of a formula, which some programs pass over, is dropped."""
    text = _possible(text)
    bare = text.lstrip()
    guarded = guard(bare)
    return text if guarded == bare else guarded


def _possible(text: str) -> str:
    return _IMPOSSIBLE.sub("\N{REPLACEMENT CHARACTER}", text)


def _plain(value: int | date | None) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)
