"""Roots and relays: whose word a figure is, counted once however often it is repeated.

Two claims are proposed as one utterance when one speaker said them on the same day or the next, on
one subject, in different sources. A person judges the proposal; until then it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from repatria.statements.claim import Claim
from repatria.statements.record import Judgement
from repatria.statements.vocabulary import WIDER, Category, ClaimKind


@dataclass(frozen=True, slots=True)
class Utterance:
    """Claims that are taken to be one utterance; `judged` when a person said so."""

    claims: tuple[str, ...]
    judged: bool


Pairs = dict[frozenset[str], str]


def verdicts(judgements: Iterable[Judgement], day: date) -> Pairs:
    """The latest judgement on each pair of claims that stands on `day`, by the pair.

    Judgements of one day that differ come to `unsure`.
    """
    latest: dict[frozenset[str], tuple[date, str]] = {}
    for item in judgements:
        withdrawn = item.withdrawn_on is not None and item.withdrawn_on <= day
        if item.on <= day and not withdrawn and item.first != item.second:
            pair = frozenset((item.first, item.second))
            on, verdict = latest.get(pair, (item.on, item.verdict))
            if on < item.on:
                verdict = item.verdict
            elif on == item.on and verdict != item.verdict:
                verdict = "unsure"
            latest[pair] = max(on, item.on), verdict
    return {pair: verdict for pair, (_, verdict) in latest.items()}


def _subject(claim: Claim) -> tuple[object, ...]:
    """What a claim is about, as far as two renderings of one utterance must share it."""
    kind = ClaimKind.COUNT if claim.kind is ClaimKind.DENIAL else claim.kind
    where: object = claim.exchange or claim.agreement
    if claim.kind is ClaimKind.TOTAL and claim.covers is not None:
        where = claim.covers
    sides = frozenset((claim.giver, claim.receiver))
    return claim.root, kind, where, sides, claim.track, claim.counting, claim.unit, claim.per


def same_subject(a: Claim, b: Claim) -> bool:
    """Whether two claims of one bucket can render one utterance."""
    if a.source.key == b.source.key or not a.near_in_time(b):
        return False
    if not (a.both or b.both or a.giver == b.giver):
        return False
    return related(a.category, b.category)


def related(a: Category, b: Category) -> bool:
    """Whether one category is the other or holds it."""
    return a is b or _holds(a, b) or _holds(b, a)


def _holds(wide: Category, narrow: Category) -> bool:
    step = WIDER[narrow]
    while step is not None:
        if step is wide:
            return True
        step = WIDER[step]
    return False


def utterances(claims: Sequence[Claim], judgements: Pairs) -> list[Utterance]:
    """The groups of two or more claims that are one utterance, proposed or judged."""
    buckets: dict[tuple[object, ...], list[Claim]] = {}
    for claim in claims:
        buckets.setdefault(_subject(claim), []).append(claim)
    join: dict[str, str] = {}
    judged: set[str] = set()
    for bucket in buckets.values():
        if len(bucket) > 1:
            _link_bucket(bucket, judgements, join)
    present = {claim.id for claim in claims} if judgements else set()
    for pair, verdict in judgements.items():
        if verdict == "same" and pair <= present:
            _union(join, *pair)
            judged |= pair
    groups: dict[str, list[str]] = {}
    for claim in claims:
        if claim.id in join:
            groups.setdefault(_find(join, claim.id), []).append(claim.id)
    return [
        Utterance(tuple(group), any(one in judged for one in group))
        for group in groups.values()
        if len(group) > 1
    ]


def renderings(
    said: Iterable[Utterance], claims: Mapping[str, Claim], judged: Pairs
) -> set[frozenset[str]]:
    """The pairs of claims that render one utterance.

    Of an utterance, that is every pair from two sources that no person judged different.
    """
    found: set[frozenset[str]] = set()
    for utterance in said:
        for a, b in combinations(utterance.claims, 2):
            pair = frozenset((a, b))
            verdict = judged.get(pair)
            apart = claims[a].source.key != claims[b].source.key
            if verdict == "same" or (apart and verdict != "different"):
                found.add(pair)
    return found


def _link_bucket(bucket: list[Claim], judgements: Pairs, join: dict[str, str]) -> None:
    bucket.sort(key=lambda claim: claim.said_on.first)
    for index, claim in enumerate(bucket):
        for other in bucket[index + 1 :]:
            if (other.said_on.first - claim.said_on.first).days > 1:
                break
            if not same_subject(claim, other):
                continue
            if judgements.get(frozenset((claim.id, other.id))) != "different":
                _union(join, claim.id, other.id)


def _find(join: dict[str, str], item: str) -> str:
    while join.setdefault(item, item) != item:
        item = join[item]
    return item


def _union(join: dict[str, str], a: str, b: str) -> None:
    join[_find(join, a)] = _find(join, b)
