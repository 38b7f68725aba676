"""Rows of lists as tests write them, tables made of them, and what the database says of pairs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import duckdb
import pyarrow as pa

from repatria.names.linking.columns import SCHEMA, table
from repatria.names.linking.gates import levels_sql
from repatria.names.linking.rows import FIELDS, Rows, records
from repatria.names.model import Order
from repatria.synthetic.lists.two_lists import Table

Person = dict[str, str]
LISTED = date(2025, 6, 14)
PARTS = {"surname", "given", "patronymic"}


def rows_of(
    people: Iterable[Person],
    order: Order | None = Order.SURNAME_FIRST,
    listed: date | None = LISTED,
) -> Rows:
    """A list of people; every row has every column that one of them has."""
    people = list(people)
    columns = {field for each in people for field in each}
    assert columns <= set(FIELDS)
    cells = {field: [each.get(field, "") for each in people] for field in columns}
    return Rows(cells, order, listed)


def table_of(*people: Person, order: Order | None = Order.SURNAME_FIRST) -> pa.Table:
    return table(records(rows_of(people, order), []), 0)


def of_pairs(pairs: Sequence[tuple[Person, Person]], asked: str) -> list[Any]:
    """What an SQL expression over the rows `l` and `r` says of each pair."""
    return _answers(pairs, f"select {asked} from one l join other r using (row) order by row")


def of_levels(pairs: Sequence[tuple[Person, Person]], asked: str) -> list[Any]:
    """The same of an expression over columns with `_l` and `_r`, and over the levels of fields."""
    columns = ", ".join(f"l.{name} as {name}_l, r.{name} as {name}_r" for name in SCHEMA.names)
    joined = f"select {columns} from one l join other r using (row)"
    return _answers(
        pairs, f"select {asked} from (select *, {levels_sql()} from ({joined})) order by row_l"
    )


def _answers(pairs: Sequence[tuple[Person, Person]], sql: str) -> list[Any]:
    """The one column of a query over the first and the other sides of the pairs."""
    with duckdb.connect() as database:
        for name, side in (("one", 0), ("other", 1)):
            database.register(name, table_of(*(pair[side] for pair in pairs)))
        return [value for (value,) in database.execute(sql).fetchall()]


def made_table(made: Table) -> pa.Table:
    """A made-up table read as its senders declare it: each its order and the day of its list."""
    by_sender = defaultdict(list)
    for row, sender in enumerate(made.columns["sender"]):
        by_sender[sender].append(row)
    tables = []
    for at in by_sender.values():
        order, listed = (made.columns[name][at[0]] for name in ("order", "listed"))
        left_out = {"name"} if order == "columns" else PARTS
        cells = {
            field: [made.columns[field][row] for row in at]
            for field in FIELDS
            if field not in left_out
        }
        declared = None if order == "columns" else Order(order)
        read = table(records(Rows(cells, declared, date.fromisoformat(listed)), []), 0)
        tables.append(read.set_column(0, "row", pa.array(at, pa.int64())))
    return pa.concat_tables(tables).sort_by("row").combine_chunks()
