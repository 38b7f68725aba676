"""What makes, uses and ends tokens. Each in one transaction with its entry in the access log."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from repatria.desks.accounts import factors
from repatria.desks.accounts.models import ApiToken, User, new_code
from repatria.desks.accounts.noting import note
from repatria.desks.accounts.rights import ROLE_WORDS, Role
from repatria.desks.accounts.services import AccountError

PREFIX = "repatria_"
"""So that a token is known for one where it was left behind."""
LONGEST = 90
"""Days."""
MOST = 20
"""Tokens that somebody has at a time."""
SUBJECT = "api_token"
_USED_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Made:
    """A new token, and the key itself, which is shown this once."""

    token: ApiToken
    key: str


def create(
    user: User,
    name: str,
    roles: Iterable[Role],
    days: int = LONGEST,
    *,
    enters: bool = False,
    session: str = "",
) -> Made:
    """Make a token of somebody's with some of their roles, for at most 90 days. It only reads,
    unless it `enters` too. A page asks for a fresh sign-in before. Raises `AccountError`."""
    wanted = frozenset(roles)
    if not name.strip():
        raise AccountError(_("A token needs a name, so that you know it again."))
    if not 1 <= days <= LONGEST:
        raise AccountError(_("A token holds for 1 to %(days)s days.") % {"days": LONGEST})
    if not user.is_active:
        raise AccountError(_("This account is closed already."))
    if not wanted:
        raise AccountError(_("Choose at least one role; what is published needs no token."))
    lacking = wanted - user.roles
    if lacking:
        role = ROLE_WORDS[min(lacking)]
        raise AccountError(_("You have not this role: %(role)s.") % {"role": role})
    if not factors.has(user):
        raise AccountError(_("Set up a second factor first; what you want to do needs one."))
    key = PREFIX + secrets.token_urlsafe(32)
    with transaction.atomic():
        # Two tabs wait for each other here.
        User.objects.select_for_update().get(pk=user.pk)
        if in_force(user) >= MOST:
            raise AccountError(
                _("You have %(number)s tokens. End one that is not needed.") % {"number": MOST}
            )
        token = ApiToken.objects.create(
            code=new_code().replace("P-", "T-", 1),
            digest=digest(key),
            name=name.strip()[:100],
            user=user,
            party=user.party,
            roles=sorted(wanted),
            enters=enters,
            expires_at=timezone.now() + timedelta(days=days),
        )
        told = {"roles": sorted(wanted), "days": days, **({"enters": True} if enters else {})}
        note(user, "token.made", SUBJECT, token.code, session=session, detail=told)
    return Made(token, key)


def revoke(token: ApiToken, *, by: User | None, session: str = "") -> bool:
    """End a token; False where it was ended already."""
    with transaction.atomic():
        open_one = ApiToken.objects.filter(pk=token.pk, revoked_at=None)
        done = bool(open_one.update(revoked_at=timezone.now()))
        if done:
            note(by, "token.ended", SUBJECT, token.code, session=session)
    return done


def revoke_all(user: User, *, by: User | None, session: str = "") -> int:
    """End every token of somebody; how many that were."""
    return sum(
        revoke(token, by=by, session=session)
        for token in ApiToken.objects.filter(user=user, revoked_at=None)
    )


def in_force(user: User) -> int:
    """How many tokens of somebody hold now."""
    held = ApiToken.objects.filter(user=user, revoked_at=None, expires_at__gt=timezone.now())
    return held.count()


def used(token: ApiToken) -> None:
    """Keep for its owner that it is in use."""
    now = timezone.now()
    before = Q(used_at=None) | Q(used_at__lt=now - _USED_EVERY)
    ApiToken.objects.filter(before, pk=token.pk).update(used_at=now)


def digest(key: str) -> str:
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()
