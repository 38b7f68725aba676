"""The next round of an agreement, for both sides: the list of record, which is a sort.

First those whom article 109 returns regardless of number, then the classes by their counts. This is
the reference, in plain Python; `round_fast.py` gives the same for large registers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from repatria.base.errors import ValueProblem
from repatria.base.messages import message
from repatria.planning.counts import COUPLED, Counts, Returned, fix_counts, mixed
from repatria.planning.eligible import (
    NO_CLASS,
    caps_of,
    check_clauses,
    class_of,
    counted_by,
    gate,
)
from repatria.planning.facts import Person
from repatria.planning.order import Key, order_key
from repatria.planning.reasons import Reason
from repatria.planning.terms import Kind, Terms
from repatria.planning.walk import Cutoffs, Place, reason, walk

Numbers = Callable[[str], int]
"""A person's number in the lottery, by code."""


@dataclass(frozen=True, slots=True)
class Round:
    """A round's lists, and why everybody is on one or not. Nothing here names a person's worth."""

    on: date
    listed: tuple[tuple[str, ...], tuple[str, ...]]
    """The codes on the list to each side, in the order."""
    reasons: Mapping[str, Reason]
    """One for everybody who was handed in."""
    cutoffs: tuple[Cutoffs, Cutoffs]
    limits: tuple[Mapping[int, int], Mapping[int, int]]
    """By the place of a class with a number, or a cap: how many may go to each side in this
    round."""
    counted: Mapping[int, tuple[int, int]]
    """By a clause's number: how many this round brings to each side, as `Returned` counts them."""
    owed: Mapping[int, tuple[int, int]]
    """By the number of an `at least` clause: what its promise still lacks after this round."""
    would_count: Mapping[int, tuple[str, ...]]
    """By a clause's number: whom of article 109 this reading would count. None of them is."""
    interleaved: bool


def place_of(person: Person, terms: Terms, on: date, numbers: Numbers) -> Place:
    """Where somebody who can be considered stands."""
    clause = NO_CLASS if person.duty else class_of(person, terms.clauses, on)
    caps = () if person.duty else caps_of(person, terms.clauses, on)
    key = order_key(person, terms.tiers, on, numbers(person.code))
    return Place(key, person.code, clause, person.camp, person.stretcher, caps)


def lines_of(
    people: Iterable[Person], terms: Terms, on: date, numbers: Numbers
) -> tuple[dict[str, Reason], tuple[list[Place], list[Place]]]:
    """The shut gates by code, and both sides' order. `ValueProblem` if a code stands twice."""
    shut: dict[str, Reason] = {}
    lines: tuple[list[Place], list[Place]] = ([], [])
    seen: set[str] = set()
    for person in people:
        if person.code in seen:
            text = message("The code {code} stands twice in the register.")
            raise ValueProblem(text.format(code=person.code))
        seen.add(person.code)
        why = gate(person, terms, on)
        if why is not None:
            shut[person.code] = why
        else:
            line = lines[terms.sides.index(person.side)]
            line.append(place_of(person, terms, on, numbers))
    for line in lines:
        line.sort(key=lambda place: place.key)
    return shut, lines


def counts_of(lines: tuple[list[Place], list[Place]], terms: Terms, returned: Returned) -> Counts:
    """The numbers of a round whose order is known."""
    kinds = [clause.kind in COUPLED for clause in terms.clauses]
    coupled = [[p for p in line if p.clause != NO_CLASS and kinds[p.clause]] for line in lines]
    first: dict[int, Key] = {}
    for place in (*coupled[0], *coupled[1]):
        first[place.clause] = min(place.key, first.get(place.clause, place.key))
    return fix_counts(
        terms.clauses,
        returned,
        lambda side, limits: walk(lines[side], terms.room[side], limits),
        first,
        mixed([[place.clause for place in line] for line in coupled], first),
    )


def still_owed(
    terms: Terms, returned: Returned, taken: Mapping[int, tuple[int, int]]
) -> dict[int, tuple[int, int]]:
    """What `at least` clauses still lack; `taken` is by the clause's place, this round's."""
    owed = {}
    for at, clause in enumerate(terms.clauses):
        if clause.kind is Kind.AT_LEAST:
            had, now = returned.get(clause.number, (0, 0)), taken.get(at, (0, 0))
            lacks = [max(0, clause.amounts[side] - had[side] - now[side]) for side in (0, 1)]
            owed[clause.number] = (lacks[0], lacks[1])
    return owed


def counted(terms: Terms, taken: Mapping[int, tuple[int, int]]) -> dict[int, tuple[int, int]]:
    """What was taken, by the clause's number in place of its place: classes and caps."""
    return {clause.number: taken.get(at, (0, 0)) for at, clause in enumerate(terms.clauses)}


def returned_after(returned: Returned, made: Round) -> Returned:
    """What is returned once everybody of a round has crossed: what the next round starts from."""
    after = dict(returned)
    for number, (one, two) in made.counted.items():
        had = after.get(number, (0, 0))
        after[number] = (had[0] + one, had[1] + two)
    return after


def would_count(people: Iterable[Person], terms: Terms, on: date) -> dict[int, tuple[str, ...]]:
    """By a clause's number: those of article 109 who can be considered and whom the reading would
    have counted, in the order of their codes."""
    found: dict[int, list[str]] = {}
    for person in people:
        clauses = counted_by(person, terms, on)
        if clauses and gate(person, terms, on) is None:
            for clause in clauses:
                found.setdefault(clause.number, []).append(person.code)
    return {number: tuple(sorted(codes)) for number, codes in found.items()}


def next_round(
    people: Iterable[Person],
    terms: Terms,
    on: date,
    numbers: Numbers,
    returned: Returned | None = None,
) -> Round:
    """The lists to both sides on a day. `returned` tells what each clause brought back before.

    `ValueProblem` for a code that stands twice, or a clause that no sort can keep.
    """
    check_clauses(terms)
    people, returned = tuple(people), returned or {}
    reasons, lines = lines_of(people, terms, on, numbers)
    counts = counts_of(lines, terms, returned)
    walks = [walk(lines[side], terms.room[side], counts.limits[side]) for side in (0, 1)]
    for line, done in zip(lines, walks, strict=True):
        for place in line:
            reasons[place.code] = reason(place, done.cutoffs)
    codes = [tuple(place.code for place in done.taken) for done in walks]
    sums = [Counter(done.counts) for done in walks]
    taken = {at: (sums[0][at], sums[1][at]) for at in range(len(terms.clauses))}
    return Round(
        on=on,
        listed=(codes[0], codes[1]),
        reasons=reasons,
        cutoffs=(walks[0].cutoffs, walks[1].cutoffs),
        limits=counts.limits,
        counted=counted(terms, taken),
        owed=still_owed(terms, returned, taken),
        would_count=would_count(people, terms, on),
        interleaved=counts.interleaved,
    )
