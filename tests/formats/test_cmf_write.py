"""CODIS CMF written: the limits of the schema, and the way back."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from cmf_files import FAMILY, HEADER, NOON, reading
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from repatria.base.errors import ValueProblem
from repatria.formats.cmf import CmfFile, CmfHeader, read_cmf
from repatria.formats.cmf_observation import observation_of
from repatria.formats.cmf_specimen import CmfSpecimen, CmfTyping
from repatria.formats.cmf_words import CATEGORIES, LATER_LOCI, LOCI, SOURCE_IDS, Role
from repatria.formats.cmf_write import write_cmf
from repatria.kinship.known_markers import AMELOGENIN, chromosome_of, known_name
from repatria.kinship.profile import Profile


def a_specimen(**other: object) -> CmfSpecimen:
    profile = Profile.of("AM-1", {"D3S1358": ("15", "16")})
    return replace(CmfSpecimen(profile, "Biological Mother"), **other)  # type: ignore[arg-type]


def test_what_was_read_is_written_and_read_again() -> None:
    read = read_cmf(FAMILY)
    written = write_cmf(read.value)
    assert written == write_cmf(read.value)
    assert reading(written.data).value == read.value
    assert any("D6S1043" in note for note in written.notes)


def test_markers_without_a_name_in_cmf_are_left_out_with_a_note() -> None:
    profile = Profile.of("AM-1", {"FGA": ("22", "23"), "DXS8378": ("10", "11")})
    written = write_cmf(CmfFile(HEADER, (a_specimen(profile=profile),)))
    assert b"DXS8378" not in written.data
    assert any("sample AM-1, marker DXS8378" in note for note in written.notes)


@pytest.mark.parametrize(
    ("specimen", "told"),
    [
        (a_specimen(profile=Profile.of("S" * 25, {"FGA": ("22",)})), f"sample {'S' * 25}"),
        (a_specimen(profile=Profile.of("AM-1", {})), "sample AM-1: 0 loci"),
        (a_specimen(category="Neighbour"), "sample AM-1: “Neighbour”"),
        (a_specimen(category="Deceased"), "sample AM-1: the profile is of a reference"),
        (a_specimen(case="C" * 33), "sample AM-1: CASEID"),
        (a_specimen(comment="x" * 256), "sample AM-1: SPECIMENCOMMENT"),
        (a_specimen(comment="\ufffe"), "no XML file"),
        (a_specimen(source_id="Maybe"), "sample AM-1: SOURCEID"),
        (
            a_specimen(typings={"D3S1358": CmfTyping("a" * 21, NOON)}),
            "sample AM-1, marker D3S1358: READINGBY",
        ),
        (
            a_specimen(typings={"D3S1358": CmfTyping("a", datetime(2090, 1, 1))}),
            "marker D3S1358: READINGDATETIME",
        ),
        (
            a_specimen(profile=Profile.of("AM-1", {"FGA": [str(n) for n in range(20, 29)]})),
            "sample AM-1, marker FGA: 9 alleles",
        ),
        (
            a_specimen(
                profile=replace(Profile.of("AM-1", {"FGA": ("22",)}, remains=True), remains=False)
            ),
            "sample AM-1, marker FGA: a single allele",
        ),
    ],
)
def test_what_the_schema_does_not_take_is_not_written(specimen: CmfSpecimen, told: str) -> None:
    with pytest.raises(ValueProblem) as refused:
        write_cmf(CmfFile(HEADER, (specimen,)))
    assert told in str(refused.value)


@pytest.mark.parametrize(
    "header",
    [
        replace(HEADER, destination="N" * 11),
        replace(HEADER, source=""),
        replace(HEADER, submitted=None),
        replace(HEADER, version="3.1"),
        replace(HEADER, batch="B" * 33),
    ],
)
def test_a_header_that_the_schema_does_not_take_is_not_written(header: CmfHeader) -> None:
    with pytest.raises(ValueProblem):
        write_cmf(CmfFile(header, (a_specimen(),)))


def test_no_specimen_and_one_twice_are_not_written() -> None:
    with pytest.raises(ValueProblem, match="one specimen at least"):
        write_cmf(CmfFile(HEADER, ()))
    with pytest.raises(ValueProblem, match=r"sample AM-1: .* twice"):
        write_cmf(CmfFile(HEADER, (a_specimen(), a_specimen())))


def test_every_name_that_is_written_is_read_for_its_marker() -> None:
    assert all(known_name(name) == marker for marker, name in {**LOCI, **LATER_LOCI}.items())


signs = st.characters(exclude_categories=("C", "Zl", "Zp"))
ladder = st.builds(
    lambda whole, part: f"{whole}.{part}" if part else str(whole),
    st.integers(1, 60),
    st.integers(0, 3),
)


def texts(most: int, least: int = 0) -> st.SearchStrategy[str]:
    return (
        st.text(signs, min_size=least, max_size=most)
        .map(str.strip)
        .filter(lambda text: len(text) >= least)
    )


times = st.datetimes(datetime(1900, 1, 2), datetime(2079, 6, 5))


@st.composite
def specimens(draw: st.DrawFn, name: str) -> CmfSpecimen:
    category = draw(st.sampled_from(sorted(CATEGORIES)))
    remains = CATEGORIES[category] is Role.REMAINS
    partial = draw(st.booleans())
    found = {}
    for marker in draw(st.sets(st.sampled_from([*LOCI, *LATER_LOCI]), min_size=1, max_size=8)):
        alleles = st.sampled_from("XY") if marker == AMELOGENIN else ladder
        most = 2 if marker == AMELOGENIN else 8
        off = st.sampled_from(["OL", "<8", ">30"]) if chromosome_of(marker) != "Y" else st.nothing()
        values = [draw(alleles), *draw(st.lists(alleles | off, max_size=most - 1))]
        seen = observation_of(marker, tuple(values), uncertain=remains or partial)
        assert seen is not None
        found[marker] = seen
    return CmfSpecimen(
        Profile(name, found, remains),
        category,
        draw(texts(32)),
        partial,
        draw(texts(255)),
        draw(st.sampled_from(SOURCE_IDS)),
        {
            marker: CmfTyping(draw(texts(20, 1)), draw(times), draw(texts(32)), draw(texts(32)))
            for marker in found
        },
    )


@st.composite
def files(draw: st.DrawFn) -> CmfFile:
    names = draw(st.lists(texts(24, 1), min_size=1, max_size=3, unique=True))
    header = CmfHeader(
        draw(texts(10, 1)),
        draw(texts(10, 1)),
        draw(texts(20, 1)),
        draw(times),
        draw(st.sampled_from(["3.2", "3.3"])),
        draw(texts(32)),
        draw(texts(32)),
    )
    return CmfFile(header, tuple(draw(specimens(name)) for name in names))


@settings(deadline=None, max_examples=120, suppress_health_check=list(HealthCheck))
@given(files())
def test_what_is_written_is_read_back(file: CmfFile) -> None:
    assert reading(write_cmf(file).data).value == file
