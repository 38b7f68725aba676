"""Tables of equivalents: what a rank counts for in one clause of an agreement, and in nothing else.

    sum over the listed to one side of v(rank) = sum over the listed to the other of v(rank)

in every round. A value is looked up while a round is made, belongs to the clause, and is not kept
with anybody. Those of article 109 stand outside the sums.
"""

from __future__ import annotations

from math import gcd

from repatria.base.errors import ValueProblem
from repatria.base.messages import message
from repatria.planning.terms import Clause, Kind, Terms

MOST = 1_000
"""The largest value, in units of the table's common divisor. All sums of a round can then be looked
at one by one, and are far below what the solver can tell apart from a whole number."""


def unit_of(clause: Clause) -> int:
    """The common divisor of a table's values: sums are equal exactly if they are in this unit."""
    return gcd(*clause.table.values()) or 1


def value_of(clause: Clause, rank: str) -> int | None:
    """What a rank counts for in a clause, in its unit; None where the table does not say, and
    nobody of that rank can be exchanged by the clause."""
    value = clause.table.get(rank)
    return None if value is None else value // unit_of(clause)


def largest(clause: Clause) -> int:
    """The most that one person brings to a clause: one where it has no table."""
    if clause.kind is not Kind.TABLE:
        return 1
    return max(clause.table.values(), default=1) // unit_of(clause)


def check_tables(terms: Terms) -> None:
    """`ValueProblem` for a value below one, or too large to be summed exactly."""
    for clause in terms.clauses:
        if clause.kind is not Kind.TABLE:
            continue
        for rank, value in clause.table.items():
            if value < 1 or value // unit_of(clause) > MOST:
                text = message(
                    "The table of clause {number} needs values from one to {most}: {rank}."
                )
                raise ValueProblem(text.format(number=clause.number, most=MOST, rank=rank))
