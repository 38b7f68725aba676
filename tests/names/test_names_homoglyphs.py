"""Letters of one script that look like another's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.names.homoglyphs import in_cyrillic, in_latin, mostly, repair, without_greek
from repatria.names.model import Script
from repatria.names.scripts import script_of

ALIKE_CYRILLIC, ALIKE_LATIN = "АВСЕНІКМОРТХасеіорху", "ABCEHIKMOPTXaceiopxy"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Kовaлeнкo", "Коваленко"),
        ("Шeвчyк", "Шевчук"),
        ("Iвaнeнкo", "Іваненко"),
        ("kobaлehко", "ковалень".replace("ь", "") + "ко"),
        ("Коvalenkо", "Kovalenko"),
        ("Реtrеnkо", "Petrenko"),
    ],
)
def test_a_word_that_one_script_alone_can_have_written(written: str, meant: str) -> None:
    assert repair(written).certain == meant


@pytest.mark.parametrize("written", ["Сoр", "Мapко"[:4]])
def test_where_both_can_nothing_is_certain(written: str) -> None:
    found = repair(written)
    assert found.certain is None
    assert (found.cyrillic, found.latin) != (None, None)


def test_where_none_can_nothing_is_certain() -> None:
    found = repair("Кovalенko")
    assert (found.cyrillic, found.latin, found.certain) == (None, None, None)
    assert mostly("Шeвчlk") == "Шевчlк"


def test_greek_letters_are_taken_for_latin_ones() -> None:
    assert without_greek("Κοvalenkο") == "Kovalenko"


@given(st.text(ALIKE_CYRILLIC, min_size=1))
def test_there_and_back(word: str) -> None:
    latin = in_latin(word)
    assert latin is not None
    assert script_of(latin) is Script.LATIN
    assert in_cyrillic(latin) == word


@given(st.text(ALIKE_CYRILLIC + ALIKE_LATIN, max_size=12))
def test_a_certain_letter_decides(word: str) -> None:
    assert repair(word + "щ").certain in (None, in_cyrillic(word + "щ"))
    assert script_of(in_cyrillic(word + "щ") or "") is Script.CYRILLIC
    assert script_of(in_latin(word + "w") or "") is Script.LATIN
