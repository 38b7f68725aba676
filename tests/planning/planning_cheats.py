"""Lists that somebody tampered with. The cheat works well: list, cut-offs, reasons, numbers and
digests are made anew after the change. Only what was published before stands.
As a script: `python tests/planning/planning_cheats.py COUNT SEED`."""

from __future__ import annotations

import json
import random
import sys
from collections import Counter
from dataclasses import dataclass, replace
from datetime import timedelta

import planning_lists as made

from repatria.base.canonical import canonical_bytes
from repatria.planning import certificate as files
from repatria.planning.check_list import check
from repatria.planning.facts import Consent, Held, Medical, Person
from repatria.planning.laminar import crossings
from repatria.planning.lottery import Draw
from repatria.planning.plain import register_line
from repatria.planning.round import next_round
from repatria.planning.terms import Clause, Kind, Terms


@dataclass
class Work:
    """All that a list is made from, and the files that come of it."""

    people: tuple[Person, ...]
    rule: Terms
    returned: dict[int, tuple[int, int]]
    draw: Draw
    salts: list[bytes]
    on: object = made.ON

    def commitment(self):
        lines = [
            salt + register_line(person)
            for salt, person in zip(self.salts, self.people, strict=True)
        ]
        root = made.root_of(lines)
        return files.commitment_data(
            self.rule, self.on, root, len(lines), self.returned, self.draw.announced
        )

    def record(self) -> bytes:
        return files.record_bytes(self.commitment(), self.draw)

    def certificate(self, commitment=None) -> bytes:
        one = next_round(self.people, self.rule, self.on, made.drawn(self.draw), self.returned)
        return files.certificate_bytes(one, self.rule, commitment or self.commitment(), self.draw)

    def register(self) -> bytes:
        return files.register_bytes(self.people, self.salts)


def honest(chance: random.Random, most: int = 16) -> Work:
    rule = made.terms(chance)
    people = files.in_order([made.person(chance, at, 0.8) for at in range(chance.randint(4, most))])
    opened = (chance.random() < 0.7, chance.random() < 0.7)
    return Work(
        people,
        rule,
        made.returned(chance, rule),
        made.draw(chance, opened),
        [chance.randbytes(16) for _ in people],
    )


def facts(work: Work, chance: random.Random, **other) -> Work:
    at = chance.randrange(len(work.people))
    changed = replace(work.people[at], **other)
    return replace_work(work, people=(*work.people[:at], changed, *work.people[at + 1 :]))


def replace_work(work: Work, **other) -> Work:
    return replace(work, **other)


def edited(work: Work, change) -> bytes:
    """The honest certificate with a change in it; the same bytes if there is nothing to change."""
    told = json.loads(work.certificate())
    change(told)
    return canonical_bytes(told)


def swap(told, chance) -> None:
    for side in (0, 1):
        out = [code for code, why in told["reasons"].items() if why != "on_list"]
        if told["lists"][side] and out:
            into, gone = chance.choice(out), told["lists"][side].pop()
            told["lists"][side].append(into)
            told["reasons"][into], told["reasons"][gone] = "on_list", told["reasons"][into]
            return


def shorten(told, chance) -> None:
    for side in (0, 1):
        if told["lists"][side]:
            told["reasons"][told["lists"][side].pop()] = "round_full"
            return


def move_cutoff(told, chance) -> None:
    for cut in told["cutoffs"]:
        if cut["seats"]:
            cut["seats"][2] += 1
        else:
            cut["seats"] = [1, 0, -5, "0" * 64]


def wrong_reason(told, chance) -> None:
    code = chance.choice(sorted(told["reasons"]))
    told["reasons"][code] = "veto" if told["reasons"][code] != "veto" else "camp_full"


def reorder(told, chance) -> None:
    for codes in told["lists"]:
        codes.reverse()


def more_of_a_clause(told, chance) -> None:
    for both in told["counts"].values():
        both[0] += 1


def forget_counted(told, chance) -> None:
    told["would_count"] = {}


def twice_on_the_list(told, chance) -> None:
    for codes in told["lists"]:
        codes.extend(codes[:1])


def nobody_known(told, chance) -> None:
    told["lists"][0].append("p99999")
    told["reasons"]["p99999"] = "on_list"


EDITS = {
    "bribed swap": swap,
    "shortened list": shorten,
    "moved cut-off": move_cutoff,
    "wrong reason": wrong_reason,
    "reordered list": reorder,
    "one more of a clause": more_of_a_clause,
    "forgotten article 109": forget_counted,
    "twice on the list": twice_on_the_list,
    "invented on the list": nobody_known,
}


def seats(work: Work) -> Work:
    room = tuple(replace(each, seats=each.seats + 1) for each in work.rule.room)
    return replace_work(work, rule=replace(work.rule, room=room))


