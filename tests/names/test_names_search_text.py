"""What is typed into a search, taken apart."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.names.refusing import NameRefused
from repatria.names.search_text import typed

TODAY = date(2025, 7, 1)


@pytest.mark.parametrize(
    ("text", "name", "first", "last"),
    [
        ("Коваленко Сергій 1987", "Коваленко Сергій", "1987-01-01", "1987-12-31"),
        ("1987 Коваленко", "Коваленко", "1987-01-01", "1987-12-31"),
        ("Шевчук М.І. 14.06.87", "Шевчук М.І.", "1987-06-14", "1987-06-14"),
        ("Petrenko, 14/06/1987", "Petrenko", "1987-06-14", "1987-06-14"),
        ("Petrenko 1987-06-14", "Petrenko", "1987-06-14", "1987-06-14"),
        ("Шевчук 14 06 1987", "Шевчук", "1987-06-14", "1987-06-14"),
        ("Шевчук 14 червня 1987 р.н.", "Шевчук", "1987-06-14", "1987-06-14"),
        ("Шевчук 06.1987", "Шевчук", "1987-06-01", "1987-06-30"),
        ("Шевчук 1987 р.", "Шевчук", "1987-01-01", "1987-12-31"),
        ("Шевчук 87 р.н.", "Шевчук", "1987-01-01", "1987-12-31"),
        ("Шевчук близько 1987", "Шевчук", "1987-01-01", "1987-12-31"),
        ("Шевчук 198X", "Шевчук", "1980-01-01", "1989-12-31"),
        ("Шевчук 1985-1987", "Шевчук", "1985-01-01", "1987-12-31"),
        ("Шевчук 38 років", "Шевчук", "1986-07-02", "1987-07-01"),
        ("Shevchuk aged 38", "Shevchuk", "1986-07-02", "1987-07-01"),
        ("Май Іван 1987", "Май Іван", "1987-01-01", "1987-12-31"),
    ],
)
def test_a_birth_beside_a_name(text: str, name: str, first: str, last: str) -> None:
    found = typed(text, TODAY)
    assert found.name == name
    assert found.birth is not None
    assert (found.birth.first.isoformat(), found.birth.last.isoformat()) == (first, last)
    assert found.notes


@pytest.mark.parametrize(
    ("text", "name", "serial"),
    [
        ("АА 123456", "", "AA123456"),
        ("аа-123456", "", "AA123456"),
        ("№ 34567890", "", "34567890"),
        ("Кім 34567890", "Кім", "34567890"),
        ("Коваленко АА123456", "Коваленко", "AA123456"),
        ("4521", "", "4521"),
        ("Коваленко 4521", "Коваленко", "4521"),
        ("АА 1234", "", "AA1234"),
    ],
)
def test_a_serial_number(text: str, name: str, serial: str) -> None:
    found = typed(text, TODAY)
    assert (found.name, found.serial, found.birth) == (name, serial, None)


def test_eight_digits_are_a_day_and_a_number() -> None:
    found = typed("Шевчук 14061987", TODAY)
    assert found.serial == "14061987"
    assert found.birth is not None
    assert found.birth.first == date(1987, 6, 14)


def test_a_year_alone_is_a_number_of_four_digits_as_well() -> None:
    found = typed(" 1987 ", TODAY)
    assert found.serial == "1987"
    assert found.birth is not None
    assert found.birth.first.year == 1987
    assert typed("Шевчук 1987", TODAY).serial == ""


@pytest.mark.parametrize("text", ["Шевчук 38-40", "Шевчук 45 21", "Шевчук 123"])
def test_so_few_digits_with_a_sign_between_are_no_number(text: str) -> None:
    assert typed(text, TODAY).serial == ""


def test_a_call_sign_alone_leaves_no_name() -> None:
    assert typed("позивний Тінь", TODAY).call_sign == "тінь"
    assert typed("позивний Тінь", TODAY).name == ""


def test_a_call_sign_beside_a_name_stays_for_the_reading_of_the_name() -> None:
    found = typed("Коваленко Сергій «Тінь»", TODAY)
    assert found.call_sign == "тінь"
    assert found.name.startswith("Коваленко Сергій")


def test_an_impossible_day_leaves_its_year_and_is_told() -> None:
    found = typed("Коваленко 31.02.1987", TODAY)
    assert found.birth is not None
    assert found.birth.text == "1987"
    assert any("31.02.1987" in str(note) for note in found.notes)


def test_an_age_without_today_is_told_and_left_out() -> None:
    found = typed("Коваленко 38 років", None)
    assert found.birth is None
    assert any("38 років" in str(note) for note in found.notes)


def test_a_second_birth_is_told() -> None:
    found = typed("Коваленко 1987 1988", TODAY)
    assert found.birth is not None
    assert found.birth.text == "1987"
    assert any("1988" in str(note) for note in found.notes)


@pytest.mark.parametrize("text", ["", "   ", "?!", "я" * 10_000])
def test_nothing_and_too_much_are_refused(text: str) -> None:
    with pytest.raises(NameRefused):
        typed(text, TODAY)


@given(st.text(max_size=210))
def test_anything_is_taken_apart_or_refused(text: str) -> None:
    try:
        found = typed(text, TODAY)
    except NameRefused:
        return
    assert len(found.name) <= len(text) + 2
