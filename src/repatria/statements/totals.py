"""Totals over a period, held against what the exchanges known add up to.

A total is first compared with its own side's words, leg by leg; then with the other side's; then
with the previous total of the same chain; and where nothing fits, the residual is named, and
explained by what is known or not at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from repatria.base.dates import PartialDate, Period, partial_date
from repatria.statements.chains import check_chain, previous_total
from repatria.statements.claim import Claim
from repatria.statements.counting import CountingRule
from repatria.statements.quantity import Interval
from repatria.statements.reasons import Reason, Ref, reason
from repatria.statements.record import Leg
from repatria.statements.residuals import explain
from repatria.statements.series import GIVER, RECEIVER, Series
from repatria.statements.total_check import Outcome, TotalCheck, other_rules, rules_for, sides


def check_total(
    claim: Claim,
    series: Series,
    direction: tuple[str, str],
    begins: date,
    earlier: Sequence[Claim] = (),
) -> TotalCheck:
    """Hold one total against one direction. `begins` is the record's first day; `earlier` the
    totals of the same direction said to reach back before it, oldest first."""
    stated = claim.interval
    speaker = Ref("speaker", claim.speaker.code)
    if stated is None or claim.covers is None:
        code = "total_no_number" if stated is None else "total_no_period"
        return TotalCheck(claim.id, Outcome.UNCHECKED, None, (reason(code, speaker=speaker),))
    covers = claim.covers
    last = min(covers.last, claim.known_from)
    start, stop = series.span(covers.first, last)
    rules = rules_for(claim, series, start, stop)
    if not rules:
        why = reason("total_own_rule", speaker=speaker, rule=claim.counting)
        return TotalCheck(claim.id, Outcome.UNCHECKED, None, (why,))
    if covers.first < begins:
        return _reaching_back(claim, stated, series, direction, begins, earlier, last)
    own = sides(claim, *direction)
    for side in own:
        for rule in rules:
            derived = series.total(side, start, stop, rule.leaves_out)
            if derived.meets(stated):
                return _fits(claim, stated, derived, series, side, rules, rule, (start, stop))
    other = RECEIVER if own == (GIVER,) else GIVER
    derived = series.total(own[0], start, stop, rules[0].leaves_out)
    if len(own) == 1:
        across = series.total(other, start, stop, rules[0].leaves_out)
        if across.meets(stated) and across.high is not None:
            return _other_side(claim, stated, series, derived, across, (start, stop))
    return _residual(claim, stated, series, own[0], derived, (start, stop), covers, last, begins)


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
    found = [reason(code, stated=stated, derived=derived, legs=span[1] - span[0])]
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
    legs = tuple(series.legs[index] for index in range(*span) if _differs(series, index))
    why = reason(
        "total_other_side",
        speaker=Ref("speaker", claim.speaker.code),
        stated=stated,
        derived=derived,
        across=across,
    )
    gap = stated.minus(derived)
    return TotalCheck(claim.id, Outcome.FITS_OTHER_SIDE, derived, (why,), gap, legs)


def _differs(series: Series, index: int) -> bool:
    words = series.words[index].get("")
    if words is None or words.giver is None or words.receiver is None:
        return False
    return not words.giver.meets(words.receiver)


def _residual(
    claim: Claim,
    stated: Interval,
    series: Series,
    side: int,
    derived: Interval,
    span: tuple[int, int],
    covers: Period,
    last: date,
    begins: date,
) -> TotalCheck:
    residual = stated.minus(derived)
    speaker = Ref("speaker", claim.speaker.code)
    fitting = _fitting_start(stated, series, side, covers.first, last, begins)
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
    stated: Interval, series: Series, side: int, start: date, last: date, begins: date
) -> PartialDate | None:
    """The nearest other month from which on the known exchanges add up to the total."""
    best: tuple[int, PartialDate] | None = None
    month = begins.replace(day=1)
    while month <= last:
        if month != start:
            derived = series.total(side, *series.span(month, last))
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
    earlier: Sequence[Claim],
    last: date,
) -> TotalCheck:
    """A total from before the record: continue an earlier one, or bound what lies before."""
    previous = previous_total(claim, earlier)
    side = sides(claim, *direction)[0]
    if previous is not None:
        return check_chain(claim, stated, previous, series, sides(claim, *direction), last)
    derived = series.total(side, *series.span(begins, last))
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
