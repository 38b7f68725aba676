"""Why somebody is on a list or not, and what would change it.

Everybody has exactly one reason of the closed list. What would change it is answered in one of two
ways, and says in which: *closed form*, from the cut-offs, where that is proved to be exact
(docs/methods/planning.md), or *computed by re-solving* the round with the change in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from repatria.base.errors import ValueProblem
from repatria.base.messages import message
from repatria.planning.counts import COUPLED, Counts, Returned, fix_counts
from repatria.planning.eligible import NO_CLASS, check_clauses, gate
from repatria.planning.facts import Consent, Held, Medical, Person
from repatria.planning.order import Key
from repatria.planning.reasons import Reason
from repatria.planning.round import Numbers, lines_of, place_of
from repatria.planning.terms import Kind, Terms
from repatria.planning.walk import Place, reason, walk
from repatria.planning.why_lines import cut_down
from repatria.planning.why_solver import Solver


class How(StrEnum):
    """In which way an answer was found."""

    CLOSED = "closed form"
    SOLVED = "computed by re-solving"


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody's reason would be after a change."""

    reason: Reason
    how: How

    @property
    def listed(self) -> bool:
        return self.reason is Reason.ON_LIST


@dataclass(frozen=True, slots=True)
class Needed:
    """The least room with which somebody would be on the list, all facts being the same: both are
    needed, and one less of either is not enough."""

    seats: int
    camp: int
    """Places for their camp."""


def count_reasons(reasons: Mapping[str, Reason]) -> dict[Reason, int]:
    """How many have each reason, in the order of the closed list; those with nobody stay at 0."""
    found = Counter(reasons.values())
    return {each: found[each] for each in Reason}


def changes(person: Person) -> dict[str, Person]:
    """Every single fact that could be otherwise, by its name, and somebody with it. None of them
    is to be "more ill": a category is decided by a commission."""
    ways = {
        "confirmed": replace(person, held=Held.CONFIRMED),
        "category_accepted": replace(person, medical_confirmed=person.medical is not Medical.NONE),
        "consents": replace(person, consent=Consent.GIVEN),
        "fit": replace(person, fit=True),
        "veto_lifted": replace(person, veto=""),
        "seated": replace(person, stretcher=False),
    }
    return {
        name: other
        for name, other in ways.items()
        if other != person and not (name == "consents" and person.consent is Consent.NOT_ASKED)
    }


