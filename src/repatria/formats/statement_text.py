"""Statements as the texts that the format's readers take: what its two writers share."""

from __future__ import annotations

from datetime import date

from repatria.statements.claim import Claim, Evidence, Partition
from repatria.statements.quantity import Interval
from repatria.statements.vocabulary import Per


def claim_texts(claim: Claim) -> dict[str, str]:
    """The plain fields of a statement by column name; what it does not say is left out."""
    texts = {
        "id": claim.id,
        "kind": claim.kind.value,
        "exchange": claim.exchange,
        "agreement": claim.agreement,
        "covers": "" if claim.covers is None else str(claim.covers),
        "from": claim.giver,
        "to": claim.receiver,
        "both": "true" if claim.both else "",
        "per": claim.per.value if claim.both or claim.per is Per.TOTAL else "",
        "category": claim.category.value,
        "unit": claim.unit.value,
        "quantity": str(claim.quantity),
        "words": claim.quantity.words,
        "speaker": claim.speaker.code,
        "source": claim.source.key,
        "said_on": claim.said_on.text,
        "as_of": "" if claim.as_of is None else claim.as_of.text,
        "counting": claim.counting,
        "identity": claim.identity,
        "paraphrase": claim.paraphrase,
        "quote": claim.quote,
        "relay": "true" if claim.relay else "",
        "supersedes": claim.supersedes,
        "withdrawn_on": _day(claim.withdrawn_on),
        "withdrawn_why": claim.withdrawn_why,
        "embargo_until": _day(claim.embargo_until),
    }
    return {name: text for name, text in texts.items() if text}


def evidence_texts(evidence: Evidence) -> dict[str, str]:
    texts = {
        "kind": evidence.kind,
        "shows": evidence.shows,
        "place": evidence.place,
        "place_certainty": evidence.place_certainty,
    }
    return {name: text for name, text in texts.items() if text}


def part_texts(partition: Partition) -> dict[str, str]:
    """The parts of a division, each with words for its number."""
    return {name: interval_words(interval) for name, interval in partition.parts}


def interval_words(interval: Interval) -> str:
    """Words that are read as this interval and no other."""
    if interval.high is None:
        return f"at least {interval.low}"
    if interval.low == interval.high:
        return str(interval.low)
    return f"at most {interval.high}" if interval.low == 0 else str(interval)


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()
