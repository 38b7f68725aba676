"""Contradictions between renderings: a relay that changes the sense, a speaker named otherwise,
an accusation denied."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from repatria.statements.claim import Claim
from repatria.statements.contradiction import Contradiction, ContradictionKind
from repatria.statements.figures import counts
from repatria.statements.reasons import Ref, reason
from repatria.statements.record import Leg
from repatria.statements.roots import Pairs, Utterance, related
from repatria.statements.vocabulary import ClaimKind, Track, Voice

Kinds = ContradictionKind
_DENIABLE = frozenset({ClaimKind.ACCUSATION, ClaimKind.PLAN, ClaimKind.LIST_DEFECT})
DISPUTED = _DENIABLE | {ClaimKind.DENIAL}
WEEK = 7


def _legs(claim: Claim, tracks: Mapping[str, Track]) -> tuple[Leg, ...]:
    if claim.exchange not in tracks:
        return ()
    return tuple(Leg(claim.exchange, a, b, claim.track) for a, b in claim.directions())


def changed_sense(
    utterances: Iterable[Utterance], claims: Mapping[str, Claim], tracks: Mapping[str, Track]
) -> Iterator[Contradiction]:
    """Two renderings of one utterance that differ in number or in what they say of identity."""
    for utterance in utterances:
        for a, b in combinations((claims[one] for one in utterance.claims), 2):
            outlets = {"a": Ref("source", a.source.key), "b": Ref("source", b.source.key)}
            speaker = Ref("speaker", a.speaker.code)
            number_a, number_b = a.interval, b.interval
            if a.identity and b.identity and a.identity != b.identity:
                why = reason(
                    "sense", speaker=speaker, first=a.identity, second=b.identity, **outlets
                )
            elif number_a and number_b and not number_a.meets(number_b):
                why = reason(
                    "sense_number", speaker=speaker, first=number_a, second=number_b, **outlets
                )
            else:
                continue
            yield Contradiction(Kinds.SENSE, (why,), (a.id, b.id), _legs(a, tracks))


def differing_speaker(
    leg: Leg, claims: Sequence[Claim], retired: Mapping[str, str], judged: Pairs
) -> Iterator[Contradiction]:
    """One word that sources lay in different mouths: a relay names one speaker of a side, another
    source an unnamed one, for the same figure on the same day or the next."""
    live = [c for c in claims if c.id not in retired and counts(c) and c.speaker.party]
    relays = [claim for claim in live if claim.relay]
    unnamed = [claim for claim in live if claim.speaker.voice is Voice.UNNAMED]
    seen: set[tuple[str, str]] = set()
    for a in relays:
        for b in unnamed:
            if a.speaker.party != b.speaker.party or a.speaker.code == b.speaker.code:
                continue
            if a.source.key == b.source.key or not a.near_in_time(b):
                continue
            if a.interval != b.interval or not related(a.category, b.category):
                continue
            pair = (a.root, b.root)
            if pair in seen or judged.get(frozenset((a.id, b.id))) == "different":
                continue
            seen.add(pair)
            why = reason(
                "attribution",
                a=Ref("speaker", a.speaker.code),
                source_a=Ref("source", a.source.key),
                b=Ref("speaker", b.speaker.code),
                source_b=Ref("source", b.source.key),
            )
            yield Contradiction(Kinds.ATTRIBUTION, (why,), (a.id, b.id), (leg,))


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
