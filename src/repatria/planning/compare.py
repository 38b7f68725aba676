"""Formulas compared over one register: what each would bring to whom, and whom it would leave.

The first line of every comparison is the number of critical people who stay. Those of article 109
are outside every ratio, so a formula can leave one behind only by its time and room; what keeps
the others (a veto, not confirmed as held, not fit) no formula changes, and it is told apart. Those
who are said to be critical and whom no commission has seen yet go by the formula like anybody else.

A comparison counts people. It gives nobody a value, and says of no formula that it is the best.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from repatria.planning.columns import load
from repatria.planning.compare_groups import (
    SAID_CRITICAL,
    Groups,
    GroupWaits,
    group_waits,
    groups_of,
)
from repatria.planning.counts import Returned
from repatria.planning.eligible import BY_PROGRAM, gate
from repatria.planning.facts import Person
from repatria.planning.formulas import Formula
from repatria.planning.reasons import GATES, Reason
from repatria.planning.round import Numbers
from repatria.planning.series import (
    Series,
    Waits,
    critical_stranded,
    returned_to,
    stranded,
    strict_series,
    waits,
)
from repatria.planning.terms import Terms

BySide = tuple[int, int]
ROUNDS = 200
"""How many rounds are looked at where nobody says otherwise."""
NOT_KEPT = frozenset(
    {Reason.ALREADY_RETURNED, Reason.REPORTED_DEAD, Reason.NO_CONSENT, Reason.OUTSIDE_TERMS}
)
"""Gates that keep nobody from returning who is alive, held and wants to."""


@dataclass(frozen=True, slots=True)
class Exposure:
    """The largest difference between what the two sides have handed over."""

    people: int
    """Those of article 109 are not counted: they are owed, not lent."""
    ahead: int | None
    """Which side (0 or 1) has handed over more; None where nobody is ahead."""
    round: int | None


@dataclass(frozen=True, slots=True)
class Compared:
    """One formula. Numbers by side are of those who return to it."""

    key: str
    terms: Terms
    critical_stranded: BySide
    """Those of article 109 whom nothing keeps but room and time, and who return in none of the
    rounds."""
    said_critical_stranded: BySide
    """Those said to be wounded or ill whom no commission has confirmed, and who return in none."""
    returned: BySide
    stranded: BySide
    """Who could be considered and returns in none of the rounds, whom the formula never reaches
    among them."""
    waits: tuple[Waits, Waits]
    critical_waits: tuple[Waits, Waits]
    groups: Mapping[str, tuple[GroupWaits, GroupWaits]]
    """By a key of `compare_groups.GROUPS`."""
    last: int | None
    """The last round (from 0) in which anybody returns."""
    last_day: date | None
    exposure: Exposure


@dataclass(frozen=True, slots=True)
class Comparison:
    """All formulas over one register."""

    on: date
    rounds: int
    kept_critical: Mapping[Reason, BySide]
    """Those of article 109 who are kept whatever the formula, by the gate that is shut; who was
    returned, has died or does not want to return is not among them."""
    lines: tuple[Compared, ...]


def compare(
    people: Iterable[Person],
    formulas: Sequence[Formula],
    on: date,
    numbers: Numbers,
    rounds: int = ROUNDS,
    returned: Returned | None = None,
    each: Callable[[Formula], None] | None = None,
) -> Comparison:
    """Every formula simulated over the same people, with one lottery. `each` is told of a formula
    before its turn.

    Raises `ValueProblem` as `columns.load` and `series.strict_series`.
    """
    register = tuple(people)
    if not formulas:
        return Comparison(on, rounds, {}, ())
    terms = formulas[0].terms
    shut = {person.code: gate(person, terms, on) for person in register}
    # The gates of facts are the same for every formula: whoever is behind one is left out for good.
    able = [
        person
        for person in register
        if shut[person.code] in (None, Reason.OUTSIDE_TERMS) and _between(person, terms.sides)
    ]
    drawn = {person.code: numbers(person.code) for person in able}
    groups = groups_of(able, terms.sides, on)
    lines = []
    for formula in formulas:
        if each is not None:
            each(formula)
        series = series_for(able, formula.terms, on, drawn.__getitem__, rounds, returned)
        lines.append(_compared(formula, series, groups))
    return Comparison(on, rounds, _kept(register, shut, terms.sides), tuple(lines))


def series_for(
    people: Sequence[Person],
    terms: Terms,
    on: date,
    numbers: Numbers,
    rounds: int,
    returned: Returned | None = None,
) -> Series:
    """The strict series of any agreement: by the sort where it keeps the terms, else round by round
    by the integer program."""
    if any(clause.kind in BY_PROGRAM for clause in terms.clauses):
        from repatria.planning.compare_program import program_series  # heavy to load

        return program_series(people, terms, on, numbers, rounds, returned)
    return strict_series(load(people, terms, on, numbers), rounds, returned)


def exposure_of(series: Series) -> Exposure:
    """The largest exposure at the end of any round."""
    over = (series.moved - series.moved_duty).cumsum(axis=0)
    ahead = over[:, 0] - over[:, 1]
    if not len(ahead) or not np.any(ahead):
        return Exposure(0, None, None)
    at = int(np.argmax(np.abs(ahead)))
    # Whoever returns to the first side was handed over by the second.
    return Exposure(int(abs(ahead[at])), 1 if ahead[at] > 0 else 0, at)


def _between(person: Person, sides: tuple[str, str]) -> bool:
    """Whether somebody is of one of the sides, and not held by a third."""
    return person.side in sides and (person.holder in sides or not person.holder)


def _compared(formula: Formula, series: Series, groups: Groups) -> Compared:
    last = series.last
    found = group_waits(series, groups)
    said = found[SAID_CRITICAL]
    return Compared(
        key=formula.key,
        terms=formula.terms,
        critical_stranded=critical_stranded(series),
        said_critical_stranded=(said[0].stranded, said[1].stranded),
        returned=returned_to(series),
        stranded=stranded(series),
        waits=(waits(series, 0), waits(series, 1)),
        critical_waits=(waits(series, 0, critical=True), waits(series, 1, critical=True)),
        groups=found,
        last=None if last < 0 else last,
        last_day=None if last < 0 else series.days[last],
        exposure=exposure_of(series),
    )


def _kept(
    people: Iterable[Person], shut: Mapping[str, Reason | None], sides: tuple[str, str]
) -> dict[Reason, BySide]:
    """Those of article 109 behind a gate that no formula opens, by gate."""
    found: dict[Reason, list[int]] = {}
    for person in people:
        why = shut[person.code]
        if person.duty and person.side in sides and why is not None and why not in NOT_KEPT:
            found.setdefault(why, [0, 0])[sides.index(person.side)] += 1
    return {why: (found[why][0], found[why][1]) for why in GATES if why in found}
