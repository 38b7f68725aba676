"""What a claim's form offers to choose from: parties, speakers, exchanges and agreements held."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from repatria.desks.common import wording
from repatria.desks.press.queries import held
from repatria.desks.record import labels
from repatria.desks.record.labels import Names
from repatria.formats.statements import Known
from repatria.statements.record import Exchange

Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Choices:
    """Codes with their words, and what the codes stand for."""

    known: Known
    names: Names
    parties: Pairs
    speakers: Pairs
    exchanges: Pairs
    agreements: Pairs


def choices(near: str = "") -> Choices:
    """What is held now; the exchanges around the day `near` come first."""
    known = held.known()
    names = Names(known.parties, known.speakers)
    first = held.exchanges_near(near) if near else []
    every = {one.code: one for one in (*first, *held.exchanges())}
    return Choices(
        known=known,
        names=names,
        parties=[(code, names.party(code)) for code in known.parties],
        speakers=_speakers(names),
        exchanges=[(code, exchange_words(one)) for code, one in every.items()],
        agreements=[
            (code, f"{labels.in_language(one.name)} ({code})")
            for code, one in known.agreements.items()
        ],
    )


def exchange_words(one: Exchange) -> str:
    """`14 June 2025, the living (E250614)`."""
    day = wording.day(one.date.text, labels.language())
    return f"{day}, {labels.WORDS[one.track]} ({one.code})"


def _speakers(names: Names) -> Pairs:
    order: Mapping[str, int] = {code: place for place, code in enumerate(names.parties)}
    rows = sorted(
        names.speakers.values(),
        key=lambda one: (order.get(one.party, len(order)), names.speaker(one.code).casefold()),
    )
    return [
        (one.code, names.speaker(one.code) + (f" ({names.party(one.party)})" if one.party else ""))
        for one in rows
    ]
