"""The compound file (OLE) that old office programs save in: its streams by name.

Layout: Microsoft, [MS-CFB], versions 3 and 4. Only reading, and only what is asked for.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

from repatria.base.errors import ValueProblem
from repatria.base.messages import sentence

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LAST = 0xFFFFFFFA
"""Sector numbers from here on are marks: end of the chain, free, and the like."""
_ENTRY = 128
_MOST_ENTRIES = 20_000


@dataclass(frozen=True, slots=True)
class Entry:
    """A stream or storage of the directory."""

    name: str
    kind: int
    start: int
    size: int


class OleFile:
    """Raises `ValueProblem` for what is broken: a chain that turns back on itself, a sector that
    the file does not have."""

    def __init__(self, data: bytes) -> None:
        if len(data) < 512 or not data.startswith(MAGIC):
            raise ValueProblem(sentence("no compound file"))
        shift, mini = struct.unpack_from("<HH", data, 0x1E)
        if shift not in (9, 12) or mini != 6:
            raise ValueProblem(sentence("sectors of an unknown size"))
        self._data = data
        self._size = 1 << shift
        self._sectors = (len(data) + self._size - 1) // self._size
        first, self._cutoff, mini_start = (
            struct.unpack_from("<I", data, at)[0] for at in (0x30, 0x38, 0x3C)
        )
        self._fat = self._table(self._fat_sectors())
        self.entries = self._directory(self._chain(first))
        roots = [entry for entry in self.entries if entry.kind == 5]
        short = roots and roots[0].start < _LAST
        self._short = self._chain(roots[0].start) if short else b""
        table = self._chain(mini_start) if mini_start < _LAST else b""
        self._short_fat = struct.unpack(f"<{len(table) // 4}I", table[: len(table) // 4 * 4])

    def stream(self, *names: str) -> bytes | None:
        """The first stream of one of the names; `None` where there is none."""
        for entry in self.entries:
            if entry.kind == 2 and entry.name.casefold() in names:
                if entry.size < self._cutoff:
                    return self._short_chain(entry.start)[: entry.size]
                return self._chain(entry.start)[: entry.size]
        return None

    def _sector(self, number: int) -> bytes:
        at = (number + 1) * self._size
        if at >= len(self._data):
            raise ValueProblem(sentence("a sector that the file does not have"))
        return self._data[at : at + self._size]

    def _fat_sectors(self) -> list[int]:
        numbers = list(struct.unpack_from("<109I", self._data, 0x4C))
        more = struct.unpack_from("<I", self._data, 0x44)[0]
        steps = 0
        while more < _LAST:
            steps += 1
            if steps > self._sectors:
                raise ValueProblem(sentence("a chain that turns back on itself"))
            part = self._table([more])
            numbers += part[:-1]
            more = part[-1]
        return [number for number in numbers if number < _LAST]

    def _table(self, sectors: list[int]) -> tuple[int, ...]:
        if len(sectors) > self._sectors:
            raise ValueProblem(sentence("more sectors than the file has"))
        data = b"".join(self._sector(number).ljust(self._size, b"\xff") for number in sectors)
        return struct.unpack(f"<{len(data) // 4}I", data)

    def _chain(self, start: int) -> bytes:
        parts: list[bytes] = []
        while start < _LAST:
            if start >= len(self._fat) or len(parts) > self._sectors:
                raise ValueProblem(sentence("a chain that is broken or turns back on itself"))
            parts.append(self._sector(start))
            start = self._fat[start]
        return b"".join(parts)

    def _short_chain(self, start: int) -> bytes:
        parts: list[bytes] = []
        while start < _LAST:
            if start >= len(self._short_fat) or len(parts) > len(self._short_fat):
                raise ValueProblem(sentence("a chain that is broken or turns back on itself"))
            parts.append(self._short[start * 64 : start * 64 + 64])
            start = self._short_fat[start]
        return b"".join(parts)

    @staticmethod
    def _directory(data: bytes) -> tuple[Entry, ...]:
        found: list[Entry] = []
        for at in range(0, min(len(data), _ENTRY * _MOST_ENTRIES) - _ENTRY + 1, _ENTRY):
            length, kind = struct.unpack_from("<HB", data, at + 64)
            start, size = struct.unpack_from("<II", data, at + 116)
            name = data[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
            if kind in (1, 2, 5):
                found.append(Entry(name, kind, start, size))
        return tuple(found)
