"""The result of holding a total against the record, and what such a check needs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from repatria.statements.claim import Claim, role_of
from repatria.statements.counting import BY_ID, RULES, CountingRule
from repatria.statements.quantity import Interval
from repatria.statements.reasons import Reason, Ref, reason
from repatria.statements.record import Leg
from repatria.statements.residuals import explain
from repatria.statements.series import GIVER, RECEIVER, Series
from repatria.statements.vocabulary import MAIN_UNIT, Category, Role

# The headline of a leg stands for these; what it says of a part of them cannot be added up.
_ADDED_UP = frozenset({Category.LIVING, Category.POW, Category.REMAINS})


class Outcome(StrEnum):
    """What comes of holding a total against the record."""

    FITS = "fits"
    FITS_OTHER_SIDE = "fits_other_side"
    """It is the other side's sum, not that of the speaker's own side."""
    CHAINED = "chained"
    """With what was handed over since, it continues an earlier total."""
    REACHES_BACK = "reaches_back"
    """Its period begins before the record does; nothing known speaks against it."""
    IMPOSSIBLE_PERIOD = "impossible_period"
    RESIDUAL = "residual"
    UNCHECKED = "unchecked"


@dataclass(frozen=True, slots=True)
class TotalCheck:
    """A total held against the record in one direction.

    `derived` is the sum of the speaker's own side (of either side, for a third), `residual` what is
    left over, `legs` where the difference lies.
    """

    claim: str
    outcome: Outcome
    derived: Interval | None
    reasons: tuple[Reason, ...]
    residual: tuple[int | None, int | None] | None = None
    legs: tuple[Leg, ...] = ()
    rule: str = ""
    where: str = ""
    """The direction, as "giver>receiver"; empty for a total of both directions together."""


def unchecked(claim: Claim, begins: date) -> TotalCheck | None:
    """Why a total cannot be held against the record at all, where it cannot."""
    speaker = Ref("speaker", claim.speaker.code)
    if claim.interval is None:
        why = reason("total_no_number", speaker=speaker)
    elif claim.covers is None or begins == date.max:
        why = reason("total_no_period", speaker=speaker)
    elif claim.unit is not MAIN_UNIT[claim.track]:
        why = reason("total_unit", speaker=speaker, unit=Ref("word", claim.unit))
    elif claim.category not in _ADDED_UP:
        why = reason("total_part", speaker=speaker, category=Ref("word", claim.category))
    else:
        return None
    return TotalCheck(claim.id, Outcome.UNCHECKED, None, (why,))


def sides(claim: Claim, giver: str, receiver: str) -> tuple[int, ...]:
    """The sides whose words a speaker's total is made of: its own, or either for a third."""
    role = role_of(claim.speaker, giver, receiver)
    if role is Role.GIVER:
        return (GIVER,)
    return (RECEIVER,) if role is Role.RECEIVER else (GIVER, RECEIVER)


def rules_for(claim: Claim, series: Series, start: int, stop: int) -> tuple[CountingRule, ...]:
    """The rules to try: the one the speaker names; else all that differ in this span."""
    if claim.counting:
        named = BY_ID.get(claim.counting)
        return (named,) if named else ()
    seen: dict[frozenset[str], CountingRule] = {}
    for rule in RULES:
        left = frozenset(c for c in rule.leaves_out if series.has_class(c, start, stop))
        seen.setdefault(left, rule)
    return tuple(seen.values())


def other_rules(
    stated: Interval,
    series: Series,
    side: int,
    span: tuple[int, int],
    rules: Sequence[CountingRule],
    fitting: CountingRule,
    base: int,
) -> Iterator[Reason]:
    """What would be left over by each rule that does not fit, and what that is."""
    for rule in rules:
        if rule is fitting:
            continue
        derived = series.total(side, *span, rule.leaves_out)
        derived = Interval(
            derived.low + base, None if derived.high is None else derived.high + base
        )
        if derived.meets(stated):
            continue
        least, greatest = stated.minus(derived)
        if least is not None and least == greatest:
            yield reason("rule_residual", rule=Ref("rule", rule.id), residual=least)
            yield from explain(least, series, side, span).reasons
