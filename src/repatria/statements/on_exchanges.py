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
from repatria.statements.vocabulary import COUNTED, TRACK, Category, ClaimKind, Per

Kinds = ContradictionKind


def on_exchange(
    legs: Mapping[Leg, LegVerdict], claims: Sequence[Claim], retired: Mapping[str, str]
) -> Iterator[Contradiction]:
    """Contradictions that need both directions. `legs` and `claims` are of one exchange."""
    for claim in claims:
        if claim.id in retired or not claim.both:
            continue
        leg = Leg(claim.exchange, claim.giver, claim.receiver, claim.track)
        there, back = legs.get(leg), legs.get(leg.opposite)
        if there is None or back is None:
            continue
        if counts(claim) and claim.quantity.low is None:
            yield from _parity(claim, there, back)
        elif claim.kind is ClaimKind.COUNT and claim.per is Per.TOTAL and claim.unit in COUNTED:
            yield from _both(claim, there, back, claims)


def _parity(claim: Claim, there: LegVerdict, back: LegVerdict) -> Iterator[Contradiction]:
    """Parity claimed, and numbers for the two directions that no parity allows."""
    a, b = there.headline.spread, back.headline.spread
    if a is None or b is None or a.meets(b):
        return
    why = reason(
        "parity", speaker=Ref("speaker", claim.speaker.code), there=a, back=b, gap=a.gap(b)
    )
    rest = _claims(there.headline) + _claims(back.headline)
    yield Contradiction(Kinds.PARITY, (why,), (claim.id, *rest), (there.leg, back.leg))


def _both(
    claim: Claim, there: LegVerdict, back: LegVerdict, claims: Sequence[Claim]
) -> Iterator[Contradiction]:
    """A number for both directions together, against the two directions told apart."""
    stated = claim.interval
    if stated is None:
        return
    speaker = Ref("speaker", claim.speaker.code)
    wide = _sum(there.headline.spread, back.headline.spread)
    narrow = _sum(
        _of_category(there, claim.category, claims), _of_category(back, claim.category, claims)
    )
    rest = _claims(there.headline) + _claims(back.headline)
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
        yield Contradiction(kind, (why,), (claim.id, *rest), legs)
    elif narrow is None and wide is not None and not stated.meets(wide):
        why = reason(
            "both_total",
            speaker=speaker,
            stated=stated,
            derived=wide,
            category=Ref("word", claim.category),
        )
        yield Contradiction(Kinds.TOTAL, (why,), (claim.id, *rest), legs)


def _of_category(
    verdict: LegVerdict, category: Category, claims: Sequence[Claim]
) -> Interval | None:
    """What is said of one category on a leg: its own figure, or a part of a wider one."""
    for figure in verdict.figures:
        if figure.figure.category is category and figure.spread is not None:
            return figure.spread
    found: Interval | None = None
    for claim in claims:
        here = (verdict.leg.giver, verdict.leg.receiver) in claim.directions()
        if not here or not claim.parts or TRACK[claim.category] is not verdict.leg.track:
            continue
        part = category_parts(claim).get(category)
        if part is not None:
            found = part if found is None else found.hull(part)
    return found


def _sum(a: Interval | None, b: Interval | None) -> Interval | None:
    return None if a is None or b is None else a + b


def _claims(figure: Verdict) -> tuple[str, ...]:
    return tuple(one for root in figure.roots for one in root.claims)
