"""How many to ask: against every outcome in whole fractions, and against drawing lots."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repatria.base.errors import ValueProblem
from repatria.planning.how_many import EVEN, SURE, agreeing, chance_full, how_many, percent

TENTHS = st.integers(0, 10)


def enumerated(rates: list[Fraction], places: int, camps, camp_places) -> Fraction:
    """The chance of a full round, from every outcome."""
    total = Fraction(0)
    for outcome in product((0, 1), repeat=len(rates)):
        chance = Fraction(1)
        by_camp: dict = {}
        for said, rate, camp in zip(outcome, rates, camps, strict=True):
            chance *= rate if said else 1 - rate
            by_camp[camp] = by_camp.get(camp, 0) + said
        filled = sum(min(number, camp_places) for number in by_camp.values())
        if filled >= places:
            total += chance
    return total


@settings(max_examples=150)
@given(st.lists(st.tuples(TENTHS, st.sampled_from("abc")), max_size=8), st.integers(0, 6),
       st.sampled_from((None, 0, 1, 2, 3)))  # fmt: skip
def test_the_chance_is_that_of_all_outcomes(people, places: int, camp_places) -> None:
    rates = [Fraction(tenths, 10) for tenths, _ in people]
    camps = [camp for _, camp in people]
    most = len(people) if camp_places is None else camp_places
    exact = enumerated(rates, places, camps, most)
    found = chance_full([float(rate) for rate in rates], places, camps, camp_places)
    assert found == pytest.approx(float(exact), abs=1e-12)


@settings(max_examples=150)
@given(st.lists(st.integers(0, 20), max_size=30), st.integers(0, 8),
       st.sampled_from((EVEN, SURE)), st.sampled_from((None, 1, 3, 5)))  # fmt: skip
def test_the_number_is_the_least(twentieths, places: int, chance: float, each_camp) -> None:
    rates = [each / 20 for each in twentieths]
    camps = [at % 3 for at in range(len(rates))]
    found = how_many(rates, places, chance, camps, each_camp)
    reached = [
        chance_full(rates[:number], places, camps[:number], each_camp)
        for number in range(len(rates) + 1)
    ]
    enough = [number for number, each in enumerate(reached) if each >= chance]
    assert found.number == (enough[0] if enough else None)
    assert found.too_small is not bool(enough)
    assert found.reached == reached[-1 if found.number is None else found.number]


def test_the_distribution_is_the_binomial_where_rates_are_alike() -> None:
    found = agreeing([0.5] * 4, 3)
    assert found.tolist() == [1 / 16, 4 / 16, 6 / 16, 5 / 16]
    assert agreeing([0.3, 0.9], 0).tolist() == [1.0]


def test_the_rates_of_a_full_round_of_300() -> None:
    """At one half, 300 places want some 600 and more; drawing lots agrees with the chance."""
    chance = random.Random(5)
    rates = [chance.choice((0.3, 0.5, 0.7)) for _ in range(5000)]
    even, sure = (how_many(rates, 300, each) for each in (EVEN, SURE))
    assert even.number is not None
    assert sure.number is not None
    assert 550 < even.number < sure.number < 700
    full = 0
    for _ in range(2000):
        full += sum(chance.random() < rate for rate in rates[: sure.number]) >= 300
    assert 0.93 < full / 2000 < 0.97


def test_at_two_in_a_hundred_the_whole_register_is_too_small_and_it_is_said() -> None:
    found = how_many([0.01] * 20_000, 300, EVEN)
    assert found.too_small
    assert found.number is None
    assert "too small" in str(found.sentence)
    assert "20000" in str(found.sentence)
    enough = how_many([0.02] * 20_000, 300, SURE)
    assert not enough.too_small
    assert str(enough.number) in str(enough.sentence)


def test_a_camp_with_few_places_makes_it_more() -> None:
    rates, camps = [0.5] * 400, [("a" if at < 200 else "b") for at in range(400)]
    free = how_many(rates, 40, SURE)
    bound = how_many(rates, 40, SURE, camps, 30)
    assert free.number is not None
    assert bound.number is not None
    assert bound.number > 200 > free.number


def test_nothing_to_fill_is_full() -> None:
    assert how_many([], 0).number == 0
    assert how_many([0.5], 1, EVEN).number == 1
    assert how_many([], 1).too_small


def test_a_chance_is_rounded_down() -> None:
    assert percent(0.9999) == "99.9"
    assert percent(0.5) == "50.0"
    assert percent(0.0) == "0.0"


@pytest.mark.parametrize(
    ("rates", "chance"), [([1.1], SURE), ([-0.1], SURE), ([0.5], 1.0), ([0.5], 0.0)]
)
def test_what_is_no_chance_is_refused(rates, chance: float) -> None:
    with pytest.raises(ValueProblem):
        how_many(rates, 1, chance)
