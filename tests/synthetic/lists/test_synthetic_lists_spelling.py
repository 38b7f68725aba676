"""Words of names: both languages, both sexes, oblique cases, and Latin letters by every table."""

from __future__ import annotations

import numpy as np
import pytest
from names_translator import normalize_key
from names_translator.dicts import default_dicts

from repatria.synthetic.lists import oblique, patronymics, surnames
from repatria.synthetic.lists.given_names import MEN, WOMEN
from repatria.synthetic.lists.spelling import (
    SCHEMES,
    Form,
    Part,
    Speller,
    form_of,
    latin,
    spelled,
)


def known(word, pool):
    return [
        text.replace("ё", "е") for text in default_dicts().lookup_key(normalize_key(word), pool)
    ]


@pytest.mark.parametrize("name", MEN, ids=lambda name: name.uk)
def test_patronymics_are_those_of_the_dictionary(name):
    for woman in (False, True):
        russian = patronymics.russian(name.ru, woman).replace("ё", "е")
        found = known(patronymics.ukrainian(name.uk, woman), "patronymic")
        assert found
        # The dictionary has Никитович, the language Никитич as well.
        assert russian in found or name.uk == "Нікіта"


def test_given_names_have_four_weights_and_short_forms():
    for name in MEN + WOMEN:
        assert len(name.weights) == 4
        assert name.short_uk
        assert name.short_ru


@pytest.mark.parametrize(
    ("man", "woman", "russian", "of_woman"),
    [
        ("Чорний", "Чорна", "Черний", "Черная"),
        ("Левицький", "Левицька", "Левицкий", "Левицкая"),
        ("Ковальов", "Ковальова", "Ковалёв", "Ковалёва"),
        ("Шевченко", "Шевченко", "Шевченко", "Шевченко"),
        ("Ґудзь", "Ґудзь", "Гудзь", "Гудзь"),
        ("Лях-Чорний", "Лях-Чорна", "Лях-Черний", "Лях-Черная"),
    ],
)
def test_surnames_have_a_form_of_women_and_a_russian_one(man, woman, russian, of_woman):
    assert surnames.feminine(man) == woman
    assert surnames.russian(man, woman=False) == russian
    assert surnames.russian(man, woman=True) == of_woman


def test_surnames_of_the_tail_are_those_of_men_and_each_stands_once():
    names = surnames.surnames()
    assert len(names) == len(set(names)) > 80_000
    assert not [name for name in names if name.endswith(("ська", "цька", "зька", "ова", "єва"))]


@pytest.mark.parametrize(
    ("word", "part", "woman", "genitive", "dative"),
    [
        ("Черный", "surname", False, "Черного", "Черному"),
        ("Черная", "surname", True, "Черной", "Черной"),
        ("Ковалев", "surname", False, "Ковалева", "Ковалеву"),
        ("Ковалева", "surname", True, "Ковалевой", "Ковалевой"),
        ("Кравец", "surname", False, "Кравца", "Кравцу"),
        ("Кравец", "surname", True, "Кравец", "Кравец"),
        ("Шевченко", "surname", False, "Шевченко", "Шевченко"),
        ("Чайка", "surname", True, "Чайки", "Чайке"),
        ("Лях-Черный", "surname", False, "Ляха-Черного", "Ляху-Черному"),
        ("Андрей", "given", False, "Андрея", "Андрею"),
        ("Илья", "given", False, "Ильи", "Илье"),
        ("Павел", "given", False, "Павла", "Павлу"),
        ("Ольга", "given", True, "Ольги", "Ольге"),
        ("Мария", "given", True, "Марии", "Марии"),
        ("Петрович", "patronymic", False, "Петровича", "Петровичу"),
        ("Петровна", "patronymic", True, "Петровны", "Петровне"),
    ],
)
def test_russian_cases(word, part, woman, genitive, dative):
    assert oblique.russian(word, part, woman=woman, case="genitive") == genitive
    assert oblique.russian(word, part, woman=woman, case="dative") == dative


def test_ukrainian_cases():
    told = [
        oblique.ukrainian(word, part, woman=False, case="genitive")
        for word, part in (("Чорний", "surname"), ("Андрій", "given"), ("Петрович", "patronymic"))
    ]
    assert told == ["Чорного", "Андрія", "Петровича"]


def test_every_russian_given_name_and_patronymic_has_another_oblique_form():
    for part, count in ((Part.GIVEN, len(MEN) + len(WOMEN)), (Part.PATRONYMIC, 2 * len(MEN))):
        for number in range(count):
            for language in ("uk", "ru"):
                plain = spelled(part, number, Form(language))
                for case in ("genitive", "dative"):
                    assert spelled(part, number, Form(language, case)) != plain


def test_latin_spellings_differ_by_their_tables():
    assert latin("Згурський", "kmu-2010") == "Zghurskyi"
    assert latin("Євген", "passport-2007") == "Ievgen"
    assert latin("Юрьевич", "icao") == "Iurevich"
    assert latin("Юрьевич", "passport-1997") == "Yur'yevich"
    assert latin("Евгений", "bgn-ru") == "Yevgeniy"


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_table_leaves_only_latin_letters(scheme):
    for part in Part:
        for number in range(60):
            assert spelled(part, number, form_of(scheme)).isascii()


def test_yo_is_written_only_where_it_is_asked_for():
    artem = next(at for at, name in enumerate(MEN) if name.uk == "Артем")
    assert spelled(Part.GIVEN, artem, Form("ru")) == "Артем"
    assert spelled(Part.GIVEN, artem, Form("ru", yo=True)) == "Артём"


def test_a_speller_spells_as_one_word_is_spelled():
    speller, form = Speller(), Form("ru", "dative")
    words = np.array([5, 2, 5, 900, 2])
    for _ in range(2):
        told = speller.column(Part.SURNAME, words, form).tolist()
        assert told == [spelled(Part.SURNAME, number, form) for number in words.tolist()]
