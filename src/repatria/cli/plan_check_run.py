"""Runs the checker of a list apart, and compares the tables for people with the certificate."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from repatria.base.canonical import canonical_bytes
from repatria.base.errors import RepatriaError
from repatria.cli import plan_folder as folders
from repatria.cli.plan_folder import Kept
from repatria.cli.plan_options import PlanError
from repatria.planning.eligible import BY_PROGRAM, NO_CLASS, caps_of, class_of
from repatria.planning.facts import Person
from repatria.planning.plain import rule_digest
from repatria.planning.terms import Terms
from repatria.planning.terms_text import parse_terms

LONGEST = 3_600
"""Seconds."""


NOT_PROVEN = 2
"""With which check_groups.py ends where no count shows that somebody could not go."""


def checked(folder: Path, record: Path | None) -> tuple[list[str], list[str], bool]:
    """What is wrong with a list; what the checker says where nothing is; and whether that proves
    all of it."""
    names = (record or folder / folders.RECORD, folder / folders.CERTIFICATE,
             folder / folders.REGISTER)  # fmt: skip
    for name in names:
        if not name.is_file():
            raise PlanError(f"{name}: there is no such file")
    command = [sys.executable, "-I", str(_checker(folder)), *map(str, names)]
    done = subprocess.run(
        command, capture_output=True, encoding="utf-8", errors="replace", timeout=LONGEST
    )
    said = done.stdout.splitlines()
    if done.returncode not in (0, NOT_PROVEN) or not said:
        told = said or [f"the checker ended with {done.returncode}: {done.stderr.strip()}"]
        return told, [], False
    return list(_beside(folder, record)), said, done.returncode == 0


def _checker(folder: Path) -> Path:
    """The program for lists of this rule; each refuses the rules of the other."""
    told = _json(folder / folders.CERTIFICATE)
    try:
        kinds = {clause["kind"] for clause in told["rule"]["clauses"]}  # type: ignore[index]
    except (TypeError, KeyError):
        kinds = set()
    program = any(kind.value in kinds for kind in BY_PROGRAM)
    return folders.checker("check_groups.py" if program else "check_list.py")


def _beside(folder: Path, record: Path | None) -> Iterator[str]:
    """What the other files say otherwise than the certificate, which is right by now."""
    kept = folders.read_folder(folder)
    people = {person.code: person for person in kept.people}
    sides = tuple(kept.told["rule"]["sides"])
    counted = {int(number): codes for number, codes in kept.told["would_count"].items()}
    texts: dict[str, Callable[[], str]] = {
        folders.LIST: lambda: folders.list_text(kept.told["lists"], sides, people),
        folders.REASONS: lambda: folders.reasons_text(kept.told["reasons"], people),
        folders.DUTY: lambda: folders.duty_text(kept.told["reasons"], counted, people),
    }
    for name, made in texts.items():
        yield from _differs(folder / name, made())
    if record is not None and _bytes(folder / folders.RECORD) != record.read_bytes():
        yield f"{folders.RECORD}: this is not the record that was published"
    if _bytes(folder / folders.COMMITMENT) != canonical_bytes(kept.record["commitment"]):
        yield f"{folders.COMMITMENT}: this is not the record's commitment"
    terms = _terms(folder / folders.TERMS)
    if terms is None or rule_digest(terms) != kept.told["commitment"]["rule"]:
        yield f"{folders.TERMS}: this is not the rule that was committed to before the run"
    else:
        after = folders.returned_text(_returned_after(kept, terms, people), terms.sides)
        yield from _differs(folder / folders.RETURNED, after)
    checker = _checker(folder)
    if _bytes(folder / checker.name) != checker.read_bytes():
        yield f"{checker.name}: this is not the checker of this Repatria; it was not run"


def _terms(file: Path) -> Terms | None:
    try:
        return parse_terms(_bytes(file).decode("utf-8"), file.name)
    except (RepatriaError, UnicodeDecodeError):
        return None


def _returned_after(
    kept: Kept, terms: Terms, people: dict[str, Person]
) -> dict[int, tuple[int, int]]:
    """What every clause has brought back once those on the lists have crossed."""
    found = {
        clause.number: list(kept.returned.get(clause.number, (0, 0))) for clause in terms.clauses
    }
    for side, codes in enumerate(kept.told["lists"]):
        for person in (people[code] for code in codes if not people[code].duty):
            own = class_of(person, terms.clauses, kept.on)
            for at in {own, *caps_of(person, terms.clauses, kept.on)} - {NO_CLASS}:
                found[terms.clauses[at].number][side] += 1
    return {number: (one, two) for number, (one, two) in found.items()}


def _differs(file: Path, right: str) -> Iterator[str]:
    told = _bytes(file).decode("utf-8", "replace")
    if told == right:
        return
    one, two = told.splitlines(), right.splitlines()
    for row, (had, should) in enumerate(zip(one, two, strict=False), 1):
        if had != should:
            yield f"{file.name}, row {row}: says {had}; by the certificate it is {should}"
            return
    if len(one) != len(two):
        yield f"{file.name}: has {len(one):,} rows; by the certificate there are {len(two):,}"
    else:
        yield f"{file.name}: its line ends are not those that were written"


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return b""


def _json(file: Path) -> object:
    try:
        return json.loads(_bytes(file))
    except (ValueError, RecursionError):
        return None
