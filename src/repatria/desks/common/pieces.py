"""The pieces of a page that are the reader's own: who is signed in, notices, the way in.

All else of a public page is the same for everybody. A page that is kept for all has marks in the
places of these pieces, and each reader gets theirs put in (`apart`, `filled`).
"""

from __future__ import annotations

import re
import secrets

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from repatria.desks.common import reader

PIECES = {
    "who": ("common/_signed_in.html", reader.signed_in),
    "notices": ("common/_notices.html", reader.notices),
    "way_in": ("common/_sign_in.html", reader.way_in),
}
_SECRET = secrets.token_hex(8)
# Nothing that a page shows can hold a mark: `<` is written as an entity, and nobody knows the rest.
_MARK = re.compile(rf"<!--{_SECRET} (\w+) ([\w-]*)-->".encode())


def apart(request: HttpRequest) -> None:
    """Leave marks in the places of the reader's pieces while this page is made."""
    request._pieces_apart = True  # type: ignore[attr-defined]


def together(request: HttpRequest) -> None:
    """Put the pieces in again from now on."""
    request._pieces_apart = False  # type: ignore[attr-defined]


def piece(name: str, request: HttpRequest | None, section: str) -> SafeString:
    """A piece of a page, or the mark in its place."""
    if getattr(request, "_pieces_apart", False):
        return mark_safe(f"<!--{_SECRET} {name} {section}-->")  # noqa: S308, no word of others
    template, context = PIECES[name]
    return mark_safe(render_to_string(template, context(request, section), request))  # noqa: S308


def filled(page: bytes, request: HttpRequest) -> bytes:
    """A page with this reader's pieces in the places of the marks."""

    def put(mark: re.Match[bytes]) -> bytes:
        return piece(mark[1].decode(), request, mark[2].decode()).encode()

    return _MARK.sub(put, page)
