"""Lists in OpenDocument workbooks: the same rows as from any other, and what is not taken."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from open_workbooks import cell, content, open_workbook, packed, row, table
from people_files import HEADINGS, PERSON, applied, refused, rows_of, saved, texts_of

from repatria.formats.people_sheets import CellKind, open_people_sheet, sheets


def ods(folder: Path, data: bytes) -> Path:
    return saved(folder, data, "list.ods")


def test_each_cell_has_its_text_and_its_kind(tmp_path: Path) -> None:
    formula = (
        '<table:table-cell table:formula="of:=1+1" office:value-type="float" office:value="2">'
        "<text:p>2</text:p></table:table-cell>"
    )
    cells = [7, "Петренко", None, 1.5, date(1987, 6, 14), formula]
    (found,) = rows_of(ods(tmp_path, open_workbook([HEADINGS, cells])))
    assert [(one.text, one.kind) for one in found.cells] == [
        ("7", CellKind.NUMBER),
        ("Петренко", CellKind.TEXT),
        ("", CellKind.EMPTY),
        ("1.5", CellKind.NUMBER),
        ("1987-06-14", CellKind.DATE),
        ("2", CellKind.FORMULA),
    ]
    assert found.cells[5].formula == "of:=1+1"


def test_rows_and_cells_that_are_written_once_are_told_as_often_as_they_count(
    tmp_path: Path,
) -> None:
    twice = row([cell("а", 'table:number-columns-repeated="2"'), "б"])
    rows = [
        row([None], 'table:number-rows-repeated="3"'),
        HEADINGS,
        row([None], 'table:number-rows-repeated="10"'),
        row(["1", "Петренко"], 'table:number-rows-repeated="2"'),
        twice,
        row([cell(None, 'table:number-columns-repeated="16384"')]),
        row([None], 'table:number-rows-repeated="1048000"'),
    ]
    path = ods(tmp_path, open_workbook(rows))
    assert [found.number for found in rows_of(path)] == [15, 16, 17]
    assert texts_of(path)[2] == ["а", "а", "б"]


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        ("<number:day/><number:month/><number:year/>", "1987-06-14"),
        ("<number:month/><number:year/>", "1987-06"),
        ("<number:year/>", "1987"),
    ],
)
def test_a_date_is_no_more_precise_than_its_cell_shows(
    tmp_path: Path, parts: str, text: str
) -> None:
    styles = f'<number:date-style style:name="N1">{parts}</number:date-style>'
    styles += '<style:style style:name="ce1" style:data-style-name="N1"/>'
    rows = table([HEADINGS, [cell(date(1987, 6, 14), 'table:style-name="ce1"')]])
    (found,) = texts_of(ods(tmp_path, packed(content(rows, styles))))
    assert found == [text]


def test_comments_and_pictures_of_text_are_no_text(tmp_path: Path) -> None:
    noted = (
        "<table:table-cell><office:annotation><text:p>секрет</text:p></office:annotation>"
        "<text:p>Пет<text:span>ренко</text:span><text:s text:c='2'/>І.</text:p>"
        "<text:p>ІІ</text:p></table:table-cell>"
    )
    path = ods(tmp_path, open_workbook([HEADINGS, [1, noted]]))
    assert texts_of(path) == [["1", "Петренко  І.\nІІ"]]


def test_a_cell_merged_over_rows_is_told_to_each_of_them(tmp_path: Path) -> None:
    rank = cell("солдат", 'table:number-rows-spanned="2"')
    first, second = [*PERSON[:5], rank], [2, "Шевчук", "Тарас", None, None]
    path = ods(tmp_path, open_workbook([HEADINGS, first, second, second]))
    assert [found.fields.get("rank") for found in applied(path)] == ["солдат", "солдат", None]


def test_sheets_are_named_and_counted_and_hidden_ones_known(tmp_path: Path) -> None:
    styles = '<style:style style:name="ta1"><style:table-properties table:display="false"/>'
    tables = table([["x"]], "Схована", 'table:style-name="ta1"') + table([HEADINGS, PERSON])
    path = ods(tmp_path, packed(content(tables, f"{styles}</style:style>")))
    found = [(face.name, face.rows, face.columns, face.hidden) for face in sheets(path)]
    assert found == [("Схована", 1, 1, True), ("People", 2, 6, False)]
    with open_people_sheet(path) as opened:
        assert opened.name == "People"


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([cell("x", 'table:number-columns-repeated="900"')], "beyond column"),
        (row(["x"], 'table:number-rows-repeated="2000000"'), "beyond row"),
        ([f"<table:table-cell><text:p>{'x' * 20_001}</text:p></table:table-cell>"], "longer"),
        ("<table:table-row>", "XML is broken"),
    ],
)
def test_a_hostile_sheet_is_refused(tmp_path: Path, rows: list[str] | str, told: str) -> None:
    assert told in refused(ods(tmp_path, open_workbook([HEADINGS, rows])))


def test_two_sheets_of_one_name_are_refused(tmp_path: Path) -> None:
    data = packed(content(table([HEADINGS]) + table([PERSON])))
    assert "one name" in refused(ods(tmp_path, data))


def test_macros_and_passwords_are_refused(tmp_path: Path) -> None:
    body = content(table([HEADINGS, PERSON]))
    assert "macros" in refused(ods(tmp_path, packed(body, {"Basic/Script-lc.xml": b"<x/>"})))
    locked = {"META-INF/manifest.xml": b"<m><manifest:encryption-data/></m>"}
    assert "password" in refused(ods(tmp_path, packed(body, locked)))


def test_a_bomb_is_refused(tmp_path: Path) -> None:
    assert "unpacks" in refused(ods(tmp_path, packed(b" " * 60_000_000)))
