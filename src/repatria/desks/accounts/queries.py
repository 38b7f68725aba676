"""Who works here, as an administrator or an auditor may see it."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone

from repatria.desks.accounts.asking import Somebody, can
from repatria.desks.accounts.models import (
    Invitation,
    Party,
    RoleGrant,
    Standing,
    User,
    in_force,
)
from repatria.desks.accounts.rights import Action, FieldClass, Role


def parties_for(user: Somebody) -> QuerySet[Party]:
    """The parties whose people somebody sees: their own, or with the office's eyes every one."""
    if not isinstance(user, User) or not can(user, Action.VIEW, FieldClass.ACCOUNTS):
        return Party.objects.none()
    if user.party.standing == Standing.OFFICE:
        return Party.objects.all()
    return Party.objects.filter(pk=user.party_id)


def people_for(user: Somebody) -> QuerySet[User]:
    """The people of these parties, those who left included."""
    return User.objects.filter(party__in=parties_for(user)).select_related("party")


def open_invitations(user: Somebody) -> QuerySet[Invitation]:
    """Those that can still be used."""
    return Invitation.objects.filter(
        party__in=parties_for(user),
        used_at=None,
        withdrawn_at=None,
        expires_at__gt=timezone.now(),
    ).select_related("party", "invited_by")


def grants_in_force(user: User) -> QuerySet[RoleGrant]:
    """The roles that somebody holds now, each with who gave it and until when."""
    found = in_force(user.grants.all())
    return found.select_related("granted_by")


def administrators(but: User | None = None) -> QuerySet[User]:
    """Who can give rights now, without one of them."""
    holding = in_force(RoleGrant.objects.filter(role=Role.ADMINISTRATOR)).values("user")
    found = User.objects.filter(pk__in=holding, is_active=True)
    return found.exclude(pk=but.pk) if but is not None else found
