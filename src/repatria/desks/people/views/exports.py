"""Files with names: proposed here, seconded among the proposals, fetched here once."""

from __future__ import annotations

from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from repatria.base.errors import RepatriaError
from repatria.desks.accounts import sessions
from repatria.desks.accounts.access import heads
from repatria.desks.accounts.access.reading import HEAD_HEADER, sought
from repatria.desks.accounts.access.services import note_request
from repatria.desks.accounts.asking import can, require
from repatria.desks.accounts.freshness import fresh_sign_in
from repatria.desks.accounts.guards import needs
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.common.jobs.present import shown as job_shown
from repatria.desks.common.models import Job
from repatria.desks.common.sentences import told_error
from repatria.desks.people.exporting.wanted import Wanted
from repatria.desks.people.exporting.words import fields, whom
from repatria.desks.people.forms_exports import ExportForm
from repatria.desks.people.models import Export, ExportState
from repatria.desks.people.queries.exports import exports as exports_of
from repatria.desks.people.registered import EXPORT
from repatria.desks.people.services import exports as services
from repatria.desks.people.views.common import page_of, reader

MOST_SHOWN = 100
_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pfif": "application/xml",
}
_ENDINGS = {"csv": "csv", "xlsx": "xlsx", "pfif": "xml"}


@require_safe
@needs(Action.VIEW, FieldClass.IDENTITY)
def exports(request: HttpRequest) -> HttpResponse:
    """What was proposed and what became of it, without a name of anybody in it."""
    rows = list(exports_of(request.user)[:MOST_SHOWN])
    return page_of(request, "exports.html", {"rows": rows, "may_propose": _may_propose(request)})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Action.PROPOSE, FieldClass.IDENTITY)
def new_export(request: HttpRequest) -> HttpResponse:
    """Propose a file. It counts whom it would hold, and shows none of them."""
    by = reader(request)
    require(by, Action.EXPORT, FieldClass.IDENTITY)
    form = ExportForm(by.party_id, services.exportable(by), request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = services.propose_export(
                by, form.wanted(), given["keys"], given["form"], given["purpose"],
                given["reason"], session=sessions.name_of(request),
            )  # fmt: skip
        except PermissionDenied:
            raise
        except RepatriaError as error:
            form.add_error(None, told_error(error))
        else:
            return redirect("people:export", made.code)
    return page_of(request, "export_new.html", {"form": form}, 422 if form.is_bound else 200)


@require_safe
def export(request: HttpRequest, code: str) -> HttpResponse:
    """One file: whom it holds, who agreed, and whether it can be fetched."""
    of = _found(request, code)
    response = page_of(request, "export.html", _shown(request, of))
    if request.method != "HEAD":
        # It shows nobody, and so asks for no purpose.
        note_request(request, Action.VIEW, EXPORT, of.code)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Action.EXPORT, FieldClass.IDENTITY)
@fresh_sign_in()
def fetch(request: HttpRequest, code: str) -> HttpResponse:
    """Read once more what it is, and take the file: it is not there a second time."""
    of = _found(request, code)
    if request.method != "POST":
        return page_of(request, "export_fetch.html", _shown(request, of))
    try:
        stream = services.fetch(of, reader(request), session=sessions.name_of(request), fresh=True)
    except PermissionDenied:
        raise
    except RepatriaError as error:
        of.refresh_from_db()
        context = _shown(request, of) | {"refused": told_error(error)}
        return page_of(request, "export.html", context, 409)
    name = f"{of.code}.{_ENDINGS[of.form]}"
    response = FileResponse(stream, as_attachment=True, filename=name)
    response.headers["Content-Type"] = _TYPES[of.form]
    response.headers["Repatria-File-Digest"] = of.digest
    response.headers[HEAD_HEADER] = heads.head_line()
    # The guards pass on whatever answer it is; their types know only the usual one.
    return cast(HttpResponse, response)


def _found(request: HttpRequest, code: str) -> Export:
    require(request.user, Action.VIEW, FieldClass.IDENTITY)
    rows = Export.objects.select_related("asked_by", "proposal", "proposal__settled_by", "party")
    return sought(request, rows, EXPORT, code=code)


def _shown(request: HttpRequest, of: Export) -> dict[str, Any]:
    own = of.asked_by_id == reader(request).pk
    return {
        "of": of,
        "whom": list(whom(Wanted.from_json(of.wanted))),
        "fields": fields(of.keys),
        "hours": int(services.FETCH_WITHIN.total_seconds() // 3600),
        "own": own,
        "may_fetch": own and of.state is ExportState.READY,
        "job": _job(of),
    }


def _job(of: Export) -> Any:
    if of.job is None or of.state is not ExportState.WRITING:
        return None
    job = Job.objects.filter(pk=of.job).first()
    return job_shown(job, timezone.now()) if job is not None else None


def _may_propose(request: HttpRequest) -> bool:
    both = (Action.PROPOSE, Action.EXPORT)
    return all(can(request.user, each, FieldClass.IDENTITY) for each in both)
