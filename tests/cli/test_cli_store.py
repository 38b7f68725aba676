"""What commands make of a store that is fresh, empty, newer, or cannot be used."""

from __future__ import annotations

import json
import sqlite3

import pytest
from django.db import DatabaseError, connection, connections
from django.db.migrations.recorder import MigrationRecorder

from repatria.cli import failures
from repatria.cli.store import open_store


@pytest.mark.parametrize("command", ["check", "report"])
def test_an_empty_record_is_no_error(repatria, command):
    arguments = ("--on", "2025-06-14") if command == "report" else ()
    done = repatria("record", command, "--json", *arguments)
    assert done.code == 0
    assert json.loads(done.out)["contradictions"] == []


@pytest.mark.parametrize("alias", ["default", "public"])
def test_a_store_of_a_newer_version_is_refused(repatria, alias):
    MigrationRecorder(connections[alias]).record_applied("record", "9999_from_the_future")
    done = repatria("record", "check")
    assert done.code == 1
    assert "made by a newer Repatria" in done.err
    assert "9999_from_the_future" in done.err
    assert done.out == ""


def test_migrations_of_apps_that_are_not_ours_are_no_matter(repatria):
    MigrationRecorder(connection).record_applied("some_other_app", "0001_initial")
    assert repatria("record", "check").code == 0


def test_a_fresh_store_gets_its_tables(installed, tmp_path):
    done = installed("record", "check")
    assert done.code == 0, done.err
    held = {}
    for name in ("exchange", "public"):
        with sqlite3.connect(tmp_path / "home" / f"{name}.sqlite3") as store:
            held[name] = {name for (name,) in store.execute("select name from sqlite_master")}
    assert "record_claim" in held["public"]
    assert not any(name.startswith("record_") for name in held["exchange"])


def test_opening_an_open_store_changes_nothing(repatria):
    before = set(MigrationRecorder(connection).applied_migrations())
    open_store()
    assert set(MigrationRecorder(connection).applied_migrations()) == before


def test_a_file_that_is_no_store_is_one_clear_line(installed, tmp_path):
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    store = home / "exchange.sqlite3"
    store.write_bytes(b"this is not a database, it only looks like one" * 100)
    store.chmod(0o600)
    done = installed("record", "check")
    assert done.code == 1
    assert done.err.strip() == "The store cannot be used: file is not a database"


def test_a_server_that_does_not_answer_is_one_clear_line(installed):
    done = installed("record", "check", REPATRIA_DATABASE="postgresql://u@127.0.0.1:1/x")
    assert done.code == 1
    assert len(done.err.strip().splitlines()) == 1
    assert done.err.startswith("The store cannot be used: ")


def test_a_home_that_cannot_be_made_is_one_clear_line(installed, tmp_path):
    (tmp_path / "home").write_text("a file, not a folder", "utf-8")
    done = installed("record", "check")
    assert done.code == 1
    assert len(done.err.strip().splitlines()) == 1
    assert "REPATRIA_HOME" in done.err


def test_a_store_that_everybody_can_read_is_refused(installed, tmp_path):
    assert installed("record", "check").code == 0
    (tmp_path / "home" / "exchange.sqlite3").chmod(0o644)
    done = installed("record", "check")
    assert done.code == 1
    assert "chmod o-rwx" in done.err


def test_a_fault_of_the_program_is_not_hidden():
    assert failures.explained(ZeroDivisionError("a fault")) == []
    assert failures.explained(DatabaseError("disk full\nat 3")) == [
        "The store cannot be used: disk full"
    ]
    assert failures.explained(OSError(28, "No space left on device", "/x")) == [
        "/x: No space left on device"
    ]
