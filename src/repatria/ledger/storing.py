"""What the log asks of a store, and a store in memory.

A store keeps entries, tiles as they grow, every checkpoint, and the trail of what was refused.
What is written within `writing()` is kept whole and synchronised when the block ends, or not at
all; one writer at a time.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from typing import Protocol

from repatria.base.messages import message
from repatria.ledger.refusing import LedgerRefused, Why
from repatria.ledger.tiles import Tile


@dataclass(frozen=True, slots=True)
class Row:
    """An entry to be kept, and the marks by which it is found again."""

    entry: bytes
    leaf: bytes
    """Its hash in the tree, 32 bytes."""
    marks: tuple[str, ...] = ()
    """Short words, none twice: what text it is, what it is about, of which kind."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A line of the trail: when something was refused, why, and the digest of what it was."""

    at: int
    why: str
    sentence: str
    digest: bytes


class Reading(Protocol):
    """One unchanging sight of a store."""

    def checkpoint(self, size: int | None = None) -> bytes | None:
        """The checkpoint at a size, or the newest; None where there is none."""

    def tile(self, level: int, index: int) -> bytes:
        """The hashes that a tile has so far, empty if none."""

    def entries(self, start: int, stop: int) -> Iterator[bytes]:
        """The entries in their order."""

    def marked(self, mark: str) -> Sequence[int]:
        """Where entries with a mark stand, the first first."""

    def marked_any(self, marks: Collection[str]) -> Sequence[int]:
        """Where entries with any of these marks stand, each once, the first first."""

    def refusals(self) -> Iterator[Refusal]:
        """The trail, the first first."""


class Writing(Reading, Protocol):
    """A store while it is changed. It keeps what it has: `LedgerRefused` of kind `STORE` for
    whatever would take something away."""

    def put_entries(self, start: int, rows: Sequence[Row]) -> None:
        """Keep entries from an index on, which is the first that is free."""

    def put_tile(self, tile: Tile, hashes: bytes) -> None:
        """Keep a tile, whole as it now is: it begins with what it was."""

    def put_checkpoint(self, size: int, note: bytes) -> None:
        """Keep a checkpoint of as many entries as there are; or one that is there with further
        lines behind those that it had."""

    def put_refusal(self, refusal: Refusal) -> None:
        """Keep a line of the trail."""


class Store(Protocol):
    """Where a log is kept."""

    def reading(self) -> AbstractContextManager[Reading]:
        """Read within the block."""

    def writing(self) -> AbstractContextManager[Writing]:
        """Write within the block: all of it durable at its end, or nothing. `LedgerRefused` of kind
        `STORE` where that cannot be done."""


@dataclass
class MemoryStore:
    """A store for as long as the process lives."""

    _checkpoints: dict[int, bytes] = field(default_factory=dict)
    _tiles: dict[tuple[int, int], bytes] = field(default_factory=dict)
    _rows: list[Row] = field(default_factory=list)
    _marks: dict[str, list[int]] = field(default_factory=dict)
    _refusals: list[Refusal] = field(default_factory=list)

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        yield self

    @contextmanager
    def writing(self) -> Iterator[Writing]:
        kept = (dict(self._checkpoints), dict(self._tiles), len(self._rows), len(self._refusals))
        try:
            yield self
        except BaseException:
            self._checkpoints, self._tiles = kept[0], kept[1]
            for row in self._rows[kept[2] :]:
                for mark in row.marks:
                    self._marks[mark].pop()
            del self._rows[kept[2] :], self._refusals[kept[3] :]
            raise

    def checkpoint(self, size: int | None = None) -> bytes | None:
        at = max(self._checkpoints, default=None) if size is None else size
        return None if at is None else self._checkpoints.get(at)

    def tile(self, level: int, index: int) -> bytes:
        return self._tiles.get((level, index), b"")

    def entries(self, start: int, stop: int) -> Iterator[bytes]:
        return (row.entry for row in self._rows[start:stop])

    def marked(self, mark: str) -> Sequence[int]:
        return tuple(self._marks.get(mark, ()))

    def marked_any(self, marks: Collection[str]) -> Sequence[int]:
        return sorted({at for mark in marks for at in self._marks.get(mark, ())})

    def refusals(self) -> Iterator[Refusal]:
        return iter(tuple(self._refusals))

    def put_entries(self, start: int, rows: Sequence[Row]) -> None:
        if start != len(self._rows):
            raise _keeps("an entry follows the last one")
        for at, row in enumerate(rows, start=start):
            self._rows.append(row)
            for mark in row.marks:
                self._marks.setdefault(mark, []).append(at)

    def put_tile(self, tile: Tile, hashes: bytes) -> None:
        if not hashes.startswith(self.tile(tile.level, tile.index)):
            raise _keeps("a tile only grows")
        self._tiles[tile.level, tile.index] = hashes

    def put_checkpoint(self, size: int, note: bytes) -> None:
        kept = self._checkpoints.get(size)
        if kept is None and size != len(self._rows):
            raise _keeps("a checkpoint stands at the size of the log")
        if kept is not None and not note.startswith(kept):
            raise _keeps("a checkpoint only gains lines")
        self._checkpoints[size] = note

    def put_refusal(self, refusal: Refusal) -> None:
        self._refusals.append(refusal)


def _keeps(reason: str) -> LedgerRefused:
    return LedgerRefused(
        Why.STORE, message("The store keeps what it has: {reason}."), reason=reason
    )
