"""A second store, flushed to the disk before the first one says that its part is done."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections, transaction


@contextmanager
def flushed(store: str) -> Iterator[None]:
    """One transaction in a store of this alias that a failure of power cannot undo afterwards.

    SQLite in WAL's normal mode may lose the latest commits when power fails, in each store apart:
    without this, “done” could outlive what was done. PostgreSQL flushes every commit anyway.
    Raises RuntimeError inside another transaction of that store.
    """
    connection = connections[store]
    # Inside a transaction the setting cannot change, and Django refuses this one (not in a test).
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        with transaction.atomic(store, durable=True):
            yield
        return
    connection.ensure_connection()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous")
        (usual,) = cursor.fetchone()
        cursor.execute("PRAGMA synchronous=FULL")
    try:
        with transaction.atomic(store, durable=True):
            yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA synchronous={int(usual)}")
