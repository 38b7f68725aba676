"""Uploads that go straight to the disk: counted, hashed and limited while they come in, and gone
without a trace when they do not come in whole."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from repatria.base.errors import FileRefused
from repatria.desks.accounts.asking import require
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.press import keeping, limits, refusals
from repatria.desks.press.keeping import Arriving
from repatria.formats.media_type import HEAD, FileKind, media_type

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]

FIELD = "file"
END = "whole"
"""The last field of the form. Where it is missing, something was lost on the way."""
_BESIDE_THE_FILE = 1 << 20


class ArrivedFile(UploadedFile):  # type: ignore[type-arg]
    """An upload that came in whole. Django closes it after the answer; what was not kept is gone
    then."""

    def __init__(self, arriving: Arriving, name: str) -> None:
        super().__init__(file=None, name=name, size=arriving.size)
        self.arriving = arriving

    def close(self) -> None:
        self.arriving.discard()


class ArrivingHandler(FileUploadHandler):
    """Writes one file to the folder of arrivals; further ones and other fields are passed over."""

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self.arriving: Arriving | None = None
        self.refusal: FileRefused | None = None
        self._passed_over = False

    def new_file(self, field_name: str, *args: Any, **named: Any) -> None:
        super().new_file(field_name, *args, **named)
        # Django takes what is skipped by its own means for cut off.
        self._passed_over = field_name != FIELD or self.arriving is not None
        if not self._passed_over:
            self.arriving = Arriving()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:  # noqa: ARG002
        if self._passed_over or self.arriving is None:
            return
        try:
            self.arriving.write(raw_data)
            _require_size(self.arriving)
        except FileRefused as refusal:
            self.refusal = refusal
            self.arriving.discard()
            # The rest is read and thrown away, so that the sentence reaches whoever sends.
            raise StopUpload(connection_reset=False) from None

    def file_complete(self, file_size: int) -> ArrivedFile | None:  # noqa: ARG002
        if self._passed_over or self.arriving is None:
            return None
        return ArrivedFile(self.arriving, self.file_name or "file")

    def upload_interrupted(self) -> None:
        self.refusal = FileRefused(refusals.CUT_OFF)
        self.discard()

    def discard(self) -> None:
        if self.arriving is not None:
            self.arriving.discard()


def receives(view: View[P]) -> View[P]:
    """A view with a form that brings a text or a file. Who may not add documents is refused before
    a byte is read. What went wrong on the way is in `request.refusal`, and then nothing came in."""
    guarded = csrf_protect(view)

    @csrf_exempt
    @wraps(view)
    def received(request: HttpRequest, *args: P.args, **named: P.kwargs) -> HttpResponse:
        require(request.user, Action.ENTER, FieldClass.PRESS)
        request.refusal = None  # type: ignore[attr-defined]
        if request.method != "POST":
            return guarded(request, *args, **named)
        handler = ArrivingHandler(request)
        request.upload_handlers = [handler]
        refusal = _too_much(request) or _read(request) or handler.refusal
        try:
            if refusal is None and END not in request.POST:
                refusal = FileRefused(refusals.CUT_OFF)
            request.refusal = refusal  # type: ignore[attr-defined]
            # What did not come in changes nothing, so there is nothing to be forged.
            return (view if refusal else guarded)(request, *args, **named)
        finally:
            handler.discard()

    return cast("View[P]", received)


def _too_much(request: HttpRequest) -> FileRefused | None:
    """Refused by what the sender says of its length, before anything is read."""
    try:
        length = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        length = 0
    most = limits.largest_of_all()
    try:
        if length > most + _BESIDE_THE_FILE:
            raise FileRefused(refusals.TOO_LARGE, most=most // limits.MEGA)
        keeping.require_room(length)
    except FileRefused as refusal:
        request._mark_post_parse_error()  # type: ignore[attr-defined]
        return refusal
    return None


def _read(request: HttpRequest) -> FileRefused | None:
    try:
        request.POST  # noqa: B018, reads the form and its file
    except (UnreadablePostError, OSError):
        return FileRefused(refusals.CUT_OFF)
    except RequestDataTooBig:
        return FileRefused(refusals.TOO_LARGE_TEXT)
    except (MultiPartParserError, TooManyFieldsSent, TooManyFilesSent):
        return FileRefused(refusals.BROKEN_FORM)
    return None


def _require_size(arriving: Arriving) -> None:
    kind = media_type(arriving.head).kind
    if kind is FileKind.DRAWING:
        raise FileRefused(refusals.DRAWING)
    # Until enough is there to tell, every kind is possible.
    most = limits.largest(kind) if len(arriving.head) >= HEAD else limits.largest_of_all()
    if arriving.size > most:
        raise FileRefused(refusals.TOO_LARGE, most=most // limits.MEGA)
