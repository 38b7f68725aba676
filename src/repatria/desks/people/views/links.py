"""The queue of pairs that a run proposes, a new run, and the history of judgements."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from repatria.desks.accounts import sessions
from repatria.desks.accounts.access.services import note_request
from repatria.desks.accounts.asking import can, require
from repatria.desks.accounts.guards import needs
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.common.jobs.present import Shown
from repatria.desks.common.jobs.present import shown as shown_job
from repatria.desks.common.models import Job
from repatria.desks.common.sentences import told_error
from repatria.desks.people.judging_forms import WithdrawForm
from repatria.desks.people.judging_page import candidate_words
from repatria.desks.people.judging_words import RULE
from repatria.desks.people.models import Judgement
from repatria.desks.people.queries import links as held_links
from repatria.desks.people.refusals import PeopleError
from repatria.desks.people.registered import LINK_RUN, PERSON
from repatria.desks.people.services import linking
from repatria.desks.people.services.judging import withdraw_judgement
from repatria.desks.people.views.common import page_of, reader, said_purpose

_CLASSES = (FieldClass.IDENTITY,)


@require_safe
@needs(Action.VIEW, FieldClass.IDENTITY)
def links(request: HttpRequest) -> HttpResponse:
    """The weightiest pairs first. With `held`, those that a rule keeps from being proposed."""
    said_purpose(request)
    by = reader(request)
    held = request.GET.get("held") == "1"
    run = held_links.latest_run(by)
    shown = held_links.page(by, _number(request, "after"), held=held)
    context = {
        "run": run,
        "job": _job(request),
        "rows": [candidate_words(each) for each in shown.candidates],
        "after": shown.after,
        "held": held,
        "rule": RULE,
        "may_judge": can(by, Action.JUDGE, FieldClass.IDENTITY),
    }
    response = page_of(request, "links.html", context)
    if request.method != "HEAD":
        codes = dict.fromkeys(
            person.code for each in shown.candidates for person in (each.one, each.other)
        )
        note_request(
            request, Action.VIEW, LINK_RUN, run.code if run else "", field_classes=_CLASSES,
            detail={"found": list(codes), "count": len(codes)},
        )  # fmt: skip
    return response


@require_POST
def start(request: HttpRequest) -> HttpResponse:
    """Ask for a new run; one that is under way goes on."""
    require(request.user, Action.JUDGE, FieldClass.IDENTITY)
    linking.ask(reader(request), session=sessions.name_of(request))
    return HttpResponseRedirect(reverse("people:links"))


@require_safe
@needs(Action.VIEW, FieldClass.IDENTITY)
def judgements(request: HttpRequest) -> HttpResponse:
    """Who judged what and why, and what was taken back, the newest first."""
    said_purpose(request)
    found = held_links.history(request.user, _number(request, "before"))
    more = len(found) > held_links.PAGE
    found = found[: held_links.PAGE]
    context = {"judgements": found, "before": found[-1].pk if more else None}
    response = page_of(request, "judgements.html", context)
    if request.method != "HEAD":
        codes = dict.fromkeys(each.code for of in found for each in (of.one, of.other))
        note_request(
            request, Action.VIEW, LINK_RUN, "", field_classes=_CLASSES,
            detail={"found": list(codes), "count": len(codes)},
        )  # fmt: skip
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Action.VIEW, FieldClass.IDENTITY)
def judgement(request: HttpRequest, code: str) -> HttpResponse:
    """One judgement, and the way to take it back."""
    found = held_links.judgement(request.user, code)
    if found is None:
        raise Http404
    said_purpose(request)
    by = reader(request)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST":
        require(by, Action.JUDGE, FieldClass.IDENTITY)
        if form.is_valid():
            try:
                withdraw_judgement(
                    found, by, form.cleaned_data["why"], session=sessions.name_of(request)
                )
            except PeopleError as error:
                form.add_error(None, told_error(error))
            else:
                return HttpResponseRedirect(reverse("people:judgement", args=[code]))
    context = {"judgement": found, "form": form, "may_withdraw": _may_withdraw(request, found)}
    response = page_of(request, "judgement.html", context, 422 if form.is_bound else 200)
    if request.method != "HEAD":
        for person in (found.one, found.other):
            note_request(
                request, Action.VIEW, PERSON, person.code, field_classes=_CLASSES,
                detail={"kind": found.code},
            )  # fmt: skip
    return response


def _may_withdraw(request: HttpRequest, found: Judgement) -> bool:
    by = reader(request)
    own = found.party_id == by.party_id and found.withdrawn_at is None
    return own and can(by, Action.JUDGE, FieldClass.IDENTITY)


def _job(request: HttpRequest) -> Shown | None:
    run = linking.under_way(reader(request))
    if run is None or run.job is None:
        return None
    job = Job.objects.filter(pk=run.job).first()
    return shown_job(job, timezone.now()) if job is not None else None


def _number(request: HttpRequest, name: str) -> int | None:
    text: Any = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else None
