"""The interface takes no cookies."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

UNDER = "/api/"


class WithoutCookies:
    """Under `/api/` a request has no session, whatever its browser sends: only a token says who
    asks, so that no other site can make a browser ask in its owner's name."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info.startswith(UNDER):
            request.COOKIES = {}
            # For a head, the same answer is made as for the whole.
            if request.method == "HEAD":
                return self._head(request)
        return self.get_response(request)

    def _head(self, request: HttpRequest) -> HttpResponseBase:
        request.method = "GET"
        response = self.get_response(request)
        request.method = "HEAD"
        return response
