"""The pages for what cannot be shown. They touch no database, so that they work without one."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def bad_request(request: HttpRequest, *_: object, **_named: object) -> HttpResponse:
    return render(request, "400.html", status=400)


def forbidden(
    request: HttpRequest, error: object = None, *_: object, **_named: object
) -> HttpResponse:
    """A refusal of ours brings its `sentence`; what another one says is for the log alone."""
    said = getattr(error, "sentence", "")
    return render(request, "403.html", {"said": said}, status=403)


def not_found(request: HttpRequest, *_: object, **_named: object) -> HttpResponse:
    return render(request, "404.html", status=404)


def failed(request: HttpRequest) -> HttpResponse:
    return render(request, "500.html", status=500)