class Questions:
    """A round that can be asked. Making it takes one run; a question in closed form takes some
    microseconds, one that must be re-solved a fraction of a millisecond to several (see `Rows`)."""

    def __init__(
        self,
        people: Iterable[Person],
        terms: Terms,
        on: date,
        numbers: Numbers,
        returned: Returned | None = None,
    ) -> None:
        check_clauses(terms)
        self.people = {person.code: person for person in people}
        self.terms, self.on, self.numbers = terms, on, numbers
        self.returned = returned or {}
        shut, self.lines = lines_of(self.people.values(), terms, on, numbers)
        limited = frozenset(at for at, each in enumerate(terms.clauses) if each.kind in COUPLED)
        self.places = {place.code: place for line in self.lines for place in line}
        short = [cut_down(self.lines[side], terms.room[side]) for side in (0, 1)]
        self.solver = Solver((short[0], short[1]), self.lines, terms, self.returned)
        self.counts: Counts = fix_counts(
            terms.clauses,
            self.returned,
            lambda side, limits: walk(short[side], terms.room[side], limits),
            self.solver.first,
            self.solver.mixed,
        )
        self.walks = [walk(short[at], terms.room[at], self.counts.limits[at]) for at in (0, 1)]
        self.reasons = dict(shut)
        for line, done in zip(self.lines, self.walks, strict=True):
            for place in line:
                self.reasons[place.code] = reason(place, done.cutoffs)
        self.needs = [
            _needs(line, terms.room[side].camp, limited) for side, line in enumerate(self.lines)
        ]
        kinds = {terms.clauses[each.clause].kind for each in self.counts.supplies}
        self.simple = not self.counts.interleaved and Kind.RATIO not in kinds
        self.supply = {supply.clause: supply for supply in self.counts.supplies}
        self.bounds = self.solver.bounds

    def _coupled(self, place: Place) -> bool:
        return place.clause != NO_CLASS and self.terms.clauses[place.clause].kind in COUPLED

    def if_changed(self, other: Person) -> Answer:
        """The reason that somebody would have if their facts were those of `other` (same code and
        side). `ValueProblem` for a code that is not in the register, or another side."""
        person = self.people.get(other.code)
        if person is None or person.side != other.side:
            raise ValueProblem(message("A change keeps the code and the side of a person."))
        shut = gate(other, self.terms, self.on)
        if shut is not None:
            return Answer(shut, How.CLOSED)
        place = place_of(other, self.terms, self.on, self.numbers)
        side = self.terms.sides.index(other.side)
        found = self._closed(person, place, side)
        if found is not None:
            return Answer(found, How.CLOSED)
        return Answer(self.solver.reason(side, self.places.get(other.code), place), How.SOLVED)

    def _closed(self, person: Person, place: Place, side: int) -> Reason | None:
        """The reason at a new place from the cut-offs alone; None where that is not proved."""
        if self.reasons[person.code] is Reason.ON_LIST or self.terms.room[side].camp == 0:
            return None
        found = reason(place, self.walks[side].cutoffs)
        if not self.bounds[side] and not self._coupled(place):
            return found
        if not self.simple or not self._keeps(person, place, side):
            return None
        kinds = self.terms.clauses
        if found is Reason.CLASS_UNMATCHED:
            at, had = place.clause, (0, 0)
            if kinds[at].kind is Kind.AT_LEAST:
                had = self.returned.get(kinds[at].number, (0, 0))
            other = self.supply[at].walks[1 - side].counts.get(at, 0)
            if had[1 - side] + other - had[side] > self.counts.limits[side][at]:
                return Reason.ON_LIST
        return found

    def _keeps(self, person: Person, place: Place, side: int) -> bool:
        """Whether classes stay unmixed, and in their order, with somebody gone from where they
        stand and put at `place`."""
        first = self.solver.first
        own = self.places.get(person.code)
        if own is not None and own.key in first.values():
            return False
        if not self._coupled(place):
            return True
        at = place.clause
        if at not in first or place.key < first[at]:
            return False
        rank = self.solver.order.index(at)
        return all(
            (last < place.key if self.solver.order.index(each) < rank else place.key < lowest)
            for each, (lowest, last) in self.bounds[side].items()
            if each != at
        )

    def needed(self, code: str) -> Needed | None:
        """The least places for the camp and seats in the round with which somebody who can be
        considered would be on the list. None where more room alone does not settle it: they
        cannot be considered, or a clause with a number or a stretcher stands before them."""
        person = self.people[code]
        if gate(person, self.terms, self.on) is not None:
            return None
        side = self.terms.sides.index(person.side)
        return self.needs[side].get(code)

    def before(self, code: str) -> int | None:
        """How many of those who can be considered stand before somebody; None if they cannot."""
        person = self.people[code]
        if gate(person, self.terms, self.on) is not None:
            return None
        side = self.terms.sides.index(person.side)
        place = place_of(person, self.terms, self.on, self.numbers)
        return _rank(self.lines[side], place.key)


def _rank(line: list[Place], key: Key) -> int:
    low, high = 0, len(line)
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if line[middle].key < key else (low, middle)
    return low


def _needs(line: list[Place], most: int | None, limited: frozenset[int]) -> dict[str, Needed]:
    """Room needed, by code, down to the first with a stretcher, under a cap, or in a class with a
    number."""
    needs: dict[str, Needed] = {}
    camps: Counter[str] = Counter()
    taken = 0
    for place in line:
        if place.stretcher or place.caps or place.clause in limited:
            break
        here = camps[place.camp]
        over = 0 if most is None else max(0, here - most)
        needs[place.code] = Needed(seats=taken + over + 1, camp=here + 1)
        camps[place.camp] += 1
        taken += most is None or here < most
    return needs
