"""Two readings of one agreement, term by term: agreed, differs, one-sided.

Terms are matched by what they mean: scopes that speak of the same people are the same however they
are written. What was assumed by whoever plans is left out: nobody said it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from repatria.base.errors import ValueProblem
from repatria.base.messages import message
from repatria.planning.phrases import Phrase, say
from repatria.planning.readings_clauses import clause_groups, differences, stated_clauses
from repatria.planning.scope_sense import TooTangled, same
from repatria.planning.sentences import (
    clause_phrase,
    number_phrases,
    remains_phrase,
    room_phrases,
    tier_phrase,
)
from repatria.planning.terms import Clause, Kind, Remains, Terms, Tier


class Verdict(StrEnum):
    AGREED = "agreed"
    DIFFERS = "differs"
    ONE_SIDED = "one_sided"
    """Only one of the readings says anything of it."""


@dataclass(frozen=True, slots=True)
class Row:
    """One term as each reading tells it."""

    topic: str
    """"clauses", "order", "dated", "remains UA", "seats UA" and the like."""
    verdict: Verdict
    first: tuple[Phrase, ...]
    second: tuple[Phrase, ...]
    reasons: tuple[Phrase, ...] = ()
    """What differs."""


def compare_readings(first: Terms, second: Terms) -> tuple[Row, ...]:
    """The readings side by side. Raises `ValueProblem` where they are of other sides."""
    if set(first.sides) != set(second.sides):
        raise ValueProblem("two readings of one agreement have the same sides")
    if first.sides != second.sides:
        second = turned(second)
    return (
        *_single(_dated(first), _dated(second)),
        *_clauses(first, second),
        *_order(first, second),
        *_single(_numbers(first), _numbers(second)),
    )


def turned(terms: Terms) -> Terms:
    """The same agreement with its sides named in the other order."""
    clauses = tuple(replace(one, amounts=one.amounts[::-1]) for one in terms.clauses)
    remains = terms.remains
    if remains is not None:
        remains = Remains((remains.amounts[1], remains.amounts[0]))
    return replace(
        terms,
        sides=(terms.sides[1], terms.sides[0]),
        room=(terms.room[1], terms.room[0]),
        clauses=clauses,
        remains=remains,
    )


def _dated(terms: Terms) -> dict[str, Phrase]:
    if terms.dated is None:
        return {}
    return {"dated": say(message("Agreed on {day}."), day=terms.dated.isoformat())}


def _numbers(terms: Terms) -> dict[str, Phrase]:
    """Every number that somebody said, by its topic."""
    said = dict(number_phrases(terms))
    for side, room in zip(terms.sides, terms.room, strict=True):
        said |= {f"{word} {side}": phrase for word, phrase in room_phrases(room, side)}
    said = {key: phrase for key, phrase in said.items() if key not in terms.assumed}
    if terms.remains is not None and "remains" not in terms.assumed:
        for side, amount in zip(terms.sides, terms.remains.amounts, strict=True):
            said[f"remains {side}"] = remains_phrase(amount, side)
    return said


def _single(first: dict[str, Phrase], second: dict[str, Phrase]) -> Iterator[Row]:
    for topic in dict.fromkeys((*first, *second)):
        mine, other = first.get(topic), second.get(topic)
        if mine is None or other is None:
            verdict = Verdict.ONE_SIDED
        else:
            verdict = Verdict.AGREED if mine == other else Verdict.DIFFERS
        yield Row(
            topic,
            verdict,
            () if mine is None else (mine,),
            () if other is None else (other,),
        )


def _clauses(first: Terms, second: Terms) -> Iterator[Row]:
    since = None if first.dated is None or second.dated is None else min(first.dated, second.dated)
    for mine, other in clause_groups(stated_clauses(first), stated_clauses(second), since):
        reasons = tuple(differences(mine, other, since)) if mine and other else ()
        if not mine or not other:
            verdict = Verdict.ONE_SIDED
        else:
            verdict = Verdict.DIFFERS if reasons else Verdict.AGREED
        topic = _topic(mine or other)
        yield Row(topic, verdict, _said(mine, first), _said(other, second), reasons)


def _topic(clauses: tuple[Clause, ...]) -> str:
    kind = clauses[0].kind
    return "clauses" if kind not in (Kind.PAIR, Kind.TOGETHER, Kind.AT_MOST) else str(kind)


def _said(clauses: tuple[Clause, ...], terms: Terms) -> tuple[Phrase, ...]:
    return tuple(clause_phrase(clause, terms.sides) for clause in clauses)


def _order(first: Terms, second: Terms) -> Iterator[Row]:
    mine, other = _stated_tiers(first), _stated_tiers(second)
    if not mine and not other:
        return
    said = tuple(
        tuple(tier_phrase(tier, place) for place, tier in enumerate(tiers, 1))
        for tiers in (mine, other)
    )
    if not mine or not other:
        yield Row("order", Verdict.ONE_SIDED, *said)
        return
    alike = len(mine) == len(other) and all(map(_same_tier, mine, other))
    yield Row("order", Verdict.AGREED if alike else Verdict.DIFFERS, *said)


def _stated_tiers(terms: Terms) -> tuple[Tier, ...]:
    return tuple(tier for tier in terms.tiers if f"tier {tier.name}" not in terms.assumed)


def _same_tier(mine: Tier, other: Tier) -> bool:
    try:
        return same(mine.scope, other.scope)
    except TooTangled:
        return mine.scope == other.scope
