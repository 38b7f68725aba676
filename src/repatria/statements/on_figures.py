"""Contradictions inside one leg: counts that do not meet, a source against itself, units, parts."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from repatria.statements.claim import Claim
from repatria.statements.contradiction import Contradiction, ContradictionKind
from repatria.statements.figures import LegVerdict, Root, Verdict, counts
from repatria.statements.quantity import Interval
from repatria.statements.reasons import Ref, reason
from repatria.statements.vocabulary import (
    COUNTED,
    Category,
    ClaimKind,
    Per,
    Role,
    Unit,
    ancestors,
)

Kinds = ContradictionKind
_SIDES = (Role.GIVER, Role.RECEIVER)


def on_leg(
    verdict: LegVerdict,
    claims: Sequence[Claim],
    retired: Mapping[str, str],
    renderings: Container[frozenset[str]] = frozenset(),
) -> list[Contradiction]:
    """Every contradiction that lies within one leg.

    `renderings` holds the pairs of claims that render one utterance: where these differ, it is the
    sense that changed, and not a source against itself.
    """
    live = {claim.id: claim for claim in claims if claim.id not in retired}
    found: list[Contradiction] = []
    for figure in verdict.figures:
        if len(figure.roots) > 1:
            found += _differing(figure)
        for root in figure.roots:
            if len(root.claims) > 1:
                found += _earlier_self(figure, root, live, renderings)
    if len({figure.figure.unit for figure in verdict.figures if figure.roots}) > 1:
        found += _units(verdict, live)
    for claim in live.values():
        if claim.parts:
            found += _parts(verdict, claim)
            found += _category(verdict, claim)
        if claim.kind is ClaimKind.COMPOSITION:
            found += _share(verdict, claim)
    return found


def _differing(figure: Verdict) -> Iterator[Contradiction]:
    """One contradiction for each pair of sides that differ, and one inside each side that does."""
    widest: dict[tuple[str, str], tuple[int, list[Root], list[Root]]] = {}
    for a, b in combinations(figure.roots, 2):
        gap = a.interval.gap(b.interval)
        if gap:
            key = (_side(a), _side(b))
            if key not in widest or gap > widest[key][0]:
                widest[key] = gap, [a], [b]
            elif gap == widest[key][0]:
                widest[key][1].append(a)
                widest[key][2].append(b)
    for gap, firsts, seconds in widest.values():
        a, b = firsts[0], seconds[0]
        claims = tuple(dict.fromkeys(one for root in (*firsts, *seconds) for one in root.claims))
        speakers = {"a": _speakers(a, firsts), "b": _speakers(b, seconds)}
        words = {"first": a.interval, "second": b.interval}
        if a.role is b.role and a.role in _SIDES:
            party = figure.figure.leg.giver if a.role is Role.GIVER else figure.figure.leg.receiver
            kind = Kinds.INSIDE_SIDE
            why = reason("inside_side", party=Ref("party", party), gap=gap, **speakers, **words)
        elif {a.role, b.role} == set(_SIDES):
            kind = Kinds.BETWEEN_SIDES
            giver, receiver = (a, b) if a.role is Role.GIVER else (b, a)
            why = reason("between_sides", gap=gap, giver=giver.interval, receiver=receiver.interval)
        else:
            kind = Kinds.WITH_THIRD
            why = reason("with_third", gap=gap, **speakers, **words)
        yield Contradiction(kind, (why,), claims, (figure.figure.leg,))


def _speakers(root: Root, others: Iterable[Root]) -> tuple[Ref, ...]:
    """Everybody who says what this root says."""
    same = {other.speaker.code for other in others if other.interval == root.interval}
    return tuple(Ref("speaker", code) for code in sorted(same))


def _side(root: Root) -> str:
    return root.role if root.role in _SIDES else root.key


def _earlier_self(
    figure: Verdict,
    root: Root,
    live: Mapping[str, Claim],
    renderings: Container[frozenset[str]],
) -> Iterator[Contradiction]:
    """A speaker's earlier word that its later one does not meet, never withdrawn."""
    own = sorted((live[one] for one in root.claims), key=lambda claim: claim.said_on.first)
    for earlier, later in combinations(own, 2):
        a, b = earlier.interval, later.interval
        if a is None or b is None or a.meets(b) or earlier.root != later.root:
            continue
        if frozenset((earlier.id, later.id)) in renderings:
            continue  # SENSE tells of them
        why = reason(
            "earlier_self",
            speaker=Ref("speaker", root.speaker.code),
            first=a,
            first_on=earlier.said_on,
            second=b,
            second_on=later.said_on,
        )
        yield Contradiction(
            Kinds.EARLIER_SELF, (why,), (earlier.id, later.id), (figure.figure.leg,)
        )


