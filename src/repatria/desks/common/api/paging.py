"""Lists in parts. A cursor names the last thing of a part by the values that the list is ordered
by, so that nothing is shown twice or left out when the list grows in between."""

from __future__ import annotations

import binascii
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from ninja.errors import HttpError

M = TypeVar("M", bound=Model)
_LARGEST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Order:
    """What a list is ordered by: names of columns, with `-` where the greatest stands first, each
    with the type of its values. The last ones make every place the only one of its kind."""

    columns: tuple[tuple[str, type], ...]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(name for name, _ in self.columns)

    def after(self, values: Sequence[Any]) -> Q:
        """What stands behind a place."""
        found, same = Q(), Q()
        for name, value in zip(self.names, values, strict=True):
            plain = name.lstrip("-")
            further = "lt" if name.startswith("-") else "gt"
            found |= same & Q(**{f"{plain}__{further}": value})
            same &= Q(**{plain: value})
        return found

    def read(self, cursor: str) -> list[Any]:
        """The place that a cursor names. Anything that is none is refused."""
        try:
            held = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
            if not isinstance(held, list):
                raise ValueError
            return [_value(kind, text) for (_, kind), text in zip(self.columns, held, strict=True)]
        except (binascii.Error, ValueError, TypeError, RecursionError):
            raise HttpError(422, "This cursor is none of this list; begin without one.") from None

    def write(self, values: Sequence[Any]) -> str:
        plain = [each if isinstance(each, int) else str(each) for each in map(_text, values)]
        whole = json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()
        return urlsafe_b64encode(whole).decode().rstrip("=")


@dataclass(frozen=True, slots=True)
class Part(Generic[M]):
    """One part of a list, and the cursor of the next one; empty behind the last."""

    rows: tuple[M, ...]
    cursor: str


def part(rows: QuerySet[M], order: Order, limit: int, cursor: str = "") -> Part[M]:
    """The part of a list that stands behind a cursor, or its beginning."""
    if cursor:
        rows = rows.filter(order.after(order.read(cursor)))
    held = list(rows.order_by(*order.names)[: limit + 1])
    more = len(held) > limit
    return Part(tuple(held[:limit]), order.write(_place(held[limit - 1], order)) if more else "")


def next_address(request: HttpRequest, cursor: str, asked: Mapping[str, Any]) -> str | None:
    """The address of the next part; what was asked for stays as it was."""
    if not cursor:
        return None
    given = {name: str(value) for name, value in asked.items() if value not in (None, "")}
    return request.build_absolute_uri(f"{request.path}?{urlencode({**given, 'cursor': cursor})}")


def _place(row: Model, order: Order) -> list[Any]:
    return [_reach(row, name.lstrip("-")) for name in order.names]


def _reach(row: Any, path: str) -> Any:
    for name in path.split("__"):
        row = getattr(row, name)
    return row


def _text(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


_READ: Mapping[type, Callable[[str], Any]] = {
    date: date.fromisoformat,
    datetime: datetime.fromisoformat,
}


def _value(kind: type, held: Any) -> Any:
    if kind is int:
        if type(held) is not int or not 0 <= held <= _LARGEST:
            raise ValueError
        return held
    if not isinstance(held, str) or not held.isprintable():
        raise ValueError
    found = _READ[kind](held) if kind in _READ else held
    if isinstance(found, datetime) and found.tzinfo is None:
        raise ValueError
    return found
