"""The chain of the access log, without a store: what each row's digest covers, and where a sequence
of rows breaks.

The digest of a row is SHA-256 over the canonical JSON of `["repatria-access-1", {…}]`, with every
column but the digest itself, and among them the digest of the row before. So a row cannot change
without its digest, nor its digest without every later one. Who rewrites them all is found by a head
(the number and digest of a row) that was kept elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol

from repatria.base.canonical import digest

FORM = "repatria-access-1"
START = "0" * 64
"""Stands for the digest before the first row."""
COVERED = (
    "sequence", "at", "actor", "roles", "party", "session", "action", "subject_type", "subject",
    "field_classes", "purpose", "detail", "previous",
)  # fmt: skip


class Row(Protocol):
    """A row of the log; `COVERED` names its other columns."""

    @property
    def sequence(self) -> object: ...
    @property
    def previous(self) -> str: ...
    @property
    def digest(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Head:
    """How far the log went at some moment: its last row's number, digest and time."""

    sequence: int
    digest: str
    at: str = ""

    def __str__(self) -> str:
        return f"{self.sequence}:{self.digest}"


@dataclass(frozen=True, slots=True)
class Break:
    """A place where the chain does not hold. `kind`: `gap`, `order`, `link`, `content`, `head`."""

    sequence: int
    kind: str
    said: str

    def __str__(self) -> str:
        return self.said


def moment(value: Any) -> Any:
    """A time as the digest covers it: `2026-11-26T01:40:02.000123Z`."""
    if not isinstance(value, datetime) or value.tzinfo is None:
        return value if value is None else str(value)
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def row_digest(row: Row) -> str:
    """The digest that a row must have. Raises TypeError or ValueError for values that no row that
    was written here can hold."""
    tree = {name: getattr(row, name) for name in COVERED}
    return digest([FORM, {**tree, "at": moment(tree["at"])}])


def breaks(rows: Iterable[Row], heads: Sequence[Head] = ()) -> Iterator[Break]:
    """Every place where the chain does not hold, in order; none where it is whole.

    `rows` come by their number. After a break it goes on from what the row says of itself, so that
    one change is one break and not a thousand.
    """
    kept: dict[int, list[Head]] = {}
    for head in heads:
        kept.setdefault(head.sequence, []).append(head)
    number, last = 0, START
    for row in rows:
        here = row.sequence
        if not isinstance(here, int) or here <= number:
            yield Break(number, "order", f"after row {number} comes one with the number {here}")
            continue
        yield from _broken(row, here, number, last)
        for head in kept.pop(here, ()):
            if not _fits(head, row.digest):
                yield Break(
                    here,
                    "head",
                    f"row {here} is not the one whose digest was kept ({head.digest[:16]}…): "
                    "the log up to there was rewritten",
                )
        number, last = here, row.digest
    for sequence in sorted(kept):
        yield Break(
            sequence,
            "head",
            f"row {sequence}, whose digest was kept, is not there: the log ends at row {number}"
            if sequence > number
            else f"row {sequence}, whose digest was kept, is not there",
        )


def _broken(row: Row, here: int, number: int, last: str) -> Iterator[Break]:
    if here != number + 1:
        first, final = number + 1, here - 1
        which = f"row {first} is" if first == final else f"rows {first} to {final} are"
        yield Break(first, "gap", f"{which} missing")
    elif row.previous != last:
        yield Break(here, "link", f"row {here} does not go on from the row before it")
    try:
        same = row_digest(row) == row.digest
    except (TypeError, ValueError):
        same = False
    if not same:
        yield Break(here, "content", f"row {here} is not as it was written")


def _fits(head: Head, found: Any) -> bool:
    """A head that was read from paper may be the beginning of a digest."""
    return isinstance(found, str) and bool(head.digest) and found.startswith(head.digest)
