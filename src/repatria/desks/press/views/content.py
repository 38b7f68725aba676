"""What a document holds: opened after its reader has said what for, and sent so that no browser can
do anything with it but show it or keep it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from repatria.desks.accounts import sessions
from repatria.desks.accounts.access.acts import Purpose
from repatria.desks.accounts.asking import Refused, can, require
from repatria.desks.accounts.rights import Action
from repatria.desks.press import keeping, services
from repatria.desks.press.forms import PurposeForm
from repatria.desks.press.models import Document, Kind
from repatria.desks.press.present import PLAYED, open_now, remember_look
from repatria.desks.press.queries import drafts
from repatria.desks.press.views.documents import SECTION, found, reader

_STEP = 1 << 18
_RANGE = re.compile(r"bytes=(\d{1,18})?-(\d{1,18})?", re.ASCII)
_ENDINGS = {
    "application/pdf": "pdf", "text/plain": "txt", "image/jpeg": "jpg", "image/png": "png",
    "image/gif": "gif", "image/webp": "webp", "image/tiff": "tiff", "image/avif": "avif",
    "image/heic": "heic", "video/mp4": "mp4", "video/webm": "webm", "video/quicktime": "mov",
    "audio/mpeg": "mp3", "audio/wav": "wav", "application/zip": "zip",
}  # fmt: skip
# Nothing may run, load or be framed, whatever the bytes turn out to be.
_SHUT = "sandbox; default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"


@require_http_methods(["GET", "HEAD", "POST"])
def look(request: HttpRequest, code: str) -> HttpResponse:
    """Ask what a document that may show captives is to be opened for; then open it for a while.
    With `draft`, one of its drafts is what its reader came for, and goes back to."""
    of = found(request, code)
    require(request.user, Action.VIEW, of.content_class)
    form = PurposeForm(request.POST or None)
    if form.is_valid():
        purpose = Purpose(form.cleaned_data["purpose"])
        services.looked(of, reader(request), purpose, sessions.name_of(request))
        remember_look(request, of)
        draft = drafts.draft(request.user, request.GET.get("draft", ""))
        if draft is not None and draft.document_id == of.pk:
            return redirect("press:draft", draft.code)
        return redirect("press:document", code)
    context = {"section": SECTION, "document": of, "form": form}
    return render(request, "press/look.html", context, status=422 if form.errors else 200)


@require_safe
def picture(request: HttpRequest, code: str) -> HttpResponseBase:
    """The picture made anew, without anything that stood beside its points."""
    of = _opened(request, code)
    path = keeping.shown(of.digest)
    if of.kind != Kind.PICTURE or not path.is_file():
        raise Http404
    return _sent(request, path, "image/jpeg")


@require_safe
def footage(request: HttpRequest, code: str) -> HttpResponseBase:
    """Film or sound, to be played in the page. Its bytes are the original's."""
    of = _opened(request, code)
    path = keeping.original(of.digest)
    if of.kind != Kind.FOOTAGE or of.media_type not in PLAYED or not path.is_file():
        raise Http404
    return _sent(request, path, of.media_type)


@require_POST
def original(request: HttpRequest, code: str) -> HttpResponseBase:
    """The original bytes to keep, for those whose roles let them take them out."""
    of = found(request, code)
    path = keeping.original(of.digest)
    if not path.is_file():
        raise Http404
    services.taken(of, reader(request), sessions.name_of(request))
    response = _sent(request, path, "application/octet-stream")
    ending = _ENDINGS.get(of.media_type, "bin")
    response.headers["Content-Disposition"] = f'attachment; filename="{of.code}.{ending}"'
    return response


def _opened(request: HttpRequest, code: str) -> Document:
    """The document, where its content is open to this reader now."""
    of = found(request, code)
    if not open_now(request, of):
        if not can(request.user, Action.VIEW, of.content_class):
            raise Refused(Action.VIEW, of.content_class)
        raise Http404
    return of


def _sent(request: HttpRequest, path: Path, media_type: str) -> HttpResponseBase:
    """A file step by step, or the part of it that was asked for (RFC 9110, 14.2: one range)."""
    size = path.stat().st_size
    part = _part(request.headers.get("Range", ""), size)
    if part is not None and part[0] >= part[1]:
        refused = HttpResponse(status=416)
        refused.headers["Content-Range"] = f"bytes */{size}"
        return refused
    start, end = part or (0, size)
    response = StreamingHttpResponse(
        _bytes(path, start, end), content_type=media_type, status=206 if part else 200
    )
    response.headers["Content-Length"] = str(end - start)
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["Content-Security-Policy"] = _SHUT
    response.headers["X-Content-Type-Options"] = "nosniff"
    # Said so that nothing on the way packs it: a part of a file has a length of its own.
    response.headers["Content-Encoding"] = "identity"
    if part:
        response.headers["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    return response


def _part(asked: str, size: int) -> tuple[int, int] | None:
    """First byte, and the one behind the last; None for the whole file."""
    wanted = _RANGE.fullmatch(asked.strip())
    if wanted is None or wanted[0] == "bytes=-":
        return None
    first, last = wanted[1], wanted[2]
    if first is None:
        return max(0, size - int(last)), size if int(last) else 0
    return int(first), min(size, int(last) + 1) if last else size


def _bytes(path: Path, start: int, end: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(start)
        while start < end and (data := file.read(min(_STEP, end - start))):
            start += len(data)
            yield data
