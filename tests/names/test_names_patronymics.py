"""Patronymics recognised in three scripts' spellings, in any case, and whose children they name."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from translitua import ALL_RUSSIAN, ALL_UKRAINIAN, translit

from repatria.names.given_names import RUSSIAN_MEN, UKRAINIAN_MEN
from repatria.names.model import Sex
from repatria.names.patronymics import patronymic
from repatria.names.patronymics_making import Made, russian, ukrainian


@pytest.mark.parametrize(
    ("written", "father"),
    [
        ("Ільїч", "ілля"),
        ("Ильич", "илья"),
        ("Illich", "ілля"),
        ("Il'yich", "илья"),
        ("Миколайович", "микола"),
        ("Николаевич", "николай"),
        ("Mykolaiovych", "микола"),
        ("Nikolayevich", "николай"),
        ("Якович", "яків"),
        ("Кузьмич", "кузьма"),
        ("Iwanowitsch", "иван"),
        ("Ivanovitch", "иван"),
        ("Petrowicz", "петр"),
        ("Григорівна", "григорій"),
        ("Рахимович", "рахим"),
        ("Rakhimovna", "rakhim"),
    ],
)
def test_the_father_is_known_from_every_spelling(written: str, father: str) -> None:
    found = patronymic(written)
    assert found is not None
    assert father in found.fathers


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("Иваныч", "иванович"),
        ("Михалыч", "михайлович"),
        ("Николаича", "николаевич"),
        ("Сергеич", "сергеевич"),
        ("Палычу", "павлович"),
        ("Иванна", "ивановна"),
    ],
)
def test_short_forms_are_put_in_full(short: str, full: str) -> None:
    found = patronymic(short)
    assert found is not None
    assert found.full == full


def test_an_oblique_patronymic_is_read_in_the_nominative() -> None:
    found = patronymic("Петрівною")
    assert found is not None
    assert (found.text, found.sex, found.fathers) == ("петрівна", Sex.FEMALE, ("петро",))


@pytest.mark.parametrize("word", ["Бондаренко", "Ковальчук", "Глечик", "Kovalchuk", "Анна", "Ян"])
def test_other_words_are_no_patronymics(word: str) -> None:
    assert patronymic(word) is None


def test_an_ending_alone_is_told_from_a_known_father() -> None:
    listed, ending = patronymic("Петрович"), patronymic("Мицкевич")
    assert listed is not None
    assert ending is not None
    assert (listed.known, ending.known) == (True, False)


SCIENTIFIC = ("WWS", "DSTU9112A", "DSTU9112B", "Passport2004Alt", "ISO9SystemB", "ISOR9Table2")
"""Tables in which х is x or к is c: no list writes so, and x is кс in all that do."""


def used(tables: Sequence[type]) -> list[type]:
    return [table for table in tables if not table.__name__.endswith(SCIENTIFIC)]


makers = st.one_of(
    st.tuples(st.sampled_from(sorted(UKRAINIAN_MEN)), st.just(ukrainian)),
    st.tuples(st.sampled_from(sorted(RUSSIAN_MEN)), st.just(russian)),
)


@given(makers)
def test_every_patronymic_that_is_made_names_its_father(
    father_and_rule: tuple[str, Callable[[str], Made]],
) -> None:
    father, make = father_and_rule
    for sex, made in zip((Sex.MALE, Sex.FEMALE), make(father), strict=True):
        for each in made:
            found = patronymic(each)
            assert found is not None
            assert father in found.fathers
            assert found.sex is sex


@given(st.sampled_from(sorted(UKRAINIAN_MEN)), st.sampled_from(used(ALL_UKRAINIAN)))
def test_ukrainian_ones_are_recognised_in_every_latin_table(father: str, table: type) -> None:
    for made in ukrainian(father):
        found = patronymic(translit(made[0].title(), table))
        assert found is not None


@given(st.sampled_from(sorted(RUSSIAN_MEN)), st.sampled_from(used(ALL_RUSSIAN)))
def test_russian_ones_are_recognised_in_every_latin_table(father: str, table: type) -> None:
    for made in russian(father):
        found = patronymic(translit(made[0].title(), table))
        assert found is not None


@given(st.text(max_size=20))
def test_any_text_is_read_or_left(text: str) -> None:
    found = patronymic(text)
    assert found is None or found.fathers
