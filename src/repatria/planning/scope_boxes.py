"""A box: a set of allowed values for every fact of a person, all of which must hold at once.

What scopes mean to one another is decided over boxes (`scope_sense`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from repatria.base.errors import ValueProblem
from repatria.planning.facts import Medical, Person, Sex
from repatria.planning.scope import (
    Aged,
    Anybody,
    CapturedBefore,
    HasMedical,
    HeldFor,
    IsCivilian,
    OfRank,
    OfSex,
    OfUnit,
    Scope,
)

OLDEST = 130
"""Years. Nobody is older, and nobody has been held longer."""
FIRST, LAST = date(300, 1, 1).toordinal(), date(2999, 12, 31).toordinal()
"""Days of capture and of rounds lie between these."""
_AGES = (1 << OLDEST + 2) - 1
_NO_AGE = 1 << OLDEST + 1
_LONGEST = OLDEST * 366


@dataclass(frozen=True, slots=True)
class Named:
    """A fact of open vocabulary: one word that it must be, or words that it must not be."""

    word: str | None = None
    others: frozenset[str] = frozenset()

    def meet(self, other: Named) -> Named | None:
        if self.word is not None and other.word is not None and self.word != other.word:
            return None
        word = self.word if self.word is not None else other.word
        others = self.others | other.others
        if word is None:
            return Named(None, others)
        return None if word in others else Named(word)

    def covers(self, other: Named) -> bool:
        if self.word is not None:
            return self.word == other.word
        if other.word is not None:
            return other.word not in self.others
        return self.others <= other.others

    def example(self) -> str:
        if self.word is not None:
            return self.word
        return next(name for name in _names() if name not in self.others)


def _names() -> Iterable[str]:
    yield ""
    yield from (f"other-{number}" for number in range(1, 1_000_000))


@dataclass(frozen=True, slots=True)
class Box:
    """Allowed values of each fact. `ages` is a bit a year, and one for an unknown age."""

    medical: frozenset[Medical] = frozenset(Medical)
    civilian: frozenset[bool] = frozenset({True, False})
    sex: frozenset[Sex] = frozenset(Sex)
    ages: int = _AGES
    rank: Named = field(default_factory=Named)
    unit: Named = field(default_factory=Named)
    uncaptured: bool = True
    """Whether the day of capture may be unknown."""
    earliest: int = FIRST
    latest: int = LAST
    held_least: int = 0
    held_most: int = _LONGEST

    def meet(self, other: Box, since: int) -> Box | None:
        rank, unit = self.rank.meet(other.rank), self.unit.meet(other.unit)
        if rank is None or unit is None:
            return None
        both = Box(
            self.medical & other.medical,
            self.civilian & other.civilian,
            self.sex & other.sex,
            self.ages & other.ages,
            rank,
            unit,
            self.uncaptured and other.uncaptured,
            max(self.earliest, other.earliest),
            min(self.latest, other.latest),
            max(self.held_least, other.held_least),
            min(self.held_most, other.held_most),
        )
        return both if both.possible(since) else None

    def covers(self, other: Box) -> bool:
        """Whether whoever is in the other is in this one."""
        return (
            self.medical >= other.medical
            and self.civilian >= other.civilian
            and self.sex >= other.sex
            and not other.ages & ~self.ages
            and self.rank.covers(other.rank)
            and self.unit.covers(other.unit)
            and self.uncaptured >= other.uncaptured
            and self.earliest <= other.earliest
            and self.latest >= other.latest
            and self.held_least <= other.held_least
            and self.held_most >= other.held_most
        )

    def possible(self, since: int) -> bool:
        return bool(
            self.medical
            and self.civilian
            and self.sex
            and self.ages
            and (self.uncaptured or self.capture(since))
        )

    def capture(self, since: int) -> tuple[int, int] | None:
        """A day of capture and a day of a round, not before `since`, that fit; None if none do."""
        captured = self.latest
        held = max(self.held_least, since - captured)
        if self.earliest > captured or held > self.held_most:
            return None
        return captured, captured + held


def atom_boxes(scope: Scope, holds: bool) -> tuple[Box, ...]:
    """The boxes in which a scope of one fact holds, or does not. Some may leave a fact no value."""
    match scope:
        case Anybody():
            return (Box(),) if holds else ()
        case HasMedical(category):
            one = frozenset({category})
            return (Box(medical=one if holds else frozenset(Medical) - one),)
        case IsCivilian(civilian):
            return (Box(civilian=frozenset({civilian is holds})),)
        case OfSex(sex):
            return (Box(sex=frozenset({sex}) if holds else frozenset(Sex) - {sex}),)
        case Aged(least, most):
            years = range(max(0, least), min(OLDEST, most) + 1)
            ages = sum(1 << year for year in years)
            return (Box(ages=ages if holds else _AGES & ~ages),)
        case HeldFor(days):
            if holds:
                return (Box(uncaptured=False, held_least=max(0, days)),)
            return (Box(held_most=min(_LONGEST, days - 1)),)
        case CapturedBefore(day):
            first = day.toordinal()
            if holds:
                return (Box(uncaptured=False, latest=min(LAST, first - 1)),)
            return (Box(earliest=max(FIRST, first)),)
        case OfRank(rank):
            named = Named(rank) if holds else Named(None, frozenset({rank}))
            return (Box(rank=named),)
        case OfUnit(unit):
            named = Named(unit) if holds else Named(None, frozenset({unit}))
            return (Box(unit=named),)
    raise ValueProblem(f"a scope of a kind that is not known: {type(scope).__name__}")


def somebody(box: Box, since: int) -> tuple[Person, date]:
    """Somebody in a box that is possible, and a day of a round."""
    days = box.capture(since)
    captured, on = days if days is not None else (None, since)
    if days is not None and box.uncaptured:
        captured, on = None, since
    day = date.fromordinal(on)
    born = None
    if not box.ages & _NO_AGE:
        years = (box.ages & -box.ages).bit_length() - 1
        leap = (day.month, day.day) == (2, 29)
        born = date(day.year - years, day.month, 28 if leap else day.day)
    medical = next(one for one in Medical if one in box.medical)
    person = Person(
        code="EXAMPLE",
        side="",
        holder="",
        medical=medical,
        medical_confirmed=medical is not Medical.NONE,
        born=born,
        sex=next(one for one in reversed(Sex) if one in box.sex),
        civilian=next(one for one in (False, True) if one in box.civilian),
        captured=None if captured is None else date.fromordinal(captured),
        rank=box.rank.example(),
        unit=box.unit.example(),
    )
    return person, day
