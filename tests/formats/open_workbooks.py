"""Workbooks of OpenDocument (.ods) made for tests, from the XML of their cells."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from xml.sax.saxutils import escape

_SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (
        ("office", "office"),
        ("table", "table"),
        ("text", "text"),
        ("style", "style"),
        ("number", "datastyle"),
    )
)
_TYPE = "application/vnd.oasis.opendocument.spreadsheet"


def cell(value: Any, more: str = "") -> str:
    """A cell of a text, a number, a date or nothing, or the XML of one that begins with <."""
    if value is None:
        return f"<table:table-cell {more}/>"
    if isinstance(value, str) and value.startswith("<"):
        return value
    if isinstance(value, date):
        kind = f'office:value-type="date" office:date-value="{value.isoformat()}"'
    elif isinstance(value, int | float):
        kind = f'office:value-type="float" office:value="{value}"'
    else:
        kind = 'office:value-type="string"'
    shown = "".join(f"<text:p>{escape(line)}</text:p>" for line in str(value).split("\n"))
    return f"<table:table-cell {kind} {more}>{shown}</table:table-cell>"


def row(cells: Iterable[Any], more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(map(cell, cells))}</table:table-row>"


def table(rows: Iterable[Sequence[Any] | str], name: str = "People", more: str = "") -> str:
    made = "".join(one if isinstance(one, str) else row(one) for one in rows)
    return f'<table:table table:name="{name}" {more}>{made}</table:table>'


def content(tables: str, styles: str = "") -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_SPACES}>'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
        "</office:document-content>"
    ).encode()


def packed(body: bytes, parts: Mapping[str, bytes] | None = None) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", _TYPE, zipfile.ZIP_STORED)
        archive.writestr("content.xml", body)
        for name, part in (parts or {}).items():
            archive.writestr(name, part)
    return stream.getvalue()


def open_workbook(rows: Iterable[Sequence[Any] | str]) -> bytes:
    """A whole file with one sheet."""
    return packed(content(table(rows)))
