"""Lists linked from end to end: noisy ones held against their truth, and people one by one."""

from __future__ import annotations

import pyarrow as pa
import pytest
from linking_lists import table_of

from repatria.names.linking import scoring
from repatria.names.linking.streams import unstream
from repatria.names.linking.weighing import THRESHOLD, shipped
from repatria.names.model import Order


def linked(*tables):
    """The pairs of at least the threshold, each with its gate."""
    work = scoring.job(tables, shipped(tables), THRESHOLD)
    found = pa.concat_tables(unstream(scoring.weigh(work, chunk)) for chunk in scoring.chunks(1))
    return found.to_pylist()


def proposed(*tables):
    return {(pair["first"], pair["second"]) for pair in linked(*tables) if pair["gate"] is None}


def pairs_of(*arrays):
    return set(zip(*(array.tolist() for array in arrays), strict=True))


@pytest.fixture(scope="module")
def found(tables):
    return proposed(*tables)


def test_of_noisy_lists_nearly_all_true_pairs_are_found_and_hardly_another(made, found):
    true = pairs_of(*made.pairs())
    assert len(true) > 700
    assert len(found & true) >= 0.96 * len(true)
    assert len(found - true) <= 0.005 * len(found)


def test_kin_and_namesakes_are_not_proposed(made, found):
    one, other, relations = made.kin_pairs()
    kin = pairs_of(one, other) - pairs_of(*made.pairs())
    assert len(kin) > 40
    assert len(set(relations)) >= 3
    assert kin & found == set()


def test_a_list_that_holds_people_twice_is_linked_with_itself(made, tables):
    first, second = tables[0].slice(2_200), tables[1]
    rows = pa.array(range(len(first) + len(second)), pa.int64())
    both = pa.concat_tables([first, second]).set_column(0, "row", rows).combine_chunks()
    start = {old: new for new, old in enumerate(first["row"].to_pylist())}
    true = {
        (start[one], len(first) + other)
        for one, other in pairs_of(*made.pairs())
        if one in start
    }  # fmt: skip
    there = proposed(both)
    assert len(there & true) >= 0.96 * len(true)
    assert len(there - true) <= 0.005 * len(there)
    assert all(one < other for one, other in there)


ONE_MAN = [
    ("Євген Григоренко", "Evgeny Grigorenko"),
    ("Олексій Жуков", "Aleksey Zhukov"),
    ("Oleksii Zhukov", "Aleksey Zhukov"),
    ("Ганна Ільївна Бойко", "Анна Ильинична Бойко"),
    ("Микола Іванович Шевчук", "М. І. Шевчук"),
    ("Сергій Олександрович Коваленко", "С. О. Коваленко"),
    ("Андрій Петрович Чорний", "Андрія Петровича Чорного"),
    ("Сергій Ткаченко", "Сергей Александрович Ткаченко"),
    ("Юрій Жолнерчик", "Yurii ZHOLNERCHYK"),
]
TWO = [
    ("Олександр Бойко", "Олександра Бойко"),
    ("Олег Петренко", "Ігор Петрунько"),
    ("Іван Сергійович Ткаченко", "Іван Олександрович Ткаченко"),
    ("Андрій Петрович Мельник", "Богдан Петрович Мельник"),
]


def table(names, **more):
    return table_of(*({"name": name} | more for name in names), order=Order.SURNAME_LAST)


@pytest.mark.parametrize("birth", ["{day}.06.{year}", "{year}"], ids=["day", "year"])
def test_one_man_written_in_two_ways_is_proposed(birth):
    one, other = (
        table_of(
            *(
                {"name": name, "birth": birth.format(day=10 + row, year=1960 + 4 * row)}
                for row, name in enumerate(side)
            ),
            order=Order.SURNAME_LAST,
        )
        for side in zip(*ONE_MAN, strict=True)
    )
    assert proposed(one, other) == {(row, row) for row in range(len(ONE_MAN))}


@pytest.mark.parametrize("day", ["02.02.1990", ""], ids=["another", "none"])
def test_two_people_are_not_whatever_else_they_share(day):
    one, two = zip(*TWO, strict=True)
    same = {"unit": "А1234", "birthplace": "м. Полтава", "rank": "солдат"}
    left, right = table(one, birth="14.06.1987", **same), table(two, birth=day, **same)
    assert proposed(left, right) == set()


def test_brothers_of_one_unit_are_told_with_the_reason():
    brothers = {"unit": "А1234", "birthplace": "м. Полтава", "rank": "солдат"}
    one = table(["Андрій Петрович Жолнерчик"], birth="14.06.1987", **brothers)
    two = table(["Богдан Петрович Жолнерчик"], birth="02.02.1990", **brothers)
    pair = scoring.weigh_one(scoring.job([one, two], shipped([one, two]), THRESHOLD), 0, 0)
    assert pair["gate"] == "another-person-of-the-family"


def test_a_father_and_his_son_in_one_list_are_two():
    family = table_of(
        {"name": "Іваненко Петро Іванович", "birth": "01.02.1961", "birthplace": "м. Полтава"},
        {"name": "Іваненко Іван Петрович", "birth": "14.06.1987", "birthplace": "м. Полтава"},
        {"name": "Іваненко Петро Петрович", "birth": "1989", "birthplace": "м. Полтава"},
    )
    assert proposed(family) == set()
