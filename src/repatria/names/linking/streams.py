"""Tables as bytes and back, as they travel between workers."""

from __future__ import annotations

import io

import pyarrow as pa
import pyarrow.parquet as pq


def stream(table: pa.Table) -> bytes:
    """A table as the bytes of an Arrow stream."""
    out = io.BytesIO()
    with pa.ipc.new_stream(out, table.schema) as writer:
        writer.write_table(table)
    return out.getvalue()


def unstream(data: bytes) -> pa.Table:
    with pa.ipc.open_stream(data) as reader:
        return reader.read_all()


def parquet(table: pa.Table) -> bytes:
    """A table as a Parquet file, which is several times smaller."""
    out = io.BytesIO()
    pq.write_table(table, out, compression="zstd")
    return out.getvalue()


def unparquet(data: bytes) -> pa.Table:
    return pq.read_table(io.BytesIO(data))
