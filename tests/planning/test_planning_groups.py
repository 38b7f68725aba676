"""Rounds with tables, pairs and groups: against brute force, and small ones read by hand."""

from __future__ import annotations

import random
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta

import planning_groups_brute as brute
import planning_groups_made as groups
import planning_lists as made
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repatria.base.errors import ValueProblem
from repatria.planning import groups_oracle, groups_round
from repatria.planning.facts import Consent, Held, Medical, Person
from repatria.planning.groups_check import problems
from repatria.planning.groups_round import group_round
from repatria.planning.groups_why import GroupQuestions
from repatria.planning.reasons import Reason
from repatria.planning.round import next_round
from repatria.planning.scope import Anybody, OfRank
from repatria.planning.terms import Clause, Kind, Room, Terms
from repatria.planning.why import How

WIDE = Room(seats=100)
ALL = Clause(1, Kind.ALL_FOR_ALL, Anybody())
TOGETHER = Clause(2, Kind.TOGETHER, Anybody())


def captive(code: str, side: int = 0, days: int = 100, **facts) -> Person:
    one = Person(code, made.SIDES[side], made.SIDES[1 - side], held=Held.CONFIRMED)
    return replace(one, captured=made.ON - timedelta(days=days), **facts)


def rule(*clauses: Clause, room: Room = WIDE, other: Room = WIDE) -> Terms:
    return Terms("test", "both", made.SIDES, None, clauses, made.TIERS, (room, other))


def pair(one: str, two: str, number: int = 2) -> Clause:
    return Clause(number, Kind.PAIR, Anybody(), pair=(one, two))


def run(people, terms: Terms, returned=None):
    return group_round(people, terms, made.ON, made.numbers, returned)


@pytest.mark.parametrize("block", range(6))
def test_against_every_subset(block):
    for seed in range(block * 100, block * 100 + 100):
        assert brute.problems(*groups.case(random.Random(seed))) == [], seed


def test_brute_force_finds_a_solver_that_gives_up(monkeypatch):
    """The questions that counts do not settle are needed: without them lists become wrong."""
    monkeypatch.setattr(groups_oracle, "solve", lambda _state, _item: None)
    assert any(_wrong(seed) for seed in range(400))


def _wrong(seed: int) -> bool:
    try:
        return brute.problems(*groups.case(random.Random(seed))) != []
    except ValueProblem:
        return True


def test_a_solver_that_says_what_is_not_so_is_caught(monkeypatch):
    def lies(state, _item):
        return dict.fromkeys(state.open, 10**6)

    monkeypatch.setattr(groups_oracle, "solve", lies)
    cases = [groups.case(random.Random(seed)) for seed in range(400)]
    with pytest.raises(ValueProblem, match="does not keep the terms"):
        [run(*case) for case in cases]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**40), st.randoms())
def test_the_order_in_which_people_are_handed_in_decides_nothing(seed, shuffle):
    people, terms, past = groups.case(random.Random(seed), 14)
    before = run(people, terms, past)
    others = list(people)
    shuffle.shuffle(others)
    assert run(others, terms, past) == before
    assert set(before.reasons) == {person.code for person in people}
    on_list = {code for code, why in before.reasons.items() if why is Reason.ON_LIST}
    assert on_list == {*before.listed[0], *before.listed[1]}


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 2**40))
def test_where_nothing_is_coupled_it_is_the_sort_byte_for_byte(seed):
    chance = random.Random(seed)
    terms, people = made.terms(chance), made.people(chance, 14, 0.9)
    promised = (Kind.ALL_FOR_ALL, Kind.AT_MOST)
    clauses = tuple(each for each in terms.clauses if each.kind in promised) or (ALL,)
    terms = replace(terms, clauses=clauses)
    assert run(people, terms) == next_round(people, terms, made.ON, made.numbers)


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 2**40))
def test_one_for_one_of_everybody_without_stretchers_is_the_list_of_the_sort(seed):
    chance = random.Random(seed)
    people = tuple(
        replace(each, stretcher=False, medical_confirmed=False)
        for each in made.people(chance, 20, 0.95)
    )
    room = replace(made.room(chance), stretchers=None)
    terms = rule(Clause(1, Kind.EQUAL, Anybody()), room=room, other=made.room(chance, 1))
    assert run(people, terms).listed == next_round(people, terms, made.ON, made.numbers).listed


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**40))
def test_whoever_is_left_out_could_not_have_been_let_in(seed):
    """Whoever is asked before everybody and then listed costs somebody who stands before them."""
    people, terms, past = groups.rich_case(random.Random(seed), 14)
    fair = run(people, terms, past)
    listed = {*fair.listed[0], *fair.listed[1]}
    for person in people:
        made_for = group_round(people, terms, made.ON, made.numbers, past, person.code)
        if person.code not in listed and made_for.reasons[person.code] is Reason.ON_LIST:
            assert listed - {*made_for.listed[0], *made_for.listed[1]}


