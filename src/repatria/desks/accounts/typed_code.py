"""The second factor shown on the command line: a code from somebody's app, used up by it.

There a passkey cannot be asked for, and a recovery code is for whoever lost the app. Every try
stands in the access log.
"""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.utils.translation import gettext as _

from repatria.base.errors import RepatriaError
from repatria.desks.accounts import noting
from repatria.desks.accounts.models import User


class CodeError(RepatriaError):
    """Somebody has no app with codes, or the code is not right."""


def show(user: User, code: str, session: str) -> None:
    """Raises `CodeError` unless this is the code that somebody's app shows now, and was not used
    before."""
    held = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
    if not user.is_active or held is None:
        raise CodeError(_("This needs a code from an app of an open account; set one up first."))
    right = TOTP(held).validate_code(code.strip())
    noting.note(
        user, "confirmed" if right else "code.wrong", "account", user.code, session=session,
        detail={"way": "command line"},
    )  # fmt: skip
    if not right:
        raise CodeError(_("This code is not right. Codes change every half minute."))
