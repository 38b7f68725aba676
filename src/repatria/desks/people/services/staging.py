"""Rows laid ready for the store while nobody waits for it, in tables that only this connection has.

From there one statement copies them, several times quicker than they could be handed over one by
one. Such a table has no name in the file system and is gone with the connection at the latest.

A row of a person who is not held yet is laid ready under a key that is not the last word: SQLite
gives keys to whoever writes, and only while writing (`beforehand`, `moved_by`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import count
from typing import Any, Self

from django.db import DatabaseError, connections, models

from repatria.desks.people.services.bulk import Row, column_of, insert_into
from repatria.desks.router import EXCHANGE

# Names of our own tables and columns alone are put into statements, by `quote_name`.
# ruff: noqa: S608


class Stage:
    """One such table, with columns of a model. `keys` are those of them that hold keys which are
    not the last word, `numbers` columns beside the model's. Used with `with`."""

    def __init__(
        self,
        model: type[models.Model],
        names: Sequence[str],
        *,
        keys: Sequence[str],
        numbers: Sequence[str] = (),
    ) -> None:
        quote = connections[EXCHANGE].ops.quote_name
        self._model, self._keys = model, frozenset(keys)
        self._columns = {name: quote(column_of(model, name)) for name in names}
        self._numbers = {name: quote(name) for name in numbers}
        self._table = quote(f"staged_{model._meta.db_table}")

    def __enter__(self) -> Self:
        self._drop()
        extra = (f"CAST(0 AS integer) AS {each}" for each in self._numbers.values())
        of = connections[EXCHANGE].ops.quote_name(self._model._meta.db_table)
        wanted = ", ".join((*self._columns.values(), *extra))
        _execute(f"CREATE TEMPORARY TABLE {self._table} AS SELECT {wanted} FROM {of} LIMIT 0")
        return self

    def __exit__(self, *_error: object) -> None:
        # A connection that broke has taken the table with it, and its error is what counts.
        with suppress(DatabaseError):
            self._drop()

    def _drop(self) -> None:
        _execute(f"DROP TABLE IF EXISTS {self._table}")

    def add(self, rows: Sequence[Row]) -> None:
        """Lay rows ready: values of the names and then of the numbers. They are made already: the
        connection answers nothing else meanwhile."""
        with _at_once():
            insert_into(self._table, (*self._columns.values(), *self._numbers.values()), rows)

    def copy(self, moved: int | None, same: dict[str, Any], order: Sequence[str] = ()) -> None:
        """Put all of them into the store, in the caller's transaction: in the order in which they
        were laid ready, or in that of some columns. `same` holds by name what is the same of
        each."""
        of = connections[EXCHANGE].ops.quote_name(self._model._meta.db_table)
        fixed = [connections[EXCHANGE].ops.quote_name(column_of(self._model, n)) for n in same]
        taken = (*(self._taken(name, moved) for name in self._columns), *["%s"] * len(fixed))
        _execute(
            f"INSERT INTO {of} ({', '.join((*self._columns.values(), *fixed))}) "
            f"SELECT {', '.join(taken)} FROM {self._table} "
            f"ORDER BY {', '.join(self._columns[name] for name in order) or _laid()}",
            list(same.values()),
        )

    def point(
        self, moved: int | None, model: type[models.Model], name: str, by: str, of: str, value: int
    ) -> None:
        """Set `name` of the rows of `model` whose `by` is that of a row here to its key; among
        those whose `of` is this value."""
        quote = connections[EXCHANGE].ops.quote_name
        table, set_, same, among = (
            quote(each)
            for each in (
                model._meta.db_table, *(column_of(model, each) for each in (name, by, of))
            )
        )  # fmt: skip
        (key,) = self._keys
        _execute(
            f"UPDATE {table} SET {set_} = {self._taken(key, moved)} FROM {self._table} "
            f"WHERE {table}.{among} = %s AND {table}.{same} = {self._table}.{self._numbers[by]}",
            [value],
        )

    def _taken(self, name: str, moved: int | None) -> str:
        column = f"{self._table}.{self._columns[name]}"
        if name not in self._keys or moved is None:
            return column
        return f"CASE WHEN {column} < 0 THEN {moved} - {column} ELSE {column} END"


def beforehand(model: type[models.Model]) -> Iterator[int]:
    """Keys for rows that are about to be laid ready, one by one. PostgreSQL gives them to whoever
    asks and nobody else ever after; on SQLite they are negative, and are moved when they are
    written."""
    if connections[EXCHANGE].vendor != "postgresql":
        yield from count(-1, -1)
    while True:
        with connections[EXCHANGE].cursor() as cursor:
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
                [model._meta.db_table, _KEYS],
            )
            yield from (key for (key,) in cursor.fetchall())


def moved_by(model: type[models.Model]) -> int | None:
    """By what negative keys are moved, in the transaction that writes them; None where none are. On
    SQLite nobody else writes meanwhile, and a key once given is never given again."""
    connection = connections[EXCHANGE]
    if connection.vendor == "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [model._meta.db_table])
        (last,) = cursor.fetchone() or (0,)
    return int(last)


_KEYS = 500
"""How many PostgreSQL is asked for at once."""


@contextmanager
def _at_once() -> Iterator[None]:
    """On SQLite, what is laid ready row by row as one change, which holds nobody else: a
    transaction of Django's would take the store for writing."""
    if connections[EXCHANGE].vendor != "sqlite":
        yield
        return
    _execute("SAVEPOINT staging")
    try:
        yield
    except BaseException:
        _execute("ROLLBACK TO staging")
        raise
    finally:
        _execute("RELEASE staging")


def _laid() -> str:
    return "ctid" if connections[EXCHANGE].vendor == "postgresql" else "rowid"


def _execute(statement: str, values: Sequence[Any] = ()) -> None:
    with connections[EXCHANGE].cursor() as cursor:
        cursor.execute(statement, list(values))
