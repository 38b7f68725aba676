"""Scopes: the smallest pieces of a record that can be examined by themselves.

Everything said of one exchange is one scope; claims that name no exchange fall into clusters of one
subject that lie close in time. A new claim touches its own scope, and the totals and ordinals that
cover its day; nothing else has to be examined again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from repatria.statements.claim import Claim
from repatria.statements.contradiction import Contradiction
from repatria.statements.figures import LegVerdict, by_leg
from repatria.statements.grades import grade_leg
from repatria.statements.on_exchanges import on_exchange
from repatria.statements.on_figures import on_leg
from repatria.statements.on_utterances import (
    DISPUTED,
    WEEK,
    changed_sense,
    denied,
    differing_speaker,
)
from repatria.statements.record import Exchange, Judgement, Leg, Record, SignedFigure
from repatria.statements.roots import Pairs, Utterance, renderings, utterances
from repatria.statements.vocabulary import Track


@dataclass(frozen=True, slots=True)
class ScopeFindings:
    """What examining one scope found."""

    legs: Mapping[Leg, LegVerdict] = field(default_factory=dict)
    contradictions: tuple[Contradiction, ...] = ()
    utterances: tuple[Utterance, ...] = ()


def examine_exchange(
    exchange: Exchange,
    claims: Sequence[Claim],
    retired: Mapping[str, str],
    judged: Pairs,
    signed: Sequence[SignedFigure] = (),
) -> ScopeFindings:
    """Grade the legs of one exchange and find what contradicts within it."""
    tracks = {exchange.code: exchange.track}
    said, one_word, rest = _between_renderings(claims, retired, judged, tracks)
    legs: dict[Leg, LegVerdict] = {}
    found: list[Contradiction] = []
    spoken_of = by_leg(claims, tracks)
    for act in signed:
        spoken_of.setdefault(act.leg, [])
        spoken_of.setdefault(act.leg.opposite, [])
    for leg, on in spoken_of.items():
        acts = [act for act in signed if act.leg == leg]
        verdict = grade_leg(leg, on, retired, judged, acts)
        legs[leg] = verdict
        found += on_leg(verdict, on, retired, one_word)
        found += differing_speaker(leg, on, retired, judged)
    found += on_exchange(legs, claims, retired)
    return ScopeFindings(legs, (*found, *rest), said)


def examine_loose(
    claims: Sequence[Claim], retired: Mapping[str, str], judged: Pairs
) -> ScopeFindings:
    """Find what contradicts among claims of one cluster that name no exchange."""
    said, _, found = _between_renderings(claims, retired, judged, {})
    return ScopeFindings({}, found, said)


def _between_renderings(
    claims: Sequence[Claim],
    retired: Mapping[str, str],
    judged: Pairs,
    tracks: Mapping[str, Track],
) -> tuple[tuple[Utterance, ...], set[frozenset[str]], tuple[Contradiction, ...]]:
    """The utterances, the pairs of claims that render one, and what contradicts between words."""
    live = [claim for claim in claims if claim.id not in retired]
    said = utterances(live, judged)
    held = {claim.id: claim for claim in live} if said else {}
    one_word = renderings(said, held, judged)
    found = (*changed_sense(said, one_word, held, tracks), *denied(live, retired, tracks))
    return tuple(said), one_word, found


def by_scope(record: Record) -> tuple[dict[str, list[Claim]], list[list[Claim]]]:
    """The claims of each exchange, and the clusters of those that name none."""
    exchanges: dict[str, list[Claim]] = {code: [] for code in record.exchange_by_code}
    loose: list[Claim] = []
    for claim in record.claims:
        if claim.exchange in exchanges:
            exchanges[claim.exchange].append(claim)
        else:
            loose.append(claim)
    return exchanges, clusters(loose, record.judgements)


def judged_within(judged: Pairs, scopes: Iterable[Sequence[Claim]]) -> dict[int, Pairs]:
    """The judgements by the place of the scope that holds both claims; others join nothing."""
    if not judged:
        return {}
    home = {claim.id: place for place, claims in enumerate(scopes) for claim in claims}
    found: dict[int, Pairs] = {}
    for pair, verdict in judged.items():
        places = {home.get(one) for one in pair}
        place = places.pop()
        if not places and place is not None:
            found.setdefault(place, {})[pair] = verdict
    return found


Talk = tuple[str, tuple[str, ...], Track, str, str]
"""Agreement, sides, track, and for all but disputes the root and the kind."""


def talk_of(claim: Claim) -> Talk:
    """Which talk a claim without an exchange belongs to; only claims of one talk are compared."""
    sides = tuple(sorted((claim.giver, claim.receiver)))
    disputed = claim.kind in DISPUTED
    root, kind = ("", "") if disputed else (claim.root, str(claim.kind))
    return claim.agreement, sides, claim.track, root, kind


def clusters(claims: Iterable[Claim], judgements: Iterable[Judgement] = ()) -> list[list[Claim]]:
    """Claims that can render one utterance, or deny one another, cut where the talk falls silent.

    Accusations, plans and denials between two sides belong together for a week; everything else
    only with its own speaker's next day. Claims of one talk that a person ever judged the same
    stand in one cluster, however far apart.
    """
    buckets: dict[Talk, list[Claim]] = {}
    for claim in claims:
        buckets.setdefault(talk_of(claim), []).append(claim)
    found: list[list[Claim]] = []
    for bucket in buckets.values():
        bucket.sort(key=lambda claim: claim.said_on.first)
        silence = WEEK if bucket[0].kind in DISPUTED else 1
        latest: date | None = None
        for claim in bucket:
            if latest is None or (claim.said_on.first - latest).days > silence:
                found.append([])
            found[-1].append(claim)
            latest = max(latest or claim.said_on.last, claim.said_on.last)
    same = [(item.first, item.second) for item in judgements if item.verdict == "same"]
    return _joined(found, same) if same else found


def _joined(found: list[list[Claim]], same: list[tuple[str, str]]) -> list[list[Claim]]:
    """The clusters, with those put together that hold a pair judged the same."""
    home = {claim.id: cluster for cluster in found for claim in cluster}
    for first, second in same:
        a, b = home.get(first), home.get(second)
        if a is None or b is None or a is b or talk_of(a[0]) != talk_of(b[0]):
            continue
        a += b
        a.sort(key=lambda claim: claim.said_on.first)
        home.update({claim.id: a for claim in b})
        b.clear()
    return [cluster for cluster in found if cluster]
