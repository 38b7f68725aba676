"""Chains of totals: an earlier total, plus what was handed over since, makes the later one."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from repatria.base.dates import PartialDate
from repatria.statements.claim import Claim
from repatria.statements.quantity import Interval
from repatria.statements.reasons import Reason, Ref, reason
from repatria.statements.record import Leg
from repatria.statements.residuals import explain
from repatria.statements.series import Series
from repatria.statements.total_check import Outcome, TotalCheck, other_rules, rules_for

Place = tuple[date, date, int, str, str]
"""End of the period, day known, number, root and id: the order of the totals of one chain."""


class Chains:
    """The totals of one direction that a later one can continue, found by whose they are."""

    def __init__(self, totals: Iterable[Claim] = ()) -> None:
        self._places: dict[tuple[str, ...], list[Place]] = {}
        self._held: dict[str, Claim] = {}
        for claim in totals:
            self.add(claim)

    def add(self, claim: Claim) -> None:
        place = _place(claim)
        if place is not None:
            self._held[claim.id] = claim
            for key in _keys(claim):
                insort(self._places.setdefault(key, []), place)

    def remove(self, claim: Claim) -> None:
        place = _place(claim)
        if place is not None:
            del self._held[claim.id]
            for key in _keys(claim):
                self._places[key].remove(place)

    def previous(self, claim: Claim, begins: date) -> Claim | None:
        """The latest earlier total from before the record: this speaker's, its party's, or any."""
        for key in _keys(claim):
            places = self._places.get(key, [])
            for place in reversed(places[: bisect_left(places, (claim.until,))]):
                other = self._held[place[-1]]
                assert other.covers is not None
                if other.covers.first < begins and _same_start(other, claim):
                    return other
        return None


def _place(claim: Claim) -> Place | None:
    """Where a total stands; `None` for one that no other can continue."""
    number = None if claim.interval is None else claim.interval.single
    if claim.covers is None or number is None:
        return None
    return claim.until, claim.known_from, number, claim.root, claim.id


def _keys(claim: Claim) -> Iterator[tuple[str, ...]]:
    """The lists that a total stands in, the nearest first."""
    what = (claim.category, claim.unit, claim.per, claim.counting)
    yield *what, f"root:{claim.root}"
    if claim.speaker.party:
        yield *what, f"party:{claim.speaker.party}"
    yield *what, ""


def _same_start(a: Claim, b: Claim) -> bool:
    """Speakers date the same beginning loosely: two starts within a month are one."""
    assert a.covers is not None
    assert b.covers is not None
    if a.covers.start is None or b.covers.start is None:
        return a.covers.start is b.covers.start
    return abs(a.covers.first - b.covers.first) <= timedelta(days=31)


def _end(claim: Claim) -> PartialDate | date:
    """The end of a total's period, as it was said if it was said."""
    end = claim.covers.end if claim.covers else None
    return end if end is not None and end.last == claim.until else claim.until


def check_chain(
    claim: Claim,
    stated: Interval,
    previous: Claim,
    series: Series,
    own: tuple[int, ...],
) -> TotalCheck:
    """`previous` + what was handed over since must be `claim`, by some counting rule."""
    assert previous.interval is not None
    assert previous.covers is not None
    base = previous.interval.low
    span = series.span(previous.until + timedelta(days=1), claim.until)
    rules = rules_for(claim, series, *span)
    since = reason(
        "chain",
        previous=base,
        speaker=Ref("speaker", previous.speaker.code),
        until=_end(previous),
    )
    for side in own:
        for rule in rules:
            added = series.total(side, *span, rule.leaves_out)
            if (added + previous.interval).meets(stated):
                code = "chain_fits" if added.high is not None else "chain_not_excluded"
                found = [since, reason(code, stated=stated, added=added)]
                if len(rules) > 1:
                    found.append(reason("total_rule", rule=Ref("rule", rule.id)))
                    found += other_rules(stated, series, side, span, rules, rule, base)
                derived = added + previous.interval
                return TotalCheck(claim.id, Outcome.CHAINED, derived, tuple(found), rule=rule.id)
    added = series.total(own[0], *span, rules[0].leaves_out)
    derived = added + previous.interval
    residual = stated.minus(derived)
    why: tuple[Reason, ...] = (
        since,
        reason("chain_breaks", stated=stated, derived=derived, added=added),
    )
    legs: tuple[Leg, ...] = ()
    if residual[0] is not None and residual[0] == residual[1]:
        explained = explain(residual[0], series, own[0], span)
        why, legs = why + explained.reasons, explained.legs
    elif residual[0] is not None and residual[0] > 0:
        why += (reason("missing_event", residual=Interval(residual[0], residual[1])),)
    return TotalCheck(claim.id, Outcome.RESIDUAL, derived, why, residual, legs)
