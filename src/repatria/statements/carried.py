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
) -> Iterator[tuple[list[Claim], list[Claim], int]]:
    """Giver's and receiver's totals of one period that differ: giver, receiver, difference.

    What one root says several times over is one total, however many claims repeat it; the first
    said stands first.
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
        for giver in _repeated(givers):
            for receiver in _repeated(receivers):
                a, b = giver[0].interval, receiver[0].interval
                if a and b and not a.meets(b):
                    yield giver, receiver, a.low - b.low


def _repeated(totals: Iterable[Claim]) -> Iterable[list[Claim]]:
    found: dict[tuple[str, Interval | None], list[Claim]] = {}
    for claim in sorted(totals, key=lambda claim: (claim.said_on.first, claim.id)):
        found.setdefault((claim.root, claim.interval), []).append(claim)
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
    for givers, receivers, difference in pairs_of_totals(totals, direction):
        giver, receiver = givers[0], receivers[0]
        ids = tuple(claim.id for claim in (*givers, *receivers))
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
        elif not any(one in explained for one in ids):
            gap = giver.interval.gap(receiver.interval)
            why = reason("totals_differ", gap=gap, period=giver.covers, **words)
            where = ">".join(direction)
            kind = ContradictionKind.BETWEEN_SIDES
            apart.append(Contradiction(kind, (why,), ids, where=where))
    return carried, apart
