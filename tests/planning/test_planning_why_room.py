"""More room, one seat or place after another, each against the round made anew."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace

import planning_lists as made
import pytest

from repatria.planning.facts import Held, Person
from repatria.planning.reasons import Reason
from repatria.planning.round import next_round
from repatria.planning.scope import Anybody
from repatria.planning.terms import Clause, Kind, Room
from repatria.planning.why import Questions
from repatria.planning.why_room import MoreRoom, RoomQuestions

MOST = 7


def widened(rule, side: int, name: str, more: int):
    room = replace(rule.room[side], **{name: getattr(rule.room[side], name) + more})
    return replace(rule, room=tuple(room if at == side else rule.room[at] for at in (0, 1)))


def least(people, rule, returned, person, name: str) -> int | None:
    """By rounds made from the start."""
    side = rule.sides.index(person.side)
    if getattr(rule.room[side], name) is None:
        return None
    for more in range(1, MOST + 1):
        wider = widened(rule, side, name, more)
        one = next_round(people, wider, made.ON, made.numbers, returned)
        if one.reasons[person.code] is Reason.ON_LIST:
            return more
    return None


def test_more_room_against_rounds_made_anew():
    found: Counter = Counter()
    for seed in range(110):
        chance = random.Random(seed)
        rule, people = made.terms(chance), made.people(chance, 14, 0.9)
        returned = made.returned(chance, rule)
        questions = Questions(people, rule, made.ON, made.numbers, returned)
        rooms = RoomQuestions(questions, MOST)
        for person in people:
            told, why = rooms.more(person.code), questions.reasons[person.code]
            if why is Reason.ON_LIST:
                assert told == MoreRoom(0, 0)
            elif person.code not in questions.places:
                assert told is None
            else:
                seats = least(people, rule, returned, person, "seats")
                camp = least(people, rule, returned, person, "camp")
                assert told == MoreRoom(seats, camp), (seed, person.code)
                found["seats"] += seats is not None
                found["camp"] += camp is not None
                found["neither"] += seats is None and camp is None
    assert min(found.values()) > 20


def test_where_there_is_a_closed_form_it_says_the_same():
    tried = 0
    for seed in range(60):
        chance = random.Random(seed)
        rule = replace(
            made.terms(chance), clauses=(Clause(1, Kind.ALL_FOR_ALL, Anybody()),),
            room=(Room(3), Room(4)),
        )  # fmt: skip
        people = [replace(each, stretcher=False) for each in made.people(chance, 14, 0.9)]
        questions = Questions(people, rule, made.ON, made.numbers)
        rooms = RoomQuestions(questions, 20)
        for person in people:
            need = questions.needed(person.code)
            if need is not None:
                seats = rule.room[rule.sides.index(person.side)].seats
                assert rooms.more(person.code).seats == max(0, need.seats - seats)
                tried += 1
    assert tried > 100


def test_a_seat_more_can_go_to_a_stretcher_and_all_of_them_are_tried():
    side, other = made.SIDES
    lying = Person("a", side, other, held=Held.CONFIRMED, captured=made.date(2022, 1, 1))
    people = [
        replace(lying, stretcher=True),
        replace(lying, code="b", captured=made.date(2023, 1, 1)),
        replace(lying, code="c", captured=made.date(2024, 1, 1)),
    ]
    rule = replace(
        made.terms(random.Random(1), 3),
        clauses=(Clause(1, Kind.ALL_FOR_ALL, Anybody()),),
        tiers=(),
        room=(Room(1), Room(1)),
    )
    questions = Questions(people, rule, made.ON, made.numbers)
    rooms = RoomQuestions(questions, 6)
    found = {code: rooms.more(code).seats for code in "abc"}
    assert found == {"a": 2, "b": 0, "c": 1}
    looked = [RoomQuestions(questions, most).more("a").seats for most in (1, 2)]
    assert looked == [None, 2]


def test_a_code_that_nobody_has_is_refused():
    rule = made.terms(random.Random(1))
    rooms = RoomQuestions(Questions([], rule, made.ON, made.numbers), 3)
    with pytest.raises(KeyError):
        rooms.more("nobody")
