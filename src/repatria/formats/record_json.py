"""A whole record as one JSON document and back: for `repatria record export --format json`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from repatria.base.canonical import canonical_bytes
from repatria.base.errors import ValueProblem
from repatria.formats.claim_json import Json, claim_from_json, claim_to_json
from repatria.formats.frame_json import (
    agreement_from_json,
    agreement_to_json,
    exchange_from_json,
    exchange_to_json,
    judgement_from_json,
    judgement_to_json,
    party_from_json,
    party_to_json,
    signed_from_json,
    signed_to_json,
    source_from_json,
    source_to_json,
    speaker_from_json,
    speaker_to_json,
    unique,
)
from repatria.statements.record import Record

FORMAT = "repatria-record/1"

T = TypeVar("T")


def record_to_json(record: Record) -> Json:
    """The record as plain values, lists in the record's own order."""
    return {"format": FORMAT, **{name: list(items) for name, items in _lists(record)}}


def record_json_lines(record: Record) -> Iterator[str]:
    """The canonical JSON of the record in pieces, so that a large one is never held twice.

    Together they are `canonical_bytes(record_to_json(record))`.
    """
    keys = sorted([*(name for name, _ in _lists(record)), "format"])
    lists = dict(_lists(record))
    for at, name in enumerate(keys):
        yield ("," if at else "{") + f'"{name}":'
        if name == "format":
            yield f'"{FORMAT}"'
            continue
        yield "["
        for place, item in enumerate(lists[name]):
            yield ("," if place else "") + canonical_bytes(item).decode()
        yield "]"
    yield "}"


def record_from_json(value: Any) -> Record:
    """The record that was written. Raises `ValueProblem` for anything else."""
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        raise ValueProblem(f"this is not JSON of the format {FORMAT}")
    speakers = {speaker.code: speaker for speaker in _read(value, "speakers", speaker_from_json)}
    sources = {source.key: source for source in _read(value, "sources", source_from_json)}
    return Record(
        parties=_read(value, "parties", party_from_json),
        agreements=_read(value, "agreements", agreement_from_json),
        exchanges=_read(value, "exchanges", exchange_from_json),
        claims=_read(value, "claims", lambda claim: claim_from_json(claim, speakers, sources)),
        judgements=_read(value, "judgements", judgement_from_json),
        signed=_read(value, "signed", signed_from_json),
    )


def _lists(record: Record) -> tuple[tuple[str, Iterable[Json]], ...]:
    speakers = unique((claim.speaker.code, claim.speaker) for claim in record.claims)
    sources = unique((claim.source.key, claim.source) for claim in record.claims)
    return (
        ("parties", map(party_to_json, record.parties)),
        ("speakers", map(speaker_to_json, speakers.values())),
        ("sources", map(source_to_json, sources.values())),
        ("agreements", map(agreement_to_json, record.agreements)),
        ("exchanges", map(exchange_to_json, record.exchanges)),
        ("claims", map(claim_to_json, record.claims)),
        ("judgements", map(judgement_to_json, record.judgements)),
        ("signed", map(signed_to_json, record.signed)),
    )


def _read(value: Json, name: str, read: Callable[[Json], T]) -> tuple[T, ...]:
    items = value.get(name, [])
    if not isinstance(items, list):
        raise ValueProblem(f"“{name}” is not a list")
    return tuple(read(item) for item in items)
