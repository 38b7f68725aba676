"""The pages of the access log: all of it, one subject's, one's own; and the question what for."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_safe

from repatria.desks.accounts.access import queries, subjects
from repatria.desks.accounts.access.acts import Purpose
from repatria.desks.accounts.access.chain import COVERED
from repatria.desks.accounts.access.forms import FilterForm, PurposeForm
from repatria.desks.accounts.access.heads import head, head_line
from repatria.desks.accounts.access.models import Trace, TraceQuerySet
from repatria.desks.accounts.access.reading import HEAD_HEADER
from repatria.desks.accounts.access.services import (
    note_request,
    purpose_of,
    remember_purpose,
)
from repatria.desks.accounts.access.terms import term_digests
from repatria.desks.accounts.asking import Refused, can, require
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.common.downloads import Column, csv_response

ACCESS_LOG = "access_log"
_CLASS = FieldClass.ACCESS
COLUMNS = tuple(map(Column, (*COVERED, "digest")))


@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """The log, the newest first, with filters for who may search it."""
    require(request.user, Action.VIEW, _CLASS)
    form, rows = _filtered(request)
    page, older = queries.page_of(rows, _number(request.GET.get("before")))
    _note_looking(request, form, len(page))
    return _page(
        request,
        "access/log.html",
        {
            "form": form if can(request.user, Action.SEARCH, _CLASS) else None,
            "rows": queries.shown(page, request.user),
            "older": older,
            "head": head(),
            "may_export": can(request.user, Action.EXPORT, _CLASS),
        },
    )


@require_safe
def log_csv(request: HttpRequest) -> HttpResponseBase:
    """What the filters leave, as a file. It says up to where the log went."""
    require(request.user, Action.EXPORT, _CLASS)
    form, rows = _filtered(request)
    detail = _asked(form)
    note_request(request, Action.EXPORT, ACCESS_LOG, field_classes=(_CLASS,), detail=detail)
    until = head()
    assert until is not None
    oldest_first = rows.filter(sequence__lte=until.sequence).order_by("sequence").iterator(2000)
    name = f"access-log-{until.sequence}-{until.digest[:16]}.csv"
    response = csv_response(name, COLUMNS, queries.exported(oldest_first))
    response.headers[HEAD_HEADER] = str(until)
    return response


@require_safe
@login_required
def of_subject(request: HttpRequest, subject_type: str, subject: str) -> HttpResponse:
    """Who looked at this: for whoever may see it."""
    rows = queries.who_looked(request.user, subject_type, subject)
    if rows is None:
        refusal = Refused(Action.VIEW, _CLASS)
        refusal.subject = (subject_type, subject)  # type: ignore[attr-defined]
        raise refusal
    before = _number(request.GET.get("before"))
    page, older = queries.page_of(rows, before)
    detail: dict[str, Any] = {"terms": term_digests(f"{subject_type} {subject}")}
    if subjects.held(subject_type, subject):
        detail = {"subject_type": subject_type, "subject": subject}
    note_request(request, Action.VIEW, ACCESS_LOG, field_classes=(_CLASS,), detail=detail)
    kind = subjects.known(subject_type)
    return _page(
        request,
        "access/subject.html",
        {
            "subject_type": subjects.words(subject_type),
            "subject": subject,
            "address": kind.address(subject) if kind else "",
            "rows": queries.shown(page, request.user),
            "older": older,
        },
    )


@require_safe
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """My own traces. To read them leaves none."""
    code = getattr(request.user, "code", "")
    rows = Trace.objects.filter(actor=code)
    page, older = queries.page_of(rows, _number(request.GET.get("before")))
    context = {"rows": queries.shown(page, request.user), "older": older}
    return _page(request, "access/mine.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def purpose(request: HttpRequest) -> HttpResponse:
    """What somebody looks for, asked once in a session; then on to where they wanted to go."""
    if request.method == "POST":
        form = PurposeForm(request.POST)
        if form.is_valid():
            remember_purpose(request, Purpose(form.cleaned_data["purpose"]))
            return redirect(_back(request, form.cleaned_data["next"]))
    else:
        wanted = _back(request, request.GET.get("next", ""))
        form = PurposeForm(initial={"purpose": purpose_of(request), "next": wanted})
    return _page(request, "access/purpose.html", {"form": form})


def _filtered(request: HttpRequest) -> tuple[FilterForm, TraceQuerySet]:
    form = FilterForm(request.GET)
    rows = Trace.objects.visible_to(request.user)
    if not form.is_valid():
        return form, rows.none()
    if any(form.cleaned_data.values()):
        require(request.user, Action.SEARCH, _CLASS)
    return form, queries.filtered(rows, form.cleaned_data)


def _note_looking(request: HttpRequest, form: FilterForm, count: int) -> None:
    detail = _asked(form)
    action = Action.SEARCH if detail else Action.VIEW
    note_request(
        request, action, ACCESS_LOG, field_classes=(_CLASS,), detail={**detail, "count": count}
    )


def _asked(form: FilterForm) -> dict[str, Any]:
    """What was filtered by. The word is kept as any search is, and so are the codes, which are
    typed by hand and may be names."""
    given = {name: value for name, value in getattr(form, "cleaned_data", {}).items() if value}
    days = {name: given[name].isoformat() for name in ("since", "until") if name in given}
    typed = {
        name: term_digests(str(given[name]))
        for name in ("actor", "party", "subject_type", "subject", "term")
        if name in given
    }
    action = {"action": given["action"]} if "action" in given else {}
    return {**days, **typed, **action}


def _back(request: HttpRequest, address: str) -> str:
    """Where somebody wanted to go, if that is on this site."""
    here = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if address and here else reverse("accounts:me")


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 18 else None


def _page(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    words = {"section": "access", "head_line": head_line()}
    return render(request, template, {**words, **context})
