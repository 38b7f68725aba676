"""Claims as JSON and back, without loss: the form in which a store keeps each claim.

Speakers and sources stand by their code and key. A field at its default is left out, so that equal
claims give equal JSON. `claim_from_json` is on the path of every page: it reads no words and parses
no dates twice (`partial_date` and `period` remember).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from repatria.base.canonical import digest
from repatria.base.dates import partial_date, period
from repatria.base.errors import ValueProblem
from repatria.statements.claim import Claim, Evidence, Partition, Source, Speaker
from repatria.statements.quantity import Interval, Kind, Quantity
from repatria.statements.vocabulary import Category, ClaimKind, Per, Unit

Json = dict[str, Any]

_KINDS = {kind.value: kind for kind in Kind}
_CLAIM_KINDS = {kind.value: kind for kind in ClaimKind}
_UNITS = {unit.value: unit for unit in Unit}
_CATEGORIES = {category.value: category for category in Category}


def quantity_to_json(quantity: Quantity) -> list[Any]:
    """`[kind, low, high, number, words]`, without what is missing at the end."""
    whole = [quantity.kind.value, quantity.low, quantity.high, quantity.number]
    if quantity.words:
        return [*whole, quantity.words]
    while whole[-1] is None:
        whole.pop()
    return whole


def quantity_from_json(value: list[Any]) -> Quantity:
    return Quantity(_KINDS[value[0]], *value[1:])


def claim_to_json(claim: Claim) -> Json:
    """The claim as plain values (text, whole numbers, lists, mappings)."""
    found: Json = {
        "id": claim.id,
        "kind": claim.kind.value,
        "quantity": quantity_to_json(claim.quantity),
        "unit": claim.unit.value,
        "category": claim.category.value,
        "speaker": claim.speaker.code,
        "source": claim.source.key,
        "said_on": claim.said_on.text,
    }
    optional: Json = {
        "from": claim.giver,
        "to": claim.receiver,
        "both": claim.both,
        "exchange": claim.exchange,
        "agreement": claim.agreement,
        "covers": "" if claim.covers is None else str(claim.covers),
        "as_of": "" if claim.as_of is None else claim.as_of.text,
        "silent": list(claim.silent),
        "counting": claim.counting,
        "identity": claim.identity,
        "paraphrase": claim.paraphrase,
        "relay": claim.relay,
        "uncertain": list(claim.uncertain),
        "supersedes": claim.supersedes,
        "withdrawn_on": _day_text(claim.withdrawn_on),
        "embargo_until": _day_text(claim.embargo_until),
        "quote": claim.quote,
        "withdrawn_why": claim.withdrawn_why,
        "parts": [
            [part.by, part.complete, [[name, i.low, i.high] for name, i in part.parts]]
            for part in claim.parts
        ],
    }
    found.update((name, value) for name, value in optional.items() if value)
    if claim.per is not Per.SIDE:
        found["per"] = claim.per.value
    if claim.evidence is not None:
        held = claim.evidence
        found["evidence"] = [held.kind, held.shows, held.place, held.place_certainty]
    return found


def claim_from_json(
    value: Json, speakers: Mapping[str, Speaker], sources: Mapping[str, Source]
) -> Claim:
    """The claim that `claim_to_json` wrote. Raises `ValueProblem` for anything else."""
    try:
        get = value.get
        covers, as_of, evidence, parts = get("covers"), get("as_of"), get("evidence"), get("parts")
        return Claim(
            value["id"],
            _CLAIM_KINDS[value["kind"]],
            quantity_from_json(value["quantity"]),
            _UNITS[value["unit"]],
            _CATEGORIES[value["category"]],
            get("from", ""),
            get("to", ""),
            speakers[value["speaker"]],
            sources[value["source"]],
            partial_date(value["said_on"]),
            get("both", False),
            Per.TOTAL if "per" in value else Per.SIDE,
            get("exchange", ""),
            get("agreement", ""),
            None if covers is None else period(covers),
            None if as_of is None else partial_date(as_of),
            tuple(get("silent", ())),
            get("counting", ""),
            get("identity", ""),
            None if evidence is None else Evidence(*evidence),
            () if parts is None else tuple(_partition(part) for part in parts),
            get("paraphrase", ""),
            get("relay", False),
            tuple(get("uncertain", ())),
            get("supersedes", ""),
            _day(get("withdrawn_on")),
            _day(get("embargo_until")),
            get("quote", ""),
            get("withdrawn_why", ""),
        )
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
        raise ValueProblem(f"this is not a claim as it was written: {error!r}") from error


def claim_digest(claim: Claim) -> str:
    """SHA-256 of what the claim says, its id left out: equal for equal statements."""
    value = claim_to_json(claim)
    del value["id"]
    return digest(value)


def _partition(value: list[Any]) -> Partition:
    by, complete, parts = value
    return Partition(by, tuple((name, Interval(low, high)) for name, low, high in parts), complete)


def _day_text(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
