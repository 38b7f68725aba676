"""The letters of one word put right."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.names.model import Script
from repatria.names.repairs import bare, repaired


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("К0валенко", "Коваленко"),
        ("К0ВАЛЕНКО", "КОВАЛЕНКО"),
        ("3аєць", "Заєць"),
        ("4орний", "Чорний"),
        ("0'Neill", "O'Neill"),
        ("Kova1", "Koval"),
        ("Iван0вич", "Іванович"),
        ("Мар'я-Анна", "Мар'я-Анна"),
    ],
)
def test_digits_become_letters(written: str, text: str) -> None:
    assert repaired(written).text == text


@pytest.mark.parametrize("written", ["А320", "123", "К9"])
def test_digits_that_are_no_letters_are_left_out(written: str) -> None:
    assert not any(map(str.isdigit, repaired(written).text))


@pytest.mark.parametrize(
    ("text", "script", "word"),
    [
        ("Koval'", Script.LATIN, "Koval'"),
        ("'Сова'", Script.CYRILLIC, "Сова"),
        ("-а-", Script.CYRILLIC, "а"),
        ("Анна--Марія", Script.CYRILLIC, "Анна-Марія"),
        ("'-'", Script.LATIN, ""),
        ("Сова.", Script.CYRILLIC, "Сова"),
    ],
)
def test_what_stands_around_a_word(text: str, script: Script, word: str) -> None:
    assert bare(text, script) == word


LETTERS = st.text("абвіАБаoeiKxZ034'-*“", min_size=1, max_size=12)


@given(LETTERS)
def test_what_is_repaired_needs_no_more_repair(written: str) -> None:
    once = repaired(written)
    again = repaired(once.text)
    assert again.text == once.text
    assert once.script in (again.script, Script.MIXED)


@given(LETTERS)
def test_a_word_that_is_changed_is_told(written: str) -> None:
    found = repaired(written)
    digits = any(map(str.isdigit, written))
    assert found.notes or digits or found.text == written.replace("“", "'") or found.text == written
