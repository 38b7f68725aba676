"""Lists that go wrong: each a row and a field, shown before anything is held."""

from __future__ import annotations

import io
import zipfile

import pytest
from openpyxl import Workbook

from people_lists import HEADINGS, csv_of, tried
from repatria.base.errors import InputError
from repatria.desks.accounts.models import User
from repatria.desks.people.intake.rows import storable
from repatria.desks.people.models import ListRow, Person, ReceivedList, Sender
from repatria.desks.people.services.intake import AboutList, name_columns, receive
from repatria.desks.people.services.taking_in import take_in
from repatria.desks.people.services.trials import try_list

MAN = ["a1", "Шевченко Тарас Григорович", "14.06.1987", "АА-123456", "93 омбр"]


def workbook(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def received(by: User, sender: Sender, data: bytes, name: str = "list.xlsx") -> ReceivedList:
    return receive(by, sender, [data], name, AboutList(title="A list", purpose="exchange")).of


def notes(of: ReceivedList) -> dict[int, list[tuple[str, str]]]:
    rows = ListRow.objects.filter(of=of).order_by("number")
    return {
        row.number: [(n["what"], n.get("field", "")) for n in row.notes if n["what"] == "unread"]
        for row in rows
    }


def test_a_workbook_with_titles_merged_cells_formulas_and_numbers_for_dates(
    clerk: User, hq: Sender
) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Список осіб", "", "", "", ""])
    sheet.merge_cells("A1:E1")
    sheet.append(HEADINGS)
    sheet.append(MAN)
    sheet.append(["a2", "Коваль Олена Іванівна", 31942, "ВВ-2", "93 омбр"])
    sheet.append(["a3", "=B3", "1990", "ГГ-3", ""])
    sheet.append(["a4", "Бойко Петро Олегович", "1991", "ДД-4", ""])
    sheet.append(["a5", "", "1992", "ЕЕ-5", ""])
    sheet.merge_cells("B6:B7")
    of = received(clerk, hq, workbook(book))
    name_columns(of, clerk, {})
    try_list(of, clerk)
    assert notes(of) == {
        3: [],
        4: [("unread", "Дата народження")],
        5: [("unread", "ПІБ")],
        6: [],
        7: [("unread", "ПІБ")],
    }
    take_in(of, clerk, of.report["digest"])
    # What could not be read of a row is left out of its record; nobody is left out of the register.
    assert Person.objects.count() == 5
    assert list(Person.objects.filter(name="").values_list("serial", flat=True)) == ["ГГ3", "EE5"]


@pytest.mark.parametrize("name", ["list.xlsx", "list.xlsm", "list.csv"])
def test_a_workbook_with_macros_is_refused(clerk: User, hq: Sender, name: str) -> None:
    book = Workbook()
    assert book.active is not None
    book.active.append(HEADINGS)
    book.active.append(MAN)
    out = io.BytesIO(workbook(book))
    with zipfile.ZipFile(out, "a") as packed:
        packed.writestr("xl/vbaProject.bin", b"\xcc" * 100)
    with pytest.raises(InputError, match="macro"):
        received(clerk, hq, out.getvalue(), name)
    assert not ReceivedList.objects.exists()


def test_a_workbook_that_unpacks_without_end_is_refused(clerk: User, hq: Sender) -> None:
    book = Workbook()
    assert book.active is not None
    book.active.append(HEADINGS)
    book.active.append(MAN)
    packed = io.BytesIO(workbook(book))
    bomb = io.BytesIO()
    with zipfile.ZipFile(packed) as old, zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            data = old.read(member)
            if member.startswith("xl/worksheets/sheet"):
                data = data.replace(b"<sheetData>", b"<sheetData>" + b" " * 50_000_000)
            new.writestr(member, data)
    with pytest.raises(InputError):
        received(clerk, hq, bomb.getvalue())
    assert not ReceivedList.objects.exists()


def test_a_file_that_breaks_off_in_the_middle_leaves_no_report(clerk: User, hq: Sender) -> None:
    lines = [",".join(HEADINGS)] + [f"{n},Шевченко Тарас {n},,," for n in range(3000)]
    data = "\n".join(lines).encode() + b"\n" + b"x,\xff\xfe\x00broken,,,\n"
    with pytest.raises(InputError):
        tried(clerk, hq, data)
    assert not ListRow.objects.exists()
    assert not Person.objects.exists()


def test_cells_with_signs_that_no_store_holds_are_kept_as_far_as_it_can(
    clerk: User, hq: Sender
) -> None:
    assert storable("a\x00\ud800") == "a\N{REPLACEMENT CHARACTER}?"
    of = tried(clerk, hq, csv_of([["a\x7f1", "Шевченко\u202e Тарас", "14.06.1987", "", "\x0b"]]))
    take_in(of, clerk, of.report["digest"])
    assert Person.objects.count() == 1
