"""The log as files: the request that a party cosigns, the static tiles, and all of it."""

from __future__ import annotations

import re
import tempfile
import zipfile

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from repatria.desks.accounts.asking import require
from repatria.desks.accounts.guards import needs
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.handovers.forms import SinceForm
from repatria.desks.handovers.refusals import HandoverError
from repatria.desks.handovers.registered import LOG
from repatria.desks.handovers.setup import (
    COSIGNERS,
    SIGNERS,
    Ledger,
    file_bytes,
    ledger,
    opened,
)
from repatria.desks.handovers.views.act_files import VERIFIER, verifier
from repatria.desks.handovers.views.common import file_of, said_purpose, taken
from repatria.ledger.exporting import CHECKPOINT, export
from repatria.ledger.log import head
from repatria.ledger.log import request as request_of
from repatria.ledger.refusing import LedgerRefused
from repatria.ledger.storing import Reading
from repatria.ledger.strict import HASH_SIZE
from repatria.ledger.tiles import ENTRIES, WIDTH, Tile, bundle_path, to_bundle

MOST_EXPORTED = 100_000
"""Entries of a log that is handed out in one archive; a larger one is written by the command."""
_ADDRESS = re.compile(r"(entries|[0-9]{1,2})/((?:x[0-9]{3}/){0,5}[0-9]{3})(?:\.p/([0-9]{1,3}))?")
_EPOCH = (1980, 1, 1, 0, 0, 0)


@require_safe
@needs(Action.EXPORT, FieldClass.CUSTODY)
def request_file(request: HttpRequest) -> HttpResponse:
    """What a party needs to cosign the newest checkpoint, from where it was."""
    said_purpose(request)
    form, held = SinceForm(request.GET), _ledger()
    since = form.cleaned_data["since"] if form.is_valid() else 0
    with opened(held) as store, store.reading() as reading:
        try:
            told = request_of(reading, held.log, since)
        except LedgerRefused:
            raise Http404 from None
    return file_of(request, told.to_bytes(), f"request-{since}.txt")


@require_safe
def archive(request: HttpRequest) -> HttpResponseBase:
    """The whole log as static files in one archive."""
    require(request.user, Action.EXPORT, FieldClass.CUSTODY)
    said_purpose(request)
    held = _ledger()
    # Django closes the file with the response.
    made = tempfile.TemporaryFile()  # noqa: SIM115
    with opened(held) as store, store.reading() as reading:
        size = head(reading, held.log)[0].size
        if size > MOST_EXPORTED:
            raise Http404
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as files:
            for path, data in export(reading, held.log):
                files.writestr(zipfile.ZipInfo(path, _EPOCH), data)
    made.seek(0)
    response = FileResponse(
        made, as_attachment=True, filename=f"log-{size}.zip", content_type="application/zip"
    )
    return taken(request, response, (LOG, ""), "log")


@require_safe
@needs(Action.EXPORT, FieldClass.CUSTODY)
def checkpoint(request: HttpRequest) -> HttpResponse:
    """The newest checkpoint, as tlog-tiles has it."""
    said_purpose(request)
    held = _ledger()
    with opened(held) as store, store.reading() as reading:
        data = head(reading, held.log)[1].to_bytes()
    return _plain(request, data, CHECKPOINT, "text/plain; charset=utf-8")


@require_safe
@needs(Action.EXPORT, FieldClass.CUSTODY)
def tile(request: HttpRequest, path: str) -> HttpResponse:
    """A tile or a bundle of entries, as tlog-tiles has it."""
    said_purpose(request)
    found = _ADDRESS.fullmatch(path)
    if found is None:
        raise Http404
    index = int(found[2].replace("x", "").replace("/", ""))
    width = int(found[3] or WIDTH)
    entries = found[1] == ENTRIES
    asked = Tile(0 if entries else int(found[1]), index, width)
    if f"tile/{path}" != (bundle_path(asked) if entries else asked.path) or not width:
        raise Http404
    held = _ledger()
    with opened(held) as store, store.reading() as reading:
        data = _bundle(reading, asked) if entries else _hashes(reading, asked)
    return _plain(request, data, f"tile/{path}", "application/octet-stream")


@require_safe
@needs(Action.EXPORT, FieldClass.CUSTODY)
def policy(request: HttpRequest, name: str) -> HttpResponse:
    """One of the two policies, or the verifier."""
    said_purpose(request)
    if name == VERIFIER:
        return file_of(request, verifier(), VERIFIER, "text/x-python; charset=utf-8")
    if name not in (SIGNERS, COSIGNERS):
        raise Http404
    try:
        return file_of(request, file_bytes(name), name, "text/plain; charset=utf-8")
    except HandoverError:
        raise Http404 from None


def _ledger() -> Ledger:
    try:
        return ledger()
    except HandoverError:
        raise Http404 from None


def _hashes(reading: Reading, asked: Tile) -> bytes:
    data = reading.tile(asked.level, asked.index)[: HASH_SIZE * asked.width]
    if len(data) != HASH_SIZE * asked.width:
        raise Http404
    return data


def _bundle(reading: Reading, asked: Tile) -> bytes:
    start = asked.index * WIDTH
    entries = list(reading.entries(start, start + asked.width))
    if len(entries) != asked.width:
        raise Http404
    return to_bundle(entries)


def _plain(request: HttpRequest, data: bytes, what: str, kind: str) -> HttpResponse:
    return taken(request, HttpResponse(data, content_type=kind), (LOG, ""), what)
