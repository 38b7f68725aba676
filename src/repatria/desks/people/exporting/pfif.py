"""Records as persons and notes of PFIF 1.4.

What became of somebody is no field there: it is what somebody says in a note, with who says it and
when. So every state and every proof of life is a note of its own, and those that contradict each
other stand side by side. A field that is contested is left out of the person and told in words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime

from django.utils.translation import gettext as _

from repatria.base.dates import partial_date
from repatria.desks.people.exporting.lines import cell_words, stated_by
from repatria.desks.people.exporting.telling import STATE, Told, in_words
from repatria.desks.people.fields import FIELDS
from repatria.desks.people.shown import Word
from repatria.formats.people_pfif_write import Fields, write_pfif

DOMAIN = "repatria.invalid"
"""Stands before each id, as the format asks: no site answers there."""
_PLAIN = {"surname": "family_name", "given": "given_name", "birth": "date_of_birth", "sex": "sex"}
_STATUS = {
    "missing": "believed_missing",
    "dead": "believed_dead",
    "identified": "believed_dead",
    "reported_captive": "believed_alive",
    "captive": "believed_alive",
    "transferred": "believed_alive",
    "escaped": "believed_alive",
    "returned": "believed_alive",
}
_NAMES = ("surname", "given", "patronymic")


def pieces(people: Iterable[Told], keys: Sequence[str], at: datetime) -> Iterator[str]:
    """The file, piece by piece; `at` is the moment of its entries."""
    now = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    told = STATE in keys
    return write_pfif((_person(each, now), _notes(each, now) if told else ()) for each in people)


def _person(of: Told, now: str) -> Fields:
    sure = {key: cell for key, cell in of.cells.items() if not cell.contested}
    names = [sure[key].shown.text for key in _NAMES if key in sure]
    whole = sure["name"].shown.text if "name" in sure else ""
    found = {
        "person_record_id": f"{DOMAIN}/{of.code}",
        "entry_date": now,
        "expiry_date": f"{of.expires_on}T23:59:59Z" if of.expires_on else "",
        "source_name": stated_by(of.stated_by),
        "source_date": now,
        "full_name": " ".join(names) or whole or of.code,
        "description": _description(of),
    }
    for key, name in _PLAIN.items():
        if key in sure:
            found[name] = sure[key].read if key in ("birth", "sex") else sure[key].shown.text
    return found


def _description(of: Told) -> str:
    lines = [
        _("As stated by %(names)s. Number of sources: %(count)s.")
        % {"names": stated_by(of.stated_by), "count": of.sources}
    ]
    for key, cell in of.cells.items():
        if key != STATE and (cell.contested or key not in (*_PLAIN, *_NAMES, "name")):
            lines.append(f"{FIELDS[key].words}: {cell_words(cell)}")
    if of.same_as:
        lines.append(_("Judged the same as %(codes)s.") % {"codes": ", ".join(of.same_as)})
    return "\n".join(lines)


def _notes(of: Told, now: str) -> Sequence[Fields]:
    return [
        {
            "note_record_id": f"{DOMAIN}/{of.code}.{number}",
            "person_record_id": f"{DOMAIN}/{of.code}",
            "entry_date": now,
            "author_name": source,
            "source_date": _moment(word, now),
            "status": "believed_alive" if word.field == "life" else _STATUS.get(word.read, ""),
            "text": _text(word),
        }
        for number, (word, source) in enumerate(of.said, 1)
    ]


def _moment(word: Word, now: str) -> str:
    """When it was said, where a whole day is known; else when the note is written."""
    day = partial_date(word.said_on) if word.said_on else None
    return f"{day.first}T00:00:00Z" if day is not None and day.first == day.last else now


def _text(word: Word) -> str:
    said = in_words(word.field, word)
    day = word.on or word.said_on
    return f"{said}, {day}" if day else said
