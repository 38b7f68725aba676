"""Which word is which part."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.names.model import Order
from repatria.names.roles import Roles, roles
from repatria.names.tokens import token

FIRST, LAST = Order.SURNAME_FIRST, Order.SURNAME_LAST


def shape(one: Roles) -> str:
    """`SGP` says for each word in turn which part it is; `-` is no part."""
    letters = dict.fromkeys(range(8), "-")
    for letter, words in zip("SGP", (one.surname, one.given, one.patronymic), strict=True):
        letters.update(dict.fromkeys(words, letter))
    return "".join(letters.values()).rstrip("-")


def shapes(text: str, order: Order) -> list[str]:
    return [shape(one) for one in roles([token(word) for word in text.split()], order)]


@pytest.mark.parametrize(
    ("text", "order", "expected"),
    [
        ("Коваленко Сергій Олександрович", FIRST, ["SGP"]),
        ("Сергій Олександрович Коваленко", LAST, ["GPS"]),
        ("Антонович Сергій Олександрович", FIRST, ["SGP"]),
        ("Сергій Олександрович Антонович", LAST, ["GPS"]),
        ("Коваленко Сергій", FIRST, ["SG"]),
        ("Серж Коваленко", LAST, ["GS"]),
        ("Kovalenko Serhii Oleksandrovych", FIRST, ["SGP"]),
        ("Коваленко", FIRST, ["S"]),
        ("Коваленко Сергій -", FIRST, ["SGP"]),
        ("- Сергій Олександрович", FIRST, ["SGP"]),
    ],
)
def test_the_declared_order_is_read(text: str, order: Order, expected: list[str]) -> None:
    assert shapes(text, order) == expected


@pytest.mark.parametrize(
    ("text", "order", "expected"),
    [
        ("Сергій Олександрович Коваленко", FIRST, ["SGP", "GPS"]),
        ("Коваленко Сергій Олександрович", LAST, ["GPS", "SGP"]),
        ("Сергій О. Коваленко", FIRST, ["SGP", "GPS"]),
        ("Коваленко Олександрович Сергій", FIRST, ["SGP", "SPG"]),
        ("Сергій Коваленко", FIRST, ["SG", "GS"]),
        ("Коваленко Сергій", LAST, ["GS", "SG"]),
    ],
)
def test_the_other_order_is_the_second_reading(
    text: str, order: Order, expected: list[str]
) -> None:
    found = roles([token(word) for word in text.split()], order)
    assert [shape(one) for one in found] == expected
    assert all(one.why for one in found)


@pytest.mark.parametrize(
    ("text", "order", "expected"),
    [
        ("Шевчук М. І.", FIRST, ["SGP"]),
        ("М. І. Шевчук", LAST, ["GPS"]),
        ("М. І. Шевчук", FIRST, ["GPS"]),
        ("Шевчук М. І.", LAST, ["SGP"]),
        ("Шевчук М.", LAST, ["SG"]),
        ("Сергій К.", LAST, ["GS"]),
        ("Микола І. Шевчук", LAST, ["GPS"]),
        ("Шевчук М. Іванович", FIRST, ["SGP"]),
        ("Нечуй Левицький І. С.", FIRST, ["SSGP"]),
        ("І. С. Нечуй Левицький", LAST, ["GPSS"]),
        ("Ю.", FIRST, ["G"]),
    ],
)
def test_an_initial_is_no_surname_beside_a_word(
    text: str, order: Order, expected: list[str]
) -> None:
    assert shapes(text, order) == expected


@pytest.mark.parametrize(
    ("text", "order", "expected"),
    [
        ("Сергій Олександрович", FIRST, ["GP", "SP"]),
        ("Сергій Антонович", LAST, ["GP", "GS"]),
        ("Коваленко Олександрович", FIRST, ["SP", "GP"]),
        ("Антонович Сергій", FIRST, ["SG"]),
        ("Ольга Антонович", LAST, ["GS", "GP"]),
        ("Сергій", FIRST, ["S", "G"]),
        ("Абрамович", FIRST, ["S", "P"]),
    ],
)
def test_a_patronymic_without_a_surname(text: str, order: Order, expected: list[str]) -> None:
    assert shapes(text, order) == expected


@pytest.mark.parametrize(
    ("text", "order", "expected"),
    [
        ("Нечуй Левицький Іван Семенович", FIRST, ["SSGP", "SGGP"]),
        ("Іваненко Анна Марія Іванівна", FIRST, ["SGGP", "SSGP"]),
        ("Іван Семенович Нечуй Левицький", LAST, ["GPSS"]),
        ("Mary Jane Kovalenko", LAST, ["GPS", "GGS"]),
        ("Garcia Anna Lucia Maria", FIRST, ["SGGG"]),
    ],
)
def test_more_words_than_parts(text: str, order: Order, expected: list[str]) -> None:
    assert shapes(text, order) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("KOVALENKO Serhii", "SG"), ("Serhii KOVALENKO", "GS"), ("TSIUKH Ivan Olehovych", "SGP"),
     ("Artem MARUNEVYCH", "GS"), ("Anna KOVALENKO PETRENKO", "GSS")],
)  # fmt: skip
@pytest.mark.parametrize("order", Order)
def test_capitals_say_which_is_the_surname(text: str, expected: str, order: Order) -> None:
    assert shapes(text, order) == [expected]


WORDS = ["Коваленко", "Сергій", "Олександрович", "М.", "Ю", "-", "KOVALENKO", "Ivanovych", "Анна"]


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=8), st.sampled_from(Order))
def test_every_word_is_a_part_once(words: list[str], order: Order) -> None:
    tokens = [token(word) for word in words]
    for one in roles(tokens, order):
        places = [*one.surname, *one.given, *one.patronymic]
        assert sorted(places) == list(range(len(words)))
