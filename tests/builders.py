"""Short ways to say in a test who said what. Two invented parties, their voices, an intermediary.

count(1200, NORTH_MINISTRY)                     Northland's ministry: 1,200 on the leg E1
total("more than 70", SOUTH_HQ, "2025-06..")    Southland's headquarters, over a period
"""

from __future__ import annotations

from datetime import date
from itertools import count as counter
from typing import Any

from repatria.base.dates import partial_date, period
from repatria.statements import quantity as q
from repatria.statements.claim import Claim, Partition, Source, Speaker
from repatria.statements.quantity import Interval, Quantity
from repatria.statements.record import (
    Agreement,
    AgreementTerm,
    Exchange,
    Judgement,
    Leg,
    Party,
    Reading,
    Record,
    SignedFigure,
)
from repatria.statements.vocabulary import (
    MAIN_UNIT,
    TRACK,
    Category,
    ClaimKind,
    Per,
    Term,
    Track,
    Unit,
    Voice,
)
from repatria.statements.words import read_quantity

NORTH, SOUTH = "NORTH", "SOUTH"
PARTIES = (Party(NORTH, {"en": "Northland"}), Party(SOUTH, {"en": "Southland"}))

NORTH_MINISTRY = Speaker("NMIN", "Northland's ministry", Voice.PARTY, NORTH)
NORTH_HQ = Speaker("NHQ", "Northland's headquarters", Voice.PARTY, NORTH)
NORTH_SOURCE = Speaker("NSRC", "a source in Northland", Voice.UNNAMED, NORTH)
SOUTH_MINISTRY = Speaker("SMIN", "Southland's ministry", Voice.PARTY, SOUTH)
SOUTH_HQ = Speaker("SHQ", "Southland's headquarters", Voice.PARTY, SOUTH)
SOUTH_SOURCE = Speaker("SSRC", "a source in Southland", Voice.UNNAMED, SOUTH)
MIDLAND = Speaker("MID", "Midland", Voice.INTERMEDIARY)
MISSION = Speaker("MIS", "a mission of observers", Voice.OTHER)
PRESS = Speaker("PRESS", "the outlet itself", Voice.MEDIA)

LEG = Leg("E1", NORTH, SOUTH, Track.REMAINS)
DAY = "2025-06-10"

_ids = counter(1)


def day(text: str) -> date:
    return date.fromisoformat(text)


def quantity(value: int | str | Quantity) -> Quantity:
    """A number as it is, words by the rule table."""
    if isinstance(value, str):
        return read_quantity(value)
    return q.exact(value) if isinstance(value, int) else value


def source(key: str, outlet: str = "") -> Source:
    return Source(key, f"Article {key}", f"https://{key.lower()}.example/", outlet=outlet)


def claim(
    kind: ClaimKind,
    value: int | str | Quantity,
    speaker: Speaker,
    *,
    on: str = DAY,
    exchange: str = "E1",
    category: Category = Category.REMAINS,
    giver: str = NORTH,
    receiver: str = SOUTH,
    outlet: str = "",
    **rest: Any,
) -> Claim:
    """One statement. Its source is the outlet's, or one of its own where none is named."""
    made = rest.pop("id", None) or f"c{next(_ids)}"
    covers = rest.pop("covers", None)
    return Claim(
        id=made,
        kind=kind,
        quantity=quantity(value),
        unit=rest.pop("unit", MAIN_UNIT[TRACK[category]]),
        category=category,
        giver=giver,
        receiver=receiver,
        speaker=speaker,
        source=rest.pop("source", None) or source(outlet or f"S-{made}", outlet),
        said_on=partial_date(on),
        exchange=exchange,
        covers=None if covers is None else period(covers),
        **rest,
    )


def count(value: int | str | Quantity, speaker: Speaker, **rest: Any) -> Claim:
    """How many were handed over on a leg."""
    return claim(ClaimKind.COUNT, value, speaker, **rest)


