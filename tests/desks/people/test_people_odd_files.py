"""Files as they do come: in other encodings, under a false name, with hidden rows, cut short, with
several rows of headings; each read whole and shown, or refused with its place."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from openpyxl import Workbook

from people_lists import HEADINGS, csv_of, taken_in
from repatria.base.errors import InputError
from repatria.desks.accounts.models import User
from repatria.desks.people.models import ListRow, Person, ReceivedList, Sender
from repatria.desks.people.services.intake import AboutList, name_columns, receive
from repatria.desks.people.services.taking_in import take_in
from repatria.desks.people.services.trials import try_list

MAN = ("a1", "Шевченко Тарас Григорович", "14.06.1987", "АА-123456", "93 омбр")
WOMAN = ("a2", "Коваль Олена Іванівна", "03.04.1990", "ВВ-2", "93 омбр")
NAMES = [MAN[1], WOMAN[1]]
TABLE = csv_of([MAN, WOMAN]).decode()


def book(change: Callable[[Any], None] = lambda _sheet: None) -> bytes:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    for row in (HEADINGS, MAN, WOMAN):
        sheet.append(row)
    change(sheet)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def received(by: User, sender: Sender, data: bytes, name: str) -> ReceivedList:
    return receive(by, sender, [data], name, AboutList(title="A list", purpose="exchange")).of


def names(by: User, sender: Sender, data: bytes, name: str) -> list[str]:
    """The names in the register, once the list is taken in."""
    of = received(by, sender, data, name)
    name_columns(of, by, {})
    try_list(of, by)
    take_in(of, by, of.report["digest"])
    return list(Person.objects.order_by("pk").values_list("name", flat=True))


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [("utf-8", ""), ("utf-8-sig", ""), ("cp1251", ""), ("utf-16-le", "\ufeff"),
     ("utf-16-be", "\ufeff")],
)  # fmt: skip
def test_a_table_in_any_encoding_that_lists_have(
    clerk: User, hq: Sender, encoding: str, mark: str
) -> None:
    assert names(clerk, hq, (mark + TABLE).encode(encoding), "list.csv") == NAMES


@pytest.mark.parametrize("name", ["list.csv", "list.xls", "list.ods", "list.xml", "list", "l.exe"])
def test_a_workbook_is_one_whatever_it_is_called(clerk: User, hq: Sender, name: str) -> None:
    assert names(clerk, hq, book(), name) == NAMES


@pytest.mark.parametrize("name", ["list.xlsx", "list.ods", "list.pfif"])
def test_a_table_is_one_whatever_it_is_called(clerk: User, hq: Sender, name: str) -> None:
    assert names(clerk, hq, TABLE.encode(), name) == NAMES


@pytest.mark.parametrize("data", [b"%PDF-1.7 " * 99, b"\x89PNG\r\n\x1a\n" * 99, b"<html>" * 99])
def test_what_is_no_list_is_refused_whatever_it_is_called(
    clerk: User, hq: Sender, data: bytes
) -> None:
    with pytest.raises(InputError):
        received(clerk, hq, data, "list.xlsx")
    assert not ReceivedList.objects.exists()


def test_a_null_byte_is_told_with_its_row(clerk: User, hq: Sender) -> None:
    with pytest.raises(InputError) as caught:
        received(clerk, hq, TABLE.replace("Коваль", "Ков\x00аль").encode(), "list.csv")
    assert [problem.row for problem in caught.value.problems] == [3]
    assert not ReceivedList.objects.exists()


@pytest.mark.parametrize("left", [0.3, 0.6, 0.9])
def test_a_workbook_cut_short_is_refused(clerk: User, hq: Sender, left: float) -> None:
    whole = book()
    with pytest.raises(InputError):
        received(clerk, hq, whole[: int(len(whole) * left)], "list.xlsx")
    assert not ReceivedList.objects.exists()


def test_hidden_rows_and_columns_are_people_like_others(clerk: User, hq: Sender) -> None:
    def hide(sheet: Any) -> None:
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["D"].hidden = True

    assert names(clerk, hq, book(hide), "list.xlsx") == NAMES
    assert Person.objects.get(name=WOMAN[1]).serial == "BB2"


def test_two_rows_of_headings_with_merged_cells(clerk: User, hq: Sender) -> None:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.append(["Список військовополонених", "", "", ""])
    sheet.merge_cells("A1:D1")
    sheet.append(["№ з/п", "Особа", "", "Особистий номер"])
    sheet.append(["", "ПІБ", "Дата народження", ""])
    sheet.merge_cells("B2:C2")
    sheet.merge_cells("A2:A3")
    sheet.merge_cells("D2:D3")
    sheet.append([1, MAN[1], MAN[2], MAN[3]])
    sheet.append([2, WOMAN[1], WOMAN[2], WOMAN[3]])
    out = io.BytesIO()
    made.save(out)
    assert names(clerk, hq, out.getvalue(), "list.xlsx") == NAMES
    assert set(Person.objects.values_list("birth", flat=True)) == {MAN[2], WOMAN[2]}


def test_a_row_without_a_name_whose_number_or_id_is_known(clerk: User, hq: Sender) -> None:
    """Nothing joins it by the number alone; the sender's own id does, since no name speaks against
    it."""
    taken_in(clerk, hq, csv_of([MAN, WOMAN]))
    again = csv_of([["", "", "", "АА-123456", ""], ["a2", "", "", "ВВ-2", "92 омбр"]])
    of = taken_in(clerk, hq, again, "The second")
    assert (of.receipt["records"], of.receipt["added_to"]) == (1, 1)
    notes = {row.number: row.notes for row in ListRow.objects.filter(of=of)}
    (known,) = [each for each in notes[2] if each["what"] == "known"]
    assert (known["sure"], known["field"]) == (False, "serial")
