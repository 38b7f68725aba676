"""People who work here, for those who give them their rights: invite, roles, close."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from repatria.desks.accounts import inviting, queries, services, sessions
from repatria.desks.accounts.forms import InviteForm, RolesForm
from repatria.desks.accounts.freshness import fresh_sign_in
from repatria.desks.accounts.guards import needs
from repatria.desks.accounts.models import Invitation, User
from repatria.desks.accounts.rights import ROLE_WORDS, Action, FieldClass, Role
from repatria.desks.accounts.views.me import owner

SECTION = "people"
_SEE = needs(Action.VIEW, FieldClass.ACCOUNTS)
_MANAGE = needs(Action.MANAGE, FieldClass.ACCOUNTS)


@_SEE
@require_http_methods(["GET", "HEAD"])
def people(request: HttpRequest) -> HttpResponse:
    """Everybody, and who is invited."""
    user = owner(request)
    shown = [
        {"person": one, "roles": [ROLE_WORDS[role] for role in sorted(one.roles)]}
        for one in queries.people_for(user)
    ]
    context = {"people": shown, "invitations": queries.open_invitations(user)}
    return _page(request, "accounts/people.html", context)


@_MANAGE
@fresh_sign_in()
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest) -> HttpResponse:
    """Invite somebody; the link is shown once, to be handed over by a safe way."""
    user = owner(request)
    form = InviteForm(request.POST or None, by=user)
    if form.is_valid():
        given = form.cleaned_data
        made = _tried(
            form,
            lambda: inviting.invite(
                given["email"],
                given["name"],
                given["party"],
                form.roles(),
                by=user,
                session=sessions.name_of(request),
            ),
        )
        if made is not None:
            context = {"made": made, "link": request.build_absolute_uri(made.path)}
            return _page(request, "accounts/invited.html", context)
    return _page(request, "accounts/invite.html", {"form": form})


@_MANAGE
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    user = owner(request)
    found = get_object_or_404(Invitation, pk=pk, party__in=queries.parties_for(user))
    try:
        inviting.withdraw(found, by=user, session=sessions.name_of(request))
        messages.success(request, _("The invitation is withdrawn."))
    except services.AccountError as refusal:
        messages.error(request, str(refusal))
    return redirect("accounts:people")


@_SEE
@require_http_methods(["GET", "HEAD"])
def person(request: HttpRequest, code: str) -> HttpResponse:
    """One person: their roles, with who gave them, and what can be done."""
    user, one = owner(request), _found(request, code)
    grants = [
        {"role": ROLE_WORDS[Role(each.role)], "grant": each}
        for each in queries.grants_in_force(one)
    ]
    may = user.can(Action.MANAGE, FieldClass.ACCOUNTS) and one.pk != user.pk
    return _page(request, "accounts/person.html", {"person": one, "grants": grants, "may": may})


@_MANAGE
@fresh_sign_in()
@require_http_methods(["GET", "HEAD", "POST"])
def roles(request: HttpRequest, code: str) -> HttpResponse:
    """Which roles somebody has from now on."""
    user, one = owner(request), _found(request, code)
    form = RolesForm(request.POST or None, initial={"roles": [each.value for each in one.roles]})
    if form.is_valid():
        wanted, held = form.roles(), one.roles
        changed = _tried(
            form,
            lambda: services.change_roles(
                one,
                add=wanted - held,
                remove=held - wanted,
                until=_end_of(form.cleaned_data["until"]),
                by=user,
                session=sessions.name_of(request),
            ),
        )
        if changed is not None:
            messages.success(request, _("The roles are changed."))
            return redirect("accounts:person", one.code)
    return _page(request, "accounts/roles.html", {"person": one, "form": form})


@_MANAGE
@fresh_sign_in()
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, code: str) -> HttpResponse:
    """Close somebody's account, or open it again."""
    user, one = owner(request), _found(request, code)
    if request.method == "POST":
        change = services.disable if one.is_active else services.enable
        try:
            change(one, by=user, session=sessions.name_of(request))
        except services.AccountError as refusal:
            messages.error(request, str(refusal))
        return redirect("accounts:person", one.code)
    return _page(request, "accounts/close.html", {"person": one})


def _found(request: HttpRequest, code: str) -> User:
    return get_object_or_404(queries.people_for(request.user), code=code)


def _page(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    return render(request, template, {"section": SECTION, **context})


def _tried(form: Any, act: Callable[[], Any]) -> Any:
    """What an act gives; None, and its sentence on the form, where it is refused."""
    try:
        return act()
    except services.AccountError as refusal:
        form.add_error(None, str(refusal))
        return None


def _end_of(day: Any) -> datetime | None:
    if day is None:
        return None
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
