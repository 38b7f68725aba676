"""Doubts about single numbers, tables and pairs, and about room and time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from repatria.base.messages import message
from repatria.planning.doubts import Doubt, doubt, remark
from repatria.planning.phrases import Value
from repatria.planning.scope import AllOf, AnyOf, Not, OfRank, Scope
from repatria.planning.terms import Clause, Kind, Room, Terms

_NUMBERED = {Kind.RATIO: 1, Kind.AT_LEAST: 1, Kind.AT_MOST: 0}
"""Kinds that have a number for each side, and the smallest that says anything."""
_UNCOUNTED = (Kind.ALL_FOR_ALL, Kind.TOGETHER)


@dataclass(frozen=True, slots=True)
class Registered:
    """Of the people of a register: to whom each code returns, and the ranks there are in the scope
    of each clause with a table, by its number."""

    side_of: Mapping[str, str]
    ranks: Mapping[int, frozenset[str]]


def clause_doubts(terms: Terms, registered: Registered | None) -> Iterator[Doubt]:
    """Of each clause on its own."""
    seen: set[int] = set()
    for clause in terms.clauses:
        if clause.number in seen:
            text = message("Clause {number} stands twice.")
            yield _of("number_twice", clause, text)
        seen.add(clause.number)
        yield from _amounts(clause)
        if clause.kind is Kind.TABLE:
            yield from _table(clause, registered)
        if clause.counts_duty:
            yield _duty(clause)
    yield from _pairs(terms, registered)


def _of(kind: str, clause: Clause, text: str, /, **places: Value) -> Doubt:
    return doubt(kind, clause.line, clause.number, text, number=clause.number, **places)


def _amounts(clause: Clause) -> Iterator[Doubt]:
    if (clause.kind in _NUMBERED) != (len(clause.amounts) == 2) or len(clause.amounts) == 1:
        text = message("Clause {number} does not have the numbers that its kind needs.")
        yield _of("numbers_missing", clause, text)
        return
    for amount in dict.fromkeys(clause.amounts):
        if amount < 0:
            text = message("A number of clause {number} is below zero: {amount}.")
            yield _of("below_zero", clause, text, amount=amount)
        elif amount < _NUMBERED[clause.kind]:
            text = message("A number of clause {number} is zero: it promises nothing.")
            yield _of("zero", clause, text)
        elif amount == 0:
            text = message("Clause {number} lets nobody go to one side.")
            yield _of("zero", clause, text)


def _duty(clause: Clause) -> Doubt:
    if clause.kind in _UNCOUNTED:
        text = message("Clause {number} says “counts duty” and counts nobody.")
        return remark("counts_nothing", clause.line, clause.number, text, number=clause.number)
    text = message(
        "Clause {number} would count those whom article 109 returns regardless of number or rank. "
        "The plan does not."
    )
    return remark("counts_duty", clause.line, clause.number, text, number=clause.number)


def _table(clause: Clause, registered: Registered | None) -> Iterator[Doubt]:
    if not clause.table:
        text = message("The table of clause {number} is empty.")
        yield _of("table_empty", clause, text)
    for rank, value in clause.table.items():
        if value < 1:
            text = message("The table of clause {number} has a value below one: {rank}.")
            yield _of("table_value", clause, text, rank=rank)
    named = _ranks(clause.scope)
    if registered is not None:
        named |= registered.ranks.get(clause.number, frozenset())
    for rank in sorted(named - clause.table.keys()):
        text = message(
            "The table of clause {number} lacks a rank that is in its scope: {rank}. Who has it "
            "cannot be exchanged by this clause."
        )
        yield _of("table_rank", clause, text, rank=rank or "–")


def _ranks(scope: Scope) -> frozenset[str]:
    """The ranks that a scope asks for by name."""
    match scope:
        case OfRank(rank):
            return frozenset({rank})
        case AllOf(parts) | AnyOf(parts):
            return frozenset().union(*(_ranks(part) for part in parts))
        case Not():
            return frozenset()
    return frozenset()


def _pairs(terms: Terms, registered: Registered | None) -> Iterator[Doubt]:
    taken: dict[str, int] = {}
    for clause in terms.clauses:
        if clause.kind is not Kind.PAIR:
            continue
        if len(clause.pair) != 2 or clause.pair[0] == clause.pair[1]:
            text = message("Clause {number} does not name two people.")
            yield _of("pair_same", clause, text)
            continue
        for code in clause.pair:
            if code in taken:
                text = message("{code} stands in the pairs of clauses {other} and {number}.")
                yield _of("pair_twice", clause, text, code=code, other=taken[code])
            taken.setdefault(code, clause.number)
        if registered is not None:
            yield from _known(clause, terms, registered.side_of)


def _known(clause: Clause, terms: Terms, side_of: Mapping[str, str]) -> Iterator[Doubt]:
    sides = [side_of.get(code) for code in clause.pair]
    for code, side in zip(clause.pair, sides, strict=True):
        if side is None or side not in terms.sides:
            text = message("Clause {number} names somebody who is not registered: {code}.")
            yield _of("pair_unknown", clause, text, code=code)
    if sides[0] is not None and sides[0] == sides[1]:
        text = message("Both people of clause {number} return to one side: {side}.")
        yield _of("pair_one_side", clause, text, side=sides[0])


def room_doubts(terms: Terms) -> Iterator[Doubt]:
    """Of room, time, balance and remains."""
    for side, room in zip(terms.sides, terms.room, strict=True):
        yield from _room(terms, side, room)
    least = {
        "every": (terms.interval, 0),
        "exposure": (terms.exposure, 0),
        "settle": (terms.settle, 1),
    }
    for word, (number, smallest) in least.items():
        if number is not None and number < smallest:
            text = message("The number of the line “{word}” is below {least}: {n}.")
            line = terms.lines.get(word, 0)
            yield doubt("number_low", line, 0, text, word=word, least=smallest, n=number)
    for amount in terms.remains.amounts if terms.remains is not None else ():
        if amount is not None and amount < 0:
            text = message("The number of remains is below zero: {n}.")
            yield doubt("below_zero", terms.lines.get("remains", 0), 0, text, n=amount)


def _room(terms: Terms, side: str, room: Room) -> Iterator[Doubt]:
    numbers = {
        "seats": (room.seats, 1),
        "stretchers": (room.stretchers, 0),
        "camp": (room.camp, 1),
        "vehicle": (room.vehicle, 1),
    }
    for word, (number, smallest) in numbers.items():
        line = terms.lines.get(f"{word} {side}", 0)
        if number is not None and number < smallest:
            text = message("The number of the line “{word}” is below {least}: {n}.")
            yield doubt("number_low", line, 0, text, word=word, least=smallest, n=number)
        elif number is not None and number > room.seats:
            text = message(
                "The line “{word}” is never reached: it says {n}, a round to {side} has {seats} "
                "seats."
            )
            places: dict[str, Value] = {
                "word": word,
                "n": number,
                "side": side,
                "seats": room.seats,
            }
            yield remark("never_reached", line, 0, text, **places)
    if room.stretcher_seats < 1:
        text = message("A stretcher to {side} takes fewer than one seat.")
        yield doubt("number_low", terms.lines.get(f"stretchers {side}", 0), 0, text, side=side)
