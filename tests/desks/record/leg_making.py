"""Legs, exchanges and names made by hand, for the views that need no store."""

from __future__ import annotations

from repatria.base.dates import partial_date
from repatria.desks.record.labels import Names
from repatria.desks.record.present.addresses import Addresses
from repatria.desks.record.queries import LegSummary, SideState
from repatria.statements.figures import Grade, State
from repatria.statements.quantity import Interval
from repatria.statements.record import Exchange, Leg, Party
from repatria.statements.vocabulary import Track

NAMES = Names({code: Party(code, {"en": name}) for code, name in (("A", "Ama"), ("B", "Bor"))})
TO = Addresses(lambda leg: f"/leg/{leg.exchange}/{leg.receiver}", lambda code: f"/exchange/{code}")


def exchange(code: str, day: str, track: Track, *, happened: bool = True) -> Exchange:
    return Exchange(code, partial_date(day), f"exchange {code}", track, happened)


def stated(party: str, number: int) -> SideState:
    return ranged(party, number, number)


def ranged(party: str, low: int, high: int | None) -> SideState:
    interval = Interval(low, high)
    state = State.NONE if interval == Interval(0, 0) else State.STATED
    return SideState(party, state, interval, (f"{party}1",), False)


def silent(party: str) -> SideState:
    return SideState(party, State.NOT_STATED, None, (), False)


def absent(party: str) -> SideState:
    return SideState(party, State.NOTHING_FOUND, None, (), False)


def summary(of: Exchange, giver: SideState, receiver: SideState) -> LegSummary:
    """The word of two sides on a leg, graded as two single roots would be."""
    a, b = giver.interval, receiver.interval
    grade: Grade | None = None
    if a is not None and b is not None:
        grade = Grade.AGREED if a.meets(b) else Grade.CONTESTED
    elif a is not None or b is not None:
        grade = Grade.SINGLE
    spread = a or b if a is None or b is None else a.hull(b)
    unit = "body" if of.track is Track.REMAINS else "person"
    return LegSummary(
        Leg(of.code, giver.party, receiver.party, of.track),
        of.date.first,
        of.track.value,
        unit,
        grade,
        spread,
        giver,
        receiver,
    )
