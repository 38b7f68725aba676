"""Oblique cases back to nominatives; shevchenko-py, which declines forwards, is the oracle."""

from __future__ import annotations

import pytest
import shevchenko
from hypothesis import given
from hypothesis import strategies as st

from repatria.names.cases import Case, folded, nominatives
from repatria.names.given_names import UKRAINIAN_MEN, UKRAINIAN_WOMEN
from repatria.names.model import PartKind, Sex
from repatria.names.patronymics_making import ukrainian

SURNAME, GIVEN, PATRONYMIC = PartKind

SURNAMES = """
    Бондаренко Ковальчук Мельник Ткач Кравець Швець Коваль Кобзар Гайдай Соловей Сокіл Лебідь
    Кисіль Чорний Завгородній Залізняцький Донець Гончаров Ільїн Пономарьов Сковорода Щерба
    Груша Галушка Зозуля Палій Шило Махно Драй-Хмара Нечуй-Левицький Григір Пилипів Заєць
    Сірко Мороз
"""

UKRAINIAN_CASES = [
    shevchenko.GENITIVE,
    shevchenko.DATIVE,
    shevchenko.ACCUSATIVE,
    shevchenko.ABLATIVE,
]


def texts(word: str, kind: PartKind, sex: Sex = Sex.UNKNOWN) -> tuple[str, ...]:
    return tuple(found.text for found in nominatives(word, kind, sex))


@pytest.mark.parametrize("case", UKRAINIAN_CASES)
@pytest.mark.parametrize("surname", SURNAMES.split())
def test_a_mans_surname_is_found_in_every_case(surname: str, case: str) -> None:
    form = shevchenko.in_case(case, family_name=surname, gender="masculine")["family_name"]
    assert surname.lower() in texts(form, SURNAME, Sex.MALE), form
    assert surname.lower() in texts(form, SURNAME), form


@pytest.mark.parametrize("case", UKRAINIAN_CASES)
@pytest.mark.parametrize(
    "surname", ["Ковальова", "Чорна", "Залізняцька", "Завгородня", "Сковорода", "Ільїна", "Груша"]
)
def test_a_womans_surname_is_found_in_every_case(surname: str, case: str) -> None:
    form = shevchenko.in_case(case, family_name=surname, gender="feminine")["family_name"]
    assert surname.lower() in texts(form, SURNAME, Sex.FEMALE), form


@given(st.sampled_from(sorted(UKRAINIAN_MEN)), st.sampled_from(UKRAINIAN_CASES))
def test_a_mans_given_name_is_found_in_every_case(name: str, case: str) -> None:
    form = shevchenko.in_case(case, given_name=name.title(), gender="masculine")["given_name"]
    assert name in texts(form, GIVEN, Sex.MALE), form


@given(st.sampled_from(sorted(UKRAINIAN_WOMEN)), st.sampled_from(UKRAINIAN_CASES))
def test_a_womans_given_name_is_found_in_every_case(name: str, case: str) -> None:
    form = shevchenko.in_case(case, given_name=name.title(), gender="feminine")["given_name"]
    assert name in texts(form, GIVEN, Sex.FEMALE), form


@given(
    st.sampled_from(sorted(UKRAINIAN_MEN)), st.sampled_from(UKRAINIAN_CASES), st.sampled_from(Sex)
)
def test_a_patronymic_is_found_first_in_every_case(father: str, case: str, sex: Sex) -> None:
    sons, daughters = ukrainian(father)
    for made, gender in ((sons[0], "masculine"), (daughters[0], "feminine")):
        form = shevchenko.in_case(case, patronymic_name=made.title(), gender=gender)
        assert texts(form["patronymic_name"], PATRONYMIC)[0] == made


