"""Names whose parts have columns of their own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.names.model import Order, PartKind, Script, Sex
from repatria.names.reading import NameRefused, read, read_parts

Columns = tuple[str, str, str]


def said(columns: Columns) -> tuple[str, ...]:
    parts = [read_parts(*columns).readings[0].part(kind) for kind in PartKind]
    return tuple("" if p is None else p.written if p.initial else p.texts[0] for p in parts)


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        (("Коваленко", "Сергій", "Іванович"), ("коваленко", "сергій", "іванович")),
        (("Коваленко", "Сергій", ""), ("коваленко", "сергій", "")),
        (("", "Сергій", "Іванович"), ("", "сергій", "іванович")),
        (("Коваленко", "", "Іванович"), ("коваленко", "", "іванович")),
        (("Коваленко", "н/д", "-"), ("коваленко", "", "")),
        (("Коваленко", "Сергій", "б/п"), ("коваленко", "сергій", "")),
        (("Коваленка", "Сергія", "Івановича"), ("коваленко", "сергій", "іванович")),
        (("Коваленко", "С. І.", ""), ("коваленко", "С.", "І.")),
        (("Коваленко", "С.", "І."), ("коваленко", "С.", "І.")),
        (("Коваленко", "Сергій Іванович", ""), ("коваленко", "сергій", "іванович")),
        (("Коваленко Сергій Іванович", "", ""), ("коваленко", "сергій", "іванович")),
        (("Коваленко Сергій", "", ""), ("коваленко", "сергій", "")),
        (("Нечуй Левицький", "Іван", "Семенович"), ("нечуй-левицький", "іван", "семенович")),
        (("Коваленко", "Анна Марія", ""), ("коваленко", "анна-марія", "")),
        (("солдат Коваленко", "Сергій", ""), ("коваленко", "сергій", "")),
        (("Алієв", "Рашид", "Мамед огли"), ("алієв", "рашид", "мамед огли")),
        (("Rjdfktyrj", "Cthusq", "Sdfyjdbx"), ("коваленко", "сергій", "іванович")),
        (("Коваленко", "Cthusq", "Іванович"), ("коваленко", "сергій", "іванович")),
        (("Сергій", "Коваленко", "Іванович"), ("сергій", "коваленко", "іванович")),
    ],
)
def test_the_columns_are_believed(columns: Columns, expected: tuple[str, ...]) -> None:
    assert said(columns) == expected


def test_what_stands_in_the_wrong_column_is_told() -> None:
    whole = read_parts("Коваленко Сергій Іванович", "", "")
    assert "one column" in str(whole.notes[0])
    moved = read_parts("Коваленко", "Сергій Іванович", "")
    assert "“Іванович” stands in the column of given names" in str(moved.notes[0])


def test_letters_of_one_look_are_decided_by_the_other_columns() -> None:
    name = read_parts("Шевчук", "M.", "I.")
    assert name.script is Script.CYRILLIC
    assert len(name.notes) == 2


def test_a_maiden_name_in_its_column() -> None:
    name = read_parts("Іваненко (Петренко)", "Ганна", "н/д")
    surnames = [each.surname for each in name.readings]
    assert [part.texts[0] for part in surnames if part] == ["іваненко", "петренко"]


@pytest.mark.parametrize("columns", [("", "", ""), ("н/д", "-", ""), ("невідомо", "unknown", "?")])
def test_columns_without_a_name_are_refused(columns: Columns) -> None:
    with pytest.raises(NameRefused, match="None of the columns"):
        read_parts(*columns)


@pytest.mark.parametrize(
    ("columns", "why"),
    [(("Сова; Шевчук", "Іван", ""), "2 names"), (("123", "Іван", ""), "no letter"),
     (("Сова", "І\x00ван", ""), "control character")],
)  # fmt: skip
def test_a_column_that_is_no_name_is_refused(columns: Columns, why: str) -> None:
    with pytest.raises(NameRefused, match=why):
        read_parts(*columns)


WORDS = st.sampled_from(["Коваленко", "Залеська", "Роман"])


@given(WORDS, st.sampled_from(["Сергій", "Анна", "Саша"]), st.sampled_from(["Іванович", "Іллівна"]))
def test_columns_and_one_cell_say_the_same(surname: str, given: str, patronymic: str) -> None:
    whole = read(f"{surname} {given} {patronymic}", Order.SURNAME_FIRST)
    assert read_parts(surname, given, patronymic).readings == whole.readings


CELLS = st.text(max_size=40) | st.sampled_from(["Коваленко", "М. І.", "-", "(Сова)", "солдат", ""])


@given(CELLS, CELLS, CELLS, st.sampled_from(Sex))
def test_any_columns_are_read_or_refused(one: str, two: str, three: str, sex: Sex) -> None:
    try:
        name = read_parts(one, two, three, sex)
    except NameRefused:
        return
    assert 1 <= len(name.readings) <= 4
    assert all(any(each.part(kind) for kind in PartKind) for each in name.readings)
