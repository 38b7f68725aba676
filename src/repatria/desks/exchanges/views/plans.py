"""What a rule would do over all rounds to come: the series, the exposure, formulas, vetoes."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from repatria.base.errors import RepatriaError
from repatria.desks.accounts import sessions
from repatria.desks.accounts.rights import Action
from repatria.desks.exchanges.forms_offers import PlanForm
from repatria.desks.exchanges.models import Draft, Plan, PlanState
from repatria.desks.exchanges.queries import plans as told
from repatria.desks.exchanges.registered import PLANNED
from repatria.desks.exchanges.services.plans import ask_plan
from repatria.desks.exchanges.views.common import job_of, may_change, noted, page_of, reader
from repatria.desks.exchanges.views.drafts import one_draft


@require_http_methods(["GET", "HEAD", "POST"])
def plans(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """The plans of a version, and the form for another."""
    posted = request.method == "POST"
    held = one_draft(request, code, number, Action.ENTER if posted else Action.VIEW)
    form = PlanForm(request.POST if posted else None)
    if posted and form.is_valid():
        given = form.cleaned_data
        try:
            made = ask_plan(held, reader(request), given["rounds"], given["carried"] or 0,
                            session=sessions.name_of(request))  # fmt: skip
        except RepatriaError as error:
            form.add_error(None, str(error))
        else:
            return redirect("exchanges:plan", held.of.code, held.number, made.pk)
    context: dict[str, Any] = {
        "of": held.of,
        "draft": held,
        "plans": held.plans.select_related("asked_by"),
        "form": form,
        "may_change": may_change(request, held.of),
    }
    response = page_of(request, "plans.html", context, 422 if form.is_bound else 200)
    noted(request, (PLANNED, held.of.code))
    return response


@require_safe
def plan(request: HttpRequest, code: str, number: int, pk: int) -> HttpResponse:
    """One plan, in counts."""
    held = one_draft(request, code, number)
    found = Plan.objects.filter(draft=held, pk=pk).select_related("asked_by").first()
    if found is None:
        raise Http404
    response = page_of(request, "plan.html", _shown(held, found))
    noted(request, (PLANNED, held.of.code))
    return response


def _shown(held: Draft, plan: Plan) -> dict[str, Any]:
    context: dict[str, Any] = {"of": held.of, "draft": held, "plan": plan, "job": job_of(plan.job)}
    if plan.state != PlanState.DONE:
        return context
    found = plan.found
    context |= {
        "found": found,
        "sides": found["sides"],
        "lines": told.lines(found),
        "kept": told.kept(found),
    }
    if "stages" in found:
        context |= {
            "chart": told.picture(found),
            "stages": told.stages(found),
            "waits": told.waiting(found),
            "tiers": found["tiers"],
            "cheaper": -found["price"],
            "vetoes": told.vetoes(found),
            "balances": told.balances(found),
            "totals": list(zip(found["sides"], found["returned"], found["critical_stranded"],
                               found["stranded"], strict=True)),
            "exposed": list(zip(found["sides"], found["exposure"]["largest"],
                                [at + 1 for at in found["exposure"]["round"]], strict=True)),
            "broken": [at + 1 for at in found["exposure"]["broken"]],
        }  # fmt: skip
    return context
