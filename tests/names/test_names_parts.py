"""Parts: what is computed of one word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.names.keys import is_loose
from repatria.names.lexicon import Lexicon
from repatria.names.model import Part, PartKind, Sex
from repatria.names.parts import part, part_by

GIVEN, PATRONYMIC, SURNAME = PartKind.GIVEN, PartKind.PATRONYMIC, PartKind.SURNAME


def test_a_part_of_a_known_name() -> None:
    made = part("Микола", GIVEN)
    assert made.written == "Микола"
    assert made.texts == ("микола",)
    assert set(made.lemmas) == {"mikola", "nikolai"}
    assert made.keys[0] == "mikola"
    assert set(made.initials) == {"m", "n"}
    assert made.lemmas


def test_the_forms_are_the_name_in_both_languages() -> None:
    assert part("Микола", GIVEN).forms[:2] == ("mikola", "nikolai")
    assert part("Nikolai", GIVEN).forms[0] == "nikolai"
    assert "mikola" in part("Николай", GIVEN).forms
    assert {"mikolaioviq", "nikolaeviq"} <= set(part("Миколайович", PATRONYMIC).forms)
    assert part("Миклллович", PATRONYMIC).forms == ("mikloviq",)
    assert {"gnelicia", "gnelica"} <= set(part("Гнелиця", SURNAME).forms)
    assert part("Анна-Марія", GIVEN).forms == ("ana-maria",)
    assert part("М.", GIVEN).forms == ()


@given(st.text("абвгдеиклмноріїє-", min_size=2), st.sampled_from(PartKind))
def test_there_are_few_forms_and_none_is_empty(text: str, kind: PartKind) -> None:
    forms = part(text, kind).forms
    assert len(forms) <= 6
    assert all(forms)


def test_an_initial_has_letters_only() -> None:
    made = part("М.", GIVEN)
    assert made.initial
    assert (made.texts, made.lemmas, made.keys) == ((), (), ())


def test_an_oblique_case_has_the_nominative() -> None:
    assert "чорний" in part("Чорного", SURNAME).texts
    assert "андрій" in part("Андрія", GIVEN).texts
    assert "петрович" in part("Петровича", PATRONYMIC).texts


def test_a_woman_is_not_taken_for_a_genitive() -> None:
    assert part("Олександра", GIVEN).texts == ("олександра",)


def test_nominatives_that_the_name_has_told_are_used() -> None:
    made = part("Олександра", GIVEN, Sex.MALE, ("олександр",))
    assert made.texts == ("олександр",)
    assert "aleksandr" in made.lemmas
    assert "aleksandra" not in made.lemmas


def test_a_patronymic_has_the_lemma_of_the_father() -> None:
    for word in ("Миколайович", "Николаевна", "Mykolaivna", "Миколайовича"):
        assert "nikolai" in part(word, PATRONYMIC).lemmas, word


def test_a_colloquial_patronymic_has_its_full_form() -> None:
    assert "михайлович" in part("Михалыч", PATRONYMIC).texts


def test_an_unknown_name_has_keys_and_no_lemmas() -> None:
    made = part("Гвздрюкало", SURNAME)
    assert not made.lemmas
    assert made.keys


def test_a_double_name_has_its_whole_and_its_halves() -> None:
    made = part("Анна-Марія", GIVEN)
    assert made.keys[0] == "ana-maria"
    assert {"ana", "maria"} <= set(made.keys)
    assert {"ana-maria", "ana", "maria"} <= set(made.lemmas)


def test_a_double_name_with_an_unknown_half_is_unknown() -> None:
    assert not part("Анна-Гвздрюка", GIVEN).lemmas


def test_a_lexicon_of_ones_own_is_not_kept() -> None:
    nothing = Lexicon(lambda _: ())
    assert part_by(nothing, "Микола", GIVEN).lemmas == ()
    assert part("Микола", GIVEN).lemmas


@pytest.mark.parametrize("word", ["", "-", "'", ".", "--", "1", "’’", " "])
def test_what_is_no_word_makes_a_part_without_keys(word: str) -> None:
    for kind in PartKind:
        assert part(word, kind).keys == ()


NAMES = st.text("абвгдеєжиіїйклмнопрстуфхчшщьюя'-’ЁёЪыэABCDEFghijkouxyzčšž. ", max_size=24)


@given(NAMES | st.text(max_size=60), st.sampled_from(PartKind), st.sampled_from(Sex))
def test_any_text_makes_a_part(text: str, kind: PartKind, sex: Sex) -> None:
    made = part(text, kind, sex)
    assert made.written == text
    assert made == part_by_again(made, sex)
    strict = [key for key in made.keys if not is_loose(key)]
    assert list(made.keys[: len(strict)]) == strict
    assert made.initials or not made.keys
    assert len(made.keys) <= 64


def part_by_again(made: Part, sex: Sex) -> Part:
    part.cache_clear()
    return part(made.written, made.kind, sex)
