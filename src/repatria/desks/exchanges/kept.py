"""Facts and outcomes as the store keeps them: canonical bytes, compressed."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from repatria.base.canonical import canonical_bytes
from repatria.desks.exchanges.models import FactsSnapshot
from repatria.planning.counts import Returned
from repatria.planning.facts import Consent, Held, Medical, Person, Sex
from repatria.planning.plain import register_line


def facts_bytes(people: Iterable[Person]) -> bytes:
    """The register's lines, in the order that the people are handed in: that of their codes."""
    return b"".join(register_line(each) + b"\n" for each in people)


def keep_facts(people: Sequence[Person]) -> FactsSnapshot:
    """The row of these facts; the one that is there already where they are the same."""
    data = facts_bytes(people)
    digest = hashlib.sha256(data).hexdigest()
    found, _made = FactsSnapshot.objects.get_or_create(
        digest=digest, defaults={"count": len(people), "data": zlib.compress(data, 6)}
    )
    return found


def lines_of(snapshot: FactsSnapshot) -> list[bytes]:
    """The lines again."""
    return zlib.decompress(bytes(snapshot.data)).splitlines()


def people_of(snapshot: FactsSnapshot) -> tuple[Person, ...]:
    """The people again, in the order of their codes."""
    return tuple(_person(json.loads(line)) for line in lines_of(snapshot))


def packed(value: Any) -> bytes:
    """Plain data, compressed."""
    return zlib.compress(canonical_bytes(value), 6)


def unpacked(data: bytes | memoryview) -> Any:
    return json.loads(zlib.decompress(bytes(data)))


def returned_of(plain: Mapping[str, Sequence[int]]) -> Returned:
    """What earlier rounds brought back, as the engine takes it."""
    return {int(number): (both[0], both[1]) for number, both in plain.items()}


def _person(told: dict[str, Any]) -> Person:
    return Person(
        **{
            **told,
            "held": Held(told["held"]),
            "medical": Medical(told["medical"]),
            "consent": Consent(told["consent"]),
            "sex": Sex(told["sex"]),
            "born": _day(told["born"]),
            "captured": _day(told["captured"]),
        }
    )


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
