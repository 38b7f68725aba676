"""One gap carried forward: totals that differ only by what differs on a leg already.

A difference between the sides' totals that equals the differences on legs inside their period is
one disagreement, not two: the leg's contradiction carries the totals.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from repatria.statements.claim import Claim, role_of
from repatria.statements.contradiction import Carried, Contradiction, ContradictionKind
from repatria.statements.quantity import Interval
from repatria.statements.reasons import reason
from repatria.statements.series import Series
from repatria.statements.vocabulary import Per, Role


def pairs_of_totals(
    totals: Iterable[Claim], direction: tuple[str, str]
) -> Iterator[tuple[Claim, Claim, int]]:
    """Giver's and receiver's totals of one period that differ: giver, receiver, difference.

    What one root says several times over is one total, told first.
    """
    groups: dict[tuple[object, ...], tuple[list[Claim], list[Claim]]] = {}
    for claim in totals:
        role = role_of(claim.speaker, *direction)
        if role not in (Role.GIVER, Role.RECEIVER) or claim.covers is None:
            continue
        if claim.interval is None or claim.per is Per.TOTAL:
            continue
        what = (claim.counting, claim.unit, claim.category)
        key = (claim.covers.first, claim.until, *what)
        groups.setdefault(key, ([], []))[0 if role is Role.GIVER else 1].append(claim)
    for givers, receivers in groups.values():
        for giver in _told_first(givers):
            for receiver in _told_first(receivers):
                a, b = giver.interval, receiver.interval
                if a and b and not a.meets(b):
                    yield giver, receiver, a.low - b.low


def _told_first(totals: Iterable[Claim]) -> Iterable[Claim]:
    found: dict[tuple[str, Interval | None], Claim] = {}
    for claim in sorted(totals, key=lambda claim: (claim.said_on.first, claim.id)):
        found.setdefault((claim.root, claim.interval), claim)
    return found.values()


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
        span = series.span(giver.covers.first, giver.until)
        words = {"giver": giver.interval, "receiver": receiver.interval}
        legs = series.differing(*span)
        if legs and series.difference(*span) == difference:
            why = reason("carried", **words)
            near = series.located(legs)
            carried.append(Carried(near, giver.id, receiver.id, why, ">".join(direction)))
        elif giver.id not in explained and receiver.id not in explained:
            gap = giver.interval.gap(receiver.interval)
            why = reason("totals_differ", gap=gap, period=giver.covers, **words)
            ids = (giver.id, receiver.id)
            where = ">".join(direction)
            kind = ContradictionKind.BETWEEN_SIDES
            apart.append(Contradiction(kind, (why,), ids, where=where))
    return carried, apart
