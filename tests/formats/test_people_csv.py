"""Lists in text tables: encodings, delimiters, and lines that are no rows."""

from __future__ import annotations

from pathlib import Path

import pytest
from people_files import applied, refused, saved, texts_of

from repatria.formats.people_sheets import open_people_sheet

TEXT = "№;ПІБ;Дата народження\r\n1;Петренко Іван;14.06.1987\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_encodings_and_delimiters_as_they_occur(
    tmp_path: Path, encoding: str, delimiter: str
) -> None:
    path = saved(tmp_path, TEXT.replace(";", delimiter).encode(encoding), "list.csv")
    (row,) = applied(path)
    assert row.number == 2
    assert row.fields == {"row_number": "1", "name": "Петренко Іван", "birth": "14.06.1987"}


def test_titles_above_and_a_named_delimiter_do_not_disturb(tmp_path: Path) -> None:
    titled = "Список, станом на 01.06.2025, повний\r\n\r\n" + TEXT
    assert applied(saved(tmp_path, titled, "list.csv"))[0].number == 4
    named = "sep=|\r\n" + TEXT.replace(";", "|")
    assert applied(saved(tmp_path, named, "list.csv"))[0].number == 3


def test_a_cell_of_several_lines_does_not_move_the_numbers(tmp_path: Path) -> None:
    text = TEXT + '2;"Шевчук\nТарас";1990\r\n3;Коваль;1991\r\n'
    path = saved(tmp_path, text, "list.csv")
    assert [row.number for row in applied(path)] == [2, 3, 5]


def test_our_own_guard_is_taken_away_and_a_formula_is_told(tmp_path: Path) -> None:
    text = 'ПІБ;Примітка\n\'=x;текст\nКоваль;=HYPERLINK("http://x")\nШевчук;+380 50 123\nБойко;-\n'
    rows = applied(saved(tmp_path, text.replace('"', ""), "list.csv"))
    assert rows[0].fields["name"] == "=x"
    assert "looks like a formula" in rows[1].notes[0].message
    assert rows[1].fields["note"].startswith("=HYPERLINK")
    assert not rows[2].notes
    assert not rows[3].notes


def test_cp1251_is_told(tmp_path: Path) -> None:
    with open_people_sheet(saved(tmp_path, TEXT.encode("cp1251"), "list.csv")) as opened:
        assert "cp1251" in str(opened.notes[0])


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "empty"),
        (b"\r\n\r\n ", "empty"),
        (TEXT.encode() + b"2;\0;", "NUL"),
        (TEXT.encode() * 30 + b"\xff\xfe;", "broken UTF-8"),
        (TEXT.encode() + b'2;"open', "cannot be read"),
        (TEXT.encode() + b"2;" + b"x" * 1_100_000, "longer than"),
        (TEXT.encode() + b"2;" + b"x" * 30_000, "longer than"),
        (TEXT.encode() + b";" * 600 + b"x", "beyond column"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "web page"),
        (b"%PDF-1.7 x", "application/pdf"),
        ("№;ПІБ\n".encode(), "no row under them"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path: Path, data: bytes, told: str) -> None:
    assert told in refused(saved(tmp_path, data, "list.csv"))


def test_the_line_of_a_broken_row_is_named(tmp_path: Path) -> None:
    path = saved(tmp_path, TEXT + '2;a"b"c;"x"y\n', "list.csv")
    assert "row 3" in refused(path)


def test_a_folder_and_a_file_that_is_not_there_are_refused(tmp_path: Path) -> None:
    assert "not a file" in refused(tmp_path)
    assert "cannot be opened" in refused(tmp_path / "none.csv")


def test_short_rows_are_rows(tmp_path: Path) -> None:
    assert texts_of(saved(tmp_path, TEXT + "2\n", "list.csv"))[1] == ["2"]
