"""Writes a PFIF 1.4 file (People Finder Interchange Format): persons with the notes on them.

The inverse of `people_pfif`: its fields, in its order. Signs that XML cannot hold are written as
U+FFFD. Source: the format's specification, version 1.4 of May 2012.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from xml.sax.saxutils import escape

from repatria.base.errors import ValueProblem
from repatria.formats.people_pfif import FIELDS, NOTE, PERSON

Fields = Mapping[str, str]
NAMESPACE = "http://zesty.ca/pfif/1.4"
_IMPOSSIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NEEDED = {
    PERSON: ("person_record_id", "source_date", "full_name"),
    NOTE: ("note_record_id", "author_name", "source_date", "text"),
}
"""What the format does without in no record."""


def write_pfif(people: Iterable[tuple[Fields, Sequence[Fields]]]) -> Iterator[str]:
    """The file piece by piece, a person each; UTF-8 once encoded. Empty fields are left out.

    Raises `ValueProblem` for a field that PFIF 1.4 does not have, and where one that it needs is
    empty.
    """
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<pfif xmlns="{NAMESPACE}">\n'
    for person, notes in people:
        yield "".join(_record(PERSON, person, notes, "  "))
    yield "</pfif>\n"


def _record(kind: str, fields: Fields, notes: Sequence[Fields], space: str) -> Iterator[str]:
    for name in fields:
        if name not in FIELDS[kind]:
            raise ValueProblem(f"a {kind} of PFIF 1.4 has no field {name}")
    for name in _NEEDED[kind]:
        if not fields.get(name):
            raise ValueProblem(f"a {kind} of PFIF 1.4 needs the field {name}")
    yield f"{space}<{kind}>\n"
    for name in FIELDS[kind]:
        if fields.get(name):
            text = escape(_IMPOSSIBLE.sub("\N{REPLACEMENT CHARACTER}", fields[name]))
            yield f"{space}  <{name}>{text}</{name}>\n"
    for note in notes:
        yield from _record(NOTE, note, (), f"{space}  ")
    yield f"{space}</{kind}>\n"
