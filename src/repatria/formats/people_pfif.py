"""Opens a PFIF 1.4 file (People Finder Interchange Format): its persons and its notes, each kind as
a sheet whose headings are the names of the fields.

A note never overwrites a person or another note: each stays a row of its own, with its author and
its date. That two records mean one person is what a note says (`linked_person_record_id`), no more.
Source: the format's specification, version 1.4 of May 2012.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from repatria.base.errors import Problem
from repatria.base.messages import sentence
from repatria.formats.guards import Limits, check_file, refused
from repatria.formats.people_cells import (
    EMPTY,
    LIMITS,
    PACKED_BYTES,
    Cell,
    CellKind,
    Merge,
    PeopleRow,
)
from repatria.formats.problems import shown
from repatria.formats.xml_rows import XmlHandler, xml_rows

PERSON, NOTE = "person", "note"
FIELDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        PERSON: (
            "person_record_id", "entry_date", "expiry_date", "author_name", "author_email",
            "author_phone", "source_name", "source_date", "source_url", "full_name", "given_name",
            "family_name", "alternate_names", "description", "sex", "date_of_birth", "age",
            "home_street", "home_neighborhood", "home_city", "home_state", "home_postal_code",
            "home_country", "photo_url", "profile_urls",
        ),
        NOTE: (
            "note_record_id", "person_record_id", "linked_person_record_id", "entry_date",
            "author_name", "author_email", "author_phone", "source_date", "author_made_contact",
            "status", "email_of_found_person", "phone_of_found_person", "last_known_location",
            "text", "photo_url",
        ),
    }
)  # fmt: skip
"""The fields of version 1.4, in its order."""
_AT = {kind: {name: at for at, name in enumerate(fields)} for kind, fields in FIELDS.items()}
_DATES = frozenset({"entry_date", "expiry_date", "source_date"})
_MOST_UNKNOWN = 20


PEOPLE: Mapping[str, str] = MappingProxyType(
    {
        "person_record_id": "id",
        "expiry_date": "expires_on",
        "source_name": "source",
        "source_date": "state_on",
        "full_name": "name",
        "given_name": "given",
        "family_name": "surname",
        "alternate_names": "other_names",
        "description": "note",
        "sex": "sex",
        "date_of_birth": "birth",
        "age": "age",
        "home_street": "address",
        "home_neighborhood": "address",
        "home_city": "address",
        "home_state": "address",
        "home_country": "address",
    }
)
"""The field of the register that each field of a person is."""


@dataclass(frozen=True, slots=True)
class PfifNote:
    """What its author says of a person on a day. Every field is as written, "" where not said.

    `linked` is another record that the author holds to be of the same person: an assertion, by
    which nothing is joined.
    """

    line: int
    id: str
    person: str
    linked: str
    author: str
    said_on: str
    entered_on: str
    status: str
    """information_sought, is_note_author, believed_alive, believed_missing, believed_dead."""
    place: str
    text: str
    made_contact: str


def pfif_notes(path: Path, limits: Limits = LIMITS) -> Iterator[PfifNote]:
    """The notes of a file, also those that stand inside a person. Raises `InputError` where it is
    no PFIF, and for a note without an id or a person."""
    check_file(path, PACKED_BYTES)
    with path.open("rb") as stream:
        for row in xml_rows(stream, _Records(path.name, limits, NOTE)):
            said = dict(zip(FIELDS[NOTE], (cell.text for cell in row.cells), strict=True))
            for needed in ("note_record_id", "person_record_id"):
                if not said[needed]:
                    raise refused(
                        path.name, sentence("the note does not have it"), row.number, needed
                    )
            yield PfifNote(
                row.number,
                said["note_record_id"],
                said["person_record_id"],
                said["linked_person_record_id"],
                said["author_name"],
                said["source_date"],
                said["entry_date"],
                said["status"],
                said["last_known_location"],
                said["text"],
                said["author_made_contact"],
            )


class PfifBook:
    """An open file. Raises `InputError` for XML that is broken, hostile, or no PFIF."""

    kind = "pfif"
    names = (PERSON, NOTE)

    def __init__(self, path: Path, limits: Limits) -> None:
        self.file = path.name
        self.notes: tuple[Problem, ...] = ()
        self._path, self._limits = path, limits
        looked = _Records(self.file, limits, "")
        for _ in self._read(looked):
            pass
        self.notes = tuple(looked.unknown.values())

    def hidden(self, name: str) -> bool:  # noqa: ARG002
        return False

    def hidden_columns(self, name: str) -> tuple[int, ...]:  # noqa: ARG002
        return ()

    def merges(self, name: str) -> tuple[Merge, ...]:  # noqa: ARG002
        return ()

    def rows(self, name: str) -> Iterator[PeopleRow]:
        """The headings, as a row 0 that is not in the file, and a row a record."""
        records = self._read(_Records(self.file, self._limits, name))
        first = next(records, None)
        if first is not None:
            yield PeopleRow(0, tuple(Cell(field, CellKind.TEXT) for field in FIELDS[name]))
            yield first
            yield from records

    def close(self) -> None:
        pass

    def _read(self, handler: _Records) -> Iterator[PeopleRow]:
        with self._path.open("rb") as stream:
            yield from xml_rows(stream, handler)


class _Records(XmlHandler[PeopleRow]):
    """Makes a row of each record of the kind that is wanted. A note inside a person belongs to it
    also where it does not say so."""

    def __init__(self, file: str, limits: Limits, wanted: str) -> None:
        super().__init__(file)
        self.unknown: dict[str, Problem] = {}
        self._limits, self._wanted = limits, wanted
        self._root = False
        self._open: list[tuple[str, int, dict[str, str]]] = []
        self._field = ""
        self._pieces: list[str] = []
        self._length = 0
        self._nested: list[tuple[int, dict[str, str]]] = []
        self._last = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:  # noqa: ARG002
        if not self._root:
            self._root = True
            if name != "pfif":
                told = sentence(
                    "this is no PFIF file: its root is “{name}”, not pfif", name=shown(name)
                )
                raise refused(self.file, told, self.line)
        elif name in (PERSON, NOTE):
            if len(self._open) >= 2 or (self._open and name == PERSON):
                raise refused(self.file, sentence("a record stands inside another"), self.line)
            # The line where it begins; a file may have several on one, and each is told apart.
            self._last = max(self.line, self._last + 1)
            self._open.append((name, self._last, {}))
        elif self._open:
            if self._field:
                told = sentence("an element stands inside the field {field}", field=self._field)
                raise refused(self.file, told, self.line, shown(name))
            if name not in _AT[self._open[-1][0]] and len(self.unknown) < _MOST_UNKNOWN:
                told = sentence(
                    "the field “{name}” is none of PFIF 1.4, and left out", name=shown(name)
                )
                self.unknown.setdefault(name, Problem(self.file, self.line, shown(name), told))
            self._field = name
            self._pieces.clear()
            self._length = 0

    def text(self, data: str) -> None:
        if self._field:
            self._length += len(data)
            if self._length > self._limits.cell:
                told = sentence(
                    "the text is longer than {limit:,} characters", limit=self._limits.cell
                )
                raise refused(self.file, told, self.line, shown(self._field))
            self._pieces.append(data)

    def end(self, name: str) -> None:
        if self._open and name == self._field:
            kind, line, fields = self._open[-1]
            if name in fields:
                raise refused(self.file, sentence("the field stands twice"), line, shown(name))
            if name in _AT[kind]:
                fields[name] = "".join(self._pieces).strip()
            self._field = ""
        elif self._open and name == self._open[-1][0]:
            kind, line, fields = self._open.pop()
            if kind == NOTE and self._open:
                self._nested.append((line, fields))
            else:
                self._finish(kind, line, fields)

    def _finish(self, kind: str, line: int, fields: dict[str, str]) -> None:
        nested, self._nested = self._nested, []
        if kind == self._wanted:
            self.done.append(_row(kind, line, fields))
        elif self._wanted == NOTE:
            for at, note in nested:
                note.setdefault("person_record_id", fields.get("person_record_id", ""))
                self.done.append(_row(NOTE, at, note))


def _row(kind: str, line: int, fields: Mapping[str, str]) -> PeopleRow:
    cells = [
        Cell(fields[name], CellKind.DATE if name in _DATES else CellKind.TEXT)
        if fields.get(name)
        else EMPTY
        for name in FIELDS[kind]
    ]
    return PeopleRow(line, tuple(cells))
