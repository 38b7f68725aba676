#!/usr/bin/env python3
"""Checks a list of people to be returned. It needs Python 3.11 or newer and nothing else.

    python3 check_list.py RECORD CERTIFICATE REGISTER

RECORD       what stood in the public log: the commitment made before the run, and the draw.
             Take it from the log yourself, not from whoever made the list.
CERTIFICATE  the list with its rule, numbers, cut-offs and a reason for everybody.
REGISTER     the committed lines, opened: salt in hexadecimal, a space, the person's facts.

It computes everything again and prints what differs. It ends with 0 if the list is what the rule
gives on the committed facts, else with 1. Whether the facts are true, those must know who signed.
"""

import gc
import hashlib
import json
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

HELD = {"confirmed": None, "returned": "already_returned", "dead": "reported_dead"}
HELD["denied"] = "holder_denies"
COUPLED = ("equal", "ratio", "at least")
CLASSES = (*COUPLED, "all for all")
FULL = {**dict.fromkeys(CLASSES, "class_unmatched"), "at most": "clause_full"}
NOBODY = (-1, 0, 0, "0" * 64)
FORMATS, UNKNOWN_TENURE = ("repatria-list/1", "repatria-list-record/1"), 4_000_000


class Wrong(Exception):
    """What is wrong, so that nothing after it can be checked."""


ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def canonical(value: Any) -> bytes:
    return ENCODER.encode(value).encode("utf-8")


def root_of(leaves: list[bytes]) -> bytes:
    """The root of a Merkle tree (RFC 6962, section 2.1)."""
    level = [hashlib.sha256(b"\x00" + leaf).digest() for leaf in leaves]
    while len(level) > 1:
        pairs = zip(level[::2], level[1::2], strict=False)
        above = [hashlib.sha256(b"\x01" + one + two).digest() for one, two in pairs]
        level = above + ([level[-1]] if len(level) % 2 else [])
    return level[0] if level else hashlib.sha256(b"").digest()


def open_register(data: bytes, commitment: dict[str, Any]) -> list[dict[str, Any]]:
    """The people, if they are the committed ones: their number, order and root."""
    leaves, people = list[bytes](), list[dict[str, Any]]()
    for row, line in enumerate(data.splitlines(), 1):
        salt, text = bytes.fromhex(line[:32].decode()), line[33:]
        people.append(json.loads(text))
        leaves.append(salt + text)
        if len(salt) != 16 or line[32:33] != b" " or canonical(people[-1]) != text:
            raise Wrong(f"register, row {row}: not a salt of 16 bytes and canonical facts")
        if row > 1 and people[-2]["code"] >= people[-1]["code"]:
            raise Wrong(f"register, row {row}: this code stands twice, or out of order")
    if len(people) != commitment["count"] or root_of(leaves).hex() != commitment["root"]:
        raise Wrong("register: people or facts are not those committed to before the run")
    return people


def lottery_prefix(lottery: dict[str, Any], draw: dict[str, Any], on: date) -> bytes:
    """What is hashed before a code. Whoever did not open in time takes part with the commitment."""
    days = (lottery["committed_on"], lottery["reveal_by"], lottery["beacon_day"])
    committed, by, day = map(date.fromisoformat, days)
    if not committed <= by < day <= on:
        raise Wrong("lottery: commitments, openings, beacon and round are not in this order")
    parts = b""
    for commitment, opening in zip(lottery["commitments"], draw["openings"], strict=True):
        promised = bytes.fromhex(commitment)
        part = b"\x00" + promised
        if opening is not None and date.fromisoformat(opening["day"]) <= by:
            seed, salt = bytes.fromhex(opening["seed"]), bytes.fromhex(opening["salt"])
            if len(seed) == len(salt) == 32 and hashlib.sha256(seed + salt).digest() == promised:
                part = b"\x01" + seed
        parts += part
    value = bytes.fromhex(draw["beacon_value"])
    if not 32 <= len(value) < 65536 or len(parts) != 66:
        raise Wrong("lottery: a commitment has 32 bytes, a beacon's value at least 32")
    return b"repatria-lottery/1\n" + parts + len(value).to_bytes(2, "big") + value


def holds(scope: Any, person: Any, on: date) -> Any:
    """Whether somebody is in a scope; what is not known or not confirmed is not."""
    kind, rest = scope[0], scope[1:]
    if kind == "not":
        return not holds(rest[0], person, on)
    if kind in ("any", "and", "or"):
        parts = (holds(each, person, on) for each in rest)
        return kind == "any" or (all if kind == "and" else any)(parts)
    if kind in ("medical", "civilian", "sex", "rank", "unit"):
        return person[kind] == rest[0] and (kind != "medical" or person["medical_confirmed"])
    day: Any = person["born" if kind == "age" else "captured"]
    day = day and date.fromisoformat(day)
    if kind == "age":
        early = day and (on.month, on.day) < (day.month, day.day)
        return day and rest[0] <= on.year - day.year - early <= rest[1]
    if kind == "held":
        return day and (on - day).days >= rest[0]
    if kind == "captured_before":
        return day and day < date.fromisoformat(rest[0])
    raise Wrong(f"rule: unknown scope {kind}")


