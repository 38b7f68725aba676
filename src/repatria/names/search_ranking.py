"""Candidates in the order of their closeness to what was asked.

Closeness is a sum over the fields of the verdict's level, by the printed table below: how much it
says that two records are of one person, not how much anybody is worth. It only orders what a person
looks at; what is a link is for `linking` and for people to say. Ties are ordered by how alike the
surnames are, and then by what the records say, never by chance.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from rapidfuzz.distance import DamerauLevenshtein

from repatria.names.comparing import best_pair, compare_records
from repatria.names.levels import Level
from repatria.names.model import Part, Reading, Verdict
from repatria.names.records import Record
from repatria.names.search_query import Query

_LEVELS = (
    Level.SAME, Level.VARIANT, Level.SPELLING, Level.NEAR, Level.INITIAL, Level.CONTRADICTED,
)  # fmt: skip
CLOSENESS: Mapping[str, Mapping[Level, int]] = MappingProxyType(
    {
        field: dict(zip(_LEVELS, points, strict=True))
        for field, points in {
            "surname": (8, 8, 7, 0, 2, -8),
            "given": (5, 5, 4, 0, 2, -6),
            "patronymic": (5, 5, 4, 0, 2, -6),
            "birth": (10, 0, 0, 6, 0, -8),
            "sex": (0, 0, 0, 0, 0, -2),
            "serial": (16, 0, 0, 12, 0, -4),
            "call sign": (8, 0, 6, 0, 0, -1),
        }.items()
    }
)
"""By field and level; an absent value weighs nothing, and what a query never tells is not here."""

_NOTHING = Reading(None, None, None)


@dataclass(frozen=True, slots=True)
class Hit:
    """A candidate with the verdicts on it."""

    record: Record
    verdicts: tuple[Verdict, ...]
    closeness: int
    """By `CLOSENESS`; comparable within one query."""
    at: int
    """Its place among the candidates as given."""


def ranked(query: Query, candidates: Iterable[Record]) -> tuple[Hit, ...]:
    """The candidates, the closest first; the order does not depend on that in which they came,
    but for records that say the same."""
    hits = [_hit(query.asked, record, at) for at, record in enumerate(candidates)]
    return tuple(hit for hit, _ in sorted(hits, key=lambda pair: _order(*pair)))


def _hit(asked: Record, record: Record, at: int) -> tuple[Hit, float]:
    one, other = _comparable(asked), _comparable(record)
    verdicts = compare_records(one, other)
    closeness = sum(CLOSENESS.get(each.field, {}).get(each.level, 0) for each in verdicts)
    alike = 1.0
    if verdicts[0].level is Level.CONTRADICTED:
        surnames = (each.surname for each in best_pair(one.name, other.name))
        alike = _alike(*surnames)
    return Hit(record, verdicts, closeness, at), alike


def _comparable(record: Record) -> Record:
    """A name that could not be read compares as one of which nothing is told."""
    if record.name.readings:
        return record
    return replace(record, name=replace(record.name, readings=(_NOTHING,)))


def _alike(one: Part | None, other: Part | None) -> float:
    if one is None or other is None or not one.keys or not other.keys:
        return 0.0
    return DamerauLevenshtein.normalized_similarity(one.keys[0], other.keys[0])


def _order(hit: Hit, alike: float) -> tuple[int, float, str, str, str, int]:
    record = hit.record
    birth = "" if record.birth is None else record.birth.first.isoformat()
    return -hit.closeness, -alike, record.name.written, birth, record.serial, hit.at
