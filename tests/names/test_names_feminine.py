"""Women's surnames and the men's that belong to them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.names.cases import folded
from repatria.names.feminine import masculine
from repatria.names.model import Sex


@pytest.mark.parametrize(
    ("woman", "man"),
    [
        ("Ковальова", "ковальов"),
        ("Ільїна", "ільїн"),
        ("Чорна", "чорний"),
        ("Залізняцька", "залізняцький"),
        ("Завгородня", "завгородній"),
        ("Ковалёва", "ковалев"),
        ("Козловская", "козловский"),
        ("Толстая", "толстой"),
        ("Белая", "белый"),
        ("Донская", "донской"),
        ("Нечуй-Левицька", "нечуй-левицький"),
        ("Kovalska", "kovalskyi"),
        ("Kozlovskaya", "kozlovskiy"),
        ("Kovaleva", "kovalev"),
    ],
)
def test_the_mans_form_is_among_those_of_a_woman(woman: str, man: str) -> None:
    assert man in masculine(woman)
    assert man in masculine(woman, Sex.FEMALE)


@pytest.mark.parametrize("surname", ["Бойко", "Шевчук", "Бондаренко", "Коваль", "Сорока"])
def test_a_surname_of_both_sexes_stays_as_it_is(surname: str) -> None:
    assert masculine(surname) == (surname.lower(),)


def test_a_noun_stays_beside_the_form_that_it_could_be() -> None:
    assert masculine("Малина") == ("малина", "малин")


@given(st.text(st.sampled_from("абвгіїноваськя-aevoskn'"), max_size=12), st.sampled_from(Sex))
def test_the_surname_itself_is_always_among_the_forms(surname: str, sex: Sex) -> None:
    forms = masculine(surname, sex)
    assert folded(surname) in forms
    assert len(set(forms)) == len(forms)
    assert sex is not Sex.MALE or forms == (folded(surname),)
