"""The table of a record that no desk has, for the tests that ask about every cell."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from desks.accounts import cells


@pytest.fixture(scope="module")
def cell_table(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Made before the first test of a module that uses it; its rows are rolled back."""
    with django_db_blocker.unblock():
        cells.make_table()
    yield
    with django_db_blocker.unblock():
        cells.drop_table()
