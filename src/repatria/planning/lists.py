"""The list of record of any agreement: what makes it, and when none is made.

Where a sort can keep the terms, the list is the sort (`round.py`, and `round_fast.py` for large
registers). Where there is a table, a pair or a group, it is the first list in the order that keeps
them (`groups_round.py`). No list is made while a doubt has no signed choice.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from repatria.base.errors import ValueProblem
from repatria.base.messages import message
from repatria.planning.counts import Returned
from repatria.planning.doubts import Doubt, unsigned
from repatria.planning.eligible import BY_PROGRAM
from repatria.planning.facts import Person
from repatria.planning.groups_round import group_round
from repatria.planning.round import Numbers, Round, next_round
from repatria.planning.terms import Terms
from repatria.planning.terms_check import terms_doubts

LARGE = 4_000
"""From how many people on the arrays are quicker than the reference. Both give the same bytes."""


class DoubtfulAgreement(ValueProblem):
    """No list was made: the agreement has doubts without a signed choice. It names each, with its
    line, clause, reason and the key to be signed."""

    def __init__(self, doubts: tuple[Doubt, ...]) -> None:
        self.doubts = doubts
        text = message("Line {line}, clause {clause}: {reason} (to be signed: {key})")
        super().__init__(
            "\n".join(
                text.format(line=one.line, clause=one.clause, reason=one.reason, key=one.key)
                for one in doubts
            )
        )


def by_program(terms: Terms) -> bool:
    """Whether an agreement has a table, a pair or a group, which no sort can keep."""
    return any(clause.kind in BY_PROGRAM for clause in terms.clauses)


def checker_of(terms: Terms) -> str:
    """The file of the separate checker that looks at lists of an agreement."""
    return "check_groups.py" if by_program(terms) else "check_list.py"


def make_round(
    people: Iterable[Person],
    terms: Terms,
    on: date,
    numbers: Numbers,
    returned: Returned | None = None,
    signed: Collection[str] = (),
) -> Round:
    """The lists to both sides on a day. `signed` holds the keys of doubts on which somebody chose.

    `DoubtfulAgreement` where one is missing; `ValueProblem` where no list can be made.
    """
    people = tuple(people)
    open_doubts = unsigned(terms_doubts(terms, people, on), signed)
    if open_doubts:
        raise DoubtfulAgreement(open_doubts)
    if by_program(terms):
        return group_round(people, terms, on, numbers, returned)
    if len(people) < LARGE:
        return next_round(people, terms, on, numbers, returned)
    from repatria.planning.columns import load  # heavy to load
    from repatria.planning.round_fast import as_round, fast_round

    loaded = load(people, terms, on, numbers)
    return as_round(loaded, fast_round(loaded, returned), returned)
