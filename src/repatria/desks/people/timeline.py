"""What became of a person, in order of time, and what in it contradicts what.

Pure: it is given events read from statements and tells what it sees. Signed acts and
identifications come as events like any other. A contradiction is a state of the record and not an
error; both sides of it stand until somebody settles them.

A date is an interval here. A contradiction is `sure` where no days within the intervals would do
away with it; where some would, it is told as possible.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import combinations

from repatria.base.dates import PartialDate

LIFE = "life"
"""A proof of life: no state, and yet it contradicts a death."""
PLACE = "place"
"""Held at a place."""
CAPTIVE = frozenset({"reported_captive", "captive", "transferred"})
ALIVE = CAPTIVE | {LIFE, "escaped", "returned", PLACE}
DEAD = frozenset({"dead", "identified"})


class Contradicts(StrEnum):
    ALIVE_AFTER_DEAD = "alive_after_dead"
    ALIVE_AFTER_IDENTIFIED = "alive_after_identified"
    CAPTIVE_AFTER_RETURN = "captive_after_return"
    """On a list, or reported held, after a release that was signed or told."""
    TWO_PLACES = "two_places"
    TWO_DEATHS = "two_deaths"
    DENIED = "denied"
    """One says held by somebody who says that they do not hold them."""


@dataclass(frozen=True, slots=True)
class Event:
    """One statement on what became of a person."""

    key: int
    what: str
    """A key of `fields.STATES`, `LIFE` or `PLACE`."""
    on: PartialDate | None = None
    """When it was so, or since when."""
    until: PartialDate | None = None
    said_on: PartialDate | None = None
    where: str = ""
    """The place or the holder, for telling two apart."""
    as_of_said: bool = False
    """Whether an undated event holds on the day that it was said: a list names whom it means to be
    held on its own day, a returnee's word need not."""

    @property
    def first(self) -> date:
        """The earliest day that it can be about."""
        if self.on is not None:
            return self.on.first
        if self.as_of_said and self.said_on is not None:
            return self.said_on.first
        return date.min

    @property
    def last(self) -> date:
        """The latest: nobody tells on a day what comes after it."""
        if self.on is not None:
            return self.on.last
        return self.said_on.last if self.said_on is not None else date.max


@dataclass(frozen=True, slots=True)
class Contradiction:
    what: Contradicts
    keys: tuple[int, int]
    """The two statements, the earlier first."""
    sure: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    events: tuple[Event, ...]
    """In order of time; what has no date at all comes first."""
    contradictions: tuple[Contradiction, ...]
    now: Event | None
    """The latest state. A contradicted one is the latest all the same; no rule here decides who
    is right."""

    @property
    def contradicted(self) -> bool:
        return any(each.sure for each in self.contradictions)


SamePlace = Callable[[str, str], bool]


def timeline(events: Iterable[Event], same_place: SamePlace = str.__eq__) -> Timeline:
    """The events in order, and everything in them that contradicts something else."""
    ordered = sorted(events, key=_when)
    states = [each for each in ordered if each.what not in (LIFE, PLACE, "denied")]
    return Timeline(
        tuple(ordered),
        tuple(_contradictions(ordered, same_place)),
        states[-1] if states else None,
    )


def _when(event: Event) -> tuple[date, date, int]:
    first = event.first
    if first == date.min and event.said_on is not None:
        first = event.said_on.first
    return first, event.last, event.key


def _contradictions(events: Sequence[Event], same_place: SamePlace) -> Iterator[Contradiction]:
    for one, other in combinations(events, 2):
        for left, right in ((one, other), (other, one)):
            found = _after(left, right) or _denied(left, right, same_place)
            if found is not None:
                yield found
        if one.what == other.what == PLACE and not same_place(one.where, other.where):
            if _together(one, other):
                yield Contradiction(Contradicts.TWO_PLACES, (one.key, other.key), sure=True)
        elif one.what == other.what == "dead" and _apart(one, other):
            yield Contradiction(Contradicts.TWO_DEATHS, (one.key, other.key), sure=True)


def _after(ended: Event, later: Event) -> Contradiction | None:
    """`later` can be after what `ended` says is over."""
    if ended.what in DEAD and later.what in ALIVE:
        what = (
            Contradicts.ALIVE_AFTER_IDENTIFIED
            if ended.what == "identified"
            else Contradicts.ALIVE_AFTER_DEAD
        )
    elif ended.what == "returned" and later.what in CAPTIVE | {PLACE}:
        what = Contradicts.CAPTIVE_AFTER_RETURN
    else:
        return None
    if later.on is None and later.said_on is None:
        # It tells nothing of before and after.
        return None
    if later.first > ended.last:
        return Contradiction(what, (ended.key, later.key), sure=True)
    # Something said undated, or of a month that the end lies in.
    undecided = later.last > ended.last or ended.on is None
    if undecided and later.last > ended.first:
        return Contradiction(what, (ended.key, later.key), sure=False)
    return None


def _denied(held: Event, denial: Event, same_holder: SamePlace) -> Contradiction | None:
    if denial.what != "denied" or held.what not in CAPTIVE or not held.where:
        return None
    if not denial.where or not same_holder(held.where, denial.where):
        return None
    first, second = sorted((held, denial), key=_when)
    return Contradiction(Contradicts.DENIED, (first.key, second.key), sure=False)


def _together(one: Event, other: Event) -> bool:
    """Whether both certainly hold on one and the same day."""
    spans = [_certain(each) for each in (one, other)]
    if spans[0] is None or spans[1] is None:
        return False
    return max(spans[0][0], spans[1][0]) <= min(spans[0][1], spans[1][1])


def _certain(event: Event) -> tuple[date, date] | None:
    """The days on which it certainly holds: that of a precise date, and those of a stated span."""
    if event.on is None:
        return None
    first, last = event.on.last, event.on.first
    if event.until is not None:
        last = event.until.first
    return (first, last) if first <= last else None


def _apart(one: Event, other: Event) -> bool:
    dated = one.on is not None and other.on is not None
    return dated and (one.first > other.last or other.first > one.last)
