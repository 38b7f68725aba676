"""Addresses of the record. They do not change: a page cited today is there in ten years.

Every page can be asked about another day with `?as_known=YYYY-MM-DD`, and has its twins as files
under the same address with `.csv`, `.json` or `.jsonld`.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from django.http import HttpResponseBase
from django.urls import URLPattern, path, register_converter

from repatria.desks.record.views import (
    agreements,
    changes,
    changes_feed,
    contradictions,
    exchanges,
    legs,
    method,
    overview,
    sources,
)

app_name = "record"
View = Callable[..., HttpResponseBase]
FORMATS = ("csv", "json", "jsonld")
_LIKE_A_FILE = re.compile(r"\.(?:csv|json|jsonld)\.*$")


class CodeConverter:
    """A code in an address. One that ends like a file name gets a dot, so that it means no file."""

    regex = "[^/]+"

    def to_python(self, value: str) -> str:
        dotted = value.endswith(".") and _LIKE_A_FILE.search(value)
        return value[:-1] if dotted else value

    def to_url(self, value: str) -> str:
        return f"{value}." if _LIKE_A_FILE.search(value) else value


register_converter(CodeConverter, "code")


def _page(route: str, name: str, page: View, data: View) -> list[URLPattern]:
    """A page, and its files in three formats before it: a code may hold dots, and would match."""
    files = [
        path(f"{route or 'record'}.{format}", data, {"format": format}, name=f"{name}_{format}")
        for format in FORMATS
    ]
    return [*files, path(route, page, name=name)]


urlpatterns: list[URLPattern] = [
    *_page("", "overview", overview.page, overview.data),
    *_page("agreements", "agreements", agreements.listing, agreements.listing_data),
    *_page("agreements/<code:code>", "agreement", agreements.page, agreements.data),
    *_page("exchanges/<code:code>", "exchange", exchanges.page, exchanges.data),
    *_page(
        "exchanges/<code:code>/<code:giver>/<code:receiver>/<code:track>",
        "leg",
        legs.page,
        legs.data,
    ),
    *_page("contradictions", "contradictions", contradictions.listing, contradictions.listing_data),
    *_page("contradictions/<code:key>", "contradiction", contradictions.page, contradictions.data),
    *_page("sources", "sources", sources.listing, sources.listing_data),
    *_page("sources/<code:key>", "source", sources.page, sources.data),
    path("changes.atom", changes_feed.feed, name="changes_atom"),
    *_page("changes", "changes", changes.page, changes.data),
    path("method", method.page, name="method"),
]
