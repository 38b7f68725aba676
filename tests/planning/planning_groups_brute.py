"""Lists with tables, pairs and groups by brute force: every subset of both sides at once.

Shares no code with the model, the state, the solver or the bundles: rows of facts, all subsets, the
first in the order of those that keep every term. As a script:
`python tests/planning/planning_groups_brute.py COUNT SEED`."""

from __future__ import annotations

import random
import sys
from collections import Counter

import numpy as np
import planning_groups_made as groups
import planning_lists as made

from repatria.planning.eligible import gate
from repatria.planning.facts import Consent, Held, Person
from repatria.planning.groups_round import group_round
from repatria.planning.order import order_key
from repatria.planning.reasons import Reason
from repatria.planning.terms import Kind, Terms

CLASS = (Kind.ALL_FOR_ALL, Kind.EQUAL, Kind.RATIO, Kind.TABLE, Kind.AT_LEAST)


class Small:
    """A tiny round: everybody who can be considered, both sides in one order, a column each."""

    def __init__(self, people: tuple[Person, ...], rule: Terms, past) -> None:
        self.people, self.rule, self.past = people, rule, past
        here = [p for p in people if gate(p, rule, made.ON) is None]
        here.sort(key=lambda p: order_key(p, rule.tiers, made.ON, made.numbers(p.code)))
        self.line, self.size = here, len(here)
        self.at = {p.code: i for i, p in enumerate(here)}
        self.side = np.array([rule.sides.index(p.side) for p in here], int)
        self.lying = np.array([p.stretcher for p in here], int)
        wide = [room.stretcher_seats for room in rule.room]
        self.seats = np.array(
            [wide[rule.sides.index(p.side)] if p.stretcher else 1 for p in here], int
        )
        self.klass = [None if p.duty else self.class_at(p) for p in here]
        bits = np.arange(2**self.size)
        self.sets = (bits[:, None] >> np.arange(self.size)[::-1]) & 1
        self.ties = list(self.all_ties())

    def class_at(self, p: Person):
        for at, clause in enumerate(self.rule.clauses):
            if clause.kind in CLASS and clause.scope.holds(p, made.ON):
                return at
        return None

    def all_ties(self):
        """(members who can be considered, may they go at all, vehicle's seats or None)."""
        for clause in self.rule.clauses:
            if clause.kind is Kind.TOGETHER:
                by_key: dict = {}
                for p in self.people:
                    gone = p.held in (Held.RETURNED, Held.DEAD) or p.consent is Consent.REFUSED
                    if p.group and clause.scope.holds(p, made.ON) and not (gone or p.duty):
                        by_key.setdefault((p.side, p.group), []).append(p.code)
                for (side, group), codes in by_key.items():
                    if len(codes) > 1:
                        yield codes, (side, group)
            elif clause.kind is Kind.PAIR and clause.pair[0] != clause.pair[1]:
                known = [p for p in self.people if p.code in clause.pair]
                if not any(p.duty or p.held is Held.RETURNED for p in known):
                    yield [*clause.pair], None

    def keeps(self, free: int | None = None, without: frozenset[str] = frozenset()):
        """Which subsets keep all terms. `free` is somebody who is let off some of them: `class`,
        `cap`, `seats`, `camp`, `bed`."""

        def column(name: str, values) -> np.ndarray:
            values = np.array(values, int)
            if free is not None and name in without:
                values[free] = 0
            return values

        good = np.ones(len(self.sets), bool)
        for s, room in enumerate(self.rule.room):
            mine = self.side == s
            good &= self.sets @ column("seats", self.seats * mine) <= room.seats
            if room.stretchers is not None:
                good &= self.sets @ column("bed", self.lying * mine) <= room.stretchers
            if room.camp is not None:
                for camp in {p.camp for p in self.line}:
                    inside = [p.camp == camp and mine[i] for i, p in enumerate(self.line)]
                    good &= self.sets @ column("camp", inside) <= room.camp
        for at, clause in enumerate(self.rule.clauses):
            had = self.past.get(clause.number, (0, 0))
            now = []
            for s in (0, 1):
                if clause.kind is Kind.AT_MOST:
                    inside = [
                        self.side[i] == s and not p.duty and clause.scope.holds(p, made.ON)
                        for i, p in enumerate(self.line)
                    ]
                    now.append(self.sets @ column("cap", inside))
                else:
                    inside = [self.klass[i] == at and self.side[i] == s for i in range(self.size)]
                    weight = [
                        clause.table.get(p.rank, 10**6) if clause.kind is Kind.TABLE else 1
                        for p in self.line
                    ]
                    now.append(self.sets @ column("class", np.array(inside) * np.array(weight)))
            one, two = now
            if clause.kind is Kind.AT_MOST:
                for s in (0, 1):
                    good &= (now[s] == 0) | (had[s] + now[s] <= clause.amounts[s])
            elif clause.kind in (Kind.EQUAL, Kind.TABLE):
                good &= one == two
                if clause.kind is Kind.TABLE:
                    good &= one < 10**6
            elif clause.kind is Kind.RATIO:
                good &= (one * clause.amounts[1] == two * clause.amounts[0]) & (
                    one % clause.amounts[0] == 0
                )
            elif clause.kind is Kind.AT_LEAST:
                met = np.zeros(len(good), bool)
                for level in range(max(had) + self.size + 1):
                    met |= (one == max(0, level - had[0])) & (two == max(0, level - had[1]))
                good &= met
        for codes, _key in self.ties:
            inside = [i for i, p in enumerate(self.line) if p.code in codes]
            chosen = self.sets[:, inside].sum(axis=1)
            whole = len(inside) == len(codes)
            good &= (chosen == 0) | ((chosen == len(inside)) & whole)
        for inside in self.vehicles():
            good &= self.sets[:, inside].sum(axis=1) == 0
        return good

    def vehicles(self):
        """Groups that fit into no vehicle. Groups of two clauses that share somebody are one."""
        merged: list[tuple[set, tuple]] = []
        for codes, key in self.ties:
            if key is None:
                continue
            new = set(codes)
            for old in [each for each in merged if each[1] == key and each[0] & new]:
                new |= old[0]
                merged.remove(old)
            merged.append((new, key))
        for codes, (side, _) in merged:
            if side not in self.rule.sides:
                continue
            room = self.rule.room[self.rule.sides.index(side)]
            facts = [p for p in self.people if p.code in codes]
            need = sum(room.stretcher_seats if p.stretcher else 1 for p in facts)
            if room.vehicle is not None and need > room.vehicle:
                yield [i for i, p in enumerate(self.line) if p.code in codes]

    def turns(self) -> list[int]:
        """By person: the place of the first of those tied to them, directly or not."""
        turn = list(range(self.size))
        for _ in range(self.size):
            for codes, _key in self.ties:
                inside = [i for i, p in enumerate(self.line) if p.code in codes]
                for i in inside:
                    turn[i] = min(turn[j] for j in inside)
        return turn

    def tied(self, i: int) -> bool:
        return any(self.line[i].code in codes for codes, _ in self.ties)

    def kind_of(self, i: int):
        """What makes two people interchangeable."""
        p, rule = self.line[i], self.rule
        caps = tuple(
            at
            for at, each in enumerate(rule.clauses)
            if each.kind is Kind.AT_MOST and not p.duty and each.scope.holds(p, made.ON)
        )
        at = self.klass[i]
        clause = None if at is None else rule.clauses[at]
        value = clause.table.get(p.rank) if clause and clause.kind is Kind.TABLE else None
        if clause and clause.kind is Kind.ALL_FOR_ALL:
            at = None
        camp = p.camp if rule.room[self.side[i]].camp is not None else None
        return (self.side[i], at, value, camp, p.stretcher, caps)

    def full(self, i: int, before) -> Reason | None:
        """What is full for somebody alone, once `before` are on the list."""
        p, s = self.line[i], self.side[i]
        room = self.rule.room[s]
        mine = [j for j in before if self.side[j] == s]
        left = room.seats - sum(self.seats[j] for j in mine)
        lying = sum(self.lying[j] for j in mine)
        beds = room.seats if room.stretchers is None else room.stretchers
        if p.stretcher and (lying >= beds or left < self.seats[i]):
            return Reason.NO_STRETCHER_PLACE
        if room.camp is not None and sum(self.line[j].camp == p.camp for j in mine) >= room.camp:
            return Reason.CAMP_FULL
        if left < 1:
            return Reason.ROUND_FULL
        for clause in self.rule.clauses:
            if clause.kind is Kind.AT_MOST and not p.duty and clause.scope.holds(p, made.ON):
                inside = [j for j in mine if not self.line[j].duty]
                now = sum(clause.scope.holds(self.line[j], made.ON) for j in inside)
                if self.past.get(clause.number, (0, 0))[s] + now >= clause.amounts[s]:
                    return Reason.CLAUSE_FULL
        return None

    def solve(self):
        """The codes on the list, and everybody's reason."""
        good = self.keeps()
        best = self.sets[int(np.flatnonzero(good)[-1])]
        turn, reasons = self.turns(), {}
        for i, p in enumerate(self.line):
            if best[i]:
                reasons[p.code] = Reason.ON_LIST
                continue
            before = [j for j in range(self.size) if best[j] and turn[j] < i]
            at = self.klass[i]
            clause = None if at is None else self.rule.clauses[at]
            lacks = clause and clause.kind is Kind.TABLE and p.rank not in clause.table
            why = self.full(i, before)
            if why is None and lacks:
                why = Reason.CLASS_UNMATCHED
            if why is None and self.tied(i):
                why = Reason.WAITS_FOR_GROUP
            reasons[p.code] = why or self.first_of_kind(i, best)
        return [p.code for i, p in enumerate(self.line) if best[i]], reasons

    def first_of_kind(self, i: int, best) -> Reason:
        """What kept the first of somebody's kind from the list."""
        kind = self.kind_of(i)
        q = next(
            j
            for j in range(self.size)
            if not best[j] and not self.tied(j) and self.kind_of(j) == kind
        )
        steps = [("class", Reason.CLASS_UNMATCHED), ("cap", Reason.CLAUSE_FULL)]
        if not self.line[q].stretcher:
            steps.append(("seats", Reason.ROUND_FULL))
        steps.append(("camp", Reason.CAMP_FULL))
        same = (self.sets[:, :q] == best[:q]).all(axis=1) & (self.sets[:, q] == 1)
        without: set[str] = set()
        for name, reason in steps:
            without.add(name)
            if (self.keeps(q, frozenset(without)) & same).any():
                return reason
        return Reason.NO_STRETCHER_PLACE


def problems(people, rule: Terms, past) -> list[str]:
    """Where a round differs from brute force."""
    found = group_round(people, rule, made.ON, made.numbers, past)
    small = Small(people, rule, past)
    codes, reasons = small.solve()
    wrong = []
    if {*found.listed[0], *found.listed[1]} != set(codes):
        wrong.append("not the first list in the order")
    for code, why in reasons.items():
        if found.reasons[code] is not why:
            wrong.append(f"reason: {found.reasons[code]} for {why}")
    return wrong


def main(count: int, seed: int) -> None:
    found: Counter = Counter()
    for at in range(count):
        chance = random.Random(seed * 10_000_000 + at)
        wrong = problems(*groups.case(chance))
        found["cases"] += 1
        found.update(wrong[:1])
        if wrong and found["wrong"] < 5:
            print(seed * 10_000_000 + at, wrong)
        found["wrong"] += bool(wrong)
    print(dict(found))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
