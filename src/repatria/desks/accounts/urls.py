"""Addresses of accounts. Only those of allauth's pages that are used here are there: nobody signs
up, and no mail is sent."""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as factor
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as keys
from django.urls import include, path

from repatria.desks.accounts.tokens import views as tokens
from repatria.desks.accounts.views import joining, me, people
from repatria.desks.accounts.views.keys import remove_key

ours = (
    [
        path("join/<str:token>", joining.join, name="join"),
        path("me", me.me, name="me"),
        path("me/sessions", me.my_sessions, name="sessions"),
        path("me/sessions/end-others", me.end_others, name="end_others"),
        path("me/sessions/<int:pk>/end", me.end_session, name="end_session"),
        path("me/tokens", tokens.mine, name="tokens"),
        path("me/tokens/new", tokens.new, name="new_token"),
        path("me/tokens/<str:code>/end", tokens.end, name="end_token"),
        path("people", people.people, name="people"),
        path("people/invite", people.invite, name="invite"),
        path("people/invitations/<int:pk>/withdraw", people.withdraw, name="withdraw"),
        path("people/<str:code>", people.person, name="person"),
        path("people/<str:code>/roles", people.roles, name="roles"),
        path("people/<str:code>/close", people.close, name="close"),
    ],
    "accounts",
)

# The names are allauth's own: it sends from page to page by them.
theirs = [
    path("sign-in", account.login, name="account_login"),
    path("sign-out", account.logout, name="account_logout"),
    path("sign-in/closed", account.account_inactive, name="account_inactive"),
    path("sign-in/code", factor.authenticate, name="mfa_authenticate"),
    path("sign-in/passkey", keys.login_webauthn, name="mfa_login_webauthn"),
    path("again/password", account.reauthenticate, name="account_reauthenticate"),
    path("again/code", factor.reauthenticate, name="mfa_reauthenticate"),
    path("again/passkey", keys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("me/password", account.password_change, name="account_change_password"),
    path("me/factor", factor.index, name="mfa_index"),
    path("me/factor/app", totp.activate_totp, name="mfa_activate_totp"),
    path("me/factor/app/remove", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("me/factor/codes", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "me/factor/codes/new",
        recovery.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path("me/factor/keys", keys.list_webauthn, name="mfa_list_webauthn"),
    path("me/factor/keys/add", keys.add_webauthn, name="mfa_add_webauthn"),
    path("me/factor/keys/<int:pk>/remove", remove_key, name="mfa_remove_webauthn"),
]

urlpatterns = [path("", include(ours)), *theirs]
