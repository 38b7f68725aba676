"""How the interface answers: what anybody may read, and what is one reader's alone."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.utils.translation import override

from repatria.desks.common.downloads import json_text

JSON = "application/json"
_LOOPBACK = ("localhost", "127.0.0.1", "[::1]")


def public(view: Callable[..., Any]) -> Callable[..., HttpResponse]:
    """An operation whose answer anybody may read and keep, as long as they ask whether it still
    holds; pages of other sites may read it too, where this site is one that others can reach.

    The view gives plain values; `lang` of what is asked says in which language it is called.
    """

    @wraps(view)
    def answered(request: HttpRequest, **named: Any) -> HttpResponse:
        language = next((each.lang for each in named.values() if hasattr(each, "lang")), "en")
        with override(language):
            content = view(request, **named)
            response = HttpResponse(json_text(content), content_type=JSON)
        response.headers["Content-Language"] = language
        following = content.get("next")
        if following:
            response.headers["Link"] = f'<{following}>; rel="next"'
        patch_cache_control(response, public=True, no_cache=True)
        if not _on_ones_own_machine(request):
            response.headers["Access-Control-Allow-Origin"] = "*"
            response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response

    return answered


def private(run: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """An operation whose answers, refusals too, are kept nowhere on the way to whoever asked."""

    @wraps(run)
    def answered(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        response = run(request, *args, **named)
        patch_cache_control(response, private=True, no_store=True)
        return response

    return answered


def _on_ones_own_machine(request: HttpRequest) -> bool:
    """A site on one's own machine must not be readable by the other pages that one's browser shows:
    what somebody keeps there may be no record that is public anywhere."""
    host = request.get_host()
    return host in _LOOPBACK or host.rpartition(":")[0] in _LOOPBACK
