"""Verdicts in time: what held from one day until another, so that any day can be asked about."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

Item = TypeVar("Item")
Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Span(Generic[Item]):
    """`item` held from `since` up to the day before `until`; `until` is `None` while it holds."""

    since: date
    until: date | None
    item: Item

    def holds(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)

    def holds_on_eve(self, day: date) -> bool:
        """Whether it holds on the day before `day` (which need not be a day of the calendar)."""
        return self.since < day and (self.until is None or day <= self.until)


class Spans(Generic[Key, Item]):
    """Collects what holds, state by state, into spans. Days must not run backwards."""

    def __init__(self) -> None:
        self._open: dict[Key, tuple[date, Item]] = {}
        self._closed: list[Span[Item]] = []

    def put(self, day: date, key: Key, item: Item | None) -> None:
        """From `day` on `item` holds under `key`; `None`: nothing does."""
        old = self._open.get(key)
        if old is not None:
            if old[1] == item:
                return
            del self._open[key]
            if old[0] < day:
                self._closed.append(Span(old[0], day, old[1]))
        if item is not None:
            self._open[key] = (day, item)

    def state(self, day: date, items: Mapping[Key, Item], among: Iterable[Key]) -> None:
        """From `day` on exactly `items` hold among the keys `among` and their own."""
        for key in set(among) - items.keys():
            self.put(day, key, None)
        for key, item in items.items():
            self.put(day, key, item)

    @property
    def keys(self) -> set[Key]:
        """The keys under which something holds now."""
        return set(self._open)

    def done(self) -> list[Span[Item]]:
        """All spans, by the day they begin."""
        still = [Span(since, None, item) for since, item in self._open.values()]
        return sorted(self._closed + still, key=lambda span: span.since)
