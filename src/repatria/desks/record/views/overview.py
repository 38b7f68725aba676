"""The overview: one window of the record, from its facts down to single legs."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from repatria.desks.common import downloads
from repatria.desks.record import models
from repatria.desks.record.present import overview_files
from repatria.desks.record.present.overview import OverviewPage, overview_page
from repatria.desks.record.queries import MOST_EXCHANGES
from repatria.desks.record.queries_overview import OverviewData, every_leg, overview
from repatria.desks.record.views import twins
from repatria.desks.record.views.addresses import addresses
from repatria.desks.record.views.asked import Asked, ask


def _found(asked: Asked) -> tuple[OverviewData, OverviewPage]:
    found = overview(asked.start, asked.until, asked.day)
    return found, overview_page(found, addresses(asked.query))


def page(request: HttpRequest) -> HttpResponseBase:
    asked = ask(request, with_period=True)
    found, shown = _found(asked)
    if not found.latest.days and not models.Exchange.objects.exists():
        return render(request, "record/empty.html", {"section": "record"})
    files = twins.twins(request, "overview")
    title = shown.heading or gettext("Record")
    return render(
        request,
        "record/overview.html",
        {
            "section": "record",
            "asked": asked,
            "page": shown,
            "start_page": asked.start is None and asked.until is None,
            "start_label": _start_label(found),
            "contradictions": _contradictions(found, asked),
            "title": title,
            "description": shown.counts,
            "files": files,
            "links": twins.links(files),
            "dataset": twins.dataset(request, files, name=title, description=shown.counts),
        },
    )


def data(request: HttpRequest, format: str) -> HttpResponseBase:
    asked = twins.sound(ask(request, with_period=True))
    found, shown = _found(asked)
    name = _name(asked)
    legs, exchanges = every_leg(found, asked.day)
    if format == "csv":
        rows = overview_files.leg_cells(legs, exchanges)
        return downloads.csv_response(f"{name}.csv", overview_files.COLUMNS, rows)
    if format == "json":
        content = overview_files.overview_json(found, shown, legs, exchanges)
        return twins.json_file({**content, "as_known": asked.as_known}, name)
    files = twins.twins(request, "overview")
    about = twins.dataset(request, files, name=shown.heading, description=shown.counts)
    return twins.jsonld_file(twins.graph(request, about, found.said.claims, exchanges), name)


def _start_label(found: OverviewData) -> str:
    """What the page without a period shows."""
    if len(found.latest.days) > MOST_EXCHANGES:
        return gettext("The latest exchanges")
    return gettext("The whole record")


def _contradictions(found: OverviewData, asked: Asked) -> str:
    """The page of all contradictions of the same window, on the same day."""
    days = {"from": found.start, "until": found.until, "as_known": asked.as_known}
    given = {name: day.isoformat() for name, day in days.items() if day is not None}
    return reverse("record:contradictions") + (f"?{urlencode(given)}" if given else "")


def _name(asked: Asked) -> str:
    days = (asked.start, asked.until)
    return "-".join(["record", *(day.isoformat() for day in days if day is not None)])
