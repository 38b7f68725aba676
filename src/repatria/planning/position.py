"""Where somebody stood in a round, as their family can check it once the round is over.

The file that goes with a letter has the code, the whole key, how many stood before, the cut-off
that decided and the one of their class, and the proof that their line is in the sealed register:
the hash of the leaf and its path (RFC 6962). The line itself has the camp and what is known of
health; it is opened by a caseworker, in person. `check_own.py` checks both.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from repatria.base.canonical import canonical_bytes
from repatria.base.errors import ValueProblem
from repatria.base.messages import message
from repatria.planning.certificate import key_data
from repatria.planning.eligible import gate
from repatria.planning.facts import Person
from repatria.planning.order import Key
from repatria.planning.reasons import Reason
from repatria.planning.round import Numbers, Round, place_of
from repatria.planning.terms import Terms
from repatria.planning.walk import Cutoffs, Place

FORMAT = "repatria-own/1"


@dataclass(frozen=True, slots=True)
class Leaf:
    """The proof that a line is in the sealed register. It is handed in, as the root is."""

    hash: bytes
    """SHA-256(0x00 || salt || line)."""
    index: int
    count: int
    path: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Position:
    """Where somebody stood who could be considered."""

    code: str
    reason: Reason
    key: Key
    before: int
    """How many of their side stood before them."""
    cutoff: Key | None
    """The one that decided; None where none did: somebody was to go, or waits for a group."""
    class_cutoff: Key | None
    """Where the number of their class was reached; None where it was not, or there is none."""
    leaf: Leaf
    certificate: str
    """SHA-256 of the certificate, in hexadecimal: an auditor has the same."""


def _deciding(place: Place, reason: Reason, cutoffs: Cutoffs) -> Key | None:
    found: Mapping[Reason, list[Key | None]] = {
        Reason.NO_STRETCHER_PLACE: [cutoffs.stretchers],
        Reason.CAMP_FULL: [cutoffs.camps.get(place.camp)],
        Reason.ROUND_FULL: [cutoffs.seats],
        Reason.CLAUSE_FULL: [cutoffs.clauses.get(at) for at in place.caps],
        Reason.CLASS_UNMATCHED: [cutoffs.clauses.get(place.clause)],
    }
    return next((key for key in found.get(reason, ()) if key is not None and key < place.key), None)


def position_of(
    person: Person,
    made: Round,
    terms: Terms,
    numbers: Numbers,
    before: int,
    leaf: Leaf,
    certificate: str,
) -> Position | None:
    """Where somebody stood in a round; None for somebody who could not be considered. `before` is
    what `why.Questions.before` says. `ValueProblem` for somebody who was not in the round."""
    reason = made.reasons.get(person.code)
    if reason is None:
        raise ValueProblem(message("Nobody of this code was in the round."))
    if gate(person, terms, made.on) is not None:
        return None
    place = place_of(person, terms, made.on, numbers)
    cutoffs = made.cutoffs[terms.sides.index(person.side)]
    return Position(
        code=person.code,
        reason=reason,
        key=place.key,
        before=before,
        cutoff=_deciding(place, reason, cutoffs),
        class_cutoff=cutoffs.clauses.get(place.clause),
        leaf=leaf,
        certificate=certificate,
    )


def position_data(position: Position) -> dict[str, Any]:
    """All of it as plain data. It has no word for the reason: that stands in the letter, and a
    full camp is not told from a full round."""
    leaf = position.leaf
    return {
        "before": position.before,
        "certificate": position.certificate,
        "class_cutoff": key_data(position.class_cutoff),
        "code": position.code,
        "cutoff": key_data(position.cutoff),
        "format": FORMAT,
        "key": key_data(position.key),
        "leaf": {
            "count": leaf.count,
            "hash": leaf.hash.hex(),
            "index": leaf.index,
            "path": [each.hex() for each in leaf.path],
        },
    }


def position_bytes(position: Position) -> bytes:
    """The file: canonical JSON."""
    return canonical_bytes(position_data(position))
