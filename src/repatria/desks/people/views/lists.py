"""The lists that came in, and handing one in."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from repatria.base.errors import InputError, RepatriaError
from repatria.desks.accounts import sessions
from repatria.desks.accounts.asking import can
from repatria.desks.accounts.guards import needs
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.common.sentences import told_error
from repatria.desks.people.list_forms import ListForm
from repatria.desks.people.models import Sender
from repatria.desks.people.queries.lists import lists as lists_of
from repatria.desks.people.queries.lists import problems_of
from repatria.desks.people.services import add_sender
from repatria.desks.people.services.intake import AboutList, Received, receive
from repatria.desks.people.views.common import page_of, reader

_ON_A_PAGE = 50


@require_safe
@needs(Action.VIEW, FieldClass.IDENTITY)
def lists(request: HttpRequest) -> HttpResponse:
    """Every list, without a name of anybody on it."""
    page = Paginator(lists_of(request.user), _ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "may_enter": can(request.user, Action.TAKE_IN, FieldClass.IDENTITY)}
    return page_of(request, "lists.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Action.TAKE_IN, FieldClass.IDENTITY)
def new_list(request: HttpRequest) -> HttpResponse:
    """Hand a list in. Nothing of it is in the register until somebody has agreed to its report."""
    by = reader(request)
    senders = Sender.objects.filter(party=by.party_id)
    bound = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ListForm(senders, *bound)
    problems: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            found = _received(request, form.cleaned_data)
        except PermissionDenied:
            raise
        except InputError as error:
            problems = problems_of(error)
        except RepatriaError as error:
            form.add_error(None, told_error(error))
        else:
            answer = redirect("people:list", found.of.code)
            if not found.new:
                answer["Location"] += "?again=1"
            return answer
    context = {"form": form, "problems": problems}
    return page_of(request, "list_new.html", context, 422 if form.is_bound else 200)


def _received(request: HttpRequest, given: dict[str, Any]) -> Received:
    by, session = reader(request), sessions.name_of(request)
    about = AboutList(
        **{key: given[key] for key in ("title", "purpose", "dated", "legal_basis", "whom", "says")}
    )
    sender = given["sender"]
    if sender is None:
        sender = Sender.objects.filter(party=by.party_id, name=given["new_sender"].strip()).first()
    if sender is None:
        sender = add_sender(by, given["new_sender"], order=given["order"], session=session)
    file = given["file"]
    return receive(by, sender, file.chunks(), file.name, about, session=session)
