"""The list of sources, and the page of each: its claims, and what each came to."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext, ngettext

from repatria.desks.common.downloads import Column, csv_response
from repatria.desks.record import labels
from repatria.desks.record.present import contents
from repatria.desks.record.present.sources import source_page
from repatria.desks.record.queries_sources import (
    CountedSource,
    SourceView,
    every_source,
    outlets,
    page_of_sources,
    source_view,
    sources,
)
from repatria.desks.record.views import twins
from repatria.desks.record.views.asked import Asked, ask
from repatria.statements.claim import Source

COLUMNS = (
    Column("key", "#meta+source+code"),
    Column("title", "#meta+source+name"),
    Column("outlet", "#org+outlet+name"),
    Column("published", "#date+published"),
    Column("url", "#meta+source+url"),
    Column("claims", "#indicator+claims+num"),
)
ALL = 10**6


def listing(request: HttpRequest) -> HttpResponseBase:
    asked, outlet = ask(request), request.GET.get("outlet", "").strip()
    rows = sources(asked.day, outlet)
    shown, counted = page_of_sources(rows, request.GET.get("page"), asked.day)
    files = twins.twins(request, "sources")
    title = gettext("Sources")
    description = gettext("Where each statement can be read, and how many of each are known.")
    return render(
        request,
        "record/sources.html",
        {
            "section": "sources",
            "asked": asked,
            "page": shown,
            "sources": counted,
            "outlet": outlet,
            "outlets": outlets(shown),
            "title": title,
            "description": description,
            "files": files,
            "links": twins.links(files),
            "dataset": twins.dataset(request, files, name=title, description=description),
        },
    )


def listing_data(request: HttpRequest, format: str) -> HttpResponseBase:
    """All pages of the list in one file."""
    asked, outlet = twins.sound(ask(request)), request.GET.get("outlet", "").strip()
    rows = every_source(asked.day, outlet)
    if format == "csv":
        return csv_response("sources.csv", COLUMNS, map(_line, rows))
    if format == "json":
        content = {
            "as_known": asked.as_known,
            "outlet": outlet,
            "sources": [contents.counted_source(row) for row in rows],
            "text_held": False,
        }
        return twins.json_file(content, "sources")
    files = twins.twins(request, "sources")
    about = twins.dataset(
        request, files, name=gettext("Sources"), description=gettext("The sources of the record.")
    )
    about["hasPart"] = [_node(row.source) for row in rows]
    return twins.jsonld_file(about, "sources")


def _line(row: CountedSource) -> tuple[object, ...]:
    source = row.source
    return source.key, source.title, source.outlet, source.published, source.url, row.claims


def _node(source: Source) -> dict[str, Any]:
    node = {"@type": "CreativeWork", "identifier": source.key, "name": source.title}
    return node | ({"url": source.url} if source.url else {})


def _found(asked: Asked, key: str, page: str | int | None, per_page: int | None) -> SourceView:
    view = (
        source_view(key, page, asked.day)
        if per_page is None
        else source_view(key, page, asked.day, per_page)
    )
    if view is None:
        raise Http404
    return view


def _description(view: SourceView) -> str:
    number = view.page.paginator.count
    text = ngettext(
        "{number} statement is known from it.", "{number} statements are known from it.", number
    )
    return text.format(number=labels.number(number))


def page(request: HttpRequest, key: str) -> HttpResponseBase:
    asked = ask(request)
    view = _found(asked, key, request.GET.get("page"), None)
    shown = source_page(view)
    files = twins.twins(request, "source", key)
    title, description = view.source.title, _description(view)
    return render(
        request,
        "record/source.html",
        {
            "section": "sources",
            "asked": asked,
            "source": view.source,
            "linked": view.source.url.startswith(("https://", "http://")),
            "page": view.page,
            "rows": shown.rows,
            "itself": shown.itself,
            "title": title,
            "description": description,
            "files": files,
            "links": twins.links(files),
            "dataset": twins.dataset(request, files, name=title, description=description),
        },
    )


def data(request: HttpRequest, format: str, key: str) -> HttpResponseBase:
    """All claims of the source in one file."""
    asked = twins.sound(ask(request))
    view, name = _found(asked, key, 1, ALL), f"source-{key}"
    if format == "csv":
        return twins.claims_csv(name, view.claims, view.exchanges)
    if format == "json":
        return twins.json_file(contents.of_source(view, asked.as_known), name)
    files = twins.twins(request, "source", key)
    about = twins.dataset(request, files, name=view.source.title, description=_description(view))
    return twins.jsonld_file(twins.graph(request, about, view.claims, view.exchanges), name)
