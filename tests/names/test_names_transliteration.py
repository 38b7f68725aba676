"""Official tables, forward and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.names.transliteration import (
    BY_CODE,
    SCHEMES,
    cyrillic,
    latin,
    schemes_between,
    spellings,
)  # fmt: skip


@pytest.mark.parametrize(
    ("code", "word", "spelling"),
    [
        ("kmu-2010", "Згурський", "Zghurskyi"),
        ("kmu-2010", "Євген", "Yevhen"),
        ("passport-2007", "Євген", "Ievgen"),
        ("bgn-1965", "Сергій", "Serhiy"),
        ("icao-2013", "Евгений", "Evgenii"),
        ("icao-2013", "Юрьевич", "Iurevich"),
        ("passport-1997", "Сергей", "Sergey"),
        ("passport-1997-short", "Евгений", "Evgeny"),
    ],
)
def test_a_word_by_a_rule(code: str, word: str, spelling: str) -> None:
    assert latin(word, BY_CODE[code]) == spelling
    assert BY_CODE[code] in schemes_between(word, spelling)


def test_a_spelling_that_no_rule_gives_has_no_rule() -> None:
    assert schemes_between("Микола", "Nicholas") == ()


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.code)
@pytest.mark.parametrize("word", ["марина", "тарас", "шаповал", "роман"])
def test_back_again(scheme: object, word: str) -> None:
    table = BY_CODE[getattr(scheme, "code")]  # noqa: B009
    assert word in cyrillic(latin(word, table), table)


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.code)
@given(spelling=st.text("abcdefghijklmnoprstuvyz'", max_size=40))
def test_whatever_comes_back_is_written_so(scheme: object, spelling: str) -> None:
    table = BY_CODE[getattr(scheme, "code")]  # noqa: B009
    for word in cyrillic(spelling, table):
        assert latin(word, table) == spelling


def test_a_hostile_spelling_is_given_up_soon() -> None:
    assert cyrillic("i" * 200 + "q", BY_CODE["kmu-2010"]) == ()
    assert len(cyrillic("i" * 200, BY_CODE["kmu-2010"])) <= 32


def test_every_rule_that_can_write_a_name_is_told_once_with_its_spelling():
    found = spellings([["ольга"], ["чорнобиль", "чорнобыль"]])
    told = [(scheme, spelling) for spelling, schemes in found.items() for scheme in schemes]
    assert sorted(scheme.code for scheme, _ in told) == sorted(BY_CODE)
    for scheme, spelling in told:
        assert spelling.lower() in {
            f"{latin('ольга', scheme)} {latin(word, scheme)}" for word in ("чорнобиль", "чорнобыль")
        }


def test_a_letter_that_a_language_lacks_leaves_its_rules_out():
    assert {s.language for each in spellings([["їжакевич"]]).values() for s in each} == {"uk"}
    assert spellings([[]]) == {}


def test_both_halves_of_a_double_name_begin_with_a_capital():
    assert "Nechui-Levytskyi" in spellings([["нечуй-левицький"]])
