"""Workbooks of lists: what their cells are, and what is not taken."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from people_files import HEADINGS, PERSON, applied, book, refused, rows_of, saved, texts_of
from workbooks import SHEET, repacked, workbook

from repatria.base.errors import InputError
from repatria.formats.guards import Limits
from repatria.formats.people_sheets import CellKind, open_people_sheet, sheets

GOOD = workbook([HEADINGS, PERSON])


def test_each_cell_has_its_text_and_its_kind(tmp_path: Path) -> None:
    row = [7, "Петренко", None, 1.5, datetime(1987, 6, 14), "=1+1"]
    (found,) = rows_of(book(tmp_path, [HEADINGS, row]))
    assert found.number == 2
    assert [(cell.text, cell.kind) for cell in found.cells] == [
        ("7", CellKind.NUMBER),
        ("Петренко", CellKind.TEXT),
        ("", CellKind.EMPTY),
        ("1.5", CellKind.NUMBER),
        ("1987-06-14", CellKind.DATE),
        ("", CellKind.FORMULA),
    ]
    assert found.cells[5].formula == "1+1"


def test_rows_are_numbered_as_the_sheet_numbers_them(tmp_path: Path) -> None:
    path = book(tmp_path, [["Список"], [], HEADINGS, [None], [None] * 3, PERSON])
    assert [row.number for row in rows_of(path)] == [6]


@pytest.mark.parametrize(
    ("shape", "text"),
    [
        ("dd.mm.yyyy", "1987-06-14"),
        ("mmm yy", "1987-06"),
        ("yyyy", "1987"),
        ("0.00", "31942"),
    ],
)
def test_a_number_is_a_date_where_its_cell_shows_one(tmp_path: Path, shape: str, text: str) -> None:
    def change(sheet: Any) -> None:
        sheet["E2"].value = 31942
        sheet["E2"].number_format = shape

    (row,) = rows_of(book(tmp_path, [HEADINGS, PERSON], change))
    assert row.cells[4].text == text


def test_a_workbook_that_counts_from_1904_says_the_same_day(tmp_path: Path) -> None:
    made = openpyxl.load_workbook(io.BytesIO(workbook([HEADINGS, PERSON])))
    made.epoch = openpyxl.utils.datetime.MAC_EPOCH
    made.active["E2"] = datetime(1987, 6, 14)
    stream = io.BytesIO()
    made.save(stream)
    path = saved(tmp_path, stream.getvalue(), "list.xlsx")
    assert rows_of(path)[0].cells[4].text == "1987-06-14"


def test_the_last_value_of_a_formula_is_taken_and_told(tmp_path: Path) -> None:
    cells = '<c r="A2"><f>ROW()-1</f><v>1</v></c><c r="B2" t="str"><f>C9</f><v>Петренко</v></c>'
    path = saved(tmp_path, with_rows(f'<row r="2">{cells}</row>'), "list.xlsx")
    (row,) = applied(path)
    assert row.fields == {"row_number": "1", "surname": "Петренко"}
    assert [note.field for note in row.notes] == ["№ з/п", "Прізвище"]


def test_an_error_in_a_cell_is_a_problem_of_row_and_field(tmp_path: Path) -> None:
    path = book(tmp_path, [HEADINGS, [1, "Петренко", "#REF!"]])
    (row,) = applied(path)
    assert [(problem.row, problem.field) for problem in row.problems] == [(2, "Ім’я")]
    assert "given" not in row.fields


def test_formatted_text_is_one_text_without_reading_aids(tmp_path: Path) -> None:
    rich = "<is><r><t>Петр</t></r><r><t>енко</t></r><rPh><t>x</t></rPh></is>"
    data = with_rows(f'<row r="2"><c r="B2" t="inlineStr">{rich}</c></row>')
    assert texts_of(saved(tmp_path, data, "list.xlsx")) == [["", "Петренко"]]


def test_cells_without_references_stand_one_after_another(tmp_path: Path) -> None:
    cell = '<c t="inlineStr"><is><t>{}</t></is></c>'
    data = with_rows(f"<row>{cell.format('1')}<c/>{cell.format('Іван')}</row>")
    assert texts_of(saved(tmp_path, data, "list.xlsx")) == [["1", "", "Іван"]]


def test_a_hidden_row_is_read_and_told(tmp_path: Path) -> None:
    def hide(sheet: Any) -> None:
        sheet.row_dimensions[2].hidden = True

    (row,) = applied(book(tmp_path, [HEADINGS, PERSON], hide))
    assert row.fields["surname"] == "Петренко"
    assert "does not show this row" in row.notes[0].message


def test_sheets_are_offered_with_their_sizes_and_the_first_that_holds_something_is_read(
    tmp_path: Path,
) -> None:
    made = openpyxl.Workbook()
    made.active.title = "Порожній"
    hidden = made.create_sheet("Схований")
    hidden.sheet_state = "hidden"
    hidden.append(["x"])
    for row in (HEADINGS, PERSON):
        made.create_sheet("Люди") if "Люди" not in made.sheetnames else None
        made["Люди"].append(list(row))
    stream = io.BytesIO()
    made.save(stream)
    path = saved(tmp_path, stream.getvalue(), "list.xlsx")
    found = [(face.name, face.rows, face.columns, face.hidden) for face in sheets(path)]
    assert found == [("Порожній", 0, 0, False), ("Схований", 1, 1, True), ("Люди", 2, 6, False)]
    with open_people_sheet(path) as opened:
        assert opened.name == "Люди"
        assert "Схований" in str(opened.notes[0])
    assert "holds nothing" in refused(path, "Порожній")
    assert "there are" in refused(path, "Інший")


def test_what_stands_far_away_is_refused(tmp_path: Path) -> None:
    def far(sheet: Any) -> None:
        sheet["XFD900000"] = "x"

    assert "beyond column" in refused(book(tmp_path, [HEADINGS, PERSON], far))


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ('<row r="3"><c r="A3"><v>1</v></c></row><row r="2"/>', "out of order"),
        ('<row r="2"><c r="B2"><v>1</v></c><c r="A2"><v>1</v></c></row>', "out of order"),
        ('<row r="99999999"/>', "beyond every sheet"),
        ('<row r="2"><c r="A2" t="s"><v>77</v></c></row>', "points to a text"),
        (f'<row r="2"><c r="A2" t="str"><v>{"x" * 20_001}</v></c></row>', "longer than"),
        ('<row r="2"><c r="A2"><v>1</c></row>', "XML is broken"),
        (f"{'<a>' * 70}", "deep"),
    ],
)
def test_a_broken_sheet_is_refused(tmp_path: Path, rows: str, told: str) -> None:
    assert told in refused(saved(tmp_path, with_rows(rows), "list.xlsx"))


def test_a_document_type_is_refused(tmp_path: Path) -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>'
    path = saved(tmp_path, repacked(GOOD, {SHEET: bomb}), "list.xlsx")
    assert "document type" in refused(path)


def test_macros_are_refused_whatever_the_file_is_called(tmp_path: Path) -> None:
    data = repacked(GOOD, {"xl/vbaProject.bin": b"x"})
    for name in ("list.xlsm", "list.xlsx", "list.csv"):
        assert "macros" in refused(saved(tmp_path, data, name))


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    data = repacked(GOOD, {SHEET: b"<worksheet>" + b" " * 60_000_000})
    assert len(data) < 1_000_000
    assert "unpacks to far more" in refused(saved(tmp_path, data, "list.xlsx"))


def test_texts_that_cells_share_are_found_by_number(tmp_path: Path) -> None:
    cells = '<row r="2"><c r="A2" t="s"><v>1</v></c><c r="B2" t="s"><v>0</v></c></row>'
    texts = "<si><t>Пет</t><rPh><t>x</t></rPh><r><t>ренко</t></r></si><si><t>7</t></si>"
    path = saved(tmp_path, with_strings(cells, texts), "list.xlsx")
    assert texts_of(path) == [["7", "Петренко"]]


def test_one_long_text_in_many_cells_is_counted_as_often_as_it_stands(tmp_path: Path) -> None:
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(2, 500))
    data = with_strings(cells, f"<si><t>{'xy' * 5_000}</t></si>")
    limits = Limits(bytes=1_000_000)
    with (
        pytest.raises(InputError, match="characters of text"),
        open_people_sheet(saved(tmp_path, data, "list.xlsx"), limits=limits) as opened,
    ):
        list(opened.rows())


def test_a_zip_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.txt", b"x")
    assert "no workbook" in refused(saved(tmp_path, stream.getvalue(), "list.xlsx"))
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("xl/workbook.bin", b"x")
    assert ".xlsb" in refused(saved(tmp_path, stream.getvalue(), "list.xlsx"))


def with_rows(rows: str) -> bytes:
    """A workbook whose sheet has the headings and then the rows as XML."""
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    head = "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in HEADINGS)
    data = f'<worksheet xmlns="{space}"><sheetData><row r="1">{head}</row>{rows}</sheetData>'
    return repacked(GOOD, {SHEET: (data + "</worksheet>").encode()})


def with_strings(rows: str, texts: str) -> bytes:
    """The same, with a table of texts that cells share."""
    relations = "xl/_rels/workbook.xml.rels"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    link = f'<Relationship Id="rS" Type="{office}/sharedStrings" Target="/xl/sharedStrings.xml"/>'
    made = with_rows(rows)
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        held = archive.read(relations).decode().replace("</Rel", f"{link}</Rel")
    parts = {relations: held.encode(), "xl/sharedStrings.xml": f"<sst>{texts}</sst>".encode()}
    return repacked(made, parts)
