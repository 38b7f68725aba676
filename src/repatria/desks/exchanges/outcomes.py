"""What a run came to, as the store keeps it: counts that name nobody, and apart from them who is on
the list and why. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from repatria.desks.exchanges.runs import Change, Decision, Inputs
from repatria.planning.facts import Person
from repatria.planning.plain import rule_digest
from repatria.planning.reasons import Reason
from repatria.planning.round import Round
from repatria.planning.terms import Terms

NEITHER = 2
"""In the place of a side: those who return to neither of the two."""


@dataclass(frozen=True, slots=True)
class Quota:
    """How far something that can be full is used on one side. `clause` is its number, 0 for the
    round's own room; `most` is nothing where there is no limit."""

    side: int
    what: str
    """seats, stretchers, or the kind of the clause."""
    clause: int
    used: int
    most: int | None


def side_of(person: Person, terms: Terms) -> int:
    return terms.sides.index(person.side) if person.side in terms.sides else NEITHER


def quotas(made: Round, people: Mapping[str, Person], terms: Terms) -> list[Quota]:
    """The room and the clauses of a round, side by side."""
    found = []
    for side, codes in enumerate(made.listed):
        room = terms.room[side]
        lying = sum(people[code].stretcher for code in codes)
        seats = len(codes) + lying * (room.stretcher_seats - 1)
        found.append(Quota(side, "seats", 0, seats, room.seats))
        if room.stretchers is not None:
            found.append(Quota(side, "stretchers", 0, lying, room.stretchers))
        for at, clause in enumerate(terms.clauses):
            used = made.counted.get(clause.number, (0, 0))[side]
            most = made.limits[side].get(at)
            found.append(Quota(side, clause.kind.value, clause.number, used, most))
    return found


def summary_of(inputs: Inputs, made: Round, other: Round | None) -> dict[str, Any]:
    """Counts alone."""
    people = {each.code: each for each in inputs.people}
    told = [Counter[str]() for _ in range(3)]
    for code, why in made.reasons.items():
        told[side_of(people[code], inputs.terms)][why.value] += 1
    found: dict[str, Any] = {
        "people": len(inputs.people),
        "rule": rule_digest(inputs.terms),
        "listed": [len(codes) for codes in made.listed],
        "duty": [sum(people[code].duty for code in codes) for codes in made.listed],
        "reasons": [
            {why.value: each[why.value] for why in Reason if each[why.value]} for each in told
        ],
        "quotas": [
            [each.side, each.what, each.clause, each.used, each.most]
            for each in quotas(made, people, inputs.terms)
        ],
        "owed": {str(number): list(both) for number, both in made.owed.items()},
        "would_count": {str(number): len(codes) for number, codes in made.would_count.items()},
        "interleaved": made.interleaved,
    }
    if other is not None:
        both = [set(one) & set(two) for one, two in zip(made.listed, other.listed, strict=True)]
        one = [set(codes) - held for codes, held in zip(made.listed, both, strict=True)]
        two = [set(codes) - held for codes, held in zip(other.listed, both, strict=True)]
        found["robust"] = [len(each) for each in both]
        found["only_shown"] = [len(each) for each in one]
        found["only_other"] = [len(each) for each in two]
    return found


def outcome_of(
    inputs: Inputs,
    made: Round,
    other: Round | None = None,
    decided: Sequence[Decision] = (),
    changed: Sequence[Change] = (),
    named: Mapping[str, Sequence[str]] | None = None,
) -> dict[str, Any]:
    """Who, by code."""
    reasons = tuple(Reason)
    sides = [
        [each.code, side_of(each, inputs.terms), reasons.index(made.reasons[each.code])]
        for each in inputs.people
    ]
    return {
        "rows": sides,
        "listed": [list(codes) for codes in made.listed],
        "other": None if other is None else [list(codes) for codes in other.listed],
        "would_count": {str(at): list(codes) for at, codes in made.would_count.items()},
        "decide": [
            [each.code, each.what, each.reason.value, each.otherwise.value, each.how, each.before]
            for each in decided
        ],
        "changed": [
            [each.code, each.on, each.cause, list(each.fields), each.before, each.after]
            for each in changed
        ],
        "named": {what: list(codes) for what, codes in (named or {}).items()},
    }
