"""The record as a file, in pieces: no format but YAML holds the whole of it in memory.

As known on a day, a file holds what a reader could know then: statements said by then (without a
later withdrawal), the exchanges and agreements known, and who and what these statements name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Model, QuerySet

from repatria.base.canonical import canonical_bytes
from repatria.desks.record import models, store
from repatria.desks.record.queries import EVER
from repatria.desks.record.queries_report import portions
from repatria.desks.record.views.twins import CREATOR, claim_address
from repatria.formats.claim_json import Json, claim_to_json
from repatria.formats.claims_csv import write_claims_csv
from repatria.formats.frame_json import agreement_to_json, judgement_to_json
from repatria.formats.jsonld import CONTEXT, claim_jsonld, without_context
from repatria.formats.record_json import FORMAT
from repatria.formats.yaml_write import write_yaml
from repatria.statements.claim import Claim
from repatria.statements.record import Agreement, Exchange, Judgement, Record


@dataclass(frozen=True, slots=True)
class Held:
    """What the store holds as known on a day."""

    day: date

    def claims(self) -> Iterator[Claim]:
        rows = models.Claim.objects.filter(known_from__lte=self.day)
        for some in portions(rows):
            yield from (_as_known(claim, self.day) for claim in some)

    def exchanges(self) -> dict[str, Exchange]:
        return store.exchanges(models.Exchange.objects.filter(known_from__lte=self.day))

    def agreements(self) -> list[Agreement]:
        known = models.Claim.objects.filter(known_from__lte=self.day)
        held = [one for one in store.agreements().values() if one.date.first <= self.day]
        told = {one for item in held for reading in item.readings for one in reading.claims}
        there = set(known.filter(code__in=told).values_list("code", flat=True))
        return [_with_claims(agreement, there) for agreement in held]

    def judgements(self) -> list[Judgement]:
        return [
            replace(one, withdrawn_on=None) if _later(one.withdrawn_on, self.day) else one
            for one in store.judgements()
            if one.on <= self.day
        ]

    def named(self, model: type[Model]) -> Iterator[Json]:
        """Speakers or sources: all, or as known on a day those of the statements known then."""
        rows: QuerySet[Model] = model._default_manager.all()
        if self.day != EVER:
            rows = rows.filter(claim__known_from__lte=self.day).distinct()
        yield from rows.order_by("pk").values_list("data", flat=True).iterator()


def csv(day: date = EVER) -> Iterator[str]:
    """The statements as a table with an HXL row, which can be taken in again."""
    held = Held(day)
    return write_claims_csv(held.claims(), held.exchanges())


def json(day: date = EVER) -> Iterator[str]:
    """The whole record as canonical JSON, keys in order (`formats.record_json` reads it)."""
    held = Held(day)
    exchanges = models.Exchange.objects.filter(known_from__lte=day).order_by("day", "code")
    lists: tuple[tuple[str, Iterable[Json]], ...] = (
        ("agreements", map(agreement_to_json, held.agreements())),
        ("claims", map(claim_to_json, held.claims())),
        ("exchanges", exchanges.values_list("data", flat=True).iterator()),
        ("format", ()),
        ("judgements", map(judgement_to_json, held.judgements())),
        ("parties", models.Party.objects.values_list("data", flat=True)),
        ("signed", ()),
        ("sources", held.named(models.Source)),
        ("speakers", held.named(models.Speaker)),
    )
    for place, (name, items) in enumerate(lists):
        yield ("," if place else "{") + f'"{name}":'
        if name == "format":
            yield f'"{FORMAT}"'
        else:
            yield from _array(items)
    yield "}\n"


def jsonld(day: date = EVER, site: str = "") -> Iterator[str]:
    """The statements in schema.org's vocabulary. `site` stands before the addresses."""
    held = Held(day)
    exchanges = held.exchanges()
    nodes = (
        without_context(
            claim_jsonld(
                claim,
                url=site.rstrip("/") + claim_address(claim),
                interpreter=CREATOR,
                exchange=exchanges.get(claim.exchange),
            )
        )
        for claim in held.claims()
    )
    yield f'{{"@context":"{CONTEXT}","@graph":'
    yield from _array(nodes)
    yield "}\n"


def yaml(day: date = EVER) -> Iterator[str]:
    """The whole record in the format that it is read from; held in memory as a tree."""
    held = Held(day)
    record = Record(
        parties=tuple(store.parties().values()),
        agreements=tuple(held.agreements()),
        exchanges=tuple(held.exchanges().values()),
        claims=tuple(held.claims()),
        judgements=tuple(held.judgements()),
    )
    intakes = models.Intake.objects.order_by("at")
    titles = list(dict.fromkeys(filter(None, intakes.values_list("title", flat=True))))
    notes = dict.fromkeys(note for some in intakes.values_list("notes", flat=True) for note in some)
    yield write_yaml(record, title=titles[0] if len(titles) == 1 else "", notes=tuple(notes))


def _array(items: Iterable[Json]) -> Iterator[str]:
    yield "["
    for place, item in enumerate(items):
        yield ("," if place else "") + canonical_bytes(item).decode()
    yield "]"


def _later(day: date | None, than: date) -> bool:
    return day is not None and day > than


def _as_known(claim: Claim, day: date) -> Claim:
    if not _later(claim.withdrawn_on, day):
        return claim
    return replace(claim, withdrawn_on=None, withdrawn_why="")


def _with_claims(agreement: Agreement, there: set[str]) -> Agreement:
    """The agreement with only those statements named in its readings that are known."""
    readings = tuple(
        replace(reading, claims=tuple(one for one in reading.claims if one in there))
        for reading in agreement.readings
    )
    return replace(agreement, readings=readings)
