"""The log: its checkpoint, who has cosigned it and who is behind, its entries, what was refused."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from repatria.desks.accounts import sessions
from repatria.desks.accounts.guards import needs
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.handovers import setup
from repatria.desks.handovers.forms import NoteForm, SinceForm
from repatria.desks.handovers.queries.log import cosigners, lines, trail
from repatria.desks.handovers.refusals import HandoverError, said
from repatria.desks.handovers.services.cosigning import take_checkpoint
from repatria.desks.handovers.services.reading import catch_up, unread
from repatria.desks.handovers.views.common import noted, page_of, reader, said_purpose
from repatria.desks.handovers.words import KIND_WORDS, WHY_WORDS
from repatria.ledger.log import head
from repatria.ledger.refusing import LedgerRefused
from repatria.ledger.strict import number_from, to_base64

ON_A_PAGE = 50


@require_safe
@needs(Action.VIEW, FieldClass.CUSTODY)
def log(request: HttpRequest) -> HttpResponse:
    return _shown(request)


@require_POST
@needs(Action.ENTER, FieldClass.CUSTODY)
def take(request: HttpRequest) -> HttpResponse:
    """A checkpoint comes back from a party with its cosignature."""
    form = NoteForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            names = take_checkpoint(
                reader(request), form.data_bytes(), session=sessions.name_of(request)
            )
        except (HandoverError, LedgerRefused) as refused:
            form.add_error(None, said(refused))
        else:
            words = _("The cosignature is good, and is kept: %(names)s.")
            if not names:
                words = _("This cosignature was here already; nothing was changed.")
            messages.success(request, words % {"names": ", ".join(names)})
            return redirect("handovers:log")
    return _shown(request, form)


@require_POST
@needs(Action.ENTER, FieldClass.CUSTODY)
def read(request: HttpRequest) -> HttpResponse:
    """Take in what another hand put into the log: the command line, or another server."""
    try:
        count = catch_up(setup.ledger())
    except (HandoverError, LedgerRefused) as refused:
        messages.error(request, said(refused))
    else:
        messages.success(request, _("Entries read: %(count)s.") % {"count": count})
    return redirect("handovers:log")


def _shown(request: HttpRequest, form: NoteForm | None = None) -> HttpResponse:
    said_purpose(request)
    context: dict[str, Any] = {
        "missing": setup.missing(),
        "cosigning": form or NoteForm(),
        "since": SinceForm(),
    }
    try:
        context |= _told(request, setup.ledger())
    except (HandoverError, LedgerRefused) as refused:
        context |= {"trouble": "" if context["missing"] else said(refused)}
    response = page_of(request, "log.html", context, 422 if form else 200)
    noted(request)
    return response


def _told(request: HttpRequest, held: setup.Ledger) -> dict[str, Any]:
    with setup.opened(held) as store, store.reading() as reading:
        newest, note = head(reading, held.log)
        stop = min(newest.size, _number(request.GET.get("before"), newest.size))
        start = max(0, stop - ON_A_PAGE)
        refused, count = trail(reading)
        who = cosigners(held, reading)
        by = [each.name for each in who if each.size == newest.size]
        return {
            "held": held,
            "newest": newest,
            "root": to_base64(newest.root),
            "checkpoint": note.to_bytes().decode(),
            "cosigners": who,
            "enough": held.cosigners.met(by),
            "needed": held.cosigners.missing(by),
            "entries": [(each, KIND_WORDS.get(each.kind, each.kind))
                        for each in lines(reading, start, stop)],
            "older": start or None,
            "trail": [(each, WHY_WORDS.get(each.why, each.why)) for each in refused],
            "refused": count,
            "unread": unread(held, reading),
        }  # fmt: skip


def _number(text: str | None, otherwise: int) -> int:
    try:
        return number_from(text or "", "")
    except (LedgerRefused, IndexError):
        return otherwise
