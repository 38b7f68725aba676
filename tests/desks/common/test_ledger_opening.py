"""Opening a store, and what it says when it cannot be used."""

from __future__ import annotations

import os
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from ledger_stores import address, server

from ledger_work import LOG
from repatria.desks.common.ledger.opening import open_store
from repatria.desks.common.ledger.postgres_schema import GUARDED
from repatria.ledger.log import append, begin, head
from repatria.ledger.refusing import LedgerRefused, Why
from repatria.ledger.storing import Row
from repatria.ledger.tree import leaf_hash


def filled(place: str, many: int = 3) -> None:
    store = open_store(place, create=True)
    begin(store, LOG)
    append(
        store, LOG, [Row(b"%d" % at, leaf_hash(b"%d" % at), (f"text:{at}",)) for at in range(many)]
    )
    store.close()


def refusal(place: str, **options) -> str:
    """What opening says."""
    with pytest.raises(LedgerRefused) as caught:
        open_store(place, **options)
    assert caught.value.why is Why.STORE
    assert "\n" not in str(caught.value)
    return str(caught.value)


def sql(place: str, *statements: str) -> None:
    """Behind the store's back."""
    with closing(sqlite3.connect(place)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def postgres(place: str, *statements: str) -> None:
    """The same in PostgreSQL, within the schema of an address."""
    base, _, schema = place.partition("&schema=")
    with psycopg.connect(base, autocommit=True) as connection:
        connection.execute(f"SET search_path = {schema}")
        for statement in statements:
            connection.execute(statement)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_nothing_is_made_unless_asked(tmp_path, kind):
    place = address(kind, tmp_path)
    assert "There is no store" in refusal(place)
    open_store(place, create=True).close()
    open_store(place).close()
    # Creating what is there changes nothing.
    filled(place)
    with open_store(place, create=True).reading() as reading:
        assert head(reading, LOG.public)[0].size == 3


def test_the_file_is_for_its_owner_alone(tmp_path):
    place = tmp_path / "log.sqlite3"
    old = os.umask(0)
    try:
        store = open_store(str(place), create=True)
        begin(store, LOG)
    finally:
        os.umask(old)
    found = {file.name: stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()}
    assert {"log.sqlite3", "log.sqlite3-wal", "log.sqlite3-lock"} <= set(found)
    assert set(found.values()) == {0o600}
    store.close()


@pytest.mark.parametrize("mode", [0o604, 0o620, 0o602])
def test_a_file_that_others_can_read_or_change_is_refused(tmp_path, mode):
    place = tmp_path / "log.sqlite3"
    filled(str(place))
    place.chmod(mode)
    assert "run: chmod" in refusal(str(place))
    place.chmod(0o640)
    open_store(str(place)).close()


def test_foreign_files_are_refused_and_left_alone(tmp_path):
    text, other = tmp_path / "text", tmp_path / "other.sqlite3"
    text.write_bytes(b"a letter\n" * 1000)
    sql(str(other), "CREATE TABLE a (b)")
    for file in (text, other):
        file.chmod(0o600)
        before = file.read_bytes()
        for create in (False, True):
            assert "is no store of a ledger" in refusal(str(file), create=create)
        assert file.read_bytes() == before


@pytest.mark.parametrize("place", ["", ".", "/nowhere/at/all/log.sqlite3", "mysql://host/name"])
def test_an_address_that_is_none(place):
    assert refusal(place, create=True)


def test_an_address_with_a_strange_schema():
    assert "no schema can be called" in refusal(f"{server()}&schema=x;drop", create=True)


def test_a_server_that_is_not_there(tmp_path):
    told = refusal(f"postgresql://user:secret@/name?host={tmp_path}")
    assert "cannot be used" in told
    assert "secret" not in told


def test_a_schema_of_somebody_else(tmp_path):
    place = address("postgresql", tmp_path)
    schema = place.partition("&schema=")[2]
    postgres(place, f"CREATE SCHEMA {schema}", f"CREATE TABLE {schema}.a (b text)")
    for create in (False, True):
        assert "is no store of a ledger" in refusal(place, create=create)


def test_a_newer_version_is_refused(tmp_path):
    place = address("sqlite", tmp_path)
    filled(place)
    sql(place, "PRAGMA user_version = 2")
    assert "newer version" in refusal(place)
    place = address("postgresql", tmp_path)
    filled(place)
    postgres(place, "UPDATE about SET version = 2")
    assert "newer version" in refusal(place)


def test_a_store_without_one_of_its_guards_is_damaged(tmp_path):
    place = address("sqlite", tmp_path)
    filled(place)
    sql(place, "DROP TRIGGER entries_update")
    assert "is damaged" in refusal(place)
    place = address("postgresql", tmp_path)
    filled(place)
    postgres(place, "ALTER TABLE entries DISABLE TRIGGER entries_kept")
    assert "is damaged" in refusal(place)


FORBIDDEN = [
    "DELETE FROM entries",
    "DELETE FROM marks",
    "DELETE FROM tiles",
    "DELETE FROM checkpoints",
    "DELETE FROM trail",
    "UPDATE entries SET entry = entry",
    "UPDATE entries SET at = at + 1",
    "UPDATE marks SET at = 0",
    "UPDATE tiles SET level = 1",
    "UPDATE checkpoints SET size = size + 1",
    "UPDATE trail SET at = 0",
    "INSERT INTO entries (at, entry) SELECT 7, entry FROM entries WHERE at = 0",
    "INSERT INTO entries (at, entry) SELECT -1, entry FROM entries WHERE at = 0",
    "INSERT INTO checkpoints (size, note) SELECT 9, note FROM checkpoints WHERE size = 0",
    "INSERT INTO trail (number, at, why, sentence, digest)"
    " SELECT 9, at, why, sentence, digest FROM trail",
]
REPLACED = [
    "INSERT OR REPLACE INTO entries (at, entry) VALUES (1, x'00')",
    "INSERT OR REPLACE INTO tiles (level, number, hashes) VALUES (0, 0, zeroblob(32))",
    "INSERT OR REPLACE INTO checkpoints (size, note) VALUES (3, x'00')",
    "INSERT OR REPLACE INTO trail VALUES (0, 0, '', '', zeroblob(32))",
    "UPDATE tiles SET hashes = zeroblob(length(hashes))",
    "UPDATE checkpoints SET note = substr(note, 1, 10)",
]
TRUNCATED = [f"TRUNCATE {table}" for table in GUARDED]


def with_a_trail(place: str) -> None:
    from repatria.ledger.admitting import keep_refusal
    from repatria.ledger.refusing import malformed

    filled(place)
    store = open_store(place)
    keep_refusal(store, malformed("refused"), b"", 0)
    store.close()


def test_sqlite_itself_refuses_to_forget(tmp_path):
    place = address("sqlite", tmp_path)
    with_a_trail(place)
    for statement in FORBIDDEN + REPLACED:
        with pytest.raises(sqlite3.IntegrityError):
            sql(place, statement)


def test_postgresql_itself_refuses_to_forget(tmp_path):
    place = address("postgresql", tmp_path)
    with_a_trail(place)
    for statement in FORBIDDEN + TRUNCATED:
        with pytest.raises(psycopg.IntegrityError):
            postgres(place, statement)


def test_pages_that_are_overwritten_are_told(tmp_path):
    place = address("sqlite", tmp_path)
    filled(place, 3000)
    file = Path(place)
    data = bytearray(file.read_bytes())
    data[4096 * 8 :] = b"\xff" * (len(data) - 4096 * 8)
    file.write_bytes(data)
    store = open_store(place)
    with (
        pytest.raises(LedgerRefused, match="is damaged") as caught,
        store.reading() as reading,
    ):
        list(reading.entries(0, 3000))
    assert caught.value.why is Why.STORE
    store.close()


def test_a_server_that_does_not_synchronise_is_refused(tmp_path):
    place = address("postgresql", tmp_path)
    filled(place)
    with psycopg.connect(server(), autocommit=True) as connection:

        def synchronise(how: str) -> None:
            connection.execute(f"ALTER SYSTEM SET fsync = {how}")
            connection.execute("SELECT pg_reload_conf()")
            while connection.execute("SHOW fsync").fetchone() != (how,):
                pass

        synchronise("off")
        try:
            assert "does not synchronise" in refusal(place)
        finally:
            synchronise("on")
    open_store(place).close()
