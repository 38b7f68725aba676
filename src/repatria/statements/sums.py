"""All totals of a record against all its legs: series built once, every total checked on them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from repatria.statements.carried import carry
from repatria.statements.chains import Chains
from repatria.statements.claim import Claim
from repatria.statements.contradiction import Carried, Contradiction, ContradictionKind
from repatria.statements.counting import BY_ID, RULES
from repatria.statements.figures import LegVerdict
from repatria.statements.quantity import Interval
from repatria.statements.reasons import Ref, reason
from repatria.statements.record import Leg
from repatria.statements.series import GIVER, RECEIVER, Series, SeriesKey, words_of
from repatria.statements.total_check import Outcome, TotalCheck, unchecked
from repatria.statements.totals import check_total
from repatria.statements.vocabulary import COUNTED, ClaimKind, Per

KINDS = {
    Outcome.FITS_OTHER_SIDE: ContradictionKind.INSIDE_SIDE,
    Outcome.IMPOSSIBLE_PERIOD: ContradictionKind.IMPOSSIBLE_PERIOD,
    Outcome.RESIDUAL: ContradictionKind.TOTAL,
}


def is_total(claim: Claim) -> bool:
    return claim.kind is ClaimKind.TOTAL and claim.unit in COUNTED


def build_series(legs: Iterable[tuple[Leg, date]]) -> dict[SeriesKey, Series]:
    """Empty series for legs and their days."""
    grouped: dict[SeriesKey, list[tuple[Leg, date]]] = {}
    for leg, day in legs:
        grouped.setdefault(series_key(leg), []).append((leg, day))
    return {key: Series(items) for key, items in grouped.items()}


def series_key(leg: Leg) -> SeriesKey:
    return SeriesKey(leg.giver, leg.receiver, leg.track)


def fill(series: Mapping[SeriesKey, Series], legs: Mapping[Leg, LegVerdict]) -> None:
    for leg, verdict in legs.items():
        series[series_key(leg)].set(leg, words_of(verdict))


def keys_of(claim: Claim) -> tuple[SeriesKey, ...]:
    """The series that a total speaks of: one, or both directions."""
    return tuple(SeriesKey(a, b, claim.track) for a, b in claim.directions())


def check_claim(
    claim: Claim,
    series: Mapping[SeriesKey, Series],
    begins: date,
    earlier: Mapping[SeriesKey, Chains],
) -> list[TotalCheck]:
    """Check one total in each direction that it covers."""
    keys = keys_of(claim)
    if claim.both and claim.per is Per.TOTAL:
        return [_check_both(claim, keys, series, begins)]
    empty = Series(())
    checks: list[TotalCheck] = []
    for key in keys:
        direction = (key.giver, key.receiver)
        one = series.get(key, empty)
        check = check_total(claim, one, direction, begins, earlier.get(key) or Chains())
        checks.append(replace(check, where=key.where))
    return checks


def _check_both(
    claim: Claim, keys: tuple[SeriesKey, ...], series: Mapping[SeriesKey, Series], begins: date
) -> TotalCheck:
    """A number for both directions together, against the two sums together."""
    cannot = unchecked(claim, begins)
    if cannot is not None:
        return cannot
    stated, covers = claim.interval, claim.covers
    assert stated is not None
    assert covers is not None
    speaker = Ref("speaker", claim.speaker.code)
    rule = BY_ID.get(claim.counting or RULES[0].id)
    if rule is None or covers.first < begins:
        code = "total_own_rule" if rule is None else "total_no_period"
        why = reason(code, speaker=speaker, rule=claim.counting)
        return TotalCheck(claim.id, Outcome.UNCHECKED, None, (why,))
    derived, legs = Interval(0, 0), 0
    for key in keys:
        one = series.get(key)
        if one is not None:
            span = one.span(covers.first, claim.until)
            words = [one.total(side, *span, rule.leaves_out) for side in (GIVER, RECEIVER)]
            derived = derived + words[0].hull(words[1])
            legs += one.spoken(*span)
    if derived.meets(stated):
        code = "total_fits" if derived.high is not None else "total_not_excluded"
        why = reason(code, stated=stated, derived=derived, legs=legs)
        return TotalCheck(claim.id, Outcome.FITS, derived, (why,))
    code = "total_exceeds" if stated.low > derived.low else "total_below"
    why = reason(code, speaker=speaker, stated=stated, derived=derived)
    return TotalCheck(claim.id, Outcome.RESIDUAL, derived, (why,), stated.minus(derived))


def as_contradiction(
    claim: Claim, check: TotalCheck, others: Iterable[Claim]
) -> Contradiction | None:
    """The contradiction that a failed check is, if it is one.

    `others` are the totals of the same direction: those of the speaker's own side for the same
    period stand beside a total that is the other side's.
    """
    kind = KINDS.get(check.outcome)
    if kind is None:
        return None
    claims = [claim.id]
    if kind is ContradictionKind.INSIDE_SIDE:
        claims += sorted(other.id for other in others if _own_side_differs(claim, other))
    if any(item.code == "missing_event" for item in check.reasons):
        kind = ContradictionKind.MISSING_EVENT
    return Contradiction(kind, check.reasons, tuple(claims), check.legs, where=check.where)


def _own_side_differs(claim: Claim, other: Claim) -> bool:
    if other.speaker.party != claim.speaker.party or other.covers is None or claim.covers is None:
        return False
    if (other.covers.first, other.until) != (claim.covers.first, claim.until):
        return False
    if (other.unit, other.per) != (claim.unit, claim.per):
        return False
    a, b = claim.interval, other.interval
    return a is not None and b is not None and not a.meets(b)


def carry_all(
    series: Mapping[SeriesKey, Series],
    totals: Mapping[SeriesKey, list[Claim]],
    found: Iterable[Contradiction],
) -> tuple[list[Carried], list[Contradiction]]:
    """Carry the differences of totals to the legs that explain them, in every series.

    `found` holds the totals that failed; what they tell of in one direction is not told twice.
    """
    told: dict[str, set[str]] = {}
    for item in found:
        told.setdefault(item.where, set()).update(item.claims)
    carried: list[Carried] = []
    apart: list[Contradiction] = []
    for key, claims in totals.items():
        direction, one = (key.giver, key.receiver), series.get(key, Series(()))
        laid, rest = carry(one, claims, direction, told.get(key.where, ()))
        carried += laid
        apart += rest
    return carried, apart
