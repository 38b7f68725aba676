"""Workbooks made for tests: good ones with openpyxl, hostile ones part by part."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import openpyxl

HEADER = (
    "id",
    "kind",
    "from",
    "to",
    "category",
    "quantity",
    "speaker",
    "source",
    "said_on",
    "paraphrase",
    "speaker_name",
    "speaker_voice",
    "source_title",
)
ROW = (
    "w1",
    "count",
    "A",
    "B",
    "remains",
    12,
    "HQ",
    "s1",
    "2025-06-14",
    "twelve",
    "Headquarters",
    "other",
    "Briefing",
)
SHEET = "xl/worksheets/sheet1.xml"


def workbook(rows: Iterable[Iterable[Any]], change: Callable[[Any], None] | None = None) -> bytes:
    """A workbook whose first sheet has the rows; `change` may work on the sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    if change is not None:
        change(sheet)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def repacked(
    data: bytes,
    parts: Mapping[str, bytes],
    method: int = zipfile.ZIP_DEFLATED,
) -> bytes:
    """The workbook with some of its parts replaced or added."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", method) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, part in parts.items():
            new.writestr(name, part)
    return stream.getvalue()


def row_with(**cells: Any) -> list[Any]:
    """The good row with some cells changed."""
    return [cells.get(name, value) for name, value in zip(HEADER, ROW, strict=True)]


def save(folder: Path, data: bytes, name: str = "statements.xlsx") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path
