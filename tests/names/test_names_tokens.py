"""One word of a name: its script, its slips, and what it can be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.names.model import Script, Sex
from repatria.names.tokens import Kind, in_script, joined, token


@pytest.mark.parametrize(
    "word", ["Коваленко", "КОВАЛЕНКО", "Kovalenko", "Мар'яна", "Нечуй-Левицький", "М.", "М", "Yu."]
)
def test_a_plain_word_asks_for_nothing(word: str) -> None:
    assert token(word).plain
    assert not token(word).notes


@pytest.mark.parametrize(
    ("word", "text", "script"),
    [
        ("Kовaлeнкo", "Коваленко", Script.CYRILLIC),
        ("Реtrеnkо", "Petrenko", Script.LATIN),
        ("К0валенко", "Коваленко", Script.CYRILLIC),
        ("3аєць", "Заєць", Script.CYRILLIC),
        ("Бо6ир", "Бобир", Script.CYRILLIC),
        ("К0ВАЛЕНК0", "КОВАЛЕНКО", Script.CYRILLIC),
        ("Kova1enko", "Kovalenko", Script.LATIN),
        ("*Коваленко", "Коваленко", Script.CYRILLIC),
        ("Κοvalenko", "Kovalenko", Script.LATIN),
    ],
)
def test_a_slip_is_repaired_and_told(word: str, text: str, script: Script) -> None:
    found = token(word)
    assert (found.text, found.script, found.plain) == (text, script, False)
    assert word in str(found.notes[0])


@pytest.mark.parametrize("word", ["Коваlenko", "Сoр"])
def test_what_is_not_certain_stays_mixed(word: str) -> None:
    found = token(word)
    assert found.script is Script.MIXED
    assert "not certain" in str(found.notes[0])


def test_the_other_words_decide_on_letters_of_one_look() -> None:
    found = in_script(token("M."), Script.CYRILLIC)
    assert found is not None
    assert (found.written, found.text, found.script) == ("M.", "М.", Script.CYRILLIC)
    assert in_script(token("Roman"), Script.CYRILLIC) is None


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("Коваленко", Kind.WORD),
        ("М.", Kind.INITIAL),
        ("Yu.", Kind.INITIAL),
        ("Дж.", Kind.INITIAL),
        ("Олекс.", Kind.INITIAL),
        ("А.-М.", Kind.INITIAL),
        ("н/д", Kind.ABSENT),
        ("невідомо", Kind.ABSENT),
        ("UNKNOWN", Kind.ABSENT),
        ("б/п", Kind.ABSENT),
        ("-", Kind.ABSENT),
        ("фон", Kind.BEFORE),
        ("огли", Kind.AFTER),
        ("кызы", Kind.AFTER),
        ("Іван.", Kind.WORD),
    ],
)
def test_what_a_word_is(word: str, kind: Kind) -> None:
    assert token(word).kind is kind


def test_a_patronymic_says_whose_child_it_is() -> None:
    son, daughter = token("Олександрович"), token("Олександрівна")
    assert (son.patronymic, son.of_known, son.patronymic_sex) == (True, True, Sex.MALE)
    assert (daughter.patronymic_sex, daughter.nominative) == (Sex.FEMALE, True)
    assert not token("Олександровича").nominative
    assert not token("Коваленко").patronymic


def test_a_particle_makes_a_patronymic() -> None:
    son = joined((token("Мамед"), token("огли")))
    assert (son.written, son.patronymic_sex) == ("Мамед огли", Sex.MALE)
    assert joined((token("Мамед"), token("кизи"))).patronymic_sex is Sex.FEMALE
    assert token("Мамед-оглы").patronymic_sex is Sex.MALE


def test_two_words_of_one_part_are_hyphenated() -> None:
    assert joined((token("Нечуй"), token("Левицький"))).text == "Нечуй-Левицький"
    assert joined((token("фон"), token("Клюге"))).text == "фон Клюге"


@given(st.text(st.characters(exclude_categories=["Cs", "Zs", "Cc"]), min_size=1, max_size=30))
def test_any_word_is_looked_at(word: str) -> None:
    found = token(word)
    assert found.written == word
    assert found.kind is Kind.ABSENT or found.text
