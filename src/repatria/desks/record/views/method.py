"""The method page: by which rules the figures, grades and contradictions come about."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from repatria.desks.record.present.method import method


def page(request: HttpRequest) -> HttpResponseBase:
    return render(request, "record/method.html", {"section": "method", "method": method()})
