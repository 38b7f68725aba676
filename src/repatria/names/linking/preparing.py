"""Lists read into tables for linking, block by block through a runner."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import pyarrow as pa

from repatria.base.progress import Progress, silent
from repatria.names.linking import columns
from repatria.names.linking.rows import RowNote, Rows, records
from repatria.names.linking.streams import stream, unstream
from repatria.runners.runner import Runner, in_order

BLOCK = 25_000
"""Rows that a worker reads at a time."""
_NOTES = b"notes"


@dataclass(frozen=True, slots=True)
class Prepared:
    """A list made ready: the columns of its rows, and what could not be read."""

    table: pa.Table
    notes: tuple[RowNote, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Some rows of a list, and the number of the first."""

    rows: Rows
    first: int


def blocks(rows: Rows, size: int = BLOCK) -> Iterator[Block]:
    for start in range(0, len(rows), size):
        yield Block(rows.part(start, start + size), start)


def read_block(_: None, block: Block) -> bytes:
    """The columns of a block as an Arrow stream that carries the notes with it."""
    notes: list[RowNote] = []
    table = columns.table(records(block.rows, notes), block.first)
    told = json.dumps([[block.first + note.row, note.field, note.message] for note in notes])
    return stream(table.replace_schema_metadata({_NOTES: told.encode()}))


def joined(results: Iterable[bytes]) -> Prepared:
    """The blocks of one list in their order as one table."""
    tables, notes = [columns.SCHEMA.empty_table()], list[RowNote]()
    for result in results:
        table = unstream(result)
        notes += [RowNote(*note) for note in json.loads(table.schema.metadata[_NOTES])]
        tables.append(table.replace_schema_metadata(None))
    return Prepared(pa.concat_tables(tables).combine_chunks(), tuple(notes))


def lists_joined(counts: Iterable[int], results: Iterator[bytes]) -> tuple[Prepared, ...]:
    """Lists of so many blocks each from the blocks of all. Asks until there are no more, since only
    then does a runner tell that it has ended."""
    ready = tuple(joined(islice(results, count)) for count in counts)
    deque(results, maxlen=0)
    return ready


def prepared(
    lists: Sequence[Rows], runner: Runner, *, progress: Progress = silent
) -> tuple[Prepared, ...]:
    """Each list made ready. Rows are numbered from 0 within their list."""
    parted = [tuple(blocks(rows)) for rows in lists]
    results = runner.map_blocks(
        read_block, [block for each in parted for block in each], shared=None,
        stage="reading names", progress=progress,
    )  # fmt: skip
    return lists_joined(map(len, parted), in_order(results))
