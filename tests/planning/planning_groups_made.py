"""Small made-up registers and rules with tables, pairs and groups. Everybody here is invented."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

import planning_lists as made

from repatria.planning.facts import Consent, Held, Person, Sex
from repatria.planning.laminar import crossings
from repatria.planning.lists import by_program
from repatria.planning.scope import AllOf, Anybody, IsCivilian, Not, OfRank, OfSex, OfUnit, Scope
from repatria.planning.terms import Clause, Kind, Room, Terms

RANKS = ("private", "sergeant", "captain", "colonel")
CLASSES: tuple[Scope, ...] = (
    Anybody(),
    OfUnit("u1"),
    Not(OfUnit("u1")),
    IsCivilian(True),
    OfSex(Sex.FEMALE),
    made.YOUNG,
)


def person(chance: random.Random, at: int, easy: float = 0.8) -> Person:
    """Somebody with a rank of the tables and, perhaps, a group."""
    one = replace(
        made.person(chance, at, 1.0),
        rank=chance.choice((*RANKS, "private")),
        group=chance.choice(("", "", "g1", "g2", "g3")),
        medical_confirmed=chance.random() < 0.15,
    )
    if chance.random() < easy:
        return one
    return replace(
        one,
        held=chance.choice((Held.CONFIRMED, Held.RETURNED, Held.DEAD, Held.DENIED)),
        consent=chance.choice(tuple(Consent)),
        fit=chance.random() < 0.8,
        veto=chance.choice(("", "sentence")),
        side=chance.choice((one.side, one.side, "third")),
    )


def room(chance: random.Random) -> Room:
    return Room(
        seats=chance.choice((0, 1, 2, 3, 4, 5, 6, 8, 20)),
        stretchers=chance.choice((None, None, 0, 1, 2)),
        stretcher_seats=chance.choice((1, 2, 3)),
        camp=chance.choice((None, None, None, 0, 1, 2, 3)),
        vehicle=chance.choice((None, None, 2, 3, 4)),
    )


def table(chance: random.Random) -> dict[str, int]:
    scale = chance.choice((1, 1, 3))
    values = {rank: scale * chance.randint(1, 6) for rank in RANKS}
    if chance.random() < 0.3:
        del values["captain"]
    return values


def of_class(chance: random.Random, number: int) -> Clause:
    kinds = (Kind.TABLE, Kind.TABLE, Kind.EQUAL, Kind.RATIO, Kind.AT_LEAST, Kind.ALL_FOR_ALL)
    kind, scope = chance.choice(kinds), chance.choice(CLASSES)
    duty = chance.random() < 0.3
    if kind is Kind.TABLE:
        return Clause(number, kind, scope, table=table(chance), counts_duty=duty)
    amounts: tuple[int, ...] = ()
    if kind in (Kind.RATIO, Kind.AT_LEAST):
        amounts = (chance.randint(1, 3), chance.randint(1, 3))
    return Clause(number, kind, scope, amounts, counts_duty=duty)


def any_terms(chance: random.Random, codes: list[str]) -> Terms:
    """A rule with some of every kind; caps may cross."""
    clauses = [of_class(chance, at) for at in range(1, chance.randint(2, 4))]
    if chance.random() < 0.5:
        clauses.append(Clause(8, Kind.TABLE, Anybody(), table=table(chance)))
    if chance.random() < 0.4:
        part = chance.choice((Anybody(), AllOf((clauses[0].scope, OfRank("private")))))
        most = (chance.randint(0, 4), chance.randint(0, 4))
        clauses.append(Clause(9, Kind.AT_MOST, part, most))
    for number in range(10, 10 + chance.choice((0, 0, 1, 2))):
        pair = (chance.choice(codes), chance.choice(codes))
        clauses.append(Clause(number, Kind.PAIR, Anybody(), pair=pair))
    for number in range(20, 20 + chance.choice((0, 1, 1, 2))):
        scope = chance.choice((Anybody(), Anybody(), OfUnit("u1"), OfSex(Sex.MALE)))
        clauses.append(Clause(number, Kind.TOGETHER, scope))
    chance.shuffle(clauses)
    return Terms(
        name="test",
        reading="both",
        sides=made.SIDES,
        dated=date(2025, 6, 2),
        clauses=tuple(clauses),
        tiers=made.TIERS[: chance.randint(0, 3)],
        room=(room(chance), room(chance)),
    )


def case(chance: random.Random, most: int = 10) -> tuple[tuple[Person, ...], Terms, dict]:
    """People, a rule with a table, a pair or a group whose caps do not cross, and past rounds."""
    if chance.random() < 0.5:
        return rich_case(chance, most)
    people = tuple(person(chance, at) for at in range(chance.randint(2, most)))
    codes = [one.code for one in people] + ["p99999"]
    rule = any_terms(chance, codes)
    while not by_program(rule) or next(crossings(rule), None) is not None:
        rule = any_terms(chance, codes)
    return people, rule, made.returned(chance, rule)


def rich_case(chance: random.Random, most: int = 11) -> tuple[tuple[Person, ...], Terms, dict]:
    """Nearly everybody can go, room is scarce but there, and much depends on one another: the order
    and the sums pull in two directions."""
    people = tuple(
        replace(
            person(chance, at, 0.97),
            medical_confirmed=chance.random() < 0.05,
            group=chance.choice(("", "", "", "g1", "g2")),
            stretcher=chance.random() < 0.25,
        )
        for at in range(chance.randint(most - 3, most))
    )
    sides = [[one.code for one in people if one.side == side] for side in made.SIDES]
    clauses = []
    if chance.random() < 0.4:
        kind = chance.choice((Kind.EQUAL, Kind.RATIO, Kind.AT_LEAST, Kind.ALL_FOR_ALL))
        numbered = kind in (Kind.RATIO, Kind.AT_LEAST)
        amounts = (chance.randint(1, 2), chance.randint(1, 2)) if numbered else ()
        clauses.append(Clause(1, kind, chance.choice(CLASSES[1:]), amounts))
    last = chance.choice((Kind.TABLE, Kind.TABLE, Kind.EQUAL))
    values = table(chance) if last is Kind.TABLE else {}
    clauses.append(Clause(2, last, Anybody(), table=values))
    if chance.random() < 0.3:
        clauses.append(Clause(3, Kind.AT_MOST, Anybody(), (chance.randint(1, 4), 3)))
    if all(sides) and (last is Kind.EQUAL or chance.random() < 0.3):
        pair = (chance.choice(sides[0]), chance.choice(sides[1]))
        clauses.append(Clause(10, Kind.PAIR, Anybody(), pair=pair))
    if chance.random() < 0.5:
        clauses.append(Clause(20, Kind.TOGETHER, Anybody()))
    rooms = [
        Room(
            seats=chance.randint(2, 8),
            stretchers=chance.choice((None, 1, 2)),
            stretcher_seats=chance.choice((1, 2, 3)),
            camp=chance.choice((None, None, 2, 3)),
            vehicle=chance.choice((None, 4)),
        )
        for _ in made.SIDES
    ]
    rule = Terms(
        name="test",
        reading="both",
        sides=made.SIDES,
        dated=date(2025, 6, 2),
        clauses=tuple(clauses),
        tiers=made.TIERS[: chance.randint(0, 2)],
        room=(rooms[0], rooms[1]),
    )
    if not by_program(rule) or next(crossings(rule), None) is not None:
        return rich_case(chance, most)
    return people, rule, made.returned(chance, rule) if chance.random() < 0.3 else {}
