"""Answers for machines: CSV with an HXL row, JSON, JSON-LD."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse

# Office programs take UTF-8 for an old code page without this mark, and spoil Cyrillic text.
_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
# A sheet would run a cell that begins with one of these as a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its name, and its HXL tag (`#date+start`; "" where none fits)."""

    name: str
    hxl: str = ""


def csv_lines(columns: Sequence[Column], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """The lines of a CSV file: byte order mark and header, HXL tags, then a line a row.

    Text that a sheet would run as a formula gets an apostrophe in front. Numbers stay numbers, and
    None is an empty cell. Raises ValueError where a row is not as long as the header.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")

    def line(cells: Iterable[object]) -> str:
        writer.writerow([_cell(cell) for cell in cells])
        text = buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
        return text

    yield _MARK + line(column.name for column in columns)
    yield line(column.hxl for column in columns)
    for row in rows:
        if len(row) != len(columns):
            raise ValueError(f"{len(row)} cells for {len(columns)} columns")
        yield line(row)


def csv_response(
    filename: str, columns: Sequence[Column], rows: Iterable[Sequence[object]]
) -> StreamingHttpResponse:
    """The table as a file to keep."""
    response = StreamingHttpResponse(
        csv_lines(columns, rows), content_type="text/csv; charset=utf-8; header=present"
    )
    response.headers["Content-Disposition"] = _attachment(filename)
    return response


def json_text(value: Any) -> str:
    """JSON with sorted keys, indented, dates as ISO text: equal values give equal text."""
    return (
        json.dumps(
            value, ensure_ascii=False, sort_keys=True, indent=2, allow_nan=False, default=_plain
        )
        + "\n"
    )


def json_response(value: Any, filename: str = "") -> HttpResponse:
    """JSON to look at; with a file name, to keep."""
    return _answer(json_text(value), "application/json", filename)


def jsonld_response(value: Any, filename: str = "") -> HttpResponse:
    """schema.org's vocabulary as JSON-LD."""
    return _answer(json_text(value), "application/ld+json", filename)


def _answer(text: str, kind: str, filename: str) -> HttpResponse:
    response = HttpResponse(text, content_type=kind)
    if filename:
        response.headers["Content-Disposition"] = _attachment(filename)
    return response


def _attachment(filename: str) -> str:
    if not filename.isascii() or any(sign in filename for sign in '"\\/\r\n'):
        raise ValueError("a download's name is plain: letters, digits, dots and hyphens")
    return f'attachment; filename="{filename}"'


def _cell(value: object) -> object:
    if isinstance(value, str) and value.startswith(_FORMULA):
        return "'" + value
    return value


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no form in JSON")
