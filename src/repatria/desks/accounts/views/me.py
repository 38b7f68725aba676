"""What concerns whoever is signed in: their access in words, and their sessions."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from repatria.desks.accounts import factors, queries, services, sessions
from repatria.desks.accounts.models import RoleGrant, User
from repatria.desks.accounts.rights import ROLE_WORDS, Role
from repatria.desks.accounts.rights_text import told


@login_required
@require_http_methods(["GET", "HEAD"])
def me(request: HttpRequest) -> HttpResponse:
    """My access: for whom I work, my roles, and what each allows."""
    user = owner(request)
    grants = queries.grants_in_force(user)
    return render(
        request,
        "accounts/me.html",
        {"person": user, "roles": [_told(each) for each in grants], "factor": factors.has(user)},
    )


@login_required
@require_http_methods(["GET", "HEAD"])
def my_sessions(request: HttpRequest) -> HttpResponse:
    """Where I am signed in."""
    listed = sessions.listed(owner(request), request.session.session_key)
    return render(request, "accounts/sessions.html", {"sessions": listed})


@login_required
@require_POST
def end_session(request: HttpRequest, pk: int) -> HttpResponse:
    """End one of my sessions. It may be over already: then nothing is left to do, and no error."""
    services.end_session(owner(request), pk, session=sessions.name_of(request))
    messages.success(request, _("That session is ended."))
    return redirect("accounts:sessions")


@login_required
@require_POST
def end_others(request: HttpRequest) -> HttpResponse:
    """End all of my sessions but this one."""
    key = request.session.session_key or ""
    services.end_other_sessions(owner(request), key, session=sessions.name_of(request))
    messages.success(request, _("Every other session is ended."))
    return redirect("accounts:sessions")


def owner(request: HttpRequest) -> User:
    """Whoever is signed in; a view behind `login_required` has one."""
    user = request.user
    assert isinstance(user, User)
    return user


def _told(grant: RoleGrant) -> dict[str, Any]:
    role = Role(grant.role)
    return {"role": ROLE_WORDS[role], "grant": grant, "rights": told(role)}
