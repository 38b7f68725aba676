"""The pages of proposals: what waits, one of them, and the two answers."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from repatria.desks.accounts import sessions
from repatria.desks.accounts.access.services import note_refused, note_request
from repatria.desks.accounts.asking import require
from repatria.desks.accounts.freshness import fresh_sign_in
from repatria.desks.accounts.models import User
from repatria.desks.accounts.proposals import queries, registry, services
from repatria.desks.accounts.proposals.errors import ProposalError
from repatria.desks.accounts.proposals.models import Proposal
from repatria.desks.accounts.rights import Action

State = Proposal.State


@require_safe
@login_required
def listing(request: HttpRequest) -> HttpResponse:
    """What waits for me, what of mine waits for a colleague, and what was settled lately."""
    for_me, mine, others = queries.waiting(_owner(request))
    return render(
        request,
        "proposals/listing.html",
        {
            "section": "proposals",
            "for_me": for_me,
            "mine": mine,
            "others": others,
            "settled": queries.settled_lately(_owner(request)),
        },
    )


@require_safe
@login_required
def one(request: HttpRequest, number: int) -> HttpResponse:
    """One proposal: what will happen, who proposed it, until when."""
    return _shown(request, _found(request, number))


@login_required
@fresh_sign_in()
@require_http_methods(["GET", "HEAD", "POST"])
def second(request: HttpRequest, number: int) -> HttpResponse:
    """Read it once more, and agree. The second factor was given again before either."""
    row = _found(request, number)
    require(request.user, Action.SECOND, registry.kind(row.kind).field_class)
    if request.method != "POST":
        return _shown(request, row, "proposals/second.html")
    user, session = _owner(request), sessions.name_of(request)
    digest = request.POST.get("digest", "")
    return _settled(
        request,
        row,
        lambda: services.second(number, by=user, session=session, digest=digest, fresh=True),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def decline(request: HttpRequest, number: int) -> HttpResponse:
    """Say no, and why."""
    return _with_reason(request, number, services.decline)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    """Take one's own proposal back, and say why."""
    return _with_reason(request, number, services.withdraw)


def _with_reason(
    request: HttpRequest, number: int, settle: Callable[..., Proposal]
) -> HttpResponse:
    if request.method != "POST":
        return redirect("proposals:one", number)
    row, user = _found(request, number), _owner(request)
    session, reason = sessions.name_of(request), request.POST.get("reason", "")
    return _settled(request, row, lambda: settle(number, by=user, session=session, reason=reason))


def _settled(request: HttpRequest, row: Proposal, act: Callable[[], Proposal]) -> HttpResponse:
    """Carry out an answer; where it is refused, the page says why and keeps what was typed."""
    try:
        held = act()
    except ProposalError as refusal:
        row.refresh_from_db()
        return _shown(request, row, refused=str(refusal))
    said = {
        State.DONE: _("Seconded and carried out."),
        State.SECONDED: _("Seconded; it is being carried out."),
        State.DECLINED: _("Declined. The proposer sees your reason."),
        State.WITHDRAWN: _("Withdrawn."),
    }.get(State(held.state))
    if said:
        messages.success(request, said)
    return redirect("proposals:one", row.pk)


def _shown(
    request: HttpRequest, row: Proposal, template: str = "proposals/one.html", refused: str = ""
) -> HttpResponse:
    context = {
        "section": "proposals",
        "shown": queries.shown(row, _owner(request)),
        "refused": refused,
        "typed": request.POST.get("reason", ""),
    }
    return render(request, template, context, status=409 if refused else 200)


def _found(request: HttpRequest, number: int) -> Proposal:
    """The proposal, whose reading is noted; what is hidden looks like what is not there."""
    rows = Proposal.objects.select_related("proposed_by", "settled_by", "party")
    row = rows.visible_to(request.user).filter(pk=number).first()
    if row is None:
        absent = Http404()
        note_refused(request, absent, ("proposal", str(number)))
        raise absent
    note_request(
        request,
        Action.VIEW,
        row.subject_type,
        row.subject,
        field_classes=(registry.kind(row.kind).field_class,),
        detail={"proposal": row.pk, "kind": row.kind},
    )
    return row


def _owner(request: HttpRequest) -> User:
    user = request.user
    assert isinstance(user, User)
    return user