def test_a_group_takes_the_place_of_its_first():
    people = [
        captive("a", days=500, group="g"),
        captive("b", days=400),
        captive("c", days=300, group="g"),
    ]
    made_round = run(people, rule(ALL, TOGETHER, room=Room(seats=2)))
    assert made_round.listed[0] == ("a", "c")
    assert made_round.reasons["b"] is Reason.ROUND_FULL


def test_a_group_that_does_not_fit_waits_and_others_go():
    people = [captive("a", days=500, group="g"), captive("b", days=200)]
    people.append(captive("c", group="g"))
    made_round = run(people, rule(ALL, TOGETHER, room=Room(seats=1)))
    assert made_round.listed[0] == ("b",)
    assert made_round.reasons["a"] is Reason.WAITS_FOR_GROUP
    assert made_round.reasons["c"] is Reason.ROUND_FULL


@pytest.mark.parametrize(
    ("facts", "waits"),
    [
        ({"held": Held.RETURNED}, False),
        ({"held": Held.DEAD}, False),
        ({"consent": Consent.REFUSED}, False),
        ({"medical": Medical.GRAVELY_ILL, "medical_confirmed": True, "fit": False}, False),
        ({"held": Held.DENIED}, True),
        ({"held": Held.WITNESS}, True),
        ({"fit": False}, True),
        ({"veto": "sentence"}, True),
    ],
)
def test_for_whom_a_group_waits(facts, waits):
    """Not for those who are back or dead, who refused (nobody is to be pressed), or whom article
    109 returns regardless."""
    people = [captive("a", group="g"), captive("b", group="g", **facts)]
    wanted = Reason.WAITS_FOR_GROUP if waits else Reason.ON_LIST
    assert run(people, rule(ALL, TOGETHER)).reasons["a"] is wanted


def test_article_109_waits_for_nobody():
    ill = {"medical": Medical.GRAVELY_ILL, "medical_confirmed": True}
    people = [
        captive("a", group="g", **ill),
        captive("b", group="g", veto="sentence"),
        captive("c", 1, held=Held.DENIED),
        captive("d", **ill),
    ]
    made_round = run(people, rule(ALL, TOGETHER, pair("d", "c", 3)))
    assert made_round.listed == (("a", "d"), ()) or made_round.listed == (("d", "a"), ())


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({}, Reason.ON_LIST),
        ({"veto": "sentence"}, Reason.WAITS_FOR_GROUP),
        ({"held": Held.DEAD}, Reason.WAITS_FOR_GROUP),
        ({"consent": Consent.REFUSED}, Reason.WAITS_FOR_GROUP),
        ({"held": Held.RETURNED}, Reason.ON_LIST),
        ({"medical": Medical.GRAVELY_ILL, "medical_confirmed": True}, Reason.ON_LIST),
    ],
)
def test_a_pair_goes_together_or_not(facts, why):
    """What is owed after the other has returned is owed; article 109 is no currency."""
    people = [captive("a"), captive("z", 1, **facts)]
    assert run(people, rule(ALL, pair("a", "z"))).reasons["a"] is why


def test_a_pair_with_somebody_who_is_not_registered_waits():
    made_round = run([captive("a")], rule(ALL, pair("a", "nobody")))
    assert made_round.reasons == {"a": Reason.WAITS_FOR_GROUP}


def test_a_pair_ties_two_groups():
    people = [
        captive("a", group="g"),
        captive("b", group="g"),
        captive("y", 1, group="g"),
        captive("z", 1, group="g", veto="sentence"),
    ]
    terms = rule(ALL, TOGETHER, pair("a", "y", 3))
    waits = [code for code, why in run(people, terms).reasons.items() if why.value[:5] == "waits"]
    assert sorted(waits) == ["a", "b", "y"]
    apart = run(people, rule(ALL, TOGETHER))
    assert apart.listed == (("a", "b"), ()) or apart.listed == (("b", "a"), ())


