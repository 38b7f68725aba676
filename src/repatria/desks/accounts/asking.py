"""Asking the table of rights about somebody."""

from __future__ import annotations

from typing import TypeAlias

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from repatria.desks.accounts.models import User
from repatria.desks.accounts.rights import (
    ACTION_WORDS,
    FIELD_CLASS_WORDS,
    Action,
    FieldClass,
    Role,
    allowed,
)

Somebody: TypeAlias = User | AnonymousUser


class Refused(PermissionDenied):
    """Somebody asked for what their roles do not allow."""

    def __init__(self, action: Action, field_class: FieldClass, sentence: str = "") -> None:
        self.sentence = sentence or _("Your roles do not allow this: %(action)s, %(what)s.") % {
            "action": ACTION_WORDS[action],
            "what": FIELD_CLASS_WORDS[field_class],
        }
        super().__init__(self.sentence)
        self.action, self.field_class = action, field_class


def roles_of(user: Somebody) -> frozenset[Role]:
    """The roles in force; none of who is not signed in."""
    return user.roles if isinstance(user, User) else frozenset()


def can(user: Somebody, action: Action, field_class: FieldClass) -> bool:
    """Whether the roles of somebody allow an action on a class of field."""
    return allowed(roles_of(user), action, field_class)


def require(user: Somebody, action: Action, field_class: FieldClass) -> None:
    """Raises `Refused`; whoever answers the request writes it into the access log."""
    if not can(user, action, field_class):
        raise Refused(action, field_class)
