"""Sheets: proposing drafts for publication, taking a claim back, and what became of it."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from repatria.desks.accounts import sessions
from repatria.desks.accounts.asking import can
from repatria.desks.accounts.guards import needs
from repatria.desks.accounts.proposals.errors import ProposalError
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.common.jobs.present import shown as shown_job
from repatria.desks.common.models import Job
from repatria.desks.common.sentences import told
from repatria.desks.press import claim_words
from repatria.desks.press.cards import card
from repatria.desks.press.present import open_now
from repatria.desks.press.proposed import describe
from repatria.desks.press.queries import drafts as queries
from repatria.desks.press.queries import held
from repatria.desks.press.services import sheets as services
from repatria.desks.press.services.sheets import JOB, SheetError
from repatria.desks.press.views.documents import SECTION, reader
from repatria.desks.press.views.drafts import listed

_SEE = needs(Action.VIEW, FieldClass.PRESS)
_PROPOSE = needs(Action.PROPOSE, FieldClass.PRESS)


@_PROPOSE
@require_POST
def propose(request: HttpRequest) -> HttpResponse:
    """Propose the drafts that were ticked, all of them or none."""
    rows = [queries.draft(request.user, code) for code in request.POST.getlist("draft")]
    if None in rows:
        raise Http404
    try:
        sheet = services.propose(
            [row for row in rows if row is not None], reader(request), sessions.name_of(request)
        )
    except SheetError as error:
        wrong = {one.claim_id.removeprefix("c-"): told(one.message) for one in error.wrong}
        return listed(request, str(error), wrong, status=422)
    except ProposalError as error:
        return listed(request, str(error), status=409)
    messages.success(request, _("Proposed. It waits for a second person."))
    return redirect("proposals:one", sheet.proposal_id)


@_SEE
@require_http_methods(["GET", "HEAD"])
def sheet(request: HttpRequest, code: str) -> HttpResponse:
    """A sheet: what two people publish together, and what became of it."""
    of = queries.sheet(request.user, code)
    if of is None or of.proposal is None:
        raise Http404
    opened = partial(open_now, request)
    job = Job.objects.filter(name=JOB, key=f"sheet {of.code}").order_by("-pk").first()
    context = {
        "section": SECTION,
        "sheet": of,
        "proposal": of.proposal,
        "lines": describe(of.proposal.payload),
        "cards": [card(opened, one, one.latest) for one in of.drafts.all()],
        "may_look": can(request.user, Action.VIEW, FieldClass.CAPTIVE_FOOTAGE),
        "withdrawals": of.withdrawals.all(),
        "job": shown_job(job, timezone.now()) if job is not None else None,
    }
    return render(request, "press/sheet.html", context)


@_PROPOSE
@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: HttpRequest, claim: str) -> HttpResponse:
    """Propose to withdraw a published claim, and say why."""
    public, draft = held.claim(claim), queries.draft_of_claim(claim)
    if draft is not None and queries.draft(request.user, draft.code) is None:
        raise Http404
    if public is None and draft is None:
        raise Http404
    refusal, reason = "", request.POST.get("reason", "")
    if request.method == "POST":
        try:
            made = services.take_back(claim, reason, reader(request), sessions.name_of(request))
        except (SheetError, ProposalError) as error:
            refusal = str(error)
        else:
            messages.success(request, _("Proposed. It waits for a second person."))
            return redirect("proposals:one", made.proposal_id)
    words = ""
    if public is not None:
        exchanges = {one.code: one for one in held.exchanges()}
        names = claim_words.names_of([public], exchanges)
        words = claim_words.line(public, names, exchanges)
    elif draft is not None:
        words = card(partial(open_now, request), draft, draft.latest).line
    context = {
        "section": SECTION, "claim": claim, "words": words, "public": public, "draft": draft,
        "refusal": refusal, "reason": reason,
    }  # fmt: skip
    return render(request, "press/take_back.html", context, status=422 if refusal else 200)
