"""Formulas compared: every figure against rounds made one by one and counted by hand."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta

import planning_lists as made
import pytest
from planning_series_by_rounds import rounds_of

from repatria.planning.columns import load
from repatria.planning.compare import compare, series_for
from repatria.planning.compare_groups import GROUPS
from repatria.planning.compare_program import program_series
from repatria.planning.eligible import gate
from repatria.planning.facts import Held, Medical, Person, Sex
from repatria.planning.formulas import Formula, Frame, formulas
from repatria.planning.reasons import Reason
from repatria.planning.scope import age
from repatria.planning.series import strict_series
from repatria.planning.terms import Room

FRAME = Frame(made.SIDES, (Room(3, camp=2), Room(4, stretchers=1)), 7)
ROUNDS = 9


def register(seed: int) -> list[Person]:
    chance = random.Random(seed)
    return [made.person(chance, at, 0.7) for at in range(60)]


def by_hand(people, formula: Formula):
    went = rounds_of(people, formula.terms, ROUNDS, {})
    able = [
        one
        for one in people
        if gate(one, formula.terms, made.ON) in (None, Reason.OUTSIDE_TERMS)
        and one.side in made.SIDES
        and one.holder in ("", *set(made.SIDES) - {one.side})
    ]
    return went, able


def both(people) -> tuple[int, int]:
    sides = [one.side for one in people]
    return (sides.count(made.SIDES[0]), sides.count(made.SIDES[1]))


@pytest.mark.parametrize("seed", range(3))
def test_every_figure_is_that_of_rounds_made_one_by_one(seed: int) -> None:
    people = register(seed)
    shipped = formulas(FRAME)
    found = compare(people, shipped, made.ON, made.numbers, ROUNDS)
    assert [line.key for line in found.lines] == [one.key for one in shipped]
    for formula, line in zip(shipped, found.lines, strict=True):
        went, able = by_hand(people, formula)
        home = [one for one in people if one.code in went]
        left = [one for one in able if one.code not in went]
        said = [p for p in left if p.medical is not Medical.NONE and not p.duty]
        assert line.returned == both(home), line.key
        assert line.stranded == both(left)
        assert line.critical_stranded == both([one for one in left if one.duty])
        assert line.said_critical_stranded == both(said)
        assert line.last == max(went.values(), default=None)
        for side, name in enumerate(made.SIDES):
            own = [went[one.code] for one in home if one.side == name]
            critical = [went[one.code] for one in home if one.side == name and one.duty]
            for waits, rounds in ((line.waits[side], own), (line.critical_waits[side], critical)):
                assert (waits.people, waits.rounds) == (len(rounds), sum(rounds))
                assert waits.longest == max(rounds, default=0)
                assert waits.days == 7 * sum(rounds)
            women = [one for one in able if one.side == name and one.sex is Sex.FEMALE]
            assert line.groups["women"][side].people == len(women)
            assert line.groups["women"][side].stranded == len([p for p in women if p in left])
            young = [p for p in able if p.side == name and p.born
                     and 18 <= age(p.born, made.ON) <= 25]  # fmt: skip
            assert line.groups["young"][side].people == len(young)
        assert line.exposure.people == largest_exposure(people, went)


def largest_exposure(people, went) -> int:
    ahead, most = 0, 0
    for at in range(ROUNDS):
        for one in people:
            if went.get(one.code) == at and not one.duty:
                ahead += 1 if one.side == made.SIDES[0] else -1
        most = max(most, abs(ahead))
    return most


def test_the_first_field_of_a_line_is_the_number_of_critical_people_who_stay() -> None:
    from dataclasses import fields

    from repatria.planning.compare import Compared

    names = [each.name for each in fields(Compared)]
    assert names[2] == "critical_stranded"
    assert names.index("critical_stranded") < names.index("returned")


def captive(code: str, side: int, days: int, **facts) -> Person:
    one = Person(code, made.SIDES[side], made.SIDES[1 - side], held=Held.CONFIRMED)
    return replace(one, captured=made.ON - timedelta(days=days), **facts)


HURT = {"medical": Medical.SERIOUSLY_WOUNDED, "medical_confirmed": True}


def test_what_keeps_critical_people_whatever_the_formula_is_told_apart() -> None:
    people = [
        captive("a", 0, 10, **HURT, veto="sentence"),
        captive("b", 0, 10, **HURT, fit=False),
        captive("c", 1, 10, **replace_held(HURT, Held.DEAD)),
        captive("d", 1, 10, **HURT, veto="unexplained"),
        captive("e", 1, 10, **HURT),
    ]
    found = compare(people, formulas(FRAME), made.ON, made.numbers, 5)
    assert found.kept_critical == {Reason.UNFIT_TO_TRAVEL: (1, 0), Reason.VETO: (1, 1)}
    assert list(found.kept_critical) == [Reason.UNFIT_TO_TRAVEL, Reason.VETO]
    assert all(line.critical_stranded == (0, 0) for line in found.lines)
    assert all(line.returned == (0, 1) for line in found.lines)


def replace_held(facts, held: Held):
    return {**facts, "held": held}


def test_formulas_part_where_they_should() -> None:
    """Six against twelve: one for one leaves six, two for one nobody, all for all nobody, and the
    side that hands over more is told."""
    people = [captive(f"n{at}", 0, 900 - at) for at in range(6)]
    people += [captive(f"s{at:02}", 1, 900 - at) for at in range(12)]
    wide = Frame(made.SIDES, (Room(4), Room(4)), 7)
    found = compare(people, formulas(wide), made.ON, made.numbers, 20)
    lines = {line.key: line for line in found.lines}
    assert lines["one-for-one"].stranded == (0, 6)
    assert lines["one-for-one"].exposure.people == 0
    assert lines["two-for-one"].stranded == (0, 0)
    assert lines["two-for-one"].exposure.people == 6
    # The second side's people are handed over by the first.
    assert lines["two-for-one"].exposure.ahead == 0
    assert lines["all-for-all"].stranded == (0, 0)
    assert lines["three-for-two"].returned == (6, 9)
    assert lines["istanbul-2025-06-02-ukraine"].returned == (0, 0)


def test_the_table_goes_round_by_round() -> None:
    """A colonel counts fifteen: for one colonel fifteen privates."""
    people = [captive("n0", 0, 900, rank="colonel")]
    people += [captive(f"s{at:02}", 1, 900 - at, rank="private") for at in range(20)]
    wide = Frame(made.SIDES, (Room(30), Room(30)), 7)
    table = [one for one in formulas(wide, by_program=True) if one.key == "equivalents"]
    (line,) = compare(people, table, made.ON, made.numbers, 3).lines
    series = series_for(people, table[0].terms, made.ON, made.numbers, 4)
    assert series.moved.tolist() == [[1, 15], [0, 0], [0, 0], [0, 0]]
    assert [past[1] for past in series.returned] == [(1, 15)] * 4
    assert line.returned == (1, 15)
    assert line.stranded == (0, 5)
    assert line.exposure.people == 14


def test_no_formulas_and_nobody() -> None:
    assert compare([], [], made.ON, made.numbers).lines == ()
    (line, *_) = compare([], formulas(FRAME), made.ON, made.numbers, 2).lines
    assert line.returned == line.stranded == (0, 0)
    assert line.last is None
    assert line.exposure.people == 0


def test_each_formula_is_told_before_its_turn() -> None:
    told: list[str] = []
    compare([], formulas(FRAME), made.ON, made.numbers, 2, each=lambda one: told.append(one.key))
    assert told == [one.key for one in formulas(FRAME)]
    assert set(GROUPS) == {"said_critical", "women", "young", "civilians"}


@pytest.mark.parametrize("seed", range(4))
def test_the_series_by_the_program_is_the_series_by_the_sort(seed: int) -> None:
    """On terms that both can keep, with nobody who takes three seats and no camp's places: with
    those, the best list of both sides together can be another than that of numbers fixed first."""
    people = register(seed)[:40]
    plain = Room(3, stretcher_seats=1)
    for formula in formulas(Frame(made.SIDES, (plain, plain), 7))[:6]:
        sort = strict_series(load(people, formula.terms, made.ON, made.numbers), 5)
        program = program_series(people, formula.terms, made.ON, made.numbers, 5)
        assert program.moved.tolist() == sort.moved.tolist(), formula.key
        assert program.moved_duty.tolist() == sort.moved_duty.tolist()
        assert program.days == sort.days
        for side in (0, 1):
            one, two = (
                dict(zip(each.codes[side], each.round_of[side].tolist(), strict=True))
                for each in (sort, program)
            )
            assert {code: at for code, at in one.items() if at >= 0} == {
                code: at for code, at in two.items() if at >= 0
            }
