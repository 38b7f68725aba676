"""Invitations, the only way in: made, opened, accepted, withdrawn. Each in one transaction with its
entry in the access log; of a link only its digest is kept."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from repatria.desks.accounts import queries, sessions
from repatria.desks.accounts.models import Invitation, Party, RoleGrant, User
from repatria.desks.accounts.noting import note
from repatria.desks.accounts.rights import Role
from repatria.desks.accounts.services import (
    AccountError,
    manages,
    refuse_clashing,
)
from repatria.desks.accounts.tokens.services import revoke_all

OPEN_FOR = timedelta(hours=72)


class LinkError(AccountError):
    """A link that opens nothing; `kind` is why, as one word for the log."""

    def __init__(self, kind: str, sentence: str) -> None:
        super().__init__(sentence)
        self.kind = kind


@dataclass(frozen=True, slots=True)
class Invited:
    """An invitation, and the secret of its link, which is told once and kept nowhere."""

    invitation: Invitation
    token: str

    @property
    def path(self) -> str:
        """The link without the site's address, in the language of whoever made it."""
        return reverse("accounts:join", args=[self.token])


def invite(
    email: str,
    name: str,
    party: Party,
    roles: Iterable[Role],
    *,
    by: User | None,
    session: str = "",
) -> Invited:
    """Invite one person for a party, with roles. `by` is nobody for the command line.

    An open invitation of the same address is withdrawn, unless another party made it. Raises
    `AccountError`, for an account that is there already where `by` sees its people; whose account
    there is at another party they are not told: the link is made all the same, and whoever the
    address belongs to learns it when they use that.
    """
    email, held = email.strip().lower(), frozenset(roles)
    try:
        validate_email(email)
    except ValidationError:
        raise AccountError(_("“%(email)s” is no email address.") % {"email": email}) from None
    if not name.strip():
        raise AccountError(_("A person needs a name."))
    manages(by, party)
    refuse_clashing(held)
    token = secrets.token_urlsafe(32)
    with transaction.atomic():
        # On the machine itself there is nobody to hide it from.
        seen = User.objects.all() if by is None else queries.people_for(by)
        if seen.filter(email=email).exists():
            raise AccountError(_taken(email))
        now = timezone.now()
        Invitation.objects.filter(email=email, party=party, used_at=None, withdrawn_at=None).update(
            withdrawn_at=now
        )
        made = Invitation.objects.create(
            digest=_digest(token),
            email=email,
            name=name.strip(),
            party=party,
            roles=sorted(held),
            invited_by=by,
            created_at=now,
            expires_at=now + OPEN_FOR,
        )
        told = {"party": party.pk, "roles": sorted(held)}
        note(by, "invited", "invitation", str(made.pk), session=session, detail=told)
    return Invited(made, token)


def renew(user: User, *, by: User | None = None) -> Invited:
    """A link for somebody who has lost their password or second factor: who opens it chooses both
    anew, and keeps roles and code. For the command line alone (`by` is nobody): in a page, one
    administrator could become anybody. Raises `AccountError`."""
    if by is not None:
        raise AccountError(_("A lost way in is made anew at the machine itself."))
    if not user.is_active:
        raise AccountError(_("This account is closed already."))
    token = secrets.token_urlsafe(32)
    with transaction.atomic():
        now = timezone.now()
        # What another party has open tells it nothing by going or staying.
        Invitation.objects.filter(
            email=user.email, party=user.party, used_at=None, withdrawn_at=None
        ).update(withdrawn_at=now)
        made = Invitation.objects.create(
            digest=_digest(token),
            email=user.email,
            name=user.name,
            party=user.party,
            roles=sorted(user.roles),
            created_at=now,
            expires_at=now + OPEN_FOR,
            user=user,
        )
        note(None, "renewal.opened", "user", user.code)
    return Invited(made, token)


def first_administrator(email: str, name: str, party: Party) -> Invited:
    """The invitation of the first administrator. Raises `AccountError` once there is one."""
    if queries.administrators().exists():
        raise AccountError(
            _("There is an administrator already; they invite the others, on the page “People”.")
        )
    return invite(email, name, party, [Role.ADMINISTRATOR], by=None)


def opened(token: str) -> Invitation:
    """The invitation of a link, to show it; nothing is used up. Raises `LinkError`."""
    found = (
        Invitation.objects.select_related("party", "invited_by", "user")
        .filter(digest=_digest(token))
        .first()
    )
    if found is None:
        raise LinkError("unknown", _("This link opens nothing. Was it copied whole?"))
    if found.used_at is not None:
        raise LinkError(
            "used",
            _("This link was used already. Sign in; if it was not you, tell your administrator."),
        )
    if found.withdrawn_at is not None:
        raise LinkError("withdrawn", _("This invitation was withdrawn. Ask whoever invited you."))
    if found.expires_at <= timezone.now():
        raise LinkError("old", _("This link is older than three days. Ask for a new one."))
    if found.user is not None and not found.user.is_active:
        raise LinkError("closed", _("This account is closed already."))
    inviter = found.invited_by
    if inviter is not None and Role.ADMINISTRATOR not in inviter.roles:
        raise LinkError(
            "inviter", _("Whoever invited you gives no rights any more. Ask for a new link.")
        )
    return found


def accept(token: str, name: str, password: str, *, language: str = "en") -> User:
    """Make the account of whoever holds the link, or the way into it anew, once. Raises
    `LinkError`."""
    with transaction.atomic():
        # The lock lets two tabs through one after the other; the second finds the link used.
        Invitation.objects.select_for_update().filter(digest=_digest(token)).first()
        found = opened(token)
        if found.user is not None:
            user = _renewed(found.user, password)
        elif User.objects.filter(email=found.email).exists():
            raise LinkError("taken", _taken(found.email))
        else:
            user = _joined(found, name, password, language)
        found.used_at, found.user = timezone.now(), user
        found.save(update_fields=["used_at", "user"])
    return user


def withdraw(invitation: Invitation, *, by: User | None, session: str = "") -> None:
    """Make a link open nothing any more. Raises `AccountError` where it was used."""
    manages(by, invitation.party)
    with transaction.atomic():
        open_ones = Invitation.objects.filter(pk=invitation.pk, used_at=None, withdrawn_at=None)
        if not open_ones.update(withdrawn_at=timezone.now()):
            raise AccountError(_("This invitation was used or withdrawn already."))
        note(by, "invitation.withdrawn", "invitation", str(invitation.pk), session=session)


def _joined(found: Invitation, name: str, password: str, language: str) -> User:
    user = User.objects.create_user(
        found.email, password, name=name.strip(), party=found.party, language=language
    )
    RoleGrant.objects.bulk_create(
        RoleGrant(user=user, role=role, granted_by=found.invited_by) for role in found.roles
    )
    note(user, "joined", "invitation", str(found.pk), detail={"roles": found.roles})
    return user


def _renewed(user: User, password: str) -> User:
    user.set_password(password)
    user.save(update_fields=["password"])
    Authenticator.objects.filter(user=user).delete()
    ended = sessions.end(sessions.of(user))
    tokens = revoke_all(user, by=user)
    note(user, "renewed", "user", user.code, detail={"sessions": ended, "tokens": tokens})
    return user


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _taken(email: str) -> str:
    return _("%(email)s has an account here already.") % {"email": email}
