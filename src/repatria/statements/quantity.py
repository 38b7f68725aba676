"""What was said about how many: quantities, and the arithmetic of the intervals they allow.

A quantity is never a bare number. *None*, *not stated* and *nothing found* are three values: the
first two are quantities (somebody spoke), the third is the absence of any.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from repatria.base.errors import ValueProblem
from repatria.base.messages import sentence


class Kind(StrEnum):
    """The kinds of quantity that a statement can carry."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    ABOUT = "about"
    RANGE = "range"
    PARITY = "parity"
    """As many as the other way, and no number."""
    NONE = "none"
    """Said to be none: zero, spoken aloud."""
    NOT_STATED = "not_stated"


@dataclass(frozen=True, slots=True)
class Interval:
    """All whole numbers from `low` to `high`; `high` is `None` where nothing bounds it."""

    low: int
    high: int | None

    def meets(self, other: Interval) -> bool:
        """Whether some number lies in both."""
        return (other.high is None or self.low <= other.high) and (
            self.high is None or other.low <= self.high
        )

    def gap(self, other: Interval) -> int:
        """How far apart the nearest numbers of the two are; 0 where they meet."""
        if self.high is not None and self.high < other.low:
            return other.low - self.high
        if other.high is not None and other.high < self.low:
            return self.low - other.high
        return 0

    def hull(self, other: Interval) -> Interval:
        """The smallest interval that holds both."""
        high = None if self.high is None or other.high is None else max(self.high, other.high)
        return Interval(min(self.low, other.low), high)

    def within(self, other: Interval) -> bool:
        """Whether every number of this interval lies in the other."""
        if self.low < other.low:
            return False
        return other.high is None or (self.high is not None and self.high <= other.high)

    def __add__(self, other: Interval) -> Interval:
        high = None if self.high is None or other.high is None else self.high + other.high
        return Interval(self.low + other.low, high)

    def minus(self, other: Interval) -> tuple[int | None, int | None]:
        """The least and the greatest difference `self - other`; `None` where unbounded."""
        least = None if other.high is None else self.low - other.high
        greatest = None if self.high is None else self.high - other.low
        return least, greatest

    @property
    def single(self) -> int | None:
        """The one number of the interval, or `None` where it holds several."""
        return self.low if self.low == self.high else None

    def __str__(self) -> str:
        if self.high is None:
            return f"{self.low} or more"
        return str(self.low) if self.low == self.high else f"{self.low} to {self.high}"


ZERO = Interval(0, 0)
ANY = Interval(0, None)


@dataclass(frozen=True, slots=True)
class Quantity:
    """What was said about how many, with the raw words where the source gave words.

    `low` and `high` bound the number (`high` is `None` where the words leave it open); `number` is
    the number that was named. PARITY and NOT_STATED carry no number of their own. `str()` gives the
    canonical form, which `words.read_quantity` reads back; `words` are the source's own.
    """

    kind: Kind
    low: int | None = None
    high: int | None = None
    number: int | None = None
    words: str = ""

    @property
    def interval(self) -> Interval | None:
        """The numbers that the words allow; `None` where no number was given."""
        if self.low is None:
            return None
        return Interval(self.low, self.high)

    def __str__(self) -> str:
        form = CANONICAL[self.kind]
        if self.kind is Kind.ABOUT and self.number == self.high:
            form = "nearly {number:,}"
        return form.format(low=self.low, high=self.high, number=self.number)


CANONICAL = {
    Kind.EXACT: "{number:,}",
    Kind.AT_LEAST: "at least {number:,}",
    Kind.AT_MOST: "at most {number:,}",
    Kind.ABOUT: "about {number:,}",
    Kind.RANGE: "{low:,} to {high:,}",
    Kind.PARITY: "parity",
    Kind.NONE: "none",
    Kind.NOT_STATED: "not stated",
}


def exact(number: int) -> Quantity:
    """A number stated as it is. Zero becomes NONE. Raises `ValueProblem` below zero."""
    _check(number)
    return NONE if number == 0 else Quantity(Kind.EXACT, number, number, number)


def at_least(number: int) -> Quantity:
    _check(number)
    return Quantity(Kind.AT_LEAST, number, None, number)


def at_most(number: int) -> Quantity:
    _check(number)
    return Quantity(Kind.AT_MOST, 0, number, number)


def about(number: int) -> Quantity:
    """A rounded number: a tenth either way, rounded outwards (docs/methods/statements.md)."""
    _check(number)
    slack = -(-number // 10)
    return Quantity(Kind.ABOUT, number - slack, number + slack, number)


def nearly(number: int) -> Quantity:
    """A number that was not quite reached: a tenth below, and not above."""
    _check(number)
    return Quantity(Kind.ABOUT, number - -(-number // 10), number, number)


def between(low: int, high: int) -> Quantity:
    _check(low)
    if high < low:
        raise ValueProblem(sentence("the range {low} to {high} runs backwards", low=low, high=high))
    return Quantity(Kind.RANGE, low, high)


NONE = Quantity(Kind.NONE, 0, 0, 0)
PARITY = Quantity(Kind.PARITY)
NOT_STATED = Quantity(Kind.NOT_STATED)


def _check(number: int) -> None:
    if number < 0:
        raise ValueProblem(
            sentence(
                "{number} is below zero; a number of people or remains cannot be", number=number
            )
        )