def test_a_group_has_to_fit_into_one_vehicle_stretchers_with_it():
    people = [captive("a", group="g"), captive("b", group="g", stretcher=True)]
    for seats, listed in ((4, 2), (3, 0)):
        terms = rule(ALL, TOGETHER, room=Room(seats=20, vehicle=seats))
        assert len(run(people, terms).listed[0]) == listed


def test_caps_that_cross_are_refused_here_too():
    one = Clause(3, Kind.AT_MOST, OfRank("colonel"), (1, 1))
    two = Clause(4, Kind.AT_MOST, made.YOUNG, (1, 1))
    with pytest.raises(ValueProblem, match="crosses"):
        run([captive("a")], rule(ALL, TOGETHER, one, two))


def test_a_stretcher_takes_a_seat():
    with pytest.raises(ValueProblem, match="one seat at least"):
        run([captive("a")], rule(ALL, TOGETHER, room=Room(seats=3, stretcher_seats=0)))


def test_a_code_that_stands_twice_is_refused():
    with pytest.raises(ValueProblem, match="stands twice"):
        run([captive("a"), captive("a")], rule(ALL, TOGETHER))


BROKEN = {
    "a group is parted": lambda one: replace(one, listed=(("a",), ("z",))),
    "not kept": lambda one: replace(one, listed=(("a", "b"), ())),
    "somebody stands twice": lambda one: replace(one, listed=(("a", "b", "b"), ("z",))),
    "list of the other side": lambda one: replace(one, listed=(("a", "b", "z"), ("z",))),
    "cannot be considered": lambda one: replace(one, listed=(("a", "b", "v"), ("z",))),
    "reasons and lists differ": lambda one: replace(one, reasons={}),
}


@pytest.mark.parametrize("said", BROKEN)
def test_the_independent_look_sees_a_broken_list(said):
    people = [
        captive("a", group="g"),
        captive("b", group="g"),
        captive("v", veto="sentence"),
        captive("z", 1),
    ]
    terms = rule(ALL, TOGETHER, pair("a", "z", 3))
    register = {person.code: person for person in people}
    right = run(people, terms)
    assert problems(register, terms, made.ON, {}, right) == ()
    found = problems(register, terms, made.ON, {}, BROKEN[said](right))
    assert any(said in each for each in found), found


def test_a_list_that_breaks_its_terms_is_never_given_out(monkeypatch):
    monkeypatch.setattr(groups_round, "problems", lambda *_: ("a group is parted",))
    with pytest.raises(ValueProblem, match="does not keep its own terms: a group is parted"):
        run([captive("a")], rule(ALL, TOGETHER))


def test_what_would_change_is_computed_by_solving_again():
    people = [captive("a", group="g"), captive("b", group="g", veto="sentence")]
    questions = GroupQuestions(people, rule(ALL, TOGETHER), made.ON, made.numbers)
    assert questions.reasons["a"] is Reason.WAITS_FOR_GROUP
    answer = questions.if_changed(captive("b", group="g"))
    assert (answer.listed, answer.how) == (True, How.SOLVED)
    assert questions.if_changed(replace(people[0], group="")).listed
    with pytest.raises(ValueProblem, match="keeps the code"):
        questions.if_changed(captive("nobody"))


def test_what_somebody_first_would_cost():
    ill = {"medical": Medical.GRAVELY_ILL, "medical_confirmed": True}
    people = [captive("i", **ill), captive("a", days=500), captive("b", days=400)]
    terms = rule(ALL, TOGETHER, room=Room(seats=1))
    questions = GroupQuestions(people, terms, made.ON, made.numbers)
    cost = questions.forced("b")
    assert cost is not None
    assert (cost.level, cost.fewer, cost.out, cost.into) == ((0, 0), 1, 1, 0)
    shut = GroupQuestions([captive("v", veto="sentence")], terms, made.ON, made.numbers)
    assert shut.forced("v") is None


def test_highs_is_loaded_only_where_it_is_asked():
    code = "import sys, repatria.planning.lists; print('highspy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
