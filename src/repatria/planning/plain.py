"""Facts and terms as plain data: what is hashed, committed to and handed to the checker.

A line of the register is the canonical JSON of somebody's facts; a rule is that of the terms. Both
hold every field, so that nothing that decides stands outside them.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from repatria.base.canonical import canonical_bytes, digest
from repatria.planning import scope as scopes
from repatria.planning.facts import Person
from repatria.planning.scope import Scope
from repatria.planning.terms import Clause, Room, Terms


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def person_data(person: Person) -> dict[str, Any]:
    """Somebody's facts, every field by its name; a day as YYYY-MM-DD, or null if not known."""
    return {
        "born": _day(person.born),
        "camp": person.camp,
        "captured": _day(person.captured),
        "civilian": person.civilian,
        "code": person.code,
        "consent": person.consent.value,
        "fit": person.fit,
        "group": person.group,
        "held": person.held.value,
        "holder": person.holder,
        "medical": person.medical.value,
        "medical_confirmed": person.medical_confirmed,
        "rank": person.rank,
        "sex": person.sex.value,
        "side": person.side,
        "stretcher": person.stretcher,
        "unit": person.unit,
        "veto": person.veto,
    }


def register_line(person: Person) -> bytes:
    """Somebody's line of the register. The leaf of the commitment is its salt, then this."""
    return canonical_bytes(person_data(person))


_SCOPES: dict[type[Scope], Callable[[Any], list[Any]]] = {
    scopes.Anybody: lambda _: ["any"],
    scopes.HasMedical: lambda s: ["medical", s.category.value],
    scopes.IsCivilian: lambda s: ["civilian", s.civilian],
    scopes.OfSex: lambda s: ["sex", s.sex.value],
    scopes.Aged: lambda s: ["age", s.least, s.most],
    scopes.HeldFor: lambda s: ["held", s.days],
    scopes.CapturedBefore: lambda s: ["captured_before", s.day.isoformat()],
    scopes.OfRank: lambda s: ["rank", s.rank],
    scopes.OfUnit: lambda s: ["unit", s.unit],
    scopes.Not: lambda s: ["not", scope_data(s.inner)],
    scopes.AllOf: lambda s: ["and", *map(scope_data, s.parts)],
    scopes.AnyOf: lambda s: ["or", *map(scope_data, s.parts)],
}


def scope_data(scope: Scope) -> list[Any]:
    """A scope as a list: its kind, then what it compares with."""
    return _SCOPES[type(scope)](scope)


def _clause(clause: Clause) -> dict[str, Any]:
    return {
        "amounts": list(clause.amounts),
        "counts_duty": clause.counts_duty,
        "kind": clause.kind.value,
        "number": clause.number,
        "pair": list(clause.pair),
        "scope": scope_data(clause.scope),
        "table": dict(clause.table),
    }


def _room(room: Room) -> dict[str, Any]:
    return {
        "camp": room.camp,
        "seats": room.seats,
        "stretcher_seats": room.stretcher_seats,
        "stretchers": room.stretchers,
        "vehicle": room.vehicle,
    }


def terms_data(terms: Terms) -> dict[str, Any]:
    """All of the terms that can decide; where a word stands in its file is left out."""
    remains = None if terms.remains is None else list(terms.remains.amounts)
    return {
        "clauses": [_clause(clause) for clause in terms.clauses],
        "dated": _day(terms.dated),
        "exposure": terms.exposure,
        "interval": terms.interval,
        "name": terms.name,
        "reading": terms.reading,
        "remains": remains,
        "room": [_room(room) for room in terms.room],
        "settle": terms.settle,
        "sides": list(terms.sides),
        "source": terms.source,
        "tiers": [{"name": tier.name, "scope": scope_data(tier.scope)} for tier in terms.tiers],
    }


def rule_digest(terms: Terms) -> str:
    """SHA-256 of the rule's canonical bytes: what is committed to before a run."""
    return digest(terms_data(terms))
