"""The demonstration's statements, taken in once a module and only read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker

from repatria.desks import record
from repatria.desks.record import models, services

STATEMENTS = Path(record.__file__).parent / "demo" / "statements-2025-summer.yaml"
_ROWS = (
    models.Check,
    models.Finding.legs.through,
    models.Finding,
    models.LegState,
    models.Leg,
    models.Judgement,
    models.Claim,
    models.Exchange,
    models.Agreement,
    models.Source,
    models.Speaker,
    models.Party,
    models.Intake,
)


def take_in() -> None:
    services.import_file(STATEMENTS, today=date(2026, 1, 1))


@pytest.fixture(scope="module")
def _demo_rows(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Committed rows, seen by every test of the module, and gone after the last of them."""
    with django_db_blocker.unblock():
        take_in()
        yield
        for model in _ROWS:
            model._default_manager.all().delete()


@pytest.fixture
def demo(_demo_rows: None, db: None) -> None:
    """The demonstration's record. What a test changes in it is rolled back."""
    if not models.Claim.objects.exists():  # a test with real transactions has emptied the store
        take_in()


@pytest.fixture
def site(demo: None) -> Client:
    return Client(SERVER_NAME="localhost")
