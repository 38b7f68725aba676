"""Caps (`at most`): over classes and rounds, one within another, refused where they cross."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import date, timedelta

import planning_brute as brute
import planning_cheats as cheats
import planning_lists as made
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repatria.base.canonical import canonical_bytes
from repatria.base.errors import ValueProblem
from repatria.planning import certificate as files
from repatria.planning.check_list import check
from repatria.planning.columns import load
from repatria.planning.eligible import check_clauses
from repatria.planning.facts import Held, Medical, Person, Sex
from repatria.planning.laminar import crossings
from repatria.planning.reasons import Reason
from repatria.planning.round import next_round, returned_after
from repatria.planning.round_fast import as_round, fast_round
from repatria.planning.scope import AllOf, Anybody, AnyOf, Not, OfSex, OfUnit
from repatria.planning.shipped import shipped_names, shipped_terms
from repatria.planning.terms import Clause, Kind, Room, Terms

WOMAN, MAN = OfSex(Sex.FEMALE), OfSex(Sex.MALE)
EVERYBODY = Clause(1, Kind.ALL_FOR_ALL, Anybody())
EQUAL = Clause(1, Kind.EQUAL, Anybody())
WIDE = Room(seats=100)
ILL = {"medical": Medical.GRAVELY_ILL, "medical_confirmed": True}


def captive(code: str, side: int = 0, days: int = 100, **facts) -> Person:
    one = Person(code, made.SIDES[side], made.SIDES[1 - side], held=Held.CONFIRMED, sex=Sex.MALE)
    return replace(one, captured=made.ON - timedelta(days=days), **facts)


def captives(side: int, count: int, **facts) -> list[Person]:
    """The first has been held longest."""
    return [captive(f"{side}{at:04}", side, 5000 - at, **facts) for at in range(count)]


def cap(number: int, scope, north: int, south: int | None = None, **more) -> Clause:
    return Clause(number, Kind.AT_MOST, scope, (north, north if south is None else south), **more)


def rule(*clauses: Clause, room: Room = WIDE, tiers=()) -> Terms:
    return Terms("test", "both", made.SIDES, date(2025, 6, 2), clauses, tiers, (room, room))


def run(people, terms: Terms, returned=None, on=made.ON):
    """The round of the reference, which the fast version must share."""
    one = next_round(people, terms, on, made.numbers, returned)
    loaded = load(people, terms, on, made.numbers)
    assert as_round(loaded, fast_round(loaded, returned), returned) == one
    return one


def sizes(one) -> tuple[int, int]:
    return (len(one.listed[0]), len(one.listed[1]))


@pytest.mark.parametrize("first", [True, False])
def test_a_cap_bounds_every_class_wherever_it_stands(first: bool) -> None:
    least, most = Clause(1, Kind.AT_LEAST, Anybody(), (3, 3)), cap(2, Anybody(), 3)
    people = captives(0, 5) + captives(1, 5)
    one = run(people, rule(*((most, least) if first else (least, most))))
    assert sizes(one) == (3, 3)
    assert [one.reasons[f"0000{at}"] for at in range(5)] == [
        *(Reason.ON_LIST,) * 3,
        *(Reason.CLAUSE_FULL,) * 2,
    ]


def test_a_cap_counts_over_several_classes_together() -> None:
    clauses = (Clause(1, Kind.EQUAL, WOMAN), Clause(2, Kind.EQUAL, Anybody()), cap(3, Anybody(), 3))
    people = [
        replace(one, sex=Sex.FEMALE if at % 4 < 2 else Sex.MALE)
        for at, one in enumerate([*captives(0, 4), *captives(1, 4)])
    ]
    one = run(people, rule(*clauses))
    assert sizes(one) == (3, 3)
    assert one.counted == {1: (2, 2), 2: (1, 1), 3: (3, 3)}


def test_one_for_one_stays_equal_where_one_side_has_the_smaller_cap() -> None:
    one = run(captives(0, 9) + captives(1, 9), rule(EQUAL, cap(2, Anybody(), 6, 4)))
    assert sizes(one) == (4, 4)
    assert one.reasons["00004"] is Reason.CLASS_UNMATCHED
    assert one.reasons["10004"] is Reason.CLAUSE_FULL
    ratio = Clause(1, Kind.RATIO, Anybody(), (2, 1))
    assert sizes(run(captives(0, 9) + captives(1, 9), rule(ratio, cap(2, Anybody(), 5, 9)))) == (
        4,
        2,
    )


def test_those_before_a_full_cap_leave_the_seats_to_whom_it_does_not_bound() -> None:
    people = [*captives(0, 4, sex=Sex.FEMALE), captive("man", days=1)]
    one = run(people, rule(EVERYBODY, cap(2, WOMAN, 2), room=Room(seats=3)))
    assert one.listed[0] == ("00000", "00001", "man")
    assert one.reasons["00002"] is Reason.CLAUSE_FULL


def test_article_109_is_bounded_by_no_cap_and_counted_under_none() -> None:
    people = [*captives(0, 3, **ILL), captive("a"), captive("b", days=50)]
    one = run(people, rule(EVERYBODY, cap(2, Anybody(), 1, counts_duty=True)))
    assert one.listed[0] == ("00000", "00001", "00002", "a")
    assert one.counted[2] == (1, 0)
    assert one.would_count == {2: ("00000", "00001", "00002")}
    assert one.reasons["b"] is Reason.CLAUSE_FULL


def test_a_cap_within_a_cap() -> None:
    women = [replace(one, sex=Sex.FEMALE) for one in captives(0, 4)]
    men = [captive(f"m{at}", days=10 - at) for at in range(4)]
    one = run(women + men, rule(EVERYBODY, cap(2, WOMAN, 2), cap(3, Anybody(), 5)))
    assert one.listed[0] == ("00000", "00001", "m0", "m1", "m2")
    assert one.counted == {1: (5, 0), 2: (2, 0), 3: (5, 0)}


def test_what_was_returned_so_far_counts_and_a_cap_that_is_passed_lets_nobody_go() -> None:
    people = captives(0, 5) + captives(1, 5)
    terms = rule(EVERYBODY, cap(2, Anybody(), 4))
    assert sizes(run(people, terms, {2: (1, 4)})) == (3, 0)
    assert sizes(run(people, terms, {2: (4, 9)})) == (0, 0)
    assert sizes(run(people, terms, {1: (4, 9)})) == (4, 4)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**40))
def test_over_all_rounds_together_no_cap_is_passed(seed: int) -> None:
    """Rounds one after another until nothing moves; who crossed is returned."""
    chance = random.Random(seed)
    terms, people = made.terms(chance), list(made.people(chance, 25, 0.9))
    returned: dict[int, tuple[int, int]] = {}
    bound = {person.code: brute.bounds(person, terms) for person in people if not person.duty}
    crossed: list[set[str]] = [set(), set()]
    for _ in range(30):
        one = run(people, terms, returned)
        returned = dict(returned_after(returned, one))
        for side in (0, 1):
            crossed[side].update(one.listed[side])
        gone = crossed[0] | crossed[1]
        people = [replace(p, held=Held.RETURNED) if p.code in gone else p for p in people]
        if not (one.listed[0] or one.listed[1]):
            break
    assert one.listed == ((), ())
    for at, clause in enumerate(terms.clauses):
        for side in (0, 1):
            number = sum(at in bound.get(code, ()) for code in crossed[side])
            assert returned[clause.number][side] == number
            assert clause.kind is not Kind.AT_MOST or number <= clause.amounts[side]
        if clause.kind in (Kind.EQUAL, Kind.AT_LEAST):
            assert returned[clause.number][0] == returned[clause.number][1]


@pytest.mark.parametrize("block", range(4))
def test_mixed_classes_under_caps_against_every_subset_and_vector(block: int) -> None:
    seen = {True: 0, False: 0}
    full = 0
    for seed in range(block * 50, block * 50 + 50):
        people, terms, returned, one = brute.capped_case(seed)
        assert brute.problems(people, terms, returned, one) == [], seed
        seen[one.interleaved] += 1
        full += Reason.CLAUSE_FULL in one.reasons.values()
    assert min(*seen.values(), full) >= 10


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 2**40))
def test_the_fast_version_is_the_reference_under_caps(seed: int) -> None:
    chance = random.Random(seed)
    terms = made.capped_terms(chance)
    run(made.people(chance, 60, 0.9), terms, made.returned(chance, terms))


CROSSING = [
    # Clause 1 has what clause 4 leaves: men and unknown; the cap has women and unknown.
    ((Clause(4, Kind.EQUAL, WOMAN), EQUAL, cap(2, Not(MAN), 5)), (1, 2)),
    ((EQUAL, cap(2, WOMAN, 5), cap(3, OfUnit("u1"), 5)), (2, 3)),
    ((Clause(4, Kind.EQUAL, OfUnit("u1")), EQUAL, cap(2, WOMAN, 5)), (2, 4)),
    ((Clause(4, Kind.RATIO, made.YOUNG, (1, 2)), cap(2, WOMAN, 5)), (2, 4)),
    (
        (EVERYBODY, cap(2, AnyOf((WOMAN, made.YOUNG)), 5), cap(3, AnyOf((MAN, made.YOUNG)), 5)),
        (2, 3),
    ),
]


@pytest.mark.parametrize(("clauses", "numbers"), CROSSING)
def test_caps_that_cross_are_refused_by_their_numbers(clauses, numbers) -> None:
    terms = rule(*clauses)
    found = [tuple(sorted((one.number, two.number))) for one, two in crossings(terms)]
    assert numbers in found
    first = "|".join(f"cap of clause {a} crosses clause {b}:" for a, b in (numbers, numbers[::-1]))
    for make in (
        lambda: check_clauses(terms),
        lambda: next_round([], terms, made.ON, made.numbers),
        lambda: load([], terms, made.ON, made.numbers),
    ):
        with pytest.raises(ValueProblem, match=first):
            make()


LAMINAR = [
    # The women whom clause 1 speaks of are in clause 4 already.
    (
        Clause(4, Kind.EQUAL, WOMAN),
        Clause(1, Kind.EQUAL, AnyOf((MAN, AllOf((WOMAN, OfUnit("u1")))))),
        cap(2, WOMAN, 5),
    ),
    (EQUAL, cap(2, WOMAN, 5), cap(3, MAN, 5), cap(4, AllOf((WOMAN, OfUnit("u1"))), 1)),
    (Clause(4, Kind.EQUAL, WOMAN), EQUAL, cap(2, WOMAN, 5), cap(3, Not(WOMAN), 5)),
    # The later class is what the earlier leaves: men alone, within which the cap lies.
    (Clause(4, Kind.EQUAL, WOMAN), EQUAL, cap(2, AllOf((Not(WOMAN), OfUnit("u1"))), 5)),
    # A class without a number sets nothing that could cross.
    (
        Clause(4, Kind.ALL_FOR_ALL, OfUnit("u1")),
        Clause(5, Kind.ALL_FOR_ALL, Anybody()),
        cap(2, WOMAN, 5),
    ),
    # What overlaps here is of article 109, whom neither counts.
    (EQUAL, cap(2, AnyOf((WOMAN, made.ILL)), 5), cap(3, AnyOf((MAN, made.ILL)), 5)),
]


@pytest.mark.parametrize("clauses", LAMINAR)
def test_caps_that_nest_are_not(clauses) -> None:
    terms = rule(*clauses)
    assert list(crossings(terms)) == []
    check_clauses(terms)


def test_what_is_too_tangled_to_tell_is_refused() -> None:
    knots = (AnyOf((Not(OfUnit(f"u{at}")), Not(made.OfRank(f"r{at}")))) for at in range(12))
    tangled = AllOf((*knots, made.Aged(30, 20)))
    with pytest.raises(ValueProblem, match="cannot be checked"):
        check_clauses(rule(EQUAL, cap(2, tangled, 5)))


def test_no_crossing_rule_reaches_a_round_and_many_made_rules_have_caps() -> None:
    chance, refused, capped = random.Random(7), 0, 0
    for _ in range(600):
        terms = made.any_terms(chance)
        if any(crossings(terms)):
            refused += 1
            with pytest.raises(ValueProblem, match="crosses"):
                next_round([], terms, made.ON, made.numbers)
        else:
            capped += any(each.kind is Kind.AT_MOST for each in terms.clauses)
            next_round([], terms, made.ON, made.numbers)
    assert refused > 60
    assert capped > 60


# Shipped agreements, with more people on both sides than any of their numbers.

MANY = 1500


def crowd(terms: Terms, **facts) -> list[Person]:
    one = Person("", "", "", held=Held.CONFIRMED, born=date(2004, 1, 1), sex=Sex.MALE, **facts)
    return [
        replace(one, code=f"{side}-{at:04}", side=side, holder=other)
        for side, other in (terms.sides, terms.sides[::-1])
        for at in range(MANY)
    ]


@pytest.mark.parametrize(
    ("name", "most"),
    [
        ("all-for-all", MANY),
        ("istanbul-2025-06-02-russia", 1200),
        ("istanbul-2025-06-02-ukraine", MANY),
        ("thousand-for-thousand-2025-05-16", 1000),
        ("dix-hill-1862", None),
    ],
)
def test_each_shipped_agreement_with_more_people_than_its_caps(name: str, most: int | None) -> None:
    terms = shipped_terms(name)
    assert name in shipped_names()
    on = date(2025, 6, 9)
    wide = replace(terms, room=(Room(seats=3000), Room(seats=3000)))
    people = crowd(terms)
    ill = crowd(terms, **ILL)[:7]
    ill = [replace(one, code=f"ill-{one.code}") for one in ill]
    if most is None:
        with pytest.raises(ValueProblem, match="needs the integer program"):
            next_round(people, wide, on, made.numbers)
        return
    one = run(people + ill, wide, on=on)
    assert sizes(one) == (most + 7, most)
    left = {why for why in one.reasons.values() if why is not Reason.ON_LIST}
    assert left == (set() if most == MANY else {Reason.CLAUSE_FULL})
    # With its own room: round after round, no more than that in all.
    returned: dict[int, tuple[int, int]] = {}
    crossed = [0, 0]
    for _ in range(12):
        loaded = load(people, terms, on, made.numbers)
        one = as_round(loaded, fast_round(loaded, returned), returned)
        assert sizes(one)[0] == sizes(one)[1] <= terms.room[0].seats
        returned = dict(returned_after(returned, one))
        gone = {*one.listed[0], *one.listed[1]}
        people = [person for person in people if person.code not in gone]
        crossed = [crossed[side] + len(one.listed[side]) for side in (0, 1)]
    assert crossed == [most, most]


# Tampering: the cap bites in each of these, and only the list shows it.


def biting(seed: int) -> cheats.Work:
    chance = random.Random(seed)
    people = files.in_order([*captives(0, 6), *captives(1, 6)])
    most = chance.randint(2, 3)
    return cheats.Work(
        people,
        rule(EQUAL, cap(2, Anybody(), most)),
        {2: (1, 1)},
        made.draw(chance),
        [chance.randbytes(16) for _ in people],
    )


def dressed(work: cheats.Work, other: cheats.Work) -> bytes:
    """What the other work gives, under the public rule, commitment and numbers."""
    told, right = json.loads(other.certificate(work.commitment())), json.loads(work.certificate())
    told["rule"], told["draw"] = right["rule"], right["draw"]
    for side in (0, 1):
        told["cutoffs"][side]["clauses"] = right["cutoffs"][side]["clauses"]
    return canonical_bytes({**told, "counts": right["counts"]})


@pytest.mark.parametrize(
    "kind", ["cap ignored", "cap raised by one", "earlier rounds of a cap forgotten"]
)
def test_a_list_over_a_cap_is_rejected_however_it_is_dressed(kind: str) -> None:
    for seed in range(15):
        work = biting(seed)
        record, register = work.record(), work.register()
        assert check(record, work.certificate(), register) == []
        other = cheats.REMADE[kind](work, random.Random(seed))
        bad = dressed(work, other)
        lists = json.loads(bad)["lists"]
        assert [len(codes) for codes in lists] > [
            len(codes) for codes in json.loads(work.certificate())["lists"]
        ]
        said = check(record, bad, register)
        assert any("not by right" in sentence for sentence in said)
        assert any("should be clause_full" in sentence for sentence in said)


def test_a_cap_taken_for_a_class_of_its_own_is_rejected() -> None:
    """The mistake of reading `at most` as one more class: whom another clause has, it never met."""
    for seed in range(10):
        work = biting(seed)
        told = json.loads(cheats.caps(work, lambda each: ()).certificate(work.commitment()))
        right = json.loads(work.certificate())
        told["rule"] = right["rule"]
        told["counts"]["2"] = right["counts"]["2"]
        assert check(work.record(), canonical_bytes(told), work.register()) != []


def test_the_checker_lists_the_same_with_caps() -> None:
    """Honest rules in which caps bite, over classes of every kind."""
    bites = 0
    chance = random.Random(12)
    for at in range(300):
        work = cheats.honest(chance)
        if at % 2:
            rule_ = made.capped_terms(chance)
            work = replace(work, rule=rule_, returned=made.returned(chance, rule_))
        certificate = work.certificate()
        bites += b"clause_full" in certificate
        assert check(work.record(), certificate, work.register()) == []
    assert bites > 60
