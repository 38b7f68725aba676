"""A list that is prepared: its versions, and a further one."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from repatria.base.errors import RepatriaError
from repatria.desks.accounts import sessions
from repatria.desks.accounts.guards import needs
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.exchanges.forms import DraftForm, TitleForm
from repatria.desks.exchanges.models import Freeze, Reading
from repatria.desks.exchanges.queries.agreements import doubted, in_force
from repatria.desks.exchanges.registered import PLANNED
from repatria.desks.exchanges.services import committing, drafting
from repatria.desks.exchanges.views.common import (
    found_agreement,
    found_list,
    may_change,
    noted,
    page_of,
    reader,
    waiting_for,
)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Action.ENTER, FieldClass.PLANNING)
def new(request: HttpRequest, code: str) -> HttpResponse:
    """Begin a list under an agreement."""
    of = found_agreement(request, code, Action.ENTER)
    form = TitleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = drafting.begin(of, reader(request), form.cleaned_data["title"],
                                  session=sessions.name_of(request))  # fmt: skip
        except RepatriaError as error:
            form.add_error(None, str(error))
        else:
            return redirect("exchanges:new_draft", made.code)
    context = {"of": of, "form": form}
    return page_of(request, "list_new.html", context, 422 if form.is_bound else 200)


@require_safe
def one(request: HttpRequest, code: str) -> HttpResponse:
    """The versions of a list, and what was committed to."""
    of = found_list(request, code)
    context = {
        "of": of,
        "drafts": of.drafts.select_related("reading", "asked_by").order_by("-number"),
        "frozen": Freeze.objects.visible_to(request.user)
        .filter(draft__of=of)
        .select_related("draft", "lottery"),
        "lottery": of.lotteries.filter(dropped_at=None).first(),
        "waiting": waiting_for(committing.KIND, of.code),
        "may_change": may_change(request, of),
    }
    response = page_of(request, "list.html", context)
    noted(request, (PLANNED, of.code))
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Action.ENTER, FieldClass.PLANNING)
def new_draft(request: HttpRequest, code: str) -> HttpResponse:
    """Have a further version made."""
    of = found_list(request, code, Action.ENTER)
    readings = in_force(of.agreement)
    form = DraftForm(readings, of.agreement.sides, request.POST or None, initial=_initial(of))
    refusal = ""
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        chosen: Reading = next(each for each in readings if str(each.pk) == given["reading"])
        try:
            made = drafting.ask_draft(
                of, reader(request), chosen, given["on"], given["why"], returned=given["returned"],
                unstated_side=given["unstated_side"], session=sessions.name_of(request),
            )  # fmt: skip
        except RepatriaError as error:
            refusal = str(error)
        else:
            return redirect("exchanges:draft", of.code, made.number)
    context: dict[str, Any] = {
        "of": of,
        "form": form,
        "refusal": refusal,
        "doubts": [
            (each, [one for one in doubted(each) if one.open]) for each in readings
        ],
    }  # fmt: skip
    return page_of(request, "draft_new.html", context, 422 if form.is_bound else 200)


def _initial(of: Any) -> dict[str, Any]:
    """What the last version was made of, for the next; the day is today where there is none."""
    last = of.drafts.order_by("-number").first()
    if last is None:
        return {"on": timezone.localdate()}
    told = "\n".join(f"{at}: {one} {two}" for at, (one, two) in sorted(last.returned.items()))
    return {"on": last.on, "unstated_side": last.unstated_side, "returned": told}
