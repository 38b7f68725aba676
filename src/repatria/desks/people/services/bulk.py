"""Many rows of one table put into the store at once, without an object of the ORM for each.

An import writes about eighteen rows a person; as objects they cost more than reading their names.
PostgreSQL takes them by COPY, SQLite by one prepared statement.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import connections, models

from repatria.desks.router import EXCHANGE

Row = Sequence[Any]


def insert(model: type[models.Model], names: Sequence[str], rows: Iterable[Row]) -> None:
    """Insert rows of plain values (numbers, texts, `None`, JSON as text, `moment`), in the caller's
    transaction. `names` are the model's attributes in the order of the values."""
    connection = connections[EXCHANGE]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(_column(model, name)) for name in names)
    table = quote(model._meta.db_table)
    with connection.cursor() as cursor, connection.wrap_database_errors:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        places = ", ".join(["%s"] * len(names))
        # Names of our own models only.
        statement = f"INSERT INTO {table} ({columns}) VALUES ({places})"  # noqa: S608
        cursor.executemany(statement, list(rows))


def update(model: type[models.Model], name: str, by: Sequence[str], rows: Iterable[Row]) -> None:
    """Set one attribute of the rows that `by` names: a row holds the new value, and then the values
    of those. In the caller's transaction."""
    connection = connections[EXCHANGE]
    quote = connection.ops.quote_name
    where = " AND ".join(f"{quote(_column(model, each))} = %s" for each in by)
    table, column = quote(model._meta.db_table), quote(_column(model, name))
    with connection.cursor() as cursor, connection.wrap_database_errors:
        # Names of our own models only.
        cursor.executemany(f"UPDATE {table} SET {column} = %s WHERE {where}", list(rows))  # noqa: S608


def moment(at: datetime) -> Any:
    """A moment as the store takes it."""
    return connections[EXCHANGE].ops.adapt_datetimefield_value(at)


def _column(model: type[models.Model], name: str) -> str:
    column: str = getattr(model._meta.get_field(name), "column")  # noqa: B009
    return column
