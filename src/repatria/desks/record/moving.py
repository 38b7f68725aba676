"""Moves the record of an older installation, where it lay among the desks, into the public store.

It is done once, at the first start. The copy is one transaction; the old tables go only when every
table of the copy has as many rows. Killed in between, the next start finds both, compares, and
goes on. In the log of changes, what moved is noted as published at the moment of the move.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.apps import apps
from django.core.management.color import no_style
from django.db import connections, transaction
from django.db.models import Max, Model
from django.utils import timezone

from repatria.base.errors import RepatriaError
from repatria.desks.record import changes, models, store
from repatria.desks.router import EXCHANGE, PUBLIC

_ROWS = 2000
Counts = dict[str, int]


class MovingError(RepatriaError):
    """The record cannot move: another one is there, or a part of it may not be public yet."""


def move_out_of_desks() -> Counts:
    """Move what is there, and say how many rows each table had; nothing where nothing is there.

    The public store must have its tables. Raises `MovingError` where it has another record, or
    where a statement is still under an embargo.
    """
    old = _tables()
    if not old:
        return {}
    with transaction.atomic(using=EXCHANGE):
        counts = _counts(old, EXCHANGE)
        if any(counts.values()):
            _copy(old, counts)
        with connections[EXCHANGE].cursor() as cursor:
            for model in reversed(old):
                cursor.execute(f"DROP TABLE {_quoted(model)}")
    return counts


def _copy(old: list[type[Model]], counts: Counts) -> None:
    with transaction.atomic(using=PUBLIC):
        if not models.Intake.objects.exists() and not models.Claim.objects.exists():
            _refuse_embargoed()
            for model in old:
                _copy_rows(model)
            _continue_numbers(old)
            changes.note(store.claims(models.Claim.objects.all()), (), {}, timezone.now())
        found = _counts(old, PUBLIC)
        if found != counts:
            differ = sorted(name for name in counts if counts[name] != found[name])
            raise MovingError(
                "The record lies in the desks' store and another one in the public store; they "
                f"differ in {', '.join(differ)}. Nothing was changed: set one of the two aside."
            )


def _refuse_embargoed() -> None:
    claims = models.Claim.objects.using(EXCHANGE).filter(known_from__gt=date.today())
    last = claims.order_by().aggregate(last=Max("known_from"))["last"]
    if last is not None:
        raise MovingError(
            f"The record of this installation has statements under an embargo until {last}, which "
            "may not lie in the public store. Nothing was changed: start again on that day, or "
            "take them out with the version that took them in."
        )


def _tables() -> list[type[Model]]:
    """The record's models that have a table in the desks' store, each after those it refers to."""
    connection = connections[EXCHANGE]
    held = set(connection.introspection.table_names())
    every = list(apps.get_app_config("record").get_models(include_auto_created=True))
    every.sort(key=lambda model: bool(model._meta.auto_created))  # links after what they link
    return [model for model in every if model._meta.db_table in held]


def _copy_rows(model: type[Model]) -> None:
    """Field by field of those that the old table has; a field that is new takes its default."""
    with connections[EXCHANGE].cursor() as cursor:
        description = connections[EXCHANGE].introspection.get_table_description(
            cursor, model._meta.db_table
        )
    columns = {column.name for column in description}
    names = [field.attname for field in model._meta.concrete_fields if field.column in columns]
    rows = model._default_manager.using(EXCHANGE).order_by("pk").values_list(*names)
    new = model._default_manager.using(PUBLIC)
    batch: list[Model] = []
    for row in rows.iterator(chunk_size=_ROWS):
        batch.append(model(**dict(zip(names, row, strict=True))))
        if len(batch) == _ROWS:
            new.bulk_create(batch)
            batch = []
    new.bulk_create(batch)


def _continue_numbers(old: Iterable[type[Model]]) -> None:
    """Numbers given by the store go on after those that were copied."""
    connection = connections[PUBLIC]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(old)):
            cursor.execute(statement)


def _counts(old: Iterable[type[Model]], alias: str) -> Counts:
    return {model._meta.db_table: model._default_manager.using(alias).count() for model in old}


def _quoted(model: type[Model]) -> str:
    return connections[EXCHANGE].ops.quote_name(model._meta.db_table)
