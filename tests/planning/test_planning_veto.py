"""The veto bill: every bill against two series made round by round, with the veto and without."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta

import numpy as np
import planning_lists as made
import pytest
from planning_vetoes import ROUNDS, case, with_vetoes, wrong

from repatria.base.errors import ValueProblem
from repatria.planning.columns import load
from repatria.planning.eligible import gate
from repatria.planning.facts import Held, Medical, Person
from repatria.planning.reasons import Reason
from repatria.planning.scope import Anybody, OfUnit
from repatria.planning.series_book import line_of
from repatria.planning.series_kernel import ABSENT, WAITS
from repatria.planning.terms import Clause, Kind, Room, Terms
from repatria.planning.veto import (
    bill,
    bills,
    group_bills,
    grouped,
    sentence,
    veto_series,
)
from repatria.planning.veto_series import again, base_of, fixed_of


def vetoed(people, rule) -> list[str]:
    return [one.code for one in people if gate(one, rule, made.ON) is Reason.VETO]


@pytest.mark.parametrize("block", range(8))
def test_every_bill_is_that_of_two_series_made_round_by_round(block: int) -> None:
    for seed in range(block * 12, block * 12 + 12):
        _, rule, people, returned = case(seed)
        series = veto_series(people, rule, made.ON, made.numbers, ROUNDS, returned)
        codes = vetoed(people, rule)
        assert sorted(series.people) == sorted(codes)
        for found in bills(series):
            assert not wrong(found.codes, people, rule, returned, found), (seed, found)


@pytest.mark.parametrize("block", range(4))
def test_vetoes_together_are_billed_by_a_series_of_their_own(block: int) -> None:
    for seed in range(5000 + block * 15, 5000 + block * 15 + 15):
        _, rule, people, returned = case(seed)
        series = veto_series(people, rule, made.ON, made.numbers, ROUNDS, returned)
        for codes in grouped(series, lambda one: one.veto).values():
            assert not wrong(codes, people, rule, returned, bill(series, codes)), seed


@pytest.mark.parametrize("block", range(4))
def test_beginning_in_the_middle_is_beginning_at_the_start(block: int) -> None:
    """The rounds that are passed over, and the end that is cut off, change nothing."""
    skipped = 0
    for seed in range(block * 25, block * 25 + 25):
        chance = random.Random(seed)
        rule = replace(made.terms(chance, 2), interval=30)
        small = Room(seats=4, stretchers=1, stretcher_seats=2, camp=3)
        rule = replace(rule, room=(small, small))
        people = with_vetoes(chance, [made.person(chance, at, 1.0) for at in range(90)])
        series = veto_series(people, rule, made.ON, made.numbers, 12)
        free = [replace(p, veto="") if p.code in series.people else p for p in people]
        line = line_of(load(free, rule, made.ON, made.numbers), 12)
        for code, row in series.vetoes.items():
            round_of = np.full(len(line.codes), WAITS, np.int32)
            round_of[[at for at in series.vetoes.values() if at != row]] = ABSENT
            whole = base_of(line.book, fixed_of(line.book), 12, round_of, series.base.had[0].copy())
            other = series.base.round_of.copy()
            places = np.flatnonzero(line.book.row == row)
            reached = series.base.reach[:, line.side[row]] >= places[0]
            begin = int(np.argmax(reached)) if reached.any() else 12
            begin = begin if series.fixed.apart else 0
            skipped += begin
            again(line.book, series.fixed, series.base, begin, other, np.array([row]))
            assert (other == whole.round_of).all(), (seed, code)
    assert skipped > 0


def captive(code: str, side: int, days: int, **facts) -> Person:
    one = Person(code, made.SIDES[side], made.SIDES[1 - side], held=Held.CONFIRMED)
    return replace(one, captured=made.ON - timedelta(days=days), **facts)


def few_and_many(kind: Kind, **facts):
    """Six who return to the north, one of them kept; twelve to the south, two of them kept."""
    people = [captive(f"n{at}", 0, 900 - at) for at in range(6)]
    people += [captive(f"s{at:02}", 1, 900 - at) for at in range(12)]
    kept = {"n0": "sentence", "s00": "unexplained", "s01": "sentence"}
    people = [replace(one, veto=kept.get(one.code, ""), **facts) for one in people]
    clause = Clause(1, kind, Anybody())
    rule = Terms("t", "both", made.SIDES, None, (clause,), (), (Room(2), Room(2)), interval=7)
    return people, rule, veto_series(people, rule, made.ON, made.numbers, 10)


def test_one_for_one_a_veto_of_the_side_that_says_it_keeps_one_of_its_own() -> None:
    """Five can go north and ten south, so five go each way. Whoever holds n0 loses one of its own
    by it; whoever holds s00 loses nobody, and lets others of the south wait less."""
    _, _, series = few_and_many(Kind.EQUAL)
    north, south = bill(series, ["n0"]), bill(series, ["s00"])
    assert north.kept == (1, 1)
    assert north.rounds == (0,)
    assert south.kept == (0, 0)
    assert south.delay[1] < 0
    text = str(sentence(series, north))
    assert "keep 1 of those who would return to south, who has the veto" in text
    both = bill(series, ["n0", "s00", "s01"])
    assert "keep 1 of those who would return to north, and 1 of those" in str(
        sentence(series, both)
    )


def test_all_for_all_a_veto_costs_exactly_the_one_it_names() -> None:
    _, _, series = few_and_many(Kind.ALL_FOR_ALL)
    assert bill(series, ["n0"]).kept == (1, 0)
    assert bill(series, ["s00"]).kept == (0, 1)


def test_bills_do_not_add() -> None:
    """Eight vetoes on the side that has more: each alone keeps nobody's counterpart, all do."""
    people = [captive(f"n{at}", 0, 900 - at) for at in range(5)]
    people += [captive(f"s{at}", 1, 900 - at, veto="sentence" if at < 8 else "") for at in range(9)]
    rule = Terms(
        "t", "both", made.SIDES, None, (Clause(1, Kind.EQUAL, Anybody()),), (),
        (Room(3), Room(3)), interval=7,
    )  # fmt: skip
    series = veto_series(people, rule, made.ON, made.numbers, 10)
    alone = [bill(series, [code]).kept for code in sorted(series.people)]
    together = group_bills(series, lambda one: one.veto)["sentence"].kept
    assert alone == [(1, 1)] * 8
    assert together == (4, 4)


