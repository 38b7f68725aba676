"""The whole access log of a store, checked row by row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.db import connections

from repatria.base.progress import Progress, silent
from repatria.desks.accounts.access import chain, guards
from repatria.desks.accounts.access.chain import Break, Head
from repatria.desks.accounts.access.models import Trace, TraceQuerySet
from repatria.desks.router import EXCHANGE

_ROWS = 2000
MOST_BREAKS = 100
_JUNK = (ValueError, TypeError, OverflowError)
"""What Django raises for a column that holds what it cannot."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A row whose columns hold what no row can hold, such as a time that is none."""

    sequence: int
    previous: str
    digest: str

    @property
    def at(self) -> str:
        raise ValueError("not to be read")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check came to."""

    rows: int
    head: Head | None
    breaks: tuple[Break, ...] = ()
    guards_missing: tuple[str, ...] = field(default=())

    @property
    def whole(self) -> bool:
        return not (self.breaks or self.guards_missing)


def verify(heads: Sequence[Head] = (), progress: Progress = silent) -> Verdict:
    """Compute the chain anew from its first row, and hold it against heads that were kept."""
    total = Trace.objects.count()
    last: list[Trace | Unreadable] = []

    def told() -> Iterator[Trace | Unreadable]:
        for number, row in enumerate(_rows()):
            if number and number % _ROWS == 0:
                progress(number, total, "checking")
            last[:] = [row]
            yield row

    found: list[Break] = []
    for each in chain.breaks(told(), heads):
        if len(found) < MOST_BREAKS:
            found.append(each)
    end = None
    if last:
        at = chain.moment(last[0].at) if isinstance(last[0], Trace) else ""
        end = Head(last[0].sequence, last[0].digest, at)
    lost = tuple(guards.missing(connections[EXCHANGE]))
    return Verdict(total, end, tuple(found), lost)


def _rows() -> Iterator[Trace | Unreadable]:
    """By number, in batches: rows that come while the check runs are checked as well."""
    after: int | None = None
    while True:
        later = Trace.objects.order_by("sequence")
        if after is not None:
            later = later.filter(sequence__gt=after)
        batch = _batch(later)
        if not batch:
            return
        yield from batch
        after = batch[-1].sequence
        if not isinstance(after, int):
            return  # nothing with a number comes after what has none, and the break is told


def _batch(rows: TraceQuerySet) -> list[Trace | Unreadable]:
    try:
        return list(rows[:_ROWS])
    except _JUNK:
        known = rows.values_list("sequence", "previous", "digest")[:_ROWS]
        return [_one(*each) for each in known]


def _one(sequence: int, previous: str, digest: str) -> Trace | Unreadable:
    try:
        return Trace.objects.get(sequence=sequence)
    except _JUNK:
        return Unreadable(sequence, previous, digest)
