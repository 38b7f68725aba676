"""Lists that we write: nothing in them can run, and our readers take them back as they were."""

from __future__ import annotations

import csv
import io
import tempfile
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from people_files import applied, saved

from repatria.base.errors import ValueProblem
from repatria.formats.formulas import guard
from repatria.formats.people_sheet_write import write_people_csv, write_people_workbook

HEADINGS = ["ПІБ", "Примітка"]
HOSTILE = ["=1+1", "@x", "+cmd|' /C x'!A0", "-2+3", "'=1", "＝1", "\t=1", "\r=1", "=\x00x"]
RUNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
SAFE = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=9).filter(
    lambda text: text.strip() == text and text != "ПІБ"
)


def as_csv(rows: list[list[str]]) -> bytes:
    return "".join(write_people_csv(HEADINGS, rows)).encode()


def as_book(rows: list[list[str | int | date | None]], title: str = "") -> bytes:
    stream = io.BytesIO()
    write_people_workbook(stream, HEADINGS, rows, title)
    return stream.getvalue()


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_begins_with_what_a_sheet_runs(text: str) -> None:
    written = as_csv([[text, text]]).decode("utf-8-sig")
    for record in csv.reader(io.StringIO(written, newline="")):
        assert not any(cell.lstrip().startswith(RUNS) for cell in record)
    book = openpyxl.load_workbook(io.BytesIO(as_book([[text, text]])))
    assert {cell.data_type for row in book.active.iter_rows() for cell in row} == {"s"}
    with zipfile.ZipFile(io.BytesIO(as_book([[text, text]]))) as archive:
        assert b"<f" not in archive.read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize("name", ["list.csv", "list.xlsx"])
@settings(max_examples=40)
@given(SAFE, SAFE)
def test_what_is_written_reads_back(name: str, one: str, other: str) -> None:
    make = as_csv if name.endswith("csv") else as_book
    with tempfile.TemporaryDirectory() as folder:
        (row,) = applied(saved(Path(folder), make([[one, other]]), name))
    assert row.fields["name"] == one
    assert row.fields.get("note", other) == other


def test_numbers_and_days_are_typed_in_a_workbook_and_plain_in_csv() -> None:
    row = [7, date(1987, 6, 14)]
    book = openpyxl.load_workbook(io.BytesIO(as_book([row])))
    assert [cell.data_type for cell in book.active[2]] == ["n", "d"]
    assert "7,1987-06-14\r\n" in "".join(write_people_csv(HEADINGS, [row]))
    assert ",\r\n" in "".join(write_people_csv(HEADINGS, [[None, None]]))


def test_signs_that_no_sheet_holds_are_replaced_and_titles_made_fit() -> None:
    book = openpyxl.load_workbook(io.BytesIO(as_book([["a\x00b\ud800", "x"]], "A/B: [1]?" * 9)))
    assert book.active["A2"].value == "a��b�".replace("��", "�")
    assert len(book.sheetnames[0]) <= 31


def test_a_row_of_another_width_and_a_text_too_long_are_refused() -> None:
    with pytest.raises(ValueProblem, match="1 cells stand under 2"):
        list(write_people_csv(HEADINGS, [["x"]]))
    with pytest.raises(ValueProblem, match="32,767"):
        as_book([["x" * 40_000, "y"]])


def test_the_guard_is_the_one_that_readers_take_away() -> None:
    assert guard("=1") == "'=1"
