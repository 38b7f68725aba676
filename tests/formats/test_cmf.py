"""CODIS CMF: what is read, and what is refused or left out with its line."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from cmf_files import FAMILY, HEADER, TEXT, reading
from format_strategies import BROKEN

from repatria.base.errors import InputError
from repatria.formats.cmf import CmfFile, read_cmf
from repatria.formats.cmf_observation import observation_of
from repatria.formats.cmf_specimen import CmfSpecimen, CmfTyping
from repatria.formats.reading import Read
from repatria.kinship.profile import Reading

# File: line, place, what the message says.
DEFECTS: dict[str, tuple[int | None, str, str]] = {
    "another_root.xml": (2, "", "no CMF file"),
    "broken_utf16.xml": (12, "", "cut short"),
    "cut_short.xml": (12, "", "cut short"),
    "document_type.xml": (2, "", "document type or entities"),
    "empty_profile.xml": (9, "sample AM-0001", "empty"),
    "entity_bomb.xml": (2, "", "document type or entities"),
    "hidden_direction_in_name.xml": (9, "sample AM-\\u202e0001", "U+202E"),
    "locus_twice_otherwise.xml": (13, "sample AM-0001, marker D3S1358", "twice"),
    "no_allele.xml": (12, "sample AM-0001, marker D3S1358", "sixteen"),
    "no_name.xml": (9, "sample without a name", "SPECIMENID"),
    "no_namespace.xml": (2, "", "without its namespace"),
    "no_specimen.xml": (None, "", "no specimen"),
    "not_xml.xml": (1, "", "broken"),
    "other_namespace.xml": (2, "", "urn:other-schema"),
    "outside_entity.xml": (2, "", "document type or entities"),
    "rapid_import.xml": (2, "", "Rapid"),
    "specimen_twice.xml": (14, "sample AM-0001", "SPECIMENID"),
    "too_deep.xml": (9, "", "deep"),
    "unknown_category.xml": (11, "sample AM-0001", "Neighbour"),
    "unknown_encoding.xml": (1, "", "encoding"),
    "unknown_locus_only.xml": (12, "sample AM-0001, marker D99S999", "not known"),
}


def readings(specimen: CmfSpecimen) -> dict[str, str]:
    return {name: str(seen) for name, seen in specimen.profile.observations.items()}


def noted(read: Read[CmfFile]) -> list[tuple[int | None, str]]:
    return [(note.row, note.field) for note in read.notes]


# What is read


def test_the_header_and_the_specimens_are_read() -> None:
    read = read_cmf(FAMILY)
    assert read.value.header == replace(HEADER, submitted=datetime(2025, 6, 14, 10, 30))
    body, mother, brother = read.value.specimens
    assert (body.category, body.case, body.partial) == ("Unidentified Person", "C-17", True)
    assert (body.comment, body.source_id) == ("left femur", "No")
    assert [each.profile.remains for each in (body, mother, brother)] == [True, False, False]
    assert body.typings["D3S1358"] == CmfTyping("analyst1", datetime(2025, 6, 10, 9))
    assert str(read.value) == "CMF from NL0000002: 1 remains, 2 references"
    assert len(read.sha256) == 64


def test_one_allele_is_a_homozygote_of_a_relative_and_in_doubt_of_remains() -> None:
    body, mother, _ = read_cmf(FAMILY).value.specimens
    assert readings(mother)["D3S1358"] == "15/15"
    assert readings(body)["D3S1358"] == "15/(?)"
    assert readings(body)["TH01"] == "9.3/9.3"


def test_markers_of_the_y_are_never_doubled() -> None:
    body, _, brother = read_cmf(FAMILY).value.specimens
    assert readings(body)["DYS19"] == "14"
    assert readings(body)["DYS385"] == "11/14"
    assert {name: readings(brother)[name] for name in ("DYS389I", "DYS385", "Y-GATA-H4")} == {
        "DYS389I": "13",
        "DYS385": "11",
        "Y-GATA-H4": "12",
    }
    doubled = observation_of("DYS19", ("14", "14"), uncertain=False)
    assert doubled is not None
    assert doubled.alleles == ("14",)


@pytest.mark.parametrize(
    ("marker", "values", "uncertain", "male", "shown", "taken_for"),
    [
        ("DYS385", ("11",), True, True, "11/(?)", Reading.SINGLE),
        ("DYS385", ("11", "11"), True, True, "11/11", Reading.GENOTYPE),
        ("DXS8378", ("10",), False, True, "10", Reading.GENOTYPE),
        ("DXS8378", ("10",), False, False, "10/10", Reading.GENOTYPE),
        ("AMEL", ("X",), True, False, "X/(?)", Reading.SINGLE),
        ("AMEL", ("Y",), False, True, "Y/(?)", Reading.SINGLE),
        ("FGA", ("22", "OL"), False, False, "22/any", Reading.ONE_KNOWN),
        ("FGA", ("<16", "22"), True, False, "22/any", Reading.ONE_KNOWN),
        ("FGA", ("20", "21", "22"), True, False, "20/21/22", Reading.REVIEW),
    ],
)
def test_what_the_values_of_a_locus_are_taken_for(
    marker: str,
    values: tuple[str, ...],
    uncertain: bool,
    male: bool,
    shown: str,
    taken_for: Reading,
) -> None:
    seen = observation_of(marker, values, uncertain=uncertain, male=male)
    assert seen is not None
    assert (str(seen), seen.reading) == (shown, taken_for)


def test_a_partial_reference_keeps_its_single_alleles_in_doubt() -> None:
    partial = TEXT.replace('CASEID="C-17" PARTIAL="false"', 'PARTIAL="1"')
    _, mother, _ = reading(partial.encode()).value.specimens
    assert mother.partial
    assert readings(mother)["D3S1358"] == "15/(?)"


def test_what_is_off_the_ladder_is_kept_as_written_and_noted() -> None:
    read = read_cmf(FAMILY)
    assert read.value.specimens[1].profile.observations["FGA"].raw == ("22", ">30")
    assert (25, "sample AM-0001, marker FGA") in noted(read)


# Encodings


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "windows-1251"])
def test_the_declared_encoding_is_taken(encoding: str) -> None:
    declared = "utf-16" if encoding.startswith("utf") else encoding
    text = TEXT.replace("utf-8", declared).replace("left femur", "ліва стегнова")
    bom = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
    read = reading(bom + text.encode(encoding))
    assert read.value.specimens[0].comment == "ліва стегнова"


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_file_that_only_says_utf16_is_read_and_noted(mark: bytes) -> None:
    read = reading(mark + TEXT.replace("utf-8", "UTF-16").encode())
    assert read.value == read_cmf(FAMILY).value
    assert any("UTF-16" in note.message for note in read.notes)


# What is wrong


def test_every_broken_cmf_file_is_in_the_table() -> None:
    assert sorted(path.name for path in (BROKEN / "cmf").iterdir()) == sorted(DEFECTS)


@pytest.mark.parametrize("name", sorted(DEFECTS))
def test_a_broken_cmf_file_is_refused_with_its_line(name: str) -> None:
    line, where, told = DEFECTS[name]
    with pytest.raises(InputError) as refused:
        read_cmf(BROKEN / "cmf" / name)
    found = [p for p in refused.value.problems if (p.row, p.field) == (line, where)]
    assert any(told in problem.message for problem in found)


def test_one_bad_specimen_is_left_out_and_the_rest_goes_on() -> None:
    bad = TEXT.replace("<ALLELEVALUE>17<", "<ALLELEVALUE>seventeen<")
    read = reading(bad.encode())
    assert [each.profile.sample for each in read.value.specimens] == ["PM-0001", "AM-0001"]
    (note,) = [note for note in read.notes if "left out" in note.message]
    assert note.field == "sample AM-0002, marker vWA"
    assert "seventeen" in note.message


def test_all_specimens_of_one_name_are_left_out() -> None:
    read = reading(TEXT.replace("AM-0002", "AM-0001").encode())
    assert [each.profile.sample for each in read.value.specimens] == ["PM-0001"]
    lines = [note.row for note in read.notes if note.field == "sample AM-0001"]
    assert len(lines) == 2


def test_an_unknown_locus_is_left_out_and_noted() -> None:
    read = reading(TEXT.replace("<LOCUSNAME>FGA", "<LOCUSNAME>D99S1").encode())
    assert sorted(readings(read.value.specimens[1])) == ["AMEL", "D3S1358", "D6S1043"]
    assert (25, "sample AM-0001, marker D99S1") in noted(read)


def test_a_repeated_locus_with_the_same_alleles_is_taken_once() -> None:
    start = TEXT.index("    <LOCUS><LOCUSNAME>D6S1043")
    end = TEXT.index("\n", start) + 1
    read = reading((TEXT[:end] + TEXT[start:end] + TEXT[end:]).encode())
    assert readings(read.value.specimens[1])["D6S1043"] == "11/12"
    assert any("taken once" in note.message for note in read.notes)


def test_elements_and_attributes_that_are_not_known_are_noted() -> None:
    text = TEXT.replace("<SPECIMENID>PM", "<COLOUR>red</COLOUR><SPECIMENID>PM")
    text = text.replace('SOURCEID="No"', 'SOURCE="No"')
    told = " ".join(note.message for note in reading(text.encode()).notes)
    assert "COLOUR" in told
    assert "SOURCE" in told


def test_a_header_with_gaps_is_read_with_notes() -> None:
    text = TEXT.replace("<SOURCELAB>NL0000002</SOURCELAB>", "").replace("T10:30:00", "T25:99")
    text = text.replace(">Import<", ">Export<").replace(">3.2<", ">9.9<")
    read = reading(text.encode())
    assert read.value.header.submitted is None
    fields = {note.field for note in read.notes}
    assert {"SOURCELAB", "SUBMITDATETIME", "MESSAGETYPE", "HEADERVERSION"} <= fields
