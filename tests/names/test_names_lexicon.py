"""Lemmas by key, of the whole dictionaries and of a small one."""

from __future__ import annotations

import pytest

from repatria.names.keys import main_key
from repatria.names.lemmas import full_names, lemmas
from repatria.names.lexicon import Lexicon, Pair, whole_lexicon
from repatria.names.model import PartKind, Sex

GIVEN, SURNAME = PartKind.GIVEN, PartKind.SURNAME


def small(*pairs: Pair) -> Lexicon:
    return Lexicon(lambda _: pairs)


@pytest.mark.parametrize(
    "spellings",
    [
        "Микола Николай Mykola Nikolai Nikolay",
        "Олексій Алексей Oleksii Aleksey Alexey",
        "Ганна Анна Hanna Anna",
        "Євген Евгений Yevhen Evgeny Evgenii",
        "Дмитро Дмитрий Dmytro Dmitry Dmitriy",
        "Сергій Сергей Serhii Sergey Sergei",
    ],
)
def test_a_given_name_has_a_lemma_in_common_with_its_other_forms(spellings: str) -> None:
    first, *others = (set(_lemmas(GIVEN, word)) for word in spellings.split())
    for other in others:
        assert first & other


def test_two_names_have_none_in_common() -> None:
    for one, other in [("Олександр", "Олександра"), ("Аліна", "Олена"), ("Валерій", "Валерія")]:
        assert not set(_lemmas(GIVEN, one)) & set(_lemmas(GIVEN, other))


def test_surnames_across_languages() -> None:
    for one, other in [("Лебідь", "Лебедь"), ("Сірий", "Серый"), ("Воробйов", "Воробьёв")]:
        assert set(_lemmas(SURNAME, one)) & set(_lemmas(SURNAME, other))


def test_the_lemmas_are_the_keys_of_the_russian_forms() -> None:
    lexicon = small(("микола", ("николай", "микола")))
    assert lexicon.lemmas(GIVEN, ["mikola"]) == ("mikola", "nikolai")
    assert lexicon.lemmas(GIVEN, ["nikolai"]) == ("nikolai",)
    assert lexicon.lemmas(GIVEN, ["petro"]) == ()
    assert set(lexicon.keys(GIVEN, ["nikolai"])) == {"mikola", "nikolai"}


def test_the_counterparts_are_the_forms_of_the_other_language_with_their_endings() -> None:
    kind = PartKind.PATRONYMIC
    lexicon = small(("миколайович", ("николаевич",)), ("іванівна", ("ивановна",)))
    assert lexicon.counterparts(kind, ["mikolaioviq"]) == ("nikolaeviq",)
    assert lexicon.counterparts(kind, ["nikolaeviq", "ivanivna"]) == ("mikolaioviq", "ivanovna")
    assert lexicon.counterparts(kind, ["petroviq"]) == ()


def test_an_empty_lexicon_knows_nothing() -> None:
    assert small().lemmas(SURNAME, ["kovalenko"]) == ()
    assert small().keys(SURNAME, ["kovalenko"]) == ()


def test_women_of_a_family_have_the_lemma_of_its_men() -> None:
    lexicon = small(("косаковська", ("косаковская",)))
    assert lexicon.lemmas(SURNAME, [main_key("косаковський")]) == ("kosakovski",)


def test_a_short_name_has_the_lemmas_of_all_it_can_stand_for() -> None:
    both = _lemmas(GIVEN, "Саша")
    assert {"aleksandr", "aleksandra"} <= set(both)
    lexicon = whole_lexicon()
    assert "aleksandra" not in lemmas(GIVEN, ["sawa"], lexicon, Sex.MALE)
    assert "aleksandr" not in lemmas(GIVEN, ["sawa"], lexicon, Sex.FEMALE)


def test_a_short_name_is_no_surname() -> None:
    assert "aleksandr" not in _lemmas(SURNAME, "Саша")


def test_the_full_names_of_a_short_one() -> None:
    assert full_names("sawa") == ("олександр", "олександра")
    assert full_names("sawa", Sex.MALE) == ("олександр",)
    assert full_names("oleksandr") == ()


def _lemmas(kind: PartKind, word: str) -> tuple[str, ...]:
    return lemmas(kind, [main_key(word.lower())], whole_lexicon())
