"""CODIS CMF 3.2 and 3.3 (XML) read: specimens with their category, case and profile.

The pedigree is not in a CMF file: the category says what a person is to the missing one, and a
second step joins the specimens to families. The layout and the rules: docs/formats/cmf.md.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from repatria.base.errors import InputError, Problem
from repatria.base.messages import Sentence, sentence
from repatria.formats.cmf_specimen import CmfSpecimen, specimen_of, time_of
from repatria.formats.cmf_words import HEADER, MESSAGE_TYPE, OPTIONAL_HEADER, VERSIONS
from repatria.formats.cmf_xml import Element, walk
from repatria.formats.guards import Limits, read_bytes, refused
from repatria.formats.problems import SHOWN, shown
from repatria.formats.reading import Read, place

MOST_NOTES = 10_000
"""A file that needs more is no CMF file in earnest, and is refused."""


@dataclass(frozen=True, slots=True)
class CmfHeader:
    """Who sends a file to whom. `submitted` is None where the file has no time that can be read."""

    destination: str
    source: str
    user: str
    submitted: datetime | None
    version: str = "3.2"
    batch: str = ""
    kit: str = ""


@dataclass(frozen=True)
class CmfFile:
    """A CMF file: its header, and the specimens in the order of the file."""

    header: CmfHeader
    specimens: tuple[CmfSpecimen, ...] = field(repr=False)

    def __str__(self) -> str:
        remains = sum(each.profile.remains for each in self.specimens)
        others = len(self.specimens) - remains
        return f"CMF from {self.header.source}: {remains} remains, {others} references"


@dataclass(slots=True)
class _Reading:
    """What has been read of one file so far."""

    file: str
    specimens: list[CmfSpecimen] = field(default_factory=list)
    header: dict[str, Element] = field(default_factory=dict)
    lines: dict[str, list[int]] = field(default_factory=dict)
    """Where each SPECIMENID stands."""
    notes: list[Problem] = field(default_factory=list)

    def note(self, line: int | None, where: str, message: Sentence) -> None:
        if len(self.notes) >= MOST_NOTES:
            raise refused(
                self.file,
                sentence(
                    "more than {most:,} places are not as they should be",
                    most=MOST_NOTES,
                ),
                line,
            )
        self.notes.append(Problem(self.file, line, where, message))

    def take(self, element: Element) -> None:
        if element.name == "SPECIMEN":
            for each in element.all("SPECIMENID"):
                self.lines.setdefault(each.text, []).append(element.line)
            found = specimen_of(element, self.note)
            if found is not None:
                self.specimens.append(found)
        elif element.name not in HEADER:
            told = sentence(
                "the element {name} is not known; it was not read", name=shown(element.name)
            )
            self.note(element.line, "", told)
        elif element.name in self.header:
            self.note(
                element.line, element.name, sentence("this stands twice; the first one was taken")
            )
        else:
            self.header[element.name] = element


def read_cmf(path: Path, *, limits: Limits | None = None) -> Read[CmfFile]:
    """Reads a CMF file.

    Raises `InputError`, with the line where it is known, for a file that is not well-formed CMF
    XML, that holds a document type or entities, and that holds no specimen which can be used. A
    specimen that cannot be used is left out whole, with a note that names it.
    """
    data = read_bytes(path, (limits or Limits()).bytes)
    reading = _Reading(path.name)
    if walk(data, path.name, reading.take):
        reading.note(1, "", sentence("the file says UTF-16 and is none; it was read as UTF-8"))
    header = _header(reading)
    twice = {name for name, lines in reading.lines.items() if len(lines) > 1}
    for name in sorted(twice):
        for line in reading.lines[name]:
            told = sentence(
                "this SPECIMENID is not the only one of its name; all of them were left out"
            )
            reading.note(line, place(shown(name)), told)
    kept = tuple(each for each in reading.specimens if each.profile.sample not in twice)
    notes = tuple(sorted(reading.notes, key=lambda problem: problem.row or 0))
    if not kept:
        none = Problem(path.name, None, "", sentence("no specimen of the file can be used"))
        raise InputError([none, *notes[:SHOWN]])
    return Read(CmfFile(header, kept), notes, hashlib.sha256(data).hexdigest())


def _header(reading: _Reading) -> CmfHeader:
    found = {name: element.text for name, element in reading.header.items()}
    for name in HEADER:
        if name not in found and name not in OPTIONAL_HEADER:
            reading.note(None, name, sentence("the header lacks this element"))
    if found.get("MESSAGETYPE", MESSAGE_TYPE) != MESSAGE_TYPE:
        told = sentence(
            "“{value}” was read as {type}",
            value=shown(found["MESSAGETYPE"]),
            type=MESSAGE_TYPE,
        )
        reading.note(reading.header["MESSAGETYPE"].line, "MESSAGETYPE", told)
    version = found.get("HEADERVERSION", "")
    if version and version not in VERSIONS:
        told = sentence(
            "version {version} is read as if it were {known}",
            version=shown(version),
            known=VERSIONS[-1],
        )
        reading.note(reading.header["HEADERVERSION"].line, "HEADERVERSION", told)
    submitted = reading.header.get("SUBMITDATETIME")
    return CmfHeader(
        found.get("DESTINATIONORI", ""),
        found.get("SOURCELAB", ""),
        found.get("SUBMITBYUSERID", ""),
        None if submitted is None else time_of(submitted, "SUBMITDATETIME", reading.note),
        version,
        found.get("BATCHID", ""),
        found.get("KIT", ""),
    )
