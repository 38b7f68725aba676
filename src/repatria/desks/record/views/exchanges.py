"""The page of one exchange, or of one dated stage: its legs, and everything said of it."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext

from repatria.base.dates import PartialDate
from repatria.desks.record import labels
from repatria.desks.record.present import contents
from repatria.desks.record.present.claims import day_text
from repatria.desks.record.present.exchanges import exchange_page
from repatria.desks.record.queries import ExchangeView, exchange_view
from repatria.desks.record.queries_near import Near, neighbours
from repatria.desks.record.views import twins
from repatria.desks.record.views.asked import Asked, ask
from repatria.statements.record import Exchange
from repatria.statements.vocabulary import Track


@dataclass(frozen=True, slots=True)
class Beside:
    """A neighbouring exchange as a link."""

    code: str
    day: PartialDate
    word: str


def _found(asked: Asked, code: str) -> ExchangeView:
    view = exchange_view(code, asked.day)
    if view is None:
        raise Http404
    return view


def _sort(exchange: Exchange) -> str:
    words = {
        Track.LIVING: gettext("Exchange of prisoners"),
        Track.REMAINS: gettext("Repatriation of the dead"),
    }
    return words[exchange.track]


def _title(exchange: Exchange) -> str:
    return f"{_sort(exchange)}, {day_text(exchange.date)}"


def _beside(near: Near | None) -> Beside | None:
    return None if near is None else Beside(near.code, near.day, str(labels.WORDS[near.track]))


def page(request: HttpRequest, code: str) -> HttpResponseBase:
    asked = ask(request)
    view = _found(asked, code)
    before, after = neighbours(view.exchange, asked.day)
    shown = exchange_page(view)
    files = twins.twins(request, "exchange", code)
    title = _title(view.exchange)
    description = " ".join(text for card in shown.legs for text in card.why)
    return render(
        request,
        "record/exchange.html",
        {
            "section": "record",
            "asked": asked,
            "page": shown,
            "sort": _sort(view.exchange),
            "before": _beside(before),
            "after": _beside(after),
            "title": title,
            "description": description,
            "files": files,
            "links": twins.links(files),
            "dataset": twins.dataset(request, files, name=title, description=description),
        },
    )


def data(request: HttpRequest, format: str, code: str) -> HttpResponseBase:
    asked = twins.sound(ask(request))
    view = _found(asked, code)
    name, exchanges = f"exchange-{code}", {code: view.exchange}
    if format == "csv":
        return twins.claims_csv(name, view.claims, exchanges)
    if format == "json":
        return twins.json_file(contents.of_exchange(view, asked.as_known), name)
    files = twins.twins(request, "exchange", code)
    about = twins.dataset(
        request, files, name=_title(view.exchange), description=gettext("Everything said of it.")
    )
    return twins.jsonld_file(twins.graph(request, about, view.claims, exchanges), name)
