"""What stands before every page: the second factor that a role needs, the device that a session is
held to, and what may be kept of an answer."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import gettext as _

from repatria.desks.accounts import events, factors, sessions
from repatria.desks.accounts.asking import Refused
from repatria.desks.accounts.freshness import ask_again
from repatria.desks.accounts.models import User

ALWAYS = frozenset({"account_logout"})
ASKING = frozenset({"account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn"})
SETTING_UP = frozenset(
    {"mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "mfa_view_recovery_codes"}
)


class Guard:
    """Holds back whoever must show something first. A reader without a session costs nothing: no
    store is asked, and the page is the same for all of them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        comes_with_one = settings.SESSION_COOKIE_NAME in request.COOKIES
        if comes_with_one and isinstance(request.user, User) and sessions.over(request):
            logout(request)
        signed_in = comes_with_one and isinstance(request.user, User)
        if signed_in and not sessions.at_home(request):
            # The header of whatever page follows, a missing one too, names nobody.
            setattr(request, "held_back", True)  # noqa: B010, no attribute that Django knows
        response = self.get_response(request)
        patch_vary_headers(response, ("Cookie",))
        if signed_in:
            # Pages with names must not lie in a browser's cache or a proxy's.
            patch_cache_control(response, private=True, no_store=True)
        return response

    def process_view(
        self, request: HttpRequest, _view: object, _args: object, _named: object
    ) -> HttpResponse | None:
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return None
        user, match = request.user, request.resolver_match
        name = match.view_name if match else ""
        if not isinstance(user, User) or name in ALWAYS:
            return None
        if not sessions.at_home(request):
            return self._elsewhere(request, name, match.namespaces if match else [])
        sessions.seen(request)
        if name not in SETTING_UP | ASKING and factors.missing(request, user):
            messages.info(request, _("Set up a second factor first; your roles need one."))
            return redirect("mfa_index")
        return None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Whoever is not signed in may be somebody who may, once they are."""
        if isinstance(error, Refused) and not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return None

    def _elsewhere(
        self, request: HttpRequest, name: str, namespaces: list[str]
    ) -> HttpResponse | None:
        if any(each in settings.REPATRIA_PUBLIC_NAMESPACES for each in namespaces):
            request.user = AnonymousUser()
            return None
        if sessions.seen_elsewhere(request):
            events.signal("session.elsewhere", request, sessions.name_of(request), kind="session")
        if name in ASKING:
            return None
        return ask_again(
            request,
            _("This sign-in began on another device or network. Show that it is you."),
        )
