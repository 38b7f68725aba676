"""What happens around signing in, told to the access log: sign-ins, wrong codes, replayed links,
keys added and removed."""

from __future__ import annotations

from typing import Any

from allauth.account.signals import authentication_step_completed, password_changed
from allauth.mfa import signals as factor_signals
from allauth.usersessions.models import UserSession
from django.contrib.auth import signals as auth_signals
from django.db.models.signals import pre_save
from django.http import HttpRequest

from repatria.desks.accounts import device, factors, noting, sessions
from repatria.desks.accounts.models import User


def signal(
    action: str,
    request: HttpRequest | None,
    subject: str,
    *,
    kind: str = "account",
    detail: dict[str, Any] | None = None,
) -> None:
    """Tell the access log what happened in a request, with the device in words."""
    told = device.told(request) if request is not None else {}
    noting.note(
        **noting.asked(request),
        action=action,
        subject_type=kind,
        subject=subject,
        detail={**told, **(detail or {})},
    )


def connect() -> None:
    """Listen to Django and allauth; called once, when the app is ready."""
    name = "repatria.accounts"
    auth_signals.user_logged_in.connect(_signed_in, dispatch_uid=name)
    auth_signals.user_logged_out.connect(_signed_out, dispatch_uid=name)
    auth_signals.user_login_failed.connect(_failed, dispatch_uid=name)
    authentication_step_completed.connect(_step, dispatch_uid=name)
    password_changed.connect(_password_changed, dispatch_uid=name)
    factor_signals.authentication_failed.connect(_wrong_code, dispatch_uid=name)
    factor_signals.authenticator_added.connect(_added, dispatch_uid=name)
    factor_signals.authenticator_removed.connect(_removed, dispatch_uid=name)
    factor_signals.authenticator_reset.connect(_reset, dispatch_uid=name)
    pre_save.connect(_device_in_words, sender=UserSession, dispatch_uid=name)


def _signed_in(request: HttpRequest, user: User, **_: object) -> None:
    sessions.begin(request)
    signal("signed_in", request, user.code)


def _signed_out(request: HttpRequest, user: User | None, **_: object) -> None:
    if user is not None:
        signal("signed_out", request, user.code)


def _failed(credentials: dict[str, Any], request: HttpRequest | None = None, **_: object) -> None:
    # What was typed may be a password in the wrong field: only a known address is told, as a code.
    email = str(credentials.get("email", "")).lower()
    code = User.objects.filter(email=email).values_list("code", flat=True).first()
    signal("sign_in.failed", request, code or "")


def _step(
    request: HttpRequest, user: User, method: str, reauthenticated: bool = False, **_: object
) -> None:
    if not (reauthenticated and request.user.is_authenticated):
        return
    by_factor = method == "mfa"
    if by_factor or not factors.has(user):
        sessions.confirm(request, factor=by_factor)
        signal("confirmed", request, user.code, detail={"by": method})


def _password_changed(request: HttpRequest, user: User, **_: object) -> None:
    signal("password.changed", request, user.code)


def _wrong_code(request: HttpRequest, user: User, **_: object) -> None:
    signal("code.wrong", request, user.code)


def _added(request: HttpRequest, user: User, authenticator: Any, **_: object) -> None:
    signal("factor.added", request, user.code, detail={"type": str(authenticator.type)})


def _removed(request: HttpRequest, user: User, authenticator: Any, **_: object) -> None:
    request.session.pop(sessions.FACTOR, None)
    signal("factor.removed", request, user.code, detail={"type": str(authenticator.type)})


def _reset(request: HttpRequest, user: User, authenticator: Any, **_: object) -> None:
    signal("factor.renewed", request, user.code, detail={"type": str(authenticator.type)})


def _device_in_words(instance: UserSession, **_: object) -> None:
    """allauth would keep the whole address and the whole name of the browser."""
    instance.ip = device.network(instance.ip)
    if "/" in instance.user_agent:
        instance.user_agent = device.words(instance.user_agent)
