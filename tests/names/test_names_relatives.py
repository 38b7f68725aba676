"""The difference of two names that has the shape of kinship."""

from __future__ import annotations

import pytest

from repatria.names.comparing import compare_names
from repatria.names.levels import Level
from repatria.names.model import Order
from repatria.names.reading import read
from repatria.names.relatives import BROTHERS, FATHER_AND_SON, PARENT, SIBLINGS, SISTERS

FIRST = Order.SURNAME_FIRST


def relation(left: str, right: str) -> str | None:
    found = compare_names(read(left, FIRST), read(right, FIRST))
    return found[3].why.template if len(found) == 4 else None


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("Іваненко Іван Петрович", "Іваненко Олег Петрович", BROTHERS),
        ("Іваненко Іван Петрович", "Иваненко Олег Петрович", BROTHERS),
        ("Іваненко Ірина Петрівна", "Іваненко Ольга Петрівна", SISTERS),
        ("Іваненко Іван Петрович", "Іваненко Ольга Петрівна", SIBLINGS),
        ("Іваненко Іван Петрович", "Іваненко Петро Іванович", FATHER_AND_SON),
        ("Іваненко Іван Петрович", "Ivanenko Petro", FATHER_AND_SON),
        ("Іваненко Іван Ілліч", "Іваненко Илья Петрович", FATHER_AND_SON),
        ("Іваненко Ірина Петрівна", "Іваненко Петро Іванович", PARENT),
        ("Іваненко Іван Рахимович", "Іваненко Рахим", FATHER_AND_SON),
        ("Іваненко Іван Іванович", "Іваненко Іван Петрович", FATHER_AND_SON),
        ("Іваненко Іван Петрович", "Іваненко Іван Петрович", None),
        ("Іваненко Іван Петрович", "Бойко Олег Петрович", None),
        ("Іваненко Іван Петрович", "Іваненко Іван Сергійович", None),
        ("Іваненко Іван", "Іваненко Петро", None),
    ],
)
def test_the_shape_of_kinship_is_named(left: str, right: str, expected: str | None) -> None:
    assert relation(left, right) == expected
    assert relation(right, left) == expected


def test_kin_are_two_people() -> None:
    one, other = (read(f"Іваненко {name} Петрович", FIRST) for name in ("Іван", "Олег"))
    verdict = compare_names(one, other)[3]
    assert (verdict.field, verdict.level) == ("relation", Level.CONTRADICTED)
