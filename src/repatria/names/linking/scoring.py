"""Pairs weighed by a trained model, chunk by chunk: the same pairs, however the work is divided.

A chunk is one part of the first table against one part of the second, as Splink divides them (by a
hash of the row). Each worker gets both tables whole, since the frequency of a name is that of all
rows; what it weighs is its chunk.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import duckdb
import pyarrow as pa

from repatria.names.linking.columns import SCHEMA
from repatria.names.linking.fields import FIELDS
from repatria.names.linking.gates import gate_sql, level_case, levels_sql
from repatria.names.linking.model import SIDES, column_of, database, linker
from repatria.names.linking.streams import parquet, stream, unparquet, unstream

Chunk = tuple[tuple[int, int], tuple[int, int]]
"""Which part of how many of the first table, and of the second; parts count from 1."""

PAIRS = pa.schema(
    [
        ("first", pa.int64()),
        ("second", pa.int64()),
        ("weight", pa.float64()),
        *((f"weight_{column_of(field.name)}", pa.float64()) for field in FIELDS),
        *((f"rule_{column_of(field.name)}", pa.int8()) for field in FIELDS),
        ("gate", pa.string()),
    ]
)
"""A pair: its rows, its weight in bits and what each field adds to it, the number of the rule in
`fields` that each field met, and the gate that holds it back, if any."""


@dataclass(frozen=True, slots=True)
class Job:
    """What every chunk needs: one or two tables as Parquet, the model as JSON, the least weight."""

    tables: tuple[bytes, ...]
    model: str
    least: float
    threads: int | None = None
    """Threads of each worker's database; all cores where it is `None`."""


def job(
    tables: Sequence[pa.Table], model: Mapping[str, Any], least: float, threads: int | None = None
) -> Job:
    return Job(tuple(map(parquet, tables)), json.dumps(model), least, threads)


def chunks(count: int) -> tuple[Chunk, ...]:
    """The first table in `count` parts, each against the whole second."""
    return tuple(((number, count), (1, 1)) for number in range(1, count + 1))


def weigh(shared: Job, chunk: Chunk) -> bytes:
    """The pairs of a chunk with at least the least weight, as Arrow's stream of `PAIRS`."""
    tables = [unparquet(data) for data in shared.tables]
    with database(shared.threads) as connection:
        work = linker(connection, tables, json.loads(shared.model))
        left, right = chunk
        scored = work.inference.predict_chunk(
            left_chunk=left, right_chunk=right, threshold_match_weight=shared.least,
            warning_mode="never",
        )  # fmt: skip
        return stream(_told(connection, scored.physical_name, tables))


def _told(
    connection: duckdb.DuckDBPyConnection, scored: str, tables: Sequence[pa.Table]
) -> pa.Table:
    """The scored pairs with the weight of each field, its rule, and the gate."""
    for side, table in zip(SIDES, (tables[0], tables[-1]), strict=True):
        connection.register(f"rows_{side}", table)
    columns = ", ".join(
        f"{side}.{name} as {name}_{end}"
        for side, end in (("one", "l"), ("two", "r"))
        for name in SCHEMA.names
        if name != "row"
    )
    held = {row[0] for row in connection.execute(f"describe {scored}").fetchall()}
    weights = ", ".join(
        f"{_weight(column_of(field.name), held)} as weight_{column_of(field.name)}"
        for field in FIELDS
    )
    rules = ", ".join(
        f"({level_case(field, codes=True)})::tinyint as rule_{column_of(field.name)}"
        for field in FIELDS
    )
    named = ", ".join(PAIRS.names)
    # Nothing here comes from outside: columns, rules and gates are our own tables.
    sql = (
        f"with pairs as (select row_l, row_r, match_weight as weight, {weights}, {columns} "  # noqa: S608
        f"from {scored} join rows_first one on row_l = one.row "
        f"join rows_second two on row_r = two.row), "
        f"levels as (select *, {rules}, {levels_sql()} from pairs) "
        f"select {named} from (select *, row_l as first, row_r as second, {gate_sql()} as gate "
        f"from levels) order by first, second"
    )
    found: pa.Table = connection.sql(sql).to_arrow_table()
    return found.cast(PAIRS)


def weigh_one(shared: Job, first: int, second: int) -> dict[str, Any] | None:
    """One pair of rows, whatever it weighs; `None` where a table has no such row."""
    model = json.loads(shared.model)
    model["blocking_rules_to_generate_predictions"] = [
        {"blocking_rule": f"l.row = {first:d} and r.row = {second:d}", "sql_dialect": "duckdb"}
    ]
    whole = replace(shared, model=json.dumps(model), least=-1000.0)
    found = unstream(weigh(whole, ((1, 1), (1, 1)))).to_pylist()
    return found[0] if found else None


def _weight(column: str, held: set[str]) -> str:
    frequency = f"mw_tf_adj_{column}"
    return f"mw_{column} + {frequency}" if frequency in held else f"mw_{column}"
