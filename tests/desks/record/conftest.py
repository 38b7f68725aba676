"""The demonstration's statements, taken in once a module and only read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
import yaml
from django.test import Client
from django.utils.translation import override
from pytest_django import DjangoDbBlocker

from repatria.desks import record
from repatria.desks.record import models, services

STATEMENTS = Path(record.__file__).parent / "demo" / "statements-2025-summer.yaml"
_ROWS = (
    models.Change,
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


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """A request leaves its language behind in the thread; no test begins in another's."""
    with override("en"):
        yield


def take_in() -> None:
    services.import_file(STATEMENTS, today=date(2026, 1, 1))


@pytest.fixture(scope="module")
def _demo_rows(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Committed rows, seen by every test of the module, and gone after the last of them."""
    with django_db_blocker.unblock():
        take_in()
        yield
        empty()


def empty() -> None:
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


@pytest.fixture
def told(db: None, tmp_path: Path) -> Callable[..., Client]:
    """Takes in made-up statements (keys of the format) alone, and gives a client to read them."""

    def take(statements: list[dict[str, object]], **more: object) -> Client:
        document = {
            "format": "repatria-statements/1",
            "parties": [{"code": code, "name": {"en": f"Party {code}"}} for code in "AB"],
            "speakers": [
                {"code": "a", "name": "Office A", "voice": "party", "party": "A"},
                {"code": "b", "name": "Office B", "voice": "party", "party": "B"},
                {"code": "x", "name": "Somebody near A", "voice": "unnamed", "party": "A"},
                {"code": "press", "name": "An outlet", "voice": "media"},
                {"code": "icrc", "name": "A neutral one", "voice": "intermediary"},
            ],
            "sources": [
                {"key": key, "title": f"Title {key}", "outlet": f"{key}.example"} for key in "pqr"
            ],
            "exchanges": [{"code": "E1", "date": "2024-05-01", "title": "t", "track": "remains"}],
            "statements": [
                {
                    "id": f"s{number}",
                    "kind": "count",
                    "exchange": "E1",
                    "from": "A",
                    "to": "B",
                    "category": "remains",
                    "source": "p",
                    "said_on": "2024-05-01",
                    **statement,
                }
                for number, statement in enumerate(statements, 1)
            ],
            **more,
        }
        empty()
        path = tmp_path / "told.yaml"
        path.write_text(yaml.safe_dump(document, allow_unicode=True), encoding="utf-8")
        services.import_file(path, today=date(2026, 1, 1))
        return Client(SERVER_NAME="localhost")

    return take
