"""Units in levels, with the reason why they may be one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.names import units_comparing as comparing
from repatria.names.levels import Level
from repatria.names.units import unit
from repatria.names.units_comparing import compare_units

CASES = [
    ("36 окр. бригада морської піхоти", "36th Marine Brigade", Level.SAME, comparing.SAME_UNIT),
    ("36 бригада", "36 ОБрМП", Level.SAME, comparing.SAME_UNIT),
    ("в/ч А1234", "A 1234", Level.SAME, comparing.SAME_CODE),
    ("полк «Січ»", 'полк "Січ"', Level.SAME, comparing.SAME_NAME),
    ("1 бат. 36 ОБрМП", "3 бат. 36 ОБрМП", Level.NEAR, comparing.OTHER_PART),
    ("36 ОМБр", "36 ОБрМП", Level.NEAR, comparing.BRANCH),
    ("36 полк морської піхоти", "36 ОБрМП", Level.NEAR, comparing.KIND),
    ("35 ОБрМП", "36 ОБрМП", Level.NEAR, comparing.NUMBER),
    ("63 ОБрМП", "36 ОБрМП", Level.NEAR, comparing.NUMBER),
    ("в/ч А1234", "в/ч А1235", Level.NEAR, comparing.CODE_SLIP),
    ("в/ч А1234", "в/ч А5678", Level.CONTRADICTED, comparing.DIFFERENT),
    ("92 ОМБр", "36 ОБрМП", Level.CONTRADICTED, comparing.DIFFERENT),
    ("1 рота", "2 рота", Level.CONTRADICTED, comparing.DIFFERENT),
    ("501 батальйон", "36 ОБрМП", Level.ABSENT, comparing.OF_OTHER_SIZE),
    ("кухня", "36 ОБрМП", Level.ABSENT, comparing.UNREAD),
    ("", "36 ОБрМП", Level.ABSENT, comparing.ONE_SILENT),
    ("", "", Level.ABSENT, comparing.BOTH_SILENT),
]


@pytest.mark.parametrize(("left", "right", "level", "template"), CASES)
def test_every_relation_has_its_level_and_reason(
    left: str, right: str, level: Level, template: str
) -> None:
    for one, other in ((left, right), (right, left)):
        found = compare_units(unit(one), unit(other))
        assert (found.level, found.why.template) == (level, template)
        assert str(found.why)


texts = st.sampled_from(sorted({text for left, right, *_ in CASES for text in (left, right)}))


@given(texts, texts)
def test_comparing_is_symmetric(left: str, right: str) -> None:
    one, other = compare_units(unit(left), unit(right)), compare_units(unit(right), unit(left))
    assert one.level is other.level


@given(texts)
def test_a_unit_is_the_same_as_itself(text: str) -> None:
    level = compare_units(unit(text), unit(text)).level
    assert level is (Level.SAME if text else Level.ABSENT)


def test_names_without_letters_are_no_common_name():
    assert compare_units(unit("«7»"), unit("«8»")).level is Level.ABSENT
