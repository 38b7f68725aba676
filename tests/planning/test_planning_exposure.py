"""The timetable, who is ahead on which day, when it must be settled, and the remains apart."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
import planning_lists as made
import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.base.errors import ValueProblem
from repatria.planning.columns import load
from repatria.planning.exposure import NO_LIMIT, NO_TERM, exposure, settlement
from repatria.planning.remains_track import remains_track
from repatria.planning.scope import Anybody
from repatria.planning.series import strict_series
from repatria.planning.terms import Clause, Kind, Remains, Room, Terms
from repatria.planning.timetable import each_day, timetable

FIRST = date(2025, 6, 9)
RULE = Terms(
    name="made up",
    reading="both",
    sides=made.SIDES,
    dated=FIRST,
    clauses=(Clause(1, Kind.ALL_FOR_ALL, Anybody()),),
    tiers=(),
    room=(Room(5), Room(5)),
    interval=3,
)


@dataclass(frozen=True)
class Moves:
    """Rounds as given, without people."""

    terms: Terms
    days: tuple[date, ...]
    moved: np.ndarray
    moved_duty: np.ndarray


def moves(*rounds: tuple[int, int], duty=None, **more) -> Moves:
    rule = replace(RULE, **more)
    days = tuple(FIRST + timedelta(days=rule.interval * at) for at in range(len(rounds)))
    none = [(0, 0)] * len(rounds)
    return Moves(rule, days, np.array(rounds), np.array(duty or none))


def test_who_hands_over_more_than_they_receive_is_ahead() -> None:
    table = timetable(moves((3, 1), (0, 5), (1, 0)))
    # What goes to the first side comes from the second.
    assert [stage.balance for stage in table.stages] == [2, -3, -2]
    assert [stage.ahead for stage in table.stages] == [(0, 2), (3, 0), (2, 0)]


def test_article_109_leaves_nobody_in_debt() -> None:
    table = timetable(moves((7, 1), (0, 2), duty=[(6, 0), (0, 2)]))
    assert [stage.balance for stage in table.stages] == [0, 0]
    assert [stage.moved for stage in table.stages] == [(7, 1), (0, 2)]
    assert [stage.duty for stage in table.stages] == [(6, 0), (0, 2)]


def test_every_day_has_an_exposure() -> None:
    days = list(each_day(timetable(moves((3, 1), (0, 2)), carried=-1)))
    assert [day.day for day in days] == [FIRST + timedelta(days=at) for at in range(4)]
    assert [day.ahead for day in days] == [(0, 1), (0, 1), (0, 1), (1, 0)]
    assert [day.stage is None for day in days] == [False, True, True, False]
    assert list(each_day(timetable(moves()))) == []


def test_a_plan_that_breaks_the_limit_says_in_which_round() -> None:
    plan = moves((3, 1), (2, 0), (0, 4), (9, 0), exposure=3)
    verdict = exposure(timetable(plan), plan.terms)
    assert (verdict.largest, verdict.round) == ((0, 9), (-1, 3))
    assert verdict.broken == (1, 3)
    assert not verdict.kept
    assert all(part in verdict.sentence for part in ("round 2", "2025-06-12", "south", "4", "3"))
    within = replace(plan.terms, exposure=9)
    assert exposure(timetable(plan), within).kept
    assert exposure(timetable(plan), replace(within, exposure=None)).sentence == NO_LIMIT
    carried = exposure(timetable(plan, carried=-12), plan.terms)
    assert carried.broken[0] == -1
    assert "north" in carried.sentence
    assert carried.largest == (12, 0)


def test_a_balance_is_settled_when_the_agreement_says() -> None:
    plan = moves((2, 0), (0, 1), (0, 1), (0, 3), (1, 0), settle=2)
    verdict = settlement(timetable(plan), plan.terms)
    first, second = verdict.balances
    assert (first.since, first.settled, first.due, first.largest) == (0, 2, 2, 2)
    assert (second.since, second.settled, second.due, second.largest) == (3, None, 5, 3)
    assert verdict.kept
    assert verdict.open == (second,)
    assert "round 6" in verdict.sentences[0]
    assert "north" in verdict.sentences[0]
    sooner = replace(plan.terms, settle=1)
    late = settlement(timetable(plan), sooner)
    assert late.late == tuple(replace(one, due=one.since + 1) for one in (first, second))
    assert "south" in late.sentences[0]
    assert settlement(timetable(plan), replace(plan.terms, settle=None)).sentences == (NO_TERM,)


def test_the_other_side_ahead_is_a_balance_of_its_own() -> None:
    plan = moves((2, 0), (0, 5), (3, 0), settle=1)
    verdict = settlement(timetable(plan), plan.terms)
    assert [(one.since, one.settled) for one in verdict.balances] == [(0, 1), (1, 2)]
    assert verdict.kept
    assert not verdict.open


pairs = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=12)


@given(pairs, st.integers(-5, 5), st.integers(0, 6), st.integers(1, 4))
def test_verdicts_against_every_round_looked_at(rounds, carried: int, most: int, term: int) -> None:
    plan = moves(*rounds, exposure=most, settle=term)
    table = timetable(plan, carried)
    balances = [carried]
    for one, two in rounds:
        balances.append(balances[-1] + one - two)
    verdict = exposure(table, plan.terms)
    assert verdict.largest == (max(0, -min(balances)), max(0, *balances))
    assert verdict.kept == all(abs(one) <= most for one in balances)
    # Late: so many rounds in a row with one side ahead.
    signs = [(one > 0) - (one < 0) for one in balances]
    late = any(
        signs[at] and len({*signs[at : at + term + 1]}) == 1 for at in range(len(signs) - term)
    )
    assert settlement(table, plan.terms).kept == (not late)


def test_one_for_one_is_never_ahead() -> None:
    import random

    for seed in range(20):
        chance = random.Random(seed)
        rule = replace(RULE, clauses=(Clause(1, Kind.EQUAL, Anybody()),), exposure=0)
        people = made.people(chance, 30, 0.9)
        series = strict_series(load(people, rule, made.ON, made.numbers), 5)
        assert exposure(timetable(series), rule).kept


def test_remains_have_rounds_of_their_own() -> None:
    rule = replace(RULE, remains=Remains((10, None)))
    track = remains_track(rule, FIRST, 4, there=(12, 5), capacity=(4, 2), handed_over=(1, 0))
    assert [one.moved for one in track.rounds] == [(4, 2), (4, 2), (1, 1), (0, 0)]
    assert track.rounds[1].left == (1, 1)
    assert track.rounds[1].day == FIRST + timedelta(days=3)
    assert "round 3" in track.verdicts[0]
    assert "5" in track.verdicts[1]


def test_what_is_promised_and_not_there_is_said() -> None:
    rule = replace(RULE, remains=Remains((10, 4)))
    track = remains_track(rule, FIRST, 2, there=(6, 4), capacity=(2, 1))
    assert [one.moved for one in track.rounds] == [(2, 1), (2, 1)]
    assert len(track.verdicts) == 3
    assert "6 are there" in track.verdicts[0]
    assert "2 of 10" in track.verdicts[1]
    assert "2 of 4" in track.verdicts[2]


def test_remains_need_an_agreement_and_numbers() -> None:
    with pytest.raises(ValueProblem):
        remains_track(RULE, FIRST, 2, there=(1, 1), capacity=(1, 1))
    rule = replace(RULE, remains=Remains((1, 1)))
    with pytest.raises(ValueProblem):
        remains_track(rule, FIRST, 2, there=(-1, 1), capacity=(1, 1))
    with pytest.raises(ValueProblem):
        remains_track(rule, date(9999, 12, 30), 2, there=(1, 1), capacity=(1, 1))
