"""Whatever the bytes are, they are read as CMF or refused: no other error gets out."""

from __future__ import annotations

import pytest
from cmf_files import TEXT, WHOLE, reading
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from repatria.base.errors import InputError, Problem

fuzz = settings(deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))


def read_or_refuse(data: bytes) -> None:
    refused: tuple[Problem, ...] = ()
    try:
        reading(data)
    except InputError as error:
        refused = error.problems or (Problem("", None, "", "refused without a reason"),)
    assert {problem.file for problem in refused} <= {"file.xml"}


PIECES = st.sampled_from(
    [b"", b"\0", b"\xff\xfe", b"<", b">", b"&amp;", b"&x;", b"]]>", b"<!--", b"<![CDATA[", b"utf-7",
     b'xmlns:a="b"', b"</LOCUS>", b"<ALLELE/>", b"&#1;", b"&#x202E;", b"OL", b"9999", b"utf-16"]
)  # fmt: skip


@fuzz
@given(st.data())
def test_a_damaged_cmf_file_is_read_or_refused(data: st.DataObject) -> None:
    whole = data.draw(st.sampled_from([WHOLE, TEXT.replace("utf-8", "utf-16").encode("utf-16")]))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(whole)))
        to = data.draw(st.integers(at, min(at + 40, len(whole))))
        piece = data.draw(st.one_of(st.binary(max_size=6), PIECES, st.just(whole[at:to] * 3)))
        whole = whole[:at] + piece + whole[to:]
    read_or_refuse(whole)


@fuzz
@given(st.integers(0, len(WHOLE) - 1))
def test_a_cmf_file_cut_short_is_refused(length: int) -> None:
    if length <= WHOLE.rindex(b"</CODIS"):
        with pytest.raises(InputError):
            reading(WHOLE[:length])
    else:
        read_or_refuse(WHOLE[:length])


@fuzz
@given(st.binary(max_size=200))
@example(b'<?xml version="1.0" encoding="utf-7"?><a/>')
@example(b'<?xml version="1.0" encoding="utf-16"?><a/>')
@example(b'<?xml version="1.0" encoding="shift_jis"?><a/>')
@example(b"\xfe\xff")
def test_any_bytes_are_read_as_cmf_or_refused(data: bytes) -> None:
    read_or_refuse(data)


@pytest.mark.parametrize("hidden", ["&#1;", "\x01", "\ufffe"])
def test_characters_that_no_xml_holds_are_refused(hidden: str) -> None:
    with pytest.raises(InputError):
        reading(TEXT.replace("left femur", f"left{hidden}femur").encode())


def test_a_file_over_the_limit_is_refused() -> None:
    with pytest.raises(InputError, match="larger than"):
        reading(WHOLE, bytes=100)


def test_a_flood_of_loci_in_one_specimen_is_refused() -> None:
    flood = TEXT.replace("<SPECIMENID>PM", "<LOCUS/>" * 3_000 + "<SPECIMENID>PM")
    with pytest.raises(InputError, match="more than 2,000"):
        reading(flood.encode())


def test_a_flood_of_unknown_elements_is_refused() -> None:
    with pytest.raises(InputError, match="more than 10,000 places"):
        reading(TEXT.replace("<SPECIMEN ", "<X/>" * 10_001 + "<SPECIMEN ", 1).encode())
