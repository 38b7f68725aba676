"""Which clauses of two readings speak of the same thing, and where they part.

Clauses that say the same are a pair. Of the others those are grouped whose scopes overlap, over any
number of steps: one reading may tell in one clause what the other tells in three.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from repatria.base.messages import message
from repatria.planning.phrases import Phrase, say
from repatria.planning.scope import AnyOf, Scope
from repatria.planning.scope_sense import TooTangled, overlap, same, within
from repatria.planning.terms import Clause, Kind, Terms

Clauses = tuple[Clause, ...]
_ALONE = (Kind.PAIR, Kind.TOGETHER, Kind.AT_MOST)
"""Kinds that are compared with their own kind alone; the others put people into classes."""


def stated_clauses(terms: Terms) -> Clauses:
    """The clauses that somebody agreed on."""
    return tuple(one for one in terms.clauses if f"clause {one.number}" not in terms.assumed)


def clause_groups(
    first: Clauses, second: Clauses, since: date | None
) -> Iterator[tuple[Clauses, Clauses]]:
    """What belongs together, in the order of the first reading, then of the second."""
    mine, other = list(first), list(second)
    found: list[tuple[Clauses, Clauses]] = []
    for clause in first:
        twin = next((one for one in other if _alike(clause, one, since)), None)
        if twin is not None:
            found.append(((clause,), (twin,)))
            mine.remove(clause)
            other.remove(twin)
    while mine:
        left, right = [mine.pop(0)], list[Clause]()
        grown = True
        while grown:
            near = [one for one in other if any(_touch(one, two, since) for two in left)]
            right += near
            other = [one for one in other if one not in near]
            back = [one for one in mine if any(_touch(one, two, since) for two in right)]
            left += back
            mine = [one for one in mine if one not in back]
            grown = bool(near or back)
        found.append((_sorted(left, first), _sorted(right, second)))
    found.sort(key=lambda group: first.index(group[0][0]))
    yield from found
    for clause in other:
        yield ((), (clause,))


def _sorted(clauses: list[Clause], order: Clauses) -> Clauses:
    return tuple(sorted(clauses, key=order.index))


def _alike(one: Clause, two: Clause, since: date | None) -> bool:
    return (
        one.kind is two.kind
        and one.amounts == two.amounts
        and dict(one.table) == dict(two.table)
        and set(one.pair) == set(two.pair)
        and one.counts_duty is two.counts_duty
        and _same(one.scope, two.scope, since)
    )


def _same(one: Scope, two: Scope, since: date | None) -> bool:
    try:
        return same(one, two, since)
    except TooTangled:
        return one == two


def _touch(one: Clause, two: Clause, since: date | None) -> bool:
    if (one.kind in _ALONE or two.kind in _ALONE) and one.kind is not two.kind:
        return False
    if one.kind is Kind.PAIR:
        return bool(set(one.pair) & set(two.pair))
    try:
        return overlap(one.scope, two.scope, since)
    except TooTangled:
        return True


def differences(first: Clauses, second: Clauses, since: date | None) -> Iterator[Phrase]:
    """What differs between the clauses of a group; nothing where they say the same."""
    kinds = [tuple(dict.fromkeys(one.kind for one in side)) for side in (first, second)]
    if set(kinds[0]) != set(kinds[1]):
        told = [", ".join(str(kind) for kind in side) for side in kinds]
        text = message("They promise by other rules: {first}; {second}.")
        yield say(text, first=told[0], second=told[1])
    yield from _people(first, second, since)
    numbers = [{one.amounts for one in side if one.amounts} for side in (first, second)]
    if numbers[0] and numbers[1] and numbers[0] != numbers[1]:
        yield say(message("The numbers differ."))
    elif bool(numbers[0]) != bool(numbers[1]):
        yield say(message("Only one reading gives a number."))
    tables = [[dict(one.table) for one in side if one.table] for side in (first, second)]
    if tables[0] and tables[1] and tables[0] != tables[1]:
        yield say(message("The tables of equivalents differ."))
    pairs = [{frozenset(one.pair) for one in side if one.pair} for side in (first, second)]
    if pairs[0] != pairs[1]:
        yield say(message("The people named differ."))
    counts = [any(one.counts_duty for one in side) for side in (first, second)]
    if counts[0] != counts[1]:
        text = message("Only one reading would count those whom article 109 returns.")
        yield say(text)


def _people(first: Clauses, second: Clauses, since: date | None) -> Iterator[Phrase]:
    mine, other = (AnyOf(tuple(one.scope for one in side)) for side in (first, second))
    try:
        here, there = within(mine, other, since), within(other, mine, since)
    except TooTangled:
        yield say(message("Whether they speak of the same people cannot be checked."))
        return
    if not here:
        yield say(message("The first reading speaks of people whom the second leaves out."))
    if not there:
        yield say(message("The second reading speaks of people whom the first leaves out."))
