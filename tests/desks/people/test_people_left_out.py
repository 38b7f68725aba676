"""Columns that are left out are told before anything is taken in, with what stands in them; so is
what a sheet hides."""

from __future__ import annotations

import io

import pytest
from django.test import Client
from openpyxl import Workbook

from people_lists import csv_of, received, taken_in
from repatria.desks.accounts.models import User
from repatria.desks.people.list_words import left_out_sentence
from repatria.desks.people.models import Person, Sender
from repatria.desks.people.services.intake import AboutList, name_columns, receive
from repatria.formats.people_left_out import LeftOut

HEADINGS = ("ПІБ", "Дата народження", "Щось про особу", "Розмір взуття", "Порожньо")
ROWS = [
    ["Шевченко Тарас Григорович", "14.06.1987", "В полоні", "43", ""],
    ["Коваль Олена Іванівна", "03.04.1990", "загинула", "", ""],
    ["Бойко Петро Олегович", "03.03.1970", "В полоні", "44", ""],
]


def test_the_page_tells_them_with_their_cells(clerk: User, hq: Sender, desk: Client) -> None:
    of = received(clerk, hq, csv_of(ROWS, HEADINGS))
    at = f"/register/lists/{of.code}"
    page = desk.get(at, {"purpose": "exchange"}).content.decode()
    assert "These columns are left out." in page
    assert (
        "“Щось про особу” is left out, though it seems to say what became of people: "
        "В полоні; загинула." in page
    )
    assert "“Розмір взуття” is left out: 43; 44." in page
    assert "“Порожньо”" not in page
    name_columns(of, clerk, {2: "state", 3: "note"})
    assert "are left out." not in desk.get(at, {"purpose": "exchange"}).content.decode()


@pytest.mark.parametrize("heading", ["Стан", "Состояние", "Стан особи", "Доля", "Fate", "Статус"])
def test_a_column_of_states_is_known_by_its_heading(clerk: User, hq: Sender, heading: str) -> None:
    rows = [["Шевченко Тарас Григорович", "dead"], ["Коваль Олена Іванівна", "в полоні"],
            ["Бойко Петро Олегович", "повернувся"]]  # fmt: skip
    taken_in(clerk, hq, csv_of(rows, ("ПІБ", heading)))
    states = list(Person.objects.order_by("pk").values_list("state", flat=True))
    assert states == ["dead", "captive", "returned"]


@pytest.mark.parametrize("heading", ["Повернувся", "Вернулся", "Returned", "Дата обміну"])
def test_a_column_of_returns_is_known_by_its_heading(clerk: User, hq: Sender, heading: str) -> None:
    rows = [["Шевченко Тарас Григорович", "25.05.2025"], ["Коваль Олена Іванівна", "ні"],
            ["Бойко Петро Олегович", "так"]]  # fmt: skip
    taken_in(clerk, hq, csv_of(rows, ("ПІБ", heading)), says="captive")
    found = Person.objects.order_by("pk").values_list("state", "state_on")
    assert list(found) == [("returned", "2025-05-25"), ("captive", ""), ("returned", "")]


def test_two_things_in_one_cell_are_told_apart_from_what_is_not_known() -> None:
    told = left_out_sentence(LeftOut("Дата та місце народження", ("1987, Київ",), both=True))
    assert "two things in one cell" in told


def test_hidden_columns_are_read_and_told(clerk: User, hq: Sender, desk: Client) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (HEADINGS[:3], *(row[:3] for row in ROWS)):
        sheet.append(row)
    sheet.column_dimensions["B"].hidden = True
    sheet.row_dimensions[3].hidden = True
    out = io.BytesIO()
    book.save(out)
    about = AboutList(title="A list", purpose="exchange")
    of = receive(clerk, hq, [out.getvalue()], "list.xlsx", about).of
    page = desk.get(f"/register/lists/{of.code}", {"purpose": "exchange"}).content.decode()
    assert "does not show these columns; they are read: B (“Дата народження”)" in page
    assert "does not show these rows; they are read: 3" in page
