"""A store of the ledger in a database, whichever it is: its statements, and its transactions.

What differs between databases is a `Connection`: how a statement is run, how many rows are put in
at once, and what its errors mean.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from threading import Lock
from typing import Any, Protocol

from repatria.ledger.refusing import LedgerRefused, Why
from repatria.ledger.storing import Reading, Refusal, Row, Writing
from repatria.ledger.tiles import Tile

PAGE = 256
"""Entries that are read at once: at most 16 MB."""
_AT_ONCE = 500
MARK_SIZE = 16
"""Bytes of SHA-256 that stand for a mark: two marks of one digest cannot be made."""


class Connection(Protocol):
    """A connection to a database. Every method raises `LedgerRefused` of kind `STORE`."""

    def rows(self, statement: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Run a statement, with `?` where values go."""

    def many(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        """Put rows into a table."""

    def begin_reading(self) -> None:
        """Begin a sight of the database that does not change."""

    def begin_writing(self) -> None:
        """Begin a transaction as the only writer; wait for that as long as was said."""

    def commit(self) -> None:
        """End the transaction: all of it is on the disk when this returns."""

    def rollback(self) -> None:
        """Drop the transaction."""

    def close(self) -> None:
        """End the connection; it raises nothing."""


class Driver(Protocol):
    """Opens connections to one store, and lets one writer at a time through."""

    def connect(self) -> Connection:
        """A connection to a store that is there and of this version."""

    def turn(self) -> AbstractContextManager[None]:
        """A context in which nobody else writes, for databases that cannot see to it alone."""

    def written(self, connection: Connection, size: int) -> None:
        """What is to be done after so many bytes were committed, still within the turn."""


class Sight:
    """A store within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.written = 0
        """Bytes put so far."""

    def checkpoint(self, size: int | None = None) -> bytes | None:
        if size is None:
            found = self._rows("SELECT note FROM checkpoints ORDER BY size DESC LIMIT 1")
        else:
            found = self._rows("SELECT note FROM checkpoints WHERE size = ?", (size,))
        return bytes(found[0][0]) if found else None

    def tile(self, level: int, index: int) -> bytes:
        found = self._rows(
            "SELECT hashes FROM tiles WHERE level = ? AND number = ?", (level, index)
        )
        return bytes(found[0][0]) if found else b""

    def entries(self, start: int, stop: int) -> Iterator[bytes]:
        while start < stop:
            page = self._rows(
                "SELECT entry FROM entries WHERE at >= ? AND at < ? ORDER BY at",
                (start, min(start + PAGE, stop)),
            )
            if not page:
                return
            for (entry,) in page:
                yield bytes(entry)
            start += len(page)

    def marked(self, mark: str) -> Sequence[int]:
        return tuple(self.marked_any((mark,)))

    def marked_any(self, marks: Collection[str]) -> Sequence[int]:
        found: set[int] = set()
        wanted = sorted({_short(mark) for mark in marks})
        for start in range(0, len(wanted), _AT_ONCE):
            part = wanted[start : start + _AT_ONCE]
            places = ", ".join("?" * len(part))
            rows = self._rows(f"SELECT at FROM marks WHERE mark IN ({places})", part)  # noqa: S608
            found.update(at for (at,) in rows)
        return sorted(found)

    def refusals(self) -> Iterator[Refusal]:
        last = -1
        while page := self._rows(
            "SELECT number, at, why, sentence, digest FROM trail WHERE number > ?"
            " ORDER BY number LIMIT ?",
            (last, PAGE),
        ):
            for _, at, why, sentence, digest in page:
                yield Refusal(at, why, sentence, bytes(digest))
            last = page[-1][0]

    def put_entries(self, start: int, rows: Sequence[Row]) -> None:
        self._connection.many(
            "entries", ("at", "entry"), ((at, row.entry) for at, row in enumerate(rows, start))
        )
        marks = sorted(
            (_short(mark), at) for at, row in enumerate(rows, start) for mark in row.marks
        )
        if marks:
            self._connection.many("marks", ("mark", "at"), marks)
        self.written += sum(len(row.entry) for row in rows) + 4 * MARK_SIZE * len(marks)

    def put_tile(self, tile: Tile, hashes: bytes) -> None:
        if self.tile(tile.level, tile.index):
            self._rows(
                "UPDATE tiles SET hashes = ? WHERE level = ? AND number = ?",
                (hashes, tile.level, tile.index),
            )
        else:
            self._connection.many(
                "tiles", ("level", "number", "hashes"), [(tile.level, tile.index, hashes)]
            )
        self.written += len(hashes)

    def put_checkpoint(self, size: int, note: bytes) -> None:
        if self.checkpoint(size) is None:
            self._connection.many("checkpoints", ("size", "note"), [(size, note)])
        else:
            self._rows("UPDATE checkpoints SET note = ? WHERE size = ?", (note, size))
        self.written += len(note)

    def put_refusal(self, refusal: Refusal) -> None:
        ((number,),) = self._rows("SELECT coalesce(max(number) + 1, 0) FROM trail")
        told = (number, refusal.at, refusal.why, refusal.sentence, refusal.digest)
        self._connection.many("trail", ("number", "at", "why", "sentence", "digest"), [told])

    def _rows(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        return self._connection.rows(sql, values)


class SqlStore:
    """A log in a database (`repatria.ledger.storing.Store`). Several threads may use it; a process
    that forks opens its own."""

    def __init__(self, driver: Driver) -> None:
        self._driver = driver
        self._idle: list[Connection] = []
        self._lock = Lock()

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        with self._connection() as connection:
            connection.begin_reading()
            try:
                yield Sight(connection)
            finally:
                connection.rollback()

    @contextmanager
    def writing(self) -> Iterator[Writing]:
        with self._connection() as connection, self._driver.turn():
            connection.begin_writing()
            sight = Sight(connection)
            try:
                yield sight
                connection.commit()
            except BaseException:
                connection.rollback()
                raise
            self._driver.written(connection, sight.written)

    def close(self) -> None:
        """End what is open. The store can be used again afterwards."""
        with self._lock:
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()

    @contextmanager
    def _connection(self) -> Iterator[Connection]:
        """A connection for as long as the block lasts; one that failed is not used again."""
        with self._lock:
            connection = self._idle.pop() if self._idle else None
        connection = connection or self._driver.connect()
        try:
            yield connection
        except LedgerRefused as refused:
            if refused.why is Why.STORE:
                connection.close()
            else:
                self._give_back(connection)
            raise
        except BaseException:
            connection.close()
            raise
        self._give_back(connection)

    def _give_back(self, connection: Connection) -> None:
        with self._lock:
            self._idle.append(connection)


def _short(mark: str) -> bytes:
    return hashlib.sha256(mark.encode()).digest()[:MARK_SIZE]
