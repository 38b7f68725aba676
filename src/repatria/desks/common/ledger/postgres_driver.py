"""PostgreSQL under the ledger: a schema of its own, every commit synchronised, writers in turn.

Writers lock the one row that tells the version. Readers see the database as it was when they began
and hinder nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import psycopg
from psycopg import errors, sql

from repatria.desks.common.ledger import refusals
from repatria.desks.common.ledger.postgres_schema import ABOUT, GUARDS, VERSION, statements
from repatria.desks.common.ledger.sql_store import Connection
from repatria.ledger.refusing import LedgerRefused

SCHEMA = "ledger"
"""Where the tables are, unless the address names another: `…/name?schema=other`."""
_NAME = re.compile(r"[a-z_][a-z0-9_]{0,40}")
_FIRST = 0x5265_704C
"""Who makes a log's tables holds this advisory lock."""


class PostgresConnection:
    """A connection to a log's schema."""

    def __init__(self, raw: psycopg.Connection[Any], place: str, wait: float) -> None:
        self._raw, self._place, self._wait = raw, place, wait

    def rows(self, statement: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        with self._refusing():
            # Without values a percent sign stands for itself.
            cursor = self._raw.execute(statement.replace("?", "%s").encode(), values or None)
            return cursor.fetchall() if cursor.description else []

    def many(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        copy = sql.SQL("COPY {} ({}) FROM STDIN").format(
            sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, columns))
        )
        with self._refusing(), self._raw.cursor() as cursor, cursor.copy(copy) as into:
            for row in rows:
                into.write_row(row)

    def begin_reading(self) -> None:
        self.rows("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        # The sight begins with the first thing that is read.
        self.rows("SELECT 1 FROM checkpoints LIMIT 1")

    def begin_writing(self) -> None:
        self.rows("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE")
        try:
            self.rows("SELECT version FROM about FOR UPDATE")
        except LedgerRefused:
            self.rollback()
            raise

    def commit(self) -> None:
        self.rows("COMMIT")

    def rollback(self) -> None:
        with suppress(psycopg.Error):
            self._raw.execute("ROLLBACK")

    def close(self) -> None:
        with suppress(psycopg.Error):
            self._raw.close()

    @contextmanager
    def _refusing(self) -> Iterator[None]:
        try:
            yield
        except psycopg.Error as error:
            raise refused(error, self._place, self._wait) from error


class PostgresDriver:
    """Opens connections to one schema of one database."""

    def __init__(self, address: str, *, create: bool = False, wait: float = refusals.WAIT) -> None:
        self._address, self._schema = _without_schema(address)
        self._create, self._wait = create, wait
        self._place = _shown(self._address)

    def connect(self) -> PostgresConnection:
        try:
            raw = psycopg.connect(self._address, autocommit=True)
        except psycopg.Error as error:
            raise refusals.unusable(self._place, str(error)) from error
        connection = PostgresConnection(raw, self._place, self._wait)
        try:
            connection.rows(f"SET search_path = {self._schema}, pg_temp")
            connection.rows("SET synchronous_commit = on")
            connection.rows(f"SET lock_timeout = {max(1, round(self._wait * 1000))}")
            self._check(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def turn(self) -> AbstractContextManager[None]:
        return nullcontext()

    def written(self, connection: Connection, size: int) -> None:
        """Nothing is left to do here."""

    def _check(self, connection: PostgresConnection) -> None:
        ((synchronised,),) = connection.rows("SHOW fsync")
        if synchronised != "on":
            raise refusals.unsynchronised(self._place)
        if self._create and not self._tables(connection):
            self._make_tables(connection)
        tables = self._tables(connection)
        if not tables:
            raise refusals.absent(self._place)
        if "about" not in tables:
            raise refusals.foreign(self._place)
        told = connection.rows("SELECT what, version FROM about")
        if len(told) != 1 or told[0][0] != ABOUT:
            raise refusals.foreign(self._place)
        if told[0][1] > VERSION:
            raise refusals.newer(self._place)
        if self._guards(connection) != GUARDS:
            raise refusals.damaged(self._place, "a guard is missing or switched off")

    def _make_tables(self, connection: PostgresConnection) -> None:
        connection.rows("BEGIN")
        try:
            connection.rows("SELECT pg_advisory_xact_lock(?)", (_FIRST,))
            if not self._tables(connection):
                connection.rows(f"CREATE SCHEMA IF NOT EXISTS {self._schema}")
                for statement in statements(self._schema):
                    connection.rows(statement)
            connection.commit()
        except BaseException:
            connection.rollback()
            raise

    def _tables(self, connection: PostgresConnection) -> set[str]:
        found = connection.rows(
            "SELECT tablename FROM pg_tables WHERE schemaname = ?", (self._schema,)
        )
        return {name for (name,) in found}

    def _guards(self, connection: PostgresConnection) -> set[str]:
        """The triggers that are there and in force."""
        found = connection.rows(
            "SELECT tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
            " JOIN pg_namespace ON pg_namespace.oid = relnamespace"
            " WHERE nspname = ? AND NOT tgisinternal AND tgenabled IN ('O', 'A')",
            (self._schema,),
        )
        return {name for (name,) in found}


def refused(error: psycopg.Error, place: str, wait: float) -> LedgerRefused:
    """What an error of PostgreSQL means, in a sentence that one can act on."""
    told = error.diag.message_primary or str(error)
    match error:
        case errors.DiskFull():
            return refusals.full()
        case errors.LockNotAvailable():
            return refusals.locked(wait)
        case errors.DataCorrupted() | errors.IndexCorrupted():
            return refusals.damaged(place, told)
        case psycopg.IntegrityError():
            return refusals.keeps(told)
        case psycopg.OperationalError() if error.sqlstate is None or error.sqlstate[:2] in {
            "08", "57"
        }:  # fmt: skip
            return refusals.lost(place)
        case _:
            return refusals.unusable(place, told)


def _without_schema(address: str) -> tuple[str, str]:
    """The address as the driver takes it, and the schema."""
    parts = urlsplit(address)
    told = parse_qsl(parts.query)
    schema = dict(told).get("schema", SCHEMA)
    if not _NAME.fullmatch(schema):
        raise refusals.unusable(_shown(address), f"no schema can be called {schema}")
    rest = urlencode([each for each in told if each[0] != "schema"])
    return urlunsplit(parts._replace(query=rest)), schema


def _shown(address: str) -> str:
    """The address without the password."""
    parts = urlsplit(address)
    return f"postgresql://{parts.netloc.rpartition('@')[2]}{parts.path}"
