"""What the page of a document shows to whoever asks: of its content only what their roles open, and
of what may show captives only after they have said what for."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from repatria.desks.accounts.asking import can
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.accounts.visible import belongs
from repatria.desks.common.middleware import CONTENT_SECURITY_POLICY
from repatria.desks.press.models import Document, Kind
from repatria.desks.press.queries import documents as queries
from repatria.desks.press.refusals import in_words

LOOKS = "press.looks"
"""Where a session keeps what it has been opened for."""
LOOKED_FOR = 15 * 60
"""Seconds that a document stays open to whoever said what for."""
PLAYED = frozenset(
    {"video/mp4", "video/webm", "video/ogg", "video/quicktime", "audio/mpeg", "audio/wav",
     "audio/aac", "audio/flac", "audio/mp4"}
)  # fmt: skip
"""What a browser can play. Anything else would be offered to other programs."""
_WITH_FOOTAGE = f"{CONTENT_SECURITY_POLICY}; media-src 'self'"

FOUND_WORDS: Mapping[str, Any] = {
    "place": _("Where it was made"),
    "camera": _("Device"),
    "author": pgettext_lazy("of a file", "Author"),
    "program": _("Program"),
    "title": pgettext_lazy("of a file", "Description"),
    "made": _("Made on"),
    "changed": _("Changed on"),
    "xmp": _("Further data"),
}


def open_now(request: HttpRequest, of: Document) -> bool:
    """Whether this reader may see what the document holds, in this moment and this session."""
    if not can(request.user, Action.VIEW, of.content_class):
        return False
    return not of.may_show_captives or _looks(request).get(of.code, 0) > time.time()


def remember_look(request: HttpRequest, of: Document) -> None:
    """Open the document to this session for a while."""
    held = {code: until for code, until in _looks(request).items() if until > time.time()}
    request.session[LOOKS] = {**held, of.code: time.time() + LOOKED_FOR}


def document_page(request: HttpRequest, of: Document) -> dict[str, Any]:
    """The context of the page."""
    user = request.user
    shown, own = open_now(request, of), belongs(of, user)
    quoted = queries.quotations(user, of) if shown else []
    page = queries.page_of_lines(of, request.GET.get("page") if shown else "1")
    plays = shown and of.kind == Kind.FOOTAGE and of.media_type in PLAYED
    return {
        "document": of,
        "open": shown,
        "may_open": can(user, Action.VIEW, of.content_class),
        "may_enter": own and can(user, Action.ENTER, FieldClass.PRESS),
        "may_mark": shown and own and can(user, Action.ENTER, FieldClass.CAPTIVE_FOOTAGE),
        "may_take": can(user, Action.EXPORT, of.content_class),
        "may_be_public": queries.may_be_public(of),
        "linked": of.url.startswith(("https://", "http://")),
        "notes": [in_words(one["template"], one["params"]) for one in of.notes],
        "found": list(_found(of)) if shown else [],
        "page": page,
        "lines": list(queries.lines(of, page, quoted)) if shown and of.text else [],
        "quotations": quoted,
        "newer": queries.newer(user, of),
        "older": queries.older(user, of),
        "markings": of.markings.select_related("by") if shown else [],
        "plays": plays,
        "sound": of.media_type.startswith("audio/"),
        "policy": _WITH_FOOTAGE,
    }


def _found(of: Document) -> Iterator[tuple[str, str]]:
    found = getattr(of, "found", None)
    for name, value in (found.values if found is not None else {}).items():
        unreadable = gettext("there is one; it cannot be read")
        yield str(FOUND_WORDS.get(name, name)), unreadable if value == "?" else value


def _looks(request: HttpRequest) -> dict[str, float]:
    held = request.session.get(LOOKS, {})
    return held if isinstance(held, dict) else {}
