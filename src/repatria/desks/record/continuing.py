"""Spans that go on: what was computed from a day on, joined to what is held from before it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from datetime import date
from typing import Any, Protocol, TypeVar


class SpanRow(Protocol):
    """A row that holds from `since` until `until`."""

    since: Any
    until: Any
    data: Any


Row = TypeVar("Row", bound=SpanRow)


def continue_spans(
    held: Iterable[Row], new: Iterable[Row], start: date, key: Callable[[Row], Hashable]
) -> tuple[list[Row], list[Row]]:
    """Which new rows to store, and which held ones (that hold on `start`) to give another end.

    A new row that begins on `start` and says the same as the held one of its key is that one going
    on. Every other held row ends on `start`.
    """
    going = {key(row): row for row in held}
    fresh: list[Row] = []
    changed: list[Row] = []
    for row in new:
        old = going.get(key(row)) if row.since == start else None
        if old is None or old.data != row.data:
            fresh.append(row)
            continue
        del going[key(row)]
        if old.until != row.until:
            old.until = row.until
            changed.append(old)
    for old in going.values():
        old.until = start
        changed.append(old)
    return fresh, changed
