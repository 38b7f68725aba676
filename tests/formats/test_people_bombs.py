"""Files that would fill a memory or an hour: two gigabytes of XML in a small zip, which are refused
within the memory of a small list; sheets and tables of a million empty rows, which are read."""

from __future__ import annotations

import io
import struct
import tracemalloc
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from people_files import HEADINGS, PERSON, refused, saved
from workbooks import SHEET, repacked, workbook

from repatria.formats import workbook_guard
from repatria.formats.people_sheets import apply, bind, open_people_sheet, propose

GIGABYTE = 1 << 30
MILLION = 1_000_000
MOST = 30_000_000
"""Bytes that may be held at once, whatever is read."""
BLOCK = 1 << 24
SPACES = b" " * BLOCK
VARIED = bytes(range(1, 97)) * (BLOCK // 96)
"""A text that packs a hundredfold, as the XML of a sheet may."""


@contextmanager
def small_memory() -> Iterator[None]:
    tracemalloc.start()
    try:
        yield
        assert tracemalloc.get_traced_memory()[1] < MOST
    finally:
        tracemalloc.stop()


def bomb(block: bytes, times: int, *, told: int | None = None) -> bytes:
    """A workbook whose sheet is so many times the block; `told` is the size that the zip states of
    it. A packed block can be repeated, so that nobody has to pack gigabytes."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    head = packer.compress(b"<worksheet><sheetData>") + packer.flush(zlib.Z_FULL_FLUSH)
    packed = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    data = head + packed * times + packer.flush(zlib.Z_FINISH)
    size = 22 + len(block) * times
    good = repacked(workbook([HEADINGS, PERSON]), {SHEET: b"?"})
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr(name, data if name == SHEET else old.read(name))
    return _packed(stream.getvalue(), len(data), size if told is None else told)


def _packed(stored: bytes, length: int, size: int) -> bytes:
    """The stored sheet said to be packed by deflate, in its own header and in the list of parts."""
    made = bytearray(stored)
    name = SHEET.encode()
    for mark, method, sizes, where in ((b"PK\x03\x04", 8, 18, 30), (b"PK\x01\x02", 10, 20, 46)):
        at = 0
        while (at := stored.find(mark, at)) >= 0:
            if stored.startswith(name, at + where):
                made[at + method : at + method + 2] = struct.pack("<H", zipfile.ZIP_DEFLATED)
                made[at + sizes : at + sizes + 8] = struct.pack("<II", length, size)
            at += 4
    return bytes(made)


def test_the_bomb_of_these_tests_unpacks_to_what_it_says() -> None:
    """To the last byte, where nobody refuses it; only its checksum is not made up."""
    with zipfile.ZipFile(io.BytesIO(bomb(SPACES, 2))) as archive, archive.open(SHEET) as sheet:
        size = archive.getinfo(SHEET).file_size
        assert len(sheet.read(size - 1)) == size - 1 == 21 + 2 * BLOCK
        with pytest.raises(zipfile.BadZipFile, match="CRC"):
            sheet.read()


def test_two_gigabytes_that_the_zip_states_are_refused_before_anything_is_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = saved(tmp_path, bomb(VARIED, 2 * GIGABYTE // BLOCK), "list.xlsx")
    assert path.stat().st_size < GIGABYTE // 20
    monkeypatch.setattr(workbook_guard, "_unpacked", lambda *_: pytest.fail("it was unpacked"))
    with small_memory():
        assert "unpacks to far more" in refused(path)


@pytest.mark.parametrize("block", [SPACES, VARIED])
def test_two_gigabytes_behind_a_small_size_are_refused_on_the_way(
    tmp_path: Path, block: bytes
) -> None:
    path = saved(tmp_path, bomb(block, 2 * GIGABYTE // BLOCK, told=1_000), "list.xlsx")
    with small_memory():
        assert refused(path)


def people_of(path: Path) -> list[int]:
    """The numbers of the rows that hold somebody."""
    with open_people_sheet(path) as opened:
        bound = bind(propose(opened).mapping, opened)
        return [row.number for row in opened.rows() if apply(bound, row).fields]


def test_a_sheet_of_a_million_empty_rows_is_the_two_people_in_it(tmp_path: Path) -> None:
    """As a program writes it after somebody has formatted whole columns."""
    empty = b"".join(
        b'<row r="%d" s="1"><c r="A%d" s="1"/></row>' % (n, n) for n in range(3, MILLION)
    )
    with zipfile.ZipFile(io.BytesIO(workbook([HEADINGS, PERSON]))) as archive:
        sheet = archive.read(SHEET)
    cell = f'<c r="B{MILLION}" t="str"><v>Коваль</v></c>'
    last = f'<row r="{MILLION}">{cell}</row>'.encode()
    data = repacked(
        workbook([HEADINGS, PERSON]),
        {SHEET: sheet.replace(b"</sheetData>", empty + last + b"</sheetData>")},
    )
    assert people_of(saved(tmp_path, data, "list.xlsx")) == [2, MILLION]


def test_a_table_of_a_million_empty_lines_is_the_two_people_in_it(tmp_path: Path) -> None:
    first = ";".join(map(str, PERSON))
    text = "\n".join([";".join(HEADINGS), first, *[";;;;;"] * MILLION, first])
    assert people_of(saved(tmp_path, text, "list.csv")) == [2, MILLION + 3]
