"""The draw of a list: what is announced, what the sides show, what the beacon gives."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from repatria.base.errors import RepatriaError
from repatria.desks.accounts import sessions
from repatria.desks.accounts.rights import Action
from repatria.desks.exchanges.forms import LotteryForm, OpeningForm, ValueForm, WhyForm
from repatria.desks.exchanges.models import Freeze
from repatria.desks.exchanges.registered import PLANNED
from repatria.desks.exchanges.services import lotteries
from repatria.desks.exchanges.views.common import (
    found_frozen,
    found_list,
    may_change,
    noted,
    page_of,
    reader,
)


@require_http_methods(["GET", "HEAD", "POST"])
def lottery(request: HttpRequest, code: str) -> HttpResponse:
    """What was announced, or the form for it."""
    posted = request.method == "POST"
    of = found_list(request, code, Action.ENTER if posted else Action.VIEW)
    held = of.lotteries.filter(dropped_at=None).first()
    form = LotteryForm(of.agreement.sides, request.POST if posted else None)
    if posted and form.is_valid():
        given = form.cleaned_data
        try:
            lotteries.announce(
                of, reader(request), (given["first"], given["second"]), given["committed_on"],
                given["reveal_by"], given["beacon"], given["beacon_round"], given["beacon_day"],
                session=sessions.name_of(request),
            )  # fmt: skip
        except RepatriaError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The draw is announced. Now a version is committed to."))
            return redirect("exchanges:list", of.code)
    context: dict[str, Any] = {
        "of": of,
        "lottery": held,
        "freeze": Freeze.objects.visible_to(request.user).filter(lottery=held).first(),
        "form": form,
        "dropping": WhyForm(),
        "dropped": of.lotteries.exclude(dropped_at=None),
        "may_change": may_change(request, of),
    }
    response = page_of(request, "lottery.html", context, 422 if form.is_bound else 200)
    noted(request, (PLANNED, of.code))
    return response


@require_POST
def drop(request: HttpRequest, code: str) -> HttpResponse:
    """Give the announced draw up, with a reason."""
    of = found_list(request, code, Action.ENTER)
    held = of.lotteries.filter(dropped_at=None).first()
    if held is None:
        raise Http404
    form = WhyForm(request.POST)
    why = form.cleaned_data["why"] if form.is_valid() else ""
    try:
        lotteries.drop(held, reader(request), why, session=sessions.name_of(request))
    except RepatriaError as error:
        messages.error(request, str(error))
    return redirect("exchanges:lottery", of.code)


@require_POST
def opening(request: HttpRequest, code: str) -> HttpResponse:
    """What a side showed of its commitment."""
    from repatria.desks.exchanges.views.frozen import shown

    held = found_frozen(request, code, Action.ENTER)
    form = OpeningForm(held.draft.of.agreement.sides, request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            made = lotteries.open_side(
                held.lottery, reader(request), given["side"], given["seed"], given["salt"],
                given["day"], session=sessions.name_of(request),
            )  # fmt: skip
        except RepatriaError as error:
            form.add_error(None, str(error))
        else:
            if made.day > held.lottery.reveal_by:
                messages.warning(request, _("It came too late, and counts as a refusal."))
            return redirect("exchanges:frozen", held.code)
    return shown(request, held, opening=form)


@require_POST
def value(request: HttpRequest, code: str) -> HttpResponse:
    """The beacon's value."""
    from repatria.desks.exchanges.views.frozen import shown

    held = found_frozen(request, code, Action.ENTER)
    form = ValueForm(request.POST)
    if form.is_valid():
        try:
            lotteries.set_value(held.lottery, reader(request), form.cleaned_data["value"],
                                session=sessions.name_of(request))  # fmt: skip
        except RepatriaError as error:
            form.add_error(None, str(error))
        else:
            return redirect("exchanges:frozen", held.code)
    return shown(request, held, value=form)
