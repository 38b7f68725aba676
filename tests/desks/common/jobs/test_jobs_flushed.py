"""A second store is on the disk before the first one says that it is."""

from __future__ import annotations

import pytest
from django.db import connections

from repatria.desks.common.jobs import flushed

STORE = "vault"
pytestmark = pytest.mark.django_db(transaction=True, databases=["default", STORE])
ASK = {"sqlite": "PRAGMA synchronous", "postgresql": "show synchronous_commit"}
FLUSHED = {"sqlite": 2, "postgresql": "on"}
USUAL = {"sqlite": 1, "postgresql": "on"}


def level() -> object:
    connection = connections[STORE]
    with connection.cursor() as cursor:
        cursor.execute(ASK[connection.vendor])
        return cursor.fetchone()[0]


def test_every_commit_in_it_is_flushed_and_others_are_as_ever() -> None:
    vendor = connections[STORE].vendor
    assert level() == USUAL[vendor]
    with flushed(STORE):
        assert level() == FLUSHED[vendor]
        assert connections[STORE].in_atomic_block
    assert level() == USUAL[vendor]


def test_a_fault_takes_everything_back() -> None:
    connection = connections[STORE]
    with connection.cursor() as cursor:
        cursor.execute("create table trial_flushed (n integer)")
    try:
        with pytest.raises(ZeroDivisionError), flushed(STORE):
            _insert_and_fail()
        with connection.cursor() as cursor:
            cursor.execute("select count(*) from trial_flushed")
            assert cursor.fetchone() == (0,)
        assert level() == USUAL[connection.vendor]
    finally:
        with connection.cursor() as cursor:
            cursor.execute("drop table trial_flushed")


def _insert_and_fail() -> None:
    with connections[STORE].cursor() as cursor:
        cursor.execute("insert into trial_flushed values (1)")
    raise ZeroDivisionError


def test_it_is_the_outermost_transaction() -> None:
    with flushed(STORE), pytest.raises(RuntimeError), flushed(STORE):
        raise AssertionError("never reached")
