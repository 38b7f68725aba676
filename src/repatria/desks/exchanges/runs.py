"""One round made of facts, a rule, a day and a lottery; and what another one of them would change:
pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date

from repatria.base.messages import message
from repatria.base.progress import Progress, silent
from repatria.desks.exchanges.facts import Disputed
from repatria.planning.columns import load
from repatria.planning.counts import Returned
from repatria.planning.facts import Person
from repatria.planning.groups_round import group_round
from repatria.planning.lists import LARGE, by_program
from repatria.planning.lottery import number
from repatria.planning.reasons import Reason
from repatria.planning.round import Numbers, Round, next_round
from repatria.planning.round_fast import as_round, fast_round
from repatria.planning.terms import Terms
from repatria.planning.why import How, Questions

RUNNING = message("making the list")
ASKING = message("asking what disputed facts decide")
MOST_ASKED = 500
"""Disputed facts that are asked about one by one; a whole run may stand behind each."""
MOST_RESOLVED = 25
CAUSES = ("rule", "day", "returned", "facts", "lottery")
"""In which order two runs' differences are told apart."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """All that a round is made of."""

    people: tuple[Person, ...]
    terms: Terms
    on: date
    returned: Returned
    prefix: bytes
    """What is hashed before a code in the lottery."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What one disputed fact, read otherwise, would make of somebody's own place."""

    code: str
    what: str
    reason: Reason
    otherwise: Reason
    how: str
    before: int | None
    """How many stand before them; nothing where they cannot be considered."""

    @property
    def decides(self) -> bool:
        return (self.reason is Reason.ON_LIST) is not (self.otherwise is Reason.ON_LIST)


@dataclass(frozen=True, slots=True)
class Change:
    """Somebody who came on the list or went off it."""

    code: str
    on: bool
    cause: str
    """One of `CAUSES`, or `others` where the facts of others did it."""
    fields: tuple[str, ...]
    """Which of their own facts changed; "" where they are new in the register or gone."""
    before: str
    after: str
    """Their reasons; "" where they were not in the register."""


def draft_prefix(code: str) -> bytes:
    """The stand-in for the lottery while there was no draw: the same for all versions of a list, so
    that they differ by nothing but what was changed. It decides nothing for good."""
    return b"repatria-draft/1\n" + code.encode() + b"\n"


def run(inputs: Inputs) -> Round:
    """The round. `ValueProblem` for what no list can be made of. Doubts are the caller's to have
    signed."""
    numbers = numbers_of(inputs)
    if by_program(inputs.terms):
        return group_round(inputs.people, inputs.terms, inputs.on, numbers, inputs.returned)
    if len(inputs.people) < LARGE:
        return next_round(inputs.people, inputs.terms, inputs.on, numbers, inputs.returned)
    loaded = load(inputs.people, inputs.terms, inputs.on, numbers)
    return as_round(loaded, fast_round(loaded, inputs.returned), inputs.returned)


def numbers_of(inputs: Inputs) -> Numbers:
    """Everybody's number in the lottery."""
    return lambda code: number(inputs.prefix, code)


def otherwise(inputs: Inputs, disputed: Iterable[Disputed]) -> Inputs:
    """The same with every disputed fact read the other way."""
    other: dict[str, Person] = {}
    held = {each.code: each for each in inputs.people}
    for each in disputed:
        now = other.get(each.code, held[each.code])
        if each.what == "medical":
            other[each.code] = replace(
                now, medical=each.other.medical, medical_confirmed=each.other.medical_confirmed
            )
        else:
            other[each.code] = replace(now, holder=each.other.holder)
    return replace(inputs, people=tuple(other.get(each.code, each) for each in inputs.people))


def decisions(
    inputs: Inputs, made: Round, disputed: Sequence[Disputed], told: Progress = silent
) -> list[Decision]:
    """What each disputed fact decides of somebody's own place: those that decide it first, then in
    the order in which people stand. That is the order in which a commission looks at them.

    Under an agreement that no sort can keep a whole round stands behind each, and fewer are asked.
    """
    if not disputed:
        return []
    sort = not by_program(inputs.terms)
    questions = Questions(
        inputs.people, inputs.terms, inputs.on, numbers_of(inputs), inputs.returned
    ) if sort else None  # fmt: skip
    some = disputed[: MOST_ASKED if sort else MOST_RESOLVED]
    found = []
    for at, each in enumerate(some):
        told(at, len(some), ASKING)
        if questions is not None:
            answer = questions.if_changed(each.other)
            reason, how = answer.reason, answer.how
        else:
            reason, how = run(otherwise(inputs, [each])).reasons[each.code], How.SOLVED
        before = questions.before(each.code) if questions is not None else None
        found.append(
            Decision(each.code, each.what, made.reasons[each.code], reason, how.value, before)
        )
    last = len(inputs.people)
    return sorted(
        found,
        key=lambda one: (not one.decides, last if one.before is None else one.before, one.code),
    )


def changes(before: Inputs, after: Inputs, made: Round | None = None) -> list[Change]:
    """Who came on the list and who went off it, and by which of the causes: they are put in one
    after the other, in the order of `CAUSES`, and the last that turned somebody's place is theirs.
    """
    first = run(before)
    listed = _on(first)
    cause: dict[str, str] = {}
    last = first
    for name, now in _steps(before, after):
        last = made if made is not None and now == after else run(now)
        there = _on(last)
        cause |= dict.fromkeys(there ^ listed, name)
        listed = there
    old = {each.code: each for each in before.people}
    new = {each.code: each for each in after.people}
    found = []
    for code in sorted(_on(first) ^ listed):
        own = differing(old.get(code), new.get(code))
        why = cause[code]
        found.append(
            Change(code, code in listed, "others" if why == "facts" and not own else why, own,
                   _reason(first, code), _reason(last, code))
        )  # fmt: skip
    return found


def differing(one: Person | None, other: Person | None) -> tuple[str, ...]:
    """The facts in which somebody differs from themselves before; "" for who was not there."""
    if one is None or other is None:
        return () if one is other else ("",)
    names = (each.name for each in fields(Person))
    return tuple(name for name in names if getattr(one, name) != getattr(other, name))


def _steps(before: Inputs, after: Inputs) -> Iterator[tuple[str, Inputs]]:
    now = before
    for cause, name in zip(CAUSES, ("terms", "on", "returned", "people", "prefix"), strict=True):
        if getattr(now, name) != getattr(after, name):
            now = replace(now, **{name: getattr(after, name)})
            yield cause, now


def _on(made: Round) -> set[str]:
    return {code for side in made.listed for code in side}


def _reason(made: Round, code: str) -> str:
    found: Mapping[str, Reason] = made.reasons
    return found[code].value if code in found else ""
