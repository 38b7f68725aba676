"""What a reader of laboratory files gives back: the value, and everything it did not take as it
stood. Nothing is dropped in silence."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Generic, TypeVar

from repatria.base.errors import Problem

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Read(Generic[T]):
    """A value read from a file, and notes on what was left out or taken otherwise than written.

    A file that cannot be read at all raises `InputError` instead; one bad sample of a batch is
    left out whole, with a note, and the rest goes on.
    """

    value: T
    notes: tuple[Problem, ...] = ()
    sha256: str = ""
    """Of the bytes of the file."""


@contextmanager
def unsearched() -> Iterator[None]:
    """Of the many objects that reading makes, none is part of a cycle: the search for cycles would
    go through all of them again and again, for half of the time, and find nothing."""
    searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searching:
            gc.enable()


def place(sample: str, marker: str = "") -> str:
    """Where a problem lies inside a laboratory file: “sample S1, marker D3S1358”."""
    return f"sample {sample}, marker {marker}" if marker else f"sample {sample}"
