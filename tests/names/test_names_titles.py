"""Ranks and titles inside a name."""

from __future__ import annotations

import pytest

from repatria.names.titles import Untitled, is_title, untitled

SURNAMES = {"Коваленко", "КОВАЛЕНКО", "Чорного", "Petrenko", "С."}


def found(text: str) -> Untitled:
    return untitled(text.split(), SURNAMES.__contains__)


@pytest.mark.parametrize(
    ("text", "rank", "words"),
    [
        ("ст. солдат Коваленко С. О.", "ст. солдат", "Коваленко С. О."),
        ("старшого сержанта Чорного Андрія", "старшого сержанта", "Чорного Андрія"),
        ("Lt. Petrenko", "Lt.", "Petrenko"),
        ("Lt. Col. Ivan Petrenko", "Lt. Col.", "Ivan Petrenko"),
        ("Senior Soldier Petrenko Ivan", "Senior Soldier", "Petrenko Ivan"),
        ("п/п-к Коваленко Іван", "п/п-к", "Коваленко Іван"),
        ("капітан 3 рангу Коваленко", "капітан 3 рангу", "Коваленко"),
        ("КОВАЛЕНКО СЕРГІЙ СОЛДАТ", "СОЛДАТ", "КОВАЛЕНКО СЕРГІЙ"),
        ("Коваленко Сергій майор", "майор", "Коваленко Сергій"),
        ("гр. Коваленко Ганна", "гр.", "Коваленко Ганна"),
        ("Майор Коваленко", "Майор", "Коваленко"),
    ],
)
def test_a_rank_is_taken_out(text: str, rank: str, words: str) -> None:
    assert found(text) == Untitled(tuple(words.split()), rank, "")


@pytest.mark.parametrize("text", ["Майор Іван Петрович", "Солдат Роман", "Капітан", "майор"])
def test_a_rank_without_which_no_surname_remains_is_the_surname(text: str) -> None:
    assert found(text) == Untitled(tuple(text.split()), "", "")


@pytest.mark.parametrize("text", ["Коваленко Іван мл.", "Petrenko Ivan jr."])
def test_who_is_the_younger_is_told_apart(text: str) -> None:
    assert found(text) == Untitled(tuple(text.split()[:2]), "", text.split()[2])


def test_an_elder_alone_is_no_rank() -> None:
    assert found("Ст. Коваленко").words == ("Ст.", "Коваленко")


@pytest.mark.parametrize("word", ["Солдатенко", "Сержан", "Капітанчук", "Майоров", "Панченко"])
def test_a_surname_made_of_a_rank_is_none(word: str) -> None:
    assert not is_title(word)
