"""What there is to say of a row or of a list, as data; and the sentence that says it.

A finding names rows by their numbers and people by their codes, never by their names: it can be
printed, sent to a colleague and read aloud without telling anybody who is meant.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from repatria.base.messages import Sentence, message
from repatria.names.reasons import Param, Reason, reason


class What(StrEnum):
    """The kinds of findings, in the order in which a person deals with them."""

    RETURNED = "returned"
    DEAD = "dead"
    DENIED = "denied"
    UNLISTED = "unlisted"
    CIVILIAN = "civilian"
    TWICE = "twice"
    SAME_ID = "same_id"
    ID_OF_ANOTHER = "id_of_another"
    OTHER_NAME = "other_name"
    OTHER_BIRTH = "other_birth"
    OTHER_SERIAL = "other_serial"
    NAMESAKES = "namesakes"
    NOTE_AGAINST = "note_against"
    GONE = "gone"
    EXPIRED = "expired"
    NOBODY = "nobody"
    NO_NAME = "no_name"
    NO_BIRTH = "no_birth"
    NO_SERIAL = "no_serial"
    UNREAD = "unread"
    KNOWN = "known"
    NOTE_SAME = "note_same"
    NOTE = "note"
    NOTE_NOBODY = "note_nobody"


NOTES = frozenset({What.NOTE, What.NOTE_NOBODY})
"""One of these is found on every note of a PFIF file, and on no row of a person."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found. `sure` is false where names alone, or little more, point to the person."""

    what: What
    sure: bool = True
    person: str = ""
    """The code of the record that it is about."""
    people: tuple[str, ...] = ()
    """The codes of several, the closest first, where one finding is about them together."""
    count: int = 0
    """How many those are, of whom `people` may name some."""
    row: int | None = None
    """Another row of the same list."""
    field: str = ""
    """What cannot be read; or `NUMBER`, where nothing but the number points to the person."""
    on: str = ""
    """The day that is told of, where one is known."""
    shared: bool = False
    """Whether the sender knows the day as well: by a signed act, or by the sender's own word."""
    said: str = ""
    """What the reader of the file said of a cell: a `Sentence`, or the words of the cell alone."""

    def to_json(self) -> dict[str, Any]:
        """Only what says something."""
        plain: dict[str, Any] = {"what": self.what.value}
        if not self.sure:
            plain["sure"] = False
        for name in ("person", "count", "row", "field", "on", "shared", "said"):
            if getattr(self, name):
                plain[name] = getattr(self, name)
        if isinstance(self.said, Sentence):
            plain["said"] = self.said.to_json()
        if self.people:
            plain["people"] = list(self.people)
        return plain

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Finding:
        several = tuple(value.get("people", ()))
        plain = {**value, "what": What(value["what"]), "people": several}
        if isinstance(plain.get("said"), Mapping):
            plain["said"] = Sentence.from_json(plain["said"])
        return cls(**plain)


NUMBER = "serial"
_SURE: Mapping[What, str] = MappingProxyType(
    {
        What.RETURNED: message("Returned already, {on}: {person}."),
        What.DEAD: message("Reported dead, {on}: {person}."),
        What.DENIED: message("The named holder said that it does not hold {person}."),
        What.UNLISTED: message("No list of the named holder has anybody like this."),
        What.CIVILIAN: message("A civilian, on a list of soldiers."),
        What.TWICE: message("The same person stands in row {row}."),
        What.SAME_ID: message("The sender's id stands in row {row} as well."),
        What.ID_OF_ANOTHER: message("The sender's id stood for somebody else before: {person}."),
        What.OTHER_NAME: message("{person} has the same number or birth and another name."),
        What.OTHER_BIRTH: message("{person} has this name and another birth."),
        What.OTHER_SERIAL: message("{person} has this name and birth and another serial number."),
        What.NAMESAKES: message(
            "Namesakes with another birth or number: {count}. To look at: {people}."
        ),
        What.NOBODY: message("A sum, a title or a signature, and nobody's name."),
        What.NO_NAME: message("No name that can be read."),
        What.NO_BIRTH: message("No birth that can be read: ask back."),
        What.NO_SERIAL: message("No serial number: ask back."),
        What.UNREAD: message("{field}: {said}"),
        What.KNOWN: message("In the register: {person}."),
        What.NOTE_AGAINST: message("Another note says the opposite of this person: row {row}."),
        What.EXPIRED: message("Its sender lets it be shown until {on}, and that day is over."),
        What.NOTE_SAME: message(
            "Its author holds row {row} for the same person; nothing is joined by that."
        ),
        What.NOTE: message("A note on row {row}, {on}: “{said}”."),
        What.NOTE_NOBODY: message("A note on nobody in this file: it states nothing."),
        What.GONE: message("On the sender's last list (row {row}) and not on this one: {person}."),
    }
)
_POSSIBLE: Mapping[What, str] = MappingProxyType(
    {
        What.RETURNED: message("Perhaps returned already, {on}: {person} is written much alike."),
        What.DEAD: message("Perhaps reported dead, {on}: {person} is written much alike."),
        What.DENIED: message(
            "The named holder said that it does not hold {person}, who is written much alike."
        ),
        What.CIVILIAN: message("Perhaps a civilian: {person} is one, and is written much alike."),
        What.TWICE: message("Perhaps the same person as in row {row}."),
        What.OTHER_NAME: message("{person} has the same birth and part of the name."),
        What.KNOWN: message("Somebody of this name is in the register: {person}."),
    }
)
_IN_ROW: Mapping[What, str] = MappingProxyType(
    {
        What.OTHER_NAME: message("Row {row} has the same number or birth and another name."),
        What.OTHER_BIRTH: message("Row {row} has this name and another birth."),
        What.OTHER_SERIAL: message("Row {row} has this name and birth and another serial number."),
    }
)
CIVILIAN_IN_REGISTER = message("A civilian in the register, on a list of soldiers: {person}.")
KNOWN_NUMBER = message("Somebody with this number is in the register: {person}.")
TWICE_NUMBER = message("Perhaps the same person as in row {row}: the number is the same.")
NAMESAKES_ALONE = message("More records have this name than are looked through: {count} or more.")
DAY_NOT_STATED = message("day not stated")


def sentence_of(finding: Finding) -> Reason:
    """The sentence, as a template and its parameters."""
    template = _SURE[finding.what]
    if not finding.sure:
        template = _POSSIBLE.get(finding.what, template)
    if finding.row is not None and not finding.person:
        template = _IN_ROW.get(finding.what, template)
    if finding.what is What.CIVILIAN and finding.sure and finding.person:
        template = CIVILIAN_IN_REGISTER
    if finding.field == NUMBER:
        template = {What.KNOWN: KNOWN_NUMBER, What.TWICE: TWICE_NUMBER}.get(finding.what, template)
    if finding.what is What.NAMESAKES and not finding.people:
        template = NAMESAKES_ALONE
    params: dict[str, Param] = {
        "person": finding.person,
        "people": ", ".join(finding.people),
        "count": finding.count,
        "row": finding.row or 0,
        "on": finding.on or DAY_NOT_STATED,
        "field": finding.field,
        "said": finding.said,
    }
    return reason(
        template, **{name: at for name, at in params.items() if f"{{{name}}}" in template}
    )
