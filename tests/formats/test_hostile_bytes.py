"""Whatever the bytes are, a reader reads them or refuses them: no other error gets out."""

from __future__ import annotations

import io
import tempfile
import zipfile
from pathlib import Path

import pytest
from format_strategies import GOOD, PARTIES_KNOWN, TODAY
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from workbooks import HEADER, ROW, repacked, workbook

from repatria.base.errors import InputError, Problem
from repatria.formats.statements import Known, read_statements

WHOLE = {
    ".yaml": (GOOD / "week.yaml").read_bytes(),
    ".csv": (GOOD / "week.csv").read_bytes(),
    ".xlsx": workbook([HEADER, ROW, ROW]),
}
KNOWN = {".yaml": Known(), ".csv": PARTIES_KNOWN, ".xlsx": PARTIES_KNOWN}
SIGNS = [b"", b"\n", b"\t", b"\0", b"\xff", "Ї".encode(), b"99999999", b"<f>1</f>", b"&#0;"]
TOKENS = "' \" ; | = : - { ] < > / &a *a ![ -1 e9 true"
PIECES = st.sampled_from([*SIGNS, *(token.encode() for token in TOKENS.split())])
fuzz = settings(deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))


def read_or_refuse(data: bytes, suffix: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"file{suffix}")
        path.write_bytes(data)
        refused: tuple[Problem, ...] = ()
        try:
            read_statements(path, KNOWN[suffix], today=TODAY)
        except InputError as error:
            refused = error.problems or (Problem("", None, "", "refused without a reason"),)
    assert {problem.file for problem in refused} <= {path.name}


@st.composite
def mutations(draw: st.DrawFn, data: bytes) -> bytes:
    """The bytes with a few pieces changed, cut out, doubled or swapped for signs of the format."""
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, max(len(data) - 1, 0)))
        to = draw(st.integers(at, min(at + 40, len(data))))
        piece = draw(st.one_of(st.binary(max_size=6), PIECES, st.just(data[at:to] * 3)))
        data = data[:at] + piece + data[to:]
    return data


@pytest.mark.parametrize("suffix", sorted(WHOLE))
@fuzz
@given(st.data())
def test_a_damaged_file_is_read_or_refused(suffix: str, data: st.DataObject) -> None:
    read_or_refuse(data.draw(mutations(WHOLE[suffix])), suffix)


@pytest.mark.parametrize("suffix", sorted(WHOLE))
@fuzz
@given(st.data())
def test_a_file_cut_short_is_read_or_refused(suffix: str, data: st.DataObject) -> None:
    whole = WHOLE[suffix]
    read_or_refuse(whole[: data.draw(st.integers(0, len(whole)))], suffix)


@pytest.mark.parametrize("suffix", sorted(WHOLE))
@fuzz
@given(st.binary(max_size=300))
@example(b"\xef")
@example(b"\xff\xfe\x00")
@example(b"\xef\xbb\xbf")
def test_any_bytes_are_read_or_refused(suffix: str, data: bytes) -> None:
    read_or_refuse(data, suffix)


@pytest.mark.parametrize("suffix", [".csv", ".yaml"])
@fuzz
@given(st.text(max_size=200))
def test_any_text_under_a_good_head_is_read_or_refused(suffix: str, text: str) -> None:
    head = WHOLE[suffix].split(b"\n")[0]
    read_or_refuse(head + b"\n" + text.encode("utf-8", "surrogatepass"), suffix)


@fuzz
@given(st.data())
def test_a_workbook_with_a_damaged_part_is_read_or_refused(data: st.DataObject) -> None:
    with zipfile.ZipFile(io.BytesIO(WHOLE[".xlsx"])) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = data.draw(st.sampled_from(sorted(parts)))
    damaged = {name: data.draw(mutations(parts[name]))}
    read_or_refuse(repacked(WHOLE[".xlsx"], damaged), ".xlsx")
