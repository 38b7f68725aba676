"""Shapes of whole answers of the record: pages of one thing, and parts of lists."""

from typing import Any

from pydantic import with_config
from typing_extensions import TypedDict

from repatria.desks.common.api.shapes import CLOSED
from repatria.desks.record.api.shapes import (
    Check,
    Claim,
    Contradiction,
    CountedSource,
    Exchange,
    Leg,
    ListedExchange,
    ListedLeg,
    Reason,
    Source,
    Summary,
    Utterance,
)
from repatria.desks.record.changes import What
from repatria.statements.figures import State
from repatria.statements.readings import TermVerdict
from repatria.statements.vocabulary import Track


@with_config(CLOSED)
class Asked(TypedDict):
    """`as_known` as it was asked; empty for today."""

    as_known: str | None


class ExchangePage(Asked):
    exchange: Exchange
    known_from: str
    legs: list[Leg]
    claims: list[Claim]
    utterances: list[Utterance]
    checks: dict[str, list[Check]]
    contradictions: list[Contradiction]


class LegPage(Leg):
    as_known: str | None
    date: str
    happened: bool
    claims: list[Claim]
    utterances: list[Utterance]
    contradictions: list[Contradiction]
    what_would_settle_it: str


class ClaimPage(Asked):
    claim: Claim
    checks: list[Check]


class ContradictionPage(Contradiction):
    as_known: str | None
    no_longer_since: str | None
    statements: list[Claim]


class SourcePage(Asked):
    source: Source
    text_held: bool
    claims: list[Claim]
    legs: list[Summary]
    checks: dict[str, list[Check]]
    contradictions: list[Contradiction]


@with_config(CLOSED)
class Reading(TypedDict):
    by: list[str]
    terms: list[dict[str, Any]]
    claims: list[str]


@with_config(CLOSED)
class Agreement(TypedDict):
    code: str
    name: dict[str, str]
    date: str
    readings: list[Reading]


@with_config(CLOSED)
class ComparedReading(TypedDict):
    by: list[str]
    terms: int


@with_config(CLOSED)
class Compared(TypedDict):
    """What the readings of an agreement say of one topic."""

    topic: Track
    verdict: TermVerdict
    readings: list[ComparedReading]
    reasons: list[Reason]


@with_config(CLOSED)
class ListedAgreement(TypedDict):
    agreement: Agreement
    comparison: list[Compared]
    exchanges: int
    first_exchange: str | None
    last_exchange: str | None


class AgreementPage(ListedAgreement):
    as_known: str | None
    claims: list[Claim]
    legs: list[ListedLeg]
    exchanges_left_out: int
    statements: list[Claim]
    checks: dict[str, list[Check]]


@with_config(CLOSED)
class Change(TypedDict):
    what: What
    day: str
    published_at: str
    kind: str
    subject: str
    in_place_of: str | None


@with_config(CLOSED)
class SideFigure(TypedDict):
    party: str
    figure: dict[str, int | None] | None
    speakers: list[str]


@with_config(CLOSED)
class OneDay(TypedDict):
    """A leg as it stood on a day."""

    exchange: str
    track: Track
    date: str
    category: str
    unit: str
    grade: str | None
    spread: dict[str, int | None] | None
    giver_state: State
    receiver_state: State
    giver: SideFigure
    receiver: SideFigure


@with_config(CLOSED)
class LegDifference(TypedDict):
    before: OneDay | None
    after: OneDay | None


TwoDays = TypedDict(
    "TwoDays",
    {
        "from": str,
        "to": str,
        "legs": list[LegDifference],
        "changes": list[Change],
        "statements": list[Claim],
        "contradictions_found": list[Contradiction],
        "contradictions_ended": list[Contradiction],
    },
)
TwoDays.__pydantic_config__ = CLOSED  # type: ignore[attr-defined]


class Part(Asked):
    """Part of a list; `next` is the address of the part after it."""

    next: str | None


class Exchanges(Part):
    items: list[ListedExchange]


class Legs(Part):
    items: list[ListedLeg]


class Claims(Part):
    items: list[Claim]


class Contradictions(Part):
    items: list[Contradiction]


class Sources(Part):
    items: list[CountedSource]


class Agreements(Part):
    items: list[ListedAgreement]


class Changes(Part):
    items: list[Change]
