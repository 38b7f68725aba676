"""One pair of a linking weighed again from the rows that its folder keeps."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from repatria.base.errors import RepatriaError
from repatria.cli.names_link_run import DATED, MODEL, ORDER, RAW
from repatria.desks.common.charts.weights import Step, Weights, draw
from repatria.names.comparing import compare_records
from repatria.names.levels import Level
from repatria.names.linking.columns import SCHEMA
from repatria.names.linking.fields import FIELDS
from repatria.names.linking.gates import GATES
from repatria.names.linking.model import SIDES, column_of
from repatria.names.linking.rows import Rows, records
from repatria.names.linking.scoring import job, weigh_one
from repatria.names.model import Order
from repatria.names.records import Record

_WHY = {gate.code: gate.why for gate in GATES}
_STYLE = """<style>
svg { --paper: #ffffff; --ink: #1d2328; --soft: #5a646c; --edge: #9aa3aa; --a: #1f5f9e;
  --gap: #8a1f5c; background: var(--paper) }
@media (prefers-color-scheme: dark) { svg { --paper: #14181b; --ink: #e8ebed; --soft: #a9b2b9;
  --edge: #6b757d; --a: #7db7ee; --gap: #f09ac9 } }
text { fill: var(--ink); font: 13px system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif }
.head { font-weight: 600 } .fig { font-weight: 600 } .s { fill: var(--soft) }
.base { stroke: var(--edge) } .weight { fill: var(--soft) } .weight.for { fill: var(--a) }
.weight.against { fill: var(--gap) }
</style>"""


class ChartError(RepatriaError):
    """A pair that cannot be drawn: the folder or a row is not there."""


def weighed(folder: Path, first: str, second: str) -> tuple[Weights, str]:
    """The weights of a pair with the sentence of each field, and the gate that holds it, or ""."""
    try:
        model = json.loads((folder / MODEL).read_bytes())["model"]
        tables = [
            pq.read_table(path) for side in SIDES if (path := folder / f"{side}.parquet").exists()
        ]
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        raise ChartError(f"{folder} is not the folder of a finished linking") from None
    if not tables:
        raise ChartError(f"{folder} keeps no rows")
    rows = [_row(tables[0], first), _row(tables[-1], second)]
    if len(tables) == 1:
        # Within one list every pair is weighed once, the earlier row first.
        rows.sort()
    plain = [table.select(SCHEMA.names).replace_schema_metadata(None) for table in tables]
    pair = weigh_one(job(plain, model, 0.0), *rows)
    if pair is None:
        raise ChartError("these are one and the same row")
    one, other = (_record(tables[at], row) for at, row in zip((0, -1), rows, strict=True))
    picture = _picture(pair, one, other, (first, second))
    return picture, _WHY.get(pair["gate"], "")


def drawn(picture: Weights) -> str:
    """The picture as an SVG file that stands alone."""
    return draw(picture).replace(">", f">{_STYLE}", 1)


def _row(table: pa.Table, identifier: str) -> int:
    found = pc.index(table[f"{RAW}id"], identifier).as_py()
    if found < 0:
        raise ChartError(f"no row has the id “{identifier}”")
    return int(found)


def _record(table: pa.Table, row: int) -> Record:
    """The row read anew, for the sentences."""
    cells = table.slice(row, 1).to_pylist()[0]
    told = {key.decode(): value.decode() for key, value in (table.schema.metadata or {}).items()}
    columns = {
        name.removeprefix(RAW): [value or ""]
        for name, value in cells.items()
        if name.startswith(RAW)
    }
    order = None if told[ORDER] == "columns" else Order(told[ORDER])
    day = date.fromisoformat(told[DATED]) if told[DATED] else None
    return next(records(Rows(columns, order, day), []))


def _picture(pair: dict[str, Any], one: Record, other: Record, ids: tuple[str, str]) -> Weights:
    verdicts = {verdict.field: verdict for verdict in compare_records(one, other)}
    steps = []
    for field in FIELDS:
        bits = pair[f"weight_{column_of(field.name)}"]
        rule = field.rules[pair[f"rule_{column_of(field.name)}"]]
        verdict = verdicts.get(field.name)
        sentence = str(verdict.why) if verdict is not None else rule.label
        if rule.level is not Level.ABSENT or bits:
            steps.append(Step(f"{field.name}: {rule.label}", bits, sentence))
    start = pair["weight"] - sum(step.bits for step in steps)
    return Weights(
        title=f"{ids[0]} and {ids[1]}",
        desc=f"{one.name.written} and {other.name.written}: what each field adds, in bits",
        start=start,
        start_label="Two rows drawn at random",
        end_label="These two rows",
        steps=tuple(steps),
        id_prefix="pair",
    )
