from __future__ import annotations

import io
import struct
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from format_strategies import PARTIES_KNOWN, TODAY
from openpyxl.worksheet.formula import ArrayFormula
from workbooks import HEADER, ROW, SHEET, repacked, row_with, save, workbook

from repatria.base.dates import partial_date
from repatria.base.errors import InputError
from repatria.formats.guards import Limits
from repatria.formats.statements import read_statements
from repatria.statements.claim import Claim

GOOD = workbook([HEADER, ROW])


def read(folder: Path, data: bytes) -> tuple[Claim, ...]:
    return read_statements(save(folder, data), PARTIES_KNOWN, today=TODAY).claims


def refusal(folder: Path, data: bytes, **limits: int) -> InputError:
    path = save(folder, data)
    with pytest.raises(InputError) as refused:
        read_statements(path, PARTIES_KNOWN, today=TODAY, limits=Limits(**limits))
    return refused.value


def test_a_workbook_is_read_as_the_table_it_shows(tmp_path: Path) -> None:
    rows = [HEADER, ["#meta+id"] + [None] * 12, [None] * 13, row_with(said_on=date(2025, 6, 14))]
    (claim,) = read(tmp_path, workbook(rows))
    assert claim.quantity.number == 12
    assert claim.said_on == partial_date("2025-06-14")
    assert claim.paraphrase == "twelve"


def test_a_workbook_says_the_same_as_the_csv_of_its_cells(tmp_path: Path) -> None:
    text = "\n".join(",".join(str(cell) for cell in row) for row in (HEADER, ROW))
    path = tmp_path / "statements.csv"
    path.write_text(text)
    table = read_statements(path, PARTIES_KNOWN, today=TODAY)
    assert read(tmp_path, GOOD) == table.claims


@pytest.mark.parametrize(
    ("shown", "read_as"),
    [
        ("yyyy-mm-dd", "2025-06-01"),
        ("mmm yy", "2025-06"),
        ('mmmm "d"', "2025-06"),
        ("yyyy", "2025"),
    ],
)
def test_a_date_is_no_more_precise_than_its_cell_shows(
    tmp_path: Path, shown: str, read_as: str
) -> None:
    def show(sheet: Any) -> None:
        sheet.cell(2, 9).number_format = shown

    (claim,) = read(tmp_path, workbook([HEADER, row_with(said_on=datetime(2025, 6, 1))], show))
    assert claim.said_on == partial_date(read_as)


def test_text_that_only_looks_like_a_formula_is_text(tmp_path: Path) -> None:
    def as_text(sheet: Any) -> None:
        sheet.cell(2, 10).value = "=1+1"
        sheet.cell(2, 10).data_type = "s"

    (claim,) = read(tmp_path, workbook([HEADER, ROW], as_text))
    assert claim.paraphrase == "=1+1"


def test_a_formula_in_a_cell_is_named_by_row_and_field(tmp_path: Path) -> None:
    data = workbook([HEADER, ROW, row_with(id="w2", quantity="=6+6")])
    (problem,) = refusal(tmp_path, data).problems
    assert str(problem).startswith("statements.xlsx, row 3, field quantity: a cell with a formula")


def test_an_array_formula_is_a_formula(tmp_path: Path) -> None:
    def put(sheet: Any) -> None:
        sheet["F2"] = ArrayFormula("F2", "=SUM(A1:A2*2)")

    assert [(p.row, p.field) for p in refusal(tmp_path, workbook([HEADER, ROW], put)).problems] == [
        (2, "quantity")
    ]


def test_an_error_in_a_cell_is_named_by_row_and_field(tmp_path: Path) -> None:
    problems = refusal(tmp_path, workbook([HEADER, row_with(said_on="#REF!")])).problems
    assert (problems[0].row, problems[0].field) == (2, "said_on")
    assert "error" in problems[0].message


def test_a_negative_number_is_named_by_the_row_that_the_sheet_shows(tmp_path: Path) -> None:
    data = workbook([HEADER, [None] * 3, [None], row_with(quantity=-12)])
    (problem,) = refusal(tmp_path, data).problems
    assert str(problem).startswith("statements.xlsx, row 4, field quantity:")


