"""What is entered by hand: somebody new, a statement, a choice, a withdrawal."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from repatria.base.errors import RepatriaError
from repatria.desks.accounts import sessions
from repatria.desks.accounts.asking import require
from repatria.desks.accounts.guards import needs
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.common.sentences import told_error
from repatria.desks.people import services
from repatria.desks.people.fields import FIELDS, keys_for
from repatria.desks.people.forms import PersonForm, StateForm, WhyForm
from repatria.desks.people.health import CONSENTS
from repatria.desks.people.models import Choice, Statement
from repatria.desks.people.present import statement_words
from repatria.desks.people.services.by_hand import enter_person, enter_statement
from repatria.desks.people.views.common import own, page_of, reader, said_purpose

_OWN_FORMS = {"medical_110": "people:medical", **dict.fromkeys(CONSENTS, "people:consent")}
"""Fields that ask for more than who says so: who examined and until when, who heard the answer."""


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Action.ENTER, FieldClass.IDENTITY)
def new(request: HttpRequest) -> HttpResponse:
    """Somebody who is not in the register yet."""
    purpose = said_purpose(request)
    by = reader(request)
    keys = [key for key in keys_for(by.roles, Action.ENTER) if key not in _OWN_FORMS]
    form = PersonForm(keys, request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            person = enter_person(
                by, form.values(), purpose, given["title"], given["said_on"],
                session=sessions.name_of(request),
            )  # fmt: skip
        except RepatriaError as error:
            form.add_error(None, told_error(error))
        else:
            return redirect("people:dossier", person.code)
    status = 422 if form.is_bound else 200
    return page_of(request, "new.html", {"form": form}, status)


@require_http_methods(["GET", "HEAD", "POST"])
def state(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """One statement more on somebody."""
    if key not in FIELDS:
        raise Http404
    of = FIELDS[key]
    require(request.user, Action.ENTER, of.field_class)
    person = own(request, code)
    purpose = said_purpose(request)
    if key in _OWN_FORMS:
        return redirect(_OWN_FORMS[key], person.code)
    form = StateForm(of, request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            enter_statement(
                person, key, form.stated(), reader(request), purpose, given["title"],
                given["said_on"], session=sessions.name_of(request),
            )  # fmt: skip
        except RepatriaError as error:
            form.add_error(None, told_error(error))
        else:
            return _back(code, key)
    status = 422 if form.is_bound else 200
    return page_of(request, "state.html", {"form": form, "person": person, "of": of}, status)


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Show this value in its field, and say why."""
    return _decide(request, code, pk, "choose")


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Take a statement back, and say why."""
    return _decide(request, code, pk, "withdraw")


@require_POST
def unchoose(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Take a choice back: the rule decides again."""
    person = own(request, code)
    choice = Choice.objects.filter(person=person, pk=pk).first()
    if choice is None:
        raise Http404
    form = WhyForm(request.POST)
    if form.is_valid():
        services.unchoose(
            choice, reader(request), form.cleaned_data["why"], session=sessions.name_of(request)
        )
    return _back(code, choice.field)


def _decide(request: HttpRequest, code: str, pk: int, what: str) -> HttpResponse:
    person = own(request, code)
    statement = (
        Statement.objects.visible_to(request.user)
        .filter(person=person, pk=pk, withdrawn_at=None)
        .select_related("source", "source__sender", "entered_by", "person")
        .first()
    )
    if statement is None:
        raise Http404
    require(request.user, Action.ENTER, statement.of.field_class)
    said_purpose(request)
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        why, session = form.cleaned_data["why"], sessions.name_of(request)
        try:
            if what == "choose":
                services.choose(person, statement, reader(request), why, session=session)
            else:
                services.withdraw(statement, reader(request), why, session=session)
        except PermissionDenied:
            raise
        except RepatriaError as error:
            form.add_error(None, told_error(error))
        else:
            return _back(code, statement.field)
    context = {
        "form": form,
        "person": person,
        "of": statement.of,
        "what": what,
        "line": statement_words(statement),
    }
    return page_of(request, "decide.html", context, 422 if form.is_bound else 200)


def _back(code: str, key: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{reverse('people:dossier', args=[code])}#f-{key}")
