"""What changed: the log of what became public, or the pages of two days beside each other."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from repatria.desks.common.downloads import csv_response
from repatria.desks.common.forms import TwoDaysForm
from repatria.desks.record.present import changes_files
from repatria.desks.record.present.changes import Places, change_rows, counts_text, leg_changes
from repatria.desks.record.present.claims import day_text
from repatria.desks.record.present.contradictions import contradiction_rows
from repatria.desks.record.queries import LegSummary, until_today
from repatria.desks.record.queries_changes import between, every_change, page_of_changes
from repatria.desks.record.views import twins
from repatria.statements.claim import Claim


def places() -> Places:
    return Places(_claim, lambda key: reverse("record:contradiction", args=[key]), _leg)


def _claim(claim: Claim) -> str:
    name, code = ("exchange", claim.exchange) if claim.exchange else ("source", claim.source.key)
    return reverse(f"record:{name}", args=[code]) + f"#claim-{claim.id}"


def _leg(summary: LegSummary) -> str:
    leg = summary.leg
    return reverse("record:leg", args=[leg.exchange, leg.giver, leg.receiver, leg.track.value])


def _asked(form: TwoDaysForm) -> tuple[date, date] | None:
    """The days asked for; nobody reads what lies ahead of today."""
    days = form.days()
    return None if days is None else (until_today(days[0]), until_today(days[1]))


def page(request: HttpRequest) -> HttpResponseBase:
    form = TwoDaysForm(request.GET)
    days = _asked(form)
    shown = _log(request) if days is None else _two_days(*days)
    files = twins.twins(request, "changes")
    return render(
        request,
        "record/changes.html",
        {
            "section": "changes",
            "form": form,
            "feed": reverse("record:changes_atom"),
            "files": files,
            "links": [*twins.links(files)[:-1], (reverse("record:changes_atom"), "Atom")],
            "dataset": twins.dataset(
                request, files, name=shown["title"], description=shown["description"]
            ),
            **shown,
        },
    )


def _log(request: HttpRequest) -> dict[str, Any]:
    shown, view = page_of_changes(request.GET.get("page"))
    return {
        "title": gettext("What changed"),
        "description": gettext("What became public when, and of which day it speaks."),
        "page": shown,
        "rows": change_rows(view, places()),
    }


def _two_days(start: date, end: date) -> dict[str, Any]:
    view = between(start, end)
    return {
        "title": _title(start, end),
        "description": counts_text(view),
        "start": start,
        "end": end,
        "legs": leg_changes(view, places()),
        "rows": change_rows(view.claims, places()),
        "opened": contradiction_rows(view.opened, view.names),
        "ended": contradiction_rows(view.ended, view.names),
        "more": view.more,
    }


def _title(start: date, end: date) -> str:
    text = gettext("What changed from {start} to {end}")
    return text.format(start=day_text(start), end=day_text(end))


def data(request: HttpRequest, format: str) -> HttpResponseBase:
    """All of the log, or all that differs between two days."""
    form = TwoDaysForm(request.GET)
    days = _asked(form)
    if form.errors:
        raise BadRequest("; ".join(str(text) for texts in form.errors.values() for text in texts))
    if format == "jsonld":
        files = twins.twins(request, "changes")
        title = gettext("What changed") if days is None else _title(*days)
        return twins.jsonld_file(
            twins.dataset(request, files, name=title, description=title), "changes"
        )
    if days is None:
        log, to = every_change(), places()
        if format == "csv":
            rows = (row for view in log for row in change_rows(view, to))
            cells = changes_files.change_cells(rows)
            return csv_response("changes.csv", changes_files.COLUMNS, cells)
        told = [one for view in log for one in changes_files.changes_json(view.changes)]
        return twins.json_file({"changes": told}, "changes")
    start, end = days
    view, name = between(start, end, None), f"changes-{start}-{end}"
    if format == "csv":
        claims = change_rows(view.claims, places())
        cells = changes_files.days_cells(view, leg_changes(view, places()), claims)
        return csv_response(f"{name}.csv", changes_files.COLUMNS, cells)
    return twins.json_file({"from": start, "to": end, **changes_files.days_json(view)}, name)
