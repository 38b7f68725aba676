"""A version of a list: how far the round is used, how many are not on it and why; and the step with
which it is committed to."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from repatria.base.errors import RepatriaError
from repatria.desks.accounts import sessions
from repatria.desks.accounts.freshness import fresh_sign_in
from repatria.desks.accounts.guards import needs
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.exchanges.models import Draft, DraftState, Freeze
from repatria.desks.exchanges.queries.agreements import explained, in_force, said, terms_of
from repatria.desks.exchanges.queries.doubts import of_draft
from repatria.desks.exchanges.queries.drafts import (
    changed_rows,
    named_rows,
    quota_chart,
    quota_pairs,
    quota_rows,
    reason_rows,
)
from repatria.desks.exchanges.refusals import ExchangeError
from repatria.desks.exchanges.registered import PLANNED
from repatria.desks.exchanges.services import committing
from repatria.desks.exchanges.views.common import (
    found_draft,
    job_of,
    may_change,
    may_propose,
    noted,
    page_of,
    reader,
    waiting_for,
)


@require_safe
def draft(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """One version, in counts."""
    held = one_draft(request, code, number)
    context: dict[str, Any] = {
        "of": held.of,
        "draft": held,
        "job": job_of(held.job) if held.state == DraftState.WAITING else None,
        "doubts": of_draft(held),
        "may_change": may_change(request, held.of),
        "freeze": Freeze.objects.visible_to(request.user).filter(draft=held).first(),
        **_made(request, held),
    }
    response = page_of(request, "draft.html", context)
    noted(request, (PLANNED, held.of.code), count=held.number)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Action.PROPOSE, FieldClass.PLANNING)
@fresh_sign_in()
def commit(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """The step before the draw: authorised with the second factor, carried out by a second
    person."""
    held = one_draft(request, code, number, Action.PROPOSE)
    refusal = ""
    if request.method == "POST":
        try:
            made = committing.propose(
                held, reader(request), session=sessions.name_of(request), fresh=True
            )
        except RepatriaError as error:
            refusal = str(error)
        else:
            return redirect("proposals:one", made.pk)
    lottery = held.of.lotteries.filter(dropped_at=None).first()
    context = {"of": held.of, "draft": held, "lottery": lottery, "refusal": refusal or _not(held)}
    return page_of(request, "commit.html", context, 422 if refusal else 200)


def one_draft(request: HttpRequest, code: str, number: int, action: Action = Action.VIEW) -> Draft:
    """The version, or Http404."""
    held = found_draft(request, code, number, action)
    if held is None:
        raise Http404
    return held


def _made(request: HttpRequest, held: Draft) -> dict[str, Any]:
    """What a version that was made shows."""
    if held.state != DraftState.DONE:
        return {}
    summary, terms = held.summary, terms_of(held.reading)
    quotas = quota_rows(summary, held.reading)
    waiting, outside = reason_rows(summary)
    sides = list(zip(terms.sides, summary["listed"], summary["duty"], strict=True))
    return {
        "sides": terms.sides,
        "summary": summary,
        "listed": sides,
        "robust": _robust(summary, terms.sides),
        "quotas": quota_pairs(quotas),
        "chart": quota_chart(quotas, terms),
        "waits": waiting,
        "outside": outside,
        "not_listed": sum(sum(each.counts) for each in (*waiting, *outside)),
        "named": named_rows(summary),
        "changed": changed_rows(summary),
        "against": held.of.drafts.filter(number=summary.get("against")).first(),
        "would_count": sorted(summary["would_count"].items(), key=lambda each: int(each[0])),
        "owed": [(at, both) for at, both in sorted(summary["owed"].items()) if any(both)],
        "rules": [said(each.phrase) for each in explained(held.reading)],
        "outdated": held.reading not in in_force(held.of.agreement),
        "waits_for": waiting_for(committing.KIND, held.of.code),
        "may_propose": may_propose(request, held.of),
        "not_yet": _not(held),
    }


def _robust(summary: dict[str, Any], sides: tuple[str, str]) -> list[tuple[str, int, int, int]]:
    """By side: on the list in both readings of disputed facts, in the shown one alone, in the other
    alone."""
    if "robust" not in summary:
        return []
    return list(
        zip(sides, summary["robust"], summary["only_shown"], summary["only_other"], strict=True)
    )


def _not(held: Draft) -> str:
    """What stands in the way of committing to a version now; empty where nothing does."""
    try:
        committing.ready(held)
    except ExchangeError as error:
        return str(error)
    return ""
