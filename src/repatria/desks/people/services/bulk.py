"""Many rows put into the store or asked for at once, without an object of the ORM for each.

An import writes about eighteen rows a person; as objects they cost more than reading their names.
PostgreSQL takes them by COPY, SQLite by one prepared statement.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db import connections, models
from django.db.models.expressions import RawSQL

from repatria.desks.router import EXCHANGE

Row = Sequence[Any]


def insert(model: type[models.Model], names: Sequence[str], rows: Iterable[Row]) -> None:
    """Insert rows of plain values (numbers, texts, `None`, JSON as text, `moment`), in the caller's
    transaction. `names` are the model's attributes in the order of the values."""
    quote = connections[EXCHANGE].ops.quote_name
    columns = [quote(column_of(model, name)) for name in names]
    insert_into(quote(model._meta.db_table), columns, rows)


def insert_into(table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
    """The same by the quoted names of a table and its columns."""
    connection = connections[EXCHANGE]
    with connection.cursor() as cursor, connection.wrap_database_errors:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        places = ", ".join(["%s"] * len(columns))
        # Names of our own models only.
        statement = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})"  # noqa: S608
        cursor.executemany(statement, list(rows))


def update(
    model: type[models.Model], names: Sequence[str], by: Sequence[str], rows: Iterable[Row]
) -> None:
    """Set attributes of the rows that `by` names: a row holds the new values, and then the values
    of those. In the caller's transaction."""
    connection = connections[EXCHANGE]
    quote = connection.ops.quote_name
    new = ", ".join(f"{quote(column_of(model, each))} = %s" for each in names)
    where = " AND ".join(f"{quote(column_of(model, each))} = %s" for each in by)
    table = quote(model._meta.db_table)
    with connection.cursor() as cursor, connection.wrap_database_errors:
        # Names of our own models only.
        cursor.executemany(f"UPDATE {table} SET {new} WHERE {where}", list(rows))  # noqa: S608


def among(values: Collection[int] | Collection[str]) -> Any:
    """Values for a look-up `…__in`, as many as one likes: handed over as one, where the ORM would
    take longer over each of them than the store over its row."""
    if not values:
        # No statement is asked at all then, and nothing tells of which type they would be.
        return []
    texts = any(isinstance(each, str) for each in values)
    if connections[EXCHANGE].vendor == "postgresql":
        array = "text" if texts else "bigint"
        return RawSQL(f"SELECT unnest(%s::{array}[])", [list(values)])  # noqa: S611
    return RawSQL("SELECT value FROM json_each(%s)", [json.dumps(list(values))])


def plain_row(made: models.Model) -> dict[str, Any]:
    """By attribute, what the store takes of an object of the ORM that is not held yet; its key is
    left out."""
    connection = connections[EXCHANGE]
    fields = (each for each in made._meta.concrete_fields if not each.primary_key)
    return {
        each.name: each.get_db_prep_save(getattr(made, each.attname), connection)
        for each in fields
    }  # fmt: skip


def day(at: date | None) -> Any:
    """A day as the store takes it."""
    return connections[EXCHANGE].ops.adapt_datefield_value(at)


def moment(at: datetime) -> Any:
    """A moment as the store takes it."""
    return connections[EXCHANGE].ops.adapt_datetimefield_value(at)


def column_of(model: type[models.Model], name: str) -> str:
    """What the store calls an attribute."""
    column: str = getattr(model._meta.get_field(name), "column")  # noqa: B009
    return column
