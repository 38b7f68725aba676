"""Rounds with a table of equivalents, pairs and groups, at the sizes of planning's first
measurements; how often the solver had to be asked; and the checker that has none."""

from __future__ import annotations

import random
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import _planning_work as made
from _measure import Facts, Work, measure, show
from repatria.planning.facts import Person
from repatria.planning.scope import Anybody, IsCivilian
from repatria.planning.terms import Clause, Kind, Terms

if TYPE_CHECKING:
    from planning import Options

SIZES = {"pairs and groups": 8_000, "equivalents": 8_000, "all together": 20_000}
GROUPS, PAIRS = 200, 100
VALUES = (1, 2, 4, 6, 8, 10, 15)
SHARES = (60, 20, 8, 6, 3, 2, 1)
SALT = bytes(16)


def register(each: int, seed: int = 1) -> tuple[Person, ...]:
    """People with ranks of seven values and groups of two to six."""
    chance = random.Random(seed)
    ranks = [f"rank {value}" for value in VALUES]
    people = [
        replace(one, rank=chance.choices(ranks, SHARES)[0], group="")
        for one in made.people((each, each), seed, ill=300 / each)
    ]
    for group in range(GROUPS):
        side = made.SIDES[group % 2]
        near = [at for at, one in enumerate(people) if one.side == side]
        for at in chance.sample(near, chance.randint(2, 6)):
            people[at] = replace(people[at], group=f"g{group}")
    return tuple(people)


def agreement(kind: str, people: tuple[Person, ...], seed: int = 1) -> Terms:
    """One for one of everybody, or a table for soldiers; pairs and groups."""
    chance = random.Random(seed)
    scale = {f"rank {value}": value for value in VALUES}
    clauses = [Clause(1, Kind.EQUAL, Anybody())]
    if kind != "pairs and groups":
        clauses.insert(0, Clause(2, Kind.TABLE, IsCivilian(False), table=scale))
    if kind != "equivalents":
        codes = [[one.code for one in people if one.side == side] for side in made.SIDES]
        some = zip(*(chance.sample(each, PAIRS) for each in codes), strict=True)
        clauses += [Clause(10 + at, Kind.PAIR, Anybody(), pair=two) for at, two in enumerate(some)]
        clauses.append(Clause(3, Kind.TOGETHER, Anybody()))
    return replace(made.terms(), clauses=tuple(clauses))


def round_of(kind: str) -> Work:
    """One round of a kind, and its check."""
    from repatria.planning import certificate as files
    from repatria.planning import groups_oracle
    from repatria.planning.check_groups import check
    from repatria.planning.check_list import root_of
    from repatria.planning.groups_round import group_round
    from repatria.planning.plain import register_line
    from repatria.planning.round import lines_of

    people = files.in_order(register(SIZES[kind]))
    terms, draw = agreement(kind, people), made.draw()
    asked: list[bool] = []
    solve: Any = groups_oracle.solve

    def counted(*what: Any) -> Any:
        asked.append(True)
        return solve(*what)

    groups_oracle.solve = counted

    def work() -> Facts:
        begun = time.process_time()
        lines_of(people, terms, made.ON, made.numbers())
        loading = time.process_time() - begun
        begun = time.process_time()
        found = group_round(people, terms, made.ON, made.numbers())
        took = time.process_time() - begun
        salts = [SALT for _ in people]
        root = root_of([SALT + register_line(one) for one in people])
        told = files.commitment_data(terms, made.ON, root, len(people), {}, draw.announced)
        record = files.record_bytes(told, draw)
        certificate = files.certificate_bytes(found, terms, told, draw)
        lines = files.register_bytes(people, salts)
        begun = time.process_time()
        wrong, unproven = check(record, certificate, lines)
        checking = time.process_time() - begun
        return {
            "people": len(people),
            "gates and order, processor s": round(loading, 2),
            "round with them, processor s": round(took, 2),
            "questions to the solver": len(asked),
            "on the lists": [len(codes) for codes in found.listed],
            "check, processor s": round(checking, 2),
            "wrong": wrong,
            "not proven": len(unproven),
        }

    return work


def pairs_and_groups() -> Work:
    return round_of("pairs and groups")


def equivalents() -> Work:
    return round_of("equivalents")


def all_together() -> Work:
    return round_of("all together")


def run(_options: Options) -> tuple[Facts, bool]:
    facts: Facts = {}
    good = True
    for name in ("pairs_and_groups", "equivalents", "all_together"):
        found = measure(f"_planning_groups:{name}").facts
        facts[name] = found
        good &= not found["wrong"]
    return facts, good


def tell(facts: Facts) -> None:
    found: dict[str, Any] = dict(facts)
    names = [name for name in found if name != "machine"]
    keys = list(found[names[0]])
    rows = [(key, *(str(found[name][key]) for name in names)) for key in keys]
    show("Tables, pairs and groups", ("", *names), rows)
