"""The desk of a document, the list of drafts, and the page of each."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from repatria.base.errors import InputError
from repatria.desks.accounts import sessions
from repatria.desks.accounts.asking import can
from repatria.desks.accounts.guards import needs
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.accounts.visible import belongs
from repatria.desks.common.sentences import told_error
from repatria.desks.press import beside
from repatria.desks.press.cards import Card, card, cards
from repatria.desks.press.models import ClaimDraft, Document, DraftState
from repatria.desks.press.present import open_now
from repatria.desks.press.queries import drafts as queries
from repatria.desks.press.queries import held
from repatria.desks.press.services import drafts as services
from repatria.desks.press.services.drafts import DraftError
from repatria.desks.press.told import told
from repatria.desks.press.views.documents import SECTION, found, reader
from repatria.desks.record.labels import Names

_SEE = needs(Action.VIEW, FieldClass.PRESS)
_ENTER = needs(Action.ENTER, FieldClass.PRESS)


@_SEE
@require_http_methods(["GET", "HEAD"])
def desk(request: HttpRequest, code: str) -> HttpResponse:
    """A document's text, and beside it what was read in it or entered from it."""
    of = found(request, code)
    if not open_now(request, of) or not of.text:
        return redirect("press:document", code)
    drafts = queries.of_document(request.user, of)
    part = beside.part_of(of, request.GET.get("page"), None)
    shown = cards(partial(open_now, request), drafts)
    context = {
        "document": of,
        "page": part,
        "lines": beside.lines(of, part, drafts, None),
        "cards": [one for one in shown if one.draft.state != DraftState.DROPPED],
        "dropped": [one for one in shown if one.draft.state == DraftState.DROPPED],
        "ready": sum(one.draft.now is DraftState.DRAFT for one in shown),
        **_may(request, of),
    }
    return _page(request, "press/desk.html", context)


@_ENTER
@require_POST
def read(request: HttpRequest, code: str) -> HttpResponse:
    """Read the text by the rules into drafts."""
    of = found(request, code)
    if not open_now(request, of):
        return redirect("press:document", code)
    try:
        new = services.read_document(of, reader(request), sessions.name_of(request))
    except (DraftError, InputError) as error:
        messages.error(request, told_error(error))
    else:
        messages.info(
            request,
            ngettext("%(count)d figure is new.", "%(count)d figures are new.", new) % {"count": new}
            if new
            else _("The rules found nothing new in this text."),
        )
    return redirect("press:desk", code)


@_SEE
@require_http_methods(["GET", "HEAD"])
def listing(request: HttpRequest) -> HttpResponse:
    """Drafts in one state; those that can be proposed with a box each."""
    return listed(request)


def listed(
    request: HttpRequest, refusal: str = "", wrong: dict[str, str] | None = None, status: int = 200
) -> HttpResponse:
    state = request.GET.get("state", DraftState.DRAFT)
    if state not in DraftState.values:
        state = DraftState.DRAFT
    rows = queries.drafts(request.user, state)
    page = queries.page_of(rows, request.GET.get("page"))
    context = {
        "page": page,
        "cards": cards(partial(open_now, request), queries.with_versions(page.object_list), wrong),
        "state": state,
        "states": [(each.value, each.label) for each in DraftState],
        "refusal": refusal,
        "may_propose": can(request.user, Action.PROPOSE, FieldClass.PRESS)
        and state == DraftState.DRAFT,
        **_may(request),
    }
    return _page(request, "press/drafts.html", context, status)


@_SEE
@require_http_methods(["GET", "HEAD"])
def draft(request: HttpRequest, code: str) -> HttpResponse:
    """One draft: what it says now, all its versions, and what became of it. Where its document may
    show captives, its reader says first what for, as for the document."""
    of = _found(request, code)
    shown: Card = card(partial(open_now, request), of, of.latest)
    if shown.shut and can(request.user, Action.VIEW, of.document.content_class):
        return redirect(f"{reverse('press:look', args=[of.document.code])}?draft={of.code}")
    known = held.known()
    names = Names(known.parties, known.speakers)
    context = {
        "card": shown,
        "draft": of,
        "document": of.document,
        "versions": [
            (one, [] if shown.shut else told(one.fields, names)) for one in queries.versions(of)
        ],
        "withdrawals": queries.withdrawals_of(of.claim_id),
        "public": held.claim(of.claim_id) is not None,
        **_may(request, of),
    }
    return _page(request, "press/draft.html", context)


@_ENTER
@require_POST
def drop(request: HttpRequest, code: str) -> HttpResponse:
    of = _found(request, code)
    try:
        services.drop(of, reader(request), sessions.name_of(request))
    except DraftError as error:
        messages.error(request, told_error(error))
    return redirect("press:desk", of.document.code)


@_ENTER
@require_POST
def take_up(request: HttpRequest, code: str) -> HttpResponse:
    of = _found(request, code)
    try:
        services.take_up(of, reader(request), sessions.name_of(request))
    except DraftError as error:
        messages.error(request, told_error(error))
    return redirect("press:desk", of.document.code)


def _found(request: HttpRequest, code: str) -> ClaimDraft:
    of = queries.draft(request.user, code)
    if of is None:
        raise Http404
    return of


def _may(request: HttpRequest, of: Document | ClaimDraft | None = None) -> dict[str, bool]:
    enters = can(request.user, Action.ENTER, FieldClass.PRESS)
    return {
        "may_enter": enters and (of is None or belongs(of, request.user)),
        "may_look": can(request.user, Action.VIEW, FieldClass.CAPTIVE_FOOTAGE),
    }


def _page(
    request: HttpRequest, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    return render(request, template, {"section": SECTION, **context}, status=status)
