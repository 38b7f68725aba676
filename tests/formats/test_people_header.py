"""Where headings stand: under titles, in several lines, merged or not."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from people_files import HEADINGS, PERSON, applied, book, refused, saved

from repatria.base.errors import InputError
from repatria.formats.people_cells import EMPTY, Cell, CellKind, Merge, PeopleRow
from repatria.formats.people_header import find_header
from repatria.formats.people_sheets import open_people_sheet, propose

UPPER = ("№ з/п", "ПІБ", None, None, "Дата народження", "Полон", None)
LOWER = (None, "Прізвище", "Ім’я", "По батькові", None, "Дата", "Місце")
JOINED = (
    "№ з/п",
    "ПІБ / Прізвище",
    "ПІБ / Ім’я",
    "ПІБ / По батькові",
    "Дата народження",
    "Полон / Дата",
    "Полон / Місце",
)
BODY = (1, "Петренко", "Іван", "Іванович", "14.06.1987", "01.05.2022", "Маріуполь")


def header_of(path: Path) -> tuple[tuple[str, ...], int]:
    with open_people_sheet(path) as opened:
        assert opened.header is not None
        return opened.headings, opened.header.body


def merge(*ranges: str) -> Any:
    def change(sheet: Any) -> None:
        for one in ranges:
            sheet.merge_cells(one)

    return change


def test_titles_above_are_kept_as_titles(tmp_path: Path) -> None:
    titles = ["Військова частина А0000", None, None, None, None]
    with open_people_sheet(
        book(tmp_path, [titles, ["станом на 01.06.2025"], HEADINGS, PERSON])
    ) as opened:
        assert opened.headings == HEADINGS
        assert opened.header is not None
        assert opened.header.titles == ("Військова частина А0000", "станом на 01.06.2025")


def test_two_lines_with_merged_cells_are_one_heading_a_column(tmp_path: Path) -> None:
    merges = merge("A1:A2", "B1:D1", "E1:E2", "F1:G1")
    assert header_of(book(tmp_path, [UPPER, LOWER, BODY], merges)) == (JOINED, 3)


def test_two_lines_without_merged_cells_are_read_alike(tmp_path: Path) -> None:
    text = "\n".join(";".join(str(cell or "") for cell in row) for row in (UPPER, LOWER, BODY))
    assert header_of(saved(tmp_path, text, "list.csv")) == (JOINED, 3)


def test_a_title_merged_over_the_table_is_no_line_of_headings(tmp_path: Path) -> None:
    path = book(tmp_path, [["Список"], HEADINGS, PERSON], merge("A1:F1"))
    assert header_of(path) == (HEADINGS, 3)


def test_the_line_of_column_numbers_is_no_person(tmp_path: Path) -> None:
    path = book(tmp_path, [HEADINGS, [1, 2, 3, 4, 5, 6], PERSON])
    assert header_of(path) == (HEADINGS, 3)


def test_a_first_person_is_no_second_line_of_headings(tmp_path: Path) -> None:
    text = "ПІБ;Категорія;Статус\nПетренко;цивільний;\nШевчук;;\n"
    assert header_of(saved(tmp_path, text, "list.csv"))[1] == 2


def test_people_of_relatives_are_not_the_people_of_the_list(tmp_path: Path) -> None:
    upper = ["Прізвище", "Ім’я", "Родичі", None]
    lower = [None, None, "ПІБ", "Телефон"]
    rows = [upper, lower, ["Петренко", "Іван", "Петренко О.", "+380 50"]]
    (row,) = applied(book(tmp_path, rows, merge("A1:A2", "B1:B2", "C1:D1")))
    assert row.fields["kin"] == "Петренко О."
    assert row.fields["kin_contact"] == "+380 50"


def test_headings_that_nobody_knows_are_asked_about_and_can_be_named(tmp_path: Path) -> None:
    path = saved(tmp_path, "Список\nA1;B1\nПетренко;x\n", "list.csv")
    with open_people_sheet(path) as opened:
        assert opened.header is None
        assert "say in which row" in str(opened.notes[-1])
        columns = propose(opened).mapping.columns
        assert [(column.heading, column.field) for column in columns] == [("A", ""), ("B", "")]
    with open_people_sheet(path, header_rows=(2, 2)) as named:
        assert named.headings == ("A1", "B1")
        assert [row.number for row in named.rows()] == [3]
    with pytest.raises(InputError, match="no headings stand"):
        open_people_sheet(path, header_rows=(9, 9))


def test_headings_without_people_are_refused(tmp_path: Path) -> None:
    assert "no row under them" in refused(book(tmp_path, [HEADINGS]))


TEXTS = st.sampled_from(["", "ПІБ", "Прізвище", "Полон", "Дата", "Петренко", "1", "№", "x" * 300])
ROWS = st.lists(st.lists(TEXTS, min_size=1, max_size=6), min_size=1, max_size=8)
MERGES = st.lists(st.tuples(*[st.integers(0, 8)] * 4), max_size=4)


@given(ROWS, MERGES)
def test_any_rows_give_headings_as_wide_as_they_or_none(
    texts: Sequence[Sequence[str]], ranges: Sequence[tuple[int, int, int, int]]
) -> None:
    rows = [
        PeopleRow(at, tuple(Cell(text, CellKind.TEXT) if text else EMPTY for text in row))
        for at, row in enumerate(texts, 1)
    ]
    header = find_header(rows, [Merge(a + 1, b, a + 1 + c, b + d) for a, b, c, d in ranges])
    if header is not None:
        assert len(header.headings) == max(map(len, texts))
        assert 1 <= header.first <= header.last < header.body
        assert len(header.titles) == header.first - 1
