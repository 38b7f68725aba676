"""The lists of the interface: each in parts, in the order of its page."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from repatria.desks.common.api.paging import Order, part
from repatria.desks.record import models, store
from repatria.desks.record.labels import Names
from repatria.desks.record.present import as_json, changes_files, contents
from repatria.desks.record.present.agreement_files import listing_json
from repatria.desks.record.present.overview_files import leg_json
from repatria.desks.record.queries import leg_summaries, names_for
from repatria.desks.record.queries_agreements import parties
from repatria.desks.record.queries_changes import view_of
from repatria.desks.record.queries_contradictions import retired_among, with_carried
from repatria.desks.record.queries_overview import under_agreements
from repatria.desks.record.queries_sources import counted
from repatria.formats.frame_json import exchange_to_json

Json = dict[str, Any]
EXCHANGES = Order((("day", date), ("code", str)))
LEGS = Order(
    (
        ("day", date),
        ("leg__exchange_id", str),
        ("track", str),
        ("giver", str),
        ("receiver", str),
    )
)
CLAIMS = Order((("said", date), ("code", str)))
CONTRADICTIONS = Order((("day", date), ("key", str)))
SOURCES = Order((("-published", str), ("key", str)))
AGREEMENTS = Order((("day", date), ("code", str)))
CHANGES = Order((("-at", datetime), ("-day", date), ("-id", int)))


@dataclass(frozen=True, slots=True)
class Items:
    """Things of one part of a list, and the cursor of the next part."""

    items: list[Json]
    cursor: str


def exchanges(rows: QuerySet[models.Exchange], limit: int, cursor: str) -> Items:
    found = part(rows, EXCHANGES, limit, cursor)
    held = store.exchanges(models.Exchange.objects.filter(pk__in=[row.pk for row in found.rows]))
    items = [{**exchange_to_json(held[row.pk]), "known_from": row.known_from} for row in found.rows]
    return Items(items, found.cursor)


def legs(rows: QuerySet[models.LegState], day: date, limit: int, cursor: str) -> Items:
    found = part(rows.select_related("leg"), LEGS, limit, cursor)
    summaries = leg_summaries(Q(pk__in=[row.pk for row in found.rows]), day)
    codes = {one.leg.exchange for one in summaries}
    held = store.exchanges(models.Exchange.objects.filter(pk__in=codes))
    by_leg = {
        (one.leg.exchange, one.leg.track.value, one.leg.giver, one.leg.receiver): one
        for one in summaries
    }
    ordered = [
        by_leg[row.leg.exchange_id, row.track, row.giver, row.receiver] for row in found.rows
    ]
    return Items([leg_json(one, held[one.leg.exchange]) for one in ordered], found.cursor)


def claims(rows: QuerySet[models.Claim], day: date, limit: int, cursor: str) -> Items:
    found = part(rows, CLAIMS, limit, cursor)
    held = store.claims(
        models.Claim.objects.filter(pk__in=[row.pk for row in found.rows]).order_by("said", "code")
    )
    return Items(as_json.claims_json(held, retired_among(held, day)), found.cursor)


def contradictions(rows: QuerySet[models.Finding], day: date, limit: int, cursor: str) -> Items:
    found = part(rows, CONTRADICTIONS, limit, cursor)
    whole = with_carried(models.Finding.objects.filter(pk__in=[row.pk for row in found.rows]), day)
    names = names_for((), whole)
    return Items([as_json.contradiction_json(one, names) for one in whole], found.cursor)


def sources(rows: QuerySet[models.Source], day: date, limit: int, cursor: str) -> Items:
    found = part(rows, SOURCES, limit, cursor)
    return Items([contents.counted_source(one) for one in counted(found.rows, day)], found.cursor)


def agreements(rows: QuerySet[models.Agreement], day: date, limit: int, cursor: str) -> Items:
    found = part(rows, AGREEMENTS, limit, cursor)
    held = models.Agreement.objects.filter(pk__in=[row.pk for row in found.rows])
    under = under_agreements(held.order_by("day", "code"), day)
    return Items(listing_json(under, Names(parties())), found.cursor)


def changes(rows: QuerySet[models.Change], limit: int, cursor: str) -> Items:
    found = part(rows, CHANGES, limit, cursor)
    return Items(changes_files.changes_json(view_of(found.rows).changes), found.cursor)
