"""Capture cards: what is overdue, by holding side, and the card of one person."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from repatria.base.errors import RepatriaError
from repatria.desks.accounts import sessions
from repatria.desks.accounts.access.reading import sought
from repatria.desks.accounts.access.services import note_request
from repatria.desks.accounts.asking import can, require
from repatria.desks.accounts.guards import needs
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.accounts.visible import belongs, require_own
from repatria.desks.common.downloads import Column, csv_response
from repatria.desks.common.sentences import told_error
from repatria.desks.people.cards import (
    ANNEX_IV_B,
    STANDING_WORDS,
    TAKEN_BACK,
    Standing,
    standing,
)
from repatria.desks.people.fields import FIELDS, keys_for
from repatria.desks.people.forms import WhyForm
from repatria.desks.people.forms_words import CardForm, ClockForm
from repatria.desks.people.models import CaptureCard
from repatria.desks.people.queries.cards import (
    MOST_SHOWN,
    names_of,
    not_known,
    occasion_words,
    overdue,
    overdue_lines,
    sides,
)
from repatria.desks.people.registered import CARD
from repatria.desks.people.services.capture_cards import enter_card, start_clock, take_back
from repatria.desks.people.views.common import own, page_of, reader, said_purpose

COLUMNS = tuple(
    Column(name)
    for name in ("card", "person", "held_by", "first_or_again", "since", "due_on", "standing",
                 "received_on", "days_overdue")
)  # fmt: skip


@require_safe
@needs(Action.VIEW, FieldClass.STATUS)
def report(request: HttpRequest) -> HttpResponse:
    """Every holding side by one rule, and the cards that are overdue, as codes."""
    said_purpose(request)
    today = timezone.localdate()
    over = list(overdue(request.user, today)[:MOST_SHOWN])
    unclear = list(not_known(request.user)[:MOST_SHOWN])
    shown = [*over, *unclear]
    names = names_of(each.held_by for each in shown)

    def row(each: CaptureCard) -> dict[str, Any]:
        return {
            "card": each,
            "held_by": names.get(each.held_by, each.held_by),
            "occasion": occasion_words(request.user, each.occasion),
            "over": (today - each.due_on).days,
        }

    context = {
        "today": today.isoformat(),
        "sides": sides(request.user, today),
        "rows": [row(each) for each in over],
        "unclear": [row(each) for each in unclear],
        "shown": shown,
        "most": MOST_SHOWN if MOST_SHOWN in (len(over), len(unclear)) else 0,
        "may_export": can(request.user, Action.EXPORT, FieldClass.STATUS),
    }
    response = page_of(request, "cards.html", context)
    if request.method != "HEAD":
        count = {"count": len(shown)}
        note_request(request, Action.VIEW, CARD, field_classes=(FieldClass.STATUS,), detail=count)
    return response


@require_safe
def report_csv(request: HttpRequest) -> HttpResponseBase:
    """The overdue cards as a file: codes and days, no name and nothing medical."""
    require(request.user, Action.EXPORT, FieldClass.STATUS)
    said_purpose(request)
    today = timezone.localdate()
    rows = list(overdue_lines(request.user, today))
    if request.method != "HEAD":
        count = {"count": len(rows)}
        note_request(request, Action.EXPORT, CARD, field_classes=(FieldClass.STATUS,), detail=count)
    return csv_response(f"overdue-cards-{today}.csv", COLUMNS, rows)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, code: str) -> HttpResponse:
    """Start the clock of one person's card."""
    require(request.user, Action.ENTER, FieldClass.STATUS)
    person = own(request, code)
    said_purpose(request)
    form = ClockForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = start_clock(
                person, reader(request), given["held_by"], given["occasion"], given["on"],
                session=sessions.name_of(request),
            )  # fmt: skip
        except RepatriaError as error:
            form.add_error(None, told_error(error))
        else:
            return redirect("people:card", made.code)
    status = 422 if form.is_bound else 200
    return page_of(request, "card_new.html", {"form": form, "person": person}, status)


@require_http_methods(["GET", "HEAD", "POST"])
def card(request: HttpRequest, code: str) -> HttpResponse:
    """One card: its clock, and the form for what came. The fields are those of Annex IV B that the
    reader may enter."""
    require(request.user, Action.VIEW, FieldClass.STATUS)
    held = sought(request, CaptureCard.objects.select_related("person"), CARD, code=code)
    purpose = said_purpose(request)
    by = reader(request)
    stands = held.withdrawn_at is None
    may = stands and belongs(held, by) and can(by, Action.ENTER, FieldClass.STATUS)
    open_to = set(keys_for(by.roles, Action.ENTER))
    keys = [key for key in ANNEX_IV_B if key in open_to]
    form = CardForm(keys, request.POST or None, came=held.source_id is not None)
    if request.method == "POST":
        require(by, Action.ENTER, FieldClass.STATUS)
        require_own(held, by)
        if form.is_valid():
            given = form.cleaned_data
            try:
                enter_card(
                    held, by, purpose, form.values(), sent_on=given["sent_on"],
                    received_on=given["received_on"], why=given.get("why", ""),
                    session=sessions.name_of(request),
                )  # fmt: skip
            except RepatriaError as error:
                form.add_error(None, told_error(error))
            else:
                return redirect("people:card", held.code)
    elif request.method != "HEAD":
        note_request(request, Action.VIEW, CARD, held.code, field_classes=(FieldClass.STATUS,))
    now = standing(held.due_on, held.sent_on, held.received_on, timezone.localdate())
    context = {
        "card": held,
        "held_by": names_of([held.held_by]).get(held.held_by, held.held_by),
        "occasion": occasion_words(by, held.occasion),
        "standing": STANDING_WORDS[now] if stands else TAKEN_BACK,
        "overdue": stands and now is Standing.OVERDUE,
        "unclear": stands and now is Standing.NOT_KNOWN,
        "form": form if may else None,
        "why": WhyForm(auto_id="id_back_%s") if may else None,
        "shut": [FIELDS[key].words for key in ANNEX_IV_B if key not in open_to],
    }
    return page_of(request, "card.html", context, 422 if form.is_bound else 200)


@require_POST
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """Take back a clock that was started wrongly, with a reason."""
    require(request.user, Action.ENTER, FieldClass.STATUS)
    held = sought(request, CaptureCard.objects.select_related("person"), CARD, code=code)
    said_purpose(request)
    form = WhyForm(request.POST)
    if form.is_valid():
        try:
            take_back(
                held, reader(request), form.cleaned_data["why"], session=sessions.name_of(request)
            )
        except PermissionDenied:
            raise
        except RepatriaError as error:
            form.add_error(None, told_error(error))
        else:
            return redirect("people:card", held.code)
    return page_of(request, "card_withdraw.html", {"form": form, "card": held}, 422)
