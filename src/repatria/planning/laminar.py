"""Whether caps (`at most`) can be kept by a sort: whether they nest.

A cap bounds everybody in its scope but those of article 109, whatever their class. Caps and the
classes that have numbers must be *laminar*: of any two that somebody can be in, one lies within the
other. Then they make a matroid with the seats of a round, and the list in order is also of the
largest size (docs/methods/planning.md, T2). Where they cross, no round is made.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from repatria.base.errors import ValueProblem
from repatria.base.messages import message
from repatria.planning.facts import Medical
from repatria.planning.scope import AllOf, AnyOf, HasMedical, Not, Scope
from repatria.planning.scope_sense import TooTangled, overlap, within
from repatria.planning.terms import Clause, Kind, Terms

CLASSES = frozenset({Kind.ALL_FOR_ALL, Kind.EQUAL, Kind.RATIO, Kind.TABLE, Kind.AT_LEAST})
"""The kinds of clause that put people in a class: somebody is in the first that holds. `at most` is
a cap over classes; pairs and groups say who goes with whom."""
DUTY = AnyOf((HasMedical(Medical.SERIOUSLY_WOUNDED), HasMedical(Medical.GRAVELY_ILL)))
"""Whom article 109 returns regardless of number or rank."""


def crossings(
    terms: Terms, clauses: tuple[Clause, ...] | None = None
) -> Iterator[tuple[Clause, Clause]]:
    """Every cap with another cap, or a class with a number, that it crosses. `clauses` are those to
    be looked at, all without it. Raises `TooTangled`."""
    clauses = terms.clauses if clauses is None else clauses
    caps = [one for one in clauses if one.kind is Kind.AT_MOST]
    if not caps:
        return
    people = {id(cap): AllOf((cap.scope, Not(DUTY))) for cap in caps}
    for first, second in combinations(caps, 2):
        if _cross(people[id(first)], people[id(second)], terms):
            yield first, second
    earlier: list[Scope] = [DUTY]
    for clause in clauses:
        if clause.kind not in CLASSES:
            continue
        left = AllOf((clause.scope, *(Not(scope) for scope in earlier)))
        earlier.append(clause.scope)
        if clause.kind is not Kind.ALL_FOR_ALL:
            yield from ((cap, clause) for cap in caps if _cross(people[id(cap)], left, terms))


def _cross(one: Scope, two: Scope, terms: Terms) -> bool:
    day = terms.dated
    return overlap(one, two, day) and not within(one, two, day) and not within(two, one, day)


def check_caps(terms: Terms) -> None:
    """`ValueProblem` for a cap that crosses another, or a class, or that is too tangled to tell."""
    try:
        found = next(crossings(terms), None)
    except TooTangled as error:
        text = message("Whether the caps cross cannot be checked: a scope has too many branches.")
        raise ValueProblem(text) from error
    if found is not None:
        text = message(
            "The cap of clause {cap} crosses clause {other}: some are in both, and each has people "
            "of its own. No list in order keeps both; write one within the other, or apart."
        )
        raise ValueProblem(text.format(cap=found[0].number, other=found[1].number))
