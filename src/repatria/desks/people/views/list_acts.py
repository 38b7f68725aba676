"""What is decided on a list: what its columns hold, that it is tried, taken in or not."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from repatria.base.errors import RepatriaError
from repatria.desks.accounts import sessions
from repatria.desks.accounts.asking import can
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.accounts.visible import require_own
from repatria.desks.common.sentences import told_error
from repatria.desks.people.forms import WhyForm
from repatria.desks.people.intake.rows import sheet_names
from repatria.desks.people.list_forms import AgreeForm, ColumnsForm, SheetForm
from repatria.desks.people.models import ReceivedList
from repatria.desks.people.refusals import PeopleError
from repatria.desks.people.services import intake
from repatria.desks.people.services.taking_in import ask_approval
from repatria.desks.people.services.trials import ask_trial
from repatria.desks.people.views.common import page_of, reader, said_purpose
from repatria.desks.people.views.one_list import found_list, shown_list


@require_POST
def columns(request: HttpRequest, code: str) -> HttpResponse:
    """Name the columns, and have the list tried by them."""

    def act(of: ReceivedList, session: str) -> None:
        form = ColumnsForm(intake.mapping_of(of), request.POST)
        if not form.is_valid():
            raise PeopleError(str(next(iter(form.errors.values()))[0]))
        intake.name_columns(of, reader(request), form.chosen(), session=session)
        ask_trial(of, reader(request), session=session)

    return _done(request, code, act)


@require_POST
def sheet(request: HttpRequest, code: str) -> HttpResponse:
    def act(of: ReceivedList, session: str) -> None:
        form = SheetForm(sheet_names(intake.path_of(of)), request.POST)
        if not form.is_valid():
            raise PeopleError(str(next(iter(form.errors.values()))[0]))
        intake.choose_sheet(
            of, reader(request), form.cleaned_data["sheet"], form.header(), session=session
        )

    return _done(request, code, act)


@require_POST
def approve(request: HttpRequest, code: str) -> HttpResponse:
    """Agree to the report that was read."""

    def act(of: ReceivedList, session: str) -> None:
        form = AgreeForm(request.POST)
        if not form.is_valid():
            raise PeopleError(str(next(iter(form.errors.values()))[0]))
        ask_approval(of, reader(request), form.cleaned_data["report"], session=session)

    return _done(request, code, act)


@require_POST
def refuse(request: HttpRequest, code: str) -> HttpResponse:
    def act(of: ReceivedList, session: str) -> None:
        form = WhyForm(request.POST)
        why = form.cleaned_data["why"] if form.is_valid() else ""
        intake.refuse(of, reader(request), why, session=session)

    return _done(request, code, act)


def _done(
    request: HttpRequest, code: str, act: Callable[[ReceivedList, str], None]
) -> HttpResponse:
    """Do it and show the list; where it cannot be done, the list with the sentence why."""
    of = found_list(request, code, Action.TAKE_IN)
    require_own(of, reader(request))
    said_purpose(request)
    try:
        act(of, sessions.name_of(request))
    except PermissionDenied:
        raise
    except RepatriaError as error:
        of.refresh_from_db()
        may = can(request.user, Action.TAKE_IN, FieldClass.IDENTITY)
        context = {"of": of, "refusal": told_error(error), **shown_list(request, of, may)}
        return page_of(request, "list.html", context, 422)
    return redirect("people:list", code)
