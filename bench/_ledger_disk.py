"""A disk that loses what was not synchronised, under SQLite, and logs that are cut off on it.

Every change to a file is written down. A cut after any of them gives a disk on which each change
since the file's last synchronisation happened or did not, whole or in part: sectors of 512 bytes,
in any choice. What was synchronised is there.
"""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count, pairwise
from pathlib import Path
from typing import Any

import apsw

SECTOR = 512
_NAMES = count()


@dataclass(frozen=True, slots=True)
class Change:
    """Something that happened to a file; of kind `ack`, that somebody was told of it."""

    kind: str
    name: str = ""
    at: int = 0
    data: bytes = b""


@dataclass
class Disk:
    """Files by their names, and all that happened to them."""

    start: Mapping[str, bytes] = field(default_factory=dict)
    done: list[Change] = field(default_factory=list)
    live: dict[str, bytearray] = field(init=False)

    def __post_init__(self) -> None:
        self.live = {name: bytearray(data) for name, data in self.start.items()}

    def do(self, change: Change) -> None:
        self.done.append(change)
        _apply(self.live, change)

    def acknowledge(self, number: int) -> None:
        """From now on, so much must be there after any cut."""
        self.done.append(Change("ack", at=number))

    def cut(self, after: int, chance: random.Random) -> tuple[Disk, int]:
        """The disk as it may be found when the power went after so many changes, and what had been
        acknowledged by then."""
        durable = {name: bytearray(data) for name, data in self.start.items()}
        waiting: dict[str, list[Change]] = {}
        acknowledged = -1
        for change in self.done[:after]:
            if change.kind == "ack":
                acknowledged = change.at
            elif change.kind == "sync":
                for each in waiting.pop(change.name, []):
                    _apply(durable, each)
            else:
                waiting.setdefault(change.name, []).append(change)
                if change.kind == "delete" and change.at:
                    for each in waiting.pop(change.name):
                        _apply(durable, each)
        often = chance.choice((0.0, 0.1, 0.5, 0.9, 1.0))
        for changes in waiting.values():
            for change in changes:
                for part in _parts(change, chance):
                    if chance.random() < often:
                        _apply(durable, part)
        return Disk({name: bytes(data) for name, data in durable.items()}), acknowledged


def _parts(change: Change, chance: random.Random) -> list[Change]:
    """A write as its sectors, in any order; anything else as it is."""
    if change.kind != "write":
        return [change]
    cuts = [0, *range(SECTOR - change.at % SECTOR, len(change.data), SECTOR), len(change.data)]
    parts = [
        Change("write", change.name, change.at + one, change.data[one:two])
        for one, two in pairwise(cuts)
    ]
    chance.shuffle(parts)
    return parts


def _apply(files: dict[str, bytearray], change: Change) -> None:
    if change.kind == "create":
        files.setdefault(change.name, bytearray())
    elif change.kind == "delete":
        files.pop(change.name, None)
    elif change.kind == "truncate" and change.name in files:
        del files[change.name][change.at :]
    elif change.kind == "write":
        told = files.setdefault(change.name, bytearray())
        told.extend(bytes(max(0, change.at - len(told))))
        told[change.at : change.at + len(change.data)] = change.data


class _File:
    """An open file of a disk, as SQLite uses it."""

    def __init__(self, disk: Disk, name: str) -> None:
        self._disk, self._name = disk, name

    def xRead(self, amount: int, offset: int) -> bytes:  # noqa: N802
        return bytes(self._disk.live[self._name][offset : offset + amount])

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        self._disk.do(Change("write", self._name, offset, bytes(data)))

    def xTruncate(self, size: int) -> None:  # noqa: N802
        self._disk.do(Change("truncate", self._name, size))

    def xSync(self, flags: int) -> None:  # noqa: N802, ARG002
        self._disk.do(Change("sync", self._name))

    def xFileSize(self) -> int:  # noqa: N802
        return len(self._disk.live[self._name])

    def xDeviceCharacteristics(self) -> int:  # noqa: N802
        # As SQLite takes every disk to be: a write that is cut harms nothing beside it.
        return apsw.SQLITE_IOCAP_POWERSAFE_OVERWRITE

    def xSectorSize(self) -> int:  # noqa: N802
        return 4096

    def xFileControl(self, op: int, pointer: int) -> bool:  # noqa: N802, ARG002
        return False

    def xLock(self, level: int) -> None:  # noqa: N802
        """There is one connection."""

    def xUnlock(self, level: int) -> None:  # noqa: N802
        """There is one connection."""

    def xCheckReservedLock(self) -> bool:  # noqa: N802
        return False

    def xClose(self) -> None:  # noqa: N802
        """The file stays."""


class _Layer(apsw.VFS):
    """The file layer of one disk."""

    def __init__(self, disk: Disk) -> None:
        self.disk, self.told = disk, f"losing-{next(_NAMES)}"
        super().__init__(self.told)

    def xFullPathname(self, name: str) -> str:  # noqa: N802
        return name

    def xOpen(self, name: Any, flags: list[int]) -> Any:  # noqa: N802
        path = name.filename() if isinstance(name, apsw.URIFilename) else name or "temporary"
        if path not in self.disk.live:
            if not flags[0] & apsw.SQLITE_OPEN_CREATE:
                raise apsw.CantOpenError
            self.disk.do(Change("create", path))
        flags[1] = flags[0]
        return _File(self.disk, path)

    def xDelete(self, name: str, synchronise: bool) -> None:  # noqa: N802
        self.disk.do(Change("delete", name, int(synchronise)))

    def xAccess(self, name: str, flags: int) -> bool:  # noqa: N802, ARG002
        return name in self.disk.live


class _Raw:
    """A connection of `apsw` with the errors of `sqlite3`."""

    def __init__(self, layer: _Layer, file: Path, synchronise: bool) -> None:
        self._layer, self._synchronise = layer, synchronise
        with _as_sqlite3():
            self._own = apsw.Connection(str(file), vfs=layer.told)
        # Such a layer has no memory that connections could share; there is one of them.
        self.execute("PRAGMA locking_mode = EXCLUSIVE")

    def execute(self, sql: str, values: Sequence[Any] = ()) -> Any:
        if sql.startswith("PRAGMA synchronous") and not self._synchronise:
            sql = "PRAGMA synchronous = OFF"
        with _as_sqlite3():
            return _Rows(self._own.execute(sql, values).fetchall())

    def executemany(self, sql: str, rows: Iterable[Sequence[Any]]) -> Any:
        with _as_sqlite3():
            return self._own.executemany(sql, rows).fetchall()

    def close(self) -> None:
        with _as_sqlite3():
            self._own.close()


@dataclass(frozen=True, slots=True)
class _Rows:
    rows: list[Any]

    def fetchall(self) -> list[Any]:
        return self.rows


@contextmanager
def _as_sqlite3() -> Iterator[None]:
    try:
        yield
    except apsw.Error as error:
        told = sqlite3.OperationalError(str(error))
        told.sqlite_errorcode = getattr(error, "extendedresult", sqlite3.SQLITE_ERROR)
        raise told from error


def connecting(disk: Disk, synchronise: bool = True) -> Callable[[Path], _Raw]:
    """How to connect to a file on this disk; if not `synchronise`, whatever a store asks for."""
    layer = _Layer(disk)
    return lambda file: _Raw(layer, file, synchronise)
