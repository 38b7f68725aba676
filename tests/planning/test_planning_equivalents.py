"""Tables of equivalents: sums, ranks without a value, and which sums people can make."""

from __future__ import annotations

import random
from itertools import product

import planning_lists as made
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from test_planning_groups import captive, rule, run

from repatria.base.errors import ValueProblem
from repatria.planning.equivalents import MOST, largest, unit_of, value_of
from repatria.planning.facts import Medical
from repatria.planning.groups_sums import meet
from repatria.planning.reasons import Reason
from repatria.planning.scope import Anybody
from repatria.planning.shipped import shipped_terms
from repatria.planning.terms import Clause, Kind, Room

SCALE = {"private": 1, "sergeant": 2, "captain": 6, "colonel": 15}


def table(values=SCALE, number: int = 1) -> Clause:
    return Clause(number, Kind.TABLE, Anybody(), table=values)


def ranked(side: int, *ranks: str, **facts):
    letter = "ab"[side]
    return [
        captive(f"{letter}{at}", side, 900 - at, rank=rank, **facts)
        for at, rank in enumerate(ranks)
    ]


def test_a_captain_for_six_privates():
    people = [*ranked(0, "captain"), *ranked(1, *["private"] * 7)]
    made_round = run(people, rule(table()))
    assert [len(codes) for codes in made_round.listed] == [1, 6]
    assert made_round.counted == {1: (1, 6)}
    assert made_round.reasons["b6"] is Reason.CLASS_UNMATCHED


def test_the_sum_must_be_met_within_the_seats():
    people = [*ranked(0, "captain", "private"), *ranked(1, *["private"] * 7)]
    made_round = run(people, rule(table(), other=Room(seats=5)))
    assert made_round.listed == (("a1",), ("b0",))
    assert made_round.reasons["a0"] is Reason.CLASS_UNMATCHED


def test_whoever_stands_before_keeps_the_seats_that_are_needed_for_them():
    """b0 stands before b1 and b2, but with one private among three seats no sum of six is made."""
    people = [
        captive("a", 0, 900, rank="captain"),
        captive("b0", 1, 800, rank="private"),
        captive("b1", 1, 700, rank="sergeant"),
        captive("b2", 1, 600, rank="sergeant"),
        captive("b3", 1, 500, rank="sergeant"),
    ]
    made_round = run(people, rule(table(), other=Room(seats=3)))
    assert made_round.listed == (("a",), ("b1", "b2", "b3"))
    assert made_round.reasons["b0"] is Reason.ROUND_FULL


def test_a_rank_that_the_table_lacks_cannot_be_exchanged():
    people = [*ranked(0, "admiral", "private"), *ranked(1, "private", "private")]
    made_round = run(people, rule(table()))
    assert made_round.reasons["a0"] is Reason.CLASS_UNMATCHED
    assert made_round.listed == (("a1",), ("b0",))


def test_article_109_stands_outside_the_sums():
    people = [
        *ranked(0, "colonel", medical=Medical.SERIOUSLY_WOUNDED, medical_confirmed=True),
        *ranked(1, "private"),
    ]
    made_round = run(people, rule(table()))
    assert made_round.listed == (("a0",), ())
    assert made_round.counted == {1: (0, 0)}


def test_two_tables_are_two_sums():
    people = [*ranked(0, "sergeant", "private"), *ranked(1, "private", "private")]
    terms = rule(
        Clause(1, Kind.TABLE, made.OfRank("sergeant"), table={"sergeant": 2}),
        table({"private": 1}, 2),
    )
    assert run(people, terms).listed == (("a1",), ("b0",))


def test_dix_hill_makes_a_list_with_equal_sums():
    terms = shipped_terms("dix-hill-1862")
    chance = random.Random(1862)
    scale = terms.clauses[0].table
    people = []
    for side, code in enumerate(terms.sides):
        for at in range(60):
            one = captive(f"{'ab'[side]}{at:02}", side, chance.randint(1, 400))
            rank = chance.choice(sorted(scale))
            other = terms.sides[1 - side]
            people.append(made.replace(one, side=code, holder=other, rank=rank))
    made_round = run(people, terms)
    register = {person.code: person for person in people}
    sums = [sum(scale[register[code].rank] for code in codes) for codes in made_round.listed]
    assert sums[0] == sums[1] > 0
    assert set(made_round.reasons) == set(register)


def test_values_count_in_the_unit_of_the_table():
    clause = table({"private": 4, "captain": 24})
    assert (unit_of(clause), value_of(clause, "captain"), largest(clause)) == (4, 6, 6)
    assert value_of(clause, "admiral") is None
    assert largest(Clause(1, Kind.EQUAL, Anybody())) == 1


@pytest.mark.parametrize("value", [0, -1, MOST + 1])
def test_values_that_cannot_be_summed_are_refused(value):
    with pytest.raises(ValueProblem, match="needs values from one"):
        run([captive("a", rank="private")], rule(table({"private": 1, "colonel": value})))


AVAILABLE = st.dictionaries(st.integers(1, 7), st.integers(0, 3), max_size=3)


@settings(max_examples=200, deadline=None)
@given(AVAILABLE, AVAILABLE, st.integers(0, 20), st.integers(0, 5), st.integers(0, 5))
@example({5: 3}, {1: 3, 7: 1}, 2, 5, 2)
@example({1: 3, 7: 1}, {}, 3, 2, 5)
def test_the_sums_that_can_be_met(behind, ahead, lack, seats, others):
    """Against every way to choose."""

    def ways(values, places):
        for chosen in product(*(range(number + 1) for number in values.values())):
            if sum(chosen) <= places:
                total = sum(v * n for v, n in zip(values, chosen, strict=True))
                yield total, sum(chosen)

    right = min(
        (
            n + m
            for total, n in ways(behind, seats)
            for other, m in ways(ahead, others)
            if total == other + lack
        ),
        default=None,
    )
    found = meet(behind, ahead, lack, (seats, others))
    assert (found is None) == (right is None)
    if found is not None:
        one, two = found
        sums = [sum(value * number for value, number in each.items()) for each in found]
        assert sums[0] == sums[1] + lack
        assert sum(one.values()) + sum(two.values()) == right
        assert all(number <= behind[value] for value, number in one.items())
        assert all(number <= ahead[value] for value, number in two.items())
