"""What a proposal of the press desk holds: everything that will be published, as plain JSON, so
that the second person agrees to exactly that; and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from repatria.base.canonical import digest
from repatria.formats.claim_json import claim_from_json, claim_to_json
from repatria.formats.frame_json import (
    exchange_from_json,
    exchange_to_json,
    source_from_json,
    source_to_json,
    speaker_from_json,
    speaker_to_json,
)
from repatria.formats.statements import Incoming
from repatria.statements.claim import Claim, Source, Speaker

Payload = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Quoted:
    """Where a claim's quotation stands: the document's code, the passage, the text's digest."""

    claim: str
    document: str
    start: int
    end: int
    text_digest: str
    draft: str
    version: int


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A published claim that is withdrawn, and why."""

    claim: str
    reason: str
    words: str
    """What it said, in English, for the record of the decision."""


def payload_of(
    incoming: Incoming, quoted: Iterable[Quoted], taken_back: Iterable[TakenBack]
) -> Payload:
    """Speakers, sources and exchanges stand whole in it, also those that are held already."""
    speakers = {claim.speaker.code: claim.speaker for claim in incoming.claims}
    return {
        "claims": [claim_to_json(claim) for claim in incoming.claims],
        "speakers": [speaker_to_json(one) for one in speakers.values()],
        "new_speakers": [one.code for one in incoming.speakers],
        "sources": [source_to_json(one) for one in incoming.sources],
        "exchanges": [exchange_to_json(one) for one in incoming.exchanges],
        "quoted": [
            [one.claim, one.document, one.start, one.end, one.text_digest, one.draft, one.version]
            for one in quoted
        ],
        "taken_back": [[one.claim, one.reason, one.words] for one in taken_back],
    }


def incoming_of(payload: Payload) -> Incoming:
    """What is to be taken into the public record; withdrawals are not in it."""
    speakers, sources = _frame(payload)
    new = set(payload["new_speakers"])
    return Incoming(
        digest=digest(payload),
        title="",
        speakers=tuple(one for code, one in speakers.items() if code in new),
        sources=tuple(sources.values()),
        exchanges=tuple(exchange_from_json(one) for one in payload["exchanges"]),
        claims=tuple(claims_of(payload)),
    )


def claims_of(payload: Payload) -> list[Claim]:
    speakers, sources = _frame(payload)
    return [claim_from_json(one, speakers, sources) for one in payload["claims"]]


def quoted_of(payload: Payload) -> list[Quoted]:
    return [Quoted(*one) for one in payload["quoted"]]


def taken_back_of(payload: Payload) -> list[TakenBack]:
    return [TakenBack(*one) for one in payload["taken_back"]]


def _frame(payload: Payload) -> tuple[Mapping[str, Speaker], Mapping[str, Source]]:
    speakers = {one["code"]: speaker_from_json(one) for one in payload["speakers"]}
    sources = {one["key"]: source_from_json(one) for one in payload["sources"]}
    return speakers, sources
