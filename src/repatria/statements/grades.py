"""Grades: how well each figure of a leg stands, by rules that are printed on the method page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from repatria.statements.claim import Claim
from repatria.statements.figure_roots import find_roots, ids_of, interval_of, latest_word
from repatria.statements.figures import (
    Figure,
    Grade,
    LegVerdict,
    Root,
    SideWord,
    State,
    Verdict,
    counts,
    state_of,
)
from repatria.statements.quantity import Interval
from repatria.statements.reasons import Reason, Ref, reason
from repatria.statements.record import Leg, SignedFigure
from repatria.statements.roots import Pairs, related
from repatria.statements.vocabulary import (
    COUNTED,
    MAIN_UNIT,
    Category,
    ClaimKind,
    Role,
    Track,
    Unit,
    Voice,
)

_NO_PAIRS: Pairs = {}
_SIDES = (Role.GIVER, Role.RECEIVER)
_UNITS = frozenset(map(str, COUNTED))


def grade_leg(
    leg: Leg,
    claims: Sequence[Claim],
    retired: Mapping[str, str],
    judged: Pairs = _NO_PAIRS,
    signed: Iterable[SignedFigure] = (),
) -> LegVerdict:
    """Grade every figure of a leg from the claims on it.

    `retired` says which claims no longer count and why; `judged` holds the judgements on pairs of
    claims; `signed` the figures of signed acts on this leg.
    """
    numbered: dict[Figure, list[Claim]] = {}
    silences: list[Claim] = []
    parities: list[Claim] = []
    for claim in claims:
        if claim.kind is ClaimKind.NON_STATEMENT:
            if claim.id not in retired:
                silences.append(claim)
        elif counts(claim):
            if claim.quantity.low is None:
                if claim.id not in retired:
                    parities.append(claim)
                continue
            key = Figure(leg, claim.category, claim.unit, claim.counting)
            numbered.setdefault(key, []).append(claim)
    acts: dict[Figure, SignedFigure] = {}
    for act in sorted(signed, key=lambda act: act.on):
        if act.unit in _UNITS:
            acts[Figure(leg, _whole(leg), Unit(act.unit))] = act
    for key in acts:
        numbered.setdefault(key, [])
    headline = _headline(leg, numbered)
    numbered.setdefault(headline, [])
    ordered = sorted(numbered, key=lambda key: (key != headline, *_order(key)))
    figures = tuple(
        _grade(key, numbered[key], silences, parities, retired, judged, acts.get(key))
        for key in ordered
    )
    return LegVerdict(leg, figures)


def _whole(leg: Leg) -> Category:
    return Category.REMAINS if leg.track is Track.REMAINS else Category.LIVING


def _order(key: Figure) -> tuple[int, int, str]:
    return list(Category).index(key.category), list(Unit).index(key.unit), key.counting


def _headline(leg: Leg, numbered: dict[Figure, list[Claim]]) -> Figure:
    """The widest figure that somebody gives a number for; a part never stands for the whole."""
    unit = MAIN_UNIT[leg.track]
    candidates = [Figure(leg, _whole(leg), unit)]
    if leg.track is Track.LIVING:
        candidates.append(Figure(leg, Category.POW, unit))
        candidates.append(Figure(leg, Category.WOUNDED, unit))
    else:
        candidates += [Figure(leg, Category.REMAINS, other) for other in (Unit.CONTAINER,)]
    return next((key for key in candidates if numbered.get(key)), candidates[0])


def _grade(
    key: Figure,
    claims: list[Claim],
    silences: list[Claim],
    parities: list[Claim],
    retired: Mapping[str, str],
    judged: Pairs,
    act: SignedFigure | None,
) -> Verdict:
    live = [claim for claim in claims if claim.id not in retired]
    gone = [(claim.id, retired[claim.id]) for claim in claims if claim.id in retired]
    if act is not None and act.quantity.interval is not None:
        truth = act.quantity.interval
        gone += [(c.id, "refuted") for c in live if not interval_of(c).meets(truth)]
        live = [claim for claim in live if interval_of(claim).meets(truth)]
    roots = find_roots(key.leg, live, judged)
    words = {
        role: _side_word(key, role, live, silences, parities)
        for role in (Role.GIVER, Role.RECEIVER)
    }
    grade, spread, reasons = _rule(roots, bool(gone), act)
    reasons += tuple(
        reason(f"retired_{why}", claim=Ref("claim", claim)) for claim, why in sorted(gone)
    )
    return Verdict(
        key, grade, spread, words[Role.GIVER], words[Role.RECEIVER], roots, reasons, tuple(gone)
    )


def _side_word(
    key: Figure,
    role: Role,
    live: list[Claim],
    silences: list[Claim],
    parities: list[Claim],
) -> SideWord:
    party = key.leg.giver if role is Role.GIVER else key.leg.receiver
    own = [claim for claim in live if claim.speaker.party == party]
    equal = [c for c in parities if c.speaker.party == party and related(c.category, key.category)]
    interval: Interval | None = None
    if own:
        by_root: dict[str, list[Claim]] = {}
        for claim in own:
            by_root.setdefault(claim.root, []).append(claim)
        for group in by_root.values():
            word = latest_word(group)
            interval = word if interval is None else interval.hull(word)
        assert interval is not None
        state = state_of(interval)
    else:
        own = equal + [
            c for c in silences if _silent(c, party) and related(c.category, key.category)
        ]
        state = State.NOT_STATED if own else State.NOTHING_FOUND
    speakers = tuple(sorted({claim.speaker.code for claim in own}))
    unnamed = bool(own) and all(claim.speaker.voice is Voice.UNNAMED for claim in own)
    return SideWord(role, party, state, interval, speakers, ids_of(own), unnamed, bool(equal))


def _silent(claim: Claim, party: str) -> bool:
    return party in claim.silent or (not claim.silent and claim.speaker.party == party)


def _rule(
    roots: tuple[Root, ...], some_retired: bool, act: SignedFigure | None
) -> tuple[Grade | None, Interval | None, tuple[Reason, ...]]:
    """The grade by the rule table, the spread of the live roots, and why."""
    if act is not None and act.quantity.interval is not None:
        return Grade.SIGNED, act.quantity.interval, (reason("signed_act", act=act.act),)
    if not roots:
        if some_retired:
            return Grade.DISCOUNTED, None, (reason("all_retired"),)
        return None, None, (reason("no_number"),)
    spread = roots[0].interval
    for root in roots[1:]:
        spread = spread.hull(root.interval)
    widest: tuple[int, Root, Root] | None = None
    for index, a in enumerate(roots):
        for b in roots[index + 1 :]:
            gap = a.interval.gap(b.interval)
            if gap and (widest is None or gap > widest[0]):
                widest = gap, a, b
    if widest is not None:
        gap, a, b = widest
        return Grade.CONTESTED, spread, (_contested(gap, a, b, roots),)
    official = [root for root in roots if root.speaker.voice is Voice.PARTY]
    giver = tuple(_who(root) for root in official if root.role is Role.GIVER)
    receiver = tuple(_who(root) for root in official if root.role is Role.RECEIVER)
    if giver and receiver:
        return Grade.AGREED, spread, (reason("both_state", giver=giver, receiver=receiver),)
    independent = {root.role if root.role in _SIDES else root.key for root in roots}
    if len(independent) > 1:
        speakers = tuple(_who(root) for root in roots)
        found = [reason("independent_roots", number=len(independent), speakers=speakers)]
        if any(root.speaker.voice is Voice.UNNAMED for root in roots):
            found.append(reason("unnamed_is_no_party"))
        return Grade.CORROBORATED, spread, tuple(found)
    why = "one_root" if len(roots) == 1 else "one_side"
    return Grade.SINGLE, spread, (reason(why, speakers=tuple(_who(root) for root in roots)),)


def _who(root: Root) -> Ref:
    return Ref("speaker", root.speaker.code)


def _contested(gap: int, a: Root, b: Root, roots: tuple[Root, ...]) -> Reason:
    if {a.role, b.role} == set(_SIDES):
        return reason("sides_differ", gap=gap)
    first, second = (
        tuple(_who(r) for r in roots if (r.role, r.interval) == (one.role, one.interval))
        for one in (a, b)
    )
    return reason("roots_differ", gap=gap, a=first, b=second)
