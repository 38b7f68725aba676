"""The certificate of a round: what a checker needs to accept or reject its lists.

Before the run a *commitment* is published: the register's root and count, the rule's digest, the
day, what was returned so far, and the lottery's announcement. After it there is the *draw*: what
was opened and what the beacon gave. Both together are the *record*, which an auditor takes from
the log, never from whoever made the list. The certificate repeats them and adds the rule, the
lists, the numbers by clause, the cut-offs and a reason for everybody.

All three files are canonical JSON (`base.canonical`): one list, one sequence of bytes. The register
is opened to the auditor alone: a line is the salt in hexadecimal, a space, the person's line.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from repatria.base.canonical import canonical_bytes
from repatria.base.errors import ValueProblem
from repatria.base.messages import message
from repatria.planning.counts import Returned
from repatria.planning.facts import Person
from repatria.planning.lottery import Announced, Draw, Opening
from repatria.planning.order import Key
from repatria.planning.plain import register_line, rule_digest, terms_data
from repatria.planning.round import Round
from repatria.planning.terms import Terms
from repatria.planning.walk import Cutoffs

LIST_FORMAT = "repatria-list/1"
RECORD_FORMAT = "repatria-list-record/1"


def _announced(told: Announced) -> dict[str, Any]:
    return {
        "beacon": told.beacon,
        "beacon_day": told.beacon_day.isoformat(),
        "beacon_round": told.beacon_round,
        "commitments": [each.hex() for each in told.commitments],
        "committed_on": told.committed_on.isoformat(),
        "reveal_by": told.reveal_by.isoformat(),
    }


def _opening(opening: Opening | None) -> dict[str, Any] | None:
    if opening is None:
        return None
    day = opening.day.isoformat()
    return {"day": day, "salt": opening.salt.hex(), "seed": opening.seed.hex()}


def commitment_data(
    terms: Terms, on: date, root: bytes, count: int, returned: Returned, announced: Announced
) -> dict[str, Any]:
    """What is published before the run. Root and count are handed in: the register's lines, in the
    order of their codes, each behind a salt of 16 bytes (RFC 6962)."""
    return {
        "count": count,
        "lottery": _announced(announced),
        "on": on.isoformat(),
        "returned": {str(number): list(both) for number, both in returned.items()},
        "root": root.hex(),
        "rule": rule_digest(terms),
    }


def record_bytes(commitment: Mapping[str, Any], draw: Draw) -> bytes:
    """The record as its file holds it. `ValueProblem` if it has another lottery's announcement."""
    if commitment["lottery"] != _announced(draw.announced):
        raise ValueProblem(message("The draw is not the one that was announced."))
    record = {"commitment": commitment, "draw": _draw(draw), "format": RECORD_FORMAT}
    return canonical_bytes(record)


def _draw(draw: Draw) -> dict[str, Any]:
    return {
        "beacon_value": draw.value.hex(),
        "openings": [_opening(each) for each in draw.openings],
    }


def key_data(key: Key | None) -> list[Any] | None:
    """A cut-off: track, tier, -days held, and the lottery number in 64 hexadecimal digits."""
    return None if key is None else [key[0], key[1], key[2], f"{key[3]:064x}"]


def _cutoffs(cutoffs: Cutoffs, terms: Terms) -> dict[str, Any]:
    return {
        "camps": {camp: key_data(key) for camp, key in cutoffs.camps.items()},
        "clauses": {
            str(terms.clauses[at].number): key_data(key) for at, key in cutoffs.clauses.items()
        },
        "seats": key_data(cutoffs.seats),
        "stretchers": key_data(cutoffs.stretchers),
    }


def certificate_bytes(
    made: Round, terms: Terms, commitment: Mapping[str, Any], draw: Draw
) -> bytes:
    """The certificate of a round, as its file holds it."""
    limits = {
        str(terms.clauses[at].number): [made.limits[0][at], made.limits[1][at]]
        for at in made.limits[0]
    }
    return canonical_bytes(
        {
            "commitment": commitment,
            "counts": limits,
            "cutoffs": [_cutoffs(each, terms) for each in made.cutoffs],
            "draw": _draw(draw),
            "format": LIST_FORMAT,
            "lists": [list(codes) for codes in made.listed],
            "reasons": {code: why.value for code, why in made.reasons.items()},
            "rule": terms_data(terms),
            "would_count": {str(at): list(codes) for at, codes in made.would_count.items()},
        }
    )


def in_order(people: Iterable[Person]) -> tuple[Person, ...]:
    """People in the order in which a register is committed to: by code."""
    return tuple(sorted(people, key=lambda person: person.code))


def register_bytes(people: Sequence[Person], salts: Sequence[bytes]) -> bytes:
    """The register as it is opened to an auditor: people in the order of their codes, and the salt
    of each."""
    pairs = zip(people, salts, strict=True)
    return b"".join(
        salt.hex().encode() + b" " + register_line(person) + b"\n" for person, salt in pairs
    )
