"""Who comes with a token: its owner, with no more than the token allows and the owner has now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from allauth.core.internal import ratelimit
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils import timezone
from ninja.errors import AuthenticationError, HttpError
from ninja.security import HttpBearer

from repatria.desks.accounts import device, factors
from repatria.desks.accounts.access.acts import REFUSED
from repatria.desks.accounts.access.services import note, note_refused
from repatria.desks.accounts.models import ApiToken, User
from repatria.desks.accounts.rights import Action, Role
from repatria.desks.accounts.tokens import services

TOO_MANY = "That was too much at once. Wait a minute, then go on."


READS_ONLY = "This token only reads. Make one that may enter too: My access, Tokens for programs."


@dataclass(frozen=True, slots=True)
class Bad:
    """Why a key opens nothing, for the log: `unknown`, `revoked`, `expired`, `party`, `closed`,
    `factor`."""

    why: str
    token: ApiToken | None = None


class Token(HttpBearer):
    """`Authorization: Bearer repatria_…`. A key that does not hold is noted, and counted by network
    so that nobody fills the log with tries."""

    def __call__(self, request: HttpRequest) -> Any:
        # Whatever happens next, the request is nobody's until a token says whose.
        request.user = AnonymousUser()
        return super().__call__(request)

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken:
        found = opened(token.strip())
        if isinstance(found, Bad):
            _note_bad(request, found)
            raise AuthenticationError
        _count(request, "api_token", found.code)
        services.used(found)
        request.user = acting(found)
        request.api_token = found  # type: ignore[attr-defined]
        return found


class EnteringToken(Token):
    """The same, for what changes something: the token must have been made to enter."""

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken:
        found = super().authenticate(request, token)
        if not found.enters:
            refusal = HttpError(403, READS_ONLY)
            note_refused(request, refusal, wanted=Action.ENTER.value)
            raise refusal
        return found


def opened(key: str) -> ApiToken | Bad:
    """The token of a key, if it holds now."""
    held = ApiToken.objects.select_related("user__party")
    token = held.filter(digest=services.digest(key)).first()
    if token is None:
        return Bad("unknown")
    user: User = token.user
    # To close an account ends its tokens too; the log says the first of the two.
    if not user.is_active:
        return Bad("closed", token)
    if token.revoked_at is not None:
        return Bad("revoked", token)
    if token.expires_at <= timezone.now():
        return Bad("expired", token)
    if token.party_id != user.party_id:
        return Bad("party", token)
    if factors.needed(user) and not factors.has(user):
        return Bad("factor", token)
    return token


def acting(token: ApiToken) -> User:
    """The owner, with no more roles than the token may use."""
    user: User = token.user
    user.only = frozenset(Role(each) for each in token.roles if each in set(Role))
    return user


def _note_bad(request: HttpRequest, found: Bad) -> None:
    _count(request, "api_refused")
    network = device.told(request)["network"]
    note(
        found.token.user if found.token is not None else None,
        REFUSED,
        services.SUBJECT,
        found.token.code if found.token is not None else "",
        session=f"token:{found.token.code}" if found.token is not None else "",
        detail={"why": found.why, "network": network},
    )


def _count(request: HttpRequest, action: str, key: str = "") -> None:
    """Refuses what is more than `ACCOUNT_RATE_LIMITS` allows, in all processes together. (What
    allauth offers to others counts nothing that is asked with GET.)"""
    if not ratelimit.consume(
        request, app="allauth.account", action=action, key=key, limit_get=True
    ):
        raise HttpError(429, TOO_MANY)
