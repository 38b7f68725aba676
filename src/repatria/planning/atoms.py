"""What a rule asks of somebody, one question each (`woman`, `age 18..25`, `held at least 9 days`):
its *atoms*, and what it makes of the answers.

That is worked out once for every set of answers, so that a birthday costs a look into a table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from repatria.planning.eligible import NO_CLASS
from repatria.planning.facts import Person
from repatria.planning.laminar import CLASSES
from repatria.planning.scope import Aged, AllOf, Anybody, AnyOf, HeldFor, Not, Scope
from repatria.planning.terms import Kind, Terms

Ints = NDArray[np.int64]
NEVER = date.max.toordinal() * 2
"""Later than any day."""
EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True, slots=True)
class Answers:
    """What a rule asks of people, answered: by person."""

    fixed: Ints
    """The answers that no day changes, a bit an atom."""
    born: Ints
    """Ordinals; `NEVER` where it is not known."""
    captured: Ints
    duty: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Standing:
    """What the day can change of somebody who can be considered."""

    tier: int
    clause: int
    """-1 for article 109."""
    caps: tuple[int, ...]


class Atoms:
    """The atoms of a rule, and what it makes of the answers to them."""

    def __init__(self, terms: Terms) -> None:
        self.terms = terms
        self.place: dict[Scope, int] = {}
        scopes = [tier.scope for tier in terms.tiers] + [each.scope for each in terms.clauses]
        while scopes:
            scope = scopes.pop()
            if isinstance(scope, AllOf | AnyOf):
                scopes += scope.parts
            elif isinstance(scope, Not):
                scopes.append(scope.inner)
            elif not isinstance(scope, Anybody):
                self.place.setdefault(scope, len(self.place))
        self.ages = [(at, one) for one, at in self.place.items() if isinstance(one, Aged)]
        self.held = [(at, one) for one, at in self.place.items() if isinstance(one, HeldFor)]
        by_day = (Aged, HeldFor)
        self.fixed = [(at, one) for one, at in self.place.items() if not isinstance(one, by_day)]
        self.known: dict[tuple[int, bool], Standing | None] = {}

    @property
    def by_day(self) -> bool:
        """Whether the day changes anything at all."""
        return bool(self.ages or self.held)

    def answers(self, people: Sequence[Person], on: date) -> Answers:
        """Asks everybody."""
        fixed = np.zeros(len(people), np.int64)
        for at, scope in self.fixed:
            fixed |= np.array([scope.holds(one, on) for one in people], np.int64) << at
        return Answers(
            fixed,
            np.array([_ordinal(one.born) for one in people], np.int64),
            np.array([_ordinal(one.captured) for one in people], np.int64),
            np.array([one.duty for one in people], np.bool_),
        )

    def spans(self, born: Ints, captured: Ints) -> list[tuple[int, Ints, Ints]]:
        """The other atoms, and by person from which day to before which each holds, as
        ordinals."""
        found = [
            (at, birthdays(born, age.least), birthdays(born, age.most + 1)) for at, age in self.ages
        ]
        never = np.full(len(captured), NEVER, np.int64)
        found += [
            (at, np.where(captured < NEVER, captured + held.days, NEVER), never)
            for at, held in self.held
        ]
        return found

    def standing(self, answers: int, duty: bool) -> Standing | None:
        """Where the rule puts somebody; None where no clause speaks of them."""
        key = (answers, duty)
        if key not in self.known:
            self.known[key] = self._standing(answers, duty)
        return self.known[key]

    def _standing(self, answers: int, duty: bool) -> Standing | None:
        tiers = [
            place for place, one in enumerate(self.terms.tiers) if self._holds(one.scope, answers)
        ]
        tier = tiers[0] if tiers else len(self.terms.tiers)
        if duty:
            return Standing(tier, NO_CLASS, ())
        inside = [
            (place, each.kind)
            for place, each in enumerate(self.terms.clauses)
            if self._holds(each.scope, answers)
        ]
        classes = [place for place, kind in inside if kind in CLASSES]
        caps = tuple(place for place, kind in inside if kind is Kind.AT_MOST)
        return Standing(tier, classes[0], caps) if classes else None

    def _holds(self, scope: Scope, answers: int) -> bool:
        if isinstance(scope, AllOf):
            return all(self._holds(part, answers) for part in scope.parts)
        if isinstance(scope, AnyOf):
            return any(self._holds(part, answers) for part in scope.parts)
        if isinstance(scope, Not):
            return not self._holds(scope.inner, answers)
        return isinstance(scope, Anybody) or bool(answers >> self.place[scope] & 1)


def birthdays(born: Ints, years: int) -> Ints:
    """The days on which people are so old (`scope.age`), as ordinals; `NEVER` stays so. Whoever was
    born on 29 February has a birthday on 1 March in other years: the 29th day from 1 February."""
    known = born < NEVER
    day = (np.where(known, born, 1) - EPOCH).astype("M8[D]")
    month = day.astype("M8[M]")
    later = (month + 12 * years).astype("M8[D]") + (day - month.astype("M8[D]"))
    return np.where(known, later.astype(np.int64) + EPOCH, NEVER)


def _ordinal(day: date | None) -> int:
    return NEVER if day is None else day.toordinal()
