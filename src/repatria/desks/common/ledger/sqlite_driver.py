"""SQLite under the ledger: one file of its own, write-ahead log, every commit synchronised.

Why a write-ahead log: a commit is one synchronisation and not four, and who reads a whole log
hinders nobody who writes. Its copying back into the file (SQLite's checkpoint) runs here only
while no one else can write: releases before 3.51.3 can damage a file when the two meet
(sqlite.org/wal.html, the WAL-reset bug).
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Protocol

from repatria.desks.common.ledger import refusals
from repatria.desks.common.ledger.sql_store import Connection
from repatria.desks.common.ledger.sqlite_schema import APPLICATION, SCHEMA, VERSION
from repatria.desks.common.stores import mend_mode
from repatria.ledger.refusing import LedgerRefused
from repatria.runners.lock import held

_POLL = 0.005
COPY_BACK = 4 * 2**20
"""Bytes after which the write-ahead log is copied back into the file."""
_SETTINGS = (
    # FULL, and the folder too where a journal was removed: a journal that came back after a power
    # cut would undo what follows.
    "PRAGMA synchronous = EXTRA",
    # Where fsync does not reach the disk (macOS), this does; elsewhere it changes nothing.
    "PRAGMA fullfsync = ON",
    "PRAGMA checkpoint_fullfsync = ON",
    "PRAGMA wal_autocheckpoint = 0",
    "PRAGMA cache_size = -32768",
)


class Raw(Protocol):
    """What is asked of a connection to SQLite: `sqlite3.Connection` without transactions of its
    own. Its errors are `sqlite3.Error`."""

    def execute(self, sql: str, values: Sequence[Any] = ..., /) -> Any: ...

    def executemany(self, sql: str, rows: Iterable[Sequence[Any]], /) -> Any: ...

    def close(self) -> None: ...


def connect_raw(file: Path) -> Raw:
    """The file, not made where there is none."""
    return sqlite3.connect(
        f"{file.absolute().as_uri()}?mode=rw",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
    )


class SqliteConnection:
    """A connection to a log's file."""

    def __init__(self, raw: Raw, file: Path, wait: float) -> None:
        self._raw, self._file, self._wait = raw, file, wait

    def rows(self, statement: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        with self._refusing():
            found: list[tuple[Any, ...]] = self._raw.execute(statement, values).fetchall()
        return found

    def many(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        places = ", ".join("?" * len(columns))
        with self._refusing():
            self._raw.executemany(
                f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})",  # noqa: S608
                rows,
            )

    def begin_reading(self) -> None:
        self.rows("BEGIN")
        # The sight begins with the first thing that is read.
        self.rows("SELECT 1 FROM checkpoints LIMIT 1")

    def begin_writing(self) -> None:
        self.rows("BEGIN IMMEDIATE")

    def commit(self) -> None:
        self.rows("COMMIT")

    def rollback(self) -> None:
        # SQLite may have ended the transaction itself.
        with suppress(sqlite3.Error):
            self._raw.execute("ROLLBACK")

    def close(self) -> None:
        with suppress(sqlite3.Error):
            self._raw.close()

    @contextmanager
    def _refusing(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise refused(error, self._file, self._wait) from error


class SqliteDriver:
    """Opens connections to one file."""

    def __init__(
        self,
        file: Path,
        *,
        create: bool = False,
        wait: float = refusals.WAIT,
        copy_back: int = COPY_BACK,
        connect: Callable[[Path], Raw] = connect_raw,
    ) -> None:
        self._copy_back = copy_back
        self._file, self._create, self._wait, self._connect = file, create, wait, connect
        self._since = 0
        """Bytes written since the write-ahead log was last copied back, by this process."""

    def connect(self) -> SqliteConnection:
        if self._create:
            _make(self._file)
        _refuse_exposed(self._file)
        try:
            raw = self._connect(self._file)
        except sqlite3.Error as error:
            raise refused(error, self._file, self._wait) from error
        connection = SqliteConnection(raw, self._file, self._wait)
        try:
            connection.rows(f"PRAGMA busy_timeout = {round(self._wait * 1000)}")
            for setting in _SETTINGS:
                connection.rows(setting)
            self._check(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    @contextmanager
    def turn(self) -> Iterator[None]:
        """The lock beside the file. SQLite's own would let its copying back meet a writer."""
        lock, until = _beside(self._file, "-lock"), time.monotonic() + self._wait
        while True:
            try:
                holding = held(lock)
                had = holding.__enter__()
            except OSError as error:
                raise refusals.unusable(str(self._file), error.strerror or "") from error
            try:
                if had:
                    yield
                    return
            finally:
                holding.__exit__(None, None, None)
            if time.monotonic() >= until:
                raise refusals.locked(self._wait)
            time.sleep(_POLL)

    def written(self, connection: Connection, size: int) -> None:
        self._since += size
        if self._since < self._copy_back:
            return
        # What was committed is kept, whether this succeeds or not; the next one tries again.
        with suppress(LedgerRefused):
            connection.rows("PRAGMA wal_checkpoint(PASSIVE)")
            self._since = 0

    def _check(self, connection: SqliteConnection) -> None:
        """Return if the file is a log of this version; make it one if it is empty and may be."""
        if self._create and _told(connection) == (0, 0) and not _statements(connection):
            with self.turn():
                self._make_tables(connection)
        application, version = _told(connection)
        place = str(self._file)
        if application != APPLICATION:
            raise refusals.foreign(place)
        if version > VERSION:
            raise refusals.newer(place)
        if _statements(connection) != set(SCHEMA):
            raise refusals.damaged(place, "a table or a guard is missing")

    def _make_tables(self, connection: SqliteConnection) -> None:
        connection.rows("PRAGMA journal_mode = WAL")
        connection.begin_writing()
        try:
            if _told(connection) == (0, 0):
                for statement in SCHEMA:
                    connection.rows(statement)
                connection.rows(f"PRAGMA application_id = {APPLICATION}")
                connection.rows(f"PRAGMA user_version = {VERSION}")
            connection.commit()
        except BaseException:
            connection.rollback()
            raise


def refused(error: sqlite3.Error, file: Path, wait: float) -> LedgerRefused:
    """What an error of SQLite means, in a sentence that one can act on."""
    place, told = str(file), str(error)
    match getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF:
        case sqlite3.SQLITE_FULL:
            return refusals.full()
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return refusals.locked(wait)
        case sqlite3.SQLITE_CORRUPT:
            return refusals.damaged(place, told)
        case sqlite3.SQLITE_NOTADB:
            return refusals.foreign(place)
        case sqlite3.SQLITE_CONSTRAINT:
            return refusals.keeps(told)
        case sqlite3.SQLITE_CANTOPEN if not file.exists():
            return refusals.absent(place)
        case _:
            return refusals.unusable(place, told)


def _told(connection: SqliteConnection) -> tuple[int, int]:
    ((application,),) = connection.rows("PRAGMA application_id")
    ((version,),) = connection.rows("PRAGMA user_version")
    return application, version


def _statements(connection: SqliteConnection) -> set[str]:
    found = connection.rows("SELECT sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'")
    return {sql for (sql,) in found}


def _make(file: Path) -> None:
    """An empty file for its owner alone, where there is none; SQLite would let all read it."""
    try:
        os.close(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        if os.name == "posix":
            folder = os.open(file.absolute().parent, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)
    except FileExistsError:
        return
    except OSError as error:
        raise refusals.unusable(str(file), error.strerror or "") from error


def _refuse_exposed(file: Path) -> None:
    for each in (file, *(_beside(file, end) for end in ("-wal", "-shm"))):
        if each.exists() and (change := mend_mode(each)):
            raise refusals.exposed(str(each), f"chmod {change} '{each}'")


def _beside(file: Path, end: str) -> Path:
    return Path(f"{file}{end}")
