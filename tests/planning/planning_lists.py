"""Small made-up registers and rules for the tests of lists. Everybody here is invented."""

from __future__ import annotations

import hashlib
import random
from dataclasses import replace
from datetime import date, timedelta

from repatria.planning.facts import Consent, Held, Medical, Person, Sex
from repatria.planning.laminar import crossings
from repatria.planning.lottery import Announced, Draw, Opening, commit, number, prefix
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

ON = date(2025, 6, 20)
SIDES = ("north", "south")
WOUNDED = HasMedical(Medical.SERIOUSLY_WOUNDED)
ILL = HasMedical(Medical.GRAVELY_ILL)
YOUNG = Aged(18, 25)
TIERS = (
    Tier("wounded and ill", AnyOf((WOUNDED, ILL))),
    Tier("young", YOUNG),
    Tier("women", OfSex(Sex.FEMALE)),
)
SCOPES = (
    Anybody(),
    WOUNDED,
    YOUNG,
    OfSex(Sex.FEMALE),
    IsCivilian(True),
    HeldFor(600),
    CapturedBefore(date(2023, 1, 1)),
    OfRank("colonel"),
    OfUnit("u1"),
    Not(YOUNG),
    AllOf((YOUNG, Not(IsCivilian(True)))),
    AnyOf((OfSex(Sex.FEMALE), OfRank("colonel"))),
)


def numbers(code: str) -> int:
    """A lottery for tests: as wide as the real one."""
    return int.from_bytes(hashlib.sha256(code.encode()).digest(), "big")


def person(chance: random.Random, at: int, easy: float = 0.5) -> Person:
    """Somebody; with chance `easy` every gate is open."""
    side = chance.randrange(2)
    one = Person(
        code=f"p{at:05}",
        side=SIDES[side],
        holder=SIDES[1 - side],
        camp=chance.choice(("", "a", "b")),
        held=Held.CONFIRMED,
        medical=chance.choice((Medical.NONE, Medical.NONE, *Medical)),
        medical_confirmed=chance.random() < 0.4,
        born=chance.choice((None, date(1975, 2, 28), date(2000, 6, 21), date(2003, 1, 1))),
        sex=chance.choice(tuple(Sex)),
        civilian=chance.random() < 0.2,
        captured=chance.choice((None, ON - timedelta(days=chance.choice((3, 600, 600, 1200))))),
        rank=chance.choice(("private", "colonel")),
        unit=chance.choice(("u1", "u2")),
        stretcher=chance.random() < 0.2,
    )
    if chance.random() < easy:
        return one
    return replace(
        one,
        held=chance.choice((Held.CONFIRMED, *Held)),
        holder=chance.choice((one.holder, "", "third")),
        side=chance.choice((one.side, one.side, "third")),
        consent=chance.choice(tuple(Consent)),
        fit=chance.random() < 0.8,
        veto=chance.choice(("", "", "sentence", "unexplained")),
    )


def room(chance: random.Random, wide: int = 3) -> Room:
    return Room(
        seats=chance.choice((0, 1, 2, 3, 4, 6, 20)),
        stretchers=chance.choice((None, None, 0, 1, 2)),
        stretcher_seats=wide,
        camp=chance.choice((None, None, 0, 1, 2, 3)),
    )


def clause(chance: random.Random, number: int) -> Clause:
    """A class."""
    kind = chance.choice((Kind.ALL_FOR_ALL, Kind.EQUAL, Kind.RATIO, Kind.AT_LEAST))
    amounts: tuple[int, ...] = ()
    if kind is Kind.RATIO:
        amounts = (chance.randint(1, 3), chance.randint(1, 3))
    elif kind is Kind.AT_LEAST:
        amounts = (chance.randint(0, 5), chance.randint(0, 5))
    return Clause(number, kind, chance.choice(SCOPES), amounts, counts_duty=chance.random() < 0.4)


def cap(chance: random.Random, number: int, scope: Scope) -> Clause:
    return Clause(
        number,
        Kind.AT_MOST,
        scope,
        (chance.randint(0, 4), chance.randint(0, 4)),
        counts_duty=chance.random() < 0.4,
    )


def terms(chance: random.Random, wide: int | None = None) -> Terms:
    """A rule of any of the kinds that a sort can keep, caps among them that do not cross."""
    rule = any_terms(chance, wide)
    while next(crossings(rule), None) is not None:
        rule = any_terms(chance, wide)
    return rule


