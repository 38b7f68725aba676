"""CODIS CMF written: the same specimens as XML, within the limits of the schema.

The output depends on the argument alone: loci stand in the order of the table, and every time is
the caller's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from xml.etree import ElementTree as ET

from repatria.base.errors import ValueProblem
from repatria.formats.cmf import CmfFile, CmfHeader
from repatria.formats.cmf_observation import values_of
from repatria.formats.cmf_specimen import CmfSpecimen, CmfTyping
from repatria.formats.cmf_words import (
    CATEGORIES,
    FIRST_TIME,
    LAST_TIME,
    LATER_LOCI,
    LENGTHS,
    LOCI,
    MESSAGE_TYPE,
    MOST_ALLELES,
    MOST_LOCI,
    NAMESPACE,
    ROOT,
    SOURCE_IDS,
    VERSIONS,
    Role,
)
from repatria.formats.guards import clean_text
from repatria.formats.problems import shown
from repatria.formats.reading import place

_NEVER_XML = re.compile("[\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class WrittenCmf:
    """The bytes of a CMF file (UTF-8), and what its reader should know of them."""

    data: bytes
    notes: tuple[str, ...] = ()


def write_cmf(file: CmfFile) -> WrittenCmf:
    """A CMF file as bytes.

    A locus whose reader or time is not told gets those of the header. Markers that CMF has no
    name for are left out, with a note. Raises `ValueProblem`, naming the sample, for a value that
    the schema does not take, and for a single allele with possible dropout in a reference that is
    not marked partial: CMF would turn it into a homozygote.
    """
    notes: list[str] = []
    root = ET.Element(ROOT, xmlns=NAMESPACE)
    for name, text in _header(file.header):
        ET.SubElement(root, name).text = text
    if not file.specimens:
        raise ValueProblem("a CMF file has one specimen at least")
    seen: set[str] = set()
    for specimen in file.specimens:
        sample = specimen.profile.sample
        if sample in seen:
            raise ValueProblem(f"{place(sample)}: the SPECIMENID is given twice")
        seen.add(sample)
        root.append(_specimen(specimen, file.header, notes))
    ET.indent(root)
    data = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return WrittenCmf(data + b"\n", tuple(notes))


def _header(header: CmfHeader) -> Iterator[tuple[str, str]]:
    if header.version not in VERSIONS:
        raise ValueProblem(f"CMF {header.version} is not written; choose {' or '.join(VERSIONS)}")
    yield "HEADERVERSION", header.version
    yield "MESSAGETYPE", MESSAGE_TYPE
    yield "DESTINATIONORI", _text("DESTINATIONORI", header.destination)
    yield "SOURCELAB", _text("SOURCELAB", header.source)
    yield "SUBMITBYUSERID", _text("SUBMITBYUSERID", header.user)
    yield "SUBMITDATETIME", _time("SUBMITDATETIME", header.submitted)
    if header.batch:
        yield "BATCHID", _text("BATCHID", header.batch)
    if header.kit:
        yield "KIT", _text("KIT", header.kit)


def _text(name: str, value: str, where: str = "header") -> str:
    """The value of a field, within its length."""
    least, most = LENGTHS[name]
    try:
        text = clean_text(value, most)
    except ValueProblem as problem:
        raise ValueProblem(f"{where}: {name} “{shown(value)}”: {problem}") from None
    if len(text) < least:
        raise ValueProblem(f"{where}: {name} is empty")
    if _NEVER_XML.search(text):
        raise ValueProblem(f"{where}: {name} holds a character that no XML file can hold")
    return text


def _time(name: str, value: datetime | None, where: str = "header") -> str:
    if value is None:
        raise ValueProblem(f"{where}: {name} is missing")
    if not FIRST_TIME < value.replace(tzinfo=None) < LAST_TIME:
        raise ValueProblem(f"{where}: {name} {value.isoformat()} is outside 1900 to mid-2079")
    return value.isoformat()


def _specimen(specimen: CmfSpecimen, header: CmfHeader, notes: list[str]) -> ET.Element:
    profile = specimen.profile
    where = place(profile.sample)
    role = CATEGORIES.get(specimen.category)
    if role is None:
        raise ValueProblem(f"{where}: “{shown(specimen.category)}” is no category of CMF")
    if (role is Role.REMAINS) is not profile.remains:
        kind = "remains" if profile.remains else "a reference"
        raise ValueProblem(f"{where}: the profile is of {kind}, the category {specimen.category}")
    if specimen.source_id not in SOURCE_IDS:
        raise ValueProblem(f"{where}: SOURCEID is Yes, No or N/A")
    element = ET.Element("SPECIMEN")
    if specimen.source_id:
        element.set("SOURCEID", specimen.source_id)
    if specimen.case:
        element.set("CASEID", _text("CASEID", specimen.case, where))
    element.set("PARTIAL", "true" if specimen.partial else "false")
    ET.SubElement(element, "SPECIMENID").text = _text("SPECIMENID", profile.sample, where)
    ET.SubElement(element, "SPECIMENCATEGORY").text = specimen.category
    if specimen.comment:
        comment = _text("SPECIMENCOMMENT", specimen.comment, where)
        ET.SubElement(element, "SPECIMENCOMMENT").text = comment
    names = {**LOCI, **LATER_LOCI}
    written = [marker for marker in names if marker in profile.observations]
    notes += (
        f"{place(profile.sample, marker)}: CMF has no such locus; it was not written"
        for marker in profile.observations
        if marker not in names
    )
    if not 1 <= len(written) <= MOST_LOCI:
        raise ValueProblem(f"{where}: {len(written)} loci; CMF takes 1 to {MOST_LOCI}")
    uncertain = profile.remains or specimen.partial
    for marker in written:
        if marker in LATER_LOCI:
            told = "the published schema lacks this locus; ask whether the receiver takes it"
            notes.append(f"{place(profile.sample, marker)}: {told}")
        typing = specimen.typings.get(marker, CmfTyping())
        at = place(profile.sample, marker)
        try:
            values = values_of(marker, profile.observations[marker], uncertain=uncertain)
        except ValueProblem as problem:
            raise ValueProblem(f"{at}: {problem}") from None
        element.append(_locus(names[marker], typing, values, header, at))
    return element


def _locus(
    name: str, typing: CmfTyping, values: tuple[str, ...], header: CmfHeader, where: str
) -> ET.Element:
    locus = ET.Element("LOCUS")
    if typing.batch:
        locus.set("BATCHID", _text("BATCHID", typing.batch, where))
    if typing.kit:
        locus.set("KIT", _text("KIT", typing.kit, where))
    ET.SubElement(locus, "LOCUSNAME").text = name
    ET.SubElement(locus, "READINGBY").text = _text("READINGBY", typing.by or header.user, where)
    at = _time("READINGDATETIME", typing.at or header.submitted, where)
    ET.SubElement(locus, "READINGDATETIME").text = at
    if len(values) > MOST_ALLELES:
        raise ValueProblem(f"{where}: {len(values)} alleles; CMF takes {MOST_ALLELES}")
    for value in values:
        allele = ET.SubElement(locus, "ALLELE")
        ET.SubElement(allele, "ALLELEVALUE").text = _text("ALLELEVALUE", value, where)
    return locus
