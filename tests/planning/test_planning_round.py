"""Rounds: against brute force, against the fast version, and small ones read by hand."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta

import planning_brute as brute
import planning_lists as made
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repatria.base.errors import ValueProblem
from repatria.planning.columns import load
from repatria.planning.facts import Consent, Held, Medical, Person
from repatria.planning.reasons import Reason
from repatria.planning.round import next_round
from repatria.planning.round_fast import as_round, fast_round
from repatria.planning.scope import Anybody
from repatria.planning.terms import Clause, Kind, Room, Terms

WIDE = Room(seats=100)
REFUSED = [Kind.TABLE, Kind.PAIR, Kind.TOGETHER]


def captive(code: str, side: int = 0, days: int = 100, **facts) -> Person:
    one = Person(code, made.SIDES[side], made.SIDES[1 - side], held=Held.CONFIRMED)
    return replace(one, captured=made.ON - timedelta(days=days), **facts)


def rule(*clauses: Clause, room: Room = WIDE, other: Room = WIDE, tiers=made.TIERS) -> Terms:
    return Terms("test", "both", made.SIDES, None, clauses, tiers, (room, other))


def run(people, terms: Terms, returned=None):
    return next_round(people, terms, made.ON, made.numbers, returned)


@pytest.mark.parametrize("block", range(8))
def test_against_every_subset_and_every_vector_of_levels(block):
    for seed in range(block * 60, block * 60 + 60):
        people, terms, returned, one = brute.case(seed)
        assert brute.problems(people, terms, returned, one) == [], seed


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2**40), st.sampled_from([2**256, 7, 2**90, 2**140, 2**233]))
def test_the_fast_version_is_the_reference(seed, top):
    """With lottery numbers that differ late, or in the first bits alone, or for few."""
    chance = random.Random(seed)
    terms, people = made.terms(chance), made.people(chance, 40, 0.8)
    returned = made.returned(chance, terms)

    def numbers(code: str) -> int:
        return (
            made.numbers(code) % top * 1000 + int(code[1:])
            if top < 2**200
            else made.numbers(code) % top
        )

    loaded = load(people, terms, made.ON, numbers)
    fast = as_round(loaded, fast_round(loaded, returned), returned)
    assert fast == next_round(people, terms, made.ON, numbers, returned)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**40), st.randoms())
def test_the_order_in_which_people_are_handed_in_decides_nothing(seed, shuffle):
    chance = random.Random(seed)
    terms, people = made.terms(chance), list(made.people(chance, 20))
    before = run(people, terms)
    shuffle.shuffle(people)
    assert run(people, terms) == before
    assert set(before.reasons) == {person.code for person in people}
    on_list = {code for code, why in before.reasons.items() if why is Reason.ON_LIST}
    assert on_list == {*before.listed[0], *before.listed[1]}


def test_article_109_goes_first_and_outside_every_ratio():
    ill = {"medical": Medical.GRAVELY_ILL, "medical_confirmed": True}
    people = [captive("a1", days=999), captive("a2", days=1, **ill), captive("b1", 1)]
    one = run(people, rule(Clause(1, Kind.EQUAL, Anybody(), counts_duty=True)))
    assert one.listed == (("a2", "a1"), ("b1",))
    assert one.would_count == {1: ("a2",)}
    assert one.limits == ({0: 1}, {0: 1})


def test_nobody_of_article_109_waits_for_the_other_side():
    ill = {"medical": Medical.GRAVELY_ILL, "medical_confirmed": True}
    one = run([captive("a1", **ill), captive("a2")], rule(Clause(1, Kind.EQUAL, Anybody())))
    assert one.listed == (("a1",), ())
    assert one.reasons["a2"] is Reason.CLASS_UNMATCHED


def test_seats_that_a_class_cannot_use_go_to_the_next():
    """Two wait in front whom the other side has nobody for; they do not sit on the seats."""
    clauses = (Clause(1, Kind.EQUAL, made.YOUNG), Clause(2, Kind.EQUAL, Anybody()))
    young = {"born": made.ON - timedelta(days=365 * 20)}
    people = [captive(f"y{at}", **young) for at in range(2)]
    people += [captive(f"a{at}") for at in range(2)] + [captive(f"b{at}", 1) for at in range(2)]
    one = run(people, rule(*clauses, room=Room(seats=2)))
    assert sorted(one.listed[0]) == ["a0", "a1"]
    assert len(one.listed[1]) == 2


@pytest.mark.parametrize(
    ("clause", "returned", "limits"),
    [
        (Clause(1, Kind.EQUAL, Anybody()), {}, (3, 3)),
        (Clause(1, Kind.RATIO, Anybody(), (2, 1)), {}, (4, 2)),
        (Clause(1, Kind.RATIO, Anybody(), (2, 3)), {}, (2, 3)),
        (Clause(1, Kind.AT_LEAST, Anybody(), (9, 9)), {}, (3, 3)),
        (Clause(1, Kind.AT_LEAST, Anybody(), (9, 9)), {1: (4, 6)}, (5, 3)),
        (Clause(1, Kind.AT_MOST, Anybody(), (4, 2)), {}, (4, 2)),
        (Clause(1, Kind.AT_MOST, Anybody(), (4, 2)), {1: (1, 5)}, (3, 0)),
        (Clause(1, Kind.AT_MOST, Anybody(), (4, 2)), {2: (1, 5)}, (4, 2)),
    ],
)
def test_the_numbers_of_each_kind(clause, returned, limits):
    people = [captive(f"a{at}") for at in range(5)] + [captive(f"b{at}", 1) for at in range(3)]
    everybody = (Clause(2, Kind.ALL_FOR_ALL, Anybody()),) if clause.kind is Kind.AT_MOST else ()
    one = run(people, rule(clause, *everybody), returned)
    assert (one.limits[0][0], one.limits[1][0]) == limits
    assert (len(one.listed[0]), len(one.listed[1])) == limits


def test_all_for_all_has_no_number_and_at_least_says_what_is_owed():
    people = [captive(f"a{at}") for at in range(5)] + [captive("b", 1)]
    assert len(run(people, rule(Clause(1, Kind.ALL_FOR_ALL, Anybody()))).listed[0]) == 5
    one = run(people, rule(Clause(4, Kind.AT_LEAST, Anybody(), (3, 4))), {4: (1, 1)})
    assert one.owed == {4: (1, 2)}


def test_room_gives_its_reason():
    everybody = Clause(1, Kind.ALL_FOR_ALL, Anybody())
    people = [
        captive("a1", days=90, camp="x"),
        captive("a2", days=80, camp="x"),
        captive("a3", days=70, stretcher=True),
        captive("a4", days=60, camp="y"),
        captive("a5", days=50, camp="z"),
    ]
    one = run(people, rule(everybody, room=Room(seats=2, camp=1)))
    assert one.listed[0] == ("a1", "a4")
    assert [one.reasons[f"a{at}"] for at in (2, 3, 5)] == [
        Reason.CAMP_FULL,
        Reason.NO_STRETCHER_PLACE,
        Reason.ROUND_FULL,
    ]
    most = run(people, rule(everybody, Clause(2, Kind.AT_MOST, Anybody(), (1, 1))))
    assert most.reasons["a5"] is Reason.CLAUSE_FULL


def test_whoever_was_not_asked_can_be_listed_and_whoever_refused_cannot():
    people = [captive("a1", consent=Consent.NOT_ASKED), captive("a2", consent=Consent.REFUSED)]
    one = run(people, rule(Clause(1, Kind.ALL_FOR_ALL, Anybody())))
    assert one.listed[0] == ("a1",)
    assert one.reasons["a2"] is Reason.NO_CONSENT


def test_mixed_classes_are_said_and_filled_up():
    """Women and others count apart, and stand mixed where tiers do not part them."""
    woman = made.TIERS[2].scope
    clauses = (Clause(1, Kind.EQUAL, woman), Clause(2, Kind.EQUAL, Anybody()))
    people = []
    for side, sexes in enumerate(("fmfm", "mfmf")):
        for at, sex in enumerate(sexes):
            facts = {"sex": "female" if sex == "f" else "male", "days": 100 - at}
            people.append(captive(f"{side}{at}", side, **facts))
    one = run([replace(p, sex=made.Sex(p.sex)) for p in people], rule(*clauses, tiers=()))
    assert one.interleaved
    assert [len(codes) for codes in one.listed] == [4, 4]


@pytest.mark.parametrize("kind", REFUSED)
def test_what_no_sort_can_keep_is_refused(kind):
    with pytest.raises(ValueProblem, match=r"needs the integer program \(groups_round.py\)"):
        run([], rule(Clause(1, kind, Anybody())))


@pytest.mark.parametrize(
    ("clauses", "words"),
    [
        ((Clause(1, Kind.RATIO, Anybody(), (1, 0)),), "a number for each side"),
        ((Clause(1, Kind.AT_MOST, Anybody(), (5,)),), "a number for each side"),
        ((Clause(1, Kind.AT_LEAST, Anybody(), (5, -1)),), "a number for each side"),
        ((Clause(1, Kind.EQUAL, Anybody()), Clause(1, Kind.EQUAL, Anybody())), "one number"),
    ],
)
def test_numbers_that_make_no_sense_are_refused(clauses, words):
    with pytest.raises(ValueProblem, match=words):
        run([], rule(*clauses))


def test_a_code_that_stands_twice_is_refused():
    with pytest.raises(ValueProblem, match="a1 stands twice"):
        run([captive("a1"), captive("a1", 1)], rule())
    with pytest.raises(ValueProblem, match="a1 stands twice"):
        load([captive("a1"), captive("a1", 1)], rule(), made.ON, made.numbers)
