"""Contradictions between the two directions of an exchange."""

from __future__ import annotations

from typing import Any

import pytest

from builders import (
    MIDLAND,
    NORTH,
    NORTH_HQ,
    SOUTH,
    SOUTH_HQ,
    both,
    count,
    day,
    exchange,
    parity,
    parts,
    record,
)
from repatria.statements.claim import Claim
from repatria.statements.contradiction import Contradiction, ContradictionKind
from repatria.statements.counting import OUTSIDE
from repatria.statements.examine import examine
from repatria.statements.quantity import Interval
from repatria.statements.vocabulary import Category, Track, Unit

Kinds = ContradictionKind
POW, ALL = Category.POW, Category.LIVING


def found(*claims: Claim) -> list[Contradiction]:
    return list(examine(record(*claims, exchange(track=Track.LIVING))).contradictions)


def there(value: int | str, category: Category = ALL, **rest: Any) -> Claim:
    return count(value, NORTH_HQ, category=category, **rest)


def back(value: int | str, category: Category = ALL, **rest: Any) -> Claim:
    return count(value, SOUTH_HQ, category=category, giver=SOUTH, receiver=NORTH, **rest)


# Parity.


def test_parity_and_numbers_that_no_parity_allows() -> None:
    said = parity(MIDLAND, category=ALL)
    claims = there(100), back(84)
    (one,) = found(said, *claims)
    assert one.kind is Kinds.PARITY
    assert set(one.claims) == {said.id, *(claim.id for claim in claims)}
    assert len(one.legs) == 2
    assert one.reasons[0].get("gap") == 16


@pytest.mark.parametrize("numbers", [(100, 100), ("about 100", 95), ("more than 50", 84)])
def test_parity_and_numbers_that_allow_it(numbers: tuple[int | str, int | str]) -> None:
    assert found(parity(MIDLAND, category=ALL), there(numbers[0]), back(numbers[1])) == []


def test_parity_of_one_way_s_number_alone_is_open() -> None:
    assert found(parity(MIDLAND, category=ALL), there(100)) == []


def test_parity_of_a_part_is_held_against_the_part_alone() -> None:
    said = parity(MIDLAND, category=Category.WOUNDED)
    assert found(said, there(100), back(84)) == []
    wounded = there(20, Category.WOUNDED), back(15, Category.WOUNDED)
    assert [item.kind for item in found(said, there(100), back(84), *wounded)] == [Kinds.PARITY]


def test_parity_of_all_is_held_against_headlines_of_one_category() -> None:
    said = parity(MIDLAND, category=ALL)
    assert [item.kind for item in found(said, there(100, POW), back(84, POW))] == [Kinds.PARITY]
    assert found(said, there(100), back(84, POW)) == []


def test_parity_that_was_withdrawn_claims_nothing() -> None:
    said = parity(MIDLAND, category=ALL, withdrawn_on=day("2025-06-20"))
    assert found(said, there(100), back(84)) == []


def test_parity_of_people_and_of_containers_are_two_things() -> None:
    said = parity(MIDLAND, exchange="R")
    claims = (
        count(100, NORTH_HQ, exchange="R"),
        count(84, SOUTH_HQ, exchange="R", giver=SOUTH, receiver=NORTH, unit=Unit.CONTAINER),
    )
    items = examine(record(said, *claims, exchange("R"))).contradictions
    assert [item.kind for item in items] == []


# Both directions together.


def test_a_number_for_both_and_the_directions_apart() -> None:
    (one,) = found(both(168, MIDLAND, category=ALL), there(84), back(80))
    assert (one.kind, one.reasons[0].code) == (Kinds.TOTAL, "both_total")
    assert one.reasons[0].get("derived") == Interval(164, 164)
    assert found(both(168, MIDLAND, category=ALL), there(84), back(84)) == []


def test_a_number_that_fits_only_if_others_are_counted_in() -> None:
    divided = there(84, parts=(parts("category", pow=33, civilian=51),))
    (one,) = found(both(168, MIDLAND, category=POW), divided, back(84, POW))
    assert (one.kind, one.reasons[0].code) == (Kinds.CATEGORY, "both_category")
    assert one.reasons[0].get("derived") == Interval(117, 117)
    assert found(both(117, MIDLAND, category=POW), divided, back(84, POW)) == []


def test_a_division_that_was_withdrawn_divides_nothing() -> None:
    divided = there(
        84, parts=(parts("category", pow=33, civilian=51),), withdrawn_on=day("2025-06-20")
    )
    assert found(both(168, MIDLAND, category=POW), divided, there(84, POW), back(84, POW)) == []


def test_a_part_may_be_smaller_than_the_whole_and_not_larger() -> None:
    apart = there(84), back(84)
    assert found(both(10, MIDLAND, category=Category.CIVILIAN), *apart) == []
    (one,) = found(both(170, MIDLAND, category=Category.CIVILIAN), *apart)
    assert one.kind is Kinds.TOTAL


def test_other_units_and_classes_of_count_are_not_held_against_it() -> None:
    apart = there(84), back(84)
    outside = both(22, MIDLAND, category=ALL, counting=OUTSIDE)
    assert found(outside, *apart) == []
    assert found(both(168, MIDLAND, category=ALL), there(2, counting=OUTSIDE), *apart) == []


def test_one_direction_without_a_number_leaves_it_open() -> None:
    assert found(both(168, MIDLAND, category=ALL), there(84)) == []
    (one,) = found(both(168, MIDLAND, category=ALL), there(84), back("at least 90"))
    assert one.kind is Kinds.TOTAL
