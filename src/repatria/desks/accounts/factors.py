"""Second factors: who must have one, who has, and whether one may be given up."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.http import HttpRequest

from repatria.desks.accounts import sessions
from repatria.desks.accounts.models import User
from repatria.desks.accounts.rights import NO_SECOND_FACTOR

KINDS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
"""Recovery codes are a way back to a factor, and none themselves."""


def needed(user: User) -> bool:
    """Whether a role of theirs must not be used with a password alone."""
    return bool(user.roles - NO_SECOND_FACTOR)


def has(user: User) -> bool:
    """Whether a code generator or a passkey is set up."""
    return bool(Authenticator.objects.filter(user=user, type__in=KINDS).exists())


def missing(request: HttpRequest, user: User) -> bool:
    """Whether a factor must be set up first; a session remembers once that one is there."""
    if request.session.get(sessions.FACTOR) or not needed(user):
        return False
    if not has(user):
        return True
    request.session[sessions.FACTOR] = True
    return False


def last(authenticator: Authenticator) -> bool:
    """Whether it is the only one that somebody has whose roles need one."""
    if authenticator.type not in KINDS or not needed(authenticator.user):
        return False
    others = Authenticator.objects.filter(user=authenticator.user, type__in=KINDS)
    return not others.exclude(pk=authenticator.pk).exists()
