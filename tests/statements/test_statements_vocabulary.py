from __future__ import annotations

import pytest

from repatria.statements.vocabulary import (
    COUNTED,
    MAIN_UNIT,
    TRACK,
    WIDER,
    Category,
    Track,
    Unit,
    ancestors,
)


@pytest.mark.parametrize("category", Category)
def test_every_category_is_part_of_one_whole_on_its_own_track(category: Category) -> None:
    chain = (category, *ancestors(category))
    assert len(set(chain)) == len(chain)
    assert chain[-1] in (Category.LIVING, Category.REMAINS)
    assert WIDER[chain[-1]] is None
    assert {TRACK[one] for one in chain} == {TRACK[category]}


def test_the_wounded_are_prisoners_and_civilians_are_not() -> None:
    assert ancestors(Category.WOUNDED) == (Category.POW, Category.LIVING)
    assert ancestors(Category.CIVILIAN) == (Category.LIVING,)
    assert ancestors(Category.REMAINS) == ()


def test_each_track_is_counted_in_a_unit_of_its_own() -> None:
    assert set(MAIN_UNIT) == set(Track)
    assert set(MAIN_UNIT.values()) <= COUNTED
    assert len(set(MAIN_UNIT.values())) == len(Track)


def test_exchanges_percents_and_months_are_not_handed_over() -> None:
    assert not COUNTED & {Unit.EXCHANGE, Unit.PERCENT, Unit.MONTH, Unit.LABORATORY}
