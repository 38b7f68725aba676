"""What a list will hold in the register, worked out beforehand and kept in a private file, so that
the store is held against other writers for no longer than it takes to copy it in.

The file has no name and is gone with the process; memory is that of one piece.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from typing import Any, NamedTuple

from repatria.desks.people.services.drafts import Told

Mark = list[int]
"""How many statements and choices a record has, and how many of them are withdrawn. None of them
is ever changed or deleted otherwise, so that a record with the same mark is as it was."""


class New(NamedTuple):
    """A row that makes a record: its columns (`refreshing.COLUMNS`) and statements as the store
    takes them, and its keys."""

    number: int
    columns: list[Any]
    told: list[Told]
    keys: list[str]


class More(NamedTuple):
    """A row that says more of a record that is there."""

    number: int
    person: int
    told: list[Told]
    mark: Mark
    columns: list[Any] | None
    """The record's columns then, where they are others; empty where they stay, and `None` where
    it is to be computed anew, since other keys belong to it."""


class Beside(NamedTuple):
    """A row that says alive or dead of somebody of whom other records may say otherwise."""

    number: int
    people: list[int]
    """Those records, with its own where it has one."""
    alive: bool
    dead: bool
    against: bool
    """Whether any of them did, or the row itself does."""


class Piece(NamedTuple):
    """Some hundred rows, and the fields that they state."""

    new: list[New]
    more: list[More]
    fields: list[str]
    beside: list[Beside]


class Prepared:
    """Pieces are added once and then read once, in their order. Used with `with`."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile("w+", encoding="ascii")  # noqa: SIM115
        self.rows = 0
        self.alive: set[int] = set()
        """Records of which the list says more, and that they live."""
        self.dead: set[int] = set()

    def __enter__(self) -> Prepared:
        return self

    def __exit__(self, *_error: object) -> None:
        self._file.close()

    def add(self, piece: Piece) -> None:
        self.rows += len(piece.new) + len(piece.more)
        own = {row.number: row.person for row in piece.more}
        known = [each for each in piece.beside if each.number in own]
        self.alive.update(own[each.number] for each in known if each.alive)
        self.dead.update(own[each.number] for each in known if each.dead)
        self._file.write(json.dumps(piece) + "\n")

    def contradicted(self, row: Beside) -> bool:
        """Whether other records, or the list itself, say otherwise than this row of the list."""
        return (
            row.against
            or (row.alive and not self.dead.isdisjoint(row.people))
            or (row.dead and not self.alive.isdisjoint(row.people))
        )

    def pieces(self) -> Iterator[Piece]:
        self._file.seek(0)
        for line in self._file:
            new, more, fields, beside = json.loads(line)
            yield Piece(
                [New(*each) for each in new],
                [More(*each) for each in more],
                fields,
                [Beside(*each) for each in beside],
            )
