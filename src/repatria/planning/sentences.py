"""Every line of an agreement in one sentence. The desks translate the templates.

People stand behind a colon, in the nominative, so that the sentences can be said in languages with
cases; numbers stand where no plural is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from repatria.base.errors import ValueProblem
from repatria.base.messages import message
from repatria.planning.facts import Medical, Sex
from repatria.planning.phrases import Phrase, chain, listed, say
from repatria.planning.scope import (
    Aged,
    AllOf,
    Anybody,
    AnyOf,
    CapturedBefore,
    HasMedical,
    HeldFor,
    IsCivilian,
    Not,
    OfRank,
    OfSex,
    OfUnit,
    Scope,
)
from repatria.planning.terms import Clause, Kind, Room, Terms, Tier

MEDICAL = {
    Medical.NONE: message("without a medical category"),
    Medical.SERIOUSLY_WOUNDED: message("seriously wounded (confirmed)"),
    Medical.GRAVELY_ILL: message("gravely ill (confirmed)"),
}
SEX = {
    Sex.FEMALE: message("women"),
    Sex.MALE: message("men"),
    Sex.UNKNOWN: message("people of unknown sex"),
}
CLAUSES: dict[Kind, str] = {
    Kind.ALL_FOR_ALL: message(
        "Clause {number}, all for all: everybody returns to either side, whatever the numbers. "
        "Who: {scope}."
    ),
    Kind.EQUAL: message(
        "Clause {number}, one for one: as many return to one side as to the other. Who: {scope}."
    ),
    Kind.RATIO: message(
        "Clause {number}, by a ratio: {first} to {first_side} for {second} to {second_side}. "
        "Who: {scope}."
    ),
    Kind.TABLE: message(
        "Clause {number}, by a table of equivalents: what returns to one side adds up to as much "
        "as what returns to the other. The table serves this clause alone, and is kept with no "
        "person: {table}. Who: {scope}."
    ),
    Kind.AT_LEAST: message(
        "Clause {number}, one for one, and in all rounds together at least: {first} to "
        "{first_side}, {second} to {second_side}. Who: {scope}."
    ),
    Kind.AT_MOST: message(
        "Clause {number}, in all rounds together no more than: {first} to {first_side}, {second} "
        "to {second_side}. Who: {scope}."
    ),
    Kind.PAIR: message("Clause {number}, two people, both or neither: {one} and {other}."),
    Kind.TOGETHER: message(
        "Clause {number}, together: those of one group go in one round, or none of them goes. "
        "Who: {scope}."
    ),
}
COUNTS_DUTY = message(
    "{clause} This reading would count those whom Geneva Convention III, article 109, returns "
    "regardless of number or rank. The plan counts none of them, and says whom the reading would "
    "have counted."
)
ASSUMED = message("{line} This is no part of what was agreed; whoever plans has set it.")


@dataclass(frozen=True, slots=True)
class Explained:
    """A line of an agreement and its sentence. `line` is 0 where no file was read."""

    line: int
    key: str
    """As in `Terms.lines`: "clause 1", "tier NAME", "seats UA"."""
    phrase: Phrase


def scope_phrase(scope: Scope) -> Phrase:
    """Of whom a scope speaks."""
    match scope:
        case AllOf(()):
            return say(message("everybody"))
        case AnyOf(()):
            return say(message("nobody"))
        case AllOf(parts):
            return chain(message("{first} and {second}"), tuple(_inner(p, AnyOf) for p in parts))
        case AnyOf(parts):
            return chain(message("{first} or {second}"), tuple(_inner(p, AllOf) for p in parts))
        case Not(inner):
            return say(message("not {scope}"), scope=_inner(inner, AllOf, AnyOf))
    return _fact(scope)


def _inner(scope: Scope, *bracketed: type[AllOf | AnyOf]) -> Phrase:
    inner = scope_phrase(scope)
    several = isinstance(scope, AllOf | AnyOf) and len(scope.parts) > 1
    return say("({scope})", scope=inner) if several and type(scope) in bracketed else inner


def _fact(scope: Scope) -> Phrase:
    match scope:
        case Anybody():
            return say(message("everybody"))
        case HasMedical(category):
            return say(MEDICAL[category])
        case IsCivilian(civilian):
            return say(message("civilians") if civilian else message("soldiers"))
        case OfSex(sex):
            return say(SEX[sex])
        case Aged(least, most):
            return say(message("aged {least} to {most}"), least=least, most=most)
        case HeldFor(days):
            return say(message("held at least {days} days"), days=days)
        case CapturedBefore(day):
            return say(message("captured before {day}"), day=day.isoformat())
        case OfRank(rank):
            return say(message("of the rank {rank}"), rank=rank)
        case OfUnit(unit):
            return say(message("of the unit {unit}"), unit=unit)
    raise ValueProblem(f"no sentence for a scope of this kind: {type(scope).__name__}")


def clause_phrase(clause: Clause, sides: tuple[str, str]) -> Phrase:
    """What a clause promises, and to whom."""
    places: dict[str, str | int | Phrase] = {"number": clause.number}
    if clause.kind is Kind.PAIR:
        places["one"], places["other"] = clause.pair
    else:
        places["scope"] = scope_phrase(clause.scope)
    if clause.amounts:
        places["first"], places["second"] = clause.amounts
        places["first_side"], places["second_side"] = sides
    if clause.kind is Kind.TABLE:
        rows = (say(message("{rank} {value}"), rank=r, value=v) for r, v in clause.table.items())
        places["table"] = listed(tuple(rows)) if clause.table else say(message("empty"))
    phrase = say(CLAUSES[clause.kind], **places)
    return say(COUNTS_DUTY, clause=phrase) if clause.counts_duty else phrase


def tier_phrase(tier: Tier, place: int) -> Phrase:
    """Where a tier stands; places are counted from 1."""
    return say(
        message("Number {place} in the order ({name}): {scope}."),
        place=place,
        name=tier.name,
        scope=scope_phrase(tier.scope),
    )


def then_phrase() -> Phrase:
    return say(
        message(
            "Among those of one place in the order, whoever has been held longest goes first; "
            "between those held equally long a lottery decides, which neither side can steer."
        )
    )


def room_phrases(room: Room, side: str) -> Iterator[tuple[str, Phrase]]:
    """The sentences on what a round carries to a side, each with its word."""
    yield "seats", say(message("Seats in one round to {side}: {n}."), side=side, n=room.seats)
    if room.stretchers is not None:
        text = message("Stretchers in one round to {side}: {n}; seats that each takes: {taken}.")
        yield "stretchers", say(text, side=side, n=room.stretchers, taken=room.stretcher_seats)
    elif room.stretcher_seats != 3:
        text = message("Stretchers to {side}: as many as there is room for; seats each: {taken}.")
        yield "stretchers", say(text, side=side, taken=room.stretcher_seats)
    if room.camp is not None:
        text = message("Out of one camp in one round to {side}, no more than: {n}.")
        yield "camp", say(text, side=side, n=room.camp)
    if room.vehicle is not None:
        text = message("People in one vehicle to {side}, no more than: {n}. A group fits into one.")
        yield "vehicle", say(text, side=side, n=room.vehicle)


_NUMBERS: dict[str, tuple[Callable[[Terms], int | None], str]] = {
    "every": (
        lambda terms: terms.interval or None,
        message("Days between two rounds, at least: {n}."),
    ),
    "exposure": (
        lambda terms: terms.exposure,
        message("One side may have handed over more than the other by no more than: {n}."),
    ),
    "settle": (
        lambda terms: terms.settle,
        message("Rounds within which what is open between the sides is settled: {n}."),
    ),
}


def number_phrases(terms: Terms) -> Iterator[tuple[str, Phrase]]:
    """The sentences on time and balance, each with its word."""
    for key, (of, text) in _NUMBERS.items():
        number = of(terms)
        if number is not None:
            yield key, say(text, n=number)


def remains_phrase(amount: int | None, side: str) -> Phrase:
    """How many remains go to a side."""
    if amount is None:
        return say(message("Remains to {side}, on a track of their own: all there are."), side=side)
    text = message("Remains to {side}, on a track of their own: {n}.")
    return say(text, side=side, n=amount)


def explain(terms: Terms) -> tuple[Explained, ...]:
    """A sentence for every clause, tier and number of an agreement, in the order of a file."""
    found: list[tuple[str, Phrase]] = []
    for place, tier in enumerate(terms.tiers, 1):
        found.append((f"tier {tier.name}", tier_phrase(tier, place)))
    found.append(("then", then_phrase()))
    found += (
        (f"clause {clause.number}", clause_phrase(clause, terms.sides)) for clause in terms.clauses
    )
    for side, room in zip(terms.sides, terms.room, strict=True):
        found += [(f"{word} {side}", phrase) for word, phrase in room_phrases(room, side)]
    found += number_phrases(terms)
    if terms.remains is not None:
        for side, amount in zip(terms.sides, terms.remains.amounts, strict=True):
            found.append(("remains", remains_phrase(amount, side)))
    return tuple(_explained(terms, key, phrase) for key, phrase in found)


def _explained(terms: Terms, key: str, phrase: Phrase) -> Explained:
    if key in terms.assumed:
        phrase = say(ASSUMED, line=phrase)
    return Explained(terms.lines.get(key, 0), key, phrase)
