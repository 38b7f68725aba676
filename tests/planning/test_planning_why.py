"""Reasons, and what would change them, against solving the changed round from the start."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace

import planning_brute as brute
import planning_lists as made
import pytest

from repatria.base.errors import ValueProblem
from repatria.planning.facts import Held, Medical, Person
from repatria.planning.reasons import Reason
from repatria.planning.round import lines_of, next_round
from repatria.planning.scope import Anybody
from repatria.planning.terms import Clause, Kind, Room, Terms
from repatria.planning.why import How, Questions, changes, count_reasons


def asked(seed: int):
    chance = random.Random(seed)
    rule, people = made.terms(chance), made.people(chance, 14, 0.8)
    returned = made.returned(chance, rule)
    return people, rule, returned, Questions(people, rule, made.ON, made.numbers, returned)


def test_every_single_change_of_a_fact_against_a_full_run():
    how: Counter = Counter()
    for seed in range(250):
        people, rule, returned, questions = asked(seed)
        for person in people:
            for name, other in changes(person).items():
                answer = questions.if_changed(other)
                world = [other if each.code == other.code else each for each in people]
                made_anew = next_round(world, rule, made.ON, made.numbers, returned)
                assert answer.reason is made_anew.reasons[other.code], (seed, person.code, name)
                assert answer.listed is (answer.reason is Reason.ON_LIST)
                how[answer.how] += 1
    assert how[How.CLOSED] > how[How.SOLVED] > 100


def test_every_single_change_under_caps_against_a_full_run():
    how: Counter = Counter()
    for seed in range(250):
        people, rule, returned, _ = brute.capped_case(seed, 14)
        questions = Questions(people, rule, made.ON, made.numbers, returned)
        for person in people:
            others = [*changes(person).values(), replace(person, captured=made.date(2022, 3, 1))]
            for other in others:
                world = [other if each.code == other.code else each for each in people]
                made_anew = next_round(world, rule, made.ON, made.numbers, returned)
                answer = questions.if_changed(other)
                assert answer.reason is made_anew.reasons[other.code], (seed, person.code)
                how[answer.how, answer.reason] += 1
    assert how[How.CLOSED, Reason.CLAUSE_FULL] > 50
    assert how[How.SOLVED, Reason.CLAUSE_FULL] > 50


def test_a_corrected_date_against_a_full_run():
    for seed in range(120):
        people, rule, returned, questions = asked(seed)
        for person in people:
            other = replace(person, captured=made.date(2022, 3, 1))
            world = [other if each.code == other.code else each for each in people]
            made_anew = next_round(world, rule, made.ON, made.numbers, returned)
            assert questions.if_changed(other).reason is made_anew.reasons[other.code]


def taken(line, code: str, camp: str, seats: int, places: int, others: int | None) -> bool:
    """Whether somebody gets on with so many seats and places for their camp: counted by hand."""
    camps: Counter = Counter()
    for place in line:
        most = places if place.camp == camp else others
        if seats > 0 and (most is None or camps[place.camp] < most):
            seats -= 1
            camps[place.camp] += 1
            if place.code == code:
                return True
    return False


def test_the_room_needed_is_enough_and_one_less_of_either_is_not():
    answers = 0
    for seed in range(300):
        chance = random.Random(seed)
        rule = replace(made.terms(chance), clauses=(Clause(1, Kind.ALL_FOR_ALL, Anybody()),))
        people = [replace(each, stretcher=False) for each in made.people(chance, 14, 0.9)]
        questions = Questions(people, rule, made.ON, made.numbers)
        _, lines = lines_of(people, rule, made.ON, made.numbers)
        for person in people:
            need = questions.needed(person.code)
            if need is None:
                assert questions.reasons[person.code] in tuple(Reason)[:8]
                continue
            side = made.SIDES.index(person.side)
            line, most = lines[side], rule.room[side].camp
            assert taken(line, person.code, person.camp, need.seats, need.camp, most)
            assert not taken(line, person.code, person.camp, need.seats - 1, 99, most)
            assert not taken(line, person.code, person.camp, 99, need.camp - 1, most)
            answers += 1
    assert answers > 500


def test_room_needed_is_not_said_where_it_would_not_be_exact():
    side, other = made.SIDES
    first = Person("a", side, other, held=Held.CONFIRMED, medical=Medical.GRAVELY_ILL)
    first = replace(first, medical_confirmed=True)
    people = [first, Person("b", side, other, held=Held.CONFIRMED)]
    rule = Terms(
        "test",
        "both",
        made.SIDES,
        None,
        (Clause(1, Kind.EQUAL, Anybody()),),
        (),
        (Room(0), Room(0)),
    )
    questions = Questions(people, rule, made.ON, made.numbers)
    assert questions.needed("a") is not None
    assert questions.needed("b") is None
    assert (questions.before("a"), questions.before("b")) == (0, 1)
    everybody = Clause(1, Kind.ALL_FOR_ALL, Anybody())
    cap = Clause(2, Kind.AT_MOST, Anybody(), (5, 5))
    for clauses, said in (((everybody,), True), ((everybody, cap), False)):
        changed = Questions(people, replace(rule, clauses=clauses), made.ON, made.numbers)
        assert (changed.needed("b") is not None) is said


def test_reasons_are_counted_each_once_and_none_is_left_out():
    people, _, _, questions = asked(3)
    counts = count_reasons(questions.reasons)
    assert list(counts) == list(Reason)
    assert sum(counts.values()) == len(people)


def test_changes_name_single_facts_and_never_ask_somebody_to_be_more_ill():
    one = Person("a", "north", "south", medical=Medical.GRAVELY_ILL, veto="sentence", fit=False)
    found = changes(one)
    assert set(found) == {"confirmed", "category_accepted", "fit", "veto_lifted"}
    for other in found.values():
        fields = Person.__dataclass_fields__
        assert sum(getattr(one, each) != getattr(other, each) for each in fields) == 1
        assert other.medical is one.medical


def test_a_change_of_side_or_of_an_unknown_code_is_refused():
    one = Person("a", "north", "south")
    rule = Terms("test", "both", made.SIDES, None, (), (), (Room(1), Room(1)))
    questions = Questions([one], rule, made.ON, made.numbers)
    for other in (replace(one, code="b"), replace(one, side="south")):
        with pytest.raises(ValueProblem, match="keeps the code and the side"):
            questions.if_changed(other)