def _units(verdict: LegVerdict, live: Mapping[str, Claim]) -> Iterator[Contradiction]:
    """Two roots that count the same handover in units of which neither uses the other's."""
    told: dict[frozenset[str], dict[Unit, Root]] = {}
    used: dict[str, set[Unit]] = {}
    for figure in verdict.figures:
        unit = figure.figure.unit
        for root in figure.roots:
            origins = frozenset(live[one].root for one in root.claims)
            told.setdefault(origins, {}).setdefault(unit, root)
            for origin in origins:
                used.setdefault(origin, set()).add(unit)
    for a, b in combinations(sorted(told, key=sorted), 2):
        if any(not used[one].isdisjoint(used[other]) for one in a for other in b):
            continue
        (unit_a, first), (unit_b, second) = min(told[a].items()), min(told[b].items())
        why = reason(
            "units",
            a=Ref("speaker", first.speaker.code),
            unit_a=Ref("word", unit_a),
            first=first.interval,
            b=Ref("speaker", second.speaker.code),
            unit_b=Ref("word", unit_b),
            second=second.interval,
        )
        yield Contradiction(Kinds.UNIT, (why,), first.claims + second.claims, (verdict.leg,))


def _parts(verdict: LegVerdict, claim: Claim) -> Iterator[Contradiction]:
    """Parts that exceed the whole, or are said to be all of it and do not sum to it."""
    whole = claim.interval
    if whole is None or claim.unit not in COUNTED:
        return
    for partition in claim.parts:
        total = partition.total
        code = ""
        if partition.complete and not total.meets(whole):
            code = "parts_sum"
        elif whole.high is not None and total.low > whole.high:
            code = "parts_exceed"
        if code:
            why = reason(code, speaker=Ref("speaker", claim.speaker.code), parts=total, whole=whole)
            place = (verdict.leg,)
            yield Contradiction(Kinds.PARTS, (why,), (claim.id,), place, where=partition.by)


def _share(verdict: LegVerdict, claim: Claim) -> Iterator[Contradiction]:
    """A part named alone that is larger than the whole."""
    part, whole = claim.interval, verdict.headline.spread
    if part is None or whole is None or whole.high is None or part.low <= whole.high:
        return
    wide = verdict.headline.figure
    if wide.unit is not claim.unit or claim.per is Per.TOTAL or claim.counting:
        return
    if wide.category not in (claim.category, *ancestors(claim.category)):
        return
    why = reason(
        "share_exceeds", speaker=Ref("speaker", claim.speaker.code), part=part, whole=whole
    )
    claims = (claim.id, *(one for root in verdict.headline.roots for one in root.claims))
    yield Contradiction(Kinds.PARTS, (why,), claims, (verdict.leg,))


def category_parts(claim: Claim) -> dict[Category, Interval]:
    """The parts of a figure that name categories of this vocabulary, where they are all of it."""
    names = {str(category): category for category in Category}
    for partition in claim.parts:
        if partition.complete and all(name in names for name, _ in partition.parts):
            return {names[name]: part for name, part in partition.parts}
    return {}


def _category(verdict: LegVerdict, claim: Claim) -> Iterator[Contradiction]:
    """One number told of a category by one side, and of a wider one by another."""
    whole = claim.interval if counts(claim) else None
    if whole is None:
        return
    for category, part in category_parts(claim).items():
        for figure in verdict.figures:
            of = figure.figure
            if (of.category, of.unit, of.counting) != (category, claim.unit, claim.counting):
                continue
            for root in figure.roots:
                if root.interval.meets(part) or claim.root == root.key or claim.id in root.claims:
                    continue
                same = root.interval.meets(whole)
                why = reason(
                    "category" if same else "category_parts",
                    a=Ref("speaker", root.speaker.code),
                    first=root.interval,
                    category=Ref("word", category),
                    b=Ref("speaker", claim.speaker.code),
                    part=part,
                    whole=whole,
                )
                claims = (claim.id, *root.claims)
                place = (verdict.leg,)
                yield Contradiction(Kinds.CATEGORY, (why,), claims, place, where=claim.id)
