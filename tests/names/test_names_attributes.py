"""Sex, serial number and call sign read and compared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.base.errors import ValueProblem
from repatria.names.attributes import (
    clean_call_sign,
    clean_serial,
    compare_call_signs,
    compare_serials,
    compare_sexes,
    read_sex,
)
from repatria.names.levels import Level
from repatria.names.model import Sex


@pytest.mark.parametrize(
    ("text", "sex"),
    [
        *((word, Sex.MALE) for word in ("ч", "чол.", "Чоловіча", "м", "муж", "male", "M")),
        *((word, Sex.FEMALE) for word in ("ж", "жін.", "Жіноча", "женский", "F")),
        *((word, Sex.UNKNOWN) for word in ("", "?", "невідомо")),
    ],
)
def test_a_sex_is_read_in_three_languages(text: str, sex: Sex) -> None:
    assert read_sex(text) is sex


def test_what_is_no_sex_is_refused() -> None:
    with pytest.raises(ValueProblem, match="солдат"):
        read_sex("солдат")


def test_sexes_in_levels() -> None:
    assert compare_sexes(Sex.MALE, Sex.MALE).level is Level.SAME
    assert compare_sexes(Sex.MALE, Sex.UNKNOWN).level is Level.ABSENT
    assert compare_sexes(Sex.MALE, Sex.FEMALE).level is Level.CONTRADICTED


def test_a_sex_that_only_a_name_tells_is_said_to_be_of_the_name() -> None:
    for left in (Sex.MALE, Sex.FEMALE):
        for right in (Sex.MALE, Sex.FEMALE):
            sentences = set()
            plain = compare_sexes(left, right)
            for of_left in (False, True):
                for of_right in (False, True):
                    found = compare_sexes(left, right, left_of_name=of_left, right_of_name=of_right)
                    assert found.level is plain.level, "how it is known changes no level"
                    sentences.add(found.why.template)
                    assert ("name" in found.why.template) == (of_left or of_right)
            assert len(sentences) >= 3
    one = compare_sexes(Sex.MALE, Sex.UNKNOWN, left_of_name=True)
    assert one == compare_sexes(Sex.UNKNOWN, Sex.UNKNOWN)


@pytest.mark.parametrize("text", ["АА-123456", "aa 123 456", "AА123456", "аа№ 123456"])
def test_a_serial_number_is_cleaned_of_signs_and_scripts(text: str) -> None:
    assert clean_serial(text.replace("№", "")) == "AA123456"


@pytest.mark.parametrize(
    ("left", "right", "level"),
    [
        ("AA123456", "AA123456", Level.SAME),
        ("AA123456", "AA123457", Level.NEAR),
        ("AA123456", "AA12346", Level.NEAR),
        ("AA123456", "AA123465", Level.NEAR),
        ("AA123456", "AB123457", Level.CONTRADICTED),
        ("AA123456", "", Level.ABSENT),
        ("", "", Level.ABSENT),
    ],
)
def test_serial_numbers_in_levels(left: str, right: str, level: Level) -> None:
    assert compare_serials(left, right).level is level
    assert compare_serials(right, left).level is level


@pytest.mark.parametrize(
    ("left", "right", "level"),
    [
        ("«Сокіл»", "сокіл", Level.SAME),
        ("позивний Сокіл", '"Сокіл"', Level.SAME),
        ("Сокіл", "Sokil", Level.SPELLING),
        ("Сокіл", "Беркут", Level.CONTRADICTED),
        ("Сокіл", "", Level.ABSENT),
    ],
)
def test_call_signs_in_levels(left: str, right: str, level: Level) -> None:
    assert compare_call_signs(clean_call_sign(left), clean_call_sign(right)).level is level


@given(st.text(max_size=20))
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean_serial(clean_serial(text)) == clean_serial(text)
    assert clean_call_sign(clean_call_sign(text)) == clean_call_sign(text)
