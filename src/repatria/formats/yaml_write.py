"""Writes a record as YAML of the statements format; `read_statements` reads it back as it was."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import yaml

from repatria.formats.claim_json import Json
from repatria.formats.fields import FORMAT, STATEMENT_COLUMNS
from repatria.formats.frame_json import (
    agreement_to_json,
    exchange_to_json,
    judgement_to_json,
    party_to_json,
    source_to_json,
    speaker_to_json,
    unique,
)
from repatria.formats.statement_text import claim_texts, evidence_texts, part_texts
from repatria.statements.claim import Claim, Speaker
from repatria.statements.quantity import NOT_STATED, Kind, Quantity
from repatria.statements.record import Agreement, Exchange, Record
from repatria.statements.vocabulary import MAIN_UNIT


def write_yaml(record: Record, *, title: str = "", notes: Sequence[str] = ()) -> str:
    """The record as YAML: parties, agreements, exchanges, statements, judgements.

    Speakers and sources are those of the statements. Signed figures come from acts and have no
    place in the format. Raises `ValueProblem` where one code stands for two speakers or sources.
    """
    speakers = unique((claim.speaker.code, claim.speaker) for claim in record.claims)
    sources = unique((claim.source.key, claim.source) for claim in record.claims)
    document: Json = {
        "format": FORMAT,
        "title": title,
        "notes": list(notes),
        "parties": [party_to_json(party) for party in record.parties],
        "speakers": [_speaker(speaker) for speaker in speakers.values()],
        "sources": [source_to_json(source) for source in sources.values()],
        "agreements": [_agreement(agreement) for agreement in record.agreements],
        "exchanges": [_exchange(exchange) for exchange in record.exchanges],
        "statements": [_statement(claim) for claim in record.claims],
        "judgements": [judgement_to_json(judgement) for judgement in record.judgements],
    }
    filled = {name: value for name, value in document.items() if value}
    return str(yaml.dump(filled, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100))


class _Dumper(yaml.SafeDumper):
    """Writes dates without quotes (the reader guesses no types), and never an alias."""

    yaml_implicit_resolvers = {
        first: [row for row in rows if row[0] != "tag:yaml.org,2002:timestamp"]
        for first, rows in yaml.SafeDumper.yaml_implicit_resolvers.items()
    }

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
        return True


def _speaker(speaker: Speaker) -> Json:
    found = speaker_to_json(speaker)
    if found.pop("names", None):
        found["name"] = {"en": speaker.name, **dict(speaker.names)}
    return found


def _exchange(exchange: Exchange) -> Json:
    found = exchange_to_json(exchange)
    if exchange.numbering:
        found["numbering"] = [
            {"by": by, "number": number, "basis": basis} if basis else {"by": by, "number": number}
            for by, number, basis in exchange.numbering
        ]
    return found


def _agreement(agreement: Agreement) -> Json:
    found = agreement_to_json(agreement)
    for told, reading in zip(found["readings"], agreement.readings, strict=True):
        for written, term in zip(told["terms"], reading.terms, strict=True):
            if term.quantity is not None:
                written.update(_quantity(term.quantity))
    return found


def _statement(claim: Claim) -> Json:
    found: Json = dict(claim_texts(claim))
    if claim.unit is MAIN_UNIT[claim.track]:
        del found["unit"]
    for name in ("both", "relay"):
        if name in found:
            found[name] = True
    if claim.quantity == NOT_STATED:
        del found["quantity"]
    else:
        found.update(_quantity(claim.quantity))
    found["silent"] = list(claim.silent)
    found["uncertain"] = list(claim.uncertain)
    found["parts"] = [
        {"by": part.by, "complete": part.complete, "parts": part_texts(part)}
        for part in claim.parts
    ]
    found["evidence_kind"] = None if claim.evidence is None else evidence_texts(claim.evidence)
    order = (name for name in STATEMENT_COLUMNS if found.get(name))
    return {("evidence" if name == "evidence_kind" else name): found[name] for name in order}


def _quantity(quantity: Quantity) -> Json:
    plain = quantity.number if quantity.kind is Kind.EXACT else str(quantity)
    return {"quantity": plain, "words": quantity.words} if quantity.words else {"quantity": plain}
