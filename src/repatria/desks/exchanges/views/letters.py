"""The letter as a sheet to be printed, in the language of whoever reads it; and the files by which
a family checks a place."""

from __future__ import annotations

import io
import zipfile
import zlib
from importlib import resources

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language, gettext, override
from django.views.decorators.http import require_GET

from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.common.made_up import made_up
from repatria.desks.exchanges.models import SealedList
from repatria.desks.exchanges.queries import caseworker as found
from repatria.desks.exchanges.queries.caseworker import Own
from repatria.desks.exchanges.views.caseworker import OWN, SECTION, looked, looked_up
from repatria.desks.people.models import Person as Record
from repatria.ledger.commitment_files import opening_bytes
from repatria.planning.phrases import render as in_words
from repatria.planning.position import position_bytes

CHECKER = "check_own.py"
LINE = (*OWN, FieldClass.MEDICAL)
"""A line of the register tells of health."""
_EPOCH = (1980, 1, 1, 0, 0, 0)


@require_GET
def letter(request: HttpRequest, code: str, who: str) -> HttpResponse:
    """The sheet: nothing of the site, of the list's title or of the person stands on it. Before the
    round is over it is the same for everybody, byte for byte."""
    held, record = looked_up(request, code, who, Action.PRINT)
    over = found.over_of(held)
    if over is None:
        written = found.letter_before(held)
    else:
        one = found.own_of(held, over, request.user, record)
        if one is None:
            raise Http404
        written = found.letter_after(held, one, over, timezone.localdate())
    language = request.GET.get("in", "")
    if language not in dict(settings.LANGUAGES):
        language = (get_language() or settings.LANGUAGE_CODE).split("-")[0]
    with override(language):
        paragraphs = [in_words(each, gettext) for each in written.paragraphs]
        context = {"paragraphs": paragraphs, "made_up": made_up(SECTION)}
        response = render(request, "exchanges/letter.html", context)
    looked(request, held, record, Action.PRINT, "letter")
    return response


@require_GET
def own_files(request: HttpRequest, code: str, who: str) -> HttpResponse:
    """What goes with the letter: the place, the public record, and the program that checks both."""
    held, record, one = _after(request, code, who)
    if one.position is None:
        raise Http404
    assert held.record is not None
    files = {
        "own.json": position_bytes(one.position),
        "record.json": zlib.decompress(bytes(held.record)),
        CHECKER: resources.files("repatria.planning").joinpath(CHECKER).read_bytes(),
        "README.txt": _readme(held).encode(),
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), data, zipfile.ZIP_DEFLATED)
    response = HttpResponse(made.getvalue(), content_type="application/zip")
    response.headers["Content-Disposition"] = f'attachment; filename="{record.code}-own.zip"'
    looked(request, held, record, Action.EXPORT, "own.zip")
    return response


@require_GET
def own_line(request: HttpRequest, code: str, who: str) -> HttpResponse:
    """Somebody's line of the sealed register, to be shown in person: as `check_own.py` reads it,
    or with `?proof=1` with its way to the root, as the ledger's commands read it."""
    held, record, one = _after(request, code, who)
    opening, committed = found.opened(held, one)
    if request.GET.get("proof"):
        data, name = opening_bytes(opening, committed.commitment), f"{record.code}.opening"
    else:
        data = opening.salt.hex().encode() + b" " + opening.line + b"\n"
        name = f"{record.code}-line.txt"
    response = HttpResponse(data, content_type="text/plain; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    looked(request, held, record, Action.EXPORT, "line", LINE)
    return response


def _after(request: HttpRequest, code: str, who: str) -> tuple[SealedList, Record, Own]:
    held, record = looked_up(request, code, who, Action.EXPORT)
    over = found.over_of(held)
    one = found.own_of(held, over, request.user, record) if over is not None else None
    if one is None:
        raise Http404
    return held, record, one


def _readme(held: SealedList) -> str:
    return (
        "To check a place without Repatria, with Python 3.11 or newer and nothing else:\n\n"
        f"python3 {CHECKER} record.json own.json\n\n"
        "With the line of the register that a caseworker opens for you, or with the day of\n"
        "capture as you know it:\n\n"
        f"python3 {CHECKER} record.json own.json line.txt 2025-06-20\n\n"
        "Do not trust the record in this archive: take it from the public log yourself, or\n"
        f"compare its commitment with the one published before the draw (row {held.trace} of the\n"
        f"access log, digest {held.commitment_digest}).\n"
        "Take the program from where you trust it.\n"
    )
