"""Chains of totals: an earlier total, plus what was handed over since, makes the later one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from repatria.statements.claim import Claim
from repatria.statements.quantity import Interval
from repatria.statements.reasons import Reason, Ref, reason
from repatria.statements.record import Leg
from repatria.statements.residuals import explain
from repatria.statements.series import Series
from repatria.statements.total_check import Outcome, TotalCheck, other_rules, rules_for


def previous_total(claim: Claim, earlier: Sequence[Claim]) -> Claim | None:
    """The latest earlier total of the same chain: this speaker's, else its party's, else any."""
    end = claim.covers.last if claim.covers else date.max
    found: Claim | None = None
    rank = (-1, date.min)
    for other in earlier:
        if other is claim or other.covers is None or other.covers.last >= end:
            continue
        if other.counting != claim.counting or other.quantity.interval is None:
            continue
        if not _same_start(other, claim):
            continue
        if other.quantity.interval.single is None:
            continue
        same_party = bool(other.speaker.party) and other.speaker.party == claim.speaker.party
        near = 2 if other.root == claim.root else 1 if same_party else 0
        if (near, other.covers.last) > rank:
            found, rank = other, (near, other.covers.last)
    return found


def _same_start(a: Claim, b: Claim) -> bool:
    """Speakers date the same beginning loosely: two starts within a month are one."""
    assert a.covers is not None
    assert b.covers is not None
    if a.covers.start is None or b.covers.start is None:
        return a.covers.start is b.covers.start
    return abs(a.covers.first - b.covers.first) <= timedelta(days=31)


def check_chain(
    claim: Claim,
    stated: Interval,
    previous: Claim,
    series: Series,
    own: tuple[int, ...],
    last: date,
) -> TotalCheck:
    """`previous` + what was handed over since must be `claim`, by some counting rule."""
    assert previous.interval is not None
    assert previous.covers is not None
    base = previous.interval.low
    span = series.span(previous.covers.last + timedelta(days=1), last)
    rules = rules_for(claim, series, *span)
    since = reason(
        "chain",
        previous=base,
        speaker=Ref("speaker", previous.speaker.code),
        until=previous.covers.end or str(previous.covers.last),
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
