"""Doubts about scopes: who can be in none, in two, in one that is taken already, in two caps that
cross, or promised what another clause denies.

The classes of clauses are read in the order of the file: somebody belongs to the first that holds.
`at most` is a cap over classes, not a class. Those of article 109 stand outside every class and cap
(`Person.duty`), so an overlap of them alone contradicts nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations

from repatria.base.messages import message
from repatria.planning.doubts import Doubt, doubt, remark
from repatria.planning.laminar import CLASSES, DUTY, crossings
from repatria.planning.scope import AllOf, AnyOf, Not, Scope
from repatria.planning.scope_sense import TooTangled, possible, within
from repatria.planning.terms import Clause, Kind, Terms, Tier


def scope_doubts(terms: Terms) -> Iterator[Doubt]:
    """All of them. A scope that is too tangled to be looked at is a doubt itself."""
    readable = [one for one in terms.clauses if one.kind is not Kind.PAIR]
    tangled: set[int] = set()
    for clause in readable:
        try:
            possible(clause.scope, terms.dated)
            possible(Not(clause.scope), terms.dated)
        except TooTangled:
            tangled.add(id(clause))
            text = message("The scope of clause {number} has too many branches to be checked.")
            yield doubt("tangled", clause.line, clause.number, text, number=clause.number)
    clauses = [one for one in readable if id(one) not in tangled]
    checks: tuple[Callable[[], Iterator[Doubt]], ...] = (
        lambda: _alone(terms, clauses),
        lambda: _taken(terms, clauses),
        lambda: _two(terms, clauses),
        lambda: _caps(terms, clauses),
        lambda: _promises(terms, clauses),
        lambda: _tiers(terms),
    )
    for check in checks:
        try:
            yield from check()
        except TooTangled:
            text = message("The scopes together have too many branches to be checked.")
            yield doubt("tangled", 0, 0, text)


def _alone(terms: Terms, clauses: list[Clause]) -> Iterator[Doubt]:
    for clause in clauses:
        if not possible(clause.scope, terms.dated):
            text = message("Nobody can be in the scope of clause {number}.")
            yield doubt("nobody", clause.line, clause.number, text, number=clause.number)
        elif clause.kind in CLASSES - {Kind.ALL_FOR_ALL} and within(clause.scope, DUTY):
            text = message(
                "Clause {number} counts only those whom article 109 returns regardless of number "
                "or rank. The plan counts none of them, so the clause moves nobody."
            )
            yield remark("duty_only", clause.line, clause.number, text, number=clause.number)


def _classes(terms: Terms, clauses: list[Clause]) -> list[Clause]:
    return [one for one in clauses if one.kind in CLASSES and possible(one.scope, terms.dated)]


def _empty(terms: Terms, clauses: list[Clause]) -> list[Clause]:
    """Classes of which earlier ones leave nobody."""
    before: list[Scope] = []
    found = []
    for clause in _classes(terms, clauses):
        if before and within(clause.scope, AnyOf(tuple(before)), terms.dated):
            found.append(clause)
        before.append(clause.scope)
    return found


def _taken(terms: Terms, clauses: list[Clause]) -> Iterator[Doubt]:
    for clause in _empty(terms, clauses):
        text = message("Earlier clauses take everybody of whom clause {number} speaks.")
        yield doubt("taken", clause.line, clause.number, text, number=clause.number)


def _two(terms: Terms, clauses: list[Clause]) -> Iterator[Doubt]:
    taken = {id(clause) for clause in _empty(terms, clauses)}
    left = [one for one in _classes(terms, clauses) if id(one) not in taken]
    for first, second in combinations(left, 2):
        both = AllOf((first.scope, second.scope))
        if not possible(both, terms.dated):
            continue
        places = {"first": first.number, "second": second.number}
        where = (second.line, second.number)
        if first.kind is second.kind is Kind.ALL_FOR_ALL:
            text = message("Somebody can be in clauses {first} and {second}; both promise all.")
            yield remark("two_alike", *where, text, **places)
        elif within(both, DUTY, terms.dated):
            text = message(
                "Only those of article 109 can be in clauses {first} and {second}; the plan counts "
                "them in neither."
            )
            yield remark("two_duty", *where, text, **places)
        else:
            text = message(
                "Somebody can be in clauses {first} and {second}. Clause {first} wins, since it "
                "stands first; to say otherwise, write who is left out."
            )
            yield doubt("two_classes", *where, text, **places)


def _caps(terms: Terms, clauses: list[Clause]) -> Iterator[Doubt]:
    """Caps that cross one another, or a class: no round is made of them (`laminar.check_caps`). A
    cap that crosses a camp's: a plain sort may then send fewer than it could (planning method,
    theorem T2)."""
    caps = [one for one in clauses if one.kind is Kind.AT_MOST]
    rest = Not(DUTY)
    for first, second in crossings(terms, tuple(clauses)):
        places = {"first": first.number, "second": second.number}
        if second.kind is Kind.AT_MOST:
            text = message(
                "The caps of clauses {first} and {second} cross: some are in both, and each has "
                "people of its own. No list in order keeps both, and no round is made of them."
            )
            yield doubt("caps_cross", second.line, second.number, text, **places)
        else:
            text = message(
                "The cap of clause {first} crosses clause {second}: some are in both, and each has "
                "people of its own. No list in order keeps both, and no round is made of them."
            )
            yield doubt("cap_crosses_class", first.line, first.number, text, **places)
    camped = [
        side for side, room in zip(terms.sides, terms.room, strict=True) if room.camp is not None
    ]
    everybody = AnyOf(tuple(one.scope for one in _classes(terms, clauses)))
    for cap in caps:
        if camped and not within(AllOf((everybody, rest)), cap.scope, terms.dated):
            text = message(
                "The cap of clause {number} crosses the cap of a camp. A list in order may then "
                "send fewer than it could."
            )
            yield doubt("caps_cross_camp", cap.line, cap.number, text, number=cap.number)


def _promises(terms: Terms, clauses: list[Clause]) -> Iterator[Doubt]:
    """What one clause promises and a cap denies."""
    caps = [one for one in clauses if one.kind is Kind.AT_MOST and len(one.amounts) == 2]
    classes, rest = _classes(terms, clauses), Not(DUTY)
    for cap in caps:
        for clause in classes:
            both = AllOf((clause.scope, cap.scope, rest))
            if clause.kind is Kind.ALL_FOR_ALL and possible(both, terms.dated):
                text = message("Clause {first} promises all, clause {second} no more than so many.")
                places = {"first": clause.number, "second": cap.number}
                yield doubt("all_and_most", cap.line, cap.number, text, **places)
        for at, side in enumerate(terms.sides):
            least = sum(
                one.amounts[at]
                for one in classes
                if one.kind is Kind.AT_LEAST
                and len(one.amounts) == 2
                and within(AllOf((one.scope, rest)), cap.scope, terms.dated)
            )
            if least > cap.amounts[at]:
                text = message(
                    "To {side} at least {least} are promised, and clause {number} lets no more "
                    "than {most} go."
                )
                places = {"number": cap.number, "least": least, "most": cap.amounts[at]}
                yield doubt("least_over_most", cap.line, cap.number, text, side=side, **places)


def _tiers(terms: Terms) -> Iterator[Doubt]:
    before: list[Scope] = []
    names: set[str] = set()
    for tier in terms.tiers:
        if tier.name in names:
            yield _tier("tier_twice", tier, message("The tier {name} stands twice."))
        names.add(tier.name)
        if not possible(tier.scope, terms.dated):
            yield _tier("nobody", tier, message("Nobody can be in the tier {name}."))
        elif before and within(tier.scope, AnyOf(tuple(before)), terms.dated):
            text = message("Earlier tiers take everybody of the tier {name}.")
            yield _tier("taken", tier, text)
        before.append(tier.scope)


def _tier(kind: str, tier: Tier, text: str) -> Doubt:
    return doubt(kind, tier.line, 0, text, name=tier.name)
