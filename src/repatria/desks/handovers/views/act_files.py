"""What an act is taken along as: the note, its proof, all that is needed to check it, scans."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from importlib import resources

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from repatria.desks.accounts.access.reading import sought
from repatria.desks.accounts.asking import require
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.handovers import keeping
from repatria.desks.handovers.models import Act, PaperScan
from repatria.desks.handovers.queries.log import proof_for
from repatria.desks.handovers.refusals import HandoverError, NotSetUp
from repatria.desks.handovers.registered import ACT, SCAN
from repatria.desks.handovers.setup import COSIGNERS, SIGNERS, file_bytes, ledger, opened
from repatria.desks.handovers.views.common import file_of, found, said_purpose, taken

VERIFIER = "verify_act.py"
_EPOCH = (1980, 1, 1, 0, 0, 0)


@require_safe
def note(request: HttpRequest, digest: str) -> HttpResponse:
    """The act with every signature so far: what is signed further."""
    act = found(request, digest, Action.EXPORT)
    return file_of(request, bytes(act.note), f"{name_of(act)}.act", subject=(ACT, act.digest))


@require_safe
def entry(request: HttpRequest, digest: str, index: int) -> HttpResponse:
    """The act as it stands at a place of the log: what the proof is of."""
    act = _placed(request, digest, index)
    data = _pair(index)[0]
    return file_of(request, data, f"{name_of(act)}.{index}.act", subject=(ACT, act.digest))


@require_safe
def proof(request: HttpRequest, digest: str, index: int) -> HttpResponse:
    """The proof that it stands there."""
    act = _placed(request, digest, index)
    data = _pair(index)[1]
    name = f"{name_of(act)}.{index}.tlog-proof"
    return file_of(request, data, name, subject=(ACT, act.digest))


@require_safe
def checking(request: HttpRequest, digest: str) -> HttpResponse:
    """All that somebody needs to check it without us, in one archive."""
    act = found(request, digest, Action.EXPORT)
    if not act.at:
        raise Http404
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in _files(act):
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), data)
    return file_of(request, made.getvalue(), f"{name_of(act)}.zip", "application/zip",
                   (ACT, act.digest))  # fmt: skip


@require_safe
def scan(request: HttpRequest, code: str) -> HttpResponse:
    """A scan, for the party that attached it."""
    require(request.user, Action.EXPORT, FieldClass.CUSTODY)
    held = sought(request, PaperScan.objects.select_related("act"), SCAN, code=code)
    said_purpose(request)
    try:
        data = keeping.held(held.digest, held.ending)
    except HandoverError as error:
        messages.error(request, str(error))
        return redirect("handovers:act", held.act.digest)
    response = HttpResponse(data, content_type=keeping.TYPES[held.ending])
    response.headers["Content-Disposition"] = f'attachment; filename="{held.code}.{held.ending}"'
    return taken(request, response, (SCAN, held.code), "scan")


def verifier() -> bytes:
    """The file that checks acts without anything of ours."""
    return resources.files("repatria.ledger").joinpath(VERIFIER).read_bytes()


def name_of(act: Act) -> str:
    """A file's name for an act."""
    plain = re.sub(r"[^A-Za-z0-9-]+", "-", f"{act.kind}-{act.reference}").strip("-")
    return f"{plain[:80]}-{act.digest[:8]}"


def _placed(request: HttpRequest, digest: str, index: int) -> Act:
    act = found(request, digest, Action.EXPORT)
    if index not in act.at:
        raise Http404
    return act


def _pair(index: int) -> tuple[bytes, bytes]:
    held = ledger()
    with opened(held) as store, store.reading() as reading:
        (data,) = reading.entries(index, index + 1)
        return data, proof_for(held, reading, index)[0].to_bytes()


def _files(act: Act) -> Iterator[tuple[str, bytes]]:
    names = []
    for index in act.at:
        data, proved = _pair(index)
        base = f"{index}"
        names += [f"{base}.act", f"{base}.tlog-proof"]
        yield names[-2], data
        yield names[-1], proved
    for name in (COSIGNERS, SIGNERS):
        try:
            yield name, file_bytes(name)
        except NotSetUp:
            continue
    yield VERIFIER, verifier()
    yield "README.txt", _readme(" ".join(names)).encode()


def _readme(names: str) -> str:
    return (
        "To check this act without Repatria, with Python and the package cryptography:\n\n"
        f"python3 {VERIFIER} --policy {COSIGNERS} --signers {SIGNERS} {names}\n\n"
        "The two policies say whose keys count. Do not trust those in this archive: compare them "
        "with the ones\nthat you were given by hand. Acts that brought or ended keys go before the "
        "act, each with its proof.\n"
    )
