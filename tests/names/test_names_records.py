"""Rows made ready for comparing."""

from __future__ import annotations

import pytest

from repatria.base.errors import ValueProblem
from repatria.names.model import Name, Order, Reading, Script, Sex
from repatria.names.records import Record, record, sex_of


def named(*sexes: Sex, rank: str = "", call_sign: str = "") -> Name:
    readings = tuple(Reading(None, None, None, sex) for sex in sexes)
    return Name("x", Script.NONE, Order.SURNAME_FIRST, readings, call_sign=call_sign, rank=rank)


def test_what_a_row_does_not_say_is_empty() -> None:
    name = named(Sex.UNKNOWN)
    assert record(name) == Record(name)


def test_the_sex_of_the_name_counts_where_the_row_says_none() -> None:
    assert record(named(Sex.FEMALE)).sex is Sex.FEMALE
    assert record(named(Sex.FEMALE), sex="ч").sex is Sex.MALE
    assert record(named(Sex.FEMALE, Sex.MALE)).sex is Sex.UNKNOWN
    assert sex_of(named(Sex.MALE, Sex.MALE)) is Sex.MALE


def test_rank_and_call_sign_inside_the_name_count_where_the_row_has_none() -> None:
    name = named(Sex.MALE, rank="ст. солдат", call_sign="«Сокіл»")
    found = record(name)
    assert found.rank is not None
    assert (found.rank.text, found.call_sign) == ("ст. солдат", "сокіл")
    other = record(name, rank_text="сержант", call_sign="Беркут")
    assert other.rank is not None
    assert (other.rank.text, other.call_sign) == ("сержант", "беркут")


def test_bad_fields_are_refused() -> None:
    with pytest.raises(ValueProblem, match="no day 31"):
        record(named(Sex.MALE), birth="31.02.1987")
    with pytest.raises(ValueProblem, match="is not a sex"):
        record(named(Sex.MALE), sex="солдат")
