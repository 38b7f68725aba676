"""Rows by field: what the sheet makes doubtful is named by row and field."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from people_files import HEADINGS, PERSON, applied, book, saved

from repatria.formats.people_sheets import (
    SeenIds,
    apply,
    bind,
    open_people_sheet,
    propose,
)


def born(folder: Path, value: Any) -> tuple[str | None, list[tuple[int | None, str]]]:
    (row,) = applied(book(folder, [HEADINGS, [*PERSON[:4], value]]))
    return row.fields.get("birth"), [(one.row, one.field) for one in row.problems]


@pytest.mark.parametrize(
    ("value", "birth"),
    [
        (datetime(1987, 6, 14), "1987-06-14"),
        (datetime(1987, 6, 14, 13, 30), "1987-06-14"),
        ("14.06.1987", "14.06.1987"),
        (1987, "1987"),
    ],
)
def test_a_date_is_taken_as_it_stands(tmp_path: Path, value: Any, birth: str) -> None:
    assert born(tmp_path, value) == (birth, [])


@pytest.mark.parametrize("value", [31942, 31942.5, "31942"])
def test_a_bare_number_is_no_date(tmp_path: Path, value: Any) -> None:
    assert born(tmp_path, value) == (None, [(2, "Дата народження")])


def test_a_name_merged_over_two_rows_is_no_second_person(tmp_path: Path) -> None:
    def merge(sheet: Any) -> None:
        for one in ("B2:B3", "F2:F3"):
            sheet.merge_cells(one)

    second = applied(book(tmp_path, [HEADINGS, PERSON, [2, None, "Тарас"]], merge))[1]
    assert [problem.field for problem in second.problems] == ["Прізвище"]
    assert second.fields == {"row_number": "2", "given": "Тарас", "rank": "солдат"}
    assert [note.field for note in second.notes] == ["Звання"]


def test_a_title_inside_the_list_is_nobody(tmp_path: Path) -> None:
    path = book(
        tmp_path,
        [HEADINGS, PERSON, ["Друга рота"], PERSON],
        lambda sheet: sheet.merge_cells("A3:F3"),
    )
    title = applied(path)[1]
    assert title.fields == {}
    assert "title inside the list" in title.problems[0].message


def test_headings_that_stand_again_are_nobody(tmp_path: Path) -> None:
    again = applied(book(tmp_path, [HEADINGS, PERSON, HEADINGS, PERSON]))[1]
    assert again.fields == {}
    assert "once more" in again.problems[0].message


def test_columns_that_may_be_several_are_joined(tmp_path: Path) -> None:
    rows = [["ПІБ", "Примітка", "Примітки"], ["Петренко", "а", "б"]]
    assert applied(book(tmp_path, rows))[0].fields["note"] == "а\nб"


def test_a_hidden_sign_is_a_problem_but_in_names(tmp_path: Path) -> None:
    turned = "x\N{RIGHT-TO-LEFT OVERRIDE}y"
    (row,) = applied(saved(tmp_path, f"ПІБ;Звання\n{turned};{turned}\n", "list.csv"))
    assert row.fields == {"name": turned}
    assert [problem.field for problem in row.problems] == ["Звання"]


def test_a_second_row_of_one_id_is_told(tmp_path: Path) -> None:
    path = saved(tmp_path, "ID;ПІБ\nа1;x\nа2;y\nа1;z\n;w\n;v\n", "list.csv")
    with open_people_sheet(path) as opened:
        bound, seen = bind(propose(opened).mapping, opened), SeenIds(opened.file)
        told = [problem for row in opened.rows() for problem in seen.check(apply(bound, row))]
    assert [(problem.row, problem.field) for problem in told] == [(4, "id")]
    assert "row 2" in told[0].message
