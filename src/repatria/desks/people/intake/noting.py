"""The notes of a PFIF file: whom each is about, what it states, and what is found on it.

A note is what its author says of a person on a day. It never overwrites the person or another
note, and that its author holds two records for one person joins nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import Any

from repatria.base.dates import partial_date
from repatria.base.errors import ValueProblem
from repatria.desks.accounts.rights import FieldClass
from repatria.desks.people.fields import FIELDS
from repatria.desks.people.intake.spool import Spool
from repatria.desks.people.services.drafts import Stated
from repatria.desks.people.telling.findings import Finding, What
from repatria.desks.people.telling.verdicts import CONFLICTS, MATCHES, UNREADABLE
from repatria.formats.people_pfif import FIELDS as COLUMNS
from repatria.formats.people_pfif import PERSON
from repatria.formats.people_sheets import PeopleSheet, PfifNote, pfif_notes

_CHUNK = 500
_LONGEST_ID = 100
_LONGEST_TEXT = 2000
STATUS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "believed_missing": ("state", "missing"),
        "believed_dead": ("state", "dead"),
        "believed_alive": ("life", "heard"),
        "is_note_author": ("life", "letter"),
    }
)
"""What each status of the format states, as field and value. Who seeks information
(`information_sought`) states nothing of the person."""
_ALIVE = frozenset({"believed_alive", "is_note_author"})
_DEAD = "believed_dead"


def has_notes(sheet: PeopleSheet) -> bool:
    """Whether this is the sheet of a file's people, to which its notes belong."""
    return sheet.kind == "pfif" and sheet.name == PERSON


def notes_of(path: Path) -> Iterator[list[PfifNote]]:
    """Some hundreds at a time. Raises `InputError`."""
    notes = pfif_notes(path)
    while chunk := list(islice(notes, _CHUNK)):
        yield chunk


def own_id(text: str) -> str:
    """An id as the rows of a list hold it."""
    return text[:_LONGEST_ID]


def said_on(note: PfifNote) -> str:
    """The day of a note, where one can be read."""
    for moment in (note.said_on, note.entered_on):
        try:
            return partial_date(moment.partition("T")[0]).text
        except ValueProblem:
            continue
    return ""


def values_of(note: PfifNote, may: Iterable[FieldClass]) -> dict[str, Stated]:
    """What a note states, by field, in the classes of `may`. Its text goes with it, and so does
    whose word it is; a note that states nothing stays in the original."""
    with_it = {
        "author": note.author[:200],
        "note": note.text[:_LONGEST_TEXT],
        "made_contact": note.made_contact[:20],
    }
    details: dict[str, Any] = {name: text for name, text in with_it.items() if text}
    found = {}
    if note.status in STATUS:
        key, value = STATUS[note.status]
        found[key] = Stated(value, details=details)
    if note.place:
        found["last_seen_place"] = Stated(note.place, details=details)
    allowed = frozenset(may)
    return {key: value for key, value in found.items() if FIELDS[key].field_class in allowed}


def assess_notes(path: Path, spool: Spool) -> Iterator[tuple[str, list[Finding]]]:
    """Verdict and findings of every note, whose rows are left in the spool. The rows of the people
    must be there already. Raises `InputError`."""
    for notes in notes_of(path):
        rows = spool.rows_of_ids(own_id(each.person) for each in notes)
        spool.hold_lives(
            (each.line, rows[own_id(each.person)], each.status in _ALIVE, said_on(each))
            for each in notes
            if own_id(each.person) in rows and (each.status in _ALIVE or each.status == _DEAD)
        )
    for notes in notes_of(path):
        ids = {own_id(each) for note in notes for each in (note.person, note.linked) if each}
        rows = spool.rows_of_ids(ids)
        against = spool.opposite([each.line for each in notes])
        found = [(note, _findings(note, rows, against.get(note.line))) for note in notes]
        spool.add_rows(
            (note.line, _cells(note), verdict_on(each), [one.to_json() for one in each])
            for note, each in found
        )
        for _note, each in found:
            yield verdict_on(each), each


def verdict_on(found: Iterable[Finding]) -> str:
    kinds = {each.what for each in found}
    if What.NOTE_NOBODY in kinds:
        return UNREADABLE
    return CONFLICTS if What.NOTE_AGAINST in kinds else MATCHES


def _findings(note: PfifNote, rows: Mapping[str, int], against: int | None) -> list[Finding]:
    row = rows.get(own_id(note.person))
    if row is None:
        return [Finding(What.NOTE_NOBODY)]
    found = [Finding(What.NOTE, row=row, on=said_on(note), said=note.status[:40])]
    if against is not None:
        found.insert(0, Finding(What.NOTE_AGAINST, row=against))
    other = rows.get(own_id(note.linked)) if note.linked else None
    if other is not None and other != row:
        found.append(Finding(What.NOTE_SAME, row=other))
    return found


def _cells(note: PfifNote) -> list[str]:
    """After as many empty cells as a person has, so that none is taken for one of a person's."""
    told = (note.id, note.person, note.linked, note.entered_on, note.author, note.said_on,
            note.made_contact, note.status, note.place, note.text)  # fmt: skip
    return [*[""] * len(COLUMNS[PERSON]), *told]
