"""What is under an embargo is no part of the public store until it ends."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml
from django.apps import apps
from django.core import serializers
from django.test import Client

from repatria.desks.record import models, services

pytestmark = pytest.mark.django_db(databases="__all__")
SECRET = "not before June"
BEFORE, AFTER = date(2024, 5, 20), date(2024, 6, 1)


def count(name: str, speaker: str, source: str, exchange: str, **more: object) -> dict[str, object]:
    return {
        "id": name, "kind": "count", "exchange": exchange, "from": "A", "to": "B",
        "category": "remains", "quantity": 7, "speaker": speaker, "source": source,
        "said_on": "2024-05-01", **more,
    }  # fmt: skip


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file with one word under an embargo, and things that only this word speaks of."""
    document = {
        "format": "repatria-statements/1",
        "title": f"With what is {SECRET}",
        "notes": [f"One is {SECRET}"],
        "parties": [{"code": code, "name": {"en": f"Party {code}"}} for code in "AB"],
        "speakers": [
            {"code": "a", "name": "Office A", "voice": "party", "party": "A"},
            {"code": "late", "name": f"Speaker {SECRET}", "voice": "party", "party": "B"},
        ],
        "sources": [{"key": "p", "title": "P"}, {"key": "q", "title": f"Source {SECRET}"}],
        "agreements": [{"code": "G", "name": {"en": f"Agreement {SECRET}"}, "date": "2024-04-01"}],
        "exchanges": [
            {"code": "E1", "date": "2024-05-01", "title": "t", "track": "remains"},
            {"code": "E2", "date": "2024-05-01", "title": SECRET, "track": "remains",
             "agreement": "G"},
        ],
        "statements": [
            count("open", "a", "p", "E1"),
            count("hidden", "late", "q", "E2", embargo_until="2024-06-01", paraphrase=SECRET),
        ],
        "judgements": [
            {"first": "open", "second": "hidden", "verdict": "different", "by": "x",
             "on": "2024-05-02"},
        ],
    }  # fmt: skip
    path = tmp_path / "embargo.yaml"
    path.write_text(yaml.safe_dump(document), encoding="utf-8")
    return path


def everything() -> str:
    every = apps.get_app_config("record").get_models()
    return "".join(serializers.serialize("json", model._default_manager.all()) for model in every)


def test_no_word_of_it_is_stored_before_its_day(file: Path) -> None:
    receipt = services.import_file(file, today=BEFORE)
    assert (receipt.new, receipt.embargoed, receipt.next_due) == (1, 1, AFTER)
    assert SECRET not in everything()
    assert "hidden" not in everything()
    assert models.Claim.objects.get().code == "open"


def test_taken_in_again_on_its_day_it_is_there(file: Path) -> None:
    services.import_file(file, today=BEFORE)
    receipt = services.import_file(file, today=AFTER)
    assert (receipt.new, receipt.held, receipt.embargoed, receipt.next_due) == (1, 1, 0, None)
    assert models.Judgement.objects.count() == 1
    page = Client(SERVER_NAME="localhost").get("/exchanges/E2")
    assert SECRET in page.content.decode()


def test_taken_in_late_it_is_the_same_record(file: Path) -> None:
    services.import_file(file, today=BEFORE)
    services.import_file(file, today=AFTER)
    late = dict(models.Claim.objects.values_list("code", "data"))
    states = list(models.LegState.objects.order_by("leg__exchange_id").values_list("since", "low"))
    for model in (models.Judgement, models.Claim):
        model.objects.all().delete()
    services.import_file(file, today=AFTER)
    assert dict(models.Claim.objects.values_list("code", "data")) == late
    again = models.LegState.objects.order_by("leg__exchange_id").values_list("since", "low")
    assert list(again) == states
