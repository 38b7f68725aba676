"""Registers with vetoes, and bills counted from two series made round by round. As a script:
`python tests/planning/planning_vetoes.py COUNT SEED`."""

from __future__ import annotations

import random
import sys
from collections import Counter
from dataclasses import replace

import planning_lists as made
from planning_series_by_rounds import rounds_of

from repatria.planning.facts import Person
from repatria.planning.reasons import VETOES
from repatria.planning.scope import Aged, HeldFor
from repatria.planning.terms import Clause, Kind, Terms, Tier
from repatria.planning.veto import bills, veto_series

ROUNDS = 7


def with_vetoes(chance: random.Random, people) -> tuple[Person, ...]:
    return tuple(
        replace(one, veto=chance.choice(list(VETOES))) if chance.random() < 0.3 else one
        for one in people
    )


def case(seed: int):
    chance = random.Random(seed)
    rule = made.capped_terms(chance) if chance.random() < 0.3 else made.terms(chance)
    if chance.random() < 0.5:
        rule = by_the_day(chance, rule)
    rule = replace(rule, interval=chance.choice((0, 7, 200)))
    people = with_vetoes(chance, made.people(chance, chance.choice((12, 30)), 0.9))
    return chance, rule, people, made.returned(chance, rule)


def by_the_day(chance: random.Random, rule: Terms) -> Terms:
    """With a tier and a class that somebody enters or leaves on a later day."""
    scope = chance.choice((Aged(18, 24), HeldFor(610), Aged(25, 25)))
    tiers = (Tier("by the day", scope), *rule.tiers)
    if any(clause.kind is Kind.AT_MOST for clause in rule.clauses):
        return replace(rule, tiers=tiers)
    return replace(rule, tiers=tiers, clauses=(Clause(70, Kind.EQUAL, scope), *rule.clauses))


def by_hand(people, rule, codes, rounds: int, returned):
    """The figures of a bill, counted from two series."""
    free = [replace(one, veto="") if one.code in codes else one for one in people]
    base = rounds_of(people, rule, rounds, returned)
    other = rounds_of(free, rule, rounds, returned)
    kept, later, sooner = ([[0, 0], [0, 0]] for _ in range(3))
    for one in people:
        if one.side not in rule.sides:
            continue
        side, groups = rule.sides.index(one.side), (0, 1) if one.duty else (0,)
        was, now = base.get(one.code), other.get(one.code)
        for at in groups:
            kept[at][side] += (now is not None) - (was is not None)
            if was is not None and now is not None:
                later[at][side] += max(0, was - now)
                sooner[at][side] += max(0, now - was)
    return kept, later, sooner, [other.get(code) for code in codes]


def wrong(codes, people, rule, returned, found) -> bool:
    """Whether a bill is not the one counted by hand."""
    kept, later, sooner, rounds = by_hand(people, rule, codes, ROUNDS, returned)
    return (
        [list(found.kept), list(found.kept_critical)] != kept
        or [list(found.later), list(found.later_critical)] != later
        or [list(found.sooner), list(found.sooner_critical)] != sooner
        or list(found.rounds) != rounds
    )


def campaign(cases: int, seed: int) -> Counter:
    """At least `cases` bills of small registers."""
    found: Counter = Counter(bills=0, wrong=0)
    at = seed * 1_000_000
    while found["bills"] < cases:
        at += 1
        _, rule, people, returned = case(at)
        for each in bills(veto_series(people, rule, made.ON, made.numbers, ROUNDS, returned)):
            found["bills"] += 1
            found["costs somebody"] += each.kept != (0, 0)
            found["wrong"] += wrong(each.codes, people, rule, returned, each)
    return found


def main(count: int, seed: int) -> None:
    print(dict(campaign(count, seed)))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
