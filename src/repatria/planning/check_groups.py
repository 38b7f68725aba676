#!/usr/bin/env python3
"""Checks a list under an agreement with a table, pairs or groups. It needs Python 3.11 or newer and
the file check_list.py beside it, nothing else.

    python3 check_groups.py RECORD CERTIFICATE REGISTER

The list has to be the first in the order of all that keep the terms. That it keeps them is counted;
that nobody else could go, too: too little room, too few to match, a sum that nobody makes. Where no
count settles it, that is said. It ends with 0 if the list is right, 1 if wrong, 2 if not proven.
"""

import json
import sys
from collections import Counter
from datetime import date
from itertools import combinations, product
from math import prod
from pathlib import Path
from typing import Any

try:
    import check_list as base  # type: ignore[import-not-found]
except ImportError:
    from repatria.planning import check_list as base  # as a part of Repatria

ROOM = {"stretchers": "no_stretcher_place", "camps": "camp_full"}
ROOM |= {"seats": "round_full", "clauses": "clause_full"}
SMALL, NEVER = 3000, 1 << 40  # as many ways are tried one by one; more people than there are


def parts_of(people: Any, rule: Any, on: date) -> tuple[dict[str, Any], set[str]]:
    """Who goes with whom, and who cannot go whatever the others do."""
    sets, pairs, stuck = list[set[str]](), list[set[str]](), set[str]()
    facts = {one["code"]: one for one in people}
    ill = {one["code"] for one in people if one["medical"] != "none"}
    duty = {code for code in ill if facts[code]["medical_confirmed"]}

    def join(new: set[str]) -> None:
        old = [each for each in sets if each & new]
        sets[:] = [new.union(*old), *(each for each in sets if not each & new)]

    for clause in rule["clauses"]:
        by = dict[Any, set[str]]()
        for code, one in facts.items() if clause["kind"] == "together" else ():
            gone = one["held"] in ("returned", "dead") or one["consent"] == "refused"
            gone = gone or code in duty or not one["group"]
            if not gone and base.holds(clause["scope"], one, on):
                by.setdefault((one["side"], one["group"]), set()).add(code)
        for codes in by.values():
            join(codes)
        known = {code for code in clause["pair"] if code in facts}
        free = known & duty or any(facts[code]["held"] == "returned" for code in known)
        if clause["kind"] == "pair" and known and not free and len({*clause["pair"]}) == 2:
            pairs.append(known)
            stuck |= known if len(known) == 1 else set()
    for codes in sets:
        side = facts[min(codes)]["side"]
        room = rule["room"][rule["sides"].index(side)] if side in rule["sides"] else {}
        taken = [room["stretcher_seats"] if room and facts[at]["stretcher"] else 1 for at in codes]
        if len(codes) > 1 and room.get("vehicle") is not None and sum(taken) > room["vehicle"]:
            stuck |= codes
    for pair in pairs:
        join(pair)
    return {code: tuple(sorted(codes)) for codes in sets for code in codes}, stuck


