"""Rows of the access log, and a way to write past its guards."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from django.db import connection
from django.utils.translation import override

from repatria.desks.accounts.access import guards
from repatria.desks.accounts.access.services import note


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with override("en"):
        yield


@pytest.fixture
def unguarded(db: None) -> Callable[[], AbstractContextManager[Callable[..., None]]]:
    """Drops the triggers, lets statements run, and puts them back: what an intruder would do who
    owns the database."""

    @contextmanager
    def lifted() -> Iterator[Callable[..., None]]:
        guards.remove(connection)

        def run(sql: str, *values: object) -> None:
            with connection.cursor() as cursor:
                cursor.execute(sql, values)

        yield run
        guards.install(connection)

    return lifted


@pytest.fixture
def noted(db: None) -> Callable[[int], None]:
    def rows(count: int) -> None:
        for number in range(1, count + 1):
            note(None, "view", "person", f"H-{number}", detail={"number": number})

    return rows
