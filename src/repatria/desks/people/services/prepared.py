"""What a list will hold in the register, worked out beforehand and laid ready, so that the store is
held against other writers for no longer than it takes to copy it in.

New records, their keys and all statements lie in tables of the connection's own (`staging`), the
rest in a private file that has no name and is gone with the process. Memory is that of one piece.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from typing import Any, NamedTuple, Self

from repatria.desks.people.codes import person_code
from repatria.desks.people.models import ListRow, Person, PersonKey, ReceivedList, Statement
from repatria.desks.people.services.drafts import TOLD, Told
from repatria.desks.people.services.refreshing import COLUMNS
from repatria.desks.people.services.staging import Stage, beforehand, moved_by

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


class Marked:
    """Some records, of which each takes a bit: there may be as many as the list has rows."""

    def __init__(self) -> None:
        self._bits = bytearray()

    def add(self, person: int) -> None:
        at, bit = divmod(person, 8)
        self._bits.extend(bytes(max(0, at + 1 - len(self._bits))))
        self._bits[at] |= 1 << bit

    def any_of(self, people: Iterable[int]) -> bool:
        return any(
            each >> 3 < len(self._bits) and self._bits[each >> 3] >> (each & 7) & 1
            for each in people
        )


class Prepared:
    """Pieces are added once, and then copied once. Used with `with`."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile("w+", encoding="ascii")  # noqa: SIM115
        self._people = Stage(
            Person, ("id", "code", *COLUMNS), keys=("id",), numbers=("number",)
        )  # fmt: skip
        self._told = Stage(Statement, ("person", "place", *TOLD), keys=("person",))
        self._found_by = Stage(PersonKey, ("key", "person"), keys=("person",))
        self._open = ExitStack()
        self._next = beforehand(Person)
        self.rows = self.new = 0
        self.alive, self.dead = Marked(), Marked()
        """Records of which the list says more, and that they live, or are dead."""

    def __enter__(self) -> Self:
        self._open.enter_context(self._file)
        for each in (self._people, self._told, self._found_by):
            self._open.enter_context(each)
        return self

    def __exit__(self, *error: Any) -> None:
        self._open.__exit__(*error)

    def add(self, piece: Piece) -> None:
        self.rows += len(piece.new) + len(piece.more)
        self.new += len(piece.new)
        own = {row.number: row.person for row in piece.more}
        for each in piece.beside:
            for says, people in ((each.alive, self.alive), (each.dead, self.dead)):
                if says and each.number in own:
                    people.add(own[each.number])
        self._lay(piece)
        bare = [row._replace(told=[]) for row in piece.more]
        self._file.write(json.dumps(piece._replace(new=[], more=bare)) + "\n")

    def _lay(self, piece: Piece) -> None:
        pairs = [(next(self._next), row) for row in piece.new]
        self._people.add([(key, person_code(), *row.columns, row.number) for key, row in pairs])
        rows: Iterable[tuple[int, New | More]] = (
            *pairs,
            *((row.person, row) for row in piece.more),
        )
        self._told.add([(key, row.number, *told) for key, row in rows for told in row.told])
        self._found_by.add([(word, key) for key, row in pairs for word in row.keys])

    def contradicted(self, row: Beside) -> bool:
        """Whether other records, or the list itself, say otherwise than this row of the list."""
        return (
            row.against
            or (row.alive and self.dead.any_of(row.people))
            or (row.dead and self.alive.any_of(row.people))
        )

    def pieces(self) -> Iterator[Piece]:
        """Without what was laid ready: the new rows, and the statements."""
        self._file.seek(0)
        for line in self._file:
            _, more, fields, beside = json.loads(line)
            yield Piece(
                [], [More(*each) for each in more], fields, [Beside(*each) for each in beside]
            )

    def copy(self, of: ReceivedList, person: dict[str, Any], statement: dict[str, Any]) -> None:
        """Put what was laid ready into the store, in the caller's transaction, and point the rows
        of the list to their new records; `person` and `statement` hold what all of them share."""
        moved = moved_by(Person)
        self._people.copy(moved, person)
        self._told.copy(moved, statement)
        # In the order of their index, of which each page is touched once then.
        self._found_by.copy(moved, {}, order=("key", "person"))
        self._people.point(moved, ListRow, "person", by="number", of="of", value=of.pk)
