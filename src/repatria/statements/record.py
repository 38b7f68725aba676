"""The whole of what is known: parties, agreements, exchanges, claims; and "as known on a day"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from repatria.base.dates import PartialDate
from repatria.statements.claim import Claim
from repatria.statements.quantity import Quantity
from repatria.statements.vocabulary import Category, Term, Track


@dataclass(frozen=True, slots=True)
class Party:
    """A side. The order of the parties in the data gives each its colour."""

    code: str
    name: Mapping[str, str]
    """By language code; `en` is always there."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """One dated operation, or a dated stage of one.

    `happened` is false where one side came and the other did not. `series` names the exchange that
    this is a stage of. `numbering` holds the parties' own count of it, as (party, number, basis).
    """

    code: str
    date: PartialDate
    title: str
    track: Track
    happened: bool = True
    agreement: str = ""
    series: str = ""
    intermediaries: tuple[str, ...] = ()
    numbering: tuple[tuple[str, int, str], ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Leg:
    """One direction and track of an exchange: the place where two sides count the same thing."""

    exchange: str
    giver: str
    receiver: str
    track: Track

    @property
    def opposite(self) -> Leg:
        return Leg(self.exchange, self.receiver, self.giver, self.track)


@dataclass(frozen=True, slots=True)
class AgreementTerm:
    """One clause as one reading tells it. `text` is by language code, `en` always there."""

    topic: Track
    form: Term
    text: Mapping[str, str]
    giver: str = ""
    receiver: str = ""
    quantity: Quantity | None = None
    categories: tuple[Category, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """How one party (or several jointly) tells an agreement; the claims that say so."""

    by: tuple[str, ...]
    terms: tuple[AgreementTerm, ...]
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Agreement:
    code: str
    name: Mapping[str, str]
    date: PartialDate
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's verdict on whether two claims are one utterance: same, different or unsure."""

    first: str
    second: str
    verdict: str
    by: str
    on: date
    withdrawn_on: date | None = None


@dataclass(frozen=True, slots=True)
class SignedFigure:
    """A figure from an act that giver and receiver both signed (the ledger brings them)."""

    leg: Leg
    quantity: Quantity
    unit: str
    act: str
    on: date


@dataclass(frozen=True, slots=True)
class Record:
    """Everything that was said, and the frame in which it was said."""

    parties: tuple[Party, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    exchanges: tuple[Exchange, ...] = ()
    claims: tuple[Claim, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    signed: tuple[SignedFigure, ...] = ()
    exchange_by_code: Mapping[str, Exchange] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "exchange_by_code", {e.code: e for e in self.exchanges})


def known(record: Record, day: date) -> Record:
    """The record as a reader could know it on `day`.

    A claim is there from the day it was said (or its embargo ended). What is withdrawn or
    superseded later stays, and grades show it as discounted from that day on. An exchange is known
    from the first claim on it, or from its own day where nobody has spoken of it.
    """
    claims = tuple(claim for claim in record.claims if claim.known_from <= day)
    since = exchange_known_from(record.exchanges, record.claims)
    return replace(
        record,
        claims=claims,
        exchanges=tuple(e for e in record.exchanges if since[e.code] <= day),
        agreements=tuple(a for a in record.agreements if a.date.first <= day),
        judgements=tuple(j for j in record.judgements if j.on <= day),
        signed=tuple(s for s in record.signed if s.on <= day),
    )


def exchange_known_from(exchanges: Iterable[Exchange], claims: Iterable[Claim]) -> dict[str, date]:
    """By exchange code, the first day on which the exchange itself was known."""
    first: dict[str, date] = {}
    for claim in claims:
        if claim.exchange:
            seen = first.get(claim.exchange)
            if seen is None or claim.known_from < seen:
                first[claim.exchange] = claim.known_from
    return {e.code: first.get(e.code, e.date.first) for e in exchanges}


Retirements = dict[str, tuple[tuple[date, str], ...]]


def retirements(claims: Iterable[Claim]) -> Retirements:
    """By claim id, when and why a claim ceases to count: `withdrawn` or `superseded`.

    A claim is superseded only by its own speaker: one speaker cannot retire another's word.
    """
    held = {claim.id: claim for claim in claims}
    found: dict[str, list[tuple[date, str]]] = {}
    for claim in held.values():
        if claim.withdrawn_on is not None:
            found.setdefault(claim.id, []).append((claim.withdrawn_on, "withdrawn"))
        old = held.get(claim.supersedes) if claim.supersedes else None
        if old is not None and old is not claim and old.root == claim.root:
            found.setdefault(old.id, []).append((claim.known_from, "superseded"))
    return {one: tuple(sorted(dates)) for one, dates in found.items()}


def retired_on(retirements: Retirements, day: date) -> dict[str, str]:
    """Why each claim that no longer counts on `day` does not: the first reason by then."""
    return {one: dates[0][1] for one, dates in retirements.items() if dates[0][0] <= day}
