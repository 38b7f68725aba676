"""What the store holds, as mappings that a reader of files can ask, without reading it all.

A clerk's file speaks of a few sources among a hundred thousand; a bulk file speaks of nearly all.
The first asks row by row, the second gets everything at once.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping
from typing import Any, TypeVar

from django.db.models import Model

from repatria.desks.record import models, store
from repatria.formats.frame_json import exchange_from_json, source_from_json
from repatria.formats.statements import Known

T = TypeVar("T")
SMALL = 256 * 1024
"""Bytes of a file up to which asking row by row is the shorter way."""


class Held(Mapping[str, T]):
    """The rows of one table by primary key, each read when it is first asked for."""

    def __init__(self, model: type[Model], read: Callable[[dict[str, Any]], T]) -> None:
        self._rows = model._default_manager
        self._read = read
        self._seen: dict[str, T | None] = {}

    def _find(self, key: str) -> T | None:
        if key not in self._seen:
            data = self._rows.filter(pk=key).values_list("data", flat=True).first()
            self._seen[key] = None if data is None else self._read(data)
        return self._seen[key]

    def __getitem__(self, key: str) -> T:
        found = self._find(key)
        if found is None:
            raise KeyError(key)
        return found

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and self._find(key) is not None

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows.values_list("pk", flat=True))

    def __len__(self) -> int:
        return self._rows.count()


class HeldIds(Container[str]):
    """The ids of the statements held."""

    def __contains__(self, key: object) -> bool:
        return models.Claim.objects.filter(code=key).exists()


def known(size: int) -> Known:
    """What the store holds already, for a file of `size` bytes to speak of."""
    if size <= SMALL:
        return Known(
            parties=store.parties(),
            speakers=store.speakers(),
            sources=Held(models.Source, source_from_json),
            agreements=store.agreements(),
            exchanges=Held(models.Exchange, exchange_from_json),
            claims=HeldIds(),
        )
    return Known(
        parties=store.parties(),
        speakers=store.speakers(),
        sources=store.sources(),
        agreements=store.agreements(),
        exchanges=store.exchanges(models.Exchange.objects.all()),
        claims=set(models.Claim.objects.values_list("code", flat=True)),
    )
