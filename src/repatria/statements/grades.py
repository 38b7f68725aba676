"""Grades: how well each figure of a leg stands, by rules that are printed on the method page."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from repatria.statements.claim import Claim
from repatria.statements.figures import (
    Figure,
    Grade,
    LegVerdict,
    Root,
    SideWord,
    State,
    Verdict,
    counts,
    side_of,
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
_ROLES = list(Role)
_VOICES = list(Voice)
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
        gone += [(c.id, "refuted") for c in live if not _interval(c).meets(truth)]
        live = [claim for claim in live if _interval(claim).meets(truth)]
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


def _interval(claim: Claim) -> Interval:
    found = claim.quantity.interval
    assert found is not None
    return found


def find_roots(leg: Leg, claims: Sequence[Claim], judged: Pairs) -> tuple[Root, ...]:
    """The independent origins of one figure, the parties' first.

    Each speaker is one root with its latest word. An outlet that gives a figure in its own voice
    when somebody has given a meeting one by then repeats it. Judging two claims the same joins
    their roots. Names order what is equal in all else, and decide nothing.
    """
    by_root: dict[str, list[Claim]] = {}
    for claim in claims:
        by_root.setdefault(claim.root, []).append(claim)
    if judged:
        _join_judged(by_root, judged)
    built: list[Root] = []
    outlets: list[list[Claim]] = []
    said: list[_Said] = []
    for group in by_root.values():
        if all(claim.speaker.voice is Voice.MEDIA for claim in group):
            outlets.append(group)
            continue
        said += [_Said(c.said_on.first, _interval(c), len(built)) for c in group]
        built.append(_root(leg, group))
    if outlets:
        _place_outlets(leg, outlets, said, built)
    built.sort(key=_place)
    return tuple(built)


def _root(leg: Leg, group: list[Claim]) -> Root:
    """The root of a group: who spoke first, and on one day a named party before the others."""
    first = group[0]
    if len(group) > 1:
        first = min(
            group,
            key=lambda c: (
                c.said_on.first,
                _VOICES.index(c.speaker.voice),
                _ROLES.index(side_of(c, leg)),
                c.root,
            ),
        )
    interval = latest_word(group)
    return Root(first.root, first.speaker, side_of(first, leg), interval, _ids(group))


def _place(root: Root) -> tuple[int, int, float, str]:
    return _ROLES.index(root.role), *_ends(root.interval), root.key


def _ends(interval: Interval) -> tuple[int, float]:
    return interval.low, math.inf if interval.high is None else interval.high


class _Said(NamedTuple):
    """A word that an outlet can repeat, and which root it belongs to."""

    since: date
    interval: Interval
    root: int


def _place_outlets(
    leg: Leg, outlets: list[list[Claim]], said: list[_Said], built: list[Root]
) -> None:
    """Lay each outlet with the earliest word that it repeats, or make it a root.

    Outlets that give one figure on one day are one root: nobody can tell who has it from whom.
    """
    said.sort(key=lambda word: (word.since, *_place(built[word.root])))
    groups: dict[tuple[date, Interval], list[Claim]] = {}
    for outlet in outlets:
        groups.setdefault(_figure_since(outlet), []).extend(outlet)
    for day, interval in sorted(groups, key=lambda word: (word[0], *_ends(word[1]))):
        group = groups[day, interval]
        for word in said:
            if word.since <= day and word.interval.meets(interval):
                old = built[word.root]
                built[word.root] = replace(old, repeats=old.repeats + _ids(group))
                break
        else:
            said.append(_Said(day, interval, len(built)))
            built.append(_root(leg, group))


def _figure_since(group: list[Claim]) -> tuple[date, Interval]:
    """An outlet's latest word, and the day since which it has given it."""
    interval = latest_word(group)
    return min(c.said_on.first for c in group if _interval(c).meets(interval)), interval


def _join_judged(by_root: dict[str, list[Claim]], judged: Pairs) -> None:
    home = {claim.id: key for key, group in by_root.items() for claim in group}
    for pair, verdict in judged.items():
        if verdict != "same" or not pair <= home.keys():
            continue
        first, second = sorted(home[one] for one in pair)
        if first != second:
            moved = by_root.pop(second)
            by_root[first] += moved
            home.update({claim.id: first for claim in moved})


def latest_word(claims: Sequence[Claim]) -> Interval:
    """What one root says last; where it says several things on that day, all of them.

    So also where a date is not precise enough to tell which word came last.
    """
    last = max(claim.said_on.first for claim in claims)
    found: Interval | None = None
    for claim in claims:
        if claim.said_on.last >= last:
            interval = _interval(claim)
            found = interval if found is None else found.hull(interval)
    assert found is not None
    return found


def _ids(claims: Iterable[Claim]) -> tuple[str, ...]:
    return tuple(claim.id for claim in claims)


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
    return SideWord(role, party, state, interval, speakers, _ids(own), unnamed, bool(equal))


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
