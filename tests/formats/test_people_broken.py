"""Every broken list is refused whole, or its row and field are named, and the rest is read."""

from __future__ import annotations

from pathlib import Path

import pytest
from people_files import refused

from repatria.base.errors import InputError
from repatria.formats.people_sheets import SeenIds, apply, bind, open_people_sheet, propose

BROKEN = Path(__file__).parent / "broken" / "people"
REFUSED = {
    "unclosed_quote.csv": "row 2",
    "headings_without_people.csv": "no row under them",
    "entity_in_a_name.xml": "document type",
    "two_names_of_one_person.xml": "row 3, field full_name",
    "workbook_of_2003.xml": "no PFIF",
    "web_page_called_a_sheet.xls": "web page",
}
NAMED = {
    "one_id_in_two_rows.csv": (4, "id"),
    "day_as_a_number.csv": (3, "Дата народження"),
    "headings_once_more.csv": (3, ""),
    "hidden_direction_in_rank.csv": (2, "Звання"),
}


def test_every_broken_list_is_told_of() -> None:
    assert {path.name for path in BROKEN.iterdir()} == {*REFUSED, *NAMED}


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_it_is_refused_whole(name: str) -> None:
    assert REFUSED[name] in refused(BROKEN / name)


@pytest.mark.parametrize("name", sorted(NAMED))
def test_its_row_and_field_are_named(name: str) -> None:
    with open_people_sheet(BROKEN / name) as opened:
        bound, seen = bind(propose(opened).mapping, opened), SeenIds(name)
        rows = [apply(bound, row) for row in opened.rows()]
    told = [problem for row in rows for problem in (*row.problems, *seen.check(row))]
    assert [(problem.row, problem.field) for problem in told] == [NAMED[name]]
    assert {problem.file for problem in told} == {name}


def test_the_error_begins_with_the_name_of_its_file() -> None:
    with pytest.raises(InputError) as caught:
        open_people_sheet(BROKEN / "workbook_of_2003.xml")
    assert str(caught.value).startswith("workbook_of_2003.xml")
