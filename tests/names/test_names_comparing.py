"""Two names held against each other: the best pair of readings, and the verdict on each part."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.names.comparing import STRENGTH, best_pair, compare_names, compare_records
from repatria.names.levels import AGREEING, Level
from repatria.names.model import Name, Order, PartKind, Reading, Sex
from repatria.names.part_levels import part_level
from repatria.names.reading import read
from repatria.names.records import record

FIRST, LAST = Order


def levels(left: str, right: str, order: Order = FIRST, other: Order = FIRST) -> str:
    found = compare_names(read(left, order), read(right, other))
    return " ".join(verdict.level.value for verdict in found[:3])


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Олександр Бойко", "Олександра Бойко"),
        ("Іван Петренко", "Іван Петрунько"),
        ("Іван Сергійович Бойко", "Іван Олександрович Бойко"),
        ("Микола Шевчук", "Михайло Шевчук"),
    ],
)
def test_two_people_are_contradicted(left: str, right: str) -> None:
    assert "contradicted" in levels(left, right, LAST, LAST)


@pytest.mark.parametrize(
    ("left", "order", "right", "other"),
    [
        ("Євген Григоренко", LAST, "Evgeny Grigorenko", LAST),
        ("Oleksii Zhukov", LAST, "Aleksey Zhukov", LAST),
        ("Ганна Ільївна", LAST, "Анна Ильинична", LAST),
        ("Шевчук М. І.", FIRST, "Микола Іванович Шевчук", LAST),
        ("Чорного Андрія Петровича", FIRST, "Андрій Чорний", LAST),
        ("Ковальова Олександра", FIRST, "Ковальов Олександр", FIRST),
        ("Ковальова Олександра", FIRST, "Ковалева Александра Ивановна", FIRST),
        ("Коваленко С. О.", FIRST, "Serhii Kovalenko", LAST),
    ],
)
def test_one_person_written_differently_is_compatible(
    left: str, order: Order, right: str, other: Order
) -> None:
    assert "contradicted" not in levels(left, right, order, other)
    assert "contradicted" not in levels(right, left, other, order)


def test_absent_and_contradicted_are_told_apart() -> None:
    assert levels("Бойко Іван", "Бойко Іван Петрович") == "same same absent"
    assert levels("Бойко Іван Ілліч", "Бойко Іван Петрович") == "same same contradicted"


NAMES = [
    "Ковальова Олександра",
    "Ковальов Олександр Сергійович",
    "Ковальова Олександра Сергійовича",
    "Бойко О. С.",
    "Бойка Олександра",
    "Kovalov Oleksandr",
    "Петренко-Бойко Іван Ілліч",
    "Сова Валентина Іванівна",
]
names = st.sampled_from([read(name, order) for name in NAMES for order in Order])


@given(names, names)
def test_comparing_is_symmetric_in_levels(left: Name, right: Name) -> None:
    one, other = compare_names(left, right), compare_names(right, left)
    assert [verdict.level for verdict in one] == [verdict.level for verdict in other]


@given(names, names)
def test_no_pair_of_readings_has_fewer_contradictions_or_agrees_in_more(
    left: Name, right: Name
) -> None:
    def worth(pair: tuple[Reading, Reading]) -> tuple[int, int, int]:
        one, other = pair
        found = [part_level(one.part(kind), other.part(kind)) for kind in PartKind]
        sexes = {one.sex, other.sex} == {Sex.MALE, Sex.FEMALE}
        return (
            -found.count(Level.CONTRADICTED) - sexes,
            sum(level in AGREEING for level in found),
            sum(STRENGTH[level] for level in found),
        )

    best = worth(best_pair(left, right))
    assert best == max(worth((one, other)) for one in left.readings for other in right.readings)


@given(names)
def test_a_name_agrees_with_itself(name: Name) -> None:
    assert {verdict.level for verdict in compare_names(name, name)} <= {
        Level.SAME,
        Level.INITIAL,
        Level.ABSENT,
    }


def test_records_are_compared_field_by_field() -> None:
    left = record(
        read("Бойко Іван Петрович", FIRST),
        birth="14.06.1987",
        birthplace="м. Полтава",
        unit_text="36 ОБрМП",
        rank_text="ст. солдат",
        serial="АА-123456",
        call_sign="«Сокіл»",
    )
    right = record(
        read("Ivan Boiko", LAST),
        birth="1987",
        sex="m",
        birthplace="Poltava",
        unit_text="92 омбр",
        rank_text="сержант",
    )
    found = {verdict.field: verdict.level for verdict in compare_records(left, right)}
    assert found == {
        "surname": Level.VARIANT,
        "given": Level.VARIANT,
        "patronymic": Level.ABSENT,
        "birth": Level.NEAR,
        "sex": Level.SAME,
        "birthplace": Level.SPELLING,
        "unit": Level.CONTRADICTED,
        "rank": Level.CONTRADICTED,
        "serial": Level.ABSENT,
        "call sign": Level.ABSENT,
    }
