"""Which words are given names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.names.known_given import KnownGiven, known_given
from repatria.names.model import Sex


@pytest.mark.parametrize(
    ("word", "known"),
    [
        ("Сергій", KnownGiven(True, Sex.MALE, nominative=True)),
        ("Serhii", KnownGiven(True, Sex.MALE, nominative=True)),
        ("Aleksandra", KnownGiven(True, Sex.FEMALE, nominative=True)),
        ("Андрія", KnownGiven(True, Sex.MALE, nominative=False)),
        ("Олександра", KnownGiven(True, Sex.FEMALE, nominative=False)),
        ("Саша", KnownGiven(True, Sex.UNKNOWN, nominative=False)),
        ("Вовчик", KnownGiven(True, Sex.MALE, nominative=False)),
        ("Рашид", KnownGiven(True, Sex.UNKNOWN, nominative=False)),
    ],
)
def test_whose_name_and_whether_it_can_be_oblique(word: str, known: KnownGiven) -> None:
    assert known_given(word) == known


@pytest.mark.parametrize("word", ["Коваленко", "Мельник", "Гончар", "Kovalenko", "Smith", "", "-"])
def test_a_surname_is_none(word: str) -> None:
    assert not known_given(word).known


@given(st.text(max_size=20))
def test_any_word_is_looked_up(word: str) -> None:
    found = known_given(word)
    assert found.known or found == KnownGiven(False)
