"""The record desk as a Django application, and the place of its tables on PostgreSQL."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import pre_migrate

from repatria.desks.common.stores import PUBLIC_SCHEMA
from repatria.desks.router import PUBLIC


class RecordConfig(AppConfig):
    name = "repatria.desks.record"
    label = "record"
    default = True

    def ready(self) -> None:
        pre_migrate.connect(_make_schema, sender=self, dispatch_uid="record schema")


def _make_schema(using: str, **_: Any) -> None:
    """Before the first table: the schema that the connections of the public store look into."""
    from django.db import connections

    connection = connections[using]
    options = connection.settings_dict["OPTIONS"].get("options", "")
    if using == PUBLIC and f"search_path={PUBLIC_SCHEMA}" in options:
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE SCHEMA IF NOT EXISTS {PUBLIC_SCHEMA}")
