"""Agreements: both readings side by side, their texts, and the choices that are signed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from repatria.base.errors import InputError, RepatriaError
from repatria.desks.accounts import sessions
from repatria.desks.accounts.asking import require
from repatria.desks.accounts.freshness import fresh_sign_in
from repatria.desks.accounts.guards import needs
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.accounts.visible import belongs
from repatria.desks.common.sentences import told, told_error
from repatria.desks.exchanges.forms import CalledForm, TextForm, WhyForm
from repatria.desks.exchanges.models import Agreement, DoubtChoice, Freeze, PlannedList, Reading
from repatria.desks.exchanges.queries.agreements import (
    doubted,
    explained,
    in_force,
    said,
    side_by_side,
)
from repatria.desks.exchanges.queries.doubts import doubt_of
from repatria.desks.exchanges.registered import AGREEMENT
from repatria.desks.exchanges.services import agreements, choices
from repatria.desks.exchanges.views.common import (
    found_agreement,
    may_change,
    noted,
    page_of,
    reader,
)
from repatria.desks.exchanges.words import VERDICT_CHIPS, VERDICT_WORDS


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Action.ENTER, FieldClass.PLANNING)
def new(request: HttpRequest) -> HttpResponse:
    """An agreement that is not here yet, from one party's text."""
    return _text(request, None)


@require_POST
@needs(Action.ENTER, FieldClass.PLANNING)
def shipped(request: HttpRequest) -> HttpResponse:
    """One that comes with Repatria, with a click."""
    names = agreements.shipped().get(request.POST.get("name", ""))
    if names is None:
        raise Http404
    try:
        made = agreements.take_shipped(reader(request), names, session=sessions.name_of(request))
    except RepatriaError as error:
        messages.error(request, told_error(error))
        return redirect("exchanges:home")
    return redirect("exchanges:agreement", made.code)


@require_safe
def agreement(request: HttpRequest, code: str) -> HttpResponse:
    """The readings in force side by side, term by term, and what is doubtful in each."""
    return _shown(request, found_agreement(request, code))


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Action.ENTER, FieldClass.PLANNING)
def tell(request: HttpRequest, code: str) -> HttpResponse:
    """A further reading, or a new version of one."""
    return _text(request, found_agreement(request, code, Action.ENTER))


@require_POST
def called(request: HttpRequest, code: str) -> HttpResponse:
    """What else the register calls the sides."""
    of = found_agreement(request, code, Action.ENTER)
    form = CalledForm(of.sides, request.POST)
    if form.is_valid():
        words = {side: form.words(name)
                 for side, name in zip(of.sides, ("first", "second"), strict=True)}  # fmt: skip
        try:
            agreements.call_sides(of, reader(request), words, session=sessions.name_of(request))
        except RepatriaError as error:
            form.add_error(None, told_error(error))
        else:
            messages.success(request, _("Kept. It holds for the next version of a list."))
            return redirect("exchanges:agreement", of.code)
    return _shown(request, of, form)


@require_safe
def reading(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """One version: its text, its lines explained, its doubts."""
    of = found_agreement(request, code)
    row = _reading(of, pk)
    newest = row in in_force(of)
    context = {
        "of": of,
        "reading": row,
        "newest": newest,
        "lines": [(each.line, said(each.phrase)) for each in explained(row)],
        "doubts": doubted(row),
        "versions": of.readings.filter(teller=row.teller).select_related("entered_by"),
        "frozen": Freeze.objects.visible_to(request.user).filter(draft__reading=row),
        "own": belongs(of, request.user),
    }
    response = page_of(request, "reading.html", context)
    noted(request, (AGREEMENT, of.code))
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Action.SIGN, FieldClass.PLANNING)
@fresh_sign_in()
def sign(request: HttpRequest, code: str, pk: int, key: str) -> HttpResponse:
    """Sign that a list may be made in spite of a doubt: with the second factor, and why."""
    of = found_agreement(request, code, Action.SIGN)
    row = _reading(of, pk)
    doubt = doubt_of(row, key)
    if doubt is None:
        raise Http404
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            choices.sign(row, doubt, reader(request), form.cleaned_data["why"],
                         session=sessions.name_of(request), fresh=True)  # fmt: skip
        except RepatriaError as error:
            form.add_error(None, told_error(error))
        else:
            return redirect("exchanges:reading", of.code, row.pk)
    context = {"of": of, "reading": row, "doubt": doubt, "form": form}
    return page_of(request, "sign.html", context, 422 if form.is_bound else 200)


