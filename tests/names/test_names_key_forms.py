"""Masculine surnames and fathers' names in the alphabet of keys."""

from __future__ import annotations

import pytest

from repatria.names.key_forms import compared_keys, father_stem, masculine_keys, russian_endings
from repatria.names.keys import main_key
from repatria.names.model import PartKind, Sex

FEMININE = """
    Ковальова Ковальов, Ковалёва Ковалёв, Kovaleva Kovalev, Зеленська Зеленський,
    Зеленская Зеленский, Zelenskaya Zelenskiy, Zelenska Zelenskyi, Довгоцька Довгоцький,
    Полевая Полевый, Гришаєва Гришаєв
"""


@pytest.mark.parametrize("pair", FEMININE.strip().split(","))
@pytest.mark.parametrize("sex", [Sex.FEMALE, Sex.UNKNOWN])
def test_a_surname_that_only_a_woman_bears_goes_by_its_masculine_form(pair: str, sex: Sex) -> None:
    woman, man = (main_key(word.lower()) for word in pair.split())
    assert masculine_keys(woman, sex)[0] == man


def test_what_either_may_bear_depends_on_the_sex() -> None:
    kalina = main_key("калина")
    assert masculine_keys(kalina, Sex.FEMALE)[0] == main_key("калин")
    assert masculine_keys(kalina, Sex.UNKNOWN)[0] == kalina
    assert compared_keys(PartKind.SURNAME, [kalina], Sex.MALE) == (kalina,)


@pytest.mark.parametrize("surname", ["Шевченко", "Ткач", "Мамія", "Гойя", "Іва"])
def test_a_surname_of_one_form_stays(surname: str) -> None:
    key = main_key(surname.lower())
    assert masculine_keys(key, Sex.FEMALE)[0] == key


@pytest.mark.parametrize(
    "children",
    [
        "Іванович Іванівна Иванович Ивановна Ivanovych Ivanivna Ivanovich",
        "Сергійович Сергіївна Сергеевич Сергеевна Serhiiovych Serhiivna Sergeevich Sergeyevna",
        "Юрійович Юріївна Юрьевич Юрьевна Yuriiovych Yur'yevich Iurevich Yurievna",
        "Якович Яківна Яковлевич Яковлевна Yakovych Yakovlevich",
        "Ілліч Іллівна Ильич Ильинична Illich Ilyinichna",
        "Кузьмич Кузьмівна Кузьминична Kuzmych Kuzminichna",
        "Андрійович Андріївна Андреевич Андреевна Andriiovych Andreevich Andriyivna",
        "Алі-огли Алі-кизи Али-оглы",
    ],
)
def test_children_of_one_father_have_one_stem(children: str) -> None:
    assert len({father_stem(main_key(child.lower())) for child in children.split()}) == 1


@pytest.mark.parametrize("pair", ["Сергійович Олександрович", "Олексійович Олександрович"])
def test_children_of_two_fathers_have_two(pair: str) -> None:
    one, other = (father_stem(main_key(word.lower())) for word in pair.split())
    assert one != other


def test_a_word_without_the_ending_is_its_own_stem() -> None:
    assert father_stem(main_key("петренко")) == "petrenko"
    assert father_stem("ivna") == "ivna"


def test_a_surname_in_iv_may_be_written_with_ov() -> None:
    assert "petrov" in russian_endings(PartKind.SURNAME, [main_key("петрів")])
    assert russian_endings(PartKind.GIVEN, ["iv"]) == ()
    assert russian_endings(PartKind.SURNAME, ["petrov", "iv"]) == ()