def test_a_cell_at_the_far_corner_is_no_reason_to_ask_for_memory(tmp_path: Path) -> None:
    def far(sheet: Any) -> None:
        sheet["XFD900000"] = "x"

    assert "beyond column" in str(refusal(tmp_path, workbook([HEADER, ROW], far)))


def test_a_row_number_beyond_every_sheet_is_refused(tmp_path: Path) -> None:
    sheet = _sheet(
        '<row r="4294967295"><c r="A4294967295" t="inlineStr"><is><t>x</t></is></c></row>'
    )
    assert "row" in str(refusal(tmp_path, repacked(GOOD, {SHEET: sheet}), rows=1000))


def test_a_bomb_that_tells_its_size_is_refused(tmp_path: Path) -> None:
    data = repacked(GOOD, {SHEET: _sheet(" " * 30_000_000)})
    assert len(data) < 100_000
    assert "unpacks" in str(refusal(tmp_path, data))


def test_a_bomb_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    data = bytearray(repacked(GOOD, {SHEET: _sheet(" " * 30_000_000)}))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        size = archive.getinfo(SHEET).file_size
    told, lie = struct.pack("<L", size), struct.pack("<L", 1000)
    assert bytes(data).count(told) >= 1
    refusal(tmp_path, bytes(data).replace(told, lie))


def test_many_small_parts_and_parts_of_one_name_are_refused(tmp_path: Path) -> None:
    many = {f"xl/media/{n}.txt": b"x" for n in range(1001)}
    assert "1,000 parts" in str(refusal(tmp_path, repacked(GOOD, many)))
    assert "1,000 parts" in str(refusal(tmp_path, GOOD + b"PK\x01\x02" * 20_000))
    stream = io.BytesIO(GOOD)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("XL/Workbook.xml", b"x")
    assert "one name" in str(refusal(tmp_path, stream.getvalue()))


def test_one_long_string_used_in_many_cells_is_refused(tmp_path: Path) -> None:
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 2_001))
    shared = b'<sst xmlns="%s"><si><t>%s</t></si></sst>' % (_MAIN, b"xy" * 5_000)
    data = _with_strings(cells, shared)
    assert "bytes of text" in str(refusal(tmp_path, data, bytes=5_000_000))


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    sheet = bomb + _sheet('<row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row>')
    assert "cannot be read" in str(refusal(tmp_path, repacked(GOOD, {SHEET: sheet})))


@pytest.mark.parametrize("part", ["xl/vbaProject.bin", "xl/macrosheets/sheet1.xml"])
def test_macros_are_refused(tmp_path: Path, part: str) -> None:
    assert "macros" in str(refusal(tmp_path, repacked(GOOD, {part: b"x"})))


def test_a_password_and_other_packings_are_refused(tmp_path: Path) -> None:
    assert "password" in str(refusal(tmp_path, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600))
    assert "packed" in str(refusal(tmp_path, repacked(GOOD, {}, zipfile.ZIP_BZIP2)))
    locked = bytearray(GOOD)
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        start = archive.start_dir
    locked[start + 8] |= 1
    assert "password" in str(refusal(tmp_path, bytes(locked)))


def test_what_is_no_workbook_is_refused(tmp_path: Path) -> None:
    assert "not a workbook" in str(refusal(tmp_path, b"id,kind\n"))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.txt", b"x")
    assert "no workbook" in str(refusal(tmp_path, stream.getvalue()))
    assert "row 1" in str(refusal(tmp_path, workbook([])))


_MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def _sheet(rows: str) -> bytes:
    return b'<worksheet xmlns="%s"><sheetData>%s</sheetData></worksheet>' % (_MAIN, rows.encode())


def _with_strings(rows: str, shared: bytes) -> bytes:
    """A workbook whose sheet takes its texts from a table of shared strings."""
    relations, types = "xl/_rels/workbook.xml.rels", "[Content_Types].xml"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    part = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        held = {name: archive.read(name).decode() for name in (relations, types)}
    link = f'<Relationship Id="rS" Type="{office}/sharedStrings" Target="sharedStrings.xml"/>'
    kind = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{part}"/>'
    return repacked(
        GOOD,
        {
            relations: held[relations].replace("</Rel", f"{link}</Rel").encode(),
            types: held[types].replace("</Types", f"{kind}</Types").encode(),
            SHEET: _sheet(rows),
            "xl/sharedStrings.xml": shared,
        },
    )
