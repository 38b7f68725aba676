"""The series of an agreement with tables, pairs or groups: round after round by the integer
program, in the form of `series.Series`. Slow where the register is large."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from repatria.planning.counts import Returned
from repatria.planning.facts import Held, Person
from repatria.planning.groups_round import group_round
from repatria.planning.plain import scope_data
from repatria.planning.reasons import GATES, Reason
from repatria.planning.round import Numbers, returned_after
from repatria.planning.series import Series, check_rounds
from repatria.planning.terms import Terms


def program_series(
    people: Sequence[Person],
    terms: Terms,
    on: date,
    numbers: Numbers,
    rounds: int,
    returned: Returned | None = None,
) -> Series:
    """So many rounds, each the list of record of those who are left. Raises `ValueProblem` as
    `series.strict_series` and `groups_round.group_round`."""
    check_rounds(rounds)
    step = max(1, terms.interval)
    days = tuple(date.fromordinal(on.toordinal() + step * at) for at in range(rounds))
    duty = {person.code for person in people if person.duty}
    side_of = {person.code: terms.sides.index(person.side) for person in people
               if person.side in terms.sides}  # fmt: skip
    left, went = list(people), dict[str, int]()
    considered: set[str] = set()
    outside: set[str] = set()
    moved, moved_duty = np.zeros((rounds, 2), np.int64), np.zeros((rounds, 2), np.int64)
    after: list[Returned] = []
    past: Returned = returned or {}
    mixed = np.zeros(rounds, np.bool_)
    scopes = [tier.scope for tier in terms.tiers] + [clause.scope for clause in terms.clauses]
    by_the_day = any(_by_the_day(scope_data(scope)) for scope in scopes)
    for at, day in enumerate(days):
        made = group_round(left, terms, day, numbers, past)
        for code, why in made.reasons.items():
            if why is Reason.OUTSIDE_TERMS:
                outside.add(code)
            elif why not in GATES:
                considered.add(code)
        past = returned_after(past, made)
        after.append(past)
        mixed[at] = made.interleaved
        for side, codes in enumerate(made.listed):
            moved[at, side] = len(codes)
            moved_duty[at, side] = sum(code in duty for code in codes)
            went.update(dict.fromkeys(codes, at))
        # Kept as returned: whoever is tied to one of them is not tied to somebody unknown.
        left = [_after(person, went) for person in left]
        if not moved[at].any() and not by_the_day:
            # Nothing that a later day could change: all later rounds are as empty.
            after += [past] * (rounds - 1 - at)
            mixed[at:] = made.interleaved
            break
    rows = tuple(
        tuple(p.code for p in people if p.code in considered and side_of[p.code] == side)
        for side in (0, 1)
    )
    beyond = [side_of[code] for code in outside - considered if code in side_of]
    return Series(
        terms=terms,
        days=days,
        codes=(rows[0], rows[1]),
        round_of=(_rounds(rows[0], went), _rounds(rows[1], went)),
        duty=(_duty(rows[0], duty), _duty(rows[1], duty)),
        outside=(beyond.count(0), beyond.count(1)),
        moved=moved,
        moved_duty=moved_duty,
        returned=tuple(after),
        interleaved=mixed,
    )


def _by_the_day(scope: list[Any]) -> bool:
    """Whether a scope, as plain data, can hold on one day and not on another: age, days held."""
    kind, *parts = scope
    return kind in ("age", "held") or any(
        _by_the_day(part) for part in parts if isinstance(part, list)
    )


def _after(person: Person, went: dict[str, int]) -> Person:
    return replace(person, held=Held.RETURNED) if person.code in went else person


def _rounds(codes: tuple[str, ...], went: dict[str, int]) -> NDArray[np.int32]:
    return np.array([went.get(code, -1) for code in codes], np.int32)


def _duty(codes: tuple[str, ...], duty: set[str]) -> NDArray[np.bool_]:
    return np.array([code in duty for code in codes], np.bool_)
