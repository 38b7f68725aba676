"""A frozen list is put to its holders: what was asked, what was answered, who goes."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
    require_safe,
)

from repatria.base.errors import RepatriaError
from repatria.desks.accounts import sessions
from repatria.desks.accounts.freshness import fresh_sign_in
from repatria.desks.accounts.guards import needs
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.exchanges.forms import WhyForm
from repatria.desks.exchanges.forms_offers import OfferForm, RateForm
from repatria.desks.exchanges.models import Freeze, FreezeState
from repatria.desks.exchanges.queries import offers as found
from repatria.desks.exchanges.queries.caseworker import over_of
from repatria.desks.exchanges.registered import FROZEN
from repatria.desks.exchanges.services import backs, overs
from repatria.desks.exchanges.services import offers as services
from repatria.desks.exchanges.views.common import (
    LISTED,
    found_frozen,
    may_change,
    may_propose,
    noted,
    page_of,
    reader,
    taken,
    waiting_for,
)
from repatria.desks.exchanges.words_offers import going_words

ON_A_PAGE = 100


@require_safe
def offers(request: HttpRequest, code: str) -> HttpResponse:
    """Offers, deadlines and what the answers come to, in counts."""
    held = frozen_list(request, code)
    context: dict[str, Any] = {
        "of": held.draft.of,
        "freeze": held,
        "lottery": held.lottery,
        "entries": held.entries.select_related("entered_by", "entered_with").order_by("-number"),
        "waiting": waiting_for(services.KIND, held.code),
        "turning": waiting_for(backs.KIND, held.code),
        "closing": waiting_for(overs.KIND, held.code),
        "over": over_of(held),
        "came": timezone.localdate() >= held.draft.on,
        "may_change": may_change(request, held),
        "may_propose": may_propose(request, held),
        "why_form": WhyForm(),
        **_standing(request, held),
    }
    response = page_of(request, "offers.html", context)
    noted(request, (FROZEN, held.code))
    return response


def _standing(request: HttpRequest, held: Freeze) -> dict[str, Any]:
    """What was asked and answered, and what it comes to."""
    today = timezone.localdate()
    state = found.asking(held)
    done, going = found.ends(held, state, today)
    rate = RateForm(request.GET if "rate" in request.GET else None)
    return {
        "offers": found.offers(held, state, today),
        "going": [(each, [(going_words(why), n) for why, n in each.why]) for each in going],
        "settled": done.settled,
        "rate": rate,
        "asked": _how_many(held, rate),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Action.PROPOSE, FieldClass.PLANNING)
@fresh_sign_in()
def new_offer(request: HttpRequest, code: str) -> HttpResponse:
    """Put the next of the order to a holder: a second person agrees before it is done."""
    held = frozen_list(request, code, Action.PROPOSE)
    posted = request.method == "POST"
    form = OfferForm(found.sides_of(held), request.POST if posted else None)
    if posted and form.is_valid():
        given = form.cleaned_data
        try:
            made = services.propose(
                held, reader(request), given["holder"], given["most"], given["deadline"],
                session=sessions.name_of(request), fresh=True,
            )  # fmt: skip
        except RepatriaError as error:
            form.add_error(None, str(error))
        else:
            return redirect("proposals:one", made.pk)
    codes = found.next_codes(held, timezone.localdate())
    next_of = list(zip(found.sides_of(held), reversed([len(each) for each in codes]), strict=True))
    context = {"of": held.draft.of, "freeze": held, "form": form, "next": next_of}
    return page_of(request, "offer_new.html", context, 422 if form.is_bound else 200)


@require_POST
def over(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Take an offer back, with a reason, once a second person agrees."""
    held = frozen_list(request, code, Action.ENTER)
    form = WhyForm(request.POST)
    try:
        why = form.cleaned_data["why"] if form.is_valid() else ""
        made = backs.offer_back(
            held, reader(request), number, why, session=sessions.name_of(request)
        )
    except RepatriaError as error:
        messages.error(request, str(error))
    else:
        return redirect("proposals:one", made.pk)
    return redirect("exchanges:offers", held.code)


@require_GET
@needs(Action.VIEW, FieldClass.LISTED)
def going(request: HttpRequest, code: str) -> HttpResponse:
    """Who goes on the answers as they are, and why everybody else does not: codes."""
    held = frozen_list(request, code)
    today = timezone.localdate()
    done, _rows = found.ends(held, found.asking(held), today)
    order = found.order_of(held)
    goes = {each: at for line in done.listed for at, each in enumerate(line, 1)}
    rows = [
        (who, side, goes.get(who), going_words(done.why[who]))
        for side, line in zip(order.terms.sides, order.codes, strict=True)
        for who in line
        if request.GET.get("all") or who in goes
    ]
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"of": held.draft.of, "freeze": held, "page": page, "settled": done.settled,
               "whole": bool(request.GET.get("all"))}  # fmt: skip
    response = page_of(request, "going.html", context)
    noted(request, (FROZEN, held.code), LISTED, count=len(page.object_list))
    return response


@require_GET
def opening(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """One line of an entry with its way to the root, for whoever has to be shown it."""
    held = frozen_list(request, code, Action.EXPORT, FieldClass.LISTED)
    entry = held.entries.filter(number=number).first()
    if entry is None:
        raise Http404
    who = request.GET.get("code", "").strip()
    try:
        data = services.opening_of(entry, who)
    except RepatriaError as error:
        # That somebody is not in an entry is an answer too.
        noted(request, (FROZEN, held.code), LISTED, kind="opening", count=0)
        messages.error(request, str(error))
        return redirect("exchanges:offers", held.code)
    response = HttpResponse(data, content_type="application/jsonl")
    name = f"{held.code}-{entry.number}.opening"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return taken(request, response, (FROZEN, held.code), "opening", LISTED)


def frozen_list(
    request: HttpRequest,
    code: str,
    action: Action = Action.VIEW,
    of: FieldClass = FieldClass.PLANNING,
) -> Freeze:
    """A list that is made for good, or Http404."""
    held = found_frozen(request, code, action, of)
    if held.state != FreezeState.FROZEN:
        raise Http404
    return held


def _how_many(held: Freeze, form: RateForm) -> list[Any]:
    if not form.is_valid():
        return []
    from repatria.desks.exchanges.queries.agreements import said

    rate = float(form.cleaned_data["rate"]) / 100
    return [
        (side, places, [said(each.sentence) for each in chances])
        for side, places, chances in found.how_many_to_ask(held, rate)
    ]
