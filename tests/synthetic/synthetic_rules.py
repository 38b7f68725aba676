"""What the statements format asks of a record, and plain sums over it, for the tests beside."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from functools import reduce

from repatria.base.dates import partial_date, period
from repatria.statements.claim import Claim
from repatria.statements.quantity import Interval
from repatria.statements.record import Leg, Record
from repatria.statements.vocabulary import (
    MAIN_UNIT,
    TRACK,
    Category,
    ClaimKind,
    Per,
    Track,
    Unit,
    Voice,
)
from repatria.statements.words import read_quantity

WHOLE = {Category.LIVING, Category.REMAINS}
FREE_UNITS = {Unit.EXCHANGE, Unit.PERCENT, Unit.LABORATORY}
OF_THE_DEAD = {Unit.BODY, Unit.CONTAINER, Unit.PART, Unit.PROFILE}


def broken_rules(record: Record) -> list[str]:
    """Every rule of the format that the record breaks, with the place."""
    return [*_broken_frame(record), *_broken_names(record)] + [
        f"{claim.id}: {rule}"
        for held in ({claim.id: claim for claim in record.claims},)
        for claim in record.claims
        for rule in _broken_claim(claim, record, held)
    ]


def _broken_frame(record: Record) -> Iterator[str]:
    parties = {party.code for party in record.parties}
    agreements = {agreement.code for agreement in record.agreements}
    exchanges = record.exchange_by_code
    if len(exchanges) != len(record.exchanges):
        yield "an exchange code is used twice"
    for exchange in record.exchanges:
        if exchange.agreement not in agreements:
            yield f"{exchange.code}: unknown agreement"
        if exchange.series and exchange.series not in exchanges:
            yield f"{exchange.code}: unknown series"
        if not {party for party, _, _ in exchange.numbering} <= parties:
            yield f"{exchange.code}: numbered by an unknown party"
    ids = {claim.id for claim in record.claims}
    if len(ids) != len(record.claims):
        yield "a claim id is used twice"
    for agreement in record.agreements:
        for reading in agreement.readings:
            if not (set(reading.by) <= parties and set(reading.claims) <= ids):
                yield f"{agreement.code}: a reading by nobody, or from no claim"
    for judgement in record.judgements:
        if not {judgement.first, judgement.second} <= ids:
            yield "a judgement on no claim"


def _broken_names(record: Record) -> Iterator[str]:
    speakers, sources = defaultdict(set), defaultdict(set)
    for claim in record.claims:
        speakers[claim.speaker.code].add(claim.speaker)
        sources[claim.source.key].add(claim.source)
    for names in (speakers, sources):
        yield from (f"{code} is defined twice" for code, held in names.items() if len(held) > 1)


def _broken_claim(claim: Claim, record: Record, held: dict[str, Claim]) -> Iterator[str]:
    parties = {party.code for party in record.parties}
    if claim.giver == claim.receiver or not {claim.giver, claim.receiver} <= parties:
        yield "directions are between two known parties"
    if claim.exchange and claim.exchange not in record.exchange_by_code:
        yield "unknown exchange"
    if claim.agreement and claim.agreement not in {a.code for a in record.agreements}:
        yield "unknown agreement"
    if not set(claim.silent) <= parties or bool(claim.silent) != (
        claim.kind is ClaimKind.NON_STATEMENT
    ):
        yield "non-statements, and they alone, name who is silent"
    fitting = OF_THE_DEAD if claim.track is Track.REMAINS else {Unit.PERSON}
    if claim.unit not in fitting | FREE_UNITS:
        yield "the unit does not fit the category"
    if read_quantity(claim.quantity.words or str(claim.quantity)) != claim.quantity:
        yield "the quantity does not read back"
    if partial_date(str(claim.said_on)) != claim.said_on:
        yield "the date does not read back"
    if claim.covers is not None and period(str(claim.covers)) != claim.covers:
        yield "the period does not read back"
    if (claim.kind is ClaimKind.TOTAL) and claim.covers is None:
        yield "a total covers no period"
    if claim.per is Per.TOTAL and not claim.both:
        yield "a figure for both sides together covers one direction"
    if claim.relay and claim.speaker.voice is Voice.MEDIA:
        yield "an outlet's own voice relays nobody"
    old = held.get(claim.supersedes)
    if claim.supersedes and (old is None or old.root != claim.root):
        yield "it supersedes nothing of its own speaker's"
    for later in (claim.withdrawn_on, claim.embargo_until):
        if later is not None and later < claim.said_on.first:
            yield "it was withdrawn or embargoed before it was said"
    if any(not name for partition in claim.parts for name, _ in partition.parts):
        yield "a part has no name"


def legs_of(record: Record) -> set[Leg]:
    """Every leg that some claim speaks of."""
    return {
        Leg(claim.exchange, giver, receiver, claim.track)
        for claim in record.claims
        if claim.exchange
        for giver, receiver in claim.directions()
    }


def standing_counts(record: Record) -> dict[Leg, list[Claim]]:
    """By leg, the claims that give its whole number in its main unit and were not taken back."""
    gone = {claim.supersedes for claim in record.claims}
    found: dict[Leg, list[Claim]] = {leg: [] for leg in legs_of(record)}
    for claim in record.claims:
        if (
            claim.kind in (ClaimKind.COUNT, ClaimKind.DENIAL)
            and claim.quantity.interval is not None
            and claim.category in WHOLE
            and claim.unit is MAIN_UNIT[TRACK[claim.category]]
            and claim.per is Per.SIDE
            and not (claim.counting or claim.withdrawn_on or claim.id in gone)
        ):
            for giver, receiver in claim.directions():
                found[Leg(claim.exchange, giver, receiver, claim.track)].append(claim)
    return found


def sum_of(
    record: Record,
    counts: dict[Leg, list[Claim]],
    party: str,
    direction: tuple[str, str, Track],
    first: date,
    last: date,
) -> Interval | None:
    """What one party's words add up to over a period; `None` where it leaves a leg open."""
    total = Interval(0, 0)
    for leg, claims in counts.items():
        exchange = record.exchange_by_code[leg.exchange]
        if (leg.giver, leg.receiver, leg.track) != direction:
            continue
        if not (exchange.happened and first <= exchange.date.first <= last):
            continue
        words = [
            claim.quantity.interval
            for claim in claims
            if claim.speaker.party == party and claim.quantity.interval is not None
        ]
        if not words:
            return None
        total = total + reduce(Interval.hull, words)
    return total