@require_POST
def withdraw(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Take a signed choice back."""
    require(request.user, Action.SIGN, FieldClass.PLANNING)
    of = found_agreement(request, code, Action.SIGN)
    row = DoubtChoice.objects.filter(agreement=of, pk=pk).first()
    if row is None:
        raise Http404
    form = WhyForm(request.POST)
    why = form.cleaned_data["why"] if form.is_valid() else ""
    try:
        choices.withdraw(row, reader(request), why, session=sessions.name_of(request))
    except RepatriaError as error:
        messages.error(request, told_error(error))
    return redirect("exchanges:agreement", of.code)


def _shown(request: HttpRequest, of: Agreement, form: CalledForm | None = None) -> HttpResponse:
    force = in_force(of)
    pair = [each for each in force if each.teller in of.sides]
    terms = side_by_side(pair[0], pair[1]) if len(pair) == 2 else []
    initial = {name: ", ".join(of.called.get(side, ()))
               for side, name in zip(of.sides, ("first", "second"), strict=True)}  # fmt: skip
    context = {
        "of": of,
        "readings": [(each, doubted(each)) for each in force],
        "pair": pair,
        "alone": [
            (each, [said(line.phrase) for line in explained(each)])
            for each in (force if len(pair) < 2 else [])
        ],
        "terms": [(each, VERDICT_WORDS[each.verdict], VERDICT_CHIPS[each.verdict])
                  for each in terms],
        "counts": [(VERDICT_WORDS[verdict], sum(each.verdict is verdict for each in terms))
                   for verdict in VERDICT_WORDS],
        "lists": PlannedList.objects.visible_to(request.user).filter(agreement=of)[:50],
        "choices": of.choices.select_related("by", "withdrawn_by"),
        "may_change": may_change(request, of),
        "own": belongs(of, request.user),
        "called": form or CalledForm(of.sides, initial=initial),
    }  # fmt: skip
    response = page_of(request, "agreement.html", context, 422 if form else 200)
    noted(request, (AGREEMENT, of.code))
    return response


def _text(request: HttpRequest, of: Agreement | None) -> HttpResponse:
    form = TextForm(request.POST or None, request.FILES or None)
    problems: list[tuple[int | None, str, str]] = []
    if request.method == "POST" and form.is_valid():
        text, why = form.cleaned_data["text"], form.cleaned_data["why"]
        by, session = reader(request), sessions.name_of(request)
        try:
            if of is None:
                made = agreements.enter(by, text, session=session)
            else:
                made = agreements.tell(of, by, text, why, session=session)
        except InputError as error:
            problems = [(each.row, each.field, told(each.message)) for each in error.problems]
        except RepatriaError as error:
            form.add_error(None, told_error(error))
        else:
            return redirect("exchanges:agreement", made.agreement.code)
    context: dict[str, Any] = {"of": of, "form": form, "problems": problems}
    if problems:
        wrong: dict[int, list[str]] = {}
        for row, field, words in problems:
            wrong.setdefault(row or 0, []).append(f"{field}: {words}" if field else words)
        lines = form.typed().split("\n")
        context["numbered"] = [(at, line, wrong.get(at)) for at, line in enumerate(lines, 1)]
        context["whole"] = wrong.get(0, [])
    return page_of(request, "text.html", context, 422 if form.is_bound else 200)


def _reading(of: Agreement, pk: int) -> Reading:
    row = of.readings.select_related("agreement", "entered_by").filter(pk=pk).first()
    if row is None:
        raise Http404
    return row
