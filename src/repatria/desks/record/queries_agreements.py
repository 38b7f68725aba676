"""What the pages of agreements read: the list, and what was said of one with its exchanges."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet

from repatria.desks.record import models, queries, store
from repatria.desks.record.labels import Names
from repatria.desks.record.queries_contradictions import retired_among
from repatria.desks.record.queries_overview import Under, under_agreements
from repatria.desks.record.queries_said import Said, checked_on, read, within
from repatria.formats.frame_json import agreement_from_json
from repatria.statements.claim import Claim
from repatria.statements.readings import TermRow, compare_readings
from repatria.statements.record import Agreement, Exchange, Party


@dataclass(frozen=True, slots=True)
class AgreementView:
    """An agreement with its readings side by side, and what was said of it and done under it."""

    agreement: Agreement
    rows: tuple[TermRow, ...]
    claims: tuple[Claim, ...]
    exchanges: tuple[Exchange, ...]
    more_exchanges: int
    legs: tuple[queries.LegSummary, ...]
    names: Names


def agreement_view(code: str, day: date = queries.EVER) -> AgreementView | None:
    row = models.Agreement.objects.filter(code=code, day__lte=day).first()
    if row is None:
        return None
    agreement = agreement_from_json(row.data)
    told = [claim for reading in agreement.readings for claim in reading.claims]
    rows = models.Claim.objects.filter(Q(agreement=row) | Q(code__in=told), known_from__lte=day)
    claims = store.claims(rows.order_by("said", "code")[: queries.PER_PAGE])
    under = models.Exchange.objects.filter(agreement=row, known_from__lte=day)
    exchanges = store.exchanges(under.order_by("day", "code")[: queries.MOST_EXCHANGES])
    legs = queries.leg_summaries(Q(leg__exchange__in=list(exchanges)), day)
    names = queries.names_for(claims)
    more = under.count() - len(exchanges)
    return AgreementView(
        agreement,
        compare_readings(agreement),
        tuple(claims),
        tuple(exchanges.values()),
        more,
        legs,
        names,
    )


@dataclass(frozen=True, slots=True)
class AgreementData:
    """An agreement with the days of its exchanges, and what was said of them together.

    `retired` says which statements on the agreement no longer count and why; `said` are totals and
    ordinals of the days of its exchanges; `names` those behind all of it.
    """

    view: AgreementView
    under: Under
    retired: dict[str, str]
    said: Said
    names: Names


def agreements(day: date = queries.EVER) -> QuerySet[models.Agreement]:
    """The agreements made by `day`, oldest first."""
    return models.Agreement.objects.filter(day__lte=day).order_by("day", "code")


def page_of_agreements(
    rows: QuerySet[models.Agreement], page: str | int | None, day: date = queries.EVER
) -> tuple[Page[models.Agreement], tuple[Under, ...]]:
    """One page of agreements, with the days of the exchanges under each."""
    shown = Paginator(rows, queries.PER_PAGE).get_page(page)
    codes = [row.pk for row in shown.object_list]
    return shown, under_agreements(models.Agreement.objects.filter(code__in=codes), day)


def parties() -> Mapping[str, Party]:
    """The parties in their order."""
    return store.parties()


def agreement_data(code: str, day: date = queries.EVER) -> AgreementData | None:
    """An agreement as known on `day`; `None` where there was none."""
    view = agreement_view(code, day)
    if view is None:
        return None
    (under,) = under_agreements(models.Agreement.objects.filter(code=code), day)
    rows = list(checked_on([e.code for e in view.exchanges], day).values_list("data", flat=True))
    if under.first is not None and under.last is not None:
        rows += within(under.first, under.last, day).values_list("data", flat=True)
    said = read(rows, day)
    names = queries.names_for([*view.claims, *said.claims], checks=said.every_check)
    speaking = {
        code for leg in view.legs for side in (leg.giver, leg.receiver) for code in side.speakers
    }
    missing = store.speakers(speaking - set(names.speakers))
    days = {exchange.code: exchange.date.first for exchange in view.exchanges}
    return AgreementData(
        view,
        under,
        retired_among(list(view.claims), day),
        said,
        Names(
            names.parties,
            {**names.speakers, **missing},
            names.sources,
            {**names.days, **days},
        ),
    )
