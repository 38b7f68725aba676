"""What is fixed before a draw: facts behind salts, the rule, the day, what was returned before."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from repatria.base.canonical import canonical_bytes
from repatria.cli import plan_folder as folders
from repatria.cli.plan_lottery import announced_from
from repatria.cli.plan_options import PlanError
from repatria.cli.plan_register import people_of
from repatria.ledger.commitment import commit
from repatria.planning.certificate import commitment_data, in_order, register_bytes
from repatria.planning.counts import Returned
from repatria.planning.facts import Person
from repatria.planning.lottery import Announced
from repatria.planning.plain import register_line, rule_digest
from repatria.planning.terms import Terms
from repatria.planning.terms_text import parse_terms
from repatria.synthetic.folders import whole


@dataclass(frozen=True)
class Committed:
    """A commitment with all that it was made from."""

    terms: Terms
    text: str
    """The agreement's file."""
    people: tuple[Person, ...]
    """In the order of their codes."""
    on: date
    returned: Returned
    register: bytes
    commitment: Mapping[str, Any]
    how: Mapping[str, Any]
    """Whose choices stand in it, and which files it was made from."""


def commit_to(
    terms: Terms,
    text: str,
    people: Sequence[Person],
    on: date,
    returned: Returned,
    announced: Announced,
    how: Mapping[str, Any],
    salts: Callable[[int], bytes] | None = None,
) -> Committed:
    """Commit to people and rule. `salts` gives so many bytes; random ones without it."""
    ordered = in_order(people)
    lines = [register_line(person) for person in ordered]
    made = commit(lines) if salts is None else commit(lines, salts)
    fixed = made.commitment
    data = commitment_data(terms, on, fixed.root, fixed.count, returned, announced)
    register = register_bytes(ordered, made.salts)
    return Committed(terms, text, ordered, on, returned, register, data, how)


def write_committed(made: Committed, out: Path) -> None:
    """Write the folder of a commitment, whole or not at all, for its owner alone."""
    with whole(out, "the commitment") as draft:
        draft.chmod(0o700)
        write_parts(made, draft)


def write_parts(made: Committed, folder: Path) -> None:
    """The files of a commitment. The register is its owner's to read."""
    (folder / folders.REGISTER).touch(mode=0o600)
    (folder / folders.REGISTER).write_bytes(made.register)
    (folder / folders.COMMITMENT).write_bytes(canonical_bytes(dict(made.commitment)))
    (folder / folders.TERMS).write_bytes(made.text.encode())
    (folder / folders.PLAN).write_bytes(pretty(made.how))


def pretty(value: Mapping[str, Any]) -> bytes:
    """JSON for people, with one way to write it."""
    return (json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


def read_committed(folder: Path) -> Committed:
    """A commitment read back. Raises `PlanError` where a file is not what was committed to."""
    try:
        data = json.loads((folder / folders.COMMITMENT).read_bytes())
        register = (folder / folders.REGISTER).read_bytes()
        people = people_of(register)
        text = (folder / folders.TERMS).read_bytes().decode()
        how = json.loads((folder / folders.PLAN).read_bytes())
        before = {int(number): (both[0], both[1]) for number, both in data["returned"].items()}
        on, announced = date.fromisoformat(data["on"]), announced_from(data["lottery"])
    except (OSError, ValueError, TypeError, KeyError, RecursionError) as error:
        raise PlanError(f"{folder} is not the folder of a commitment: {error}") from None
    terms = parse_terms(text, folders.TERMS)
    salts = b"".join(bytes.fromhex(line[:32].decode()) for line in register.splitlines())
    made = commit_to(terms, text, people, on, before, announced, how, lambda _: salts)
    if rule_digest(terms) != data["rule"]:
        raise PlanError(f"{folder / folders.TERMS} is not the rule that was committed to")
    if made.register != register or dict(made.commitment) != data:
        raise PlanError(f"{folder / folders.REGISTER} is not the register that was committed to")
    return made
