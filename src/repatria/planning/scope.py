"""Whom a clause or a tier speaks of: a predicate over confirmed facts.

Written as people read it: `seriously_wounded or gravely_ill`, `age 18..25 and not civilian`,
`held at least 365 days`, `any`. Ages and days are as of the day of the round.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import date

from repatria.planning.facts import Medical, Person, Sex


class Scope(ABC):
    """A predicate; the kinds below are all there are."""

    @abstractmethod
    def holds(self, person: Person, on: date) -> bool:
        """Whether a person is within it on a day. What is not known or not confirmed is not."""


@dataclass(frozen=True, slots=True)
class Anybody(Scope):
    """`any`"""

    def holds(self, person: Person, on: date) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class HasMedical(Scope):
    """`seriously_wounded`, `gravely_ill`: as a commission decided."""

    category: Medical

    def holds(self, person: Person, on: date) -> bool:
        return person.medical is self.category and person.medical_confirmed


@dataclass(frozen=True, slots=True)
class IsCivilian(Scope):
    """`civilian`, or `soldier` for its opposite."""

    civilian: bool

    def holds(self, person: Person, on: date) -> bool:
        return person.civilian is self.civilian


@dataclass(frozen=True, slots=True)
class OfSex(Scope):
    """`woman`, `man`"""

    sex: Sex

    def holds(self, person: Person, on: date) -> bool:
        return person.sex is self.sex


@dataclass(frozen=True, slots=True)
class Aged(Scope):
    """`age 18..25`: whole years, both ends within."""

    least: int
    most: int

    def holds(self, person: Person, on: date) -> bool:
        return person.born is not None and self.least <= age(person.born, on) <= self.most


@dataclass(frozen=True, slots=True)
class HeldFor(Scope):
    """`held at least 365 days`"""

    days: int

    def holds(self, person: Person, on: date) -> bool:
        return person.captured is not None and (on - person.captured).days >= self.days


@dataclass(frozen=True, slots=True)
class CapturedBefore(Scope):
    """`captured before 2022-06-01`"""

    day: date

    def holds(self, person: Person, on: date) -> bool:
        return person.captured is not None and person.captured < self.day


@dataclass(frozen=True, slots=True)
class OfRank(Scope):
    """`rank colonel`: as the register has it."""

    rank: str

    def holds(self, person: Person, on: date) -> bool:
        return person.rank == self.rank


@dataclass(frozen=True, slots=True)
class OfUnit(Scope):
    """`unit CODE`"""

    unit: str

    def holds(self, person: Person, on: date) -> bool:
        return person.unit == self.unit


@dataclass(frozen=True, slots=True)
class Not(Scope):
    inner: Scope

    def holds(self, person: Person, on: date) -> bool:
        return not self.inner.holds(person, on)


@dataclass(frozen=True, slots=True)
class AllOf(Scope):
    """`… and …`"""

    parts: tuple[Scope, ...]

    def holds(self, person: Person, on: date) -> bool:
        return all(part.holds(person, on) for part in self.parts)


@dataclass(frozen=True, slots=True)
class AnyOf(Scope):
    """`… or …`"""

    parts: tuple[Scope, ...]

    def holds(self, person: Person, on: date) -> bool:
        return any(part.holds(person, on) for part in self.parts)


def age(born: date, on: date) -> int:
    """Whole years on a day; a birthday on 29 February is had on 1 March in other years."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
