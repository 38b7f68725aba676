"""What a page says to whoever reads it. A reader without a session gets nothing of their own, and
no store is asked."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from repatria.desks.common.made_up import made_up


def signed_in(request: HttpRequest | None, section: str) -> dict[str, Any]:
    """The header's second row: the desks that are open to whoever is signed in, their name and
    party."""
    found = reader(request)
    if found is None:
        return {}
    links = [
        {"section": at, "url": url, "label": label}
        for at, name, label, action, field_class in settings.REPATRIA_DESKS
        if (url := address(name)) and (not action or found.can(action, field_class))
    ]
    return {
        "reader": found,
        "links": links,
        "section": section,
        "me": address("accounts:me"),
        "out": address("account_logout"),
    }


def way_in(request: HttpRequest | None, _section: str) -> dict[str, Any]:
    """The footer's way in, the same for every reader who is not signed in."""
    return {"url": "" if reader(request) else address("account_login")}


def notices(request: HttpRequest | None, section: str) -> dict[str, Any]:
    """What the last step has to say, once, and whether what the section shows is made up."""
    if request is None or not hasattr(request, "_messages") or not _has_session(request):
        return {}
    return {"notices": get_messages(request), "made_up": made_up(section)}


def reader(request: HttpRequest | None) -> Any:
    """Whoever is signed in; a page without a session cookie does not look, and one for a session
    that is held back does not tell."""
    if request is None or not _has_session(request) or getattr(request, "held_back", False):
        return None
    user = getattr(request, "user", None)
    return user if user is not None and user.is_authenticated else None


def address(name: str) -> str:
    """The address of a page that may not be served."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _has_session(request: HttpRequest) -> bool:
    return settings.SESSION_COOKIE_NAME in request.COOKIES
