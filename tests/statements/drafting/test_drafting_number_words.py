"""Numbers in words: every one up to ten thousand, as each language says it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.statements.drafting.number_words import NUMBER_WORDS, numbers_in_words

FIRST = {
    language: {value: word for word, value in reversed(table.items())}
    for language, table in NUMBER_WORDS.items()
}


def spelled(number: int, language: str) -> str:
    """The number in the first form of each word; what grammar would change is not changed."""
    table = FIRST[language]
    words: list[str] = []
    thousands, rest = divmod(number, 1000)
    if thousands:
        words += [*(spelled(thousands, language).split() if thousands > 1 else ()), table[1000]]
        if language == "en" and thousands == 1:
            words.insert(0, "one")
    hundreds, rest = divmod(rest, 100)
    if hundreds and language == "en":
        words += [table[hundreds], "hundred"]
        words += ["and"] if rest else []
    elif hundreds:
        words.append(table[hundreds * 100])
    if rest in table and rest:
        words.append(table[rest])
    elif rest:
        words += [table[rest // 10 * 10], table[rest % 10]]
    return " ".join(words)


@given(st.integers(2, 9999), st.sampled_from(["en", "uk", "ru"]))
def test_what_is_spelled_is_read(number: int, language: str) -> None:
    text = spelled(number, language)
    assert [one.value for one in numbers_in_words(text, language)] == [number], text


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("one thousand two hundred and forty-five", "en", 1245),
        ("twelve hundred", "en", 1200),
        ("a hundred", "en", 100),
        ("two dozen", "en", 24),
        ("half a dozen", "en", 6),
        ("двохсот сорока семи", "uk", 247),
        ("трьомстам сімом", "uk", 307),
        ("п'ятьох", "uk", 5),
        ("шести тисяч п'ятдесяти семи", "uk", 6057),
        ("двухсот сорока семи", "ru", 247),
        ("тысячей двумястами двенадцатью", "ru", 1212),
        ("тремстам семи", "ru", 307),
        ("двадцать семь", "ru", 27),
    ],
)
def test_case_forms_and_compounds(text: str, language: str, value: int) -> None:
    (found,) = numbers_in_words(text, language)
    assert (found.start, found.end, found.value) == (0, len(text), value)


@pytest.mark.parametrize(
    ("text", "language", "values"),
    [
        ("thirty-three servicemen and fifty-one civilians", "en", [33, 51]),
        ("seven, eight", "en", [7, 8]),
        ("триста сім і сорок", "uk", [307, 40]),
        ("сто двадцать и пять", "ru", [120, 5]),
    ],
)
def test_two_numbers_stay_two(text: str, language: str, values: list[int]) -> None:
    assert [one.value for one in numbers_in_words(text, language)] == values
