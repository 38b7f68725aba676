"""Who can be considered at all, in which class and under which caps: the gates, in the order of
`reasons.GATES`.

Consent and fitness are gates for everybody, those of article 109 among them: nobody is returned
against their will, nobody who cannot be moved. Whoever has not been asked yet passes, and is asked
before the line is crossed: a refusal there counts like one before.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from repatria.base.errors import ValueProblem
from repatria.base.messages import message
from repatria.planning.facts import Consent, Held, Person
from repatria.planning.laminar import CLASSES, check_caps
from repatria.planning.reasons import GATES, Reason
from repatria.planning.terms import Clause, Kind, Terms

NO_CLASS = -1


def class_of(person: Person, clauses: tuple[Clause, ...], on: date) -> int:
    """The place of the first clause whose scope holds for somebody, -1 if there is none."""
    for place, clause in enumerate(clauses):
        if clause.kind in CLASSES and clause.scope.holds(person, on):
            return place
    return NO_CLASS


def caps_of(person: Person, clauses: tuple[Clause, ...], on: date) -> tuple[int, ...]:
    """The places of all caps whose scope holds for somebody. They put nobody in a class, and bound
    nobody of article 109."""
    return tuple(
        place
        for place, clause in enumerate(clauses)
        if clause.kind is Kind.AT_MOST and clause.scope.holds(person, on)
    )


def _outside(person: Person, terms: Terms, on: date) -> bool:
    """Whoever is of article 109 needs no clause, but an agreement with the side that holds them."""
    if person.side not in terms.sides:
        return True
    other = terms.sides[1 - terms.sides.index(person.side)]
    if person.holder not in ("", other):
        return True
    return not person.duty and class_of(person, terms.clauses, on) == NO_CLASS


SHUT: dict[Reason, Callable[[Person], bool]] = {
    Reason.ALREADY_RETURNED: lambda person: person.held is Held.RETURNED,
    Reason.REPORTED_DEAD: lambda person: person.held is Held.DEAD,
    Reason.HOLDER_DENIES: lambda person: person.held is Held.DENIED,
    Reason.NOT_CONFIRMED_HELD: lambda person: person.held is not Held.CONFIRMED,
    Reason.NO_CONSENT: lambda person: person.consent is Consent.REFUSED,
    Reason.UNFIT_TO_TRAVEL: lambda person: not person.fit,
    Reason.VETO: lambda person: bool(person.veto),
}
"""When a gate is shut by the facts alone; `OUTSIDE_TERMS` needs the agreement."""


def gate(person: Person, terms: Terms, on: date) -> Reason | None:
    """The first gate that is shut for somebody; None if they can be considered."""
    for reason in GATES:
        if reason is Reason.OUTSIDE_TERMS:
            shut = _outside(person, terms, on)
        else:
            shut = SHUT[reason](person)
        if shut:
            return reason
    return None


def counted_by(person: Person, terms: Terms, on: date) -> tuple[Clause, ...]:
    """The class and the caps in which this reading would count somebody whom article 109 returns
    regardless of number. A plan counts them nowhere; it shows whom the reading would have
    counted."""
    if not person.duty:
        return ()
    own = class_of(person, terms.clauses, on)
    places = (*((own,) if own != NO_CLASS else ()), *caps_of(person, terms.clauses, on))
    return tuple(terms.clauses[at] for at in places if terms.clauses[at].counts_duty)


BY_PROGRAM = frozenset({Kind.TABLE, Kind.PAIR, Kind.TOGETHER})
"""Kinds that no sort can keep: equal sums after a table, and people who go with one another."""


def check_clauses(terms: Terms) -> None:
    """`ValueProblem` for a clause that no sort can keep, a cap that crosses another or a class, or
    numbers that make no sense."""
    for clause in terms.clauses:
        if clause.kind in BY_PROGRAM:
            text = message("Clause {number} ({kind}) needs the integer program (groups_round.py).")
            raise ValueProblem(text.format(number=clause.number, kind=clause.kind.value))
    check_amounts(terms)


def check_amounts(terms: Terms) -> None:
    """`ValueProblem` for numbers that make no sense, or caps that cross."""
    if len({clause.number for clause in terms.clauses}) < len(terms.clauses):
        raise ValueProblem(message("Two clauses have one number."))
    for clause in terms.clauses:
        least = {Kind.RATIO: 1, Kind.AT_LEAST: 0, Kind.AT_MOST: 0}.get(clause.kind)
        wrong = len(clause.amounts) != 2 or min(clause.amounts) < (least or 0)
        if least is not None and wrong:
            text = message("Clause {number} ({kind}) needs a number for each side.")
            raise ValueProblem(text.format(number=clause.number, kind=clause.kind.value))
    check_caps(terms)
