"""Totals over a period, held against what the exchanges known add up to.

A total is first compared with its own side's words, leg by leg; then with the other side's; then
with the previous total of the same chain; and where nothing fits, the residual is named, and
explained by what is known or not at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from repatria.base.dates import PartialDate, Period, partial_date
from repatria.statements.chains import Chains, check_chain
from repatria.statements.claim import Claim
from repatria.statements.counting import CountingRule
from repatria.statements.quantity import Interval
from repatria.statements.reasons import Reason, Ref, reason
from repatria.statements.record import Leg
from repatria.statements.residuals import explain
from repatria.statements.series import GIVER, RECEIVER, Series
from repatria.statements.total_check import (
    Outcome,
    TotalCheck,
    other_rules,
    rules_for,
    sides,
    unchecked,
)


def check_total(
    claim: Claim,
    series: Series,
    direction: tuple[str, str],
    begins: date,
    earlier: Chains,
) -> TotalCheck:
    """Hold one total against one direction. `begins` is the record's first day; `earlier` holds the
    totals of the same direction said to reach back before it, oldest first."""
    cannot = unchecked(claim, begins)
    if cannot is not None:
        return cannot
    stated, covers = claim.interval, claim.covers
    assert stated is not None
    assert covers is not None
    span = series.span(covers.first, claim.until)
    rules = rules_for(claim, series, *span)
    if not rules:
        speaker = Ref("speaker", claim.speaker.code)
        why = reason("total_own_rule", speaker=speaker, rule=claim.counting)
        return TotalCheck(claim.id, Outcome.UNCHECKED, None, (why,))
    if covers.first < begins:
        return _reaching_back(claim, stated, series, direction, begins, earlier, rules[0])
    own = sides(claim, *direction)
    for side in own:
        for rule in rules:
            derived = series.total(side, *span, rule.leaves_out)
            if derived.meets(stated):
                return _fits(claim, stated, derived, series, side, rules, rule, span)
    other = RECEIVER if own == (GIVER,) else GIVER
    for rule in rules if len(own) == 1 else ():
        across = series.total(other, *span, rule.leaves_out)
        if across.meets(stated) and across.high is not None:
            derived = series.total(own[0], *span, rule.leaves_out)
            return _other_side(claim, stated, series, derived, across, span)
    return _residual(claim, stated, series, own[0], rules[0], covers, begins)


def _fits(
    claim: Claim,
    stated: Interval,
    derived: Interval,
    series: Series,
    side: int,
    rules: Sequence[CountingRule],
    rule: CountingRule,
    span: tuple[int, int],
) -> TotalCheck:
    code = "total_fits" if derived.high is not None else "total_not_excluded"
    found = [reason(code, stated=stated, derived=derived, legs=series.spoken(*span))]
    if len(rules) > 1:
        found.append(reason("total_rule", rule=Ref("rule", rule.id)))
        found += other_rules(stated, series, side, span, rules, rule, base=0)
    return TotalCheck(claim.id, Outcome.FITS, derived, tuple(found), rule=rule.id)


def _other_side(
    claim: Claim,
    stated: Interval,
    series: Series,
    derived: Interval,
    across: Interval,
    span: tuple[int, int],
) -> TotalCheck:
    legs = series.located(series.differing(*span))
    why = reason(
        "total_other_side",
        speaker=Ref("speaker", claim.speaker.code),
        stated=stated,
        derived=derived,
        across=across,
    )
    gap = stated.minus(derived)
    return TotalCheck(claim.id, Outcome.FITS_OTHER_SIDE, derived, (why,), gap, legs)


def _residual(
    claim: Claim,
    stated: Interval,
    series: Series,
    side: int,
    rule: CountingRule,
    covers: Period,
    begins: date,
) -> TotalCheck:
    span = series.span(covers.first, claim.until)
    derived = series.total(side, *span, rule.leaves_out)
    residual = stated.minus(derived)
    speaker = Ref("speaker", claim.speaker.code)
    fitting = _fitting_start(claim, stated, series, side, rule, begins)
    if fitting is not None:
        why: tuple[Reason, ...] = (
            reason(
                "period_impossible",
                speaker=speaker,
                stated=stated,
                derived=derived,
                since=covers.start or str(covers.first),
            ),
            reason("period_fits", since=fitting),
        )
        return TotalCheck(claim.id, Outcome.IMPOSSIBLE_PERIOD, derived, why, residual)
    least = residual[0] if residual[0] is not None else residual[1]
    over = stated.low > derived.low
    code = "total_exceeds" if over else "total_below"
    why = (reason(code, speaker=speaker, stated=stated, derived=derived),)
    legs: tuple[Leg, ...] = ()
    if residual[0] is not None and residual[0] == residual[1]:
        found = explain(residual[0], series, side, span)
        why, legs = why + found.reasons, found.legs
    elif over and least is not None:
        why += (reason("missing_event", residual=Interval(least, residual[1])),)
    return TotalCheck(claim.id, Outcome.RESIDUAL, derived, why, residual, legs)


def _fitting_start(
    claim: Claim, stated: Interval, series: Series, side: int, rule: CountingRule, begins: date
) -> PartialDate | None:
    """The nearest other month from which on the known exchanges add up to the total."""
    assert claim.covers is not None
    start = claim.covers.first
    best: tuple[int, PartialDate] | None = None
    month = begins.replace(day=1)
    while month <= claim.until:
        if month != start:
            derived = series.total(side, *series.span(month, claim.until), rule.leaves_out)
            if derived.high is not None and derived.low > 0 and derived.meets(stated):
                distance = abs((month - start).days)
                if best is None or distance < best[0]:
                    best = distance, partial_date(month.strftime("%Y-%m"))
        month = (month + timedelta(days=32)).replace(day=1)
    return None if best is None else best[1]


def _reaching_back(
    claim: Claim,
    stated: Interval,
    series: Series,
    direction: tuple[str, str],
    begins: date,
    earlier: Chains,
    rule: CountingRule,
) -> TotalCheck:
    """A total from before the record: continue an earlier one, or bound what lies before."""
    previous = earlier.previous(claim, begins)
    own = sides(claim, *direction)
    if previous is not None:
        return check_chain(claim, stated, previous, series, own)
    derived = series.total(own[0], *series.span(begins, claim.until), rule.leaves_out)
    least, greatest = stated.minus(derived)
    if greatest is not None and greatest < 0:
        why = reason(
            "total_below",
            speaker=Ref("speaker", claim.speaker.code),
            stated=stated,
            derived=derived,
        )
        return TotalCheck(claim.id, Outcome.RESIDUAL, derived, (why,), (least, greatest))
    before = Interval(max(least or 0, 0), greatest)
    why = reason("reaches_back", stated=stated, derived=derived, before=before, begins=begins)
    return TotalCheck(claim.id, Outcome.REACHES_BACK, derived, (why,), (least, greatest))
