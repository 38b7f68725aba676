"""What the overview reads besides its window: what was said of the period, what contradicts in it,
and which other periods lead on from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Max, Min, Q, QuerySet

from repatria.desks.record import models, queries, store
from repatria.desks.record.labels import Names
from repatria.desks.record.queries import FoundContradiction, LegSummary
from repatria.desks.record.queries_contradictions import with_carried
from repatria.desks.record.queries_said import CHECKED, Said, of_period, read
from repatria.desks.record.queries_window import WindowView
from repatria.desks.record.queries_window import window as window_of
from repatria.formats.frame_json import agreement_from_json
from repatria.statements.claim import Claim
from repatria.statements.record import Agreement, Exchange
from repatria.statements.vocabulary import Track

Days = tuple[date, date]
LATEST = 400
"""How many exchanges are looked at for periods to offer."""
CONTRADICTIONS = 10


@dataclass(frozen=True, slots=True)
class Under:
    """An agreement with the days of the exchanges under it; both `None` where there are none."""

    agreement: Agreement
    first: date | None
    last: date | None
    exchanges: int


@dataclass(frozen=True, slots=True)
class Latest:
    """Where the latest exchanges lie: their days, and the agreements they belong to."""

    days: tuple[date, ...]
    """One for each exchange, latest first; at most `LATEST`."""
    under: tuple[Under, ...]


@dataclass(frozen=True, slots=True)
class OverviewData:
    """Everything the overview shows. `start` and `until` are the days it is about.

    `happened` counts the exchanges that took place, by track; `identities` say whose the remains
    are; `contradictions` are the first of `contradictions_total`; `earlier` and `later` are the
    windows on either side that hold as many exchanges as are shown.
    """

    start: date | None
    until: date | None
    window: WindowView
    happened: dict[Track, int]
    latest: Latest
    said: Said
    identities: tuple[Claim, ...]
    contradictions: tuple[FoundContradiction, ...]
    contradictions_total: int
    earlier: Days | None
    later: Days | None
    names: Names

    @property
    def whole(self) -> bool:
        """Whether the window is the whole record."""
        return self.start is None and self.until is None


def overview(start: date | None, until: date | None, day: date = queries.EVER) -> OverviewData:
    """A window as known on `day`; without one the whole record, or the latest of a long one."""
    latest = _latest(day)
    if start is None and until is None:
        start = _default_start(latest.days)
    window = window_of(start, until, day)
    said, identities = _said(start, until, [e.code for e in window.exchanges], day)
    rows = queries.contradictions(day, "", start, until)
    total = rows.count()
    found = _first(rows, day) if total else ()
    names = queries.names_for([*said.claims, *identities], found, said.every_check)
    return OverviewData(
        start,
        until,
        window,
        _happened(start, until, day) if window.total else {},
        latest,
        said,
        identities,
        found,
        total,
        _earlier(start, window, day),
        _later(until, day),
        _with_window(names, window),
    )


def every_leg(
    data: OverviewData, day: date = queries.EVER
) -> tuple[tuple[LegSummary, ...], dict[str, Exchange]]:
    """All legs of the window with their exchanges by code, for a file: not only those shown."""
    shown = {exchange.code: exchange for exchange in data.window.exchanges}
    if len(shown) == data.window.total:
        return data.window.legs, shown
    first, last = data.start or date.min, data.until or date.max
    rows = models.Exchange.objects.filter(known_from__lte=day, day__gte=first, day__lte=last)
    legs = queries.leg_summaries(Q(day__gte=first, day__lte=last), day)
    return legs, store.exchanges(rows)


def _latest(day: date) -> Latest:
    rows = models.Exchange.objects.filter(known_from__lte=day).order_by("-day", "-code")
    found = list(rows.values_list("day", "agreement_id")[:LATEST])
    codes = {code for _, code in found if code}
    under = under_agreements(models.Agreement.objects.filter(code__in=codes), day)
    return Latest(tuple(one for one, _ in found), under)


def _default_start(days: Sequence[date]) -> date | None:
    """The first day of a window that holds no more exchanges than are shown; `None`: all."""
    if len(days) <= queries.MOST_EXCHANGES:
        return None
    return min(days[queries.MOST_EXCHANGES] + timedelta(days=1), days[0])


def _earlier(start: date | None, window: WindowView, day: date) -> Days | None:
    """The window before: the rest of one that holds more than is shown, or what lies before it."""
    if window.earlier is not None and window.first is not None:
        return start or window.first, window.earlier
    if start is None:
        return None
    rows = models.Exchange.objects.filter(known_from__lte=day, day__lt=start)
    found = list(rows.order_by("-day").values_list("day", flat=True)[: queries.MOST_EXCHANGES])
    return (found[-1], start - timedelta(days=1)) if found else None


def _later(until: date | None, day: date) -> Days | None:
    if until is None:
        return None
    rows = models.Exchange.objects.filter(known_from__lte=day, day__gt=until)
    found = list(rows.order_by("day").values_list("day", flat=True)[: queries.MOST_EXCHANGES])
    return (until + timedelta(days=1), found[-1]) if found else None


def under_agreements(rows: QuerySet[models.Agreement], day: date) -> tuple[Under, ...]:
    """Agreements made by `day` with the span of the exchanges known under them, oldest first."""
    known = Q(exchange__known_from__lte=day)
    counted = (
        rows.filter(day__lte=day)
        .annotate(
            first=Min("exchange__day", filter=known),
            last=Max("exchange__day", filter=known),
            number=Count("exchange", filter=known),
        )
        .order_by("day", "code")
        .values_list("data", "first", "last", "number")
    )
    return tuple(Under(agreement_from_json(data), *span) for data, *span in counted)


def _happened(start: date | None, until: date | None, day: date) -> dict[Track, int]:
    rows = models.Exchange.objects.filter(
        known_from__lte=day,
        happened=True,
        day__gte=start or date.min,
        day__lte=until or date.max,
    )
    counted = rows.order_by().values_list("track").annotate(number=Count("code"))
    return {Track(track): number for track, number in counted}


def _said(
    start: date | None, until: date | None, exchanges: Sequence[str], day: date
) -> tuple[Said, tuple[Claim, ...]]:
    """Statements on the period, with the totals and ordinals said of an exchange in it; and apart
    from them those on the identity of the remains."""
    loose = of_period(start, until, day)[: queries.PER_PAGE].values_list("data", flat=True)
    on = models.Claim.objects.filter(exchange__in=exchanges, known_from__lte=day)
    on = on.filter(Q(kind__in=CHECKED) | Q(data__has_key="identity"))
    said = read([*loose, *on.values_list("data", flat=True)], day)
    period = tuple(c for c in said.claims if not c.exchange or c.kind in CHECKED)
    whose = tuple(c for c in said.claims if c.identity and c.track is Track.REMAINS)
    return Said(period, said.checks, said.retired), whose


def _first(rows: QuerySet[models.Finding], day: date) -> tuple[FoundContradiction, ...]:
    """The first contradictions, with the totals that carry them forward."""
    shown = list(rows.values_list("pk", flat=True)[:CONTRADICTIONS])
    return with_carried(models.Finding.objects.filter(pk__in=shown), day)


def _with_window(names: Names, window: WindowView) -> Names:
    """The names behind statements and findings, and those behind the legs."""
    days = {exchange.code: exchange.date.first for exchange in window.exchanges}
    return Names(
        names.parties,
        {**window.names.speakers, **names.speakers},
        names.sources,
        {**names.days, **days},
    )
