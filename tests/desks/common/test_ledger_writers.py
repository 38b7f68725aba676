"""Several at once, a lock that lasts, a connection that ends, a disk that is full."""

from __future__ import annotations

import resource
import subprocess
import sys
import threading
from pathlib import Path

import psycopg
import pytest
from ledger_stores import address, server

from ledger_work import LOG
from repatria.desks.common.ledger.opening import open_store
from repatria.desks.common.ledger.sql_store import SqlStore
from repatria.desks.common.ledger.sqlite_driver import SqliteDriver, connect_raw
from repatria.ledger.exported import check_export
from repatria.ledger.exporting import export
from repatria.ledger.log import append, begin, head
from repatria.ledger.refusing import LedgerRefused, Why
from repatria.ledger.storing import Row
from repatria.ledger.tree import leaf_hash

DATABASES = ("sqlite", "postgresql")


def rows(word: str, many: int) -> list[Row]:
    entries = [f"{word} {at}".encode() * 20 for at in range(many)]
    return [Row(entry, leaf_hash(entry)) for entry in entries]


def size_of(store: SqlStore) -> int:
    """Of a log that is whole."""
    with store.reading() as reading:
        return check_export(dict(export(reading, LOG.public)).get, LOG.public)[0].size


@pytest.fixture(params=DATABASES)
def place(request, tmp_path):
    where = address(request.param, tmp_path)
    store = open_store(where, create=True)
    begin(store, LOG)
    store.close()
    return where


def test_writers_take_turns(place):
    """Threads of one store, and stores of one place."""
    stores = [open_store(place) for _ in range(2)]
    failed = []

    def work(store: SqlStore, word: str) -> None:
        try:
            for _ in range(5):
                append(store, LOG, rows(word, 3))
        except BaseException as error:
            failed.append(error)

    workers = [
        threading.Thread(target=work, args=(stores[at % 2], f"writer {at}")) for at in range(6)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert failed == []
    assert size_of(stores[0]) == 6 * 5 * 3
    for store in stores:
        store.close()


def test_a_sight_does_not_change_while_others_write(place):
    store = open_store(place)
    append(store, LOG, rows("first", 3))
    with store.reading() as reading:
        append(store, LOG, rows("second", 300))
        assert head(reading, LOG.public)[0].size == 3
        assert len(list(reading.entries(0, 999))) == 3
        assert len(reading.tile(0, 0)) == 32 * 3
    assert size_of(store) == 303
    store.close()


def test_a_lock_that_lasts_is_told(place):
    store, waiting = open_store(place), open_store(place, wait=0.3)
    with store.writing():
        with pytest.raises(LedgerRefused, match="Somebody else") as caught:
            append(waiting, LOG, rows("late", 1))
        assert caught.value.why is Why.STORE
        # Who only reads does not wait.
        assert size_of(waiting) == 0
    append(waiting, LOG, rows("later", 1))
    assert size_of(store) == 1
    store.close()
    waiting.close()


def test_another_program_in_the_file_is_told(tmp_path):
    place = address("sqlite", tmp_path)
    store = open_store(place, create=True, wait=0.3)
    begin(store, LOG)
    other = connect_raw(Path(place))
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(LedgerRefused, match="Somebody else"):
        append(store, LOG, rows("late", 1))
    other.close()
    append(store, LOG, rows("later", 1))
    store.close()


def test_a_connection_that_ends_is_told_and_made_anew(tmp_path):
    store = open_store(address("postgresql", tmp_path), create=True)
    begin(store, LOG)
    append(store, LOG, rows("kept", 2))

    def cut_off() -> None:
        with store.writing() as writing, psycopg.connect(server(), autocommit=True) as other:
            writing.put_entries(2, rows("lost", 1))
            other.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE state = 'idle in transaction'"
            )
            writing.put_entries(3, rows("lost", 1))

    with pytest.raises(LedgerRefused, match="was lost") as caught:
        cut_off()
    assert caught.value.why is Why.STORE
    assert size_of(store) == 2
    append(store, LOG, rows("after", 1))
    assert size_of(store) == 3
    store.close()


def test_a_database_that_may_not_grow_keeps_what_it_had(tmp_path):
    """SQLite's own limit stands in for a disk that is full."""
    pages = 1000

    def connect(file: Path):
        raw = connect_raw(file)
        raw.execute(f"PRAGMA max_page_count = {pages}")
        return raw

    store = SqlStore(SqliteDriver(tmp_path / "log.sqlite3", create=True, connect=connect))
    begin(store, LOG)
    append(store, LOG, rows("kept", 200))
    with store.reading() as reading:
        used = reading._connection.rows("PRAGMA page_count")[0][0]
    store.close()
    pages = used + 2
    with pytest.raises(LedgerRefused, match="is full") as caught:
        append(store, LOG, rows("too many", 2000))
    assert caught.value.why is Why.STORE
    assert size_of(store) == 200
    store.close()
    pages = 10_000
    append(store, LOG, rows("room again", 2000))
    assert size_of(store) == 2200
    store.close()


FILLING = """
import resource, sys
from test_ledger_writers import LOG, LedgerRefused, append, open_store, rows
store = open_store(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
size = 0
try:
    while True:
        size = append(store, LOG, rows("filling", 50)).stop
        print(size, flush=True)
except LedgerRefused as refused:
    print(refused.why, refused, flush=True)
"""


def test_a_disk_that_fills_is_told_and_loses_nothing(tmp_path):
    """No file of the process may become larger than 300,000 bytes."""
    place = address("sqlite", tmp_path)
    store = open_store(place, create=True)
    begin(store, LOG)
    store.close()
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] != 300_000
    here = Path(__file__).parent
    done = subprocess.run(
        [sys.executable, "-c", FILLING, place],
        stdout=subprocess.PIPE, text=True, check=True, timeout=60,
        env={"PYTHONPATH": f"{here}:{here.parents[1]}", "PATH": ""},
    )  # fmt: skip
    *acknowledged, last = done.stdout.splitlines()
    assert last.startswith("store ")
    store = open_store(place)
    assert size_of(store) >= int(acknowledged[-1]) > 50
    append(store, LOG, rows("room again", 500))
    store.close()
