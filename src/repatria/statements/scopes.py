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
from repatria.statements.record import Exchange, Leg, Record, SignedFigure
from repatria.statements.roots import Pairs, Utterance, utterances
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
    legs: dict[Leg, LegVerdict] = {}
    found: list[Contradiction] = []
    for leg, on in by_leg(claims, tracks).items():
        acts = [act for act in signed if act.leg == leg]
        verdict = grade_leg(leg, on, retired, judged, acts)
        legs[leg] = verdict
        found += on_leg(verdict, on, retired)
        found += differing_speaker(leg, on, retired, judged)
    found += on_exchange(legs, claims, retired)
    said, rest = _renderings(claims, retired, judged, tracks)
    return ScopeFindings(legs, (*found, *rest), said)


def examine_loose(
    claims: Sequence[Claim], retired: Mapping[str, str], judged: Pairs
) -> ScopeFindings:
    """Find what contradicts among claims of one cluster that name no exchange."""
    said, found = _renderings(claims, retired, judged, {})
    return ScopeFindings({}, found, said)


def _renderings(
    claims: Sequence[Claim],
    retired: Mapping[str, str],
    judged: Pairs,
    tracks: Mapping[str, Track],
) -> tuple[tuple[Utterance, ...], tuple[Contradiction, ...]]:
    live = [claim for claim in claims if claim.id not in retired]
    said = utterances(live, judged)
    held = {claim.id: claim for claim in live} if said else {}
    return tuple(said), (*changed_sense(said, held, tracks), *denied(live, retired, tracks))


def by_scope(record: Record) -> tuple[dict[str, list[Claim]], list[list[Claim]]]:
    """The claims of each exchange, and the clusters of those that name none."""
    exchanges: dict[str, list[Claim]] = {code: [] for code in record.exchange_by_code}
    loose: list[Claim] = []
    for claim in record.claims:
        if claim.exchange in exchanges:
            exchanges[claim.exchange].append(claim)
        else:
            loose.append(claim)
    return exchanges, clusters(loose)


Talk = tuple[str, tuple[str, ...], Track, str, str]
"""Agreement, sides, track, and for all but disputes the root and the kind."""


def talk_of(claim: Claim) -> Talk:
    """Which talk a claim without an exchange belongs to; only claims of one talk are compared."""
    sides = tuple(sorted((claim.giver, claim.receiver)))
    disputed = claim.kind in DISPUTED
    root, kind = ("", "") if disputed else (claim.root, str(claim.kind))
    return claim.agreement, sides, claim.track, root, kind


def clusters(claims: Iterable[Claim]) -> list[list[Claim]]:
    """Claims that can render one utterance, or deny one another, cut where the talk falls silent.

    Accusations, plans and denials between two sides belong together for a week; everything else
    only with its own speaker's next day.
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
    return found
