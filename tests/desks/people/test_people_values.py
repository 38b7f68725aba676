"""Values read for comparing, and when two of them agree."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.desks.accounts.rights import FieldClass
from repatria.desks.people.choosing import Said
from repatria.desks.people.fields import (
    ARTICLE_17,
    ARTICLE_122,
    CLASSES,
    FIELDS,
    UnknownField,
    field,
)
from repatria.desks.people.values import agreement, fullness, read_value, span_of


def agree(key: str, one: str, other: str) -> bool:
    left, right = (
        Said(at, value, read_value(key, value), str(at)) for at, value in enumerate((one, other))
    )
    found = agreement(key)(left, right)
    assert agreement(key)(right, left) is found
    return found


@pytest.mark.parametrize(
    ("key", "value", "read"),
    [
        ("birth", "14.06.1987", "1987-06-14"),
        ("birth", "1987", "1987-01-01/1987-12-31"),
        ("birth", "31.02.1987", ""),
        ("birth", "31942", ""),
        ("birth", "невідомо", ""),
        ("sex", "чоловіча", "male"),
        ("sex", "male", "male"),
        ("category", "Військовослужбовець", "soldier"),
        ("category", "гражданский", "civilian"),
        ("category", "cook", ""),
        ("serial", "аа-123 456", "AA123456"),
        ("state", "captive", "captive"),
        ("state", "fine", ""),
        ("branch", "  Морська   Піхота ", "морська піхота"),
    ],
)
def test_values_are_read(key: str, value: str, read: str) -> None:
    assert read_value(key, value) == read


@pytest.mark.parametrize(
    ("key", "one", "other"),
    [
        ("surname", "Шевченко", "Shevchenko"),
        ("given", "Микола", "Николай"),
        ("given", "Тарас", "Т."),
        ("patronymic", "Григорович", "Григорьевич"),
        ("father", "Микола", "Николай"),
        ("mother", "Коваль", "Koval"),
        ("name", "Шевченко Тарас", "Шевченко Тарас Григорович"),
        ("birth", "14.06.1987", "1987"),
        ("serial", "АА 123456", "aa-123456"),
        ("birthplace", "м. Полтава", "Полтава"),
        ("sex", "ч", "male"),
    ],
)
def test_two_ways_of_writing_one_value_agree(key: str, one: str, other: str) -> None:
    assert agree(key, one, other)


@pytest.mark.parametrize(
    ("key", "one", "other"),
    [
        ("surname", "Шевченко", "Бондаренко"),
        ("patronymic", "Іванович", "Петрович"),
        ("name", "Шевченко Тарас Іванович", "Шевченко Тарас Петрович"),
        ("birth", "14.06.1987", "15.06.1987"),
        ("birth", "1987", "1988"),
        ("serial", "AA123456", "AA123457"),
        ("sex", "ч", "ж"),
        ("birth", "31.02.1987", "1987"),
    ],
)
def test_two_values_disagree(key: str, one: str, other: str) -> None:
    assert not agree(key, one, other)


def test_values_that_cannot_be_read_agree_only_where_they_are_written_alike() -> None:
    assert agree("birth", "31.02.1987", " 31.02.1987")
    assert not agree("birth", "31.02.1987", "30.02.1987")


def test_a_day_says_more_than_its_year() -> None:
    assert fullness("birth", "1987-06-14") > fullness("birth", "1987-01-01/1987-12-31")


@given(st.sampled_from(sorted(FIELDS)), st.text(max_size=60))
def test_any_text_is_read_or_not_and_never_fails(key: str, text: str) -> None:
    read = read_value(key, text)
    assert len(read) <= 1000
    if FIELDS[key].choices:
        assert read in {"", *FIELDS[key].choices}
    if key == "birth" and read:
        span = span_of(read)
        assert span is not None
        assert span[0] <= span[1]
    said = Said(1, text, read, "x")
    agreement(key)(said, Said(2, "Шевченко", read_value(key, "Шевченко"), "y"))


def test_the_vocabulary_is_closed() -> None:
    with pytest.raises(UnknownField):
        field("value in exchange")
    assert set(ARTICLE_17) == {"surname", "given", "birth", "rank", "serial"}
    assert {"father", "mother", "kin", "letters_to"} <= set(ARTICLE_122) <= set(FIELDS)
    assert all(len(key) <= 16 for key in FIELDS)
    assert {
        FieldClass.IDENTITY,
        FieldClass.STATUS,
        FieldClass.PLACE,
        FieldClass.MEDICAL,
        FieldClass.FAMILY,
    } == CLASSES
