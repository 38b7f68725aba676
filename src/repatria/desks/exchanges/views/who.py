"""Who: for those alone whose roles open it. Codes, each look with its purpose, and kept."""

from __future__ import annotations

from itertools import islice
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from repatria.desks.accounts.asking import can, require
from repatria.desks.accounts.guards import needs
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.exchanges import kept
from repatria.desks.exchanges.forms import WhoForm
from repatria.desks.exchanges.models import DraftState, FreezeState
from repatria.desks.exchanges.queries.agreements import terms_of
from repatria.desks.exchanges.queries.drafts import lines
from repatria.desks.exchanges.registered import FROZEN, PLANNED
from repatria.desks.exchanges.views.common import LISTED, found_frozen, noted, page_of
from repatria.desks.exchanges.views.drafts import one_draft
from repatria.desks.exchanges.words import (
    CAUSE_WORDS,
    DISPUTED_WORDS,
    FACT_WORDS,
    NAMED_WORDS,
    REASON_WORDS,
)
from repatria.desks.people.fields import FIELDS
from repatria.planning.terms import Terms

ON_A_PAGE = 100
_OPENS = {"medical": FieldClass.MEDICAL, "holder": FieldClass.STATUS}


@require_GET
@needs(Action.VIEW, FieldClass.LISTED)
def who(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Everybody of a version with their reason, a page at a time."""
    held = one_draft(request, code, number)
    if held.state != DraftState.DONE or held.outcome is None:
        raise Http404
    context = {"of": held.of, "draft": held}
    return _who(request, held.outcome, terms_of(held.reading), context, (PLANNED, held.of.code))


@require_GET
@needs(Action.VIEW, FieldClass.LISTED)
def frozen_who(request: HttpRequest, code: str) -> HttpResponse:
    """The same of a frozen list."""
    held = found_frozen(request, code)
    if held.state != FreezeState.FROZEN or held.outcome is None:
        raise Http404
    context = {"of": held.draft.of, "freeze": held}
    terms = terms_of(held.draft.reading)
    return _who(request, held.outcome, terms, context, (FROZEN, held.code))


@require_GET
@needs(Action.VIEW, FieldClass.LISTED)
def changes(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Who came on since the version before, who went off, and why. Which fact of theirs it was is
    told to whoever may see such facts."""
    held = one_draft(request, code, number)
    if held.state != DraftState.DONE or held.outcome is None:
        raise Http404
    told = kept.unpacked(held.outcome)["changed"]
    rows = [
        {
            "code": who,
            "on": on,
            "cause": CAUSE_WORDS[cause],
            "fields": [FACT_WORDS[name] for name in fields if _opened(request, name)],
            "shut": not all(_opened(request, name) for name in fields),
            "before": REASON_WORDS.get(before, ""),
            "after": REASON_WORDS.get(after, ""),
        }
        for who, on, cause, fields, before, after in told
    ]
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"of": held.of, "draft": held, "page": page}
    response = page_of(request, "changes.html", context)
    noted(request, (PLANNED, held.of.code), LISTED, count=len(page))
    return response


@require_GET
@needs(Action.VIEW, FieldClass.LISTED)
def decide(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """What a commission decides first: disputed facts, those in front on which a place hangs. A
    medical dispute is shown to whoever may see medical facts."""
    held = one_draft(request, code, number)
    if held.state != DraftState.DONE or held.outcome is None:
        raise Http404
    told = kept.unpacked(held.outcome)
    may = {what for what, of in _OPENS.items() if can(request.user, Action.VIEW, of)}
    rows = [
        {
            "code": who,
            "what": DISPUTED_WORDS[what],
            "decides": (reason == "on_list") is not (other == "on_list"),
            "reason": REASON_WORDS[reason],
            "otherwise": REASON_WORDS[other],
            "before": before,
        }
        for who, what, reason, other, _how, before in told["decide"]
        if what in may
    ]
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    named = [
        (NAMED_WORDS[what], codes[:ON_A_PAGE], max(0, len(codes) - ON_A_PAGE))
        for what, codes in told["named"].items()
        if not what.startswith("category_ran") or "medical" in may
    ]
    twins = told["unjudged"]
    new = _facts(request, told["late"])
    off = _facts(request, told.get("pushed", []))
    context = {"of": held.of, "draft": held, "page": page, "named": named,
               "twins": twins[:ON_A_PAGE], "more_twins": max(0, len(twins) - ON_A_PAGE),
               "late": new[:ON_A_PAGE], "more_late": max(0, len(new) - ON_A_PAGE),
               "pushed": off[:ON_A_PAGE], "more_pushed": max(0, len(off) - ON_A_PAGE),
               "left_out": len(told["decide"]) - len(rows)}  # fmt: skip
    response = page_of(request, "decide.html", context)
    classes = (*LISTED, *(_OPENS[what] for what in sorted(may)))
    noted(request, (PLANNED, held.of.code), classes, count=len(page))
    return response


def _who(
    request: HttpRequest,
    outcome: bytes | memoryview,
    terms: Terms,
    context: dict[str, Any],
    subject: tuple[str, str],
) -> HttpResponse:
    require(request.user, Action.VIEW, FieldClass.LISTED)
    form = WhoForm(terms, REASON_WORDS, request.GET)
    given = form.cleaned_data if form.is_valid() else {}
    side, reason = given.get("side"), given.get("reason", "")
    names = (*terms.sides, "")
    rows = [
        each
        for each in lines(outcome, terms.sides)
        if (side is None or each.side == names[side]) and reason in ("", each.reason)
    ]
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    context |= {
        "form": form,
        "page": page,
        "rows": [(each, REASON_WORDS[each.reason]) for each in page],
    }
    response = page_of(request, "who.html", context)
    shown = [each.code for each in islice(page, ON_A_PAGE)]
    noted(request, subject, LISTED, count=len(shown))
    return response


def _facts(request: HttpRequest, pairs: list[list[str]]) -> list[tuple[str, object]]:
    """By code, the words of those facts that the reader may see. A veto is no field."""
    found: list[tuple[str, object]] = []
    for who, key in pairs:
        if key not in FIELDS:
            if _opened(request, key):
                found.append((who, FACT_WORDS[key]))
        elif can(request.user, Action.VIEW, FIELDS[key].field_class):
            found.append((who, FIELDS[key].words))
    return found


def _opened(request: HttpRequest, name: str) -> bool:
    """Whether the reader may see facts of the class that a fact of the plan is of."""
    if name in ("medical", "medical_confirmed", "fit", "stretcher"):
        return can(request.user, Action.VIEW, FieldClass.MEDICAL)
    if name == "camp":
        return can(request.user, Action.VIEW, FieldClass.PLACE)
    return not name or can(request.user, Action.VIEW, FieldClass.STATUS)
