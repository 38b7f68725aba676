"""Sides cut down, tables with one person elsewhere, rounds solved anew: each against the whole."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from itertools import pairwise

import planning_brute as brute
import planning_lists as made
from hypothesis import given
from hypothesis import strategies as st

from repatria.planning.counts import COUPLED, mixed
from repatria.planning.eligible import gate
from repatria.planning.reasons import Reason
from repatria.planning.round import lines_of, next_round, place_of
from repatria.planning.terms import Kind
from repatria.planning.walk import reason, walk
from repatria.planning.why import Questions, changes
from repatria.planning.why_kernel import KINDS
from repatria.planning.why_lines import Rows, cut_down, ends_of, order_of

seeds = st.integers(0, 1_000_000)


def sides(chance: random.Random):
    rule = made.terms(chance)
    people = made.people(chance, 60, 0.95)
    return rule, people, lines_of(people, rule, made.ON, made.numbers)[1]


@given(seeds)
def test_a_side_cut_down_gives_every_walk_the_same_whatever_the_numbers(seed):
    chance = random.Random(seed)
    rule, _, lines = sides(chance)
    for line, room in zip(lines, rule.room, strict=True):
        short = cut_down(line, room)
        for _ in range(4):
            limits = {
                at: chance.randint(0, 8) for at in range(len(rule.clauses)) if chance.random() < 0.6
            }
            whole, part = walk(line, room, limits), walk(short, room, limits)
            assert [each.code for each in part.taken] == [each.code for each in whole.taken]
            assert part.counts == whole.counts
            for place in line:
                assert reason(place, part.cutoffs) is reason(place, whole.cutoffs)


@given(seeds)
def test_it_does_so_with_anybody_taken_out_and_somebody_put_in(seed):
    chance = random.Random(seed)
    rule, _, lines = sides(chance)
    line, room = lines[0], rule.room[0]
    if not line:
        return
    short = cut_down(line, room)
    gone, put = chance.choice(line), chance.choice(line)
    moved = replace(put, key=chance.choice(line).key, code="p99998")

    def with_change(some):
        kept = [each for each in some if each.code != gone.code]
        return sorted([*kept, moved], key=lambda each: (each.key, each.code))

    whole, part = (walk(with_change(each), room, {0: 2}) for each in (line, short))
    assert [each.code for each in part.taken] == [each.code for each in whole.taken]


def test_cutting_down_leaves_few_of_many():
    chance = random.Random(5)
    rule, _, _ = sides(chance)
    room = replace(rule.room[0], seats=3, camp=None)
    many = [made.person(chance, at, 1.0) for at in range(3_000)]
    lines = lines_of(many, replace(rule, room=(room, room)), made.ON, made.numbers)[1]
    kinds = Counter((p.clause, p.caps, p.camp, p.stretcher) for p in lines[0])
    assert len(cut_down(lines[0], room)) == sum(min(4, each) for each in kinds.values())


@given(seeds)
def test_a_table_with_one_person_elsewhere_is_the_list_with_them_there(seed):
    chance = random.Random(seed)
    rule, people, lines = sides(chance)
    line = lines[0]
    caps = sum(each.kind is Kind.AT_MOST for each in rule.clauses)
    rows = Rows(line, len(rule.clauses), caps)
    for person in people[:12]:
        if person.side != made.SIDES[0]:
            continue
        other = replace(
            person, captured=made.date(2022, 3, chance.randint(1, 28)), held="confirmed"
        )
        place = place_of(other, rule, made.ON, made.numbers)
        kept = [each for each in line if each.code != person.code]
        right = sorted([*kept, place], key=lambda each: each.key)
        table, at = rows.changed(person.code, place)
        assert right[at].code == person.code
        assert len(table) == len(right)
        for number, each in enumerate(right):
            if number != at:
                assert tuple(table[number]) == rows.row(each)
        sets = rows.members[rows.starts[table[at, 1]] : rows.starts[table[at, 1] + 1]]
        assert tuple(sets.tolist()) == place.caps


@given(seeds)
def test_the_order_of_classes_and_whether_they_stand_mixed_are_as_counted_by_pairs(seed):
    chance = random.Random(seed)
    rule, _, lines = sides(chance)
    coupled = frozenset(at for at, each in enumerate(rule.clauses) if each.kind in COUPLED)
    gone, put = chance.choice(lines[0] or [None]), chance.choice(lines[0] or [None])
    if gone is None:
        return
    moved = replace(put, key=(1, 0, -chance.randint(0, 1500), chance.getrandbits(200)), code="x")
    ends = [ends_of(line, coupled) for line in lines]
    out = gone if gone.clause in coupled else None
    into = moved if moved.clause in coupled else None
    found = order_of((ends[0].without(out, into), ends[1].without(None, None)))
    line = sorted([*(each for each in lines[0] if each is not gone), moved], key=lambda p: p.key)
    first: dict = {}
    for place in sorted((*line, *lines[1]), key=lambda each: each.key):
        if place.clause in coupled:
            first.setdefault(place.clause, place.key)
    runs = [[p.clause for p in each if p.clause in coupled] for each in (line, lines[1])]
    assert found == (list(first), mixed(runs, first))
    assert list(first.values()) == sorted(first.values())
    assert all(one <= two for one, two in pairwise(first.values()))


def test_a_round_solved_anew_gives_everybody_the_reason_of_the_whole_round():
    """The compiled way alone, also where a closed form would have answered."""
    found: Counter = Counter()
    for seed in range(250):
        if seed % 2:
            people, rule, returned, _ = brute.capped_case(seed, 14)
        else:
            chance = random.Random(seed)
            rule, people = made.terms(chance), made.people(chance, 16, 0.8)
            returned = made.returned(chance, rule)
        questions = Questions(people, rule, made.ON, made.numbers, returned)
        for person in people:
            for other in changes(person).values():
                if gate(other, rule, made.ON) is not None:
                    continue
                place = place_of(other, rule, made.ON, made.numbers)
                side = rule.sides.index(person.side)
                told = questions.solver.reason(side, questions.places.get(other.code), place)
                world = [other if each.code == other.code else each for each in people]
                right = next_round(world, rule, made.ON, made.numbers, returned)
                assert told is right.reasons[other.code], (seed, person.code)
                found[told] += 1
                found["mixed"] += right.interleaved
    assert found["mixed"] > 50
    assert all(found[each] > 3 for each in tuple(Reason)[8:13]), found


def test_the_kinds_with_numbers_are_all_known_to_the_compiled_round():
    assert set(KINDS) == COUPLED | {Kind.AT_MOST}
