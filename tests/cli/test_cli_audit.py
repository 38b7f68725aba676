"""`repatria audit …`: the chain checked, its head kept elsewhere, rows listed."""

from __future__ import annotations

import json
import sqlite3

import pytest
from django.db import connection

from repatria.desks.accounts.access import guards
from repatria.desks.accounts.access.models import Trace
from repatria.desks.accounts.access.services import note

own_transactions = pytest.mark.django_db(transaction=True, databases="__all__")


@pytest.fixture
def rows(repatria):
    for number in range(1, 6):
        note(None, "view", "person", f"H-{number}")
    return repatria


def rewrite(sql):
    guards.remove(connection)
    with connection.cursor() as cursor:
        cursor.execute(sql)
    guards.install(connection)


def test_a_whole_log_holds_and_says_what_that_does_not_show(rows):
    done = rows("audit", "verify")
    assert done.code == 0
    assert "holds in itself: 5 rows" in done.out
    assert "--head" in done.out


def test_a_changed_row_is_named_and_the_exit_code_is_1(rows):
    rewrite(f"UPDATE {guards.TABLE} SET actor = 'X' WHERE sequence = 3")
    done = rows("audit", "verify")
    assert done.code == 1
    lines = done.out.splitlines()
    assert lines[0] == "row 3 is not as it was written"
    assert lines[-1] == "The access log of 5 rows does not hold."
    tree = json.loads(rows("audit", "verify", "--json").out)
    assert (tree["whole"], tree["breaks"][0]["row"]) == (False, 3)


def test_a_missing_guard_is_named(rows):
    guards.remove(connection)
    done = rows("audit", "verify")
    guards.install(connection)
    assert done.code == 1
    assert f"the trigger {guards.TABLE}_" in done.out


@own_transactions
def test_a_kept_head_finds_a_log_that_was_cut(rows, tmp_path):
    file = tmp_path / "head.json"
    assert rows("audit", "head", "--out", file).code == 0
    printed = json.loads(rows("audit", "head").out)
    assert printed == json.loads(file.read_text())
    line = f"{printed['sequence']}:{printed['digest'][:16]}"
    for kept in (file, line):
        done = rows("audit", "verify", "--head", kept)
        assert (done.code, "the kept head fits" in done.out) == (0, True)
    rewrite(f"DELETE FROM {guards.TABLE} WHERE sequence > 3")
    assert rows("audit", "verify").code == 0
    for kept in (file, line):
        done = rows("audit", "verify", "--head", kept)
        assert done.code == 1
        assert "row 6, whose digest was kept, is not there: the log ends at row 3" in done.out


@own_transactions
def test_a_folder_of_heads_is_checked_whole(rows, tmp_path):
    for number in (1, 2):
        note(None, "view", "person", f"N-{number}")
        rows("audit", "head", "--out", tmp_path / f"access-{number}.json")
    assert "all 2 kept heads fit" in rows("audit", "verify", "--head", tmp_path).out


def test_what_is_no_head_is_told(rows, tmp_path):
    (tmp_path / "x").write_text("no head")
    for where in (tmp_path / "x", tmp_path / "none", tmp_path):
        done = rows("audit", "verify", "--head", where)
        assert done.code == 1
        assert done.err.strip()
        assert "Traceback" not in done.err


def test_rows_are_listed_by_subject_actor_and_day(rows):
    listed = rows("audit", "list", "--subject", "person:H-2").out.splitlines()
    assert len(listed) == 1
    assert "person:H-2" in listed[0]
    assert len(rows("audit", "list", "--subject", "person").out.splitlines()) == 5
    assert rows("audit", "list", "--actor", "NOBODY").out == ""
    assert rows("audit", "list", "--since", "2099-01-01").out == ""
    tree = json.loads(rows("audit", "list", "--subject", "person:H-2", "--json").out)
    assert tree[0]["digest"] == Trace.objects.get(subject="H-2").digest


def test_listing_is_noted(rows):
    rows("audit", "list")
    last = Trace.objects.order_by("-sequence").first()
    assert (last.action, last.subject_type) == ("view", "access_log")


def test_a_store_changed_from_outside_is_found_by_the_installed_command(installed, tmp_path):
    """The whole way, as an intruder would go it who has the file of the store."""
    assert installed("audit", "head").code == 0
    store = tmp_path / "home" / "exchange.sqlite3"
    with sqlite3.connect(store) as opened, pytest.raises(sqlite3.IntegrityError):
        opened.execute(f"UPDATE {guards.TABLE} SET actor = 'X'")
    with sqlite3.connect(store) as opened:
        opened.execute(f"DROP TRIGGER {guards.TABLE}_no_update")
        opened.execute(f"UPDATE {guards.TABLE} SET actor = 'X'")
    done = installed("audit", "verify")
    assert done.code == 1
    assert "row 1 is not as it was written" in done.out
    assert f"{guards.TABLE}_no_update" in done.out
