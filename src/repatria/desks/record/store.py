"""Between rows and the engine's objects: the only place that knows both shapes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from repatria.desks.record import models
from repatria.desks.record.public_fields import listed
from repatria.formats.claim_json import claim_digest, claim_from_json, claim_to_json
from repatria.formats.frame_json import (
    agreement_from_json,
    agreement_to_json,
    exchange_from_json,
    exchange_to_json,
    judgement_from_json,
    judgement_to_json,
    party_from_json,
    party_to_json,
    source_from_json,
    source_to_json,
    speaker_from_json,
    speaker_to_json,
)
from repatria.statements.claim import Claim, Source, Speaker
from repatria.statements.record import Agreement, Exchange, Judgement, Party

if TYPE_CHECKING:
    from django.db.models import QuerySet


def party_row(party: Party, order: int) -> models.Party:
    return models.Party(code=party.code, order=order, data=listed("party", party_to_json(party)))


def speaker_row(speaker: Speaker) -> models.Speaker:
    return models.Speaker(code=speaker.code, data=listed("speaker", speaker_to_json(speaker)))


def source_row(source: Source) -> models.Source:
    return models.Source(
        key=source.key,
        published=source.published,
        outlet=source.outlet,
        data=listed("source", source_to_json(source)),
    )


def agreement_row(agreement: Agreement) -> models.Agreement:
    return models.Agreement(
        code=agreement.code,
        day=agreement.date.first,
        data=listed("agreement", agreement_to_json(agreement)),
    )


def exchange_row(exchange: Exchange) -> models.Exchange:
    return models.Exchange(
        code=exchange.code,
        day=exchange.date.first,
        track=exchange.track.value,
        happened=exchange.happened,
        agreement_id=exchange.agreement or None,
        known_from=date.max,  # until it is computed: nobody knows of it yet
        data=listed("exchange", exchange_to_json(exchange)),
    )


def claim_row(claim: Claim) -> models.Claim:
    covers = claim.covers
    return models.Claim(
        code=claim.id,
        exchange_id=claim.exchange or None,
        agreement_id=claim.agreement or None,
        speaker_id=claim.speaker.code,
        source_id=claim.source.key,
        kind=claim.kind.value,
        track=claim.track.value,
        giver=claim.giver,
        receiver=claim.receiver,
        said=claim.said_on.first,
        known_from=claim.known_from,
        covers_first=None if covers is None else covers.first,
        covers_last=None if covers is None else covers.last,
        supersedes=claim.supersedes,
        digest=claim_digest(claim),
        data=listed("claim", claim_to_json(claim)),
    )


def judgement_row(judgement: Judgement) -> models.Judgement:
    return models.Judgement(
        first_id=judgement.first,
        second_id=judgement.second,
        data=listed("judgement", judgement_to_json(judgement)),
    )


def parties() -> dict[str, Party]:
    """By code, in their order."""
    rows = models.Party.objects.values_list("code", "data")
    return {code: party_from_json(data) for code, data in rows}


def speakers(codes: Iterable[str] | None = None) -> dict[str, Speaker]:
    rows = models.Speaker.objects.all()
    if codes is not None:
        rows = rows.filter(code__in=set(codes))
    return {code: speaker_from_json(data) for code, data in rows.values_list("code", "data")}


def sources(keys: Iterable[str] | None = None) -> dict[str, Source]:
    rows = models.Source.objects.all()
    if keys is not None:
        rows = rows.filter(key__in=set(keys))
    return {key: source_from_json(data) for key, data in rows.values_list("key", "data")}


def agreements() -> dict[str, Agreement]:
    rows = models.Agreement.objects.values_list("code", "data")
    return {code: agreement_from_json(data) for code, data in rows}


def exchanges(rows: QuerySet[models.Exchange]) -> dict[str, Exchange]:
    return {code: exchange_from_json(data) for code, data in rows.values_list("code", "data")}


def claims(rows: QuerySet[models.Claim]) -> list[Claim]:
    """The claims of a query, with the speakers and sources that they name: three queries."""
    held = list(rows.values_list("data", flat=True))
    who = speakers({data["speaker"] for data in held})
    where = sources({data["source"] for data in held})
    return [claim_from_json(data, who, where) for data in held]


def claims_of(
    rows: Iterable[dict[str, Any]],
    who: Mapping[str, Speaker],
    where: Mapping[str, Source],
) -> list[Claim]:
    """Claims from their JSON, for callers that hold all speakers and sources already."""
    return [claim_from_json(data, who, where) for data in rows]


def judgements() -> list[Judgement]:
    return [
        judgement_from_json(data)
        for data in models.Judgement.objects.values_list("data", flat=True)
    ]


def known_from(exchange: Exchange, claims: Iterable[Claim]) -> date:
    """The first day of a word on an exchange, else its own day."""
    return min((claim.known_from for claim in claims), default=exchange.date.first)
