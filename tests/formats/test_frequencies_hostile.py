"""Whatever the bytes are, the reader reads them or refuses them: no other error gets out."""

from __future__ import annotations

import pytest
from frequency_strategies import fuzz, read_text
from hypothesis import example, given
from hypothesis import strategies as st
from test_frequencies import LAYOUTS

from repatria.base.errors import InputError

SIGNS = [
    b"", b"\n", b"\t", b"\0", b"\xff", b"\xa0", b"\x0b", b",", b";", b'"', b"#", b"M", b"A ",
    b"Allele,", b"1e999", b"-1", b"nan", b"99", b"N,", "Ї".encode(), b"\xe2\x80\xa8",
]  # fmt: skip


def read_or_refuse(data: bytes) -> None:
    files = {"file.csv"}
    try:
        read_text(data)
    except InputError as error:
        files = {problem.file for problem in error.problems}
    assert files == {"file.csv"}


@st.composite
def mutations(draw: st.DrawFn, data: bytes) -> bytes:
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, max(len(data) - 1, 0)))
        to = draw(st.integers(at, min(at + 40, len(data))))
        piece = draw(
            st.one_of(st.binary(max_size=6), st.sampled_from(SIGNS), st.just(data[at:to] * 3))
        )
        data = data[:at] + piece + data[to:]
    return data


@pytest.mark.parametrize("layout", LAYOUTS)
@fuzz
@given(st.data())
def test_a_damaged_file_is_read_or_refused(layout: str, data: st.DataObject) -> None:
    read_or_refuse(data.draw(mutations(LAYOUTS[layout].encode())))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_file_cut_short_is_read_or_refused(layout: str) -> None:
    whole = LAYOUTS[layout].encode()
    for end in range(len(whole)):
        read_or_refuse(whole[:end])


@fuzz
@given(st.binary(max_size=300))
@example(b"\xef\xbb\xbf")
@example(b"\xff\xfe\x00")
@example(b"\xff\xfe\x00\x00A\x00")
@example("M\u00a0TH01\nA 6 1\n".encode())
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    read_or_refuse(data)


HEADS = [
    "Allele,TH01\n", "TH01\n6\t1\n", "M TH01\nA 6 1\n", "TH01\nAllele,A\n",
    "# format: repatria-frequencies/1\n",
]  # fmt: skip


@pytest.mark.parametrize("head", HEADS)
@fuzz
@given(st.text(max_size=120))
def test_any_text_under_a_good_head_is_read_or_refused(head: str, text: str) -> None:
    read_or_refuse(head.encode() + text.encode("utf-8", "surrogatepass"))


def test_a_multitude_of_markers_is_refused() -> None:
    text = "".join(f"M{n:06}\n6\t1\n\n" for n in range(20_000))
    with pytest.raises(InputError, match="more than 2,000 markers"):
        read_text(text)


def test_a_file_that_is_too_large_is_refused() -> None:
    with pytest.raises(InputError, match="larger than 10,000,000 bytes"):
        read_text(b"Allele,TH01\n" + b"6,1\n" * 2_600_000)
