"""The fields of a claim as its form has them, all of them text, and the rows of the statements
format that they make: one mechanism reads a clerk's form and a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from repatria.base.canonical import digest
from repatria.base.dates import partial_date
from repatria.base.errors import ValueProblem
from repatria.formats.problems import Row
from repatria.statements.claim import Claim, Source
from repatria.statements.quantity import NOT_STATED, Kind
from repatria.statements.vocabulary import TRACK, Category, Per, Track

Fields = Mapping[str, str]

# What the form calls it, and what the format calls it.
PLAIN: Mapping[str, str] = {
    "kind": "kind",
    "quantity": "quantity",
    "unit": "unit",
    "category": "category",
    "giver": "from",
    "receiver": "to",
    "both": "both",
    "per": "per",
    "agreement": "agreement",
    "said_on": "said_on",
    "covers": "covers",
    "as_of": "as_of",
    "counting": "counting",
    "identity": "identity",
    "relay": "relay",
    "paraphrase": "paraphrase",
    "supersedes": "supersedes",
    "embargo_until": "embargo_until",
}
LISTS = ("silent", "uncertain")
NEW_SPEAKER = ("speaker_name", "speaker_voice", "speaker_party", "speaker_office")
NEW_EXCHANGE = ("exchange_day", "exchange_title")
NAMES = (*PLAIN, *LISTS, "speaker", *NEW_SPEAKER, "exchange", *NEW_EXCHANGE)
FORM_NAME: Mapping[str, str] = {
    **{there: here for here, there in PLAIN.items()},
    **{name: name for name in (*LISTS, "speaker", "exchange")},
}
"""Where a problem of the format's field belongs on the form."""


@dataclass(frozen=True, slots=True)
class Rows:
    """A claim as rows of the statements format, with the new speaker and exchange it brings."""

    claim: Row
    speaker: Row | None = None
    exchange: Row | None = None


def rows_of(fields: Fields, claim_id: str, source: Source, quote: str, number: int = 1) -> Rows:
    """The rows that the fields of a form make."""
    cells = {there: fields[here] for here, there in PLAIN.items() if fields.get(here)}
    cells |= {"id": claim_id, "source": source.key}
    if quote:
        cells["quote"] = quote
    lists = {name: listed(fields[name]) for name in LISTS if fields.get(name)}
    speaker, exchange = _new_speaker(fields, number), _new_exchange(fields, number)
    code = speaker.cells["code"] if speaker is not None else fields.get("speaker", "")
    if code:
        cells["speaker"] = code
    code = exchange.cells["code"] if exchange is not None else fields.get("exchange", "")
    if code:
        cells["exchange"] = code
    return Rows(Row(number, cells, lists=lists), speaker, exchange)


def listed(text: str) -> tuple[str, ...]:
    """The parts of a list that is kept as one text."""
    return tuple(part.strip() for part in text.split(";") if part.strip())


def _new_speaker(fields: Fields, number: int) -> Row | None:
    name = fields.get("speaker_name", "")
    if not name or fields.get("speaker"):
        return None
    cells = {
        "code": speaker_code(name, fields.get("speaker_party", "")),
        "name": name,
        "voice": fields.get("speaker_voice", ""),
        "party": fields.get("speaker_party", ""),
        "office": fields.get("speaker_office", ""),
    }
    return Row(number, {key: text for key, text in cells.items() if text})


def speaker_code(name: str, party: str) -> str:
    """The code of a speaker who is new: entered twice in the same words, the same one."""
    return f"S-{digest([' '.join(name.split()).casefold(), party])[:8]}"


def _new_exchange(fields: Fields, number: int) -> Row | None:
    day = fields.get("exchange_day", "")
    if not day or fields.get("exchange"):
        return None
    track = track_of(fields)
    cells = {
        "code": exchange_code(day, track),
        "date": day,
        "title": fields.get("exchange_title", ""),
        "track": track.value,
        "agreement": fields.get("agreement", ""),
    }
    return Row(number, {key: text for key, text in cells.items() if text})


def track_of(fields: Fields) -> Track:
    """Whether a form is about the living or the dead; the living where it does not tell yet."""
    try:
        return TRACK[Category(fields.get("category", ""))]
    except ValueError:
        return Track.LIVING


def exchange_code(day: str, track: Track) -> str:
    """`E250614`, and `E250614R` for remains: the code of the day's exchange."""
    try:
        text = partial_date(day).text
    except ValueProblem:
        text = ""
    return f"E{text.replace('-', '')[2:]}{'R' if track is Track.REMAINS else ''}"


def fields_of(claim: Claim) -> dict[str, str]:
    """The fields of a claim that is held, so that a correction begins with them."""
    found = {
        "kind": claim.kind.value,
        "quantity": "" if claim.quantity == NOT_STATED else _quantity(claim),
        "unit": claim.unit.value,
        "category": claim.category.value,
        "giver": claim.giver,
        "receiver": claim.receiver,
        "both": "true" if claim.both else "",
        "per": claim.per.value if claim.per is Per.TOTAL else "",
        "exchange": claim.exchange,
        "agreement": claim.agreement,
        "speaker": claim.speaker.code,
        "said_on": claim.said_on.text,
        "covers": "" if claim.covers is None else str(claim.covers),
        "as_of": "" if claim.as_of is None else claim.as_of.text,
        "silent": "; ".join(claim.silent),
        "uncertain": "; ".join(claim.uncertain),
        "counting": claim.counting,
        "identity": claim.identity,
        "relay": "true" if claim.relay else "",
        "paraphrase": claim.paraphrase,
        "supersedes": claim.supersedes,
        "embargo_until": "" if claim.embargo_until is None else claim.embargo_until.isoformat(),
    }
    return {name: text for name, text in found.items() if text}


def as_sent(fields: Fields, span: tuple[int, int] | None, seen: int = 0) -> dict[str, Any]:
    """Fields as a browser would send them."""
    data: dict[str, Any] = {**fields, "seen": seen}
    for name in LISTS:
        data[name] = list(listed(fields.get(name, "")))
    if span is not None:
        data["start"], data["end"] = span
    return data


def _quantity(claim: Claim) -> str:
    quantity = claim.quantity
    return str(quantity) if quantity.kind is Kind.EXACT or not quantity.words else quantity.words
