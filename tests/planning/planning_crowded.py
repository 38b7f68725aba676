"""Rounds in which a number that one pass has fixed must be lowered again. They are rare: fewer of
one class let a stretcher or a full camp's people in, and those take the seats of another class."""

from __future__ import annotations

import random
from dataclasses import replace

import planning_lists as made

from repatria.planning.facts import Person, Sex
from repatria.planning.scope import Anybody, OfRank, OfSex, OfUnit, Scope
from repatria.planning.terms import Clause, Kind, Room, Terms

SEEDS = (265, 945, 1412, 2455, 2916, 3384, 4155, 4838, 4898, 5097, 5106, 5668, 6037, 6724, 6843)
"""Found among the first 7,000."""


def crowded(seed: int) -> tuple[list[Person], Terms]:
    """Four classes that stand mixed, stretchers, few seats, narrow camps."""
    chance = random.Random(seed)
    kinds = (Kind.EQUAL, Kind.EQUAL, Kind.RATIO, Kind.ALL_FOR_ALL)
    scopes: list[Scope] = [OfUnit("u1"), OfRank("colonel"), OfSex(Sex.FEMALE), Anybody()]
    chance.shuffle(scopes)
    clauses = []
    for at, scope in enumerate(scopes, 1):
        kind = chance.choice(kinds)
        amounts = (chance.randint(1, 2), chance.randint(1, 2)) if kind is Kind.RATIO else ()
        clauses.append(Clause(at, kind, scope, amounts))
    wide = chance.choice((2, 3))
    rule = made.any_terms(chance, wide)
    rooms = [
        Room(
            chance.randint(3, 9),
            chance.choice((None, 1, 2)),
            wide,
            chance.choice((None, 1, 2, 3)),
        )
        for _ in made.SIDES
    ]
    rule = replace(rule, clauses=tuple(clauses), tiers=(), room=(rooms[0], rooms[1]))
    people = [
        replace(
            made.person(chance, at, 1.0), medical_confirmed=False, stretcher=chance.random() < 0.3
        )
        for at in range(chance.randint(10, 24))
    ]
    return people, rule