def capped_terms(chance: random.Random) -> Terms:
    """Classes that stand mixed, for no tier parts them, under caps: over all, one class, a part."""
    kinds = (Kind.EQUAL, Kind.EQUAL, Kind.AT_LEAST, Kind.RATIO, Kind.ALL_FOR_ALL)
    while True:
        clauses = []
        scopes: tuple[Scope, ...] = (OfUnit("u1"), OfRank("colonel"), Anybody())
        for number_, scope in enumerate(scopes[chance.randint(0, 1) :], 1):
            kind = chance.choice(kinds)
            amounts: tuple[int, ...] = (2, 2) if kind is Kind.AT_LEAST else ()
            if kind is Kind.RATIO:
                amounts = (chance.randint(1, 2), chance.randint(1, 2))
            clauses.append(Clause(number_, kind, scope, amounts))
        whole = clauses[0].scope
        clauses.append(cap(chance, 10, chance.choice((Anybody(), whole, Not(whole)))))
        if chance.random() < 0.5:
            part = chance.choice((OfRank("colonel"), OfSex(Sex.FEMALE)))
            clauses.append(cap(chance, 11, AllOf((chance.choice(clauses).scope, part))))
        rule = replace(terms(chance, chance.choice((1, 1, 2))), clauses=tuple(clauses), tiers=())
        if not any(crossings(rule)):
            return rule


def any_terms(chance: random.Random, wide: int | None = None) -> Terms:
    """A rule whose caps may cross."""
    clauses = [clause(chance, at + 1) for at in range(chance.randint(1, 4))]
    if chance.random() < 0.6:
        clauses.append(Clause(9, Kind.EQUAL, Anybody()))
    if chance.random() < 0.6:
        within = chance.choice(clauses).scope
        clauses.append(cap(chance, 10, chance.choice((Anybody(), within))))
    if chance.random() < 0.3:
        within = chance.choice(clauses).scope
        other = chance.choice(SCOPES)
        clauses.append(cap(chance, 11, chance.choice((other, AllOf((within, other))))))
    chance.shuffle(clauses)
    tiers = list(TIERS[: chance.randint(0, 3)])
    chance.shuffle(tiers)
    size = chance.choice((1, 2, 3)) if wide is None else wide
    return Terms(
        name="test",
        reading="both",
        sides=SIDES,
        dated=date(2025, 6, 2),
        clauses=tuple(clauses),
        tiers=tuple(tiers),
        room=(room(chance, size), room(chance, size)),
    )


def returned(chance: random.Random, rule: Terms) -> dict[int, tuple[int, int]]:
    return {
        each.number: (chance.randint(0, 3), chance.randint(0, 3))
        for each in rule.clauses
        if chance.random() < 0.4
    }


def people(chance: random.Random, most: int, easy: float = 0.5) -> tuple[Person, ...]:
    return tuple(person(chance, at, easy) for at in range(chance.randint(0, most)))


def draw(chance: random.Random, openings: tuple[bool, bool] = (True, True)) -> Draw:
    """A draw before `ON`, in which sides open or refuse."""
    seeds = [(chance.randbytes(32), chance.randbytes(32)) for _ in SIDES]
    told = Announced(
        commitments=(commit(*seeds[0]), commit(*seeds[1])),
        committed_on=date(2025, 6, 10),
        reveal_by=date(2025, 6, 12),
        beacon="a public beacon",
        beacon_round="4711",
        beacon_day=date(2025, 6, 14),
    )
    shown = [
        Opening(*seed, day=date(2025, 6, 11)) if opens else None
        for seed, opens in zip(seeds, openings, strict=True)
    ]
    return Draw(told, (shown[0], shown[1]), chance.randbytes(32))


def drawn(made: Draw):
    """The numbers of a draw."""
    before = prefix(made)
    return lambda code: number(before, code)


def root_of(leaves: list[bytes]) -> bytes:
    """MTH as RFC 6962, section 2.1, defines it, word for word."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\x00" + leaves[0]).digest()
    k = 1
    while 2 * k < len(leaves):
        k *= 2
    return hashlib.sha256(b"\x01" + root_of(leaves[:k]) + root_of(leaves[k:])).digest()
