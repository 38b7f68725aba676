"""Whatever the bytes are, a list is read or refused: no other error gets out."""

from __future__ import annotations

import io
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from old_workbooks import old_workbook
from open_workbooks import open_workbook
from people_files import HEADINGS, PERSON
from test_people_pfif import NOTE
from test_people_pfif import PERSON as PFIF_PERSON
from test_people_xlsx import with_strings
from workbooks import repacked

from repatria.base.errors import InputError, Problem
from repatria.formats.people_sheets import (
    apply,
    bind,
    fits,
    open_people_sheet,
    pfif_notes,
    propose,
    sheets,
)

CELLS = '<row r="2"><c r="B2" t="s"><v>0</v></c><c r="C2"><f>A1</f><v>1</v></c></row>'
MERGES = '</sheetData><mergeCells><mergeCell ref="B2:C4"/></mergeCells><sheetData>'
PFIF = f'<p:pfif xmlns:p="x">{PFIF_PERSON.format(more=NOTE.format(more=""))}</p:pfif>'
WHOLE = {
    "list.xlsx": with_strings(CELLS + MERGES, "<si><t>Петренко</t></si>"),
    "list.xls": old_workbook([HEADINGS, PERSON, [2, "=1"]], [(0, 0, 1, 2)]),
    "list.ods": open_workbook([HEADINGS, PERSON]),
    "list.csv": ";".join(HEADINGS).encode() + b'\n1;"a";b\n',
    "list.xml": f'<?xml version="1.0"?>{PFIF}'.encode(),
}
SIGNS = [b"", b"\n", b";", b"\0", b"\xff", "Ї".encode(), b"99999999", b"<f>1</f>", b"&#0;", b'"']
fuzz = settings(deadline=None, max_examples=80, suppress_health_check=list(HealthCheck))


def read_or_refuse(data: bytes, name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(data)
        refused: tuple[Problem, ...] = ()
        try:
            faces = sheets(path)
            for face in faces:
                _read(path, face.name)
            list(pfif_notes(path))
        except InputError as error:
            refused = error.problems or (Problem("", None, "", "refused without a reason"),)
    assert {problem.file for problem in refused} <= {name}


def _read(path: Path, sheet: str) -> None:
    with open_people_sheet(path, sheet) as opened:
        found = propose(opened)
        assert fits(found.mapping, opened).ok or found.notes
        bound = bind(found.mapping, opened)
        for row in opened.rows():
            apply(bound, row)


@st.composite
def mutations(draw: st.DrawFn, data: bytes) -> bytes:
    """The bytes with a few pieces changed, cut out, doubled or swapped for signs of a format."""
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, max(len(data) - 1, 0)))
        to = draw(st.integers(at, min(at + 40, len(data))))
        piece = draw(
            st.one_of(st.binary(max_size=6), st.sampled_from(SIGNS), st.just(data[at:to] * 3))
        )
        data = data[:at] + piece + data[to:]
    return data


@pytest.mark.parametrize("name", sorted(WHOLE))
def test_the_good_files_are_read(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(WHOLE[name])
    _read(path, sheets(path)[0].name)


@pytest.mark.parametrize("name", sorted(WHOLE))
@fuzz
@given(st.data())
def test_a_damaged_file_is_read_or_refused(name: str, data: st.DataObject) -> None:
    read_or_refuse(data.draw(mutations(WHOLE[name])), name)


@pytest.mark.parametrize("name", sorted(WHOLE))
@fuzz
@given(st.data())
def test_a_file_cut_short_is_read_or_refused(name: str, data: st.DataObject) -> None:
    read_or_refuse(WHOLE[name][: data.draw(st.integers(0, len(WHOLE[name])))], name)


@pytest.mark.parametrize(
    "head", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<?xml"]
)
@fuzz
@given(st.binary(max_size=300))
@example(b"\xef")
@example(b"\xff\xfe\x00")
def test_any_bytes_are_read_or_refused(head: bytes, data: bytes) -> None:
    read_or_refuse(head + data, "list.bin")


@fuzz
@given(st.text(max_size=200))
def test_any_text_under_good_headings_is_read_or_refused(text: str) -> None:
    head = WHOLE["list.csv"].split(b"\n")[0]
    read_or_refuse(head + b"\n" + text.encode("utf-8", "surrogatepass"), "list.csv")


@pytest.mark.parametrize("name", ["list.xlsx", "list.ods"])
@fuzz
@given(st.data())
def test_a_workbook_with_a_damaged_part_is_read_or_refused(name: str, data: st.DataObject) -> None:
    with zipfile.ZipFile(io.BytesIO(WHOLE[name])) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    part = data.draw(st.sampled_from(sorted(parts)))
    read_or_refuse(repacked(WHOLE[name], {part: data.draw(mutations(parts[part]))}), name)


@fuzz
@given(st.data())
def test_an_old_workbook_with_damaged_records_is_read_or_refused(data: st.DataObject) -> None:
    """The records begin behind the header, the table of sectors and the directory."""
    whole = bytearray(WHOLE["list.xls"])
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(1_536, min(len(whole), 2_600) - 1))
        whole[at] = data.draw(st.integers(0, 255))
    read_or_refuse(bytes(whole), "list.xls")
