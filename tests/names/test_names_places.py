"""Places of birth read from three languages, and compared in levels."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.names import places_comparing as comparing
from repatria.names.levels import Level
from repatria.names.places import place
from repatria.names.places_comparing import compare_places

VILLAGE = "с. Петрівка, Миргородський р-н, Полтавська обл."


@pytest.mark.parametrize(
    "text",
    [
        "Полтавська область, Миргородський район, село Петрівка",
        "с. Петрівка Миргородського району Полтавської області",
        "с. Петровка Миргородского района Полтавской области",
        "Петровка, Миргородский р-н, Полтавская обл.",
        "Petrivka village, Myrhorodskyi raion, Poltavska oblast",
    ],
)
def test_one_village_in_every_writing(text: str) -> None:
    assert compare_places(place(VILLAGE), place(text)).level is Level.SPELLING


def test_words_for_kinds_of_places_belong_to_no_name() -> None:
    found = place(VILLAGE)
    assert found is not None
    assert found.settlement[0] == "petrivk"
    assert found.district[0] == "mirgorod"
    assert found.region[0] == "poltav"


@pytest.mark.parametrize(
    ("left", "right", "level", "template"),
    [
        ("Полтава", "Полтава", Level.SAME, comparing.SAME),
        ("м. Київ", "г. Киев", Level.SPELLING, comparing.ONE_PLACE),
        ("Kyiv", "Kiev", Level.SPELLING, comparing.ONE_PLACE),
        ("Кривий Ріг", "Кривой Рог", Level.SPELLING, comparing.ONE_PLACE),
        ("Запоріжжя", "Zaporizhzhia", Level.SPELLING, comparing.ONE_PLACE),
        ("Дніпро", "Днепропетровск", Level.SPELLING, comparing.ONE_PLACE),
        ("Миколаїв", "Nikolaev", Level.SPELLING, comparing.ONE_PLACE),
        ("Полтава", "Полтавська обл.", Level.NEAR, comparing.ONE_REGION),
        ("Миргород, Полтавська обл.", "Лубни, Полтавська обл.", Level.NEAR, comparing.ONE_REGION),
        ("с. Іванівка, Сумська обл.", "Іванівка, Одеська обл.", Level.NEAR, comparing.OTHER_REGION),
        ("Київ", "Харків", Level.CONTRADICTED, comparing.DIFFERENT),
        ("Сумська обл.", "Одеська обл.", Level.CONTRADICTED, comparing.DIFFERENT),
        ("Миргородський р-н", "Одеська обл.", Level.ABSENT, comparing.NOT_COMPARABLE),
        ("", "Київ", Level.ABSENT, comparing.ONE_SILENT),
        ("?", "", Level.ABSENT, comparing.BOTH_SILENT),
    ],
)
def test_every_relation_has_its_level_and_reason(
    left: str, right: str, level: Level, template: str
) -> None:
    for one, other in ((left, right), (right, left)):
        found = compare_places(place(one), place(other))
        assert (found.level, found.why.template) == (level, template)


@given(st.one_of(st.text(max_size=40), st.text("Полтавськ обл.р-н,м с", max_size=25)))
def test_any_text_is_a_place_or_none_and_the_same_as_itself(text: str) -> None:
    found = place(text)
    level = compare_places(found, found).level
    assert level is (Level.ABSENT if found is None else Level.SAME)
