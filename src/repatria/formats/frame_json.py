"""Parties, speakers, sources, exchanges, agreements and judgements as JSON and back, without loss.

What is at its default is left out. Each reader raises `ValueProblem` for what no writer here wrote.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any, TypeVar

from repatria.base.dates import partial_date
from repatria.base.errors import ValueProblem
from repatria.formats.claim_json import Json, quantity_from_json, quantity_to_json
from repatria.statements.claim import Source, Speaker
from repatria.statements.record import (
    Agreement,
    AgreementTerm,
    Exchange,
    Judgement,
    Leg,
    Party,
    Reading,
    SignedFigure,
)
from repatria.statements.vocabulary import Category, Term, Track, Voice

T = TypeVar("T")


def unique(pairs: Iterable[tuple[str, T]]) -> dict[str, T]:
    """By code, in the order of first use; `ValueProblem` where a code stands for two things."""
    found: dict[str, T] = {}
    for code, item in pairs:
        if found.setdefault(code, item) != item:
            raise ValueProblem(f"“{code}” stands for two different things in this record")
    return found


def party_to_json(party: Party) -> Json:
    return {"code": party.code, "name": dict(party.name)}


def party_from_json(value: Json) -> Party:
    with _as_written("party"):
        return Party(value["code"], dict(value["name"]))


def speaker_to_json(speaker: Speaker) -> Json:
    return _short(
        {
            "code": speaker.code,
            "name": speaker.name,
            "voice": speaker.voice.value,
            "party": speaker.party,
            "office": speaker.office,
            "names": [list(pair) for pair in speaker.names],
        }
    )


def speaker_from_json(value: Json) -> Speaker:
    with _as_written("speaker"):
        get = value.get
        return Speaker(
            value["code"],
            get("name", ""),
            Voice(value["voice"]),
            get("party", ""),
            get("office", ""),
            tuple((language, name) for language, name in get("names", ())),
        )


def source_to_json(source: Source) -> Json:
    return _short(
        {
            "key": source.key,
            "title": source.title,
            "url": source.url,
            "published": source.published,
            "outlet": source.outlet,
            "digest": source.digest,
        }
    )


def source_from_json(value: Json) -> Source:
    with _as_written("source"):
        names = ("title", "url", "published", "outlet", "digest")
        return Source(value["key"], *(value.get(name, "") for name in names))


def exchange_to_json(exchange: Exchange) -> Json:
    found = _short(
        {
            "code": exchange.code,
            "date": exchange.date.text,
            "title": exchange.title,
            "track": exchange.track.value,
            "agreement": exchange.agreement,
            "series": exchange.series,
            "intermediaries": list(exchange.intermediaries),
            "numbering": [list(row) for row in exchange.numbering],
        }
    )
    return found if exchange.happened else {**found, "happened": False}


def exchange_from_json(value: Json) -> Exchange:
    with _as_written("exchange"):
        get = value.get
        return Exchange(
            value["code"],
            partial_date(value["date"]),
            get("title", ""),
            Track(value["track"]),
            get("happened", True),
            get("agreement", ""),
            get("series", ""),
            tuple(get("intermediaries", ())),
            tuple((by, number, basis) for by, number, basis in get("numbering", ())),
        )


def agreement_to_json(agreement: Agreement) -> Json:
    return {
        "code": agreement.code,
        "name": dict(agreement.name),
        "date": agreement.date.text,
        "readings": [
            {
                "by": list(reading.by),
                "terms": [_term_to_json(term) for term in reading.terms],
                "claims": list(reading.claims),
            }
            for reading in agreement.readings
        ],
    }


def agreement_from_json(value: Json) -> Agreement:
    with _as_written("agreement"):
        readings = (
            Reading(
                tuple(reading["by"]),
                tuple(_term_from_json(term) for term in reading["terms"]),
                tuple(reading["claims"]),
            )
            for reading in value["readings"]
        )
        return Agreement(
            value["code"], dict(value["name"]), partial_date(value["date"]), tuple(readings)
        )


def judgement_to_json(judgement: Judgement) -> Json:
    withdrawn = judgement.withdrawn_on
    return _short(
        {
            "first": judgement.first,
            "second": judgement.second,
            "verdict": judgement.verdict,
            "by": judgement.by,
            "on": judgement.on.isoformat(),
            "withdrawn_on": "" if withdrawn is None else withdrawn.isoformat(),
        }
    )


def judgement_from_json(value: Json) -> Judgement:
    with _as_written("judgement"):
        withdrawn = value.get("withdrawn_on")
        return Judgement(
            value["first"],
            value["second"],
            value["verdict"],
            value.get("by", ""),
            date.fromisoformat(value["on"]),
            None if withdrawn is None else date.fromisoformat(withdrawn),
        )


def signed_to_json(signed: SignedFigure) -> Json:
    leg = signed.leg
    return {
        "leg": [leg.exchange, leg.giver, leg.receiver, leg.track.value],
        "quantity": quantity_to_json(signed.quantity),
        "unit": signed.unit,
        "act": signed.act,
        "on": signed.on.isoformat(),
    }


def signed_from_json(value: Json) -> SignedFigure:
    with _as_written("signed figure"):
        exchange, giver, receiver, track = value["leg"]
        return SignedFigure(
            Leg(exchange, giver, receiver, Track(track)),
            quantity_from_json(value["quantity"]),
            value["unit"],
            value["act"],
            date.fromisoformat(value["on"]),
        )


def _term_to_json(term: AgreementTerm) -> Json:
    return _short(
        {
            "topic": term.topic.value,
            "form": term.form.value,
            "text": dict(term.text),
            "from": term.giver,
            "to": term.receiver,
            "quantity": [] if term.quantity is None else quantity_to_json(term.quantity),
            "categories": [category.value for category in term.categories],
        }
    )


def _term_from_json(value: Json) -> AgreementTerm:
    get = value.get
    return AgreementTerm(
        Track(value["topic"]),
        Term(value["form"]),
        dict(get("text", {})),
        get("from", ""),
        get("to", ""),
        _maybe(quantity_from_json, get("quantity")),
        tuple(Category(word) for word in get("categories", ())),
    )


def _maybe(read: Callable[[Any], T], value: Any) -> T | None:
    return None if value is None else read(value)


def _short(value: Json) -> Json:
    return {name: item for name, item in value.items() if item}


@contextmanager
def _as_written(what: str) -> Iterator[None]:
    try:
        yield
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ValueProblem(f"this is not a {what} as it was written: {error!r}") from error
