"""What was committed to, and the list that the draw made of it; and all that is needed to check it,
for the auditor."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from importlib import resources
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from repatria.base.canonical import canonical_bytes
from repatria.base.errors import RepatriaError
from repatria.desks.accounts import sessions
from repatria.desks.accounts.freshness import fresh_sign_in
from repatria.desks.accounts.guards import needs
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.exchanges.forms import OpeningForm, ValueForm
from repatria.desks.exchanges.models import Freeze, FreezeState
from repatria.desks.exchanges.queries.agreements import terms_of
from repatria.desks.exchanges.queries.drafts import (
    quota_chart,
    quota_pairs,
    quota_rows,
    reason_rows,
)
from repatria.desks.exchanges.refusals import ExchangeError
from repatria.desks.exchanges.registered import FROZEN
from repatria.desks.exchanges.services import freezing
from repatria.desks.exchanges.services.lotteries import draw_of
from repatria.desks.exchanges.views.common import (
    LISTED,
    PLANNING,
    found_frozen,
    job_of,
    may_change,
    may_propose,
    noted,
    page_of,
    reader,
    taken,
    waiting_for,
)
from repatria.planning.lists import checker_of

CHECKERS = ("check_list.py", "check_groups.py")
"""The second needs the first beside it."""
_EPOCH = (1980, 1, 1, 0, 0, 0)


@require_safe
def frozen(request: HttpRequest, code: str) -> HttpResponse:
    """The commitment, the draw, and the list in counts."""
    return shown(request, found_frozen(request, code))


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Action.PROPOSE, FieldClass.PLANNING)
@fresh_sign_in()
def draw(request: HttpRequest, code: str) -> HttpResponse:
    """The step after the draw: authorised with the second factor, carried out by a second
    person."""
    held = found_frozen(request, code, Action.PROPOSE)
    refusal = ""
    if request.method == "POST":
        try:
            made = freezing.propose(
                held, reader(request), session=sessions.name_of(request), fresh=True
            )
        except RepatriaError as error:
            refusal = str(error)
        else:
            return redirect("proposals:one", made.pk)
    context = {"of": held.draft.of, "freeze": held, "refusal": refusal, **_drawn(held)}
    return page_of(request, "draw.html", context, 422 if refusal else 200)


@require_safe
def commitment(request: HttpRequest, code: str) -> HttpResponse:
    """What was published before the run: a file that names nobody."""
    held = found_frozen(request, code, Action.EXPORT)
    response = HttpResponse(canonical_bytes(held.commitment), content_type="application/json")
    response.headers["Content-Disposition"] = f'attachment; filename="{held.code}-commitment.json"'
    return taken(request, response, (FROZEN, held.code), "commitment", PLANNING)


@require_GET
def checking(request: HttpRequest, code: str) -> HttpResponse:
    """The record, the certificate, the opened register and the checker, in one archive. It is as
    secret as the register."""
    held = found_frozen(request, code, Action.EXPORT, FieldClass.LISTED)
    if held.state != FreezeState.FROZEN:
        raise Http404
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files_of(held):
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), data, zipfile.ZIP_DEFLATED)
    response = HttpResponse(made.getvalue(), content_type="application/zip")
    response.headers["Content-Disposition"] = f'attachment; filename="{held.code}-check.zip"'
    return taken(request, response, (FROZEN, held.code), "check.zip", LISTED)


def files_of(held: Freeze) -> Iterator[tuple[str, bytes]]:
    """The files of the archive, by their names."""
    assert held.record is not None
    assert held.certificate is not None
    yield "record.json", zlib.decompress(bytes(held.record))
    yield "certificate.json", zlib.decompress(bytes(held.certificate))
    yield "register.txt", freezing.register_of(held)
    for name in CHECKERS:
        yield name, resources.files("repatria.planning").joinpath(name).read_bytes()
    yield "README.txt", _readme(held).encode()


def shown(request: HttpRequest, held: Freeze, **forms: Any) -> HttpResponse:
    """The page; a form that was refused comes back with what is wrong."""
    of = held.draft.of
    context: dict[str, Any] = {
        "of": of,
        "freeze": held,
        "draft": held.draft,
        "lottery": held.lottery,
        "job": job_of(held.job) if held.state == FreezeState.RUNNING else None,
        "stuck": freezing.stuck(held),
        "waiting": waiting_for(freezing.KIND, held.code),
        "may_change": may_change(request, held),
        "may_propose": may_propose(request, held),
        "opening": forms.get("opening") or OpeningForm(of.agreement.sides),
        "value": forms.get("value") or ValueForm(),
        **_drawn(held),
        **_made(held),
    }
    response = page_of(request, "frozen.html", context, 422 if forms else 200)
    noted(request, (FROZEN, held.code))
    return response


def _drawn(held: Freeze) -> dict[str, Any]:
    """Each side's opening, and whether it counts."""
    sides = held.draft.of.agreement.sides
    rows = {each.side: each for each in held.lottery.openings.all()}
    late = {at for at, each in rows.items() if each.day > held.lottery.reveal_by}
    found = [(side, rows.get(at), at in late) for at, side in enumerate(sides)]
    try:
        draw_of(held.lottery)
    except ExchangeError as error:
        return {"openings": found, "not_yet": str(error), "lottery": held.lottery}
    return {"openings": found, "not_yet": "", "lottery": held.lottery}


def _made(held: Freeze) -> dict[str, Any]:
    if held.state != FreezeState.FROZEN:
        return {}
    terms = terms_of(held.draft.reading)
    quotas = quota_rows(held.summary, held.draft.reading)
    waits, outside = reason_rows(held.summary)
    return {
        "sides": terms.sides,
        "summary": held.summary,
        "listed": list(zip(terms.sides, held.summary["listed"], held.summary["duty"], strict=True)),
        "quotas": quota_pairs(quotas),
        "chart": quota_chart(quotas, terms),
        "waits": waits,
        "outside": outside,
    }


def _readme(held: Freeze) -> str:
    checker = checker_of(terms_of(held.draft.reading))
    return (
        "To check this list without Repatria, with Python 3.11 or newer and nothing else:\n\n"
        f"python3 {checker} record.json certificate.json register.txt\n\n"
        "Do not trust the record in this archive: compare its commitment with the one that was\n"
        f"published before the draw (row {held.trace} of the access log, digest\n"
        f"{held.commitment_digest}), and the beacon's value with the beacon.\n"
        "Take the checker from where you trust it, too.\n"
        "The register is opened here: whoever has this archive has everybody's facts by code.\n"
    )
