"""The tables of one marker in a file, a row a family, each of which proves itself.

A row is whole numbers of 64 bits: whether the relatives contradict each other, the ratios as they
lie in memory, and a sum over both. The sum begins with digests of the family and of the marker
under its models, so a row that was cut short, changed, or written for somebody else is none. It
guards against accidents, not against somebody who wants to deceive.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from repatria.kinship.compiled import kernel

Numbers = NDArray[np.int64]
Words = NDArray[np.uint64]
Vector = NDArray[np.float64]

NOTHING, RIGHT, DAMAGED = 0, 1, 2
"""What stands in a row: nothing yet (the sum is 0), a table, or something else."""
_AROUND = 2
_UNSEEN = "these tables are not there; each machine of a cluster has to see them under this path"
# An odd number, so that each step can be undone: a change of one word alone is always seen.
# Steele & Vigna 2021, "Computationally easy, spectrally good multipliers".
_FACTOR = np.uint64(0xD1342543DE82EF95)
_SHIFT = np.uint64(32)
_ZERO, _ONE = np.uint64(0), np.uint64(1)


@dataclass(frozen=True, slots=True)
class KeptRows:
    """The file of a marker; `width` ratios a family, `digest` of the marker under its models."""

    path: Path
    width: int
    digest: bytes

    @property
    def words(self) -> Words:
        """All whole rows of the file, read as they are asked for; of 0 where it has none."""
        length = self.width + _AROUND
        try:
            count = self.path.stat().st_size // (8 * length)
        except FileNotFoundError:
            count = 0
        if count == 0:
            return np.zeros((0, length), np.uint64)
        return np.memmap(self.path, np.uint64, "r", shape=(count, length))

    def states(self, rows: Numbers, families: Words) -> tuple[NDArray[np.uint8], NDArray[np.bool_]]:
        """What stands in each of the rows, and whether the relatives contradict each other there;
        `families` are the digests as numbers."""
        found = np.empty((2, len(rows)), np.uint8)
        _looked_at(self.words, rows, families ^ self._seed, found)
        return found[0], found[1] == 1

    def write(self, rows: Numbers, families: Words, ratios: Vector, bad: NDArray[np.bool_]) -> None:
        """Write rows, which rise, to the disk. Raises `OSError`."""
        words = np.empty((len(rows), self.width + _AROUND), np.uint64)
        words[:, 0] = bad
        words[:, 1:-1] = np.ascontiguousarray(ratios).view(np.uint64)
        _summed(words, families ^ self._seed)
        handle = os.open(self.path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(handle, "r+b") as file:
            for part in _runs(rows):
                file.seek(int(rows[part.start]) * words.shape[1] * 8)
                file.write(words[part].tobytes())
            file.flush()
            os.fsync(file.fileno())

    @property
    def _seed(self) -> np.uint64:
        return np.uint64(int.from_bytes(self.digest[:8], "little"))


@dataclass(frozen=True, eq=False)
class KeptRatios:
    """The ratios of a store, a row a family, put together from the files of its markers when rows
    are asked for: `ratios[rows]` is (len(rows), columns) as `rows.Genotypes` has them."""

    files: tuple[KeptRows, ...]
    parts: int
    """2 with theta, else 1."""

    @property
    def columns(self) -> int:
        return sum(each.width for each in self.files)

    def __getitem__(self, rows: Numbers) -> Vector:
        found = np.empty((len(rows), self.parts, self.columns // self.parts))
        at = 0
        for each in self.files:
            size = each.width // self.parts
            words = each.words
            if rows.max(initial=-1) >= len(words):
                raise FileNotFoundError(errno.ENOENT, _UNSEEN, str(each.path))
            held = words[rows, 1:-1].view(np.float64)
            found[:, :, at : at + size] = held.reshape(len(rows), self.parts, size)
            at += size
        return found.reshape(len(rows), self.columns)


def numbered(digests: Sequence[bytes]) -> Words:
    """Digests as whole numbers of 64 bits, of the first of their bytes."""
    found = np.frombuffer(b"".join(each[:8] for each in digests), "<u8")
    return found.astype(np.uint64)


def _runs(rows: Numbers) -> Iterator[slice]:
    """The stretches of rows that follow one another."""
    ends = [0, *(np.flatnonzero(np.diff(rows) != 1) + 1).tolist(), len(rows)]
    yield from (slice(a, b) for a, b in pairwise(ends) if a < b)


@kernel
def _sum_of(words, seed):  # type: ignore[no-untyped-def]
    found = seed
    for word in words[:-1]:
        found = (found ^ word) * _FACTOR
        found ^= found >> _SHIFT
    return _ONE if found == _ZERO else found


@kernel
def _summed(words, seeds):  # type: ignore[no-untyped-def]
    for i in range(len(words)):
        words[i, -1] = _sum_of(words[i], seeds[i])


@kernel
def _looked_at(words, rows, seeds, out):  # type: ignore[no-untyped-def]
    for i in range(len(rows)):
        out[:, i] = NOTHING
        if rows[i] < len(words) and words[rows[i], -1] != _ZERO:
            right = words[rows[i], -1] == _sum_of(words[rows[i]], seeds[i])
            out[0, i] = RIGHT if right else DAMAGED
            out[1, i] = words[rows[i], 0]
