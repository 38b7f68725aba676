"""Every rule of blocking finds the pair that it is there for, and no rule finds strangers."""

from __future__ import annotations

import pytest
from linking_lists import of_pairs

from repatria.names.linking.blocking import RULES
from repatria.names.linking.columns import SCHEMA

ONE = {"name": "Коваленко Сергій Олександрович", "birth": "14.06.1987", "serial": "АА-123456"}
PAIRS = {
    "serial number": (ONE, {"name": "Бойко Іван", "serial": "AA123456"}),
    "birth": (ONE, {"name": "Boiko Sergey", "birth": "1987-06-14"}),
    "surname and given name": (ONE, {"name": "Kovalenko Sergey", "birth": "02.02.1965"}),
    "surname and patronymic": (
        ONE, {"name": "Коваленко Андрей Александрович", "birth": "02.02.1990"},
    ),
    "surname and year": (ONE, {"name": "Коваленко Андрій", "birth": "02.02.1987"}),
    "given name, patronymic, year": (
        ONE, {"name": "Кравчук Сергей Александрович", "birth": "1987"},
    ),
    "surname, little else told": (ONE, {"name": "Коваленка С. П."}),
    "names changed round in the second": (ONE, {"name": "Сергій Коваленко", "birth": "1987"}),
    "names changed round in the first": (
        {"name": "Микола Шевчук", "birth": "02.02.1965"},
        {"name": "Shevchuk Nikolai", "birth": "1965"},
    ),
}  # fmt: skip
STRANGERS = (ONE, {"name": "Шевчук Микола Іванович", "birth": "02.02.1990", "serial": "ВВ-777777"})


def blocked(pairs):
    """Of each pair the rules that hold."""
    by_rule = {name: of_pairs(pairs, f"coalesce({rule}, false)") for name, rule in RULES.items()}
    return [{name for name in RULES if by_rule[name][at]} for at in range(len(pairs))]


@pytest.fixture(scope="module")
def found():
    return dict(zip(PAIRS, blocked(list(PAIRS.values())), strict=True))


@pytest.mark.parametrize("rule", RULES)
def test_the_rule_finds_its_pair(found, rule):
    assert rule in found[rule]


def test_without_the_rule_the_pair_would_be_lost(found):
    assert {rule: others for rule, held in found.items() if (others := held - {rule})} == {}


def test_strangers_are_not_weighed():
    assert blocked([STRANGERS]) == [set()]


def test_on_one_day_who_has_nothing_of_the_name_in_common_is_not_weighed():
    stranger = {"name": "Шевчук Микола", "birth": "14.06.1987"}
    assert blocked([(ONE, stranger)]) == [set()]
    place = {"birthplace": "м. Полтава"}
    assert blocked([(ONE | place, stranger | place)]) == [{"birth"}]


def test_what_nobody_says_joins_nobody():
    assert blocked([({}, {}), ({"unit": "А1234"}, {"unit": "А1234"}), ({"name": "Б"}, {})]) == [
        set(), set(), set(),
    ]  # fmt: skip


def test_rules_join_on_columns_that_there_are_and_on_equality_first():
    """A database can hash what begins with an equality of two columns of its own."""
    for rule in RULES.values():
        left, right = rule.split(" and ")[0].split(" = ")
        assert left.removeprefix("l.") in SCHEMA.names
        assert right.removeprefix("r.") in SCHEMA.names
