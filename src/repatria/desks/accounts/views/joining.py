"""The page behind the link of an invitation."""

from __future__ import annotations

from allauth.account.internal.flows.login import record_authentication
from allauth.core.internal import ratelimit
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from repatria.desks.accounts import events, inviting
from repatria.desks.accounts.forms import JoinForm
from repatria.desks.accounts.models import Invitation, User
from repatria.desks.accounts.rights import ROLE_WORDS, Role
from repatria.desks.accounts.views.refusals import too_many

BACKEND = "repatria.desks.accounts.backend.Backend"


@never_cache
@sensitive_post_parameters("password", "again")
@sensitive_variables("token", "form")
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, token: str) -> HttpResponse:
    """Show an invitation, and with POST accept it. To look at it uses nothing up."""
    # Looking counts too: each try at a link that is none is written into the log.
    if not ratelimit.consume(request, app="allauth.account", action="signup", limit_get=True):
        return too_many(request)
    try:
        invitation = inviting.opened(token)
        form = JoinForm(
            request.POST or None, email=invitation.email, initial={"name": invitation.name}
        )
        if form.is_valid():
            given = form.cleaned_data
            language = (get_language() or "en")[:2]
            user = inviting.accept(token, given["name"], given["password"], language=language)
            return _first_sign_in(request, user)
    except inviting.LinkError as refusal:
        events.signal("link.refused", request, "", kind="invitation", detail={"why": refusal.kind})
        return render(request, "accounts/no_link.html", {"said": str(refusal)}, status=410)
    return _shown(request, form, invitation)


def _shown(request: HttpRequest, form: JoinForm, invitation: Invitation) -> HttpResponse:
    roles = [ROLE_WORDS[Role(each)] for each in invitation.roles]
    shown = {"form": form, "invitation": invitation, "roles": roles}
    return render(request, "accounts/join.html", shown)


def _first_sign_in(request: HttpRequest, user: User) -> HttpResponse:
    """The password was chosen this moment: it need not be typed again to set up a factor."""
    record_authentication(request, user, method="password", reauthenticated=True)
    login(request, user, backend=BACKEND)
    request.session.set_expiry(0)
    UserSession.objects.create_from_request(request)
    messages.success(request, _("Your account is made. Now set up a second factor."))
    return redirect("mfa_index")
