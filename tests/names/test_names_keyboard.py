"""Names typed while the keyboard was set to the other script."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.names.given_names import RUSSIAN_MEN, UKRAINIAN_MEN, UKRAINIAN_WOMEN
from repatria.names.keyboard import slips


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Rjdfktyrj", "Коваленко"),
        ("Rjdfktyrj Cthusq Jktrcfylhjdbx", "Коваленко Сергій Олександрович"),
        ("Ghb[jlmrj Bdfy", "Приходько Иван"),
        ("Itdxer V/ S/", "Шевчук М. І."),
        ("Vfh'zytyrj Uf''yyf"[:10], "Марєяненко"),
        ("Шмфтщм", "Ivanov"),
        ("Щдуп Зуекутлщ", "Oleg Petrenko"),
    ],
)
def test_the_other_layout_gives_a_name(typed: str, meant: str) -> None:
    assert meant in slips(typed)


@pytest.mark.parametrize(
    "written",
    ["Коваленко Сергій", "Kovalenko Serhii", "Schwarz Jürgen", "Smith John", "Lys", "Кім", "", "Щ",
     "Гогоберідзе", "Nguyen Van Thanh", "Кшиштоф", "Ahmed Hussein", "Zhuk M. I."],
)  # fmt: skip
def test_a_name_as_it_stands_is_suspected_of_nothing(written: str) -> None:
    assert slips(written) == ()


def test_the_given_names_of_both_languages_stand_as_they_are() -> None:
    names = [name for name in UKRAINIAN_MEN | UKRAINIAN_WOMEN | RUSSIAN_MEN if len(name) > 3]
    assert [name for name in names if slips(f"{name} {name}")] == []


def test_most_given_names_typed_on_the_latin_layout_are_noticed() -> None:
    keys = "qwertyuiop[]asdfghjkl;'zxcvbnm,."
    layout = str.maketrans("йцукенгшщзхїфівапролджєячсмитьбю", keys)
    names = [name for name in UKRAINIAN_MEN if len(name) > 4 and "'" not in name]
    noticed = [name for name in names if name in slips(name.translate(layout))]
    assert len(noticed) > 0.85 * len(names)


@given(st.text(max_size=100))
def test_any_text_is_looked_at(text: str) -> None:
    assert all(len(found) == len(text) for found in slips(text))
