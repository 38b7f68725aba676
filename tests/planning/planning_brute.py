"""Lists by brute force: every subset of a tiny side, every vector of levels. Shares no code with
the walk or the counts. As a script: `python tests/planning/planning_brute.py COUNT SEED`."""

from __future__ import annotations

import itertools
import random
import sys
from collections import Counter
from dataclasses import replace

import planning_lists as made

from repatria.planning.eligible import class_of, gate
from repatria.planning.facts import Person
from repatria.planning.order import order_key
from repatria.planning.round import Round, next_round
from repatria.planning.terms import Kind, Room, Terms

COUPLED = (Kind.EQUAL, Kind.RATIO, Kind.AT_LEAST)


def ranked(people, rule: Terms, side: int) -> list[tuple[Person, frozenset[int]]]:
    """Those of a side who can be considered, in order, with what bounds them: class and caps."""
    here = [p for p in people if p.side == rule.sides[side] and gate(p, rule, made.ON) is None]
    here.sort(key=lambda p: order_key(p, rule.tiers, made.ON, made.numbers(p.code)))
    return [(p, frozenset() if p.duty else bounds(p, rule)) for p in here]


def bounds(one: Person, rule: Terms) -> frozenset[int]:
    caps = [at for at, each in enumerate(rule.clauses) if each.kind is Kind.AT_MOST]
    held = [at for at in caps if rule.clauses[at].scope.holds(one, made.ON)]
    return frozenset({class_of(one, rule.clauses, made.ON), *held})


def fits(chosen, room: Room, limits) -> bool:
    """Whether a set of people keeps every cap, each counted apart."""
    lying = sum(p.stretcher for p, _ in chosen)
    beds = room.seats if room.stretchers is None else room.stretchers
    camps = Counter(p.camp for p, _ in chosen)
    classes = Counter(at for _, each in chosen for at in each)
    return (
        len(chosen) - lying + lying * room.stretcher_seats <= room.seats
        and lying <= beds
        and (room.camp is None or all(each <= room.camp for each in camps.values()))
        and all(classes[at] <= most for at, most in limits.items())
    )


def best(line, room: Room, limits):
    """Of all subsets that fit: the lexicographically best, and the size of the largest."""
    subsets = [
        bits
        for bits in itertools.product((1, 0), repeat=len(line))
        if fits([one for one, bit in zip(line, bits, strict=True) if bit], room, limits)
    ]
    if not subsets:
        return [], 0
    top = max(subsets)
    return [p.code for (p, _), bit in zip(line, top, strict=True) if bit], max(map(sum, subsets))


def filled(line, room: Room, limits) -> Counter:
    """How many of each class are on the list when everybody who fits is taken in order."""
    chosen = []
    for one in line:
        if fits([*chosen, one], room, limits):
            chosen.append(one)
    return Counter(at for _, each in chosen for at in each)


def vectors(lines, rule: Terms, returned, top: int):
    """All levels of the coupled classes for which both sides' lists meet the counts exactly."""
    present = {at for line in lines for _, each in line for at in each}
    coupled = [at for at, each in enumerate(rule.clauses) if each.kind in COUPLED and at in present]
    fixed = [{}, {}]
    for at, each in enumerate(rule.clauses):
        if each.kind is Kind.AT_MOST:
            past = returned.get(each.number, (0, 0))
            for side in (0, 1):
                fixed[side][at] = max(0, each.amounts[side] - past[side])
    for levels in itertools.product(range(top + 1), repeat=len(coupled)):
        limits = [dict(fixed[0]), dict(fixed[1])]
        for at, level in zip(coupled, levels, strict=True):
            each = rule.clauses[at]
            past = returned.get(each.number, (0, 0))
            for side in (0, 1):
                if each.kind is Kind.RATIO:
                    limits[side][at] = level * each.amounts[side]
                elif each.kind is Kind.AT_LEAST:
                    limits[side][at] = max(0, min(past) + level - past[side])
                else:
                    limits[side][at] = level
        counts = [filled(lines[side], rule.room[side], limits[side]) for side in (0, 1)]
        if all(counts[side][at] == limits[side][at] for at in coupled for side in (0, 1)):
            yield {at: (limits[0][at], limits[1][at]) for at in coupled}


def problems(people, rule: Terms, returned, made_round: Round) -> list[str]:
    """What brute force finds wrong with a round."""
    lines = [ranked(people, rule, side) for side in (0, 1)]
    wrong = []
    for side, line in enumerate(lines):
        room, limits = rule.room[side], made_round.limits[side]
        codes, most = best(line, room, limits)
        if codes != list(made_round.listed[side]):
            wrong.append("not the lexicographically best")
        lying = any(p.stretcher for p, _ in line)
        nested = not limits or room.camp is None
        if not lying and nested and len(codes) != most:
            wrong.append("nested caps, and not the largest")
    for at, each in enumerate(rule.clauses):
        if each.kind is Kind.AT_MOST:
            past = returned.get(each.number, (0, 0))
            for side in (0, 1):
                listed = {*made_round.listed[side]}
                now = sum(p.code in listed and at in held for p, held in lines[side])
                if now and past[side] + now > each.amounts[side]:
                    wrong.append("more than a cap")
                if made_round.counted[each.number][side] != now:
                    wrong.append("a cap is not counted")
    top = max((len(line) for line in lines), default=0)
    feasible = list(vectors(lines, rule, returned, top + 1))
    mine = {
        at: (made_round.limits[0][at], made_round.limits[1][at])
        for at in (feasible[0] if feasible else ())
    }
    if feasible and mine not in feasible:
        wrong.append("counts are not met")
    for other in feasible:
        if other != mine and all(
            other[at][side] >= mine[at][side] for at in mine for side in (0, 1)
        ):
            wrong.append(f"wasteful, {'mixed' if made_round.interleaved else 'unmixed'}")
            break
    return wrong


def case(seed: int, most: int = 9, clean: bool = False):
    chance = random.Random(seed)
    rule = made.terms(chance, 1 if clean else None)
    people = made.people(chance, most, 0.85)
    returned = made.returned(chance, rule)
    return people, rule, returned, next_round(people, rule, made.ON, made.numbers, returned)


def capped_case(seed: int, most: int = 10):
    """Mixed classes under caps, with few of article 109, so that the caps bite."""
    chance = random.Random(seed)
    rule = made.capped_terms(chance)
    people = [
        one if chance.random() < 0.2 else replace(one, medical_confirmed=False)
        for one in (made.person(chance, at, 1.0) for at in range(chance.randint(5, most)))
    ]
    returned = made.returned(chance, rule)
    return people, rule, returned, next_round(people, rule, made.ON, made.numbers, returned)


def main(count: int, seed: int) -> None:
    found: Counter = Counter()
    for at in range(count):
        make = case if at % 2 else capped_case
        people, rule, returned, one = make(seed * 10_000_000 + at)
        found["mixed" if one.interleaved else "unmixed"] += 1
        found.update(problems(people, rule, returned, one))
    print(dict(found))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
