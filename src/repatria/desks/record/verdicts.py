"""Verdict tables of scopes: legs graded, and what contradicts within an exchange or a talk."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Any, TypeVar

from django.db.models import Q

from repatria.base.canonical import digest
from repatria.base.progress import Progress, silent
from repatria.desks.record import models, store
from repatria.desks.record.finding_json import contradiction_to_json
from repatria.statements.claim import Claim, Source, Speaker
from repatria.statements.contradiction import Contradiction
from repatria.statements.figures import LegVerdict, SideWord
from repatria.statements.history import ScopeHistory, scope_history
from repatria.statements.record import Exchange, Judgement, Leg, Retirements, retirements
from repatria.statements.scopes import Talk, clusters, talk_of
from repatria.statements.series import Words, words_of
from repatria.statements.spans import Span
from repatria.statements.vocabulary import ClaimKind, Track

BATCH = 250
_KEYS = 5000
T = TypeVar("T")


class Shelf:
    """What scopes need beside their claims: speakers, sources, judgements, who supersedes whom.

    Sources are read when a claim first names them: a record has many, a scope few.
    """

    def __init__(self) -> None:
        self.speakers: dict[str, Speaker] = store.speakers()
        self.sources: dict[str, Source] = {}
        self.judgements: list[Judgement] = store.judgements()
        later = models.Claim.objects.exclude(supersedes="").values_list("supersedes", "data")
        self._later: dict[str, list[dict[str, Any]]] = {}
        for old, data in later:
            self._later.setdefault(old, []).append(data)

    def claims(self, rows: Iterable[dict[str, Any]]) -> list[Claim]:
        held = list(rows)
        missing = {row["source"] for row in held} - self.sources.keys()
        for batch in batches(sorted(missing), _KEYS):
            self.sources.update(store.sources(batch))
        return store.claims_of(held, self.speakers, self.sources)

    def retirements(self, claims: Sequence[Claim]) -> Retirements:
        """When and why some of these claims ceased to count, by whatever superseded them."""
        later = [row for claim in claims for row in self._later.get(claim.id, ())]
        return retirements([*claims, *self.claims(later)])


def batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    source = iter(items)
    while batch := list(islice(source, size)):
        yield batch


def rebuild_exchanges(
    codes: Collection[str], shelf: Shelf, progress: Progress = silent
) -> set[date]:
    """Grade the legs of some exchanges anew, on every day, and find their contradictions.

    Returns the days of the exchanges that are known from another day than before.
    """
    done = 0
    changed: set[date] = set()
    for batch in batches(sorted(codes), BATCH):
        progress(done, len(codes), "grading")
        changed |= _rebuild_batch(batch, shelf)
        done += len(batch)
    progress(len(codes), len(codes), "grading")
    return changed


def _rebuild_batch(codes: list[str], shelf: Shelf) -> set[date]:
    models.Finding.objects.filter(scope__in=[f"exchange:{code}" for code in codes]).delete()
    models.LegState.objects.filter(leg__exchange__in=codes).delete()
    held = models.Exchange.objects.filter(code__in=codes)
    before = dict(held.values_list("code", "known_from"))
    exchanges = store.exchanges(held)
    claims: dict[str, list[Claim]] = {code: [] for code in exchanges}
    rows = models.Claim.objects.filter(exchange__in=codes).values_list("data", flat=True)
    for claim in shelf.claims(rows):
        claims[claim.exchange].append(claim)
    histories: dict[str, ScopeHistory] = {}
    known: list[models.Exchange] = []
    for code, exchange in exchanges.items():
        own = claims[code]
        histories[code] = scope_history(exchange, own, shelf.retirements(own), shelf.judgements)
        known.append(models.Exchange(code=code, known_from=store.known_from(exchange, own)))
    known = [row for row in known if row.known_from != before[row.code]]
    models.Exchange.objects.bulk_update(known, ["known_from"])
    ids = _leg_ids(exchanges, histories)
    states = [
        _state_row(span, ids[span.item.leg], exchanges[code])
        for code, history in histories.items()
        for span in history.legs
    ]
    models.LegState.objects.bulk_create(states)
    save_findings(
        (
            finding_row(span, f"exchange:{code}", exchanges[code].date.first)
            for code, history in histories.items()
            for span in history.contradictions
        ),
        ids,
    )
    return {exchanges[row.code].date.first for row in known}


def _leg_ids(
    exchanges: Mapping[str, Exchange], histories: Mapping[str, ScopeHistory]
) -> dict[Leg, int]:
    legs = {span.item.leg for history in histories.values() for span in history.legs}
    models.Leg.objects.bulk_create(
        [
            models.Leg(
                exchange_id=leg.exchange,
                giver=leg.giver,
                receiver=leg.receiver,
                track=leg.track.value,
                day=exchanges[leg.exchange].date.first,
            )
            for leg in sorted(legs)
        ],
        ignore_conflicts=True,
    )
    return leg_ids(Q(exchange__in=list(exchanges)))


def leg_ids(where: Q) -> dict[Leg, int]:
    rows = models.Leg.objects.filter(where).values_list(
        "exchange_id", "giver", "receiver", "track", "id"
    )
    return {
        Leg(code, giver, receiver, Track(track)): pk for code, giver, receiver, track, pk in rows
    }


def _state_row(span: Span[LegVerdict], leg_id: int, exchange: Exchange) -> models.LegState:
    head = span.item.headline
    giver, receiver = head.giver, head.receiver
    return models.LegState(
        leg_id=leg_id,
        giver=span.item.leg.giver,
        receiver=span.item.leg.receiver,
        track=span.item.leg.track.value,
        day=exchange.date.first,
        since=span.since,
        until=span.until,
        counted=exchange.happened,
        category=head.figure.category.value,
        unit=head.figure.unit.value,
        grade="" if head.grade is None else head.grade.value,
        low=None if head.spread is None else head.spread.low,
        high=None if head.spread is None else head.spread.high,
        giver_state=giver.state.value,
        giver_low=_low(giver),
        giver_high=_high(giver),
        giver_speakers=" ".join(giver.speakers),
        giver_unnamed=giver.unnamed,
        receiver_state=receiver.state.value,
        receiver_low=_low(receiver),
        receiver_high=_high(receiver),
        receiver_speakers=" ".join(receiver.speakers),
        receiver_unnamed=receiver.unnamed,
        words=words_to_json(words_of(span.item)),
    )


def _low(word: SideWord) -> int | None:
    return None if word.interval is None else word.interval.low


def _high(word: SideWord) -> int | None:
    return None if word.interval is None else word.interval.high


def words_to_json(words: Mapping[str, Words]) -> dict[str, list[list[int | None] | None]]:
    return {
        counting: [
            None if word is None else [word.low, word.high] for word in (pair.giver, pair.receiver)
        ]
        for counting, pair in words.items()
    }


Row = tuple[models.Finding, tuple[Leg, ...]]


def finding_row(span: Span[Contradiction], scope: str, day: date) -> Row:
    row = models.Finding(
        key=span.item.key,
        kind=span.item.kind.value,
        scope=scope,
        day=day,
        since=span.since,
        until=span.until,
        data=contradiction_to_json(span.item),
    )
    return row, span.item.legs


def save_findings(rows: Iterable[Row], ids: Mapping[Leg, int]) -> None:
    """Store findings and the legs they lie on."""
    through = models.Finding.legs.through
    for batch in batches(rows, 1000):
        saved = models.Finding.objects.bulk_create([row for row, _ in batch])
        links = {
            (row.pk, ids[leg])
            for row, (_, legs) in zip(saved, batch, strict=True)
            for leg in legs
            if leg in ids
        }
        through.objects.bulk_create(
            [through(finding_id=finding, leg_id=leg) for finding, leg in sorted(links)]
        )


def rebuild_talks(talks: Collection[Talk], shelf: Shelf) -> None:
    """Find anew what contradicts among claims that name no exchange, talk by talk."""
    for talk in talks:
        scope = f"loose:{digest(list(talk))[:32]}"
        models.Finding.objects.filter(scope=scope).delete()
        _find_talk(scope, _claims_of_talk(talk, shelf), shelf)


def rebuild_all_talks(shelf: Shelf) -> None:
    rows = models.Claim.objects.filter(exchange=None).values_list("data", flat=True)
    talks: dict[Talk, list[Claim]] = {}
    for claim in shelf.claims(rows):
        talks.setdefault(talk_of(claim), []).append(claim)
    models.Finding.objects.filter(scope__startswith="loose:").delete()
    for talk, claims in talks.items():
        _find_talk(f"loose:{digest(list(talk))[:32]}", claims, shelf)


def _claims_of_talk(talk: Talk, shelf: Shelf) -> list[Claim]:
    agreement, sides, track, _, kind = talk
    rows = models.Claim.objects.filter(
        exchange=None,
        agreement=agreement or None,
        track=track,
        giver__in=sides,
        receiver__in=sides,
    )
    rows = rows.filter(kind=kind) if kind else rows.filter(kind__in=[*map(str, ClaimKind)])
    return [c for c in shelf.claims(rows.values_list("data", flat=True)) if talk_of(c) == talk]


def _find_talk(scope: str, claims: list[Claim], shelf: Shelf) -> None:
    gone = shelf.retirements(claims)
    rows = [
        finding_row(span, scope, cluster[-1].said_on.first)
        for cluster in clusters(claims, shelf.judgements)
        if len(cluster) > 1
        for span in scope_history(None, cluster, gone, shelf.judgements).contradictions
    ]
    if rows:
        save_findings(rows, {})
