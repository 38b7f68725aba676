"""Old workbooks (.xls) made for tests, record by record: BIFF8 inside a compound file."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SIZE = 512


def record(number: int, body: bytes) -> bytes:
    return struct.pack("<HH", number, len(body)) + body


def _bof(kind: int) -> bytes:
    return record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0x0DBB, 0x07CC, 0, 6))


_EOF = record(0x0A, b"")


def cell(row: int, column: int, value: Any) -> bytes:
    """A text, a number, a date, or a formula (a text that begins with = stands for 1+1 = 2)."""
    if isinstance(value, date):
        days = (value - date(1899, 12, 30)).days
        return record(0x0203, struct.pack("<HHHd", row, column, 1, days))
    if isinstance(value, int | float):
        return record(0x0203, struct.pack("<HHHd", row, column, 0, value))
    if value.startswith("="):
        tokens = b"\x1e\x01\x00\x1e\x01\x00\x03"
        head = struct.pack("<HHHdHIH", row, column, 0, 2.0, 0, 0, len(tokens))
        return record(0x06, head + tokens)
    text = value.encode("utf-16-le")
    return record(0x0204, struct.pack("<HHHHB", row, column, 0, len(value), 1) + text)


def sheet(rows: Iterable[Sequence[Any]], merges: Sequence[tuple[int, int, int, int]] = ()) -> bytes:
    """The records of a sheet; a merge is first row, last row, first column, last column, from 0."""
    cells = b"".join(
        cell(at, column, value)
        for at, row in enumerate(rows)
        for column, value in enumerate(row)
        if value is not None
    )
    merged = b"".join(struct.pack("<HHHH", *merge) for merge in merges)
    if merges:
        cells += record(0xE5, struct.pack("<H", len(merges)) + merged)
    return _bof(0x10) + cells + _EOF


def biff(sheets: dict[str, bytes], more: bytes = b"") -> bytes:
    """The stream of a workbook with the sheets; `more` are records that stand before them."""
    styles = b"".join(
        record(0xE0, struct.pack("<HHHBBBBHIIH", 0, shape, 0, 0, 0, 0, 0, 0, 0, 0, 0)[:20])
        for shape in (0, 14)
    )
    names = [struct.pack("<BBBB", 0, 0, len(name), 1) + name.encode("utf-16-le") for name in sheets]
    length = sum(8 + len(name) for name in names)
    at = len(_bof(5)) + len(more) + len(styles) + length + len(_EOF)
    bounds = b""
    for name, body in zip(names, sheets.values(), strict=True):
        bounds += record(0x85, struct.pack("<I", at) + name)
        at += len(body)
    return _bof(5) + more + styles + bounds + _EOF + b"".join(sheets.values())


def compound(streams: dict[str, bytes]) -> bytes:
    """A compound file with the streams, each padded to 4,096 bytes at least."""
    entries = [_entry("Root Entry", 5, _END, 0, child=1)]
    fat: list[int] = [_FAT, _END]
    body = b""
    for at, (name, stream) in enumerate(streams.items(), 1):
        padded = stream.ljust(4096, b"\0")
        sectors = -(-len(padded) // _SIZE)
        right = at + 1 if at < len(streams) else _FREE
        entries.append(_entry(name, 2, len(fat), len(padded), right=right))
        fat += [*range(len(fat) + 1, len(fat) + sectors), _END]
        body += padded.ljust(sectors * _SIZE, b"\0")
    assert len(fat) <= _SIZE // 4
    assert len(entries) <= 4
    table = struct.pack("<128I", *fat, *[_FREE] * (128 - len(fat)))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH6xIIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, _END, 0,
                          _END, 0, 0)  # fmt: skip
    header += struct.pack("<108I", *[_FREE] * 108)
    assert len(header) == _SIZE
    return header + table + b"".join(entries).ljust(_SIZE, b"\0") + body


def _entry(
    name: str, kind: int, start: int, size: int, *, child: int = _FREE, right: int = _FREE
) -> bytes:
    text = name.encode("utf-16-le")
    head = text.ljust(64, b"\0") + struct.pack(
        "<HBBIII", len(text) + 2, kind, 1, _FREE, right, child
    )
    return head.ljust(116, b"\0") + struct.pack("<IQ", start, size)


def old_workbook(
    rows: Iterable[Sequence[Any]], merges: Sequence[tuple[int, int, int, int]] = ()
) -> bytes:
    """A whole file with one sheet."""
    return compound({"Workbook": biff({"People": sheet(rows, merges)})})
