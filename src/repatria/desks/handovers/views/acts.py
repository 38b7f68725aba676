"""The list of acts, and an act that is written."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from repatria.base.errors import RepatriaError
from repatria.desks.accounts import sessions
from repatria.desks.accounts.guards import needs
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.handovers import setup
from repatria.desks.handovers.forms import ACT_FORMS, NoteForm, RefusalForm
from repatria.desks.handovers.models import Act, Stands
from repatria.desks.handovers.refusals import HandoverError, said
from repatria.desks.handovers.services.taking import take_note
from repatria.desks.handovers.services.writing import write_act
from repatria.desks.handovers.views.common import found, noted, page_of, reader, said_purpose
from repatria.desks.handovers.words import KIND_WORDS
from repatria.ledger.act import DIGEST, read_act
from repatria.ledger.note import read_note
from repatria.ledger.refusing import LedgerRefused

ON_A_PAGE = 50


@require_safe
@needs(Action.VIEW, FieldClass.CUSTODY)
def acts(request: HttpRequest) -> HttpResponse:
    """Every act that the reader may see: how it stands, who has signed, who is missing."""
    said_purpose(request)
    seen = Act.objects.visible_to(request.user)
    stands = request.GET.get("stands", "")
    rows = seen.filter(stands=stands) if stands in Stands.values else seen
    page = Paginator(rows.order_by("-pk"), ON_A_PAGE).get_page(request.GET.get("page"))
    held = {each["stands"]: each["count"]
            for each in seen.order_by().values("stands").annotate(count=Count("pk"))}  # fmt: skip
    context = {
        "page": page,
        "rows": [(each, KIND_WORDS.get(each.kind, each.kind)) for each in page],
        "counts": [(each, each.label, held[each]) for each in Stands if each in held],
        "stands": stands,
        "missing": setup.missing(),
        "trouble": setup.trouble(),
    }
    response = page_of(request, "acts.html", context)
    noted(request, count=len(page))
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Action.ENTER, FieldClass.CUSTODY)
def new(request: HttpRequest, kind: str) -> HttpResponse:
    """An act that nobody has signed yet."""
    if kind not in ACT_FORMS:
        raise Http404
    return _write(request, kind, {}, "")


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Action.ENTER, FieldClass.CUSTODY)
def correct(request: HttpRequest, digest: str) -> HttpResponse:
    """A further act that stands in the place of a complete one."""
    act = found(request, digest)
    if act.kind not in ACT_FORMS or act.stands != Stands.COMPLETE:
        raise Http404
    return _write(request, act.kind, _initial(act), act.digest, act)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Action.ENTER, FieldClass.CUSTODY)
def refuse(request: HttpRequest, digest: str) -> HttpResponse:
    """The act of somebody who will not sign."""
    act = found(request, digest)
    if act.first is None or act.kind in ("refusal", "key", "revocation"):
        raise Http404
    form = RefusalForm(act.missing, request.POST or None)
    if request.method == "POST" and form.is_valid():
        by = form.cleaned_data["by"]
        values = {
            "reference": f"{act.reference[:60]}/refused-by-{by}"[:100],
            "by": by,
            "of": f"{DIGEST}{act.digest}",
            "reason": form.cleaned_data["reason"],
        }
        try:
            made = write_act(reader(request), "refusal", values,
                             session=sessions.name_of(request))  # fmt: skip
        except (HandoverError, LedgerRefused) as refused:
            form.add_error(None, said(refused))
        else:
            return redirect("handovers:act", made.digest)
    status = 422 if form.is_bound else 200
    return page_of(request, "refuse.html", {"form": form, "act": act}, status)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Action.ENTER, FieldClass.CUSTODY)
def take(request: HttpRequest) -> HttpResponse:
    """A signed act that came from elsewhere."""
    form = NoteForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            act = take_note(reader(request), form.data_bytes(), session=sessions.name_of(request))
        except (HandoverError, LedgerRefused) as refused:
            form.add_error(None, said(refused))
        else:
            return redirect("handovers:act", act.digest)
    return page_of(request, "take.html", {"form": form}, 422 if form.is_bound else 200)


def _write(
    request: HttpRequest, kind: str, initial: dict[str, Any], corrects: str, of: Act | None = None
) -> HttpResponse:
    context: dict[str, Any] = {"kind": kind, "words": KIND_WORDS[kind], "of": of}
    try:
        held = setup.ledger()
    except HandoverError as error:
        context |= {"trouble": said(error)}
        return page_of(request, "new.html", context)
    form = ACT_FORMS[kind](held.signers.members, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        values = form.values() | ({"corrects": f"{DIGEST}{corrects}"} if corrects else {})
        try:
            act = write_act(reader(request), kind, values, session=sessions.name_of(request))
        except LedgerRefused as refused:
            form.refuse(refused)
        except RepatriaError as error:
            form.add_error(None, str(error))
        else:
            return redirect("handovers:act", act.digest)
    context |= {"form": form, "quorum": held.signers.missing(()), "log": held.log.name}
    return page_of(request, "new.html", context, 422 if form.is_bound else 200)


def _initial(act: Act) -> dict[str, Any]:
    """The values of an act, for the form of the one that corrects it."""
    told = read_act(read_note(bytes(act.note)))
    values: dict[str, Any] = {key: told[key] for key, _value in told.fields}
    for key in ("opened", "closed"):
        if key in values:
            values[key] = datetime.fromisoformat(values[key])
    values["intermediary"] = list(told.all("intermediary"))
    values["reservation"] = "\n".join(told.all("reservation"))
    values["late"] = _("correction of an earlier act") if told["late"] else ""
    return values