class Round:
    """Those who can be considered, and how far the list is filled. Somebody's item is what they
    take of each row of room, and what they bring: clause, side, how much."""

    def __init__(self, people: Any, rule: Any, on: date, before: bytes, past: Any) -> None:
        if not {one["kind"] for one in rule["clauses"]} & {"table", "pair", "together"}:
            raise base.Wrong("rule: no table, pair or group; check_list.py checks such lists")
        plain = [one for one in rule["clauses"] if one["kind"] not in ("pair", "together")]
        same = [{**one, "kind": one["kind"].replace("table", "equal")} for one in plain]
        self.shut, self.lines, self.would = base.place(people, rule | {"clauses": same}, on, before)
        self.plain = {str(one["number"]): one for one in plain}
        self.past = {name: past["returned"].get(name, [0, 0]) for name in self.plain}
        self.left, self.sums, self.open = Counter[Any](), Counter[Any](), Counter[Any]()
        self.items, self.unmatched, self.bundles = dict[str, Any](), set[str](), dict[Any, Any]()
        rank, names = {one["code"]: one["rank"] for one in people}, list(self.plain)
        for side, room in enumerate(rule["room"]):
            beds, wide = room["stretchers"], room["stretcher_seats"]
            self.left["seats", side] = room["seats"]
            self.left["stretchers", side] = room["seats"] if beds is None else beds
            for name in (name for name, one in self.plain.items() if one["kind"] == "at most"):
                most = self.plain[name]["amounts"][side] - self.past[name][side]
                self.left["clauses", side, name] = max(0, most)
            for _, code, bounds, camp, lying in self.lines[side]:
                uses, brings = Counter[Any]({("seats", side): wide if lying else 1}), None
                uses.update({("stretchers", side): 1} if lying else {})
                if room["camp"] is not None:
                    self.left["camps", side, camp], uses["camps", side, camp] = room["camp"], 1
                for name, one in ((names[at], self.plain[names[at]]) for at in bounds):
                    if one["kind"] == "at most":
                        uses["clauses", side, name] = 1
                    elif one["kind"] != "all for all":
                        value = one["table"].get(rank[code]) if one["kind"] == "table" else 1
                        self.unmatched |= set() if value else {code}
                        brings = (name, side, value)
                self.items[code] = (tuple(sorted(uses.items())), brings)

    def room(self, items: Any) -> Counter[Any]:
        """What is left of each row with these chosen too."""
        left = Counter(self.left)
        for uses, _ in items:
            left.subtract(dict(uses))
        return left

    def reached(self, items: Any) -> Counter[Any]:
        """The sums by clause and side with these chosen too."""
        sums = Counter(self.sums)
        for brings in (one[1] for one in items if one[1]):
            sums[brings[:2]] += brings[2]
        return sums

    def lacks(self, items: Any) -> dict[Any, int]:
        """What is lacking, at the least, by clause and side, with these chosen too."""
        now, found = self.reached(items), dict[Any, int]()
        for name, clause in self.plain.items():
            one, past, per = (now[name, 0], now[name, 1]), self.past[name], clause["amounts"]
            goal = [max(one)] * 2
            if clause["kind"] == "ratio":
                level = max(-(-one[side] // per[side]) for side in (0, 1))
                goal = [level * per[side] for side in (0, 1)]
            elif clause["kind"] == "at least":
                level = max((past[side] + one[side] for side in (0, 1) if one[side]), default=0)
                goal = [max(0, level - past[side]) for side in (0, 1)]
            found |= {(name, side): goal[side] - one[side] for side in (0, 1)}
        return {key: much for key, much in found.items() if much}

    def kept(self, items: Any) -> bool:
        return not self.lacks(items) and min(self.room(items).values()) >= 0

    def can(self, items: list[Any], told: list[Any]) -> bool | None:
        """Whether these can be chosen too: yes, no, or not settled. Whoever is `told` is tried."""
        left = self.room(items)
        if self.kept([*items, *told]):
            return True
        if min(left.values()) < 0 or self.short(left, self.lacks(items)):
            return False
        chosen = list(items)
        for key, much in self.lacks(items).items():  # people in no bundle, the largest first
            few = (one for one in self.open.elements() if one[1] and one[1][:2] == key)
            for one in sorted(few, key=lambda each: (-each[1][2], len(each[0]))):
                if one[1][2] <= much and all(left[row] >= n for row, n in one[0]):
                    chosen, much = [*chosen, one], much - one[1][2]
                    left = self.room(chosen)
        return self.kept(chosen) or self.tried(items)

    def short(self, left: Any, lacks: dict[Any, int]) -> bool:
        """Whether a count shows that nobody can make good what is lacking, as if all bundles could
        be parted: too few people, too few places out of their camps, too few seats, or no sum."""
        everybody = self.open + Counter(one for many in self.bundles.values() for one in many)
        table = {key for key in lacks if self.plain[key[0]]["kind"] == "table"}
        seats = [left["seats", 0], left["seats", 1]]
        for side in (0, 1):
            plain = [key for key in lacks.keys() - table if key[1] == side]
            seats[side] -= sum(lacks[key] for key in plain)
            for some in (each for n in range(1, 4) for each in combinations(plain, n)):
                camps = Counter[Any]()
                for (uses, brings), number in everybody.items():
                    camps[uses[0][0]] += number if brings and brings[:2] in some else 0
                most = sum(min(number, left[row]) for row, number in camps.items())
                if most < sum(lacks[key] for key in some):
                    return True
        for name, side in table if min(seats) >= 0 else ():
            values = (Counter[int](), Counter[int]())
            for _, brings in (one for one in everybody.elements() if one[1] and one[1][0] == name):
                values[brings[1]][brings[2]] += 1
            one, two = (fewest(values[at], seats[at]) for at in (side, 1 - side))
            both = zip(one[lacks[name, side] :], two, strict=False)
            if not any(n <= seats[side] and m <= seats[1 - side] for n, m in both):
                return True
        return bool(min(seats) < 0)

    def tried(self, items: list[Any]) -> bool | None:
        """Every way to complete it, where there are few."""
        single = [one for one, number in self.open.items() if number and one[1]]
        if prod(self.open[one] + 1 for one in single) << len(self.bundles) > SMALL:
            return None
        choices = [[[one] * n for n in range(self.open[one] + 1)] for one in single]
        choices += [[[], many] for many in self.bundles.values()]
        return any(self.kept(sum(way, items)) for way in product(*choices))


def fewest(values: Counter[int], places: int) -> list[int]:
    """The fewest people for every sum that so many can make: 1, 2, 4, … of a value at once."""
    best = [0] + [NEVER] * min(sum(values.elements()), max(values, default=0) * places)
    for value, number in values.items():
        left, many = min(number, places), 1
        while left > 0:
            many = min(many, left)
            more = zip(best[many * value :], best, strict=False)
            best = best[: many * value] + [min(n, last + many) for n, last in more]
            left, many = left - many, many * 2
    return best


def full(left: Any, item: Any) -> str | None:
    """What is full for somebody alone. Seats too few for a stretcher are a stretcher's place."""
    short = {row[0] for row, much in item[0] if left[row] < much}
    if "seats" in short and any(row[0] == "stretchers" for row, _ in item[0]):
        return ROOM["stretchers"]
    return next((why for word, why in ROOM.items() if word in short), None)


def turned_away(made: Round, item: Any, told: Any) -> str | None:
    """Why there is room and no place: what bears on somebody is left out until they could go."""
    gone, rows = set[str](), {row[0] for row, _ in item[0]}
    for word in ("", "clauses", "" if "stretchers" in rows else "seats", "camps", "stretchers"):
        gone |= {word, "seats"} if word == "stretchers" else {word}
        can = made.can([(tuple(use for use in item[0] if use[0][0] not in gone), None)], told)
        if can is not False:
            return ROOM.get(word, "class_unmatched") if can else None
    return None


def expected(told: Any, unproven: Any, rule: Any, commitment: Any, draw: Any, people: Any) -> Any:
    """All that the certificate should say if its lists are right. It adds to `unproven`."""
    on, listed = date.fromisoformat(commitment["on"]), {*told["lists"][0], *told["lists"][1]}
    before = base.lottery_prefix(commitment["lottery"], draw, on)
    made, (part_of, stuck) = Round(people, rule, on, before, commitment), parts_of(people, rule, on)
    units = {code: part_of.get(code, (code,)) for code in made.items}
    out = made.unmatched | stuck | (part_of.keys() - made.items.keys())
    named = [name for name, one in made.plain.items() if one["kind"] != "all for all"]
    counts = {name: [made.left["clauses", side, name] for side in (0, 1)] for name in named}
    for unit in {each for each in units.values() if not out & {*each}}:
        items = [made.items[at] for at in unit]
        made.open.update(items if len(items) == 1 else ())
        made.bundles.update({unit: items} if len(items) > 1 else {})
    reasons, asked, dead = dict(made.shut), set[Any](), dict[Any, Any]()
    cuts = [dict[str, Any](camps={}, clauses={}, seats=None, stretchers=None) for _ in (0, 1)]
    wide = [room["stretcher_seats"] for room in rule["room"]]

    def mark(key: Any) -> None:
        lying = [("stretchers", side) for side in (0, 1) if made.left["seats", side] < wide[side]]
        for word, side, *name in [*(row for row, n in made.left.items() if n < 1), *lying]:
            if name:
                cuts[side][word].setdefault(name[0], key)
            cuts[side][word] = cuts[side][word] or key
        for one in [one for one in made.open if any(made.left[row] < n for row, n in one[0])]:
            del made.open[one]  # there is no more room for them, now or later

    mark(base.NOBODY)
    for key, code, *_ in sorted((*made.lines[0], *made.lines[1])):
        unit, item = units[code], made.items[code]
        alone = "class_unmatched" if code in made.unmatched else "waits_for_group"
        if not out & {*unit}:
            items = [made.items[at] for at in unit]
            kind = tuple(sorted(map(repr, items)))
            if unit not in asked:
                asked.add(unit)
                made.open.subtract(items if made.open[item] and len(unit) == 1 else ())
                made.bundles.pop(unit, None)
                if {*unit} <= listed:
                    made.left, made.sums = made.room(items), made.reached(items)
                    reasons.update(dict.fromkeys(unit, "on_list"))
                    mark(key)
                elif kind not in dead:
                    later = [made.items[at] for at in listed - reasons.keys() if at in made.items]
                    can, dead[kind] = made.can(items, later), alone
                    if can:
                        raise base.Wrong(f"lists: {code} could go with all who stand before")
                    if len(unit) == 1:
                        made.open[item] *= can is None
                        why = full(made.left, item) or turned_away(made, item, later)
                        can, dead[kind] = can if why else None, why or told["reasons"].get(code)
                    unproven += [code] if can is None else []
            alone = dead.get(kind, alone)
        if code not in reasons:
            reasons[code] = full(made.left, item) or alone
    if not made.kept([]):
        raise base.Wrong("lists: they do not keep the room, a cap or a clause of the rule")
    lists = [[one[1] for one in line if reasons[one[1]] == "on_list"] for line in made.lines]
    for name, side, _ in filter(None, (made.items[at][1] for codes in lists for at in codes)):
        counts[name][side] += 1
    shown = {"counts": counts, "cutoffs": cuts, "would_count": made.would}
    return {**shown, "lists": lists, "reasons": reasons}


def check(record: bytes, certificate: bytes, register: bytes) -> tuple[list[str], list[str]]:
    """Everything that is wrong, in sentences; and those whose absence is not proven here."""
    unproven = list[str]()
    right = lambda *facts: expected(json.loads(certificate), unproven, *facts)  # noqa: E731
    return base.check(record, certificate, register, right), unproven


def main(arguments: list[str]) -> int:
    if len(arguments) != 3:
        sys.exit(__doc__)
    wrong, unproven = check(*(Path(name).read_bytes() for name in arguments))
    said = wrong or [f"not proven here: that {code} could not go" for code in unproven]
    print("\n".join(said) or "The list is the first in the order of all that keep the rule.")
    return 1 if wrong else 2 if unproven else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