def place(people: Any, rule: Any, on: date, before: bytes) -> tuple[Any, Any, Any]:
    """Shut gates, both sides' order, and those of article 109 whom the reading would count."""
    clauses, sides, tiers = rule["clauses"], rule["sides"], rule["tiers"]
    if any(clause["kind"] not in FULL for clause in clauses):
        raise Wrong("rule: it has a table, a pair or a group; check_groups.py checks such lists")
    classes = [at for at, clause in enumerate(clauses) if clause["kind"] in CLASSES]
    caps = [at for at, clause in enumerate(clauses) if clause["kind"] == "at most"]

    def within(parts: Any, places: Any, person: Any) -> Any:
        return (at for at in places if holds(parts[at]["scope"], person, on))

    shut, counted, lines = dict[str, str](), dict[str, list[str]](), (list[Any](), list[Any]())
    for person in people:
        code, side, captured = person["code"], person["side"], person["captured"]
        duty = person["medical"] != "none" and person["medical_confirmed"]
        why = HELD.get(person["held"], "not_confirmed_held")
        why = why or ("no_consent" if person["consent"] == "refused" else None)
        why = why or ("unfit_to_travel" if not person["fit"] else None)
        why = why or ("veto" if person["veto"] else None)
        own = () if why else tuple(within(clauses, classes, person))[:1]
        if not why:
            wrong = side not in sides or person["holder"] not in ("", sides[side == sides[0]])
            why = "outside_terms" if wrong or not (own or duty) else None
        if why:
            shut[code] = why
            continue
        bounds = (*within(clauses, caps, person), *own)
        for clause in (clauses[at] for at in bounds if duty and clauses[at]["counts_duty"]):
            counted.setdefault(str(clause["number"]), []).append(code)
        days = (date.fromisoformat(captured) - on).days if captured else UNKNOWN_TENURE
        number = hashlib.sha256(before + code.encode()).hexdigest()
        tier = next(within(tiers, range(len(tiers)), person), len(tiers))
        key = (0 if duty else 1, tier, days, number)
        one = (key, code, () if duty else bounds, person["camp"], person["stretcher"])
        lines[sides.index(side)].append(one)
    return shut, tuple(sorted(line) for line in lines), counted


def walk(line: Any, room: Any, limits: dict[int, int]) -> tuple[list[str], Any, Any]:
    """Down the order, everybody who fits: the codes, how many by clause, and the cut-offs."""
    seats, beds, wide, most = (room[n] for n in ("seats", "stretchers", "stretcher_seats", "camp"))
    beds, full = seats if beds is None else beds, NOBODY if seats < 1 else None
    lying = NOBODY if seats < wide or beds < 1 else None
    camps = {one[3]: NOBODY for one in line} if most == 0 else {}
    clauses = {clause: NOBODY for clause, number in limits.items() if number == 0}
    codes, by_clause, by_camp = list[str](), Counter[int](), Counter[str]()
    for key, code, bounds, camp, stretcher in line:
        if full or camp in camps or (stretcher and lying) or any(at in clauses for at in bounds):
            continue
        codes.append(code)
        by_camp[camp] += 1
        by_clause.update(bounds)
        seats, beds = seats - (wide if stretcher else 1), beds - (1 if stretcher else 0)
        full = key if seats < 1 else None
        lying = lying or (key if seats < wide or beds < 1 else None)
        if by_camp[camp] == most:
            camps[camp] = key
        clauses.update({at: key for at in bounds if by_clause[at] == limits.get(at)})
    cut = {"camps": camps, "clauses": clauses, "seats": full, "stretchers": lying}
    return codes, by_clause, cut


