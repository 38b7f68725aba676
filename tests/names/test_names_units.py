"""Units read from every usual writing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.names.units import Formation, Unit, unit


def read(text: str) -> Unit:
    found = unit(text)
    assert found is not None
    return found


@pytest.mark.parametrize(
    "text",
    [
        "36 окр. бригада морської піхоти",
        "36-та окрема бригада морської піхоти",
        "36 отдельная бригада морской пехоты",
        "36 бригада МП",
        "36 ОБрМП",
        "36 обрмп",
        "36 ОМПБр",
        "36th Marine Brigade",
        "36th Separate Marine Brigade",
    ],
)
def test_one_brigade_in_every_writing(text: str) -> None:
    assert read(text).formations == (Formation("brigade", 36, "marine"),)


@pytest.mark.parametrize(
    ("text", "formation"),
    [
        ("12 мсп", Formation("regiment", 12, "motor rifle")),
        ("25 одшбр", Formation("brigade", 25, "air assault")),
        ("54 омбр", Formation("brigade", 54, "mechanized")),
        ("104 обТрО", Formation("battalion", 104, "territorial")),
        ("79 десантно-штурмова бригада", Formation("brigade", 79, "air assault")),
        ("3 штурмова бригада", Formation("brigade", 3, "assault")),
        ("1 тб", Formation("battalion", 1, "tank")),
        ("3-й полк", Formation("regiment", 3)),
        ("36 brigade", Formation("brigade", 36)),
    ],
)
def test_short_forms(text: str, formation: Formation) -> None:
    assert read(text).formations == (formation,)


@pytest.mark.parametrize("text", ["в/ч А0000", "А0000", "A 0000", "військова частина А0000"])
def test_a_code_is_read_in_either_script(text: str) -> None:
    assert read(text).code == "A0000"


def test_a_code_of_digits_alone() -> None:
    assert read("в/ч 12345").code == "12345"


def test_parts_of_one_unit_stand_from_small_to_large() -> None:
    found = read("54 омбр, 2 бат., 3 рота")
    assert [each.kind for each in found.formations] == ["company", "battalion", "brigade"]


def test_a_name_in_quotation_marks_is_kept() -> None:
    assert read("полк «Січ»").names == ("січ",)


@pytest.mark.parametrize("text", ["36", "тероборона", "невідомо"])
def test_a_number_alone_or_words_alone_are_not_understood(text: str) -> None:
    assert not read(text).understood


@given(st.integers(1, 9999), st.sampled_from(["бригада", "полк", "батальйон", "рота"]))
def test_every_number_is_kept(number: int, kind: str) -> None:
    (formation,) = read(f"{number} окрема {kind}").formations
    assert formation.number == number


@given(st.one_of(st.text(max_size=40), st.text("36ОоБбРрМмП -.А/вч1", max_size=20)))
def test_any_text_is_read(text: str) -> None:
    found = unit(text)
    assert (found is None) == (not text.strip())
