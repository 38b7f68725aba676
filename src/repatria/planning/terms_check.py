"""What is doubtful in an agreement, before any list is made of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from repatria.base.errors import ValueProblem
from repatria.base.messages import message
from repatria.planning.check_numbers import Registered, clause_doubts, room_doubts
from repatria.planning.check_scopes import scope_doubts
from repatria.planning.doubts import Doubt, doubt, remark
from repatria.planning.facts import Held, Person
from repatria.planning.terms import Kind, Terms
from repatria.planning.terms_lines import BOTH


def terms_doubts(
    terms: Terms, people: Iterable[Person] = (), on: date | None = None
) -> tuple[Doubt, ...]:
    """Every doubt, in the order of lines. With a register and the day of a round also what shows
    only there: a pair of one side, a rank without a value, a scope that nobody is in.

    Raises `ValueProblem` where people are given without a day.
    """
    register = tuple(people)
    if register and on is None:
        raise ValueProblem("people are looked at as of a day")
    registered = None if on is None else _registered(terms, register, on)
    found = [*_head(terms), *scope_doubts(terms), *clause_doubts(terms, registered)]
    found += room_doubts(terms)
    if register and on is not None:
        found += _empty(terms, register, on)
    return tuple(sorted(dict.fromkeys(found), key=lambda one: (one.line, one.clause)))


def _head(terms: Terms) -> Iterator[Doubt]:
    if terms.sides[0] == terms.sides[1]:
        yield doubt("sides", terms.lines.get("sides", 0), 0, message("The two sides are the same."))
    if terms.reading not in (BOTH, *terms.sides):
        text = message("The reading is of nobody in the agreement: {reading}.")
        line = terms.lines.get("reading", 0)
        yield doubt("reading", line, 0, text, reading=terms.reading)
    if not terms.clauses:
        yield doubt("no_clause", 0, 0, message("The agreement has no clause."))
    if not terms.source:
        yield doubt("no_source", 0, 0, message("The agreement has no source."))


def _registered(terms: Terms, register: tuple[Person, ...], on: date) -> Registered:
    tables = [clause for clause in terms.clauses if clause.kind is Kind.TABLE]
    return Registered(
        {person.code: person.side for person in register},
        {
            clause.number: frozenset(
                person.rank
                for person in register
                if not person.duty and clause.scope.holds(person, on)
            )
            for clause in tables
        },
    )


def _empty(terms: Terms, register: tuple[Person, ...], on: date) -> Iterator[Doubt]:
    """Clauses and tiers in which nobody is who is held now. They block nothing: tomorrow's register
    may have somebody."""
    held = [one for one in register if one.held not in (Held.RETURNED, Held.DEAD)]
    for clause in terms.clauses:
        if clause.kind is not Kind.PAIR and not any(clause.scope.holds(p, on) for p in held):
            text = message("Nobody in the register is in the scope of clause {number}.")
            yield remark("nobody_now", clause.line, clause.number, text, number=clause.number)
    for tier in terms.tiers:
        if not any(tier.scope.holds(person, on) for person in held):
            text = message("Nobody in the register is in the tier {name}.")
            yield remark("nobody_now", tier.line, 0, text, name=tier.name)