def fix_counts(lines: Any, rule: Any, returned: Any) -> tuple[dict[int, int], dict[int, int]]:
    """How many of each clause may go to each side. See docs/methods/planning.md, "Counts"."""
    clauses, level = rule["clauses"], {}
    limits: tuple[dict[int, int], dict[int, int]] = ({}, {})
    past = [returned.get(str(clause["number"]), [0, 0]) for clause in clauses]
    per = [clause["amounts"] if clause["kind"] == "ratio" else (1, 1) for clause in clauses]
    had = [past[at] if each["kind"] == "at least" else (0, 0) for at, each in enumerate(clauses)]
    for at, clause in enumerate(clauses):
        for side in (0, 1) if clause["kind"] == "at most" else ():
            limits[side][at] = max(0, clause["amounts"][side] - past[at][side])
    coupled = {at for at, clause in enumerate(clauses) if clause["kind"] in COUPLED}
    runs = [[(one[0], at) for one in line for at in one[2] if at in coupled] for line in lines]
    order = list(dict.fromkeys(at for _, at in sorted(runs[0] + runs[1])))

    def put(at: int, new: int) -> None:
        level[at] = new
        for side in (0, 1):
            limits[side][at] = max(0, new * per[at][side] - had[at][side])

    def have() -> list[Any]:
        return [walk(lines[side], rule["room"][side], limits[side])[1] for side in (0, 1)]

    def most(at: int, got: list[Any]) -> Any:
        return min((had[at][side] + got[side][at]) // per[at][side] for side in (0, 1))

    def met(got: list[Any]) -> bool:
        return all(got[side][at] == limits[side][at] for at in order for side in (0, 1))

    for at in order:
        put(at, most(at, have()))
    ranks = [[order.index(at) for _, at in run] for run in runs]
    if any(run != sorted(run) for run in ranks):
        while not met(got := have()):
            for at in order:
                put(at, min(level[at], most(at, got)))
        before: Any = None
        while before != level:
            before = dict(level)
            for at in order:
                put(at, level[at] + 1)
                if not met(have()):
                    put(at, level[at] - 1)
    return limits


def reason(one: Any, cut: Any, clauses: Any) -> str:
    """The first cut-off that stands before somebody."""
    found = (
        ("no_stretcher_place", cut["stretchers"] if one[4] else None),
        ("camp_full", cut["camps"].get(one[3])),
        ("round_full", cut["seats"]),
        *((FULL[clauses[at]["kind"]], cut["clauses"].get(at)) for at in one[2]),
    )
    return next((name for name, cutoff in found if cutoff and cutoff < one[0]), "on_list")


def expected(rule: Any, commitment: Any, draw: Any, people: Any) -> dict[str, Any]:
    """All that the certificate should say."""
    on, clauses = date.fromisoformat(commitment["on"]), rule["clauses"]
    before = lottery_prefix(commitment["lottery"], draw, on)
    reasons, lines, counted = place(people, rule, on, before)
    limits = fix_counts(lines, rule, commitment["returned"])
    number = [str(clause["number"]) for clause in clauses]
    lists, cutoffs = [], []
    for side in (0, 1):
        codes, _, cut = walk(lines[side], rule["room"][side], limits[side])
        lists.append(codes)
        reasons.update((one[1], reason(one, cut, clauses)) for one in lines[side])
        cut["clauses"] = {number[at]: key for at, key in cut["clauses"].items()}
        cutoffs.append(cut)
    counts = {number[at]: [limits[0][at], limits[1][at]] for at in limits[0]}
    shown = {"counts": counts, "cutoffs": cutoffs, "would_count": counted}
    return {**shown, "lists": lists, "reasons": reasons}


def differences(name: str, told: Any, right: Any) -> Any:
    """What the certificate says otherwise than it should: a sentence for each, ten at most."""
    if name == "lists" and len(told) == 2:
        for side, (one, two) in enumerate(zip(told, right, strict=True), 1):
            extra, short = sorted({*one} - {*two})[:10], sorted({*two} - {*one})[:10]
            if one != two:
                yield f"list {side}: not by right {extra}, missing {short}, or out of order"
    elif name == "reasons":
        for code in [each for each in {**told, **right} if told.get(each) != right.get(each)][:10]:
            yield f"reason of {code}: says {told.get(code)}, should be {right.get(code)}"
    else:
        yield f"{name}: says {told}, should be {right}"


def check(record: bytes, certificate: bytes, register: bytes, other: Any = expected) -> list[str]:
    """Everything that is wrong, in sentences; nothing if it is right. `other` is check_groups'."""
    try:
        public, told = json.loads(record), json.loads(certificate)
        formats = (told["format"], public["format"])
        if formats != FORMATS or canonical(public) != record or canonical(told) != certificate:
            raise Wrong("record or certificate: not canonical JSON of a format known here")
        for name in ("commitment", "draw"):
            if canonical(told[name]) != canonical(public[name]):
                raise Wrong(f"certificate: its {name} is not the public one")
        if hashlib.sha256(canonical(told["rule"])).hexdigest() != told["commitment"]["rule"]:
            raise Wrong("rule: not the one that was committed to before the run")
        people = open_register(register, told["commitment"])
        right = other(told["rule"], told["commitment"], told["draw"], people)
        others = told.keys() - right.keys() == {"commitment", "draw", "format", "rule"}
        wrong = [] if others else ["certificate: it holds more, or less, than it should"]
        for name, value in right.items():
            if canonical(told[name]) != canonical(value):
                wrong.extend(differences(name, told[name], value))
        return wrong
    except Exception as error:
        return [str(error) if isinstance(error, Wrong) else f"a file is malformed: {error!r}"]


def main(arguments: list[str]) -> int:
    if len(arguments) != 3:
        sys.exit(__doc__)
    gc.disable()  # nothing here goes round in circles, and the register is large
    wrong = check(*(Path(name).read_bytes() for name in arguments))
    print("\n".join(wrong) or "The list is what the committed rule gives on the committed facts.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
