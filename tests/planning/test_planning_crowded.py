"""Rounds whose numbers are lowered again: every way of making them gives the same."""

from __future__ import annotations

import json
import random
from dataclasses import replace

import planning_cheats as cheats
import planning_lists as made
import pytest
from planning_crowded import SEEDS, crowded

from repatria.planning import certificate as files
from repatria.planning.check_list import check
from repatria.planning.columns import load
from repatria.planning.counts import at_level
from repatria.planning.order import order_key
from repatria.planning.round import counts_of, lines_of, next_round, place_of
from repatria.planning.round_fast import as_round, fast_round
from repatria.planning.series import strict_series
from repatria.planning.why import Questions


@pytest.mark.parametrize("seed", SEEDS)
def test_one_pass_is_too_much_for_them_and_what_is_left_is_met(seed):
    people, rule = crowded(seed)
    _, lines = lines_of(people, rule, made.ON, made.numbers)
    counts = counts_of(lines, rule, {})
    assert counts.interleaved
    first = {each.clause: at_level(rule.clauses[each.clause], each.level, (0, 0))
             for each in counts.supplies}  # fmt: skip
    assert any(
        counts.limits[side][at] < both[side] for at, both in first.items() for side in (0, 1)
    )
    told = next_round(people, rule, made.ON, made.numbers)
    for at in first:
        limits = (counts.limits[0][at], counts.limits[1][at])
        assert told.counted[rule.clauses[at].number] == limits


@pytest.mark.parametrize("seed", SEEDS)
def test_the_round_from_arrays_and_the_first_of_a_series_are_the_same(seed):
    people, rule = crowded(seed)
    told = next_round(people, rule, made.ON, made.numbers)
    loaded = load(people, rule, made.ON, made.numbers)
    assert as_round(loaded, fast_round(loaded)) == told
    series = strict_series(loaded, 3)
    for side in (0, 1):
        first = {
            code
            for code, at in zip(series.codes[side], series.round_of[side].tolist(), strict=True)
            if at == 0
        }
        assert first == {*told.listed[side]}


@pytest.mark.parametrize("seed", SEEDS)
def test_the_checker_accepts_them(seed):
    chance = random.Random(seed)
    people, rule = crowded(seed)
    # Days held that give the order of the test's lottery, so that a real draw changes nothing.
    line = sorted(people, key=lambda one: order_key(one, (), made.ON, made.numbers(one.code)))
    order = [
        replace(one, captured=made.ON - made.timedelta(days=2000 - at))
        for at, one in enumerate(line)
    ]
    work = cheats.Work(
        files.in_order(order), rule, {}, made.draw(chance), [chance.randbytes(16) for _ in order]
    )
    assert check(work.record(), work.certificate(), work.register()) == []
    told = json.loads(work.certificate())["lists"]
    right = next_round(people, rule, made.ON, made.numbers).listed
    assert told == [list(each) for each in right]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_question_is_answered_as_by_the_whole_round(seed):
    people, rule = crowded(seed)
    questions = Questions(people, rule, made.ON, made.numbers)
    for person in people:
        for other in (
            person,
            replace(person, stretcher=not person.stretcher),
            replace(person, captured=made.ON - made.timedelta(days=900)),
        ):
            place = place_of(other, rule, made.ON, made.numbers)
            side = rule.sides.index(person.side)
            told = questions.solver.reason(side, questions.places[other.code], place)
            world = [other if each.code == other.code else each for each in people]
            right = next_round(world, rule, made.ON, made.numbers)
            assert told is right.reasons[other.code]
            assert questions.if_changed(other).reason is right.reasons[other.code]
