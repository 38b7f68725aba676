"""What stands beside a name in its cell."""

from __future__ import annotations

import pytest

from repatria.names.asides import apart


@pytest.mark.parametrize(
    "written",
    [
        'Коваленко Сергій "Сокіл"',
        "Коваленко Сергій «Сокіл»",
        "Коваленко Сергій 'Сокіл'",
        "Коваленко Сергій (Сокіл)",
        "Коваленко Сергій („Сокіл“)",
        "Коваленко Сергій позивний Сокіл",
        "Коваленко Сергій, позывной: Сокіл",
        "Коваленко Сергій (на псевдо «Сокіл»)",
        "Коваленко Сергій, call sign Сокіл",
        "«Сокіл» Коваленко Сергій",
    ],
)
def test_a_call_sign_in_its_ways_of_writing(written: str) -> None:
    found = apart(written)
    assert (found.text, found.call_sign) == ("Коваленко Сергій", "Сокіл")
    assert [str(note) for note in found.notes] == ["“Сокіл” is read as a call sign."]


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("Іваненко (Петренко) Ганна", "Іваненко Ганна"),
        ("Іваненко Ганна (Петренко)", "Іваненко Ганна"),
        ("Іваненко Ганна (дів. Петренко)", "Іваненко Ганна"),
        ("Іваненко Ганна (урожд. Петренко)", "Іваненко Ганна"),
        ("Ivanenko Hanna (née Петренко)", "Ivanenko Hanna"),
    ],
)
def test_another_surname_in_brackets(written: str, text: str) -> None:
    found = apart(written)
    assert (found.text, found.surnames, found.call_sign) == (text, ("Петренко",), "")


def test_a_man_has_a_call_sign_rather_than_a_maiden_name() -> None:
    assert apart("Бацула Володимир Васильович (Моряк)").call_sign == "Моряк"


def test_a_whole_name_in_brackets_is_the_name_once_more() -> None:
    found = apart("KOVALENKO Serhii (Коваленко Сергій Олександрович)")
    assert found.text == "KOVALENKO Serhii"
    assert found.spellings == ("Коваленко Сергій Олександрович",)


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("12. Коваленко Сергій", "12."),
        ("№ 7 Коваленко Сергій", "№ 7"),
        ("Коваленко Сергій 1985 р.н.", "1985 р.н."),
        ("Коваленко Сергій, 12.05.1985 г.р.", "12.05.1985 г.р."),
        ("Коваленко Сергій (1985)", "1985"),
        ("Коваленко Сергій (за даними родини)", "за даними родини"),
    ],
)
def test_what_is_no_name_is_left_out_and_told(written: str, left: str) -> None:
    found = apart(written)
    assert found.text == "Коваленко Сергій"
    assert [str(note) for note in found.notes] == [
        f"“{left}” was left out: it is no part of a name."
    ]


def test_digits_inside_words_and_ranks_stay() -> None:
    for text in ("К0валенко Сергій", "капітан 3 рангу Коваленко"):
        assert apart(text).text == text


@pytest.mark.parametrize(
    "written", ["Коваленко (Сергій", "Коваленко» Сергій", 'Коваленко " Сергій']
)
def test_a_sign_without_its_other_half(written: str) -> None:
    found = apart(written)
    assert found.text == "Коваленко Сергій"
    assert "other half" in str(found.notes[0])


def test_a_plain_name_has_nothing_beside_it() -> None:
    found = apart("Д'Артаньян-Коваленко Мар'яна")
    assert (found.text, found.notes) == ("Д'Артаньян-Коваленко Мар'яна", ())
