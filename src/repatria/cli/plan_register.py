"""An opened register read back: the people whose lines a list was committed to."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from repatria.planning.facts import Person


def people_of(register: bytes) -> tuple[Person, ...]:
    """The people of a register's lines, each behind its salt. Raises `ValueError`, `KeyError` or
    `TypeError` for lines that are none."""
    return tuple(person_from(json.loads(line.partition(b" ")[2])) for line in register.splitlines())


def person_from(told: dict[str, Any]) -> Person:
    """Somebody from the facts of a line (`plain.person_data`)."""
    from repatria.planning.facts import Consent, Held, Medical, Person, Sex

    words = {"held": Held, "medical": Medical, "consent": Consent, "sex": Sex}
    facts: dict[str, Any] = {
        name: words[name](value) if name in words else value for name, value in told.items()
    }
    for name in ("born", "captured"):
        facts[name] = None if told[name] is None else date.fromisoformat(told[name])
    return Person(**facts)
