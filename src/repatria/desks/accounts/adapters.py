"""How allauth is bent to this house: nobody signs up, a second factor cannot be gone round, and
every refusal is a sentence of ours."""

from __future__ import annotations

import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.utils.translation import gettext_lazy as _

from repatria.base.errors import RepatriaError
from repatria.desks.accounts import events, factors
from repatria.desks.accounts.models import User


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Sign-in by email address and password; accounts come from invitations alone."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _(
            "This address and this password do not belong together. Look at both again."
        ),
        "incorrect_password": _("This is not your password."),
        "enter_current_password": _("This is not your present password."),
        "too_many_login_attempts": _("Too many attempts. Wait five minutes, then try again."),
        "rate_limited": _("Too many attempts. Wait five minutes, then try again."),
    }

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        return False

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Where there is a second factor, a password is not enough to show who one is."""
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        if isinstance(user, User) and factors.has(user):
            methods = [one for one in methods if one["id"] != "reauthenticate"]
        return [{**one, "description": WAYS[one["id"]]} for one in methods]

    def reauthenticate(self, user: User, password: str) -> bool:
        found = self.authenticate(context.request, email=user.email, password=password)
        return found is not None and found.pk == user.pk

    def get_logout_redirect_url(self, _request: HttpRequest) -> str:
        # By the name, so that whoever signs out stays in their language.
        return resolve_url("record:overview")

    def get_password_change_redirect_url(self, _request: HttpRequest) -> str:
        return resolve_url("accounts:me")

    def add_message(self, request: HttpRequest, *args: Any, **named: Any) -> None:
        """allauth's own remarks are left out, those that say what went wrong are passed on."""
        if named.get("message"):
            super().add_message(request, *args, **named)


WAYS = {
    "reauthenticate": _("With your password"),
    "mfa_reauthenticate": _("With a code from your app, or a recovery code"),
    "mfa_reauthenticate:webauthn": _("With a passkey"),
}


class UnreadableSecretError(RepatriaError):
    """A secret that another key has locked."""


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Code generators, passkeys and recovery codes; their secrets are locked with the key of the
    installation, so that a copy of the store alone is no way in."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This code is not right. Codes change every half minute."),
        "cannot_delete_authenticator": _(
            "This is your only second factor, and your roles need one. Add another first."
        ),
    }

    def get_totp_label(self, user: User) -> str:
        return user.email

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return {**entity, "name": "Repatria"}

    def encrypt(self, text: str) -> str:
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        try:
            return _box().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            raise UnreadableSecretError(
                "The second factors were locked with another secret key; put back the file "
                "secret-key that belongs to this store."
            ) from None

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        refused = factors.last(authenticator)
        if refused and context.request.method == "POST":
            events.signal("factor.kept", context.request, authenticator.user.code)
        return not refused


def _box() -> Fernet:
    key = hashlib.sha256(b"repatria.second-factor|" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
