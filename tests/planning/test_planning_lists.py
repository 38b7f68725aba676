"""The list of record of any agreement: which way it is made, and when none is."""

from __future__ import annotations

import random
from datetime import date, timedelta

import planning_lists as made
import pytest
from test_planning_groups import ALL, TOGETHER, captive, pair, rule

from repatria.base.errors import ValueProblem
from repatria.planning import lists
from repatria.planning.groups_round import group_round
from repatria.planning.lists import DoubtfulAgreement, by_program, checker_of, make_round
from repatria.planning.round import next_round
from repatria.planning.scope import Anybody
from repatria.planning.shipped import shipped_names, shipped_terms
from repatria.planning.terms import Clause, Kind, Terms
from repatria.planning.terms_check import terms_doubts


def sound(*clauses: Clause) -> Terms:
    return made.replace(rule(*clauses), source="https://example.org/1")


@pytest.mark.parametrize("name", shipped_names())
def test_every_agreement_that_is_shipped_makes_a_list(name):
    terms = shipped_terms(name)
    on = (terms.dated or date(2025, 6, 1)) + timedelta(days=3)
    chance = random.Random(name)
    people = []
    for side, code in enumerate(terms.sides):
        for at in range(30):
            one = made.person(chance, at + side * 100, 1.0)
            captured = on - timedelta(days=chance.randint(1, 900))
            facts = {"side": code, "holder": terms.sides[1 - side], "captured": captured}
            people.append(made.replace(one, born=date(on.year - 30, 1, 1), **facts))
    signed = [one.key for one in terms_doubts(terms, people, on)]
    found = make_round(people, terms, on, made.numbers, signed=signed)
    assert set(found.reasons) == {person.code for person in people}
    assert all(found.listed)
    for room, codes in zip(terms.room, found.listed, strict=True):
        assert len(codes) <= room.seats


def test_a_sort_where_a_sort_can_and_the_program_where_not():
    people = [captive(f"a{at}", days=at, group="g") for at in range(4)]
    for terms, way in ((sound(ALL), next_round), (sound(ALL, TOGETHER), group_round)):
        found = make_round(people, terms, made.ON, made.numbers)
        assert found == way(people, terms, made.ON, made.numbers)


def test_large_registers_go_through_the_arrays_with_the_same_result(monkeypatch):
    chance = random.Random(5)
    people = [made.person(chance, at, 0.9) for at in range(60)]
    terms = sound(Clause(1, Kind.EQUAL, Anybody()))
    signed = [one.key for one in terms_doubts(terms, people, made.ON)]
    slow = make_round(people, terms, made.ON, made.numbers, {1: (3, 1)}, signed)
    monkeypatch.setattr(lists, "LARGE", 0)
    monkeypatch.setattr(lists, "next_round", lambda *_: pytest.fail("the reference was asked"))
    assert make_round(people, terms, made.ON, made.numbers, {1: (3, 1)}, signed) == slow


def test_no_list_from_a_doubtful_agreement_without_a_signed_choice():
    terms = sound(ALL, pair("a", "nobody"))
    people = [captive("a")]
    with pytest.raises(DoubtfulAgreement, match=r"clause 2.*not registered: nobody") as refused:
        make_round(people, terms, made.ON, made.numbers)
    doubts = refused.value.doubts
    assert [one.kind for one in doubts] == ["pair_unknown"]
    keys = [one.key for one in doubts]
    assert keys[0] in str(refused.value)
    found = make_round(people, terms, made.ON, made.numbers, signed=keys)
    assert found.listed == ((), ())


def test_a_signed_choice_for_another_doubt_does_not_help():
    with pytest.raises(DoubtfulAgreement):
        make_round(
            [captive("a")], sound(ALL, pair("a", "x")), made.ON, made.numbers, signed=["0" * 16]
        )


def test_caps_that_cross_make_no_list_even_if_somebody_signs():
    one = Clause(3, Kind.AT_MOST, made.OfRank("colonel"), (1, 1))
    two = Clause(4, Kind.AT_MOST, made.YOUNG, (1, 1))
    terms = sound(ALL, one, two)
    signed = [each.key for each in terms_doubts(terms)]
    with pytest.raises(ValueProblem, match="crosses"):
        make_round([captive("a")], terms, made.ON, made.numbers, signed=signed)


def test_which_checker_looks_at_it():
    assert not by_program(rule(ALL))
    assert checker_of(rule(ALL)) == "check_list.py"
    assert checker_of(rule(ALL, TOGETHER)) == "check_groups.py"
    assert checker_of(shipped_terms("dix-hill-1862")) == "check_groups.py"
