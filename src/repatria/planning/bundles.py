"""Who goes with whom: people of whom all go in one round, or nobody.

`pair` ties two people, `together` those of one side with one group code. Ties that share somebody
make one bundle. Article 109 ties nobody and is tied to nobody: whoever it returns goes regardless,
and no one else has to wait for them.

| who | leaves a group | leaves a pair |
|---|---|---|
| of article 109 | yes | yes |
| returned already | yes | yes: the other is what is still owed |
| reported dead | yes | no: there is nothing to exchange |
| refused to return | yes: nobody is to be pressed by those who wait | no |
| kept back otherwise | no: the group waits | no |
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from repatria.planning.facts import Consent, Held, Person
from repatria.planning.terms import Kind, Terms


@dataclass(frozen=True, slots=True)
class Bundle:
    """Those who go together, by code."""

    codes: tuple[str, ...]
    whole: bool
    """Whether they could: everybody can be considered, and each group fits into a vehicle."""


def leaves_group(person: Person) -> bool:
    """Whether the others of a group do not wait for somebody."""
    gone = person.held in (Held.RETURNED, Held.DEAD)
    return gone or person.duty or person.consent is Consent.REFUSED


def leaves_pair(person: Person) -> bool:
    """Whether the other of a pair does not wait for somebody."""
    return person.duty or person.held is Held.RETURNED


class _Ties:
    """A forest: everybody points towards the first of their bundle."""

    def __init__(self) -> None:
        self.above: dict[str, str] = {}

    def top(self, code: str) -> str:
        self.above.setdefault(code, code)
        while self.above[code] != code:
            self.above[code] = code = self.above[self.above[code]]
        return code

    def tie(self, one: str, two: str) -> None:
        self.above[self.top(one)] = self.top(two)

    def sets(self) -> Iterator[tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for code in self.above:
            found.setdefault(self.top(code), []).append(code)
        return (tuple(sorted(codes)) for codes in found.values())


def groups(people: Mapping[str, Person], terms: Terms, on: date) -> tuple[tuple[str, ...], ...]:
    """Those who share a group code, a side and a `together` clause."""
    ties = _groups(people, terms, on)
    return tuple(ties.sets())


def _groups(people: Mapping[str, Person], terms: Terms, on: date) -> _Ties:
    ties = _Ties()
    for clause in terms.clauses:
        if clause.kind is not Kind.TOGETHER:
            continue
        first: dict[tuple[str, str], str] = {}
        for person in people.values():
            if person.group and not leaves_group(person) and clause.scope.holds(person, on):
                key = (person.side, person.group)
                ties.tie(person.code, first.setdefault(key, person.code))
    return ties


def bundles(
    people: Mapping[str, Person], terms: Terms, on: date, cannot: Collection[str]
) -> tuple[Bundle, ...]:
    """All bundles, in the order of their first codes. `cannot` holds the codes of those who cannot
    be considered, or not be exchanged. Whoever is tied to somebody not registered waits."""
    ties = _groups(people, terms, on)
    stuck = {code for codes in ties.sets() if _too_large(codes, people, terms) for code in codes}
    for clause in terms.clauses:
        if clause.kind is not Kind.PAIR:
            continue
        known = [people[code] for code in clause.pair if code in people]
        if any(leaves_pair(person) for person in known) or len(set(clause.pair)) < 2:
            continue
        for person in known:
            ties.tie(person.code, known[0].code)
            if len(known) < 2:
                stuck.add(person.code)
    made = (
        Bundle(codes, not any(code in cannot or code in stuck for code in codes))
        for codes in ties.sets()
    )
    wanted: Callable[[Bundle], bool] = lambda one: len(one.codes) > 1 or not one.whole  # noqa: E731
    return tuple(sorted(filter(wanted, made), key=lambda one: one.codes))


def _too_large(codes: tuple[str, ...], people: Mapping[str, Person], terms: Terms) -> bool:
    """Whether a group takes more seats than a vehicle has."""
    side = people[codes[0]].side
    if side not in terms.sides:
        return False
    room = terms.room[terms.sides.index(side)]
    taken = sum(room.stretcher_seats if people[code].stretcher else 1 for code in codes)
    return room.vehicle is not None and len(codes) > 1 and taken > room.vehicle
