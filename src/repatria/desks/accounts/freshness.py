"""The second factor again, before what cannot be undone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from repatria.desks.accounts import events, factors, sessions
from repatria.desks.accounts.models import User

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def fresh_sign_in(max_age: timedelta = sessions.FRESH_FOR) -> Callable[[View[P]], View[P]]:
    """A view that is carried out only within `max_age` after a second factor was given again, in
    this session and on this device. The sign-in does not count.

    Anything else is sent to the question and comes back to the same address with GET: what was
    posted is not carried out and not kept, so that nobody can leave an act behind for the owner to
    confirm unseen. The address must therefore answer GET, best with the form itself.
    """

    def decorated(view: View[P]) -> View[P]:
        @wraps(view)
        def asked(request: HttpRequest, /, *args: P.args, **named: P.kwargs) -> HttpResponse:
            if not isinstance(request.user, User):
                return redirect_to_login(request.get_full_path())
            if not sessions.fresh(request, max_age):
                return _ask(request, request.user)
            return view(request, *args, **named)

        return asked

    return decorated


def ask_again(request: HttpRequest, why: str) -> HttpResponse:
    """To the question for the second factor, and back here."""
    methods = get_adapter(request).get_reauthentication_methods(request.user)
    if not methods:
        return redirect_to_login(request.get_full_path())
    messages.info(request, why)
    here = request.get_full_path() if request.method in ("GET", "HEAD") else _readable(request)
    return HttpResponseRedirect(f"{methods[0]['url']}?{urlencode({REDIRECT_FIELD_NAME: here})}")


def _ask(request: HttpRequest, user: User) -> HttpResponse:
    if not factors.has(user):
        messages.info(request, _("Set up a second factor first; what you want to do needs one."))
        return redirect("mfa_index")
    if request.method in ("GET", "HEAD"):
        return ask_again(request, _("This needs your second factor again."))
    page = request.resolver_match.view_name if request.resolver_match else ""
    events.signal("factor.asked", request, page, kind="page")
    return ask_again(
        request,
        _("Nothing was done yet. Give your second factor, then send it again."),
    )


def _readable(request: HttpRequest) -> str:
    """Where to come back to after something that was posted."""
    return request.path if request.resolver_match else reverse("accounts:me")
