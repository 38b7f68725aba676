"""The first sheet of a workbook as CSV, so that both kinds of table are read by one reader.

openpyxl streams the rows (its XML goes through defusedxml); readers that hold a sheet as a block
can be made to ask for terabytes by two cells at its far corners.
"""

from __future__ import annotations

import csv
import io
import warnings
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter

from repatria.base.errors import RepatriaError
from repatria.base.messages import sentence
from repatria.formats.formulas import guard
from repatria.formats.guards import Limits
from repatria.formats.problems import Problems
from repatria.formats.sheet_dates import shown_day
from repatria.formats.statements_table import SHEET_ROWS
from repatria.formats.workbook_guard import check_workbook


def sheet_as_csv(data: bytes, problems: Problems, limits: Limits) -> bytes:
    """The values of the first sheet as UTF-8 CSV, row by row as the sheet shows them.

    Formulas and errors in cells are collected as problems by row and column name. Raises
    `InputError` for what is no workbook or is too large.
    """
    check_workbook(data, problems.file, limits)
    raw = io.BytesIO()
    text = io.TextIOWrapper(raw, "utf-8", newline="")
    writer = csv.writer(text, lineterminator="\n")
    header: list[str] = []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for number, cells in enumerate(_rows(data), start=1):
                if len(cells) > limits.columns or number > SHEET_ROWS:
                    told = sentence(
                        "a cell stands beyond column {column} or row {row:,}",
                        column=limits.columns,
                        row=SHEET_ROWS,
                    )
                    raise problems.refuse(number, "", told)
                record = [_text(cell, number, header, problems) for cell in cells]
                while record and not record[-1].strip():
                    record.pop()
                if number == 1:
                    header = record
                if record:
                    record += [""] * (len(header) - len(record))
                writer.writerow(record)
                if raw.tell() > limits.bytes:
                    told = sentence(
                        "the cells hold more than {bytes:,} bytes of text", bytes=limits.bytes
                    )
                    raise problems.refuse(number, "", told)
            text.flush()
    except RepatriaError:
        raise
    # A broken workbook can make the library stumble anywhere; there is no one error to expect.
    except Exception as error:
        told = sentence(
            "the workbook cannot be read ({kind}): save it again as .xlsx",
            kind=type(error).__name__,
        )
        raise problems.refuse(None, "", told) from error
    return raw.getvalue()


def _rows(data: bytes) -> Iterator[tuple[Any, ...]]:
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
    try:
        yield from book.worksheets[0].iter_rows()
    finally:
        book.close()


def _text(cell: Any, number: int, header: list[str], problems: Problems) -> str:
    value = cell.value
    if value is None:
        return ""
    if cell.data_type in ("f", "e"):
        at = cell.column - 1
        field = header[at] if at < len(header) and header[at] else get_column_letter(cell.column)
        told = (
            sentence("the cell holds an error: paste the value itself")
            if cell.data_type == "e"
            else sentence("a cell with a formula: paste the value itself")
        )
        problems.add(number, field, told)
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        whole = value.hour == value.minute == value.second == 0
        return shown_day(value.date(), cell.number_format) if whole else value.isoformat(" ")
    return guard(value) if isinstance(value, str) else str(value)