def test_article_109_kept_is_told_apart_and_costs_nobody_a_counterpart() -> None:
    hurt = {"medical": Medical.GRAVELY_ILL, "medical_confirmed": True}
    _, _, series = few_and_many(Kind.EQUAL, **hurt)
    found = bill(series, ["n0"])
    assert found.kept == found.kept_critical == (1, 0)


def test_a_veto_on_somebody_whom_the_terms_never_reach_costs_nothing() -> None:
    people, rule, _ = few_and_many(Kind.EQUAL)
    other = replace(rule, clauses=(Clause(1, Kind.EQUAL, OfUnit("u9")),))
    series = veto_series(people, other, made.ON, made.numbers, 5)
    assert series.beyond == {"n0", "s00", "s01"}
    found = bill(series, ["n0", "s00"])
    assert found.kept == found.delay == (0, 0)
    assert found.rounds == (None, None)


@pytest.mark.parametrize("code", ["n1", "nobody"])
def test_who_is_kept_by_no_veto_has_no_bill(code: str) -> None:
    _, _, series = few_and_many(Kind.EQUAL)
    with pytest.raises(ValueProblem, match=code):
        bill(series, [code])


def test_who_is_kept_by_another_gate_as_well_has_no_bill() -> None:
    one = captive("n0", 0, 900, veto="sentence", fit=False)
    rule = Terms(
        "t", "both", made.SIDES, None, (Clause(1, Kind.EQUAL, Anybody()),), (), (Room(3), Room(3))
    )
    series = veto_series([one], rule, made.ON, made.numbers, 5)
    assert not series.people
    assert list(bills(series)) == []
