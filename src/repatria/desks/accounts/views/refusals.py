"""The pages for a form from another tab, and for too many attempts."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from repatria.desks.accounts import events


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose token is not the session's: mostly a tab that was open before somebody signed in
    or out in another."""
    events.signal("form.refused", request, _page(request), kind="page", detail={"why": reason})
    return render(request, "accounts/forged.html", status=403)


def too_many(request: HttpRequest, *_: object, **_named: object) -> HttpResponse:
    events.signal("too_many", request, _page(request), kind="page")
    return render(request, "429.html", status=429)


def _page(request: HttpRequest) -> str:
    """The name of a page: what stands in an address may be a name that somebody typed."""
    return request.resolver_match.view_name if request.resolver_match else ""
