"""Surnames that are one word in both languages."""

from __future__ import annotations

import pytest

from repatria.names.cognates import cognate_pairs
from repatria.names.levels import Level
from repatria.names.linking.columns import code
from repatria.names.model import PartKind
from repatria.names.part_levels import part_level
from repatria.names.parts import part
from repatria.names.search_codes import asked_codes, stored_codes

PAIRS = [(one, other) for one, (other,) in cognate_pairs() if one != other]
SURNAME = PartKind.SURNAME


@pytest.mark.parametrize(("ukrainian", "russian"), PAIRS)
def test_they_are_one_name_in_the_other_language_for_python_for_sql_and_for_a_search(
    ukrainian: str, russian: str
) -> None:
    one, other = part(ukrainian.title(), SURNAME), part(russian.title(), SURNAME)
    assert part_level(one, other) is Level.VARIANT
    assert part_level(other, one) is Level.VARIANT
    # What the database joins by, and asks for this level by.
    assert set(one.lemmas) & set(other.lemmas)
    assert code(one) is not None
    assert set(asked_codes(one)) & set(stored_codes(other))


@pytest.mark.parametrize("names", ["Zaiets Zayats", "Vovk Volk", "Заєць Zayats", "Vovk Волк"])
def test_their_latin_spellings_too(names: str) -> None:
    one, other = (part(name, SURNAME) for name in names.split())
    assert part_level(one, other) is Level.VARIANT


@pytest.mark.parametrize(
    "names",
    ["Вовк Вовченко", "Заєць Зайченко", "Півень Петух", "Коваль Кузнец", "Дід Дуд",
     "Кравець Кравченко", "Мовчан Мовчун"],
)  # fmt: skip
def test_a_word_that_is_translated_or_only_near_is_another_surname(names: str) -> None:
    one, other = (part(name, SURNAME) for name in names.split())
    assert part_level(one, other) in (Level.CONTRADICTED, Level.SPELLING, Level.SAME)
    assert not {"volk", "zaiac", "petux"} & set(one.lemmas) & set(other.lemmas)


def test_no_word_stands_for_two() -> None:
    firsts = [one for one, _ in PAIRS]
    assert len(firsts) == len(set(firsts))
