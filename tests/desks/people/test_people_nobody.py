"""Sums, titles and signatures of a list: told as such, kept, and nobody's record."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people_lists import csv_of, taken_in
from repatria.desks.accounts.models import User
from repatria.desks.people.intake.nobody import is_nobody
from repatria.desks.people.models import ListRow, Person, Sender
from repatria.desks.people.queries.lists import answers
from repatria.synthetic.lists import given_names, surnames

NOBODY = ["Всього: 4", "ВСЬОГО 4 особи", "Усього", "Разом: 4", "Итого", "Итого: 4", "Всего 4 чел.",
          "Total", "TOTAL: 4", "Кількість осіб: 4", "Количество: 4", "4", "—", "Додаток 2",
          "Список № 3", "стор. 2", "Page 2", "Склав: капітан Петренко І. І.", "Составил",
          "Prepared by J. Smith", "Підпис ____", "М.П.", "М. П.", "МП", "Место печати",
          "Командир військової частини А1234 Петренко І. І.", "Начальник штабу"]  # fmt: skip
PEOPLE = ["Всеволодов Іван", "Разумовський Олег", "Тотальний Петро", "Складаний Іван",
          "М. П. Коваль",
          "Командир Іван Петрович", "Лист Ференц", "Page John", "Head Mary", "Сума Петро",
          "Списков Іван", "Сторчак С. І.", "Підписний Олег", "Мп'єр Жан"]  # fmt: skip


@pytest.mark.parametrize("text", NOBODY)
def test_a_sum_a_title_and_a_signature_are_nobody(text: str) -> None:
    assert is_nobody({"name": text, "row_number": "5"})
    # A signature has a day; beside a birth, a dash is somebody whose name is not known.
    worded = any(sign.isalpha() for sign in text)
    assert is_nobody({"surname": text, "birth": "14.06.2025"}) == worded
    assert not is_nobody({"name": text, "serial": "АА-123456"})


@pytest.mark.parametrize("text", PEOPLE)
def test_names_that_begin_alike_are_somebody(text: str) -> None:
    assert not is_nobody({"name": text})


def test_no_name_of_the_tables_is_nobody() -> None:
    told = [each for module in (surnames, given_names) for each in _texts(vars(module))]
    assert len(told) > 100
    assert [each for each in told if is_nobody({"surname": each})] == []


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [word for word in value.replace("|", " ").split() if word[:1].isupper()]
    if isinstance(value, dict):
        public = {key: each for key, each in value.items() if not str(key).startswith("__")}
        return [text for each in public.values() for text in _texts(each)]
    if isinstance(value, tuple | list | frozenset):
        return [text for each in value for text in _texts(each)]
    return []


@given(st.dictionaries(st.sampled_from(["name", "surname", "given", "serial"]), st.text()))
def test_any_row_is_read(fields: dict[str, str]) -> None:
    assert is_nobody(fields) in (True, False)


@pytest.mark.parametrize("number", ["", "3"])
def test_the_end_of_a_list_becomes_no_record(clerk: User, hq: Sender, number: str) -> None:
    rows = [
        ["1", "Шевченко Тарас Григорович", "14.06.1987", "АА-123456", ""],
        ["2", "Коваль Олена Іванівна", "03.04.1990", "ВВ-2", ""],
        [number, "Всього: 2", "", "", ""],
        [number, "Склав: капітан Мельник І. О.", "14.06.2025", "", ""],
        ["", "М.П.", "", "", ""],
    ]
    of = taken_in(clerk, hq, csv_of(rows), "A list")
    assert of.report["verdicts"] == {"new": 2, "unreadable": 3}
    assert of.report["sure"]["nobody"] == 3
    assert (of.receipt["rows"], of.receipt["records"]) == (5, 2)
    assert Person.objects.count() == 2
    last = ListRow.objects.filter(of=of).order_by("number")[2:]
    assert [(row.person, [each["what"] for each in row.notes]) for row in last] == [
        (None, ["nobody"])
    ] * 3
    # The cells stay as they stood, and nobody is asked for the name of a sum.
    assert last[0].cells[1] == "Всього: 2"
    codes = [[str(each) for each in found] for _, found in answers(of, tell_unknown=True)]
    assert codes[2:] == [["N"]] * 3