def press(value: int | str | Quantity, outlet: str, **rest: Any) -> Claim:
    """An outlet in its own voice."""
    return count(value, PRESS, outlet=outlet, **rest)


def silence(speaker: Speaker, *silent: str, **rest: Any) -> Claim:
    """Somebody remarks that a party did not say how many; without a party, that itself did not."""
    return claim(ClaimKind.NON_STATEMENT, q.NOT_STATED, speaker, silent=silent, **rest)


def denial(speaker: Speaker, **rest: Any) -> Claim:
    return claim(ClaimKind.DENIAL, q.NOT_STATED, speaker, **rest)


def total(value: int | str | Quantity, speaker: Speaker, covers: str | None, **rest: Any) -> Claim:
    """How many were handed over in a period; said at its end unless told otherwise."""
    if covers is not None:
        rest.setdefault("on", period(covers).last.isoformat())
    rest.setdefault("exchange", "")
    return claim(ClaimKind.TOTAL, value, speaker, covers=covers, **rest)


def ordinal(
    value: int | str | Quantity, speaker: Speaker, covers: str | None, **rest: Any
) -> Claim:
    """The so many-th exchange in a period."""
    rest.setdefault("exchange", "")
    return claim(ClaimKind.ORDINAL, value, speaker, covers=covers, unit=Unit.EXCHANGE, **rest)


def both(value: int | str | Quantity, speaker: Speaker, **rest: Any) -> Claim:
    """A number for the two directions together."""
    return count(value, speaker, both=True, per=Per.TOTAL, **rest)


def parity(speaker: Speaker, **rest: Any) -> Claim:
    """As many one way as the other, and no number."""
    return count(q.PARITY, speaker, both=True, **rest)


def parts(by: str, complete: bool = True, **numbers: Any) -> Partition:
    """`parts("category", pow=270, civilian=120)`; a pair is a range."""
    told = tuple(
        (name, Interval(*number) if isinstance(number, tuple) else Interval(number, number))
        for name, number in numbers.items()
    )
    return Partition(by, told, complete)


def exchange(
    code: str = "E1", on: str = DAY, track: Track = Track.REMAINS, **rest: Any
) -> Exchange:
    return Exchange(code, partial_date(on), f"Exchange {code}", track, **rest)


def judged(first: Claim, second: Claim, verdict: str, on: str = DAY, **rest: Any) -> Judgement:
    return Judgement(first.id, second.id, verdict, "a person", day(on), **rest)


def signed(value: int, leg: Leg = LEG, on: str = DAY, unit: Unit = Unit.BODY) -> SignedFigure:
    return SignedFigure(leg, quantity(value), unit, "act-1", day(on))


def term(topic: Track, form: Term, value: int | str | None = None, **rest: Any) -> AgreementTerm:
    text = {"en": f"{form} of {topic}"}
    return AgreementTerm(
        topic, form, text, quantity=None if value is None else quantity(value), **rest
    )


def agreement(*readings: Reading, code: str = "A1") -> Agreement:
    return Agreement(code, {"en": "An agreement"}, partial_date("2025-06-01"), readings)


def reading(by: str | tuple[str, ...], *terms: AgreementTerm) -> Reading:
    return Reading((by,) if isinstance(by, str) else by, terms)


def record(*items: Claim | Exchange | Judgement | SignedFigure | Agreement) -> Record:
    """A record of these; the exchange E1 is in it even where it is not told of."""
    exchanges = [item for item in items if isinstance(item, Exchange)]
    if all(item.code != "E1" for item in exchanges) and any(
        isinstance(item, Claim) and item.exchange == "E1" for item in items
    ):
        exchanges.append(exchange())
    return Record(
        PARTIES,
        tuple(item for item in items if isinstance(item, Agreement)),
        tuple(exchanges),
        tuple(item for item in items if isinstance(item, Claim)),
        tuple(item for item in items if isinstance(item, Judgement)),
        tuple(item for item in items if isinstance(item, SignedFigure)),
    )
