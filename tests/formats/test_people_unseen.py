"""Columns that a sheet does not show, in every kind of workbook: read, and told."""

from __future__ import annotations

import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import old_workbooks as xls
import open_workbooks as ods
import pytest
from people_files import book, rows_of, saved

from repatria.formats.people_books import open_book
from repatria.formats.people_sheets import open_people_sheet

ROWS = [("ПІБ", "Звання", "Дата народження", "Стать"), ("Петренко Іван", "солдат", "1987", "ч")]


def xlsx_file(folder: Path) -> Path:
    def hide(sheet: Any) -> None:
        columns = sheet.column_dimensions
        for name in "BC":
            columns[name].hidden = True
        columns.group("AA", "AC", hidden=True)

    return book(folder, ROWS, hide)


def ods_file(folder: Path) -> Path:
    columns = (
        "<table:table-column/>"
        '<table:table-column table:visibility="collapse" table:number-columns-repeated="2"/>'
        '<table:table-column table:number-columns-repeated="1000"/>'
    )
    table = ods.table([columns, *ROWS])
    return saved(folder, ods.packed(ods.content(table)), "list.ods")


def xls_file(folder: Path) -> Path:
    plain = xls.sheet(ROWS)
    hidden = xls.record(0x7D, struct.pack("<HHHHHH", 1, 2, 2048, 0, 1, 0))
    shown = xls.record(0x7D, struct.pack("<HHHHHH", 3, 3, 2048, 0, 0, 0))
    begins = len(xls.sheet([])) - len(xls.record(0x0A, b""))
    sheet = plain[:begins] + hidden + shown + plain[begins:]
    data = xls.compound({"Workbook": xls.biff({"People": sheet})})
    return saved(folder, data, "list.xls")


@pytest.mark.parametrize("make", [xlsx_file, ods_file, xls_file])
def test_hidden_columns_are_told_by_letter_and_heading(
    make: Callable[[Path], Path], tmp_path: Path
) -> None:
    path = make(tmp_path)
    opened, stream = open_book(path)
    with stream:
        (name,) = opened.names
        assert opened.hidden_columns(name)[:2] == (1, 2)
        opened.close()
    with open_people_sheet(path) as sheet:
        (note,) = sheet.notes
        assert "B (“Звання”), C (“Дата народження”)" in note.message
    assert [cell.text for cell in rows_of(path)[0].cells][1] == "солдат"


def test_a_table_of_text_hides_nothing(tmp_path: Path) -> None:
    path = saved(tmp_path, "ПІБ;Звання\nПетренко;солдат\n", "list.csv")
    with open_people_sheet(path) as sheet:
        assert sheet.notes == ()


def test_an_empty_hidden_column_is_not_worth_a_word(tmp_path: Path) -> None:
    def hide(sheet: Any) -> None:
        sheet.column_dimensions["F"].hidden = True

    with open_people_sheet(book(tmp_path, ROWS, hide)) as sheet:
        assert sheet.notes == ()
