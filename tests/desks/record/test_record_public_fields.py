"""The public store holds what is on its list, and nothing beside it."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connections
from hypothesis import given, settings

from formats.format_strategies import records
from repatria.desks.record import models, public_fields, store
from repatria.desks.router import PUBLIC
from repatria.statements.record import Record

pytestmark = pytest.mark.django_db(databases="__all__")


def test_every_table_and_column_is_on_the_list() -> None:
    connection = connections[PUBLIC]
    with connection.cursor() as cursor:
        found = {
            name: frozenset(
                column.name
                for column in connection.introspection.get_table_description(cursor, name)
            )
            for name in connection.introspection.table_names(cursor)
        }
    assert found == public_fields.TABLES, (
        "A table or column of the public store is not on the list in record/public_fields.py, or "
        "the list names one that is gone."
    )


@settings(max_examples=40, deadline=None)
@given(records())
def test_whatever_the_format_can_hold_is_on_the_list(record: Record) -> None:
    for party in record.parties:
        store.party_row(party, 0)
    for claim in record.claims:
        store.claim_row(claim)
        store.speaker_row(claim.speaker)
        store.source_row(claim.source)
    for agreement in record.agreements:
        store.agreement_row(agreement)
    for exchange in record.exchanges:
        store.exchange_row(exchange)
    for judgement in record.judgements:
        store.judgement_row(judgement)


def test_a_field_that_is_not_on_the_list_is_not_published() -> None:
    with pytest.raises(public_fields.UnlistedFieldError, match="home_address of a speaker"):
        public_fields.listed("speaker", {"code": "a", "home_address": "somewhere"})


def test_nothing_of_the_desks_lies_in_the_public_store(demo: None) -> None:
    desks = {
        name
        for name in connections["default"].introspection.table_names()
        if name != "django_migrations"
    }
    assert desks
    assert not desks & public_fields.TABLES.keys()
    assert models.Claim.objects.db == PUBLIC


def test_the_list_is_told_in_the_handbook() -> None:
    page = Path(__file__).parents[3] / "docs" / "handbook" / "public-record.md"
    text = page.read_text("utf-8")
    for table, columns in public_fields.TABLES.items():
        line = next((line for line in text.splitlines() if line.startswith(f"| `{table}`")), "")
        assert set(line.split("|")[2].replace("`", "").replace(",", " ").split()) == columns
