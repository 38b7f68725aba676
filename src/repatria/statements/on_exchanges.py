"""Contradictions between the two directions of an exchange: parity, and totals of both sides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from repatria.statements.claim import Claim
from repatria.statements.contradiction import Contradiction, ContradictionKind
from repatria.statements.figures import LegVerdict, Verdict, counts
from repatria.statements.on_figures import category_parts
from repatria.statements.quantity import Interval
from repatria.statements.reasons import Ref, reason
from repatria.statements.record import Leg
from repatria.statements.roots import related
from repatria.statements.vocabulary import COUNTED, Category, ClaimKind, Per, Unit, ancestors

Kinds = ContradictionKind


def on_exchange(
    legs: Mapping[Leg, LegVerdict], claims: Sequence[Claim], retired: Mapping[str, str]
) -> Iterator[Contradiction]:
    """Contradictions that need both directions. `legs` and `claims` are of one exchange."""
    live = [claim for claim in claims if claim.id not in retired]
    for claim in live:
        if not claim.both:
            continue
        leg = Leg(claim.exchange, claim.giver, claim.receiver, claim.track)
        there, back = legs.get(leg), legs.get(leg.opposite)
        if there is None or back is None:
            continue
        if counts(claim) and claim.quantity.low is None:
            yield from _parity(claim, there, back)
        elif claim.kind is ClaimKind.COUNT and claim.per is Per.TOTAL and claim.unit in COUNTED:
            yield from _both(claim, there, back, live)


def _parity(claim: Claim, there: LegVerdict, back: LegVerdict) -> Iterator[Contradiction]:
    """Parity claimed, and numbers for the two directions that no parity allows."""
    one, other = _figure_of(there, claim), _figure_of(back, claim)
    if one is None or other is None or _what(one) != _what(other):
        return
    a, b = one.spread, other.spread
    if a is None or b is None or a.meets(b):
        return
    why = reason(
        "parity", speaker=Ref("speaker", claim.speaker.code), there=a, back=b, gap=a.gap(b)
    )
    claims = _claims(claim, one, other)
    yield Contradiction(Kinds.PARITY, (why,), claims, (there.leg, back.leg))


def _what(figure: Verdict) -> tuple[Category, Unit, str]:
    return figure.figure.category, figure.figure.unit, figure.figure.counting


def _figure_of(verdict: LegVerdict, claim: Claim) -> Verdict | None:
    """The figure of what a claim speaks of; else the headline, where that is all of it."""
    what = (claim.category, claim.unit, claim.counting)
    for figure in verdict.figures:
        if _what(figure) == what and figure.roots:
            return figure
    head = verdict.headline
    return head if claim.category in ancestors(head.figure.category) else None


def _both(
    claim: Claim, there: LegVerdict, back: LegVerdict, claims: Sequence[Claim]
) -> Iterator[Contradiction]:
    """A number for both directions together, against the two directions told apart."""
    stated = claim.interval
    if stated is None:
        return
    speaker = Ref("speaker", claim.speaker.code)
    wide = _sum(_headline(there, claim), _headline(back, claim))
    narrow = _sum(_of_category(there, claim, claims), _of_category(back, claim, claims))
    told = _claims(claim, there.headline, back.headline)
    legs = (there.leg, back.leg)
    if narrow is not None and not stated.meets(narrow):
        fits_wider = wide is not None and stated.meets(wide)
        why = reason(
            "both_category" if fits_wider else "both_total",
            speaker=speaker,
            stated=stated,
            derived=narrow,
            category=Ref("word", claim.category),
        )
        kind = Kinds.CATEGORY if fits_wider else Kinds.TOTAL
        yield Contradiction(kind, (why,), told, legs)
    elif narrow is None and wide is not None and not stated.meets(wide):
        part = any(v.headline.figure.category in ancestors(claim.category) for v in (there, back))
        if part and (wide.high is None or stated.low <= wide.high):
            return
        why = reason(
            "both_total",
            speaker=speaker,
            stated=stated,
            derived=wide,
            category=Ref("word", claim.category),
        )
        yield Contradiction(Kinds.TOTAL, (why,), told, legs)


def _headline(verdict: LegVerdict, claim: Claim) -> Interval | None:
    """The headline's numbers, where they can be held against the claim's."""
    of = verdict.headline.figure
    fits = related(of.category, claim.category) and of.unit is claim.unit and not claim.counting
    return verdict.headline.spread if fits else None


def _of_category(verdict: LegVerdict, claim: Claim, claims: Sequence[Claim]) -> Interval | None:
    """What is said of one category on a leg: its own figure, or a part of a wider one."""
    for figure in verdict.figures:
        if _what(figure) == (claim.category, claim.unit, claim.counting) and figure.roots:
            return figure.spread
    found: Interval | None = None
    for other in claims:
        here = (verdict.leg.giver, verdict.leg.receiver) in other.directions()
        if not here or not counts(other) or other.track is not verdict.leg.track:
            continue
        if (other.unit, other.counting) != (claim.unit, claim.counting):
            continue
        part = category_parts(other).get(claim.category)
        if part is not None:
            found = part if found is None else found.hull(part)
    return found


def _sum(a: Interval | None, b: Interval | None) -> Interval | None:
    return None if a is None or b is None else a + b


def _claims(claim: Claim, *figures: Verdict) -> tuple[str, ...]:
    """The claim and all that it is held against, each once."""
    rest = (one for figure in figures for root in figure.roots for one in root.claims)
    return tuple(dict.fromkeys((claim.id, *rest)))