def add_person(work: Work, chance: random.Random, code: str) -> Work:
    one = replace(made.person(chance, 0, 1.0), code=code)
    people = files.in_order((*work.people, one))
    at = [person.code for person in people].index(code)
    salts = [*work.salts[:at], chance.randbytes(16), *work.salts[at:]]
    return replace_work(work, people=people, salts=salts)


def drop_person(work: Work, chance: random.Random) -> Work:
    at = chance.randrange(len(work.people))
    people = (*work.people[:at], *work.people[at + 1 :])
    return replace_work(work, people=people, salts=[*work.salts[:at], *work.salts[at + 1 :]])


def caps(work: Work, change) -> Work:
    """The work with other caps: `change` gives what stands in place of each."""
    clauses = [
        other
        for each in work.rule.clauses
        for other in (change(each) if each.kind is Kind.AT_MOST else (each,))
    ]
    return replace_work(work, rule=replace(work.rule, clauses=tuple(clauses)))


def raised(each: Clause) -> tuple[Clause, ...]:
    return (replace(each, amounts=(each.amounts[0] + 1, each.amounts[1] + 1)),)


def dropped(work: Work) -> Work:
    """Without the first clause that can be spared: what is left is still a rule for a round."""
    clauses = work.rule.clauses
    rules = [
        replace(work.rule, clauses=(*clauses[:at], *clauses[at + 1 :]))
        for at in range(len(clauses))
    ]
    return replace_work(work, rule=next(rule for rule in rules if not any(crossings(rule))))


def forgotten(work: Work) -> Work:
    kept = {each.number for each in work.rule.clauses if each.kind is not Kind.AT_MOST}
    return replace_work(work, returned={at: n for at, n in work.returned.items() if at in kept})


def lottery(work: Work, chance: random.Random) -> Work:
    return replace_work(work, draw=made.draw(chance))


def hide_opening(work: Work, chance: random.Random) -> Work:
    return replace_work(work, draw=replace(work.draw, openings=(None, None)))


REMADE = {
    "invented veto": lambda work, chance: facts(work, chance, veto="unexplained"),
    "unconfirmed as confirmed": lambda work, chance: facts(work, chance, held=Held.CONFIRMED),
    "invented wound": lambda work, chance: facts(
        work, chance, medical=Medical.SERIOUSLY_WOUNDED, medical_confirmed=True
    ),
    "earlier capture": lambda work, chance: facts(
        work, chance, captured=made.ON - timedelta(days=3000)
    ),
    "invented refusal": lambda work, chance: facts(work, chance, consent=Consent.REFUSED),
    "extra seat": lambda work, chance: seats(work),
    "changed tiers": lambda work, chance: replace_work(
        work, rule=replace(work.rule, tiers=work.rule.tiers[::-1])
    ),
    "dropped clause": lambda work, chance: dropped(work),
    "cap ignored": lambda work, chance: caps(work, lambda each: ()),
    "cap raised by one": lambda work, chance: caps(work, raised),
    "earlier rounds of a cap forgotten": lambda work, chance: forgotten(work),
    "another day": lambda work, chance: replace_work(work, on=made.ON + timedelta(days=1)),
    "other totals": lambda work, chance: replace_work(work, returned={1: (7, 0)}),
    "another beacon": lottery,
    "hidden opening": hide_opening,
    "invented person": lambda work, chance: add_person(work, chance, "p50000"),
    "dropped person": drop_person,
}


def tampered(work: Work, kind: str, chance: random.Random):
    """Certificate and register after a change, in each way in which the cheat can dress it up: with
    the digests of the changed facts, or with the public ones."""
    if kind in EDITS:
        yield edited(work, lambda told: EDITS[kind](told, chance)), work.register()
        return
    if kind == "duplicated person":
        at = chance.randrange(len(work.people))
        lines = work.register().splitlines(keepends=True)
        yield work.certificate(), b"".join([*lines[: at + 1], *lines[at:]])
        return
    other = REMADE[kind](work, chance)
    public = work.commitment()
    for certificate in (other.certificate(), other.certificate(public)):
        told = json.loads(certificate)
        told["draw"] = json.loads(work.record())["draw"]
        with_public_draw = canonical_bytes(told)
        told["rule"] = json.loads(work.certificate())["rule"]
        for dressed in (certificate, with_public_draw, canonical_bytes(told)):
            for register in (other.register(), work.register()):
                yield dressed, register


KINDS = (*EDITS, *REMADE, "duplicated person")


def main(count: int, seed: int) -> None:
    found: Counter = Counter()
    chance = random.Random(seed)
    while found["tampered"] < count:
        work = honest(chance)
        record, right = work.record(), (work.certificate(), work.register())
        found["honest"] += 1
        found["honest rejected"] += check(record, *right) != []
        for kind in KINDS:
            for files_ in tampered(work, kind, chance):
                if files_ != right:
                    found["tampered"] += 1
                    if not check(record, *files_):
                        found[f"ACCEPTED: {kind}"] += 1
    print(len(KINDS), "kinds", dict(found))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
