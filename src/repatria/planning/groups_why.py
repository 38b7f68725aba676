"""What would change a reason in a round with tables, pairs or groups: by making the round again.

No answer here is in closed form: every one is *computed by re-solving*, and says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from repatria.base.errors import ValueProblem
from repatria.base.messages import message
from repatria.planning.counts import Returned
from repatria.planning.eligible import gate
from repatria.planning.facts import Person
from repatria.planning.groups_round import group_round
from repatria.planning.order import order_key
from repatria.planning.reasons import Reason
from repatria.planning.round import Numbers, Round
from repatria.planning.terms import Terms
from repatria.planning.why import Answer, How

Level = tuple[int, int]
"""Track and tier: (0, t) for article 109, (1, t) for the rest, as in the order."""


@dataclass(frozen=True, slots=True)
class Forced:
    """What it would cost to put somebody on the list before everybody else."""

    level: Level | None
    """The first level that would have fewer people on the lists of both sides; None if none has."""
    fewer: int
    """How many fewer."""
    out: int
    """How many in all would no longer be on a list."""
    into: int
    """How many others would come onto one, somebody's own bundle among them."""
    how: How = How.SOLVED


class GroupQuestions:
    """A round that can be asked. Making it takes one run, and every question another."""

    def __init__(
        self,
        people: Iterable[Person],
        terms: Terms,
        on: date,
        numbers: Numbers,
        returned: Returned | None = None,
    ) -> None:
        self.people = {person.code: person for person in people}
        self.terms, self.on, self.numbers = terms, on, numbers
        self.returned = returned or {}
        self.round = self._made(self.people)
        self.reasons = dict(self.round.reasons)

    def _made(self, people: dict[str, Person], first: str = "") -> Round:
        return group_round(people.values(), self.terms, self.on, self.numbers, self.returned, first)

    def if_changed(self, other: Person) -> Answer:
        """The reason that somebody would have if their facts were those of `other` (same code and
        side). `ValueProblem` for a code that is not in the register, or another side."""
        person = self.people.get(other.code)
        if person is None or person.side != other.side:
            raise ValueProblem(message("A change keeps the code and the side of a person."))
        shut = gate(other, self.terms, self.on)
        if shut is not None:
            return Answer(shut, How.SOLVED)
        made = self._made({**self.people, other.code: other})
        return Answer(made.reasons[other.code], How.SOLVED)

    def forced(self, code: str) -> Forced | None:
        """What it would cost if somebody were asked before everybody else. None if even then they
        could not go: a gate is shut, or no list has them."""
        if gate(self.people[code], self.terms, self.on) is not None:
            return None
        made = self._made(self.people, code)
        if made.reasons[code] is not Reason.ON_LIST:
            return None
        before, after = ({*one.listed[0], *one.listed[1]} for one in (self.round, made))
        change = Counter(self._level(each) for each in after)
        change.subtract(self._level(each) for each in before)
        worse = min((level for level, number in change.items() if number < 0), default=None)
        fewer = 0 if worse is None else -change[worse]
        return Forced(worse, fewer, len(before - after), len(after - before - {code}))

    def _level(self, code: str) -> Level:
        key = order_key(self.people[code], self.terms.tiers, self.on, 0)
        return (key[0], key[1])
