"""What an old workbook (.xls) holds, seen without reading its cells: how far they stand, which of
them are formulas, and whether it is locked.

A reader that holds a sheet as a block can be made to ask for gigabytes by two cells at its far
corners, so this is looked at before. Layout: Microsoft, [MS-XLS] (BIFF8; BIFF5 alike in this).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from repatria.base.errors import ValueProblem

_BOF, _EOF, _FILEPASS, _BOUNDSHEET, _TEXTS = (0x0809,), 0x0A, 0x2F, 0x85, 0xFC
_FORMULAS = frozenset({0x06, 0x0206, 0x0406})
_CELLS = frozenset({0x01, 0x02, 0x03, 0x04, 0x05, 0xBD, 0xBE, 0xD6, 0xFD, *_FORMULAS} |
                   {0x0201, 0x0203, 0x0204, 0x0205, 0x027E})  # fmt: skip
_COLUMNS, _MOST_COLUMNS = 0x7D, 256
_MANY = frozenset({0xBD, 0xBE})
"""Records of several cells: their last two bytes are the last column."""


@dataclass(slots=True)
class SheetOutline:
    """Rows and columns counted from 0; `cells` is the block that they span."""

    formulas: set[tuple[int, int]] = field(default_factory=set)
    top: int = 1 << 16
    left: int = 1 << 16
    bottom: int = -1
    right: int = -1
    unseen: set[int] = field(default_factory=set)
    """Columns that the sheet does not show."""

    @property
    def cells(self) -> int:
        return max(self.bottom - self.top + 1, 0) * max(self.right - self.left + 1, 0)

    def stretch(self, row: int, first: int, last: int) -> None:
        self.top, self.bottom = min(self.top, row), max(self.bottom, row)
        self.left, self.right = min(self.left, first), max(self.right, last)


class Locked(ValueProblem):
    """The workbook has a password."""


def sheet_outlines(stream: bytes) -> tuple[SheetOutline, ...]:
    """The outline of each sheet, in the order in which the workbook lists them.

    Raises `Locked`, and `ValueProblem` where the stream is none of a workbook.
    """
    starts: list[int] = []
    for number, body in _records(stream, 0):
        if number == _FILEPASS:
            raise Locked("the workbook has a password: save it without one")
        if (
            number == _TEXTS
            and len(body) >= 8
            and struct.unpack_from("<I", body, 4)[0] > len(stream)
        ):
            # Readers make room for as many texts as are announced.
            raise ValueProblem("more texts are announced than the workbook can hold")
        if number == _BOUNDSHEET and len(body) >= 4:
            starts.append(struct.unpack_from("<I", body)[0])
    if len(starts) > 1_000 or len(set(starts)) < len(starts):
        raise ValueProblem("the list of sheets is broken")
    return tuple(_outline(stream, start) for start in starts)


def _outline(stream: bytes, start: int) -> SheetOutline:
    found = SheetOutline()
    for number, body in _records(stream, start):
        if number == _COLUMNS and len(body) >= 10:
            left, right, width, _style, options = struct.unpack_from("<HHHHH", body)
            if (options & 1 or not width) and left <= right < _MOST_COLUMNS:
                found.unseen.update(range(left, right + 1))
        if number in _CELLS and len(body) >= 4:
            row, first = struct.unpack_from("<HH", body)
            last = struct.unpack_from("<H", body, len(body) - 2)[0] if number in _MANY else first
            found.stretch(row, first, max(first, last))
            if number in _FORMULAS:
                found.formulas.add((row, first))
    return found


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """The records from the beginning of a part to its end; parts inside it are gone through."""
    depth = 0
    while at + 4 <= len(stream):
        number, length = struct.unpack_from("<HH", stream, at)
        if depth == 0 and number not in _BOF:
            raise ValueProblem("a part of the workbook does not begin as one")
        depth += (number in _BOF) - (number == _EOF)
        yield number, stream[at + 4 : at + 4 + length]
        at += 4 + length
        if depth == 0:
            return
    if depth:
        raise ValueProblem("the workbook is cut short")
