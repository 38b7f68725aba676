"""Whether lists keep the terms: an independent look with whole numbers.

Nothing here knows how a list was made, by which model or solver: it counts the people on the lists.
What it cannot see is whether a better list exists; brute force on tiny cases and `check_groups.py`
look at that.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date

from repatria.planning.bundles import groups, leaves_pair
from repatria.planning.counts import Returned
from repatria.planning.eligible import class_of, gate
from repatria.planning.facts import Person
from repatria.planning.reasons import Reason
from repatria.planning.round import Round
from repatria.planning.terms import Clause, Kind, Terms

Counted = Callable[[int, Clause], list[Person]]
"""Those on the list to a side whom a clause counts."""


def problems(
    people: Mapping[str, Person], terms: Terms, on: date, returned: Returned, made: Round
) -> tuple[str, ...]:
    """What the lists break, a sentence each."""
    listed = [[people[code] for code in codes] for codes in made.listed]
    both = {person.code for side in listed for person in side}

    def counts(side: int, clause: Clause) -> list[Person]:
        at = terms.clauses.index(clause)
        free = [person for person in listed[side] if not person.duty]
        if clause.kind is Kind.AT_MOST:
            return [person for person in free if clause.scope.holds(person, on)]
        return [person for person in free if class_of(person, terms.clauses, on) == at]

    found = [*_room(listed, terms), *_gates(listed, terms, on)]
    for clause in terms.clauses:
        had = returned.get(clause.number, (0, 0))
        if not _kept(clause, counts, had):
            found.append(f"clause {clause.number} ({clause.kind.value}) is not kept")
    found += _apart(people, terms, on, both)
    on_list = {code for code, why in made.reasons.items() if why is Reason.ON_LIST}
    if on_list != both or set(made.reasons) != set(people):
        found.append("reasons and lists differ")
    return tuple(found)


def _room(listed: list[list[Person]], terms: Terms) -> Iterator[str]:
    for side, room in zip(listed, terms.room, strict=True):
        lying = sum(person.stretcher for person in side)
        if len(side) + lying * (room.stretcher_seats - 1) > room.seats:
            yield "more people than seats"
        if room.stretchers is not None and lying > room.stretchers:
            yield "more stretchers than places"
        camps = Counter(person.camp for person in side)
        if room.camp is not None and any(each > room.camp for each in camps.values()):
            yield "more people out of a camp than may go"


def _gates(listed: list[list[Person]], terms: Terms, on: date) -> Iterator[str]:
    for at, side in enumerate(listed):
        if len({person.code for person in side}) < len(side):
            yield "somebody stands twice"
        if any(person.side != terms.sides[at] for person in side):
            yield "somebody is on the list of the other side"
        if any(gate(person, terms, on) is not None for person in side):
            yield "somebody cannot be considered"


def _kept(clause: Clause, counts: Counted, had: tuple[int, int]) -> bool:
    if clause.kind in (Kind.ALL_FOR_ALL, Kind.PAIR, Kind.TOGETHER):
        return True
    people = (counts(0, clause), counts(1, clause))
    one, two = len(people[0]), len(people[1])
    if clause.kind is Kind.AT_MOST:
        return all(
            not now or had[side] + now <= clause.amounts[side] for side, now in ((0, one), (1, two))
        )
    if clause.kind is Kind.TABLE:
        if any(person.rank not in clause.table for side in people for person in side):
            return False
        sums = [sum(clause.table[person.rank] for person in side) for side in people]
        return sums[0] == sums[1]
    if clause.kind is Kind.RATIO:
        first, second = clause.amounts
        return one % first == 0 and one // first * second == two
    if clause.kind is Kind.AT_LEAST:
        levels = range(max(had[0] + one, had[1] + two) + 1)
        return any((max(0, n - had[0]), max(0, n - had[1])) == (one, two) for n in levels)
    return one == two


def _apart(people: Mapping[str, Person], terms: Terms, on: date, both: set[str]) -> Iterator[str]:
    """Pairs and groups of whom some go and some do not, or that fit into no vehicle."""
    for clause in terms.clauses:
        if clause.kind is Kind.PAIR:
            known = [people[code] for code in clause.pair if code in people]
            free = any(leaves_pair(person) for person in known)
            if not free and len({code in both for code in clause.pair}) > 1:
                yield f"clause {clause.number} (pair) is not kept"
    for codes in groups(people, terms, on):
        if len({code in both for code in codes}) > 1:
            yield "a group is parted"
        room = terms.room[terms.sides.index(people[codes[0]].side)] if codes[0] in both else None
        if room is not None and room.vehicle is not None and len(codes) > 1:
            lying = sum(people[code].stretcher for code in codes)
            if len(codes) + lying * (room.stretcher_seats - 1) > room.vehicle:
                yield "a group fits into no vehicle"
