"""My tokens: listed, made, ended."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from repatria.desks.accounts import sessions
from repatria.desks.accounts.freshness import fresh_sign_in
from repatria.desks.accounts.models import ApiToken
from repatria.desks.accounts.rights import ROLE_WORDS, Role
from repatria.desks.accounts.services import AccountError
from repatria.desks.accounts.tokens import services
from repatria.desks.accounts.tokens.forms import TokenForm
from repatria.desks.accounts.views.me import owner


@login_required
@require_http_methods(["GET", "HEAD"])
def mine(request: HttpRequest) -> HttpResponse:
    """My tokens, those that are over last."""
    held = sorted(ApiToken.objects.filter(user=owner(request)), key=lambda one: one.over)
    return render(request, "accounts/tokens.html", {"tokens": [_told(one) for one in held]})


@login_required
@fresh_sign_in()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Make one; the key is shown once."""
    user = owner(request)
    form = TokenForm(request.POST or None, of=user)
    if form.is_valid():
        given = form.cleaned_data
        try:
            made = services.create(
                user, given["name"], form.roles(), given["days"],
                enters=given["enters"], session=sessions.name_of(request),
            )  # fmt: skip
        except AccountError as refusal:
            form.add_error(None, str(refusal))
        else:
            return render(request, "accounts/token_made.html", {"made": made})
    return render(request, "accounts/new_token.html", {"form": form, "roles": user.roles})


@login_required
@require_POST
def end(request: HttpRequest, code: str) -> HttpResponse:
    """End one of mine. It may be over already: then nothing is left to do, and no error."""
    user = owner(request)
    token = get_object_or_404(ApiToken, code=code, user=user)
    services.revoke(token, by=user, session=sessions.name_of(request))
    messages.success(request, _("That token is ended."))
    return redirect("accounts:tokens")


def _told(token: ApiToken) -> dict[str, Any]:
    return {"token": token, "roles": [ROLE_WORDS[Role(each)] for each in token.roles]}
