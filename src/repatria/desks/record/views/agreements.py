from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponseBase


def page(request: HttpRequest, code: str = "") -> HttpResponseBase:
    raise Http404


def data(request: HttpRequest, format: str, code: str = "") -> HttpResponseBase:
    raise Http404


listing = page
listing_data = data
