"""Initials: what is one, and which names it can stand for."""

from __future__ import annotations

import pytest

from repatria.names.initials import initials_of_letter, is_initial
from repatria.names.levels import Level
from repatria.names.model import PartKind
from repatria.names.part_levels import part_level
from repatria.names.parts import part

GIVEN = PartKind.GIVEN


@pytest.mark.parametrize(
    "word", ["м.", "м", "ю.", "m.", "yu.", "ya.", "kh.", "shch.", "zh.", "ts."]
)
def test_a_letter_is_an_initial(word: str) -> None:
    assert is_initial(word)
    assert initials_of_letter(word)


@pytest.mark.parametrize("word", ["ян", "yu", "лев", "ів.", "", ".", "-", "м.п.", "1."])
def test_a_word_is_none(word: str) -> None:
    assert not is_initial(word)


@pytest.mark.parametrize(
    "pair",
    [
        "М. Микола", "M. Микола", "Н. Николай", "Н. Микола", "М. Николай", "О. Олександр",
        "А. Олександр", "О. Александр", "Ю. Юрій", "Yu. Юрій", "Y. Юрий", "J. Юрий", "I. Юрій",
        "Я. Ярослав", "Y. Yaroslav", "Є. Євген", "Е. Евгений", "Ye. Yevhen", "Y. Yevhen",
        "E. Євген", "Г. Ганна", "А. Ганна", "H. Ганна", "G. Григорій", "H. Hryhorii", "Х. Харитон",
        "Kh. Харитон", "K. Khariton", "Ф. Теодор", "О. Саша", "Щ. Щасний",
    ],
)  # fmt: skip
def test_it_can_stand_for_the_name_in_either_language(pair: str) -> None:
    initial, word = pair.split()
    assert part_level(part(initial, GIVEN), part(word, GIVEN)) is Level.INITIAL


@pytest.mark.parametrize(
    "pair", ["Ю. Іван", "Я. Іван", "І. Юрій", "М. Олег", "С. Шаміль", "Г. Харитон", "A. Ivan"]
)
def test_it_contradicts_another_name(pair: str) -> None:
    initial, word = pair.split()
    assert part_level(part(initial, GIVEN), part(word, GIVEN)) is Level.CONTRADICTED


def test_two_initials_are_compared_as_letters() -> None:
    assert part_level(part("М.", GIVEN), part("M", GIVEN)) is Level.INITIAL
    assert part_level(part("М.", GIVEN), part("П.", GIVEN)) is Level.CONTRADICTED
