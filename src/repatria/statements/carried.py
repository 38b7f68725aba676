"""One gap carried forward: totals that differ only by what differs on a leg already.

A difference between the sides' totals that equals the differences on legs inside their period is
one disagreement, not two: the leg's contradiction carries the totals.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from repatria.statements.claim import Claim, role_of
from repatria.statements.contradiction import Carried, Contradiction, ContradictionKind
from repatria.statements.reasons import reason
from repatria.statements.record import Leg
from repatria.statements.series import Series
from repatria.statements.vocabulary import Per, Role


def pairs_of_totals(
    totals: Iterable[Claim], direction: tuple[str, str]
) -> Iterator[tuple[Claim, Claim, int]]:
    """Giver's and receiver's totals of one period that differ: giver, receiver, difference."""
    groups: dict[tuple[object, ...], tuple[list[Claim], list[Claim]]] = {}
    for claim in totals:
        role = role_of(claim.speaker, *direction)
        if role not in (Role.GIVER, Role.RECEIVER) or claim.covers is None:
            continue
        if claim.interval is None or claim.per is Per.TOTAL:
            continue
        key = (claim.covers.first, claim.covers.last, claim.counting, claim.unit)
        groups.setdefault(key, ([], []))[0 if role is Role.GIVER else 1].append(claim)
    for givers, receivers in groups.values():
        for giver in givers:
            for receiver in receivers:
                a, b = giver.interval, receiver.interval
                if a and b and not a.meets(b):
                    yield giver, receiver, a.low - b.low


def carry(
    series: Series,
    totals: Iterable[Claim],
    direction: tuple[str, str],
    explained: Container[str],
) -> tuple[list[Carried], list[Contradiction]]:
    """Lay differing totals on the legs that explain them; the rest are contradictions.

    `explained` holds the totals already told of as a contradiction of another kind (a disagreement
    inside one side, an impossible period): they are not told of twice.
    """
    carried: list[Carried] = []
    apart: list[Contradiction] = []
    for giver, receiver, difference in pairs_of_totals(totals, direction):
        assert giver.covers is not None
        assert giver.interval is not None
        assert receiver.interval is not None
        legs = _gaps(series, *series.span(giver.covers.first, giver.covers.last))
        words = {"giver": giver.interval, "receiver": receiver.interval}
        if legs and sum(legs.values()) == difference:
            why = reason("carried", **words)
            carried.append(Carried(tuple(legs), giver.id, receiver.id, why))
        elif giver.id not in explained and receiver.id not in explained:
            gap = giver.interval.gap(receiver.interval)
            why = reason("totals_differ", gap=gap, period=giver.covers, **words)
            ids = (giver.id, receiver.id)
            where = ">".join(direction)
            kind = ContradictionKind.BETWEEN_SIDES
            apart.append(Contradiction(kind, (why,), ids, where=where))
    return carried, apart


def _gaps(series: Series, start: int, stop: int) -> dict[Leg, int]:
    """The legs of a span on which the sides' words do not meet, with giver minus receiver."""
    found: dict[Leg, int] = {}
    for index in range(start, stop):
        words = series.words[index].get("")
        if words is None or words.giver is None or words.receiver is None:
            continue
        if not words.giver.meets(words.receiver):
            found[series.legs[index]] = words.giver.low - words.receiver.low
    return found
