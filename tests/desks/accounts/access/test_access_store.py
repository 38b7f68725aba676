"""The log in its store: the database refuses to change it, and whatever is changed past that is
found."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from repatria.desks.accounts.access import guards, heads
from repatria.desks.accounts.access.chain import START, Head, row_digest
from repatria.desks.accounts.access.models import Trace
from repatria.desks.accounts.access.services import note
from repatria.desks.accounts.access.verifying import verify

COLUMNS = [field.column for field in Trace._meta.concrete_fields]
TABLE = guards.TABLE


def refused(sql, *values):
    with (
        pytest.raises(DatabaseError, match="the access log"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql, values)


def kinds(verdict):
    return [(each.sequence, each.kind) for each in verdict.breaks]


def test_the_store_has_its_guards(db):
    assert guards.missing(connection) == []


def test_a_row_is_not_changed(noted):
    noted(3)
    for column in COLUMNS:
        refused(f"UPDATE {TABLE} SET {column} = {column}")
    refused(f"UPDATE {TABLE} SET actor = 'x' WHERE sequence = 2")
    assert verify().whole


def test_a_row_is_not_deleted(noted):
    noted(3)
    refused(f"DELETE FROM {TABLE}")
    refused(f"DELETE FROM {TABLE} WHERE sequence = 3")
    if connection.vendor == "postgresql":
        refused(f"TRUNCATE {TABLE}")
    assert Trace.objects.count() == 3


def test_the_objects_of_django_cannot_either(noted):
    noted(2)
    for attempt in (
        lambda: Trace.objects.filter(sequence=1).update(actor="x"),
        lambda: Trace.objects.all().delete(),
        lambda: Trace.objects.get(sequence=2).delete(),
        lambda: Trace.objects.get(sequence=2).save(),
        lambda: Trace.objects.bulk_create([copy_of(2, sequence=9)]),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt()
    assert verify().whole


def copy_of(number, **changes):
    row = Trace.objects.get(sequence=number)
    for name, value in changes.items():
        setattr(row, name, value)
    row._state.adding = True
    return row


@pytest.mark.parametrize(
    "changes",
    [
        {"sequence": 2},
        {"sequence": 5},
        {"sequence": 4, "previous": START},
        {"sequence": 0},
    ],
)
def test_a_row_that_does_not_go_on_from_the_last_is_not_taken(noted, changes):
    noted(3)
    row = copy_of(3, **changes)
    with pytest.raises(DatabaseError, match="the access log"), transaction.atomic():
        row.save(force_insert=True)


def test_no_form_of_insert_writes_over_a_row(noted):
    noted(3)
    last = Trace.objects.get(sequence=3)
    names = ", ".join(COLUMNS)
    values = [getattr(last, name) for name in COLUMNS]
    signs = ", ".join(["%s"] * len(values))
    onward = [4 if n == "sequence" else last.digest if n == "previous" else v for n, v in
              zip(COLUMNS, values, strict=True)]  # fmt: skip
    if connection.vendor == "sqlite":
        refused(f"INSERT OR REPLACE INTO {TABLE} ({names}) VALUES ({signs})", *values)
        refused(f"REPLACE INTO {TABLE} ({names}) VALUES ({signs})", *values)
        # By the hidden number of a row, with all else in order.
        refused(f"REPLACE INTO {TABLE} (rowid, {names}) VALUES (1, {signs})", *onward)
        refused(f"UPDATE OR REPLACE {TABLE} SET sequence = 1 WHERE sequence = 2")
    else:
        upsert = "ON CONFLICT (sequence) DO UPDATE SET actor = 'x'"
        refused(f"INSERT INTO {TABLE} ({names}) VALUES ({signs}) {upsert}", *values)
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
        refused(f"UPDATE {TABLE} SET actor = 'x'")
    assert verify().whole
    assert Trace.objects.count() == 3


OTHER = {
    "sequence": 77,
    "at": "2001-01-01 00:00:00+00:00",
    "detail": '{"number": 2}',
    "previous": "f" * 64,
    "digest": "e" * 64,
}


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("sequence", [1, 3, 5])
def test_a_change_of_any_column_of_any_row_is_found(noted, unguarded, column, sequence):
    noted(5)
    with unguarded() as run:
        run(f"UPDATE {TABLE} SET {column} = %s WHERE sequence = %s",
            OTHER.get(column, "other"), sequence)  # fmt: skip
    verdict = verify()
    assert not verdict.whole
    assert verdict.breaks[0].sequence == sequence
    assert verdict.guards_missing == ()


@pytest.mark.parametrize("junk", ["2025-13-45 99:99:99", "never", "", "9" * 400])
def test_a_moment_that_is_none_is_found(noted, unguarded, junk):
    noted(3)
    if connection.vendor == "postgresql":
        return  # its column takes nothing of the kind
    with unguarded() as run:
        run(f"UPDATE {TABLE} SET at = %s WHERE sequence = 2", junk)
    assert kinds(verify()) == [(2, "content")]


def test_a_number_that_is_none_is_found(noted, unguarded):
    noted(3)
    if connection.vendor == "postgresql":
        return  # its column takes nothing of the kind
    with unguarded() as run:
        run(f"UPDATE {TABLE} SET sequence = 'two' WHERE sequence = 2")
    assert kinds(verify()) == [(2, "gap"), (3, "order")]


def test_a_deleted_row_is_found(noted, unguarded):
    noted(5)
    with unguarded() as run:
        run(f"DELETE FROM {TABLE} WHERE sequence = 3")
    assert kinds(verify()) == [(3, "gap")]


def test_a_deleted_end_is_found_with_a_kept_head_only(noted, unguarded):
    noted(5)
    kept = heads.head()
    with unguarded() as run:
        run(f"DELETE FROM {TABLE} WHERE sequence > 3")
    assert verify().whole
    assert kinds(verify([kept])) == [(5, "head")]


def test_a_log_rewritten_as_a_whole_is_found_with_a_kept_head(noted, unguarded):
    """The intruder drops the triggers, takes a row out, computes every digest anew with the very
    functions of Repatria, and puts the triggers back. In itself the log holds."""
    noted(9)
    kept = heads.head()
    rows = list(Trace.objects.exclude(sequence=4))
    with unguarded() as run:
        run(f"DELETE FROM {TABLE}")
        last = START
        for number, row in enumerate(rows, 1):
            row.sequence, row.previous = number, last
            row.digest = last = row_digest(row)
            row._state.adding = True
            row.save(force_insert=True)
    # And work goes on until the log is as long as it was, and longer.
    note(None, "view", "person", "H-1")
    note(None, "view", "person", "H-1")
    assert verify().whole
    assert kinds(verify([kept])) == [(9, "head")]
    assert "rewritten" in str(verify([kept]).breaks[0])
    assert kinds(verify([Head(kept.sequence, kept.digest[:16])])) == [(9, "head")]


def test_missing_guards_are_told(noted):
    noted(1)
    guards.remove(connection)
    assert not verify().whole
    assert set(verify().guards_missing) == set(guards.missing(connection)) != set()
    guards.install(connection)
    assert verify().whole


def test_a_guard_that_was_hollowed_out_is_told(noted):
    noted(1)
    name = f"{TABLE}_no_update"
    if connection.vendor == "sqlite":
        hollow = [
            f"DROP TRIGGER {name}",
            f"CREATE TRIGGER {name} BEFORE UPDATE ON {TABLE} BEGIN SELECT 1; END",
        ]
    else:
        name = f"{TABLE}_rows"
        hollow = [
            f"CREATE OR REPLACE FUNCTION {TABLE}_guard() RETURNS trigger LANGUAGE plpgsql "
            "AS $$ BEGIN RETURN NEW; END $$"
        ]
    with connection.cursor() as cursor:
        for statement in hollow:
            cursor.execute(statement)
    assert name in verify().guards_missing
    guards.install(connection)
    assert verify().whole


def test_a_row_that_was_rolled_back_leaves_no_gap(noted):
    noted(2)
    with transaction.atomic():
        note(None, "view", "person", "H-9")
        transaction.set_rollback(True)
    noted(1)
    assert list(Trace.objects.values_list("sequence", flat=True)) == [1, 2, 3]
    assert verify().whole


def test_the_store_gives_every_column_back_as_it_was_digested(db):
    detail = {"text": "«Ґ» \x00 \udfff", "n": [1, None]}
    note(None, "view", "person", "Ї-1 \x00 \ud800", detail=detail)
    note(None, "x" * 300, "y" * 300, "z" * 300)
    row = Trace.objects.get(sequence=1)
    assert row_digest(row) == row.digest
    assert row.at <= timezone.now()
    assert verify().whole
