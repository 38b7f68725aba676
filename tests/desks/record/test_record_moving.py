"""An installation from before the public store: its record moves over once, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest
from django.apps import apps
from django.core import serializers
from django.db import connections, transaction
from django.db.migrations.loader import MigrationLoader
from django.test import Client

from repatria.cli.store import open_store
from repatria.desks.record import models, moving
from repatria.desks.router import EXCHANGE, PUBLIC

# Tables are made and dropped, which a test that is rolled back cannot do on SQLite.
pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")
RECORD = [*apps.get_app_config("record").get_models(include_auto_created=True)]
BEFORE = ("record", "0001_initial")
"""The last migration of the record that lay among the desks."""
Told = Callable[..., Client]


def held() -> dict[str, str]:
    """All that the record holds; of its log what happened, not when it was noted."""
    found = {
        model.__name__: serializers.serialize("json", model._default_manager.order_by("pk"))
        for model in RECORD
        if model is not models.Change
    }
    noted = models.Change.objects.order_by("day", "subject", "what")
    return {**found, "Change": repr(list(noted.values_list("what", "kind", "subject", "day")))}


def among_the_desks() -> set[str]:
    names = connections[EXCHANGE].introspection.table_names()
    return {name for name in names if name.startswith("record_")}


def emptied(store: str, tables: Iterable[str]) -> None:
    with transaction.atomic(using=store), connections[store].cursor() as cursor:
        for name in tables:
            cursor.execute(f'DELETE FROM "{name}"')


@pytest.fixture
def old(told: Told) -> dict[str, str]:
    """An older installation's record lies in the desks' store; what is in it is returned."""
    told(
        [{"id": "one", "speaker": "a", "quantity": 9}, {"id": "two", "speaker": "b", "quantity": 7}]
    )
    whole = held()
    state = MigrationLoader(None).project_state(BEFORE).apps
    were = [*state.get_app_config("record").get_models()]
    with connections[EXCHANGE].schema_editor() as editor:
        for model in were:
            editor.create_model(model)
    links = state.get_model("record", "Finding").legs.through
    state.get_model("record", "Intake")._meta.get_field("at").auto_now_add = False
    with transaction.atomic(using=EXCHANGE):
        for model in (*were, links):
            names = [field.attname for field in model._meta.concrete_fields]
            rows = model._default_manager.using(PUBLIC).values(*names)
            model._default_manager.using(EXCHANGE).bulk_create([model(**row) for row in rows])
    emptied(PUBLIC, {model._meta.db_table for model in RECORD})
    assert not models.Claim.objects.exists()
    return whole


def test_the_next_start_moves_it_whole(old: dict[str, str]) -> None:
    open_store()
    now = held()
    assert now == old
    assert not among_the_desks()
    open_store()
    assert held() == now
    assert moving.move_out_of_desks() == {}


def test_what_is_under_an_embargo_does_not_move(old: dict[str, str]) -> None:
    models.Claim.objects.using(EXCHANGE).filter(code="one").update(known_from="2999-01-01")
    with pytest.raises(moving.MovingError, match="embargo until 2999-01-01"):
        open_store()
    assert not models.Claim.objects.exists()
    models.Claim.objects.using(EXCHANGE).filter(code="one").update(known_from="2024-05-01")
    open_store()
    assert held() == old


def test_numbers_go_on_after_those_that_moved(old: dict[str, str], told: Told) -> None:
    open_store()
    last = max(models.Intake.objects.values_list("pk", flat=True))
    models.Intake.objects.create(file="next", digest="", claims_new=0, claims_held=0)
    assert max(models.Intake.objects.values_list("pk", flat=True)) == last + 1


@pytest.mark.parametrize("where", ["_continue_numbers", "_quoted"], ids=["copying", "dropping"])
def test_a_move_that_was_killed_goes_on(
    old: dict[str, str], where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(moving, where, killed)
        with pytest.raises(KeyboardInterrupt):
            moving.move_out_of_desks()
    assert among_the_desks()
    open_store()
    assert held() == old
    assert not among_the_desks()


def test_another_record_in_the_public_store_is_not_touched(old: dict[str, str], told: Told) -> None:
    told([{"id": "three", "speaker": "a", "quantity": 9}])
    other = held()
    with pytest.raises(moving.MovingError, match="record_claim"):
        open_store()
    assert held() == other
    assert models.Claim.objects.using(EXCHANGE).count() == 2
    with connections[EXCHANGE].schema_editor() as editor:
        for model in reversed(RECORD):
            if not model._meta.auto_created and model._meta.db_table in among_the_desks():
                editor.delete_model(model)


def test_empty_tables_of_before_are_taken_away(old: dict[str, str], told: Told) -> None:
    emptied(EXCHANGE, among_the_desks())
    told([{"id": "three", "speaker": "a", "quantity": 9}])
    other = held()
    open_store()
    assert held() == other
    assert not among_the_desks()
