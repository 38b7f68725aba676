"""The page of one leg: a direction of an exchange, where two sides count the same thing."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext

from repatria.desks.common.charts import gapline
from repatria.desks.record import labels
from repatria.desks.record.present import contents
from repatria.desks.record.present.claims import day_text
from repatria.desks.record.present.legs import LegPage, claims_on, leg_page
from repatria.desks.record.queries import ExchangeView, exchange_view
from repatria.desks.record.views import twins
from repatria.desks.record.views.asked import Asked, ask
from repatria.statements.record import Leg
from repatria.statements.vocabulary import Track


def _found(
    asked: Asked, code: str, giver: str, receiver: str, track: str
) -> tuple[ExchangeView, LegPage]:
    """The leg as known on the day that is asked about; 404 where it was not known then."""
    view = exchange_view(code, asked.day) if track in set(Track) else None
    verdict = None if view is None else view.legs.get(Leg(code, giver, receiver, Track(track)))
    if view is None or verdict is None:
        raise Http404
    return view, leg_page(view, verdict)


def _title(page: LegPage) -> str:
    return f"{_heading(page)}: {page.card.giver} → {page.card.receiver}"


def _heading(page: LegPage) -> str:
    words = {
        Track.LIVING: gettext("The living, {day}"),
        Track.REMAINS: gettext("Remains, {day}"),
    }
    return words[page.card.leg.track].format(day=day_text(page.day))


def page(
    request: HttpRequest, code: str, giver: str, receiver: str, track: str
) -> HttpResponseBase:
    asked = ask(request)
    view, found = _found(asked, code, giver, receiver, track)
    files = twins.twins(request, "leg", code, giver, receiver, track)
    title, description = _title(found), " ".join(found.card.why)
    return render(
        request,
        "record/leg.html",
        {
            "section": "record",
            "asked": asked,
            "page": found,
            "exchange": view.exchange,
            "exchange_track": labels.WORDS[view.exchange.track],
            "day": view.exchange.date,
            "heading": _heading(found),
            "title": title,
            "description": description,
            "chart": gapline.draw(found.chart) if found.chart else None,
            "files": files,
            "links": twins.links(files),
            "dataset": twins.dataset(request, files, name=title, description=description),
        },
    )


def data(
    request: HttpRequest, format: str, code: str, giver: str, receiver: str, track: str
) -> HttpResponseBase:
    asked = twins.sound(ask(request))
    view, found = _found(asked, code, giver, receiver, track)
    leg, exchanges = found.card.leg, {view.exchange.code: view.exchange}
    claims, name = claims_on(view, leg), f"leg-{code}-{giver}-{receiver}-{track}"
    if format == "csv":
        return twins.claims_csv(name, claims, exchanges)
    if format == "jsonld":
        files = twins.twins(request, "leg", code, giver, receiver, track)
        about = twins.dataset(
            request, files, name=_title(found), description=" ".join(found.card.why)
        )
        return twins.jsonld_file(twins.graph(request, about, claims, exchanges), name)
    return twins.json_file(contents.of_leg(view, found, asked.as_known), name)
