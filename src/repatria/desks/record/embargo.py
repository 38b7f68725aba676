"""What is under an embargo is no part of the public store, not even hidden in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from repatria.formats.statements import Incoming
from repatria.statements.claim import Claim
from repatria.statements.record import Exchange


def without_embargoed(incoming: Incoming, today: date) -> tuple[Incoming, tuple[Claim, ...]]:
    """What may be taken in today, and the statements whose embargo ends later.

    With a statement goes all that would tell of it: judgements on it, and speakers, sources,
    exchanges and agreements that nothing else in the file speaks of, and the file's own words about
    itself, which may be about it.
    """
    held = tuple(one for one in incoming.claims if _is_later(one, today))
    if not held:
        return incoming, ()
    kept = tuple(one for one in incoming.claims if not _is_later(one, today))
    ids = {claim.id for claim in held}
    exchanges = {claim.exchange for claim in held} - {claim.exchange for claim in kept}
    left = [one for one in incoming.exchanges if one.code not in exchanges]
    agreements = _agreements(held, incoming.exchanges) - _agreements(kept, left)
    speakers, sources = _named(held)
    kept_speakers, kept_sources = _named(kept)
    return replace(
        incoming,
        title="",
        notes=(),
        claims=kept,
        judgements=tuple(j for j in incoming.judgements if not {j.first, j.second} & ids),
        exchanges=tuple(left),
        agreements=tuple(one for one in incoming.agreements if one.code not in agreements),
        speakers=tuple(s for s in incoming.speakers if s.code not in speakers - kept_speakers),
        sources=tuple(s for s in incoming.sources if s.key not in sources - kept_sources),
    ), held


def _agreements(claims: Iterable[Claim], exchanges: Iterable[Exchange]) -> set[str]:
    return {one.agreement for one in claims} | {one.agreement for one in exchanges}


def _is_later(claim: Claim, today: date) -> bool:
    return claim.embargo_until is not None and claim.embargo_until > today


def _named(claims: Iterable[Claim]) -> tuple[set[str], set[str]]:
    found = [(claim.speaker.code, claim.source.key) for claim in claims]
    return {speaker for speaker, _ in found}, {source for _, source in found}
