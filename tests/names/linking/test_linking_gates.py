"""Brothers, twins, father and son, namesakes: held back whatever they weigh; one man is not."""

from __future__ import annotations

import pytest
from linking_lists import of_levels

from repatria.names.linking.fields import FIELDS
from repatria.names.linking.gates import GATES, gate_sql, level_case

SERHII = {"name": "Коваленко Сергій Олександрович", "birth": "14.06.1987"}
"""Alike in all else, as brothers of one unit are."""
ELSE = {"birthplace": "м. Харків", "unit": "А1234", "rank": "солдат", "sex": "ч"}
FAMILY, TWINS, FATHER, BIRTH = (gate.code for gate in GATES)
HELD = {
    "brothers": (SERHII, {"name": "Коваленко Андрій Олександрович", "birth": "02.02.1990"}, FAMILY),
    "brothers, one without a birth date": (
        SERHII, {"name": "Коваленко Андрій Олександрович"}, FAMILY,
    ),
    "brothers in two scripts": (
        SERHII, {"name": "Kovalenko Andrii Oleksandrovych", "birth": "1990"}, FAMILY,
    ),
    "brothers in their initials": (
        SERHII, {"name": "Коваленко А. О.", "birth": "02.02.1990"}, FAMILY,
    ),
    "twins": (SERHII, SERHII | {"name": "Коваленко Андрей Александрович"}, TWINS),
    "twins, of one of whom the patronymic is not told": (
        SERHII, SERHII | {"name": "Андрей Коваленко"}, TWINS,
    ),
    "a brother and a sister born on one day": (
        SERHII, SERHII | {"name": "Коваленко Олександра Олександрівна", "sex": "ж"}, TWINS,
    ),
    "father and son of one given name": (
        {"name": "Іваненко Петро Іванович", "birth": "1960"},
        {"name": "Іваненко Петро Петрович", "birth": "1987"},
        FATHER,
    ),
    "father and son without birth dates": (
        {"name": "Іваненко Петро Іванович"}, {"name": "Іваненко Петро Петрович"}, FATHER,
    ),
    "cousins": (
        {"name": "Іваненко Петро Сергійович"},
        {"name": "Іваненко Петро Олександрович", "birth": "1987"},
        FATHER,
    ),
    "father and son": (
        {"name": "Іваненко Іван Петрович", "birth": "14.06.1987"},
        {"name": "Іваненко Петро", "birth": "1960"},
        FAMILY,
    ),
    "namesakes": (SERHII, SERHII | {"birth": "03.11.1965"}, BIRTH),
    "namesakes of neighbouring years, one told by the year": (SERHII, SERHII | {"birth": "1989"},
        BIRTH),
    "namesakes in two scripts": (
        SERHII, {"name": "Kovalenko Serhii", "birth": "03.11.1965"}, BIRTH,
    ),
}  # fmt: skip
OPEN = {
    "the same": (SERHII, SERHII),
    "the patronymic left out": (SERHII, SERHII | {"name": "Коваленко Сергій"}),
    "the birth date left out": (SERHII, {"name": SERHII["name"]}),
    "in Russian": (SERHII, SERHII | {"name": "Коваленко Сергей Александрович"}),
    "in Latin letters": (SERHII, SERHII | {"name": "KOVALENKO Serhii"}),
    "initials": (SERHII, SERHII | {"name": "Коваленко С. О."}),
    "the genitive": (SERHII, SERHII | {"name": "Коваленка Сергія Олександровича"}),
    "day and month changed round": (
        {"name": "Бойко Іван", "birth": "03.11.1965"},
        {"name": "Бойко Іван", "birth": "11.03.1965"},
    ),
    "the first of January": (SERHII, SERHII | {"birth": "01.01.1987"}),
    "the year alone": (SERHII, SERHII | {"birth": "1987"}),
    "another father's name on the same day": (
        SERHII, SERHII | {"name": "Коваленко Сергій Петрович"},
    ),
    "another surname: married": (
        {"name": "Бойко Ганна Ільївна", "birth": "14.06.1987"},
        {"name": "Шевчук Анна Ильинична", "birth": "14.06.1987"},
    ),
    "another given name and surname, the same day": (
        SERHII, SERHII | {"name": "Бойко Андрій"},
    ),
}  # fmt: skip


def gates_of(pairs):
    """The gate that holds each pair back, or `None`."""
    return of_levels(pairs, gate_sql())


@pytest.fixture(scope="module")
def held():
    pairs = [(ELSE | one, ELSE | other) for one, other, _ in HELD.values()]
    return dict(zip(HELD, gates_of(pairs), strict=True))


@pytest.mark.parametrize("kind", HELD)
def test_two_people_are_held_back_with_the_reason(held, kind):
    assert held[kind] == HELD[kind][2]


def test_it_is_one_which_of_the_two_stands_first(held):
    turned = gates_of([(ELSE | other, ELSE | one) for one, other, _ in HELD.values()])
    assert turned == list(held.values())


def test_what_can_be_one_person_passes():
    gates = gates_of([(ELSE | one, ELSE | other) for one, other in OPEN.values()])
    assert {kind: gate for kind, gate in zip(OPEN, gates, strict=True) if gate} == {}


def test_a_serial_number_that_agrees_opens_every_gate_and_no_other_does():
    pairs = [(one, other) for one, other, _ in HELD.values()]
    one, same, near = ({"serial": number} for number in ("АА-123456", "AA 123456", "АА-123457"))
    assert gates_of([(a | one, b | same) for a, b in pairs]) == [None] * len(pairs)
    assert gates_of([(a | one, b | near) for a, b in pairs]) == [
        gate for _, _, gate in HELD.values()
    ]


def test_every_gate_has_a_code_and_a_sentence_of_its_own():
    assert len({gate.code for gate in GATES}) == len({gate.why for gate in GATES}) == len(GATES)
    assert all(gate.why.endswith(".") for gate in GATES)
    assert all(f"then '{gate.code}'" in gate_sql() for gate in GATES)
    assert {code for _, _, code in HELD.values()} == {gate.code for gate in GATES}


def test_levels_and_the_numbers_of_rules_are_of_the_same_questions():
    pairs = [(ELSE | one, other) for one, other, *_ in (*HELD.values(), *OPEN.values())]
    for field in FIELDS:
        levels, numbers = (
            of_levels(pairs, level_case(field, codes=codes)) for codes in (False, True)
        )
        assert [field.rules[number].level for number in numbers] == levels
