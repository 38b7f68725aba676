"""Lists in old workbooks, and old files that are none."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from old_workbooks import biff, cell, compound, old_workbook, record, sheet
from people_files import HEADINGS, PERSON, applied, refused, rows_of, saved

from repatria.formats.people_sheets import CellKind, sheets


def xls(folder: Path, data: bytes) -> Path:
    return saved(folder, data, "list.xls")


def book(sheets: dict[str, bytes], more: bytes = b"") -> bytes:
    return compound({"Workbook": biff(sheets, more)})


def test_each_cell_has_its_text_and_its_kind(tmp_path: Path) -> None:
    row = [7, "Петренко", None, 1.5, date(1987, 6, 14), "=1+1"]
    (found,) = rows_of(xls(tmp_path, old_workbook([["Список"], HEADINGS, [], row])))
    assert found.number == 4
    assert [(one.text, one.kind) for one in found.cells] == [
        ("7", CellKind.NUMBER),
        ("Петренко", CellKind.TEXT),
        ("", CellKind.EMPTY),
        ("1.5", CellKind.NUMBER),
        ("1987-06-14", CellKind.DATE),
        ("2", CellKind.FORMULA),
    ]


def test_rows_and_columns_keep_their_places_where_the_list_begins_further_down(
    tmp_path: Path,
) -> None:
    rows = [[], [], [None, None, *HEADINGS], [None, None, *PERSON]]
    (found,) = rows_of(xls(tmp_path, old_workbook(rows)))
    assert (found.number, found.cells[3].text) == (4, "Петренко")


def test_a_cell_merged_over_rows_is_told_to_each_of_them(tmp_path: Path) -> None:
    second = [2, "Шевчук", "Тарас"]
    path = xls(tmp_path, old_workbook([HEADINGS, PERSON, second], [(1, 2, 5, 5), (1, 2, 4, 4)]))
    found = applied(path)[1]
    assert found.fields["rank"] == "солдат"
    assert [problem.field for problem in found.problems] == ["Дата народження"]


def test_sheets_are_named_and_counted(tmp_path: Path) -> None:
    data = book({"Люди": sheet([HEADINGS, PERSON]), "Порожня": sheet([])})
    assert [(face.name, face.rows) for face in sheets(xls(tmp_path, data))] == [
        ("Люди", 2),
        ("Порожня", 0),
    ]


def test_two_cells_at_the_far_corners_are_no_reason_to_ask_for_memory(tmp_path: Path) -> None:
    corners = sheet([HEADINGS])
    far = corners[:-4] + cell(65_535, 255, "x") + corners[-4:]
    assert "span more than" in refused(xls(tmp_path, book({"Люди": far})))


def test_more_texts_announced_than_there_can_be_are_refused(tmp_path: Path) -> None:
    announced = record(0xFC, b"\xff" * 8)
    data = book({"Люди": sheet([HEADINGS, PERSON])}, announced)
    assert "more texts are announced" in refused(xls(tmp_path, data))


def test_a_password_is_told(tmp_path: Path) -> None:
    locked = book({"Люди": sheet([HEADINGS, PERSON])}, record(0x2F, bytes(54)))
    assert "password" in refused(xls(tmp_path, locked))
    packed = compound({"EncryptionInfo": b"x", "EncryptedPackage": b"x"})
    assert "password" in refused(saved(tmp_path, packed, "list.xlsx"))


def test_macros_are_refused(tmp_path: Path) -> None:
    stream = biff({"Люди": sheet([HEADINGS, PERSON])})
    data = compound({"Workbook": stream, "_VBA_PROJECT_CUR": b"x"})
    assert "macros" in refused(xls(tmp_path, data))


def test_other_old_office_files_and_broken_ones_are_refused(tmp_path: Path) -> None:
    assert "no workbook" in refused(xls(tmp_path, compound({"WordDocument": b"x"})))
    whole = old_workbook([HEADINGS, PERSON])
    for data in (whole[:300], whole[:1_600], whole[:512] + bytes(len(whole) - 512)):
        assert "cannot be read" in refused(xls(tmp_path, data))


def test_a_chain_of_sectors_that_turns_back_is_refused(tmp_path: Path) -> None:
    whole = bytearray(old_workbook([HEADINGS, PERSON]))
    whole[512 + 4 : 512 + 8] = (1).to_bytes(4, "little")
    assert "turns back" in refused(xls(tmp_path, bytes(whole)))
