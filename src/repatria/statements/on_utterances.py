"""Contradictions between renderings: a relay that changes the sense, a speaker named otherwise,
an accusation denied."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from repatria.statements.claim import Claim
from repatria.statements.contradiction import Contradiction, ContradictionKind
from repatria.statements.figures import counts
from repatria.statements.quantity import Interval
from repatria.statements.reasons import Ref, reason
from repatria.statements.record import Leg
from repatria.statements.roots import Pairs, Utterance, related
from repatria.statements.vocabulary import ClaimKind, Track, Voice, ancestors

Kinds = ContradictionKind
_DENIABLE = frozenset({ClaimKind.ACCUSATION, ClaimKind.PLAN, ClaimKind.LIST_DEFECT})
DISPUTED = _DENIABLE | {ClaimKind.DENIAL}
WEEK = 7


def _legs(claim: Claim, tracks: Mapping[str, Track]) -> tuple[Leg, ...]:
    if claim.exchange not in tracks:
        return ()
    return tuple(Leg(claim.exchange, a, b, claim.track) for a, b in claim.directions())


def changed_sense(
    utterances: Iterable[Utterance],
    renderings: Container[frozenset[str]],
    claims: Mapping[str, Claim],
    tracks: Mapping[str, Track],
) -> Iterator[Contradiction]:
    """Two renderings of one utterance that differ in number or in what they say of identity."""
    for utterance in utterances:
        for a, b in combinations((claims[one] for one in utterance.claims), 2):
            if frozenset((a.id, b.id)) not in renderings:
                continue
            outlets = {"a": Ref("source", a.source.key), "b": Ref("source", b.source.key)}
            speaker = Ref("speaker", a.speaker.code)
            number_a, number_b = a.interval, b.interval
            if a.identity and b.identity and a.identity != b.identity:
                why = reason(
                    "sense", speaker=speaker, first=a.identity, second=b.identity, **outlets
                )
            elif number_a and number_b and _apart(a, number_a, b, number_b):
                why = reason(
                    "sense_number", speaker=speaker, first=number_a, second=number_b, **outlets
                )
            else:
                continue
            legs = tuple(dict.fromkeys(_legs(a, tracks) + _legs(b, tracks)))
            yield Contradiction(Kinds.SENSE, (why,), (a.id, b.id), legs)


def _apart(a: Claim, number_a: Interval, b: Claim, number_b: Interval) -> bool:
    """Whether the numbers cannot both be: of one category, or a part beyond its whole."""
    if a.unit is not b.unit or number_a.meets(number_b):
        return False
    if a.category is b.category:
        return True
    less = number_a if number_a.low < number_b.low else number_b
    wide = a.category if less is number_a else b.category
    narrow = b.category if less is number_a else a.category
    return wide in ancestors(narrow)


def differing_speaker(
    leg: Leg, claims: Sequence[Claim], retired: Mapping[str, str], judged: Pairs
) -> Iterator[Contradiction]:
    """One word that sources lay in different mouths: a relay names one speaker of a side, another
    source an unnamed one, for the same figure on the same day or the next."""
    live = [c for c in claims if c.id not in retired and counts(c) and c.speaker.party]
    relays = [claim for claim in live if claim.relay]
    unnamed = [claim for claim in live if claim.speaker.voice is Voice.UNNAMED]
    pairs: dict[tuple[str, str], list[tuple[Claim, Claim]]] = {}
    for a in relays:
        for b in unnamed:
            if a.speaker.party != b.speaker.party or a.speaker.code == b.speaker.code:
                continue
            if a.source.key == b.source.key or not a.near_in_time(b):
                continue
            if a.interval != b.interval or not related(a.category, b.category):
                continue
            if judged.get(frozenset((a.id, b.id))) != "different":
                pairs.setdefault((a.root, b.root), []).append((a, b))
    for found in pairs.values():
        first, second = (_once(side) for side in zip(*found, strict=True))
        why = reason(
            "attribution",
            a=Ref("speaker", first[0].speaker.code),
            source_a=_sources(first),
            b=Ref("speaker", second[0].speaker.code),
            source_b=_sources(second),
        )
        ids = tuple(claim.id for claim in (*first, *second))
        yield Contradiction(Kinds.ATTRIBUTION, (why,), ids, (leg,))


def _once(claims: Iterable[Claim]) -> list[Claim]:
    return list({claim.id: claim for claim in claims}.values())


def _sources(claims: Iterable[Claim]) -> tuple[Ref, ...]:
    return tuple(sorted({Ref("source", claim.source.key) for claim in claims}))


def denied(
    claims: Sequence[Claim], retired: Mapping[str, str], tracks: Mapping[str, Track]
) -> Iterator[Contradiction]:
    """A denial by one party of what another says of the same matter within a week."""
    buckets: dict[tuple[object, ...], tuple[list[Claim], list[Claim]]] = {}
    for claim in claims:
        denial = claim.kind is ClaimKind.DENIAL and claim.quantity.low is None
        if not (denial or claim.kind in _DENIABLE):
            continue
        if claim.id in retired or not claim.speaker.party:
            continue
        sides = frozenset((claim.giver, claim.receiver))
        bucket = buckets.setdefault((claim.exchange, claim.agreement, sides, claim.track), ([], []))
        bucket[0 if denial else 1].append(claim)
    for denials, assertions in buckets.values():
        for assertion in assertions:
            against = [
                denial
                for denial in denials
                if denial.speaker.party != assertion.speaker.party
                and 0 <= (denial.said_on.last - assertion.said_on.first).days <= WEEK
            ]
            if against:
                why = reason(
                    "denied",
                    a=Ref("speaker", assertion.speaker.code),
                    said_on=assertion.said_on,
                    speakers=tuple(
                        sorted({Ref("speaker", denial.speaker.code) for denial in against})
                    ),
                )
                ids = (assertion.id, *(denial.id for denial in against))
                yield Contradiction(Kinds.DENIED, (why,), ids, _legs(assertion, tracks))