@pytest.mark.parametrize(
    ("kind", "nominative", "forms"),
    [
        (SURNAME, "ковалев", "Ковалева Ковалеву Ковалевым Ковалеве"),
        (SURNAME, "ковалева", "Ковалевой Ковалеву Ковалевою"),
        (SURNAME, "никитин", "Никитина Никитину Никитиным Никитине"),
        (SURNAME, "козловский", "Козловского Козловскому Козловским Козловском"),
        (SURNAME, "козловская", "Козловской Козловскую Козловскою"),
        (SURNAME, "седой", "Седого Седому Седым"),
        (SURNAME, "белый", "Белого Белому Белым"),
        (SURNAME, "белая", "Белой Белую"),
        (SURNAME, "донской", "Донского Донскому"),
        (SURNAME, "мельник", "Мельника Мельнику Мельником Мельнике"),
        (SURNAME, "соловей", "Соловья Соловью Соловьем"),
        (SURNAME, "крыленко", "Крыленка Крыленку Крыленко"),
        (GIVEN, "сергей", "Сергея Сергею Сергеем Сергее"),
        (GIVEN, "дмитрий", "Дмитрия Дмитрию Дмитрием Дмитрии"),
        (GIVEN, "павел", "Павла Павлу Павлом Павле"),
        (GIVEN, "петр", "Петра Петру Пётр Петром"),
        (GIVEN, "лев", "Льва Льву Львом"),
        (GIVEN, "илья", "Ильи Илье Илью Ильей Ильёй"),
        (GIVEN, "никита", "Никиты Никите Никиту Никитой"),
        (GIVEN, "игорь", "Игоря Игорю Игорем"),
        (GIVEN, "мария", "Марии Марию Марией"),
        (GIVEN, "ольга", "Ольги Ольге Ольгу Ольгой"),
        (GIVEN, "любовь", "Любови Любовью"),
        (PATRONYMIC, "николаевич", "Николаевича Николаевичу Николаевичем Николаевиче"),
        (PATRONYMIC, "ильинична", "Ильиничны Ильиничне Ильиничну Ильиничной"),
        (PATRONYMIC, "сергеевна", "Сергеевны Сергеевне Сергеевну Сергеевной"),
    ],
)
def test_russian_words_in_every_case(kind: PartKind, nominative: str, forms: str) -> None:
    for form in forms.split():
        assert nominative in texts(form, kind), form


@pytest.mark.parametrize("name", ["Микита", "Ілля", "Сава", "Микола", "Ганна", "Марія", "Илья"])
def test_a_name_in_the_nominative_has_no_other_reading(name: str) -> None:
    assert texts(name, GIVEN) == (name.lower(),)


@pytest.mark.parametrize(
    ("form", "first"),
    [
        ("Бондаренка", "бондаренко"),
        ("Чорного", "чорний"),
        ("Ковальової", "ковальова"),
        ("Кравцю", "кравець"),
        ("Щерба", "щерба"),
        ("Галушка", "галушка"),
        ("Сіромахи", "сіромаха"),
        ("Максим", "максим"),
    ],
)
def test_the_likeliest_reading_of_a_surname_comes_first(form: str, first: str) -> None:
    assert texts(form, SURNAME)[0] == first


def test_the_sex_decides_what_the_writing_leaves_open() -> None:
    both = nominatives("Ковальова", SURNAME)
    assert [(found.text, found.sex) for found in both] == [
        ("ковальова", Sex.FEMALE),
        ("ковальов", Sex.MALE),
    ]
    assert texts("Ковальова", SURNAME, Sex.FEMALE) == ("ковальова",)
    assert texts("Ковальова", SURNAME, Sex.MALE)[0] == "ковальов"
    assert texts("Олександра", GIVEN, Sex.FEMALE) == ("олександра",)
    assert texts("Олександра", GIVEN, Sex.MALE)[0] == "олександр"


def test_a_reading_names_its_cases() -> None:
    genitive, itself = nominatives("Бондаренка", SURNAME)
    assert genitive.cases == (Case.GENITIVE, Case.ACCUSATIVE)
    assert (itself.text, itself.case) == ("бондаренка", Case.NOMINATIVE)


def test_both_halves_of_a_double_surname_stand_in_one_case() -> None:
    assert texts("Нечуя-Левицького", SURNAME)[0] == "нечуй-левицький"


def test_latin_spellings_do_not_decline() -> None:
    assert texts("Kovalova", SURNAME) == ("kovalova",)


letters = st.text(st.sampled_from("абвгіїєийоуюяськнчлЁыэ'ґ-"), min_size=1, max_size=14)


@given(st.one_of(letters, st.text(max_size=12)), st.sampled_from(PartKind), st.sampled_from(Sex))
def test_any_word_is_among_its_own_nominatives(word: str, kind: PartKind, sex: Sex) -> None:
    found = nominatives(word, kind, sex)
    assert folded(word) in [each.text for each in found]
    assert len({each.text for each in found}) == len(found) <= 4
