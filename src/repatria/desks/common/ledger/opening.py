"""A store of the ledger by its address."""

from __future__ import annotations

from pathlib import Path

from repatria.desks.common.ledger import refusals
from repatria.desks.common.ledger.sql_store import SqlStore
from repatria.desks.common.ledger.sqlite_driver import SqliteDriver


def open_store(address: str, *, create: bool = False, wait: float = refusals.WAIT) -> SqlStore:
    """The store at a path (SQLite) or at `postgresql://user:password@host/name?schema=ledger`.

    With `create` it is made where nothing is: a file for its owner alone, or the schema. `wait` is
    for how many seconds a writer waits for another. Close it at the end.
    Raises `LedgerRefused` of kind `STORE`: nothing there, something else, a newer version, a guard
    that is missing, a file that others can read, a server that does not synchronise.
    """
    scheme, colon, _ = address.partition("://")
    if not colon:
        store = SqlStore(SqliteDriver(Path(address), create=create, wait=wait))
    elif scheme in {"postgresql", "postgres"}:
        store = _postgres(address, create=create, wait=wait)
    else:
        raise refusals.foreign(address)
    with store.reading():
        return store


def _postgres(address: str, *, create: bool, wait: float) -> SqlStore:
    try:
        from repatria.desks.common.ledger.postgres_driver import PostgresDriver
    except ImportError:
        raise refusals.unusable("postgresql://", "psycopg is not installed") from None
    return SqlStore(PostgresDriver(address, create=create, wait=wait))
